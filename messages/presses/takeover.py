"""Buttons of an old ledger that was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from messages.presses.base import Press


@dataclass(frozen=True, slots=True)
class TakeLedger(Press):
    """Take the file over as it was shown."""

    prefix: ClassVar[str] = "qt"
    intake: int


@dataclass(frozen=True, slots=True)
class DropLedger(Press):
    """Leave it."""

    prefix: ClassVar[str] = "qd"
    intake: int
