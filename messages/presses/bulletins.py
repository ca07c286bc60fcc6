"""Buttons of bulletins. `side` is 0 for the commended and 1 for the criticised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from messages.presses.base import Press


@dataclass(frozen=True, slots=True)
class ShowCandidates(Press):
    """Show a page of the candidates of one side."""

    prefix: ClassVar[str] = "bc"
    bulletin: int
    side: int
    page: int


@dataclass(frozen=True, slots=True)
class TickLine(Press):
    """Name a candidate (`on` 1), or leave it out (0)."""

    prefix: ClassVar[str] = "bt"
    bulletin: int
    unit: int
    side: int
    on: int
    page: int


@dataclass(frozen=True, slots=True)
class ShowEvidence(Press):
    """Show the reports behind a line."""

    prefix: ClassVar[str] = "be"
    bulletin: int
    unit: int
    side: int


@dataclass(frozen=True, slots=True)
class WordNextSteps(Press):
    """Word what is demanded next."""

    prefix: ClassVar[str] = "bn"
    bulletin: int


@dataclass(frozen=True, slots=True)
class AskUnits(Press):
    """Send the ticked, criticised units their own lines."""

    prefix: ClassVar[str] = "bk"
    bulletin: int


@dataclass(frozen=True, slots=True)
class PreviewBulletin(Press):
    """Show the whole text."""

    prefix: ClassVar[str] = "bp"
    bulletin: int


@dataclass(frozen=True, slots=True)
class SubmitBulletin(Press):
    """Send the bulletin for approval; `anyway` 1: however long it is."""

    prefix: ClassVar[str] = "bs"
    bulletin: int
    anyway: int = 0


@dataclass(frozen=True, slots=True)
class WordProblems(Press):
    """Word 存在问题."""

    prefix: ClassVar[str] = "bm"
    bulletin: int


@dataclass(frozen=True, slots=True)
class ShowFigure(Press):
    """Show what a figure counts: `key` counts in `figures.counting.KEYS`."""

    prefix: ClassVar[str] = "bpf"
    bulletin: int
    key: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class DraftBulletin(Press):
    """Draft a bulletin now: of the `n`th quarter or month, `kind` counting in `periods.DRAFTED`."""

    prefix: ClassVar[str] = "bd"
    year: int
    n: int
    kind: int = 0


@dataclass(frozen=True, slots=True)
class AgreeLine(Press):
    """情况属实."""

    prefix: ClassVar[str] = "bo"
    bulletin: int
    unit: int


@dataclass(frozen=True, slots=True)
class ExplainLine(Press):
    """说明情况."""

    prefix: ClassVar[str] = "bx"
    bulletin: int
    unit: int
