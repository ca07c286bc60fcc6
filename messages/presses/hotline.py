"""Buttons around orders of the hotline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from messages.presses.base import Press


@dataclass(frozen=True, slots=True)
class ReturnOrder(Press):
    """退回热线室: the order is nobody's of this county."""

    prefix: ClassVar[str] = "xr"
    matter: int


@dataclass(frozen=True, slots=True)
class EnterVisit(Press):
    """回访: what the caller said of what was done."""

    prefix: ClassVar[str] = "xv"
    matter: int
