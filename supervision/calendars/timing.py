"""When a task is to be done and reported on, as it is written: a date, a term, repeated reports, 持续推进."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Protocol

from supervision.calendars.cycles import Cycle, read_cycle
from supervision.calendars.dates import read_days, read_deadline
from supervision.calendars.paper_dates import paper_date
from supervision.calendars.schedules import add_months
from supervision.calendars.terms import Term, read_term
from supervision.model import TermFrom
from supervision.refusals import InvalidInput

REVIEW_MONTHS = 12
"""After how many months an ongoing task is looked at again, where nothing was said. Ours."""

_ONGOING = re.compile(r"^(?:持续|长期|常态化)(?:推进|坚持|开展|实施)(?:事项)?$")
_DATE_AHEAD = re.compile(
    r"(?:今年|本年|明年)?\d{1,2}月|\d{4}[年./-]|\d{8}|(?:今年|本年|明年|本?季度?|本月|下月)?年?[底末内]"
)
ONGOING = "持续推进"


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """The dates of a task; the fields are those of `Task`."""

    due_on: date | None = None
    due_hour: time | None = None
    report_on: tuple[date, ...] = ()
    term: str = ""
    term_from: TermFrom = TermFrom.ISSUE
    cycle: str = ""
    cycle_until: date | None = None
    ongoing: bool = False
    review_on: date | None = None


def is_ongoing(text: str) -> bool:
    """Say whether the words mean 持续推进: no final date, but repeated reports and a day to look at it again."""
    return bool(_ONGOING.match(text.strip()))


def review_day(today: date) -> date:
    """Give the day on which an ongoing task is looked at again, where none was named."""
    return add_months(today, REVIEW_MONTHS)


def read_limit(field: str, text: str, now: datetime) -> Timing:
    """Read until when a task is to be done: a date, a term, or 持续推进.

    Raises:
        InvalidInput: it is none of them, or is past.
    """
    if is_ongoing(text):
        return Timing(ongoing=True, review_on=review_day(now.date()))
    term = read_term(field, text)
    if term is not None:
        return Timing(term=term.code, term_from=term.since)
    limit = read_deadline(field, text, now)
    return Timing(due_on=limit.day, due_hour=limit.hour)


def read_reports(field: str, text: str, today: date) -> Timing:
    """Read when progress is reported: days (a series with an end is its days), or a cycle.

    Raises:
        InvalidInput: it is neither, or is past.
    """
    cycle = read_cycle(field, text, today)
    if cycle is None:
        return Timing(report_on=read_days(field, text, today))
    if cycle.until is not None and not cycle.code.startswith("quarterly"):
        try:
            return Timing(report_on=read_days(field, text, today))
        except InvalidInput:
            pass  # too many days to print one by one, or a last day of the month: the cycle says it
    return Timing(cycle=cycle.code, cycle_until=cycle.until)


def read_timing(field: str, text: str, now: datetime) -> Timing:
    """Read one cell: 6月15日18:00, 印发之日起30日内, 每月25日至9月30日, `持续推进，每季度末`, `6月15日前，每周五`.

    Raises:
        InvalidInput: a part of it is none of these, or is past.
    """
    found = Timing()
    for part in _parts(text):
        if part.startswith("每"):
            read = read_reports(field, part, now.date())
            found = replace(found, report_on=read.report_on, cycle=read.cycle, cycle_until=read.cycle_until)
        else:
            read = read_limit(field, part, now)
            found = replace(read, report_on=found.report_on, cycle=found.cycle, cycle_until=found.cycle_until)
    return found


def _parts(text: str) -> list[str]:
    """The limit and the repeated reports, in whichever order they stand; commas within either stay."""
    written = text.strip(" ,，;；。")
    at = re.search(r"每[周星月个季]", written)
    if at is None:
        return [written]
    if at.start():
        return [written[: at.start()].strip(" ,，;；。、"), written[at.start() :]]
    for comma in re.finditer(r"[,，;；。]", written):
        head, tail = written[: comma.start()], written[comma.end() :].strip(" ,，;；。")
        if _begins_a_limit(tail):
            return [head, tail]
    return [written]


def _begins_a_limit(text: str) -> bool:
    """Whether what follows 每月25日 is no more of its days: 6月15日前, 印发之日起90日内, 持续推进."""
    if is_ongoing(text) or _DATE_AHEAD.match(text):
        return True
    try:
        return read_term("due_on", text) is not None
    except InvalidInput:
        return True


class Timed(Protocol):
    """What has the dates of a task: `Task`, `TaskDraft`, `Timing`."""

    @property
    def due_on(self) -> date | None:
        """The date, if it has one."""

    @property
    def due_hour(self) -> time | None:
        """Its hour."""

    @property
    def term(self) -> str:
        """A relative date (`terms.Term.code`)."""

    @property
    def term_from(self) -> TermFrom:
        """What that is counted from."""

    @property
    def cycle(self) -> str:
        """Repeated reports (`cycles.Cycle.code`)."""

    @property
    def cycle_until(self) -> date | None:
        """Their end."""

    @property
    def ongoing(self) -> bool:
        """持续推进."""


def limit_words(task: Timed) -> str:
    """The limit as it can be typed again: 2026年6月15日18:00, 印发之日起30日内, 持续推进; empty without one."""
    if task.due_on is not None:
        return paper_date(task.due_on) + (f"{task.due_hour:%H:%M}" if task.due_hour else "")
    if task.term:
        return Term(task.term, task.term_from).words
    return ONGOING if task.ongoing else ""


def cycle_words(task: Timed) -> str:
    """The repeated reports as they can be typed again: 每月10日、25日至2026年9月30日; empty without."""
    if not task.cycle:
        return ""
    return Cycle(task.cycle).title + (f"至{paper_date(task.cycle_until)}" if task.cycle_until else "")


def timing_words(task: Timed) -> str:
    """Both, as `read_timing` reads them."""
    return "，".join(filter(None, (limit_words(task), cycle_words(task))))
