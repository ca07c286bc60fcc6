"""Buttons of a section on a matter that it follows up itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from messages.presses.base import Press


@dataclass(frozen=True, slots=True)
class NoteProgress(Press):
    """记录进展; the words are asked for."""

    prefix: ClassVar[str] = "fn"
    matter: int


@dataclass(frozen=True, slots=True)
class EndFollowed(Press):
    """办结; what came of it is asked for."""

    prefix: ClassVar[str] = "fe"
    matter: int
