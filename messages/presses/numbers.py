"""Buttons of the registers of numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from messages.presses.base import Press


@dataclass(frozen=True, slots=True)
class ShowRegisters(Press):
    """The registers of a year."""

    prefix: ClassVar[str] = "ny"
    year: int


@dataclass(frozen=True, slots=True)
class ShowRegister(Press):
    """A page of one register."""

    prefix: ClassVar[str] = "nr"
    register: str
    year: int
    page: int


@dataclass(frozen=True, slots=True)
class VoidNumber(Press):
    """［作废］."""

    prefix: ClassVar[str] = "nv"
    register: str
    year: int
    n: int
