"""Buttons of papers as files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from messages.presses.base import Press


@dataclass(frozen=True, slots=True)
class ShowDocument(Press):
    """Send a paper as a file: `form` is docx, pdf, or what a topic makes of it."""

    prefix: ClassVar[str] = "doc"
    document: int
    form: str
