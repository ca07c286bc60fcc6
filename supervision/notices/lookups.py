"""Looking things up: the ledger, one matter, a unit's own tasks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from supervision.notices.base import HERE, Card, Lane, Recipient
from supervision.notices.dialogue import Prompt
from supervision.outcome import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerList(Card):
    """台账: a page of matters, perhaps only some of them. `show` is a key of `lookups.FILTERS`; pages from 0."""

    lane: ClassVar[Lane] = Lane.INTERACTIVE

    to: Recipient = HERE
    serial: int
    show: str = "open"
    page: int = 0

    @property
    def subject(self) -> Subject | None:
        """The list itself, so that its message can be rewritten."""
        return Subject("list", str(self.serial))


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTasks(Card):
    """A unit's own open tasks, with what is due next. Pages from 0."""

    lane: ClassVar[Lane] = Lane.INTERACTIVE

    to: Recipient = HERE
    serial: int
    page: int = 0

    @property
    def subject(self) -> Subject | None:
        """The list itself, so that its message can be rewritten."""
        return Subject("list", str(self.serial))


@dataclass(frozen=True, slots=True, kw_only=True)
class LookupPrompt(Prompt):
    """Which matter: a number or some words; then which of those found."""
