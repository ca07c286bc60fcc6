"""Buttons of a bulletin's hearing and of its publication."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from messages.presses.base import Press


@dataclass(frozen=True, slots=True)
class ShowHearing(Press):
    """Show a page of how far the hearings are."""

    prefix: ClassVar[str] = "bh"
    bulletin: int
    page: int


@dataclass(frozen=True, slots=True)
class PhoneUnit(Press):
    """Write down a call to a unit about its line."""

    prefix: ClassVar[str] = "bq"
    bulletin: int
    unit: int


@dataclass(frozen=True, slots=True)
class ShowExplanation(Press):
    """Show what a unit explained, to be decided on."""

    prefix: ClassVar[str] = "bv"
    bulletin: int
    unit: int


@dataclass(frozen=True, slots=True)
class DecideExplanation(Press):
    """Find it right and leave the unit out (`upheld` 1), or keep the unit in (0); the reason is asked for."""

    prefix: ClassVar[str] = "bw"
    bulletin: int
    unit: int
    upheld: int


@dataclass(frozen=True, slots=True)
class AgreeNaming(Press):
    """Agree as the last signer, the criticised named in the groups (`named` 1) or told by themselves (0)."""

    prefix: ClassVar[str] = "gn"
    chain: int
    step: int
    shown: str
    named: int
