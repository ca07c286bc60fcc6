"""Many at once: lists that are decided together, sheets that go out filled in, files that are shown before they are
taken over; and what matters are found by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class BatchKind(StrEnum):
    """What a list is of."""

    SIGNING = "signing"
    REVIEW = "review"
    RECORDS = "records"


@dataclass(frozen=True, slots=True)
class BatchItem:
    """One line of a list that is decided together.

    `key` names it: chain/seq, report id or record id. `stamp` is what the list showed: text hash, report version or
    time of entry. `outcome` is empty before, then `done` or the kind of the refusal.
    """

    key: str
    stamp: str
    ticked: bool = True
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Batch:
    """A list that is decided together after it was seen. One record (fact, row) an item all the same.

    `passed_by`: the list of the signer before, by which its papers came; 0: none.
    """

    id: int
    kind: BatchKind
    person_id: int
    post_id: int
    made_at: datetime
    items: tuple[BatchItem, ...]
    day: date | None = None
    decided_at: datetime | None = None
    passed_by: int = 0


@dataclass(frozen=True, slots=True)
class SheetOut:
    """A prefilled 反馈表 for one liaison: row n answers `rows[n-1]` (`matter/task/unit/due`)."""

    id: int
    unit_id: int
    post_id: int
    due_on: date
    rows: tuple[str, ...]
    made_at: datetime
    file_id: int | None = None
    returned_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Intake:
    """A file that was read and shown, and is taken over only on a tap: kind `roster`, `ledger`.

    `basis` is the hash of what it was compared with; another basis at the tap means: shown anew.
    """

    id: int
    kind: str
    file_id: int
    sha256: str
    basis: str
    person_id: int
    made_at: datetime
    decided_at: datetime | None = None
    taken: bool = False


@dataclass(frozen=True, slots=True)
class SearchText:
    """What a matter is found by. `unit_id` 0: everything, for the Office; else what that unit may see, nothing else."""

    matter_id: int
    unit_id: int
    text: str
