"""Looking things up: the ledger, one matter, a unit's own tasks."""

from __future__ import annotations

from dataclasses import dataclass

from supervision.notices.base import Answer, ListCard
from supervision.notices.dialogue import Prompt


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerList(ListCard):
    """台账: a page of matters, perhaps only some of them. `show` is a key of `lookups.FILTERS`; pages from 0."""

    show: str = "open"
    page: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTasks(ListCard):
    """A unit's own open tasks, with what is due next. Pages from 0."""

    page: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LookupPrompt(Prompt):
    """Which matter: a number or some words; then which of those found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterActs(Answer):
    """更多: what is done seldom with a matter, each a button. `acts` are open in its state to who asked.

    `page` of them is shown, from 0.
    """

    matter_id: int
    number: str
    title: str
    acts: frozenset[str]
    page: int = 0
