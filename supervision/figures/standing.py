"""How work stands at a moment: what is open, done, late, due soon, not signed for, sent back (R1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from supervision.calendars.deadlines import local_date, remaining
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.figures.ledger import fact_key
from supervision.model import Assignment, AssignmentStatus, Dispatch, DueStatus, ReportDue
from supervision.reports.report_dates import OWED, is_told, timeliness_at
from supervision.reports.report_places import UNDER_WAY


@dataclass(frozen=True, slots=True)
class Stand:
    """Each figure is what it counts: shares (`12/3/5`), reports due (`12/3/5/2`), papers of units (`7/5`).

    `late_now` are owed and late; `due_soon` are owed within the county's tight term; `returned` wait for a supplement,
    late or not.
    """

    open: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    late_now: tuple[str, ...] = ()
    due_soon: tuple[str, ...] = ()
    unacknowledged: tuple[str, ...] = ()
    returned: tuple[str, ...] = ()


def stand(
    assignments: Iterable[Assignment],
    dues: Iterable[ReportDue],
    dispatches: Iterable[Dispatch],
    *,
    now: datetime,
    county: County,
    workdays: Workdays,
) -> Stand:
    """Say how the given work stands; of a share that is not among the assignments, or was withdrawn, nothing is said.

    Args:
        dispatches: papers that stand, of units that still have work on them.
    """
    shares = {
        (one.matter_id, one.task_seq, one.unit_id): one
        for one in assignments
        if one.status in UNDER_WAY or one.status is AssignmentStatus.ACCEPTED
    }
    late, soon, returned = [], [], []
    today = local_date(now, county.zone)
    for due in dues:
        share = shares.get((due.matter_id, due.task_seq, due.unit_id))
        if share is None or due.status not in OWED:
            continue
        told = is_told(due, share.delivered_at)
        if timeliness_at(due, now, delivered=told, workdays=workdays, zone=county.zone).late:
            late.append(fact_key(due))
        elif told and due.first_answered_at is None and _is_soon(due, today, county, workdays):
            soon.append(fact_key(due))
        if due.status is DueStatus.RETURNED:
            returned.append(fact_key(due))
    return Stand(
        open=tuple(_share(one) for one in shares.values() if one.status in UNDER_WAY),
        done=tuple(_share(one) for one in shares.values() if one.status is AssignmentStatus.ACCEPTED),
        late_now=tuple(late),
        due_soon=tuple(soon),
        unacknowledged=tuple(f"{one.paper_id}/{one.unit_id}" for one in dispatches if one.acknowledged_at is None),
        returned=tuple(returned),
    )


def _is_soon(due: ReportDue, today: date, county: County, workdays: Workdays) -> bool:
    return remaining(due.expected_on, today, workdays) <= county.tight_workdays


def _share(one: Assignment) -> str:
    return f"{one.matter_id}/{one.task_seq}/{one.unit_id}"
