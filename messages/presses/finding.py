"""Buttons of what was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from messages.presses.base import Press


@dataclass(frozen=True, slots=True)
class TurnFound(Press):
    """Another page of what was found; the words stand with the list."""

    prefix: ClassVar[str] = "qf"
    page: int
