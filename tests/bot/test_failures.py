"""What each answer of Telegram means for a message (telegram.md §2.7)."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest
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

from bot.failures import Verdict, judge


def caused(error: TelegramError, cause: Exception) -> TelegramError:
    error.__cause__ = cause
    return error


REQUEST = httpx.Request("POST", "http://127.0.0.1/")

CASES = [
    (RetryAfter(timedelta(seconds=30)), Verdict.LATER),
    (NetworkError("Too Many Requests: retry after 0"), Verdict.LATER),
    (ChatMigrated(-100123), Verdict.MIGRATED),
    (Forbidden("Forbidden: bot was blocked by the user"), Verdict.BLOCKED),
    (Forbidden("Forbidden: user is deactivated"), Verdict.BLOCKED),
    (Forbidden("Forbidden: bot can't initiate conversation with a user"), Verdict.BLOCKED),
    (Forbidden("Forbidden: bot was kicked from the supergroup chat"), Verdict.MUTED),
    (Forbidden("Forbidden: bot is not a member of the group chat"), Verdict.MUTED),
    (BadRequest("Chat not found"), Verdict.BLOCKED),
    (BadRequest("Not enough rights to send text messages to the chat"), Verdict.MUTED),
    (BadRequest("Message is not modified: specified new message content and …"), Verdict.DONE),
    (BadRequest("Message to edit not found"), Verdict.GONE),
    (BadRequest("Message can't be edited"), Verdict.GONE),
    (BadRequest("Can't parse entities: unsupported start tag"), Verdict.PLAIN),
    (BadRequest("Message is too long"), Verdict.DEAD),
    (BadRequest("Button_data_invalid"), Verdict.DEAD),
    (NetworkError("Request Entity Too Large (413)"), Verdict.DEAD),
    (InvalidToken("Unauthorized"), Verdict.REVOKED),
    (caused(TimedOut(), httpx.PoolTimeout("pool")), Verdict.RETRY),
    (caused(TimedOut(), httpx.ConnectTimeout("connect")), Verdict.RETRY),
    (caused(NetworkError("x"), httpx.ConnectError("refused")), Verdict.RETRY),
    (NetworkError("Internal Server Error: restart"), Verdict.RETRY),
    (caused(TimedOut(), httpx.ReadTimeout("read")), Verdict.DOUBT),
    (caused(TimedOut(), httpx.WriteTimeout("write")), Verdict.DOUBT),
    (caused(NetworkError("x"), httpx.RemoteProtocolError("closed", request=REQUEST)), Verdict.DOUBT),
    (NetworkError("Bad Gateway"), Verdict.DOUBT),
]


@pytest.mark.parametrize(("error", "verdict"), CASES, ids=[f"{type(e).__name__}-{v}" for e, v in CASES])
def test_pitfall_25_27_28_each_failure_has_its_verdict(error: TelegramError, verdict: Verdict) -> None:
    assert judge(error).verdict is verdict


def test_pitfall_26_the_wait_is_telegrams() -> None:
    assert judge(RetryAfter(timedelta(seconds=30))).seconds == 30
    assert judge(NetworkError("Too Many Requests")).seconds > 0
