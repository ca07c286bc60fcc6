"""Looking at the sandbox: chats, messages, menus, files, the call log and the live stream of events."""

import json
from collections.abc import AsyncIterator
from dataclasses import asdict
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from sandbox.control.endpoint import Ask, ask_of
from sandbox.errors import ControlError
from sandbox.methods.commands import menu_for
from sandbox.records import Json
from sandbox.showing import reply_keyboard, shown
from sandbox.state import State
from sandbox.store import number_key

HEARTBEAT_SECONDS = 15.0


def everything(ask: Ask) -> Json:
    """Users, bots, chats with members, and the time."""
    return {**ask.state.everyone(), "now": ask.state.clock.iso()}


def messages(ask: Ask) -> list[Json]:
    """The messages of a chat after number `after`, deleted ones left out unless `deleted` is set."""
    chat = ask.chat()
    after = f"{chat.key}/{number_key(ask.optional('after') or 0)}"
    found = ask.state.messages.scan(f"{chat.key}/", after)
    return [shown(ask.state, chat, one) for one in found if not one.deleted or ask.flag("deleted")]


def commands(ask: Ask) -> list[Json]:
    """The command menu that a user sees in a chat."""
    return menu_for(ask.state, ask.bot(), ask.chat(), ask.user())


def keyboard(ask: Ask) -> list[list[str]]:
    """The reply keyboard in force in a chat."""
    return reply_keyboard(ask.state, ask.chat())


def calls(ask: Ask) -> list[Json]:
    """The Bot API calls after number `after`, of one method if `method` is given."""
    after, method = ask.optional("after") or 0, ask.text("method").lower()
    return [call for call in ask.state.calls if call["n"] > after and (not method or call["method"].lower() == method)]


async def file(request: Request) -> Response:
    """The bytes of a file, for people: no link is needed and no limit holds."""
    ask = await ask_of(request)
    stored = ask.state.files.get(ask.text("file_id"))
    if stored is None:
        raise ControlError(404, "there is no such file")
    headers = {"X-Content-Type-Options": "nosniff"}
    if stored.kind == "document":
        headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(stored.name or '')}"
    return Response(ask.state.store.blob(stored.blob), media_type=stored.mime, headers=headers)


async def events(request: Request) -> Response:
    """Every change as server-sent events. `Last-Event-ID` (or `after`) resumes; without it, from now on."""
    ask = await ask_of(request)
    state = ask.state
    seen = request.headers.get("last-event-id") or ask.text("after")
    newest = state.events.scan(newest_first=True, limit=1)
    after = int(seen) if seen.isdigit() else (newest[0].id if newest else 0)
    headers = {"Cache-Control": "no-store"}
    return StreamingResponse(_stream(state, after), media_type="text/event-stream", headers=headers)


async def _stream(state: State, after: int) -> AsyncIterator[str]:
    yield "retry: 1000\n\n"
    while True:
        for event in state.events.scan(after=number_key(after)):
            after = event.id
            yield f"id: {event.id}\ndata: {json.dumps(asdict(event), ensure_ascii=False)}\n\n"
        is_current = not state.events.scan(after=number_key(after), limit=1)
        if is_current and not await state.signal.wait(HEARTBEAT_SECONDS):
            yield ": still here\n\n"
