"""What the workbook of the ledger and the choice of its filters are given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo

from supervision.ledger.choice import OPEN, LedgerChoice
from supervision.ledger.records import NONE, Records
from supervision.ledger.rows import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerBook:
    """The ledger as it stood at a moment: `lines` for people to read, `records` to be read back.

    `scope` says in words what was picked. `allowed` is false for who may not have it (any more).
    """

    allowed: bool = True
    government: str = ""
    scope: str = ""
    counted_at: datetime
    zone: tzinfo
    lines: tuple[Line, ...] = ()
    records: Records = NONE
    matters: int = 0


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing to pick: its words, and the filters once it is picked."""

    words: str
    choice: LedgerChoice
    picked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterView:
    """What can be picked of one kind; `what` is empty for the kinds themselves. Pages from 0."""

    allowed: bool
    what: str = ""
    choice: LedgerChoice = OPEN
    scope: str = ""
    offers: tuple[Offer, ...] = ()
    page: int = 0
    pages: int = 1
