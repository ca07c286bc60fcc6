"""A typed client of the control API, for tests, the demo and the chaos runs.

`async with ControlClient(sandbox.url) as people: await people.say(li, "收到")`. A refusal raises ControlRefused.
`chat` is a group's id or a user's id; left out, it is the acting user's own chat with the bot.
"""

import json
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

from sandbox.client.acts import Acts, FilePart
from sandbox.client.connection import ControlRefused
from sandbox.client.sights import Answer, ApiCall, Bot, Button, File, Group, Message, Rest, User, Version

__all__ = [
    "Answer",
    "ApiCall",
    "Bot",
    "Button",
    "ControlClient",
    "ControlRefused",
    "File",
    "FilePart",
    "Group",
    "Message",
    "Rest",
    "User",
    "Version",
]


class ControlClient(Acts):
    """Everything: people and their acts, what they see, and the running of the sandbox."""

    async def messages(self, chat: int, after: int = 0, *, deleted: bool = False) -> list[Message]:
        """The messages of a chat after a number, oldest first."""
        raw = await self.get(f"chats/{chat}/messages", after=after, deleted=deleted)
        return [Message.of(one) for one in raw]

    async def message(self, chat: int, message_id: int) -> Message:
        """One message, also a deleted one. Raises LookupError."""
        found = await self.messages(chat, message_id - 1, deleted=True)
        if not found or found[0].id != message_id:
            raise LookupError(f"chat {chat} has no message {message_id}")
        return found[0]

    async def last(self, chat: int) -> Message:
        """The newest message of a chat. Raises LookupError in an empty one."""
        found = await self.messages(chat)
        if not found:
            raise LookupError(f"chat {chat} is empty")
        return found[-1]

    async def keyboard(self, chat: int) -> list[list[str]]:
        """The reply keyboard in force."""
        return list(await self.get(f"chats/{chat}/keyboard"))

    async def commands(self, user: int, chat: int | None = None) -> dict[str, str]:
        """The command menu that a user sees: name → description."""
        raw = await self.get("commands", user=user, chat=chat)
        return {one["command"]: one["description"] for one in raw}

    async def file(self, file_id: str) -> bytes:
        """The bytes of a file."""
        response = await self._http.get(f"file/{file_id}")
        if response.is_error:
            raise ControlRefused(response.status_code, response.text)
        return response.content

    async def state(self) -> dict[str, Any]:
        """Users, bots, chats with their members, and the time."""
        return dict(await self.get("state"))

    async def calls(self, method: str | None = None, after: int = 0) -> list[ApiCall]:
        """The log of Bot API calls."""
        return [ApiCall(**raw) for raw in await self.get("calls", method=method, after=after)]

    async def events(self, after: int | None = None) -> AsyncIterator[dict[str, Any]]:
        """Every change, live; from number `after` on, or from now."""
        params = {} if after is None else {"after": after}
        async with self._http.stream("GET", "events", params=params) as response:
            async for line in response.aiter_lines():
                if line.startswith("data: "):
                    yield json.loads(line.removeprefix("data: "))

    async def now(self) -> datetime:
        """The sandbox's time."""
        return datetime.fromisoformat((await self.get("clock"))["now"])

    async def settle(self, timeout: float | None = None, *, need_bot: bool = False) -> Rest:
        """Wait until the bot confirmed every update and has nothing left to do."""
        return _rest(await self.post("settle", timeout=timeout, need_bot=need_bot))

    async def advance(
        self, to: datetime | None = None, *, seconds: float | None = None, timeout: float | None = None
    ) -> Rest:
        """Move the clock, by way of every instant at which the bot has something due."""
        iso = to.isoformat() if to else None
        return _rest(await self.post("advance", to=iso, seconds=seconds, timeout=timeout))

    async def push_update(self, update: dict[str, Any]) -> int:
        """Queue a raw update – malformed, a duplicate – and return its number."""
        return int((await self.post("updates/push", update=update))["update_id"])

    async def pending(self) -> list[dict[str, Any]]:
        """The updates that the bot has not confirmed."""
        return list((await self.get("updates/pending"))["updates"])

    async def reset_update_ids(self, to: int | None = None) -> int:
        """Number the next updates anew, as after a silent week."""
        return int((await self.post("updates/reset", to=to))["next"])

    async def add_fault(self, kind: str, method: str = "*", **options: Any) -> int:
        """Make calls fail, see `sandbox.faults`; the number of the rule."""
        return int((await self.post("faults", kind=kind, method=method, **options))["id"])

    async def faults(self) -> list[dict[str, Any]]:
        """The rules in force, with how often they fired."""
        return list(await self.get("faults"))

    async def clear_faults(self, rule: int | None = None) -> None:
        """Remove one rule, or all."""
        await self.ask("DELETE", "faults", params={"id": rule} if rule else {})

    async def limits(self, **figures: Any) -> dict[str, Any]:
        """Show or set the rate limits (`on=True` switches them on)."""
        return dict(await self.post("limits", **figures))


def _rest(raw: dict[str, Any]) -> Rest:
    return Rest(datetime.fromisoformat(raw["now"]), raw.get("note"))
