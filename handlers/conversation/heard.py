"""What an update says, as plain data."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime

from storage.outgoing import CardRow

PRIVATE = "private"
GROUP = "group"


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file as Telegram describes it; nothing is downloaded yet. `size` is in bytes, 0 when Telegram is silent."""

    kind: str
    file_id: str
    unique_id: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Heard:
    """One update: who said or tapped what, where and when.

    `at` is the message's own time (of the edit, for an edit), none for a tap. `quoted_text` is the text of the
    message that is replied to, as far as Telegram still knows it. `forwarded` names who wrote
    what was forwarded, empty if the message is the sender's own. `membership` is the bot's new standing in the chat,
    `may_post` whether that standing lets it post, and `was_in` whether it was in the chat before.
    """

    telegram_id: int
    sender_name: str
    chat_id: int
    chat_kind: str
    chat_title: str = ""
    message_id: int | None = None
    at: datetime | None = None
    text: str = ""
    args: str = ""
    files: tuple[SentFile, ...] = ()
    media_group: str = ""
    reply_to: int | None = None
    quoted_text: str = ""
    forwarded: str = ""
    anonymous: bool = False
    callback_id: str = ""
    callback_data: str = ""
    membership: str = ""
    may_post: bool = True
    was_in: bool = False
    migrated_from: int = 0
    migrated_to: int = 0


@dataclass(slots=True)
class Incoming:
    """What the worker knows of the update it is handling; callbacks and filters find it in `INCOMING`.

    `card` is what the replied-to message stands for. `handled` is set once a transaction has marked the update done,
    `error` when a callback failed.
    """

    update_id: int
    card: CardRow | None = None
    handled: bool = False
    error: BaseException | None = field(default=None)


INCOMING: ContextVar[Incoming] = ContextVar("incoming")
