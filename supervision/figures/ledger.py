"""What is counted: the matters in hand in a stretch of time, the shares in their tasks, the reports due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from supervision.calendars.workdays import Workdays
from supervision.model import ReportDue, Unit, UnitKind, WeakPoint
from supervision.reports.report_dates import UNCOUNTED, timeliness_at


@dataclass(frozen=True, slots=True)
class MatterRow:
    """A matter that was in hand: begun before the time (上期结转) or in it, and closed in it or still in hand."""

    id: int
    track: str
    carried_over: bool = False
    closed: bool = False


@dataclass(frozen=True, slots=True)
class ShareRow:
    """A unit's share in a task of such a matter; `done`: its result was accepted by then."""

    matter_id: int
    task_seq: int
    unit_id: int
    kind: UnitKind
    track: str
    done: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """One expected report of one unit, with what the bulletin says of it."""

    due: ReportDue
    unit: Unit
    document_number: str
    task: str
    delivered: bool
    reminded_on: tuple[date, ...] = ()
    named_before: bool = False
    """The unit was named for it in the year-end addendum: it counts, and is not named again."""
    track: str = ""


@dataclass(frozen=True, slots=True)
class Ledger:
    """What was in hand in the period: matters, the shares in their tasks, and the reports due."""

    matters: tuple[MatterRow, ...] = ()
    shares: tuple[ShareRow, ...] = ()
    reports: tuple[Counted, ...] = ()
    weak: tuple[tuple[Unit, WeakPoint], ...] = ()
    """推进不力 (R3c): what was found on the spot and told, and what failed its check."""
    doubted: frozenset[int] = frozenset()
    """Units of which the newest finding of some task, told to them, is not as they reported: nobody praises them."""


def counts(item: Counted) -> bool:
    """Say whether a report is counted: it was delivered to the unit, or the unit reported all the same."""
    return item.due.status not in UNCOUNTED and (item.delivered or item.due.first_answered_at is not None)


@dataclass(frozen=True, slots=True)
class Judged:
    """A counted report, and by how many workdays it is late (0: on the day itself); none in time."""

    item: Counted
    late: int | None


def judge(reports: Iterable[Counted], now: datetime, workdays: Workdays, zone: tzinfo) -> tuple[Judged, ...]:
    """Judge the reports that count, as `report_dates.timeliness_at` alone says it."""
    found = []
    for item in filter(counts, reports):
        judged = timeliness_at(item.due, now, delivered=item.delivered, workdays=workdays, zone=zone)
        found.append(Judged(item, judged.workdays if judged.late else None))
    return tuple(found)


def fact_key(due: ReportDue) -> str:
    """Name a report due as audit and ledger know it."""
    return f"{due.matter_id}/{due.task_seq}/{due.unit_id}/{due.seq}"
