"""Looking things up: the ledger, one matter, a unit's own tasks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from supervision.ledger.choice import OPEN, LedgerChoice
from supervision.notices.base import Answer, Card, Extras, ListCard
from supervision.notices.dialogue import Prompt


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerList(ListCard):
    """台账: a page of the matters that are picked. Pages from 0."""

    choice: LedgerChoice = OPEN
    page: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerFilters(ListCard):
    """What the ledger can be narrowed by: the kinds of filters, or the filters of one kind (`what`). Pages from 0."""

    what: str = ""
    choice: LedgerChoice = OPEN
    page: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerFile(Card):
    """The workbook of what is picked; made when it is sent, so that it is the ledger of that moment."""

    choice: LedgerChoice
    day: date
    county: str

    @property
    def extras(self) -> Extras:
        """The workbook."""
        return Extras(made="ledger_book", file_name=f"{self.county}督查台账{self.day:%Y%m%d}.xlsx")


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
