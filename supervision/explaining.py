"""Why a matter goes as it goes: which clause made its chain, its form and name, and each of its dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType

from supervision.calendars.report_days import (
    READINGS,
    final_day,
    moved_days,
    printed_day,
    repeated_days,
    schedule_of,
    term_begins,
    years_end,
)
from supervision.calendars.schedules import ScheduleKey
from supervision.calendars.terms import Term
from supervision.calendars.timing import cycle_words
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import Matter, Task, TermFrom
from supervision.papers.issuing import Folder
from supervision.procedures.steps import Act, Step
from supervision.procedures.tracks import TRACKS

SCHEDULE_CLAUSES: Mapping[ScheduleKey, str] = MappingProxyType(
    {ScheduleKey.FOUR_TIMES_A_YEAR: "二（二）2", ScheduleKey.TEN_THINGS: "二（三）2"}
)
"""The clause that names the days of a schedule (P2.2, P3.2)."""

REASONS = ("printed", "matter", "ordered", "term", "term_instruction", "term_receipt", "law", "law_complex", "year_end",
           "schedule", "reading", "cycle", "cycle_end", "last_report", "earlier", "ongoing", "none")  # fmt: skip
"""Why a date is as it is; the template has words for each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Dates of tasks that have the same reason. `closed` are those that fall on a day off: they stand as printed, and
    are late only after the next workday (Counting). `begins` is the day from which a term is counted, `review_on` when
    what is ongoing is looked at again."""

    key: str
    tasks: tuple[int, ...]
    days: tuple[date, ...] = ()
    words: str = ""
    clause: str = ""
    closed: tuple[date, ...] = ()
    begins: date | None = None
    review_on: date | None = None


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
    grouped: dict[Reason, tuple[list[int], list[date]]] = {}
    for task in folder.tasks:
        for reason, day in _of_task(task, folder.matter, issued_on, county, workdays):
            tasks, days = grouped.setdefault(reason, ([], []))
            tasks.append(task.seq)
            days += [day] if day else []
    return tuple(
        replace(
            reason,
            tasks=tuple(dict.fromkeys(tasks)),
            days=tuple(sorted(set(days))),
            closed=tuple(day for day in sorted(set(days)) if not workdays.is_workday(day)),
        )
        for reason, (tasks, days) in grouped.items()
    )


_Line = tuple[Reason, date | None]


def _of_task(task: Task, matter: Matter, issued_on: date, county: County, workdays: Workdays) -> Iterator[_Line]:
    final = final_day(task, matter, issued_on, county=county, workdays=workdays)
    end = min(years_end(issued_on), final - timedelta(days=1)) if final else years_end(issued_on)
    repeated = repeated_days(task, matter, issued_on, end, county=county, workdays=workdays)
    if final is None and not task.ongoing and (last := max([*repeated, *task.report_on], default=None)):
        yield Reason(key="last_report", tasks=()), last
    else:
        key, words, clause = _why_final(task, matter, county)
        begins = term_begins(task, matter, issued_on, county, workdays) if key in _FROM_ANOTHER_DAY else None
        ongoing_until = task.review_on if key == "ongoing" else None
        yield Reason(key=key, tasks=(), words=words, clause=clause, begins=begins, review_on=ongoing_until), final
    for day in task.report_on:
        yield Reason(key="printed", tasks=()), day
    yield from _repeated(task, matter, county)
    for day in sorted(moved_days(task, matter, issued_on, end, county=county, workdays=workdays)):
        if day > issued_on:
            yield Reason(key="earlier", tasks=()), day


def _repeated(task: Task, matter: Matter, county: County) -> Iterator[_Line]:
    key = TRACKS[matter.track].schedule
    schedule = schedule_of(matter, county)
    if schedule.dates or schedule.month_days:
        why = "reading" if key in READINGS else "schedule"
        yield Reason(key=why, tasks=(), words=schedule.title, clause=SCHEDULE_CLAUSES.get(key, "")), None
    if task.cycle and not task.ongoing:
        yield Reason(key="cycle", tasks=(), words=cycle_words(task)), None


_TERMS: Mapping[TermFrom, str] = MappingProxyType(
    {TermFrom.ISSUE: "term", TermFrom.INSTRUCTION: "term_instruction", TermFrom.ACKNOWLEDGE: "term_receipt"}
)
_FROM_ANOTHER_DAY = frozenset({"term_instruction", "term_receipt"})
"""Terms that are not counted from the issue: it is said from which day instead."""


def _why_final(task: Task, matter: Matter, county: County) -> tuple[str, str, str]:
    track = TRACKS[matter.track]
    if task.term and task.due_on is None:
        return (_TERMS[task.term_from], Term(task.term, task.term_from).words, "")
    if printed_day(task, matter) is not None:
        ordered = track.schedule is ScheduleKey.AS_ORDERED
        return ("ordered", "", track.clause) if ordered else ("printed" if task.due_on else "matter", "", "")
    if not task.ongoing and schedule_of(matter, county).months:
        return ("law_complex" if matter.complex else "law", "", "")
    if not task.ongoing and track.year_end:
        return ("year_end", "", SCHEDULE_CLAUSES[ScheduleKey.TEN_THINGS])
    if task.ongoing:
        return ("ongoing", cycle_words(task), "")
    return ("cycle_end" if task.cycle and task.cycle_until else "none", "", "")
