"""What units owe once a task was corrected: printed dates move, what was ordered besides them stands.

Nothing is late by a correction that its unit has not signed for, nor by what a suspended matter stood still.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from supervision.calendars.deadlines import late_after, local_date
from supervision.calendars.workdays import Workdays
from supervision.calendars.year_turn import days_of_year
from supervision.changing.suspending import stood_still
from supervision.county import County
from supervision.model import Assignment, DueKind, DueStatus, MatterStatus, ReportDue
from supervision.papers.issuing import DueDay, Folder, due_days, reports_due
from supervision.reports.report_dates import OWED, UNDECIDED

LIVE = UNDECIDED | {DueStatus.HELD}
"""Dates that a correction of a task changes: nothing final was said about them."""

WAITED_FOR = OWED | {DueStatus.HELD}


@dataclass(frozen=True, slots=True)
class Terms:
    """A correction that is made now: the matter before and after it."""

    before: Folder
    after: Folder
    now: datetime
    county: County
    workdays: Workdays

    @property
    def today(self) -> date:
        """The day of the correction."""
        return local_date(self.now, self.county.zone)

    def days(self, folder: Folder, seq: int) -> tuple[DueDay, ...]:
        """The days on which a task is reported on, as printed at the issue."""
        issued_on = local_date(folder.matter.issued_at or self.now, self.county.zone)
        task = next(task for task in folder.tasks if task.seq == seq)
        days = due_days(task, folder.matter, issued_on, county=self.county, workdays=self.workdays)
        final = next((day.on for day in days if day.final), None)
        years = range(issued_on.year + 1, self.today.year + 1) if task.ongoing or final is not None else ()
        later = (
            day
            for year in years
            for day in days_of_year(task, folder.matter, year, before=final, county=self.county, workdays=self.workdays)
        )
        return (*days, *later)

    def owed(self, assignment: Assignment, days: Iterable[DueDay], *, after_seq: int) -> tuple[ReportDue, ...]:
        """What a unit owes by the correction; in a matter that stands still its clock stands still as well.

        A day that was printed before is as far away as it is for those who had it before.
        """
        new = reports_due(assignment, tuple(days), self.county, self.workdays, after_seq=after_seq)
        if self.after.matter.status is not MatterStatus.SUSPENDED:
            return new
        printed = {day.on for day in self.days(self.before, assignment.task_seq)}
        begun = self.after.matter.suspended_at or self.now
        held = (replace(due, status=DueStatus.HELD) for due in new)
        return tuple(self.stood_still(due, begun if due.due_on in printed else self.now) for due in held)

    def stood_still(self, due: ReportDue, since: datetime) -> ReportDue:
        """See `suspending.stood_still`."""
        return stood_still(due, since, self.now, self.workdays, self.county.zone)


def dues_of(
    terms: Terms,
    dues: Sequence[ReportDue],
    *,
    seqs: Collection[int],
    given: Sequence[Assignment],
    taken: Collection[Assignment],
) -> Iterator[ReportDue]:
    """The dates that a correction of the tasks `seqs` changes: given to some units, and taken from others."""
    removed = {(a.task_seq, a.unit_id) for a in taken}
    added = {(a.task_seq, a.unit_id) for a in given}
    yield from (
        replace(due, status=DueStatus.VOID)
        for due in dues
        if (due.task_seq, due.unit_id) in removed and due.status in LIVE
    )
    last = {(due.task_seq, due.unit_id): due.seq for due in sorted(dues, key=lambda due: due.seq)}
    for assignment in given:
        key = (assignment.task_seq, assignment.unit_id)
        ahead = [day for day in terms.days(terms.after, key[0]) if day.final or day.on >= terms.today]
        yield from terms.owed(assignment, ahead, after_seq=last.get(key, 0))
    for assignment in terms.after.live:
        key = (assignment.task_seq, assignment.unit_id)
        if key[0] in seqs and key not in added:
            mine = [due for due in dues if (due.task_seq, due.unit_id) == key]
            yield from _redated(terms, assignment, mine)


def _redated(terms: Terms, assignment: Assignment, dues: Sequence[ReportDue]) -> Iterator[ReportDue]:
    """What one unit owes for a task whose dates were corrected: the same dates stay the same rows.

    Only printed dates are corrected: what is to be put right, and a date by which the task was given again, stand.
    """
    old = {(day.on, day.hour, day.final) for day in terms.days(terms.before, assignment.task_seq)}
    new = {(day.on, day.hour, day.final): day for day in terms.days(terms.after, assignment.task_seq)}
    if old == new.keys():
        return
    final = next((day for day in new.values() if day.final), None)
    printed, stand = {on for on, _, _ in old}, {on for on, _, _ in new}
    reports = [due for due in dues if due.kind is DueKind.REPORT]
    for due in reports:
        if due.due_on not in printed:
            continue
        if due.final and final is not None and due.status in LIVE:
            yield _moved(terms, due, final)
        elif not due.final and due.status in WAITED_FOR and due.due_on not in stand:
            yield replace(due, status=DueStatus.VOID)
    known = {due.due_on for due in reports}
    closes = final is not None and not any(due.final and due.status is not DueStatus.VOID for due in reports)
    more = [day for key, day in new.items() if key not in old and (closes if day.final else day.on >= terms.today)]
    last = max((due.seq for due in dues), default=0)
    yield from terms.owed(assignment, (day for day in more if day.on not in known), after_seq=last)


def _moved(terms: Terms, due: ReportDue, day: DueDay) -> ReportDue:
    """The corrected date. An earlier one is not held against the unit before it has signed for the correction.

    While the clock stands still, what it stood still already is not taken from the unit by a date that is not later.
    """
    due = terms.stood_still(due, due.held_at) if due.held_at else due
    urgency = terms.after.matter.urgency
    limit = late_after(day.on, day.hour, terms.workdays, terms.county, urgency=urgency)
    stands = due.extended_to if due.extended_to and due.extended_to > day.on else None
    return replace(
        due,
        due_on=day.on,
        due_hour=day.hour,
        late_after=limit if day.on >= due.due_on and not stands and not due.held_at else max(limit, due.late_after),
        extended_to=stands,
        extended_hour=due.extended_hour if stands else None,
    )
