"""On which days a task is reported on: by its own dates, terms and cycles, its track's schedule, and the law."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from types import MappingProxyType

from supervision.calendars.cycles import days_of_cycle
from supervision.calendars.deadlines import planned_on
from supervision.calendars.schedules import (
    SCHEDULES,
    Level,
    Schedule,
    ScheduleKey,
    by_law,
    last_day_of_month,
    occurrences,
)
from supervision.calendars.terms import last_day
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import Matter, Task, TermFrom, Urgency
from supervision.procedures.tracks import TRACKS

READINGS: Mapping[ScheduleKey, Callable[[County, Matter], ScheduleKey]] = MappingProxyType(
    {ScheduleKey.TEN_THINGS: lambda county, matter: county.ten_things_schedule(Level(matter.level or Level.COUNTY))}
)
"""Schedules that the county reads in its own way (P3.2); whose things they are was not asked: the county's."""


_NEXT_YEAR_IS_PREPARED = 10
"""From this month on a list that is registered may be the next year's."""


def schedule_of(matter: Matter, county: County) -> Schedule:
    """Give the report schedule of the matter's track as the county reads it."""
    key = TRACKS[matter.track].schedule
    read = READINGS.get(key)
    return SCHEDULES[read(county, matter) if read else key]


def years_end(day: date) -> date:
    """Give the last day of the year."""
    return last_day_of_month(day.year, 12)


def last_year(matter: Matter) -> int:
    """Give the year within which a matter of a list is done (P3.2): that of its registration, or the next one."""
    return list_year(matter.registered_at)


def list_year(registered_at: datetime) -> int:
    """Give that year by the moment of the registration."""
    return registered_at.year + (registered_at.month >= _NEXT_YEAR_IS_PREPARED)


def list_ends(matter: Matter, issued_on: date) -> date:
    """Give the last day of that year: a list that is issued in December is not held to the end of the old one."""
    return years_end(date(max(issued_on.year, last_year(matter)), 1, 1))


def term_begins(task: Task, matter: Matter, issued_on: date, county: County, workdays: Workdays) -> date:
    """Give the day that a task's relative date is counted from.

    From 签收, until it is known: the day by which the paper is to be acknowledged. From the 批示: the newest one's day;
    where none is dated, the issue's.
    """
    if task.term_from is TermFrom.INSTRUCTION:
        return max((item.dated for item in matter.instructions if item.dated), default=issued_on)
    waits = {
        Urgency.ROUTINE: county.acknowledge_workdays,
        Urgency.URGENT: county.acknowledge_workdays_urgent,
    }.get(matter.urgency, 0)
    return workdays.add_workdays(issued_on, waits) if task.term_from is TermFrom.ACKNOWLEDGE else issued_on


def printed_day(task: Task, matter: Matter) -> date | None:
    """Give the date that the paper prints for a task: its own, else the matter's unless it has a term or no end."""
    if task.due_on is not None or task.term or task.ongoing:
        return task.due_on
    return matter.due_on


def final_day(task: Task, matter: Matter, issued_on: date, *, county: County, workdays: Workdays) -> date | None:
    """Give the day on which a task is to be done.

    Its own date or term, else the matter's, else the term of the law (six months for what is complex, 代表法 art. 51),
    else the end of the year in which all is to be done (P3.2; `list_ends`), else the last day of its cycle. What is
    ongoing has none.
    """
    if task.term and task.due_on is None:
        return last_day(task.term, term_begins(task, matter, issued_on, county, workdays), workdays)
    printed = printed_day(task, matter)
    if printed is not None or task.ongoing:
        return printed
    schedule = schedule_of(matter, county)
    if schedule.months:
        return by_law(schedule, issued_on, schedule.months[-1 if matter.complex else 0])
    if TRACKS[matter.track].year_end:
        return list_ends(matter, issued_on)
    if task.cycle and task.cycle_until is not None:
        return max(days_of_cycle(task.cycle, issued_on, task.cycle_until), default=None)
    return None


def repeated_days(
    task: Task, matter: Matter, start: date, end: date, *, county: County, workdays: Workdays
) -> set[date]:
    """Give the days from ``start`` to ``end`` on which progress is reported by the track's schedule and the cycle.

    They are not printed one by one, so that one on a closed day moves earlier where the city waits for the result.
    """
    feeds_upward = TRACKS[matter.track].feeds_upward
    planned = _planned_days(task, matter, start, end, county)
    return {planned_on(day, workdays, feeds_upward=feeds_upward) for day in planned}


def _planned_days(task: Task, matter: Matter, start: date, end: date, county: County) -> list[date]:
    until = min(filter(None, (end, task.cycle_until)))
    cycle = days_of_cycle(task.cycle, start, until) if task.cycle else ()
    return [*occurrences(schedule_of(matter, county), start, end), *cycle]


def moved_days(task: Task, matter: Matter, start: date, end: date, *, county: County, workdays: Workdays) -> set[date]:
    """Give those of `repeated_days` that were planned on a closed day, and stand earlier for the city's sake."""
    if not TRACKS[matter.track].feeds_upward:
        return set()
    planned = _planned_days(task, matter, start, end, county)
    return {workdays.on_or_before(day) for day in planned if not workdays.is_workday(day)}
