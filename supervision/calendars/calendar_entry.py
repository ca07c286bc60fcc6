"""The calendar of a year as the Office enters it: read from the State Council's notice, checked, written down.

The yearly notice (国务院办公厅关于…部分节假日安排的通知) says of each holiday which days are off and which weekend days
are worked in their place: `1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。`
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from supervision.actors import Actor
from supervision.calendars.deadlines import BY_THE_CLOCK, end_of, late_after, local_date
from supervision.calendars.workdays import STATUTORY_DAYS, Workdays
from supervision.county import County
from supervision.model import CalendarYear, ReportDue, Urgency
from supervision.outcome import Fact, Outcome
from supervision.refusals import InvalidInput
from supervision.roles import Permission
from supervision.subjects import Subject

LONGEST_NOTICE = 3000
LONGEST_REFERENCE = 60
"""Characters of the pasted notice, and of its number."""

YEARS_AHEAD = 2
"""How far ahead a year may be entered; back, the last one."""

_DAY = timedelta(days=1)
_SATURDAY = 5
_LONGEST_HOLIDAY = 15
_WEEKDAYS = "一二三四五六日"
_DATE = r"(?:(?P<{0}y>\d{{4}})年)?(?:(?P<{0}m>\d{{1,2}})月)?(?P<{0}d>\d{{1,2}})日(?P<{0}n>\([^)]*\))?"
_SPAN = re.compile(_DATE.format("a") + r"(?:(?:至|到|-|—|~)" + _DATE.format("b") + ")?")
_NOTED = re.compile(r"(?:周|星期)([一二三四五六日天])")
_CLAUSE = re.compile(r"[。;\n]")


@dataclass(frozen=True, slots=True)
class ReadYear:
    """A year's days off and days worked in their place."""

    year: int
    holidays: tuple[date, ...]
    makeup_days: tuple[date, ...]


def calendar_subject(year: int) -> Subject:
    """The calendar of a year."""
    return Subject("calendar", str(year))


def check_year(year: int, today: date) -> None:
    """Refuse to enter a year that is over, or too far ahead for its notice to be out. Raises InvalidInput."""
    if not today.year - 1 <= year <= today.year + YEARS_AHEAD:
        raise InvalidInput("year", "not_a_choice")


def read_notice(text: str, year: int) -> ReadYear:
    """Read the notice, or lines like it: a clause with 上班 names days worked, one with 放假 days off.

    Raises:
        InvalidInput: nothing to read, a day that no calendar has, a weekday that does not fit its date
            (`wrong_weekday`), or see `check_days`.
    """
    if len(text) > LONGEST_NOTICE:
        raise InvalidInput("calendar", "too_long", limit=LONGEST_NOTICE)
    plain = unicodedata.normalize("NFKC", text).replace(" ", "")
    off: set[date] = set()
    worked: set[date] = set()
    for clause in _clauses(plain):
        kind = worked if "上班" in clause else off if re.search("放假|休息|调休", clause) else None
        if kind is not None:
            kind.update(_days_of(clause, year))
    return check_days(ReadYear(year, tuple(sorted(off)), tuple(sorted(worked))))


COLUMNS = ("日期", "类型")
"""The columns of a table: days or spans of days, and 放假 or 上班."""

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?: 00:00(?::00)?)?")


def read_rows(rows: Sequence[tuple[str, str]]) -> ReadYear:
    """Read the rows of a table; its year is that of most of its days, so each day names its year.

    Raises:
        InvalidInput: a row names no year (`bad_date`), or as `read_notice`.
    """
    dated = [(_ISO.sub(r"\1年\2月\3日", days.strip()), kind.strip()) for days, kind in rows if days.strip()]
    years = Counter(match[0] for days, _ in dated for match in re.finditer(r"\d{4}(?=年)", days))
    if not years:
        raise InvalidInput("calendar", "bad_date", given=dated[0][0][:30] if dated else "")
    return read_notice("；".join(days + kind for days, kind in dated), int(years.most_common(1)[0][0]))


def _clauses(plain: str) -> Iterator[str]:
    """One sentence may say both, between commas."""
    for sentence in _CLAUSE.split(plain):
        yield from sentence.split(",") if "放假" in sentence and "上班" in sentence else [sentence]


def _days_of(clause: str, year: int) -> Iterator[date]:
    month = 0
    for match in _SPAN.finditer(clause):
        first = _date(match, "a", year, month)
        last = _date(match, "b", first.year, first.month) if match["bd"] else first
        month = last.month
        if not timedelta() <= last - first < timedelta(days=_LONGEST_HOLIDAY):
            raise InvalidInput("calendar", "bad_date", given=match[0][:30])
        yield from (first + n * _DAY for n in range((last - first).days + 1))


def _date(match: re.Match[str], side: str, year: int, month: int) -> date:
    try:
        found = date(int(match[f"{side}y"] or year), int(match[f"{side}m"] or month), int(match[f"{side}d"]))
    except ValueError as error:
        raise InvalidInput("calendar", "bad_date", given=match[0][:30]) from error
    noted = _NOTED.search(match[f"{side}n"] or "")
    if noted and _WEEKDAYS.index(noted[1].replace("天", "日")) != found.weekday():
        written = f"{found.year}年{found.month}月{found.day}日为星期{_WEEKDAYS[found.weekday()]}"
        raise InvalidInput("calendar", "wrong_weekday", given=written)
    return found


_MOVABLE = (
    ("春节", (1, 20), (2, 27), 3),
    ("清明节", (4, 3), (4, 7), 1),
    ("端午节", (5, 25), (6, 28), 1),
)
"""Holidays by the moon or the sun, between which days of a year they lie, and how many days off there are at least."""

_MID_AUTUMN = ("中秋节", (9, 5), (9, 30), 1)
_WITH_MID_AUTUMN = 8
"""Where 中秋 is in October, it makes 国庆 so many days long."""


def _missing(read: ReadYear) -> Iterator[str]:
    off = frozenset(read.holidays)
    for day in sorted(date(read.year, *day) for day in STATUTORY_DAYS):
        if day not in off:
            yield _words(day)
    together = all(date(read.year, 10, day) in off for day in range(1, _WITH_MID_AUTUMN + 1))
    for name, first, last, least in (*_MOVABLE, *(() if together else (_MID_AUTUMN,))):
        if sum(date(read.year, *first) <= day <= date(read.year, *last) for day in off) < least:
            yield name


def check_days(read: ReadYear) -> ReadYear:
    """Refuse a calendar that cannot be a whole year's.

    Raises:
        InvalidInput: a public holiday is not off (`incomplete`: 全国年节及纪念日放假办法 art. 2), a
            day is both off and worked (`off_and_worked`), a day worked in place of another is none of a weekend
            (`not_weekend`), or a day lies outside the year (`other_year`; the turn of the year may).
    """
    off, worked = set(read.holidays), set(read.makeup_days)
    missing = tuple(_missing(read))
    if missing:
        raise InvalidInput("calendar", "incomplete", given="、".join(missing[:4]))
    for day in sorted(off | worked):
        if day in off and day in worked:
            raise InvalidInput("calendar", "off_and_worked", given=_words(day))
        if not date(read.year - 1, 12, 25) <= day <= date(read.year + 1, 1, 7):
            raise InvalidInput("calendar", "other_year", given=f"{day.year}年{_words(day)}")
        if day in worked and day.weekday() < _SATURDAY:
            raise InvalidInput("calendar", "not_weekend", given=_words(day))
    return read


def _words(day: date) -> str:
    return f"{day.month}月{day.day}日"


def enter(
    read: ReadYear,
    reference: str,
    actor: Actor,
    now: datetime,
    *,
    before: CalendarYear | None,
    retimed: Sequence[ReportDue],
) -> Outcome:
    """Write a year down, or anew; the limits that move with it are saved with it, and what stood there is in the fact.

    Raises:
        NotAllowed: the head of the Office and the administrator enter it.
        InvalidInput: it names no notice, or is no whole year.
    """
    actor.require(Permission.CALENDAR_ENTER)
    check_days(read)
    reference = reference.strip()
    if not reference:
        raise InvalidInput("reference", "empty")
    if len(reference) > LONGEST_REFERENCE:
        raise InvalidInput("reference", "too_long", limit=LONGEST_REFERENCE)
    row = CalendarYear(read.year, read.holidays, read.makeup_days, reference, actor.person_id, now)
    details: dict[str, object] = {**_dates(row), "retimed": [_moved(due) for due in retimed]}
    if before is not None:
        details["before"] = _dates(before)
    return Outcome(
        saves=(row, *retimed),
        facts=(Fact("calendar.entered", calendar_subject(read.year), details),),
    )


def _dates(row: CalendarYear) -> dict[str, object]:
    return {
        "reference": row.reference,
        "holidays": [day.isoformat() for day in row.holidays],
        "makeup_days": [day.isoformat() for day in row.makeup_days],
    }


def _moved(due: ReportDue) -> str:
    return f"{due.matter_id}/{due.task_seq}/{due.unit_id}/{due.seq}:{due.late_after.isoformat()}"


@dataclass(frozen=True, slots=True)
class Running:
    """A date that counts, when its unit learned of it, and how urgent its matter is."""

    due: ReportDue
    delivered_at: datetime | None
    urgency: Urgency


def retime(
    running: Sequence[Running],
    old: Workdays,
    new: Workdays,
    county: County,
    now: datetime,
    *,
    counted_until: date | None = None,
) -> tuple[ReportDue, ...]:
    """Give the dates whose limit another calendar moves. The printed date stands.

    A later limit always counts: who was late by the rule of thumb was not late. An earlier one counts only while it
    lies ahead, so that nobody is made late by an entry. What a bulletin that is out has counted (`counted_until`, its
    cut-off) is counted once: who was named in it wrongly asks for a review (复核).

    签收 and 补充 terms (`Dispatch.acknowledge_by`, `ReportDue.supplement_by`) stand as they were told: no paper prints
    a day from which they could be counted anew, the unit has read the very moment, neither is counted in a bulletin,
    and both are a few workdays long, so that only those set in the days before an entry could move at all.
    """
    closed = end_of(old.on_or_after(counted_until), None, county.zone) if counted_until else None
    moved = []
    for item in running:
        before, limit = item.due.late_after, _limit(item, old, new, county)
        if limit is None or (closed is not None and before <= closed):
            continue
        if limit > before or now < limit < before:
            moved.append(replace(item.due, late_after=limit))
    return tuple(moved)


def _limit(item: Running, old: Workdays, new: Workdays, county: County) -> datetime | None:
    """The limit by the new calendar, made in the way in which the old one was; none if that cannot be told."""
    due, urgency = item.due, item.urgency
    if urgency in BY_THE_CLOCK:
        return None
    printed = (due.due_on, due.due_hour)
    days = [(due.extended_to, due.extended_hour), printed] if due.extended_to else [printed]
    for on, hour in days:
        for delivered_at in (None, item.delivered_at):
            if late_after(on, hour, old, county, delivered_at=delivered_at) == due.late_after:
                return late_after(on, hour, new, county, delivered_at=delivered_at)
    for on, hour in days:
        put_off = old.workdays_between(old.on_or_after(on), local_date(due.late_after, county.zone))
        if put_off > 0 and late_after(on, hour, old, county, not_counted=put_off) == due.late_after:
            return late_after(on, hour, new, county, not_counted=put_off)
    return None


def spans_of(days: Sequence[date]) -> tuple[tuple[date, date], ...]:
    """Put days that follow one another together: (first, last)."""
    spans: list[tuple[date, date]] = []
    for day in sorted(days):
        if spans and day - spans[-1][1] == _DAY:
            spans[-1] = spans[-1][0], day
        else:
            spans.append((day, day))
    return tuple(spans)


def known_days(workdays: Workdays, year: int) -> tuple[tuple[date, ...], tuple[date, ...]]:
    """Give the weekdays off and the weekend days worked of a year, as they are counted now."""
    days = [date(year, 1, 1) + n * _DAY for n in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)]
    off = tuple(day for day in days if workdays.is_holiday(day))
    worked = tuple(day for day in days if day.weekday() >= _SATURDAY and workdays.is_workday(day))
    return off, worked
