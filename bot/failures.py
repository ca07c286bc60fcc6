"""What an exception of a call means for the message: `../docs` of Telegram have no such table, so here is ours.

The order of the tests matters: in python-telegram-bot `BadRequest` and `TimedOut` are kinds of `NetworkError`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)


class Verdict(StrEnum):
    """What to do with the row."""

    DONE = "done"
    """The effect is there all the same (message is not modified)."""
    GONE = "gone"
    """The message to edit is no more: forget the card."""
    LATER = "later"
    """Surely not sent; this chat is closed for `seconds`."""
    RETRY = "retry"
    """Surely not sent; try again with back-off."""
    DOUBT = "doubt"
    """It may have arrived."""
    MIGRATED = "migrated"
    """The group has another id: `chat_id`."""
    BLOCKED = "blocked"
    """The person blocked the bot, or was never able to hear it."""
    MUTED = "muted"
    """The group does not let us post, or we are no longer in it."""
    PLAIN = "plain"
    """Telegram does not understand the markup: send it as plain text."""
    DEAD = "dead"
    """Telegram refuses it for good."""
    REVOKED = "revoked"
    """The token is no longer ours: nothing can be sent at all."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A verdict and what it needs."""

    verdict: Verdict
    reason: str
    seconds: float = 0.0
    chat_id: int = 0


_BAD_REQUESTS: tuple[tuple[str, Verdict], ...] = (
    ("message is not modified", Verdict.DONE),
    ("message to edit not found", Verdict.GONE),
    ("message can't be edited", Verdict.GONE),
    ("message_id_invalid", Verdict.GONE),
    ("can't parse entities", Verdict.PLAIN),
    ("not enough rights", Verdict.MUTED),
    ("have no rights", Verdict.MUTED),
    ("chat_write_forbidden", Verdict.MUTED),
    ("chat not found", Verdict.BLOCKED),
)
"""What BadRequest's words (lower case) mean; anything else is refused for good."""

_NOT_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)
"""Causes before the request left this machine."""

_NO_FILE = ("wrong file", "invalid file", "wrong remote file", "file_reference", "file reference")
_NO_PHOTOS = ("not enough rights to send photos", "chat_send_photos_forbidden")
_TOO_LARGE = "request entity too large"
_GROUP_WORDS = ("kicked", "not a member", "was deleted", "group")

FLOOD_PAUSE = 10.0
"""Seconds to leave a chat alone when a 429 does not say for how long."""


def judge(error: TelegramError) -> Failure:  # noqa: PLR0911 - one line a row of the table
    """Say what an exception of a sending call means."""
    reason = str(error).lower()
    match error:
        case RetryAfter():
            wait = error.retry_after
            seconds = wait if isinstance(wait, int | float) else wait.total_seconds()
            return Failure(Verdict.LATER, "flood", seconds=float(seconds))
        case ChatMigrated():
            return Failure(Verdict.MIGRATED, "migrated", chat_id=error.new_chat_id)
        case Forbidden():
            group = any(word in reason for word in _GROUP_WORDS)
            return Failure(Verdict.MUTED if group else Verdict.BLOCKED, reason)
        case BadRequest():
            found = next((verdict for words, verdict in _BAD_REQUESTS if words in reason), Verdict.DEAD)
            return Failure(found, reason)
        case InvalidToken():
            return Failure(Verdict.REVOKED, reason)
        case TimedOut() | NetworkError():
            return _judge_network(error, reason)
    return Failure(Verdict.DEAD, reason)


def refuses_photos(error: TelegramError) -> bool:
    """Tell whether a chat lets nobody send pictures; it may still take text and other files."""
    return isinstance(error, BadRequest | Forbidden) and any(words in str(error).lower() for words in _NO_PHOTOS)


def knows_no_file(error: TelegramError) -> bool:
    """Tell whether Telegram does not know a file by the id that it once gave it."""
    return isinstance(error, BadRequest) and any(words in str(error).lower() for words in _NO_FILE)


def _judge_network(error: NetworkError, reason: str) -> Failure:
    cause = error.__cause__
    if isinstance(cause, _NOT_SENT):
        return Failure(Verdict.RETRY, "unreachable")
    if cause is not None:
        return Failure(Verdict.DOUBT, "connection_lost")
    if _TOO_LARGE in reason:
        return Failure(Verdict.DEAD, "too_large")
    if "too many requests" in reason:
        return Failure(Verdict.LATER, "flood", seconds=FLOOD_PAUSE)
    if "restart" in reason:
        return Failure(Verdict.RETRY, "server_restart")
    return Failure(Verdict.DOUBT, reason)
