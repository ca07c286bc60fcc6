"""Buttons of 申请复核."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from messages.presses.base import Press


@dataclass(frozen=True, slots=True)
class AskReview(Press):
    """申请复核 of what a bulletin says of one's unit."""

    prefix: ClassVar[str] = "ca"
    bulletin: int


@dataclass(frozen=True, slots=True)
class AssignReview(Press):
    """Name who reviews."""

    prefix: ClassVar[str] = "cn"
    review: int
    post: int


@dataclass(frozen=True, slots=True)
class DecideReview(Press):
    """维持 (1) or 更正 (0)."""

    prefix: ClassVar[str] = "cd"
    review: int
    upheld: int
