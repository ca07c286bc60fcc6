"""Buttons that begin 更正、中止、恢复、撤销、并案、移交 of a matter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from messages.presses.base import Press


@dataclass(frozen=True, slots=True)
class CorrectMatter(Press):
    """更正 what was issued."""

    prefix: ClassVar[str] = "cc"
    matter: int


@dataclass(frozen=True, slots=True)
class SuspendMatter(Press):
    """中止."""

    prefix: ClassVar[str] = "cs"
    matter: int


@dataclass(frozen=True, slots=True)
class ResumeMatter(Press):
    """恢复办理."""

    prefix: ClassVar[str] = "cr"
    matter: int


@dataclass(frozen=True, slots=True)
class WithdrawMatter(Press):
    """撤销."""

    prefix: ClassVar[str] = "cw"
    matter: int


@dataclass(frozen=True, slots=True)
class MergeMatter(Press):
    """并案."""

    prefix: ClassVar[str] = "cm"
    matter: int


@dataclass(frozen=True, slots=True)
class HandOverMatter(Press):
    """移交 to another post."""

    prefix: ClassVar[str] = "ch"
    matter: int


@dataclass(frozen=True, slots=True)
class CorrectBulletin(Press):
    """更正通报: take back what a posted bulletin says of a unit."""

    prefix: ClassVar[str] = "cb"
    bulletin: int
