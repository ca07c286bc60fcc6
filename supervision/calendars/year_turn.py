"""The turn of the year: what is to be done within it, and what goes on into the next.

At the issue a task gets the dates of its year alone. What is not done goes on under its number (上年结转): on 1 January
its schedule and its cycle give the new year's dates, up to its final date; what is ongoing has none and goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from supervision.bulletins.making import moment_of
from supervision.calendars.report_days import list_year, repeated_days
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import (
    Assignment,
    AssignmentStatus,
    CalendarKey,
    DeskItem,
    DeskKind,
    DueStatus,
    Matter,
    MatterStatus,
    Post,
    ReportDue,
    Task,
)
from supervision.notices.cards import matter_subject
from supervision.outcome import Fact, Outcome
from supervision.papers.issuing import DueDay, reports_due
from supervision.procedures.tracks import TRACKS
from supervision.refusals import InvalidInput
from supervision.reports.report_dates import UNDECIDED

ROLLED = (MatterStatus.IN_PROGRESS, MatterStatus.SUSPENDED, MatterStatus.CLOSING)
"""Matters that go on into the next year; one whose result is with its signers may come back."""

_DONE = frozenset({AssignmentStatus.ACCEPTED, AssignmentStatus.WITHDRAWN, AssignmentStatus.PROPOSED})
DECEMBER = 12
_REMIND_EVERY = 10
"""Workdays after which the Office is reminded of the next year's calendar once more."""


def check_within_year(matter: Matter, due_on: date | None, *, given: str = "") -> None:
    """Refuse a limit beyond the year in which all is to be done (P3.2, 二（三）2: 年内完成).

    Raises:
        InvalidInput: `past_year_end`.
    """
    check_list_day(matter.track, matter.registered_at, due_on, given=given)


def check_list_day(track: str, registered_at: datetime, due_on: date | None, *, given: str = "") -> None:
    """The same of a matter that is about to be registered."""
    if due_on is None or not TRACKS[track].year_end:
        return
    if due_on.year > list_year(registered_at):
        raise InvalidInput("due_on", "past_year_end", given=given)


def days_of_year(
    task: Task, matter: Matter, year: int, *, before: date | None, county: County, workdays: Workdays
) -> tuple[DueDay, ...]:
    """Give the days of progress reports in a year after that of the issue, up to the final date, if there is one."""
    end = date(year, 12, 31)
    if before is not None:
        end = min(end, before - timedelta(days=1))
    found = repeated_days(task, matter, date(year, 1, 1), end, county=county, workdays=workdays)
    return tuple(DueDay(day, None, False, matter.urgency) for day in sorted(found) if day.year == year)


def roll(
    matter: Matter,
    tasks: Mapping[int, Task],
    assignments: Iterable[Assignment],
    dues: Sequence[ReportDue],
    year: int,
    *,
    now: datetime,
    county: County,
    workdays: Workdays,
) -> Outcome:
    """Give the units of one matter the dates of the new year, each once; its number stays.

    A task whose final date is past or accepted has no more of them; of a suspended matter they wait with the others.
    What is ongoing may have had none until now: it was issued after the last day of its cycle.
    """
    added: list[ReportDue] = []
    for item in assignments:
        mine = [due for due in dues if (due.task_seq, due.unit_id) == (item.task_seq, item.unit_id)]
        task = tasks[item.task_seq]
        if item.status in _DONE or not goes_on(task, mine, year):
            continue
        before = max((due.expected_on for due in mine if _is_last(due)), default=None)
        days = days_of_year(task, matter, year, before=before, county=county, workdays=workdays)
        known = {due.due_on for due in mine}
        new = tuple(day for day in days if day.on not in known)
        added += reports_due(item, new, county, workdays, after_seq=max((due.seq for due in mine), default=0))
    if not added:
        return Outcome()
    if matter.status is MatterStatus.SUSPENDED:
        added = [replace(due, status=DueStatus.HELD, held_at=now) for due in added]
    subject = matter_subject(matter.id)
    details = {"year": year, "dues": [f"{due.task_seq}/{due.unit_id}/{due.seq}" for due in added]}
    return Outcome(saves=tuple(added), facts=(Fact("matter.carried_over", subject, details),), redraw=(subject,))


def goes_on(task: Task, dues: Iterable[ReportDue], year: int) -> bool:
    """Say whether a unit still reports on a task in a new year: it is ongoing, or its final date lies in it.

    Also one that was answered already: the Office may return the report.
    """
    return task.ongoing or any(_is_last(due) and due.expected_on.year >= year for due in dues)


def _is_last(due: ReportDue) -> bool:
    """Whether it completes the task, and was not accepted; what was given again has a second one."""
    return due.final and due.status in UNDECIDED


def roll_key(year: int) -> str:
    """Name the turn to a year, which happens once."""
    return f"year/{year}"


def reminder_key(year: int) -> str:
    """Name the reminder of a year's calendar, which is given once."""
    return f"calendar/{year}"


def turn_due(today: date) -> str:
    """Give the key of what the turn of the year asks for now: reminding in December, rolling after it.

    Also months after it: a bot that was away in January and February makes up for it when it is back.
    """
    return reminder_key(today.year + 1) if today.month == DECEMBER else roll_key(today.year)


def next_turn(now: datetime, county: County) -> datetime:
    """Give the next moment of the turn of a year: 1 December, or 1 January."""
    today = county.local(now).date()
    moments = [moment_of(day, time.min, county) for day in (date(today.year, DECEMBER, 1), date(today.year + 1, 1, 1))]
    return next(moment for moment in moments if moment > now)


def remind(year: int, keepers: Iterable[Post], now: datetime, county: County, *, known: bool) -> Outcome:
    """In December put the next year's calendar on the desks of who enters it, unless its notice is known."""
    title = f"{year}年放假安排"
    items = (
        ()
        if known
        else tuple(
            DeskItem(
                kind=DeskKind.CALENDAR,
                key=f"{year}/{post.id}",
                post_id=post.id,
                on=county.local(now).date(),
                title=title,
                number=str(year),
                every=_REMIND_EVERY,
            )
            for post in keepers
        )
    )
    return Outcome(saves=(CalendarKey(reminder_key(year), now), *items))
