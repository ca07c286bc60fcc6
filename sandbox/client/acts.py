"""What people do in chats, by the control client."""

from collections.abc import Sequence
from typing import Any

from sandbox.client.people import People
from sandbox.client.sights import Answer, Message

FilePart = tuple[str, bytes]


class Acts(People):
    """What people do in chats."""

    async def start(self, user: int, payload: str = "", bot: int | None = None) -> Message:
        """Press Start, directly or by a deep link."""
        return Message.of(await self.post("start", user=user, payload=payload, bot=bot))

    async def say(
        self,
        user: int,
        text: str,
        chat: int | None = None,
        *,
        reply_to: int | None = None,
        quote: str | None = None,
        thread: int | None = None,
        anonymous: bool = False,
        sender_chat: dict[str, Any] | None = None,
    ) -> Message:
        """Write a text; `anonymous` as the group itself, `sender_chat` as a channel."""
        raw = await self.post(
            "say",
            user=user,
            text=text,
            chat=chat,
            reply_to=reply_to,
            quote=quote,
            thread=thread,
            anonymous=anonymous,
            sender_chat=sender_chat,
        )
        return Message.of(raw)

    async def forward(self, user: int, source: int, message_id: int, chat: int | None = None) -> Message:
        """Send a message of chat `source` on."""
        raw = await self.post("say", user=user, chat=chat, forward_from=source, forward_id=message_id)
        return Message.of(raw)

    async def edit(self, user: int, message_id: int, text: str, chat: int | None = None) -> Message:
        """Change an own message."""
        return Message.of(await self.post("edit", user=user, chat=chat, message_id=message_id, text=text))

    async def send_file(
        self,
        user: int,
        name: str,
        data: bytes,
        chat: int | None = None,
        *,
        kind: str = "document",
        caption: str = "",
        reply_to: int | None = None,
        media_group: str | None = None,
        size: int | None = None,
    ) -> Message:
        """Send a document, photo or voice; `size` declares more bytes than there are."""
        fields = {"user": user, "chat": chat, "kind": kind, "caption": caption, "reply_to": reply_to}
        fields |= {"media_group": media_group, "size": size}
        return Message.of(await self._upload("send_file", fields, [(name, data)]))

    async def send_album(
        self,
        user: int,
        files: Sequence[FilePart],
        chat: int | None = None,
        *,
        kind: str = "photo",
        caption: str = "",
        reply_to: int | None = None,
    ) -> list[Message]:
        """Send several files as one album; the caption goes to the first."""
        fields = {"user": user, "chat": chat, "kind": kind, "caption": caption, "reply_to": reply_to}
        return [Message.of(raw) for raw in await self._upload("send_album", fields, files)]

    async def _upload(self, path: str, fields: dict[str, Any], files: Sequence[FilePart]) -> Any:
        data = {name: str(value) for name, value in fields.items() if value is not None}
        return await self.ask("POST", path, data=data, files=[("file", part) for part in files])

    async def tap(
        self,
        user: int,
        message_id: int,
        label: str | None = None,
        chat: int | None = None,
        *,
        data: str | None = None,
        force: bool = False,
    ) -> str:
        """Press a button by label or data (`force`: any data) and return the callback's id."""
        fields = {"chat": chat, "message_id": message_id, "label": label, "data": data, "force": force}
        return str((await self.post("tap", user=user, **fields))["callback_id"])

    async def callback_answer(self, callback_id: str) -> Answer:
        """What the bot showed for a tap."""
        return Answer(**await self.get(f"callback_answer/{callback_id}"))

    async def delete(self, chat: int, message_id: int) -> None:
        """Delete a message for everyone."""
        await self.post("delete", chat=chat, message_id=message_id)

    async def mark_inaccessible(self, chat: int, message_id: int) -> None:
        """Make a message too old for Telegram to show."""
        await self.post("inaccessible", chat=chat, message_id=message_id)
