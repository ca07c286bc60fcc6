"""Buttons of units that change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from messages.presses.base import Press


@dataclass(frozen=True, slots=True)
class AcknowledgeHandover(Press):
    """签收 of all papers that one unit took over from another."""

    prefix: ClassVar[str] = "oh"
    old: int
    new: int


@dataclass(frozen=True, slots=True)
class ShowHandedPapers(Press):
    """The papers themselves, to be replied to."""

    prefix: ClassVar[str] = "op"
    old: int
    new: int
