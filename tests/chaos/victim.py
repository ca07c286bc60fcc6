"""The real bot in a process that dies at the n-th passing of a point, with shorter times than in service.

`DUCHA_TEST_ARM=ARM python -m tests.chaos.victim POINT run --config FILE`: once ARM is there, the process kills itself
as it passes the point for the time that ARM names. Nothing of the product knows of this; only times are shorter: how
long an answer and the database's lock are waited for. No PDFs are made, which take LibreOffice seconds each.
"""

from __future__ import annotations

import os
import signal
import sys
from dataclasses import replace
from itertools import count
from pathlib import Path

import bot.polling
import bot.running
import storage.engine
from bot.application import Settings
from bot.cli import main
from bot.config import Config
from tests.e2e import killable

READ_TIMEOUT = 1.0
"""Seconds; the configuration allows no fewer than five: a short time makes doubtful messages, which are wanted here."""

BUSY_MS = 300
LONG_POLL = 2

NOWHERE = "nowhere"
"""No point: somebody outside kills."""

_arm = Path(os.environ.get("DUCHA_TEST_ARM", "arm"))
_passed = count(1)


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


if __name__ == "__main__":
    _hurry()
    point = sys.argv[1]
    if point != NOWHERE:
        killable.die = die
        killable.POINTS[point]()
    sys.argv = ["ducha", *sys.argv[2:]]
    main()
