"""What a 反馈表 and the receipt of a returned one show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from supervision.notices.batches import RowProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLine:
    """One row: a task of a paper, what is wanted of it, and by when. `number` from 1."""

    number: int
    document_number: str
    task_seq: int
    text: str
    requirement: str
    limit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetView:
    """A prefilled sheet, before a unit's liaisons."""

    sheet_id: int
    unit_name: str
    due_on: date
    lines: tuple[SheetLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetReceiptView:
    """What came of a returned sheet. `asks_reader`: of so many of its reports it is not said yet who has read them."""

    file_id: int
    due_on: date
    received_at: datetime
    recorded: int
    corrected: int
    same: int
    total: int
    problems: tuple[RowProblem, ...] = ()
    more_problems: int = 0
    asks_reader: int = 0
    may_act: bool = False
