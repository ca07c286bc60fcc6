"""What the ledger and a unit's list of tasks are given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from supervision.inspection.lights import Lights
from supervision.ledger.choice import OPEN, LedgerChoice
from supervision.model import Matter, ReportDue, Task


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A matter in the ledger: `document_number` once it was issued, `lights` from then on."""

    matter: Matter
    document_number: str = ""
    lights: Lights | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerView:
    """One page of the ledger; `allowed` is false for who may not look (any more), `scope` says what it is narrowed to.

    Of the matters of the `year` so many were `carried_over` from before (上年结转), so many `begun` in it (本年新立).
    """

    allowed: bool
    choice: LedgerChoice = OPEN
    scope: str = ""
    may_export: bool = False
    total: int = 0
    page: int = 0
    pages: int = 1
    lines: tuple[LedgerLine, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()
    year: int = 0
    carried_over: int = 0
    begun: int = 0


@dataclass(frozen=True, slots=True)
class OwnTaskLine:
    """A task of the unit: its part, where it stands, what is due next (none: nothing now)."""

    task: Task
    part: str
    status: str
    due: ReportDue | None = None


@dataclass(frozen=True, slots=True)
class OwnPaper:
    """A paper to the unit with the tasks that are still open.

    `acknowledge_by` while it waits for 签收; `told`: the unit knows of it by telephone.
    """

    paper_id: int
    unit_id: int
    document_number: str
    title: str
    unit_name: str
    tasks: tuple[OwnTaskLine, ...]
    acknowledge_by: datetime | None = None
    told: bool = False
    lights: Lights | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTasksView:
    """One page of it; `allowed` is false for who belongs to no unit (any more)."""

    allowed: bool
    total: int = 0
    page: int = 0
    pages: int = 1
    papers: tuple[OwnPaper, ...] = ()
