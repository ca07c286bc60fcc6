"""What is counted: the matters in hand in a stretch of time, the shares in their tasks, the reports due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING

from supervision.calendars.deadlines import overdue_workdays
from supervision.calendars.workdays import Workdays
from supervision.model import ReportDue, Unit, UnitKind, WeakPoint
from supervision.reports.report_dates import MOST_EMPTY_RETURNS, UNCOUNTED, timeliness_at

if TYPE_CHECKING:
    from supervision.figures.groups import Group


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
    """What was in hand in the period: matters, the shares in their tasks, and the reports due.

    `groups` is what SQL has counted of them: the reports are then only the rest, which is judged one by one, and those
    of units that may be praised stand in `spotless`, too, since a praised unit's line names each of its reports.
    """

    matters: tuple[MatterRow, ...] = ()
    shares: tuple[ShareRow, ...] = ()
    reports: tuple[Counted, ...] = ()
    groups: tuple[Group, ...] = ()
    grouped_units: frozenset[int] = frozenset()
    """Units with reports among the groups."""
    spotless: tuple[Counted, ...] = ()
    weak: tuple[tuple[Unit, WeakPoint], ...] = ()
    """推进不力 (R3c): what was found on the spot and told, and what failed its check."""
    doubted: frozenset[int] = frozenset()
    """Units of which the newest finding of some task, told to them, is not as they reported: nobody praises them."""


def counts(item: Counted, until: datetime) -> bool:
    """Say whether a report is counted: it was delivered to the unit, or the unit reported all the same.

    A date whose clock stood still at that moment is not, even if it was answered since.
    """
    if item.due.status in UNCOUNTED:
        return False
    if _came(item.due, until):
        return True
    stood_still = item.due.held_at is not None and item.due.held_at <= until
    return item.delivered and not stood_still


def _came(due: ReportDue, until: datetime) -> bool:
    return due.first_answered_at is not None and due.first_answered_at <= until


@dataclass(frozen=True, slots=True)
class Judged:
    """A counted report as it stood at 统计截至: whether it was in, and by how many workdays late (none: in time).

    `returns`: how often it was sent back, of what was in by then; the Office's review of it may be later.
    """

    item: Counted
    late: int | None
    came: bool
    returns: int


def judge(reports: Iterable[Counted], until: datetime, workdays: Workdays, zone: tzinfo) -> tuple[Judged, ...]:
    """Judge the reports that count by what was in at `until`, the end of the time that is counted."""
    return tuple(_judged(item, until, workdays, zone) for item in reports if counts(item, until))


def _judged(item: Counted, until: datetime, workdays: Workdays, zone: tzinfo) -> Judged:
    due = item.due
    if _came(due, until):
        said = timeliness_at(due, until, delivered=item.delivered, workdays=workdays, zone=zone)
        return Judged(item, said.workdays if said.late else None, came=True, returns=due.returns)
    late = overdue_workdays(due.late_after, until, workdays, zone) if until >= due.late_after else None
    was_first = due.first_answered_at is not None and due.empty_returns <= MOST_EMPTY_RETURNS
    return Judged(item, late, came=False, returns=0 if was_first else due.returns)


def fact_key(due: ReportDue) -> str:
    """Name a report due as audit and ledger know it."""
    return f"{due.matter_id}/{due.task_seq}/{due.unit_id}/{due.seq}"
