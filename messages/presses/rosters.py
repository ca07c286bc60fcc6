"""Buttons of a roster that was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from messages.presses.base import Press


@dataclass(frozen=True, slots=True)
class TakeRoster(Press):
    """Take the file over as it was shown."""

    prefix: ClassVar[str] = "ot"
    intake: int


@dataclass(frozen=True, slots=True)
class DropRoster(Press):
    """Leave the roster as it is."""

    prefix: ClassVar[str] = "od"
    intake: int
