"""Which expected date a report answers, and whether it was in time (requirements, "Counting")."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from supervision.calendars.deadlines import is_late, is_overdue, overdue_workdays
from supervision.calendars.workdays import Workdays
from supervision.model import DueStatus, Report, ReportDue, ReportStatus

OWED = frozenset({DueStatus.OPEN, DueStatus.RETURNED})
"""A report for such a date is still expected."""

UNCOUNTED = frozenset({DueStatus.VOID, DueStatus.HELD})
"""Such a date is on neither side of a figure: it is no more, or its clock stands still (中止)."""

MOST_EMPTY_RETURNS = 1
"""How often a report may be returned for empty content before its first submission decides no more."""


ANSWERABLE = OWED | {DueStatus.HELD}
"""A report is taken for such a date; while its clock stands still (中止) it is not expected."""

UNDECIDED = ANSWERABLE | {DueStatus.ANSWERED}
"""Such a date still keeps its assignment from being complete."""


def is_told(due: ReportDue, delivered_at: datetime | None) -> bool:
    """Whether the unit was told of what it owes: with its task (`delivered_at`), or before that was given again."""
    return delivered_at is not None or due.known_at is not None


def told_before(dues: Iterable[ReportDue], delivered_at: datetime | None) -> tuple[ReportDue, ...]:
    """What a unit owed of a task that is given again: late or in time by the delivery that it had until now."""
    if delivered_at is None:
        return ()
    return tuple(replace(due, known_at=due.known_at or delivered_at) for due in dues)


def oldest_owed(dues: Sequence[ReportDue]) -> ReportDue | None:
    """The oldest date of a task that is unanswered or was returned; none if nothing is owed."""
    owed = [due for due in dues if due.status in ANSWERABLE]
    return min(owed, key=lambda due: (due.due_on, due.seq), default=None)


def answered_by(dues: Sequence[ReportDue], pointed_at: int | None = None) -> ReportDue | None:
    """The date that a report answers: the one it points at while that is undecided, else the oldest that is owed.

    A reply to a receipt points at the receipt's date ("或再次回复"); a reply to a paper points at none.
    """
    pointed = next((due for due in dues if due.seq == pointed_at and due.status in UNDECIDED), None)
    return pointed or oldest_owed(dues)


def answer(due: ReportDue, report: Report) -> ReportDue:
    """The date once this report is in. The first submission decides timeliness, so it is set once."""
    first = due.first_answered_at
    return replace(
        due,
        status=DueStatus.ANSWERED,
        report_id=report.id,
        first_answered_at=report.received_at if first is None else min(first, report.received_at),
    )


def restate(due: ReportDue, reports: Sequence[Report]) -> ReportDue:
    """The date as the reports that answer it now make it, after one was moved to or from another date."""
    counted = [report for report in reports if report.due_seq == due.seq]
    waiting = [report for report in counted if report.status is ReportStatus.SUBMITTED]
    if due.empty_returns > MOST_EMPTY_RETURNS:  # what came before the second empty return counts no more
        since = due.first_answered_at
        counted = [report for report in counted if report in waiting or (since and report.received_at >= since)]
    still_owed = DueStatus.HELD if due.held_at else DueStatus.RETURNED if due.returns else DueStatus.OPEN
    newest = max(counted, key=lambda report: (report.received_at, report.id), default=None)
    return replace(
        due,
        status=DueStatus.ANSWERED if waiting else still_owed,
        report_id=newest.id if newest else None,
        first_answered_at=min((report.received_at for report in counted), default=None),
    )


@dataclass(frozen=True, slots=True)
class Timeliness:
    """Whether the first submission for a date was late, and by how many workdays (0: late on the day itself)."""

    late: bool
    workdays: int = 0


def timeliness(due: ReportDue, *, delivered: bool, workdays: Workdays, zone: tzinfo) -> Timeliness | None:
    """Judge the first submission for a date; none while nothing counts. Nothing is late that was not delivered."""
    first = due.first_answered_at
    if first is None:
        return None
    answered_held = due.held_at is not None and first >= due.held_at
    if not delivered or answered_held or not is_late(due.late_after, first):
        return Timeliness(late=False)
    return Timeliness(late=True, workdays=overdue_workdays(due.late_after, first, workdays, zone))


def timeliness_at(due: ReportDue, now: datetime, *, delivered: bool, workdays: Workdays, zone: tzinfo) -> Timeliness:
    """The same at a moment: while nothing counts, a date is late once its limit has passed."""
    judged = timeliness(due, delivered=delivered, workdays=workdays, zone=zone)
    if judged is not None:
        return judged
    if not is_overdue(due.late_after, now, delivered=delivered):
        return Timeliness(late=False)
    return Timeliness(late=True, workdays=overdue_workdays(due.late_after, now, workdays, zone))
