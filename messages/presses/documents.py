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


@dataclass(frozen=True, slots=True)
class ShowDraft(Press):
    """Send 送审稿, the text before its signers, as a file."""

    prefix: ClassVar[str] = "dd"
    chain: int


@dataclass(frozen=True, slots=True)
class ShowSheet(Press):
    """Send 呈批单 of a text, to be signed on paper."""

    prefix: ClassVar[str] = "ds"
    chain: int


@dataclass(frozen=True, slots=True)
class ShowSheets(Press):
    """Send 呈批单 of whatever of a matter is with its signers now."""

    prefix: ClassVar[str] = "dm"
    matter: int
