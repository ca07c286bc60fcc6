"""Buttons of a registered matter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from messages.presses.base import Press


@dataclass(frozen=True, slots=True)
class ShowBasis(Press):
    """依据: show the clause of the notice behind the matter."""

    prefix: ClassVar[str] = "nb"
    matter: int
