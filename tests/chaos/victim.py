"""The real bot in a process that dies at the n-th passing of a point, with shorter times than in service.

`DUCHA_TEST_ARM=ARM python -m tests.chaos.victim run --config FILE`: for each line with a point it forks one that is the
bot, and writes its number, then its exit code (`bots.py`): importing takes longer than all else of a start. Once ARM is
there, the bot kills itself as it passes the point for the time that ARM names.

Nothing of the product knows of this; only times are shorter: how long an answer and the database's lock are waited for.
No PDFs are made, which take LibreOffice seconds each. And each call that says something names its row of the outbox, in
a field that Telegram does not know: the oracle can tell whose copy a message is. A call that had no answer in its time,
be it that the machine was busy, is noted by its row.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
from contextvars import ContextVar
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

from telegram import Bot
from telegram.error import TimedOut

import bot.polling
import bot.running
import storage.engine
from bot.application import Settings
from bot.calling import Caller
from bot.cli import main
from bot.config import Config
from bot.sending import Sent
from messages.outgoing import Part
from storage.outgoing import Claim
from tests.chaos.sights import ROW, TIMED_OUT
from tests.e2e import killable

READ_TIMEOUT = 1.0
"""Seconds; the configuration allows no fewer than five: a short time makes doubtful messages, which are wanted here."""

BUSY_MS = 300
LONG_POLL = 2

NOWHERE = "nowhere"
"""No point: somebody outside kills."""

_arm = Path(os.environ.get("DUCHA_TEST_ARM", "arm"))
_passed = count(1)
_row: ContextVar[str] = ContextVar("row", default="")


def die() -> None:
    """Die at the passing that ARM names; passings before it was armed do not count."""
    try:
        wanted = int(_arm.read_text() or 0)
    except FileNotFoundError:
        return
    if next(_passed) == wanted:
        _arm.unlink()
        os.kill(os.getpid(), signal.SIGKILL)


def _hurry() -> None:
    storage.engine.BUSY_TIMEOUT_MS = BUSY_MS
    bot.polling.LONG_POLL = LONG_POLL
    bot.polling.READ_TIMEOUT = LONG_POLL + 1.0
    original = bot.running.settings_of

    def settings_of(config: Config) -> Settings:
        return replace(original(config), read_timeout=READ_TIMEOUT, soffice="")

    bot.running.settings_of = settings_of


def _name_rows() -> None:
    once, post = Caller._once, Bot._do_post

    async def named(self: Caller, claim: Claim, part: Part) -> Sent:
        _row.set(f"{claim.row.id}/{claim.row.resent}")
        began = time.monotonic()
        try:
            return await once(self, claim, part)
        except TimedOut:
            if time.monotonic() - began >= READ_TIMEOUT and claim.row.edit_of is None:
                with _arm.with_name(TIMED_OUT).open("a") as timed_out:
                    timed_out.write(f"{claim.row.id}\n")
            raise

    async def posted(self: Bot, endpoint: str, data: dict[str, Any], **times: Any) -> Any:
        return await post(self, endpoint, {**data, ROW: _row.get()} if _row.get() else data, **times)

    Caller._once = named  # type: ignore[method-assign]
    Bot._do_post = posted  # type: ignore[method-assign]


def _die_with_the_parent() -> None:
    """Linux only, as all of this; a test that is ended leaves no bot behind."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def _be_the_bot(point: str) -> None:
    """Never returns."""
    _die_with_the_parent()
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    with Path(os.devnull).open("rb") as nothing:
        os.dup2(nothing.fileno(), sys.stdin.fileno())
    if point != NOWHERE:
        killable.die = die
        killable.POINTS[point]()
    sys.argv[0] = "ducha"
    main()
    sys.exit()


if __name__ == "__main__":
    _die_with_the_parent()
    _hurry()
    _name_rows()
    for line in sys.stdin:
        if not (child := os.fork()):
            _be_the_bot(line.strip())
        print(child, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
