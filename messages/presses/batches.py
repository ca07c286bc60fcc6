"""Buttons of lists that are decided together, and of a returned 反馈表.

`ticks` says which lines were in when the list was drawn: it is decided as it was shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from messages.presses.base import Press


@dataclass(frozen=True, slots=True)
class ListPending(Press):
    """列表一并签署: make a list of what waits."""

    prefix: ClassVar[str] = "ll"


@dataclass(frozen=True, slots=True)
class TurnSigningList(Press):
    """A page of the list."""

    prefix: ClassVar[str] = "lp"
    batch: int
    page: int


@dataclass(frozen=True, slots=True)
class OpenListed(Press):
    """Look at one paper of the list."""

    prefix: ClassVar[str] = "lo"
    batch: int
    number: int


@dataclass(frozen=True, slots=True)
class SendListed(Press):
    """Send the card of one paper of the list."""

    prefix: ClassVar[str] = "lc"
    batch: int
    number: int


@dataclass(frozen=True, slots=True)
class ToggleListed(Press):
    """Take a paper out of the list, or put it in again."""

    prefix: ClassVar[str] = "lt"
    batch: int
    number: int


@dataclass(frozen=True, slots=True)
class SignAll(Press):
    """Sign every paper that is in the list."""

    prefix: ClassVar[str] = "la"
    batch: int
    ticks: int


@dataclass(frozen=True, slots=True)
class TurnReviewList(Press):
    """A page of the reports that wait."""

    prefix: ClassVar[str] = "lq"
    batch: int
    page: int


@dataclass(frozen=True, slots=True)
class ExceptReport(Press):
    """Make a report an exception, or take that back."""

    prefix: ClassVar[str] = "le"
    batch: int
    number: int


@dataclass(frozen=True, slots=True)
class AcceptAll(Press):
    """Accept every report that is no exception."""

    prefix: ClassVar[str] = "lz"
    batch: int
    ticks: int


@dataclass(frozen=True, slots=True)
class SheetReadBy(Press):
    """Who in the unit has read the reports of a returned sheet: a value of `Reader`."""

    prefix: ClassVar[str] = "ls"
    file: int
    reader: str
