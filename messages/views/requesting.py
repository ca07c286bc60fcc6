"""What the Office sees of a unit's request for a later date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from supervision.model import Plan, TransferStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitNote:
    """What a unit noted of a matter and asked for: its plan, its 专人, how often it got more time or asked to be rid of
    a task."""

    unit: str
    plan: Plan | None = None
    person: str = ""
    extended: int = 0
    transfers: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionView:
    """A request before the Office. `signers` decide about it, if there are any; `with_signer` has it now, and
    `returned` are the words of one who sent it back. `moot`: there is nothing to answer any more."""

    request_id: int
    document_number: str
    unit_name: str
    task_seq: int
    task: str
    final: bool
    due_on: date
    due_hour: time | None
    new_on: date
    new_hour: time | None
    count: int
    reason: str
    progress: str
    leader: str
    asked_at: datetime
    late: bool
    status: TransferStatus
    asked_by: str = ""
    signers: tuple[str, ...] = ()
    over_year: bool = False
    ahead: int = 0
    """How many workdays before the date it should have been asked, where it was asked later than that."""
    agreed_on: date | None = None
    agreed_hour: time | None = None
    with_signer: str = ""
    returned_by: str = ""
    returned: str = ""
    moot: bool = False
    decided_by: str = ""
    decided_at: datetime | None = None
    granted_on: date | None = None
    words: str = ""
    may_decide: bool = False

    @property
    def open(self) -> bool:
        """Whether the viewer can answer it now."""
        return self.status is TransferStatus.ASKED and not self.moot and not self.with_signer and self.may_decide
