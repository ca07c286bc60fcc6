"""Buttons of the Office's card of a matter: what may be done with it next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from messages.presses.base import Press


@dataclass(frozen=True, slots=True)
class BeginSplit(Press):
    """Split the matter into tasks."""

    prefix: ClassVar[str] = "ms"
    matter: int


@dataclass(frozen=True, slots=True)
class PreviewApproval(Press):
    """Show who would sign, in which order, before the matter is sent for approval."""

    prefix: ClassVar[str] = "mp"
    matter: int


@dataclass(frozen=True, slots=True)
class IssuePaper(Press):
    """Issue an approved matter to its units."""

    prefix: ClassVar[str] = "mi"
    matter: int


@dataclass(frozen=True, slots=True)
class Summarise(Press):
    """Sum the accepted results up and send them for approval, which closes the matter."""

    prefix: ClassVar[str] = "mc"
    matter: int


@dataclass(frozen=True, slots=True)
class ShowMatter(Press):
    """Send the card of the matter again, with where it stands now."""

    prefix: ClassVar[str] = "mv"
    matter: int


@dataclass(frozen=True, slots=True)
class CallOffice(Press):
    """确需督查室督促: take a vice-mayor's matter through the gate (P4.2, P5.2)."""

    prefix: ClassVar[str] = "mo"
    matter: int


@dataclass(frozen=True, slots=True)
class MoreActs(Press):
    """更多: show what else may be done with the matter, a page at a time."""

    prefix: ClassVar[str] = "mm"
    matter: int
    page: int
