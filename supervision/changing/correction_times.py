"""签收 of a 更正: by when its earlier dates are to be kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from supervision.approving.task_changes import Field
from supervision.calendars.deadlines import late_after
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import Change, DueStatus, ReportDue, Urgency


def retimed(
    dues: Iterable[ReportDue], change: Change, urgency: Urgency, at: datetime, *, county: County, workdays: Workdays
) -> tuple[ReportDue, ...]:
    """What a unit owes by the corrected dates once it has signed for the correction, with time enough to do it."""
    seqs = {item.task_seq for item in change.changes if item.field == Field.DUE}
    timed: list[ReportDue] = []
    for due in dues:
        if due.task_seq in seqs and due.final and due.status is DueStatus.OPEN and due.extended_to is None:
            limit = late_after(due.due_on, due.due_hour, workdays, county, urgency=urgency, delivered_at=at)
            timed.append(replace(due, late_after=min(limit, due.late_after)))
    return tuple(timed)
