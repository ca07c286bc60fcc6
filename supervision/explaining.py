"""Why a matter goes as it goes: which clause made its chain, its form and name, and each of its dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from supervision.county import County
from supervision.issuing import Folder
from supervision.model import Matter, Task
from supervision.report_days import READINGS, final_day, printed_day, schedule_of
from supervision.schedules import ScheduleKey
from supervision.steps import Act, Step
from supervision.terms import Term
from supervision.tracks import TRACKS
from supervision.workdays import Workdays

SCHEDULE_CLAUSES: Mapping[ScheduleKey, str] = MappingProxyType(
    {ScheduleKey.FOUR_TIMES_A_YEAR: "二（二）2", ScheduleKey.TEN_THINGS: "二（三）2"}
)
"""The clause that names the days of a schedule (P2.2, P3.2)."""

REASONS = ("printed", "matter", "ordered", "term", "law", "law_complex", "year_end", "schedule", "reading", "cycle",
           "ongoing", "none")  # fmt: skip
"""Why a date is as it is; the template has words for each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Dates of tasks that have the same reason. `closed` are those that fall on a day off: they stand as printed, and
    are late only after the next workday (Counting)."""

    key: str
    tasks: tuple[int, ...]
    days: tuple[date, ...] = ()
    words: str = ""
    clause: str = ""
    closed: tuple[date, ...] = ()


def source_of(step: Step, matter: Matter) -> str:
    """Say who asks for a step: the `notice`, the `county` where the notice is silent or wants no check, or this
    `matter` alone."""
    if step.act is Act.COUNTERSIGN:
        return "matter"
    return "county" if step.act is Act.VET or "issue_steps" in TRACKS[matter.track].ours else "notice"


def reasons(folder: Folder, issued_on: date, county: County, workdays: Workdays) -> tuple[Reason, ...]:
    """Give the reasons of all dates of a matter, those of one reason together.

    Args:
        folder: the matter with the tasks to explain.
        issued_on: the day of its issue; before it, today.
        county: how it reads the schedules.
        workdays: which days are off.
    """
    grouped: dict[tuple[str, str, str], tuple[list[int], list[date]]] = {}
    for task in folder.tasks:
        for key, words, clause, day in _of_task(task, folder.matter, issued_on, county, workdays):
            tasks, days = grouped.setdefault((key, words, clause), ([], []))
            tasks.append(task.seq)
            days += [day] if day else []
    return tuple(
        Reason(
            key=key,
            tasks=tuple(dict.fromkeys(tasks)),
            days=tuple(sorted(set(days))),
            words=words,
            clause=clause,
            closed=tuple(day for day in sorted(set(days)) if not workdays.is_workday(day)),
        )
        for (key, words, clause), (tasks, days) in grouped.items()
    )


_Line = tuple[str, str, str, date | None]


def _of_task(task: Task, matter: Matter, issued_on: date, county: County, workdays: Workdays) -> Iterator[_Line]:
    final = final_day(task, matter, issued_on, county=county, workdays=workdays)
    yield (*_why_final(task, matter, county), final)
    for day in task.report_on:
        yield ("printed", "", "", day)
    key = TRACKS[matter.track].schedule
    schedule = schedule_of(matter, county)
    if schedule.dates or schedule.month_days:
        yield ("reading" if key in READINGS else "schedule", schedule.title, SCHEDULE_CLAUSES.get(key, ""), None)
    if task.cycle and not task.ongoing:
        yield ("cycle", "", "", None)


def _why_final(task: Task, matter: Matter, county: County) -> tuple[str, str, str]:
    track = TRACKS[matter.track]
    if task.term and task.due_on is None:
        return ("term", Term(task.term, task.term_from).words, "")
    if printed_day(task, matter) is not None:
        ordered = track.schedule is ScheduleKey.AS_ORDERED
        return ("ordered", "", track.clause) if ordered else ("printed" if task.due_on else "matter", "", "")
    if not task.ongoing and schedule_of(matter, county).months:
        return ("law_complex" if matter.complex else "law", "", "")
    if not task.ongoing and track.year_end:
        return ("year_end", "", SCHEDULE_CLAUSES[ScheduleKey.TEN_THINGS])
    return ("ongoing" if task.ongoing else "none", "", "")
