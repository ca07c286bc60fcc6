"""Buttons of reminders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from messages.presses.base import Press


@dataclass(frozen=True, slots=True)
class ShowPaper(Press):
    """Send the card of a paper again, so that it can be answered or acknowledged."""

    prefix: ClassVar[str] = "dp"
    paper: int
    unit: int


@dataclass(frozen=True, slots=True)
class RemindUnit(Press):
    """Remind a unit of what it owes of a matter, now."""

    prefix: ClassVar[str] = "dr"
    matter: int
    unit: int


@dataclass(frozen=True, slots=True)
class RemindPage(Press):
    """Show another page of who could be reminded."""

    prefix: ClassVar[str] = "dg"
    page: int


@dataclass(frozen=True, slots=True)
class IssueUrging(Press):
    """Issue a 催办通知单 about what a unit is late with of a matter."""

    prefix: ClassVar[str] = "du"
    matter: int
    unit: int
