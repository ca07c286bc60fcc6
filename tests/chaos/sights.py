"""What the driver looks at and keeps: messages, the disk, what is being sent, and what came of it all."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from sandbox.records import Message

ROW = "chaos_row"
"""The field in which a call names its row: `victim.py`."""


TIMED_OUT = "timed_out"
"""The file of the rows of which a call had no answer in its time."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A call that had its effect: its number, for which row, and how often that had been repeated before it."""

    call: int
    row: int
    resent: int


@dataclass
class Played:
    """What came of it, beside what database and chats hold."""

    done: set[tuple[int, int]] = field(default_factory=set)
    stuck: dict[tuple[int, int], str] = field(default_factory=dict)
    declared: dict[int, list[str]] = field(default_factory=dict)
    """Row of the outbox → why nobody can know whether a call for it had its effect: once for each such call."""

    copies: dict[tuple[int, int], Copy] = field(default_factory=dict)
    """Chat and message → the call that made it."""

    happened: Counter[str] = field(default_factory=Counter)
    """Name of a trouble → how often it really came."""

    listed: str = ""
    """What /undelivered shows in the end."""

    seconds: float = 0.0


def in_flight(path: Path, chat: int | None = None) -> list[int]:
    """Rows of the outbox that are being sent, to this chat or to any, as the database has it."""
    with sqlite3.connect(path, timeout=20) as database:
        rows = database.execute(
            "SELECT id FROM outbox WHERE status = 'sending' AND edit_of IS NULL AND (:chat IS NULL OR chat_id = :chat)",
            {"chat": chat},
        ).fetchall()
    database.close()
    return [int(row) for (row,) in rows]


def made(result: object) -> list[int]:
    """The messages that a call says it made."""
    found = result if isinstance(result, list) else [result]
    return [int(one["message_id"]) for one in found if isinstance(one, dict) and "message_id" in one]


def fill(balloon: Path) -> None:
    """Write until the disk is full."""
    with balloon.open("wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12):
            try:
                while True:
                    file.write(b"\0" * size)
            except OSError:
                continue


def text_of(message: Message) -> str:
    """The text or caption of a message as it stands."""
    return str(message.body.get("text") or message.body.get("caption") or "")


def first_text(message: Message) -> str:
    """The text or caption that it was sent with."""
    first = message.edits[0]["body"] if message.edits else message.body
    return str(first.get("text") or first.get("caption") or "")


def buttons_of(message: Message) -> dict[str, str]:
    """Label → data of the buttons under a message."""
    rows = (message.markup or {}).get("inline_keyboard", [])
    return {button["text"]: button["callback_data"] for row in rows for button in row if "callback_data" in button}


def is_called(name: str, wanted: str) -> bool:
    """Whether a button is the wanted one: labels may go on, but not those that begin another's."""
    return name == wanted or (wanted not in {"同意", "采纳"} and name.startswith(wanted))
