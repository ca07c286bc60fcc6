"""How work stands at a moment: what is open, late, sent back (R1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo

from supervision.calendars.workdays import Workdays
from supervision.figures.ledger import fact_key
from supervision.model import Assignment, AssignmentStatus, DueStatus, ReportDue
from supervision.reports.report_dates import OWED, is_told, timeliness_at
from supervision.reports.report_places import UNDER_WAY


@dataclass(frozen=True, slots=True)
class Stand:
    """Each figure is what it counts: shares (`12/3/5`), reports due (`12/3/5/2`).

    `late_now` are owed and late; `returned` wait for a supplement, late or not.
    """

    open: tuple[str, ...] = ()
    late_now: tuple[str, ...] = ()
    returned: tuple[str, ...] = ()


def stand(
    assignments: Iterable[Assignment],
    dues: Iterable[ReportDue],
    *,
    now: datetime,
    zone: tzinfo,
    workdays: Workdays,
) -> Stand:
    """Say how the given work stands; nothing of a share that is not among the assignments, or was withdrawn."""
    shares = {
        (one.matter_id, one.task_seq, one.unit_id): one
        for one in assignments
        if one.status in UNDER_WAY or one.status is AssignmentStatus.ACCEPTED
    }
    late, returned = [], []
    for due in dues:
        share = shares.get((due.matter_id, due.task_seq, due.unit_id))
        if share is None or due.status not in OWED:
            continue
        told = is_told(due, share.delivered_at)
        if timeliness_at(due, now, delivered=told, workdays=workdays, zone=zone).late:
            late.append(fact_key(due))
        if due.status is DueStatus.RETURNED:
            returned.append(fact_key(due))
    return Stand(
        open=tuple(_share(one) for one in shares.values() if one.status in UNDER_WAY),
        late_now=tuple(late),
        returned=tuple(returned),
    )


def _share(one: Assignment) -> str:
    return f"{one.matter_id}/{one.task_seq}/{one.unit_id}"
