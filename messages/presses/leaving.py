"""Buttons of a leave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from messages.presses.base import Press


@dataclass(frozen=True, slots=True)
class EndLeave(Press):
    """He is back, or does not go."""

    prefix: ClassVar[str] = "oe"
    leave: int
