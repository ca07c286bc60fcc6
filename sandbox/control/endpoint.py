"""Control endpoints: JSON in, one transaction, JSON out, errors in plain words."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox.errors import ApiError, ControlError
from sandbox.files import Upload
from sandbox.posting import private_chat, private_key
from sandbox.records import Bot, Chat, Json, User
from sandbox.state import State

Endpoint = Callable[[Request], Awaitable[Response]]


@dataclass(slots=True)
class Ask:
    """One request: the state, the fields of path, query and body together, and uploaded files in order."""

    state: State
    fields: Json
    uploads: list[Upload] = field(default_factory=list)

    def need(self, name: str) -> object:
        """A field that must be there. Raises ControlError 400 without it."""
        if self.fields.get(name) is None:
            raise ControlError(400, f"{name} is missing")
        return self.fields[name]

    def number(self, name: str) -> int:
        """A whole number that must be there."""
        try:
            return int(str(self.need(name)))
        except ValueError:
            raise ControlError(400, f"{name} must be a whole number") from None

    def optional(self, name: str) -> int | None:
        """A whole number or None."""
        return self.number(name) if self.fields.get(name) not in (None, "") else None

    def text(self, name: str, default: str = "") -> str:
        """A text."""
        value = self.fields.get(name)
        return default if value is None else str(value)

    def flag(self, name: str, default: bool = False) -> bool:
        """A boolean; multipart says it as a word."""
        value = self.fields.get(name, default)
        return value.lower() in ("true", "1") if isinstance(value, str) else bool(value)

    def numbers(self, name: str) -> list[int]:
        """A list of whole numbers; empty when absent."""
        value = self.fields.get(name) or []
        return [int(item) for item in value]

    def bot(self) -> Bot:
        """The bot that `bot` names, else the first one. Raises ControlError 404 when there is none."""
        bot_id = self.optional("bot")
        found = self.state.bots.get(bot_id) if bot_id else next(iter(self.state.bots.scan()), None)
        if found is None:
            raise ControlError(404, "there is no bot")
        return found

    def user(self, name: str = "user") -> User:
        """The user that the field names. Raises ControlError 404."""
        user = self.state.users.get(self.number(name))
        if user is None:
            raise ControlError(404, f"there is no user {self.fields[name]}")
        return user

    def chat(self, open_private: bool = False) -> Chat:
        """The chat that `chat` names: a group's id, or a user's id for his chat with the bot.

        Without `chat` it is the acting user's. Raises ControlError 404 when there is none.
        """
        chat_id = self.optional("chat") or self.number("user")
        if chat_id < 0:
            chat = self.state.chats.get(chat_id)
        elif open_private:
            return private_chat(self.state, self.bot(), chat_id)
        else:
            chat = self.state.chats.get(private_key(self.bot().id, chat_id))
        if chat is None:
            raise ControlError(404, f"there is no chat {chat_id}")
        return chat


async def ask_of(request: Request) -> Ask:
    """Read a request. Raises ControlError 400 when its body is neither a JSON object nor a form."""
    fields: Json = {**request.query_params}
    ask = Ask(request.app.state.sandbox, fields)
    if request.headers.get("content-type", "").startswith("multipart/form-data"):
        async with request.form(max_part_size=1024 * 1024) as form:
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    mime = value.content_type or ""
                    ask.uploads.append(Upload(await value.read(), value.filename or name, mime))
                else:
                    fields[name] = value
    elif body := await request.body():
        try:
            fields.update(await request.json() if body else {})
        except (ValueError, TypeError):
            raise ControlError(400, "the body must be a JSON object") from None
    fields.update(request.path_params)
    return ask


def act(function: Callable[[Ask], object]) -> Endpoint:
    """An endpoint that changes or reads the state in one transaction and wakes whoever waits for a change."""

    async def endpoint(request: Request) -> Response:
        ask = await ask_of(request)
        with ask.state.store.transaction():
            result = function(ask)
        if request.method != "GET":
            ask.state.signal.ring()
        return JSONResponse(result)

    return endpoint


def wait(function: Callable[[Ask], Awaitable[object]]) -> Endpoint:
    """An endpoint that waits for the bot."""

    async def endpoint(request: Request) -> Response:
        return JSONResponse(await function(await ask_of(request)))

    return endpoint


async def refused(_request: Request, error: Exception) -> Response:
    """The answer to a ControlError, or to an ApiError that an act of a person ran into."""
    status = error.status if isinstance(error, ControlError) else 400
    words = error.description if isinstance(error, ApiError) else str(error)
    return JSONResponse({"error": words}, status_code=status)
