"""Buttons of the ledger and of a unit's own tasks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from messages.presses.base import Press


@dataclass(frozen=True, slots=True)
class TurnLedger(Press):
    """A page of the ledger, perhaps of some matters only."""

    prefix: ClassVar[str] = "ul"
    show: str
    page: int


@dataclass(frozen=True, slots=True)
class TurnTasks(Press):
    """A page of the unit's own tasks."""

    prefix: ClassVar[str] = "um"
    page: int


@dataclass(frozen=True, slots=True)
class OpenPaper(Press):
    """Send the paper's card again."""

    prefix: ClassVar[str] = "uo"
    paper: int
    unit: int
