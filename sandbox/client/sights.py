"""What the control client returns: frozen views of messages, chats and answers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button; `data` is None for links and copy buttons."""

    label: str
    data: str | None
    url: str | None = None
    copy_text: str | None = None
    style: str | None = None


@dataclass(frozen=True, slots=True)
class File:
    """A photo, document or recording in a message. `url` is the path of its bytes on the sandbox."""

    kind: str
    file_id: str
    name: str | None
    mime: str
    size: int
    url: str


PLAIN = (
    "id",
    "chat",
    "date",
    "text",
    "html",
    "force_reply",
    "reply_to",
    "quote",
    "thread",
    "media_group_id",
    "forward_origin",
    "service",
    "pinned",
    "inaccessible",
    "deleted",
)
Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Version:
    """An earlier state of a message."""

    date: int
    text: str
    rows: Rows


@dataclass(frozen=True, slots=True)
class Message:
    """A message as people see it. `text` is the caption where there is a file; `sender` is a user id."""

    id: int
    chat: int
    date: int
    sender: int
    sender_name: str
    text: str
    html: str
    entities: tuple[dict[str, Any], ...]
    rows: Rows
    keyboard: tuple[tuple[str, ...], ...]
    force_reply: bool
    reply_to: int | None
    quote: str | None
    thread: int | None
    file: File | None
    media_group_id: str | None
    forward_origin: dict[str, Any] | None
    service: dict[str, Any]
    edits: tuple[Version, ...]
    reactions: tuple[str, ...]
    pinned: bool
    inaccessible: bool
    deleted: bool

    @property
    def buttons(self) -> dict[str, str | None]:
        """Label → data of the inline buttons, in their order."""
        return {button.label: button.data for row in self.rows for button in row}

    @property
    def edited(self) -> bool:
        """Whether the message was ever changed."""
        return bool(self.edits)

    @classmethod
    def of(cls, raw: dict[str, Any]) -> Self:
        """Read the control API's form (`sandbox.showing.shown`)."""
        return cls(
            **{name: raw[name] for name in PLAIN},
            sender=raw["from"]["id"],
            sender_name=raw["from"]["first_name"],
            entities=tuple(raw["entities"]),
            rows=_rows(raw["rows"]),
            keyboard=tuple(tuple(row) for row in raw["keyboard"]),
            file=File(**raw["file"]) if raw["file"] else None,
            edits=tuple(Version(one["date"], one["text"], _rows(one["rows"])) for one in raw["edits"]),
            reactions=tuple(raw["reactions"]),
        )


def _rows(raw: list[list[dict[str, Any]]]) -> Rows:
    return tuple(tuple(Button(**button) for button in row) for row in raw)


@dataclass(frozen=True, slots=True)
class Bot:
    """A bot account."""

    id: int
    token: str
    username: str


@dataclass(frozen=True, slots=True)
class User:
    """A person."""

    id: int
    first_name: str
    username: str | None


@dataclass(frozen=True, slots=True)
class Group:
    """A group or supergroup."""

    id: int
    title: str
    kind: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the bot showed for a tap; empty while it has not answered."""

    answered: bool
    text: str
    show_alert: bool
    url: str


@dataclass(frozen=True, slots=True)
class Rest:
    """The moment at which the bot was at rest. `note` says so when no bot follows the clock."""

    now: datetime
    note: str | None


@dataclass(frozen=True, slots=True)
class ApiCall:
    """One Bot API call of the log: `result`, or `error_code` and `description`, or the `fault` that hit it."""

    n: int
    at: str
    method: str
    params: dict[str, Any]
    result: Any = None
    error_code: int | None = None
    description: str | None = None
    fault: str | None = None
