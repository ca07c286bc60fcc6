"""Buttons of the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from messages.presses.base import Press


@dataclass(frozen=True, slots=True)
class ShowCalendar(Press):
    """Show another year."""

    prefix: ClassVar[str] = "yc"
    year: int


@dataclass(frozen=True, slots=True)
class EnterFromFile(Press):
    """核对录入: go on with the days of a table."""

    prefix: ClassVar[str] = "yf"
    file: int


@dataclass(frozen=True, slots=True)
class EnterCalendar(Press):
    """录入: enter a year, or change it."""

    prefix: ClassVar[str] = "ye"
    year: int
