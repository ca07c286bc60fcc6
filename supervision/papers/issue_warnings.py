"""What to look at before a text is sent for approval, and once more before it is issued."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from supervision.calendars.deadlines import Tightness, already_past_or_tight
from supervision.calendars.report_days import final_day, printed_day
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import Part, Task
from supervision.notices.approving import TaskWarning
from supervision.papers.issuing import Folder, due_days
from supervision.proposals.handling import is_proposal

_FINAL_WARNINGS = {Tightness.PAST: "past", Tightness.TIGHT: "tight"}
_REPORT_WARNINGS = {Tightness.PAST: "report_past", Tightness.TIGHT: "report_tight"}

DATE_WARNINGS = frozenset({*_FINAL_WARNINGS.values(), *_REPORT_WARNINGS.values()})
"""Warnings that can arise while a paper is with its signers; they are asked about once more before the issue."""

BLOCKING = frozenset({"no_unit"})
"""Warnings with which nothing is sent for approval: a task that nobody is to carry out."""

WARNINGS = DATE_WARNINGS | BLOCKING | {"no_lead", "no_date"}
"""All that is pointed out before approval and before issue; the words are in the templates."""


def warnings(folder: Folder, county: County, workdays: Workdays, today: date) -> tuple[TaskWarning, ...]:
    """Point out what to look at: dates that passed or leave too little time, tasks without unit, lead or date."""
    found: list[TaskWarning] = []
    for task in folder.tasks:
        found += _warnings_of(task, folder, county, workdays, today)
    return tuple(found)


def _warnings_of(task: Task, folder: Folder, county: County, workdays: Workdays, today: date) -> Iterator[TaskWarning]:
    assigned = folder.of_task(task.seq)
    if not assigned:
        yield TaskWarning(seq=task.seq, kind="no_unit")
    elif not any(a.part is Part.LEAD for a in assigned) and not is_proposal(folder.matter):  # 协办 has its own task
        yield TaskWarning(seq=task.seq, kind="no_lead")
    final = printed_day(task, folder.matter)
    if task.term and final is None:
        final = final_day(task, folder.matter, today, county=county, workdays=workdays)
    if final is None and not due_days(task, folder.matter, today, county=county, workdays=workdays):
        yield TaskWarning(seq=task.seq, kind="no_date")
    dated = [(final, _FINAL_WARNINGS)] if final else []
    for day, kinds in [*dated, *((day, _REPORT_WARNINGS) for day in task.report_on)]:
        kind = kinds.get(already_past_or_tight(day, today, workdays, county.tight_workdays))
        if kind:
            yield TaskWarning(seq=task.seq, kind=kind, due_on=day)
