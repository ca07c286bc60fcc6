"""Buttons of 特急 that nobody answers, and of the list of duty."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from messages.presses.base import Press


@dataclass(frozen=True, slots=True)
class PresentAgain(Press):
    """再次呈送: send a silent leader his card once more."""

    prefix: ClassVar[str] = "hp"
    chain: int
    step: int


@dataclass(frozen=True, slots=True)
class ShowDuty(Press):
    """Show another week of duty; `day` is the ordinal of its first day."""

    prefix: ClassVar[str] = "hd"
    day: int


@dataclass(frozen=True, slots=True)
class ArrangeDuty(Press):
    """安排值班: who is asked for."""

    prefix: ClassVar[str] = "hs"
