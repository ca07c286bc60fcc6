"""Buttons of the ledger and of a unit's own tasks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from messages.presses.base import Press


@dataclass(frozen=True, slots=True)
class TurnLedger(Press):
    """A page of the ledger, of the matters that are picked: `choice.LedgerChoice.code`, then the page."""

    prefix: ClassVar[str] = "ul"
    picked: str
    page: int


@dataclass(frozen=True, slots=True)
class NarrowLedger(Press):
    """What the ledger can be narrowed by; `what` is empty for the kinds of filters."""

    prefix: ClassVar[str] = "uf"
    what: str
    picked: str
    page: int


@dataclass(frozen=True, slots=True)
class ExportLedger(Press):
    """The workbook of what is picked."""

    prefix: ClassVar[str] = "ux"
    picked: str


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
