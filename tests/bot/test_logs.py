"""Logs: their two formats, and that no token ever stands in one."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from typing import get_args

import httpx
import pytest
import structlog

from bot import logs

TOKEN = "123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc"


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    """Logging is global: put it back as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in logs.CHATTY}
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, old in levels.items():
        logging.getLogger(name).setLevel(old)
    structlog.reset_defaults()


def configured(fmt: logs.LogFormat, level: str = "info") -> io.StringIO:
    stream = io.StringIO()
    logs.configure(level, fmt, stream)
    return stream


def test_json_is_one_object_a_line_with_the_event_word() -> None:
    stream = configured("json")
    structlog.stdlib.get_logger("bot.x").info("inbox.stored", update_id=7, who="县水利局")
    line = json.loads(stream.getvalue())
    assert line["event"] == "inbox.stored"
    assert line["update_id"] == 7
    assert line["who"] == "县水利局"
    assert line["level"] == "info"
    assert line["logger"] == "bot.x"
    assert line["timestamp"].endswith("Z")


def test_a_line_of_a_library_has_the_same_fields() -> None:
    stream = configured("json")
    logging.getLogger("alembic").warning("upgrade to %s", "0001")
    line = json.loads(stream.getvalue())
    assert (line["event"], line["level"], line["logger"]) == ("upgrade to 0001", "warning", "alembic")


def test_console_shows_event_and_fields() -> None:
    stream = configured("console")
    structlog.stdlib.get_logger("bot.x").info("inbox.stored", update_id=7)
    assert "inbox.stored" in stream.getvalue()
    assert "update_id=7" in stream.getvalue()


def test_level_holds_for_ours_and_for_theirs() -> None:
    stream = configured("json", "warning")
    structlog.stdlib.get_logger("bot.x").info("quiet")
    logging.getLogger("alembic").info("quiet")
    assert stream.getvalue() == ""


def test_configuring_twice_does_not_double_the_lines() -> None:
    configured("json")
    stream = configured("json")
    structlog.stdlib.get_logger("bot.x").info("once")
    assert stream.getvalue().count("once") == 1


@pytest.mark.parametrize("name", ["httpx", "telegram.ext.Application"])
def test_chatty_libraries_are_heard_from_warning(name: str) -> None:
    stream = configured("json", "debug")
    logging.getLogger(name).info("chatter")
    logging.getLogger(name).warning("trouble")
    assert "chatter" not in stream.getvalue()
    assert "trouble" in stream.getvalue()


@pytest.mark.parametrize("fmt", get_args(logs.LogFormat))
def test_pitfall_36_no_token_in_fields_messages_or_tracebacks(fmt: logs.LogFormat) -> None:
    stream = configured(fmt)
    ours, theirs = structlog.stdlib.get_logger("bot.x"), logging.getLogger("some.library")
    ours.info("started", token=TOKEN, nested={"url": f"https://api.telegram.org/bot{TOKEN}/getMe"})
    theirs.warning("GET %s", f"https://api.telegram.org/file/bot{TOKEN.replace(':', '%3A')}/a.jpg")
    for logger in (ours, theirs):
        try:
            raise ValueError(f"no such bot: {TOKEN}")
        except ValueError:
            logger.exception("broke")
    text = stream.getvalue()
    assert text.count("Traceback") == 2
    assert TOKEN.partition(":")[2] not in text
    assert text.count("<token>") >= 5


def test_pitfall_36_no_token_in_the_requests_that_httpx_logs() -> None:
    stream = configured("json", "debug")
    logging.getLogger("httpx").setLevel(logging.INFO)
    answer = httpx.MockTransport(lambda request: httpx.Response(200))
    with httpx.Client(transport=answer) as client:
        client.post(f"https://api.telegram.org/bot{TOKEN}/sendMessage")
    assert "/bot<token>/sendMessage" in stream.getvalue()
    assert TOKEN not in stream.getvalue()


def test_redaction_leaves_times_numbers_and_addresses_alone() -> None:
    text = "2026-03-02T09:00:00+08:00 http://127.0.0.1:8081/bot 夏政督〔2026〕12号 chat -1001234567890"
    assert logs.redact(text) == text
