"""Buttons of 申请延期, 专人 and 工作方案."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from messages.presses.base import Press


@dataclass(frozen=True, slots=True)
class AskExtension(Press):
    """申请延期; which report, until when and why is asked for."""

    prefix: ClassVar[str] = "xa"
    paper: int
    unit: int


@dataclass(frozen=True, slots=True)
class GrantExtension(Press):
    """同意延期 to the day that the unit wants."""

    prefix: ClassVar[str] = "xg"
    request: int


@dataclass(frozen=True, slots=True)
class GrantOther(Press):
    """同意延期, but to another day, which is asked for."""

    prefix: ClassVar[str] = "xo"
    request: int


@dataclass(frozen=True, slots=True)
class RefuseExtension(Press):
    """不同意延期; the words are asked for."""

    prefix: ClassVar[str] = "xn"
    request: int


@dataclass(frozen=True, slots=True)
class NotePlan(Press):
    """备查: the plan, or the 专人; which is asked for."""

    prefix: ClassVar[str] = "xp"
    paper: int
    unit: int
