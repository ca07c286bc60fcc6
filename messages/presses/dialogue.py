"""Buttons of questions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from messages.presses.base import Press


@dataclass(frozen=True, slots=True)
class Choose(Press):
    """One of the offered answers; `step` tells a stale question from the open one."""

    prefix: ClassVar[str] = "a"
    step: int
    value: str


@dataclass(frozen=True, slots=True)
class GoBack(Press):
    """One question back."""

    prefix: ClassVar[str] = "ab"
    step: int


@dataclass(frozen=True, slots=True)
class Cancel(Press):
    """Drop the open question and its answers."""

    prefix: ClassVar[str] = "ac"
    step: int


@dataclass(frozen=True, slots=True)
class KeepOpen(Press):
    """Go on with the open question instead of beginning another."""

    prefix: ClassVar[str] = "ak"


@dataclass(frozen=True, slots=True)
class DropOpen(Press):
    """Drop the open question, then begin the command that was wanted (empty: nothing)."""

    prefix: ClassVar[str] = "ad"
    wanted: str
