"""Buttons of letters to those above a unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from messages.presses.base import Press


@dataclass(frozen=True, slots=True)
class ShowApartUnits(Press):
    """垂管等单位: who of a bulletin's period was late and cannot be criticised."""

    prefix: ClassVar[str] = "lu"
    bulletin: int


@dataclass(frozen=True, slots=True)
class DraftLetterUp(Press):
    """起草函, or word it anew."""

    prefix: ClassVar[str] = "ld"
    bulletin: int
    unit: int


@dataclass(frozen=True, slots=True)
class SubmitLetterUp(Press):
    """送审."""

    prefix: ClassVar[str] = "lv"
    letter: int


@dataclass(frozen=True, slots=True)
class SendLetterUp(Press):
    """登记发出."""

    prefix: ClassVar[str] = "lw"
    letter: int
