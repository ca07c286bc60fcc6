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
