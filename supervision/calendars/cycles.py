"""Repeated reports: 每周五, 每月10日、25日, 每季度末, with an end or without (`Task.cycle`, `Task.cycle_until`)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from supervision.calendars.dates import names_an_end, read_day
from supervision.calendars.schedules import Schedule, occurrences
from supervision.refusals import InvalidInput

WEEKLY, MONTHLY, QUARTERLY = "weekly", "monthly", "quarterly"

_LAST = 31
"""Stands for the last day: a day that a month does not have is its last."""

_WEEKDAYS = "一二三四五六日"
_QUARTER_ENDS = (3, 6, 9, 12)
_CYCLE = re.compile(
    r"^每(?P<every>周|星期|个?月|季度?)(?P<days>[\d日号天、,和及周一二三四五六末底月]*?)(?:前)?(?:反馈|报送|报告)?(?:进展)?[,、]?"
    r"(?:(?:至|到)(?P<until>.+?)止?)?$"
)
_WEEKDAY = r"(?:周|星期)?[一二三四五六日天]"
_DAY = r"\d{1,2}[日号]?"
_AND = r"[、,和及]?"
_DAYS_OF_A_WEEK = re.compile(rf"{_WEEKDAY}(?:{_AND}{_WEEKDAY})*")
_DAYS_OF_A_MONTH = re.compile(rf"(?:{_DAY}|月?[末底])(?:[、,和及](?:{_DAY}|月?[末底]))*")
_DAYS_OF_A_QUARTER = re.compile(rf"(?:[末底]|末月(?:[末底]|月[末底]|{_DAY}(?:[、,和及]{_DAY})*)?)?")
"""Whole, so that no figure of a date which follows is taken for one of theirs."""

_TO_WEEKDAY = re.compile(rf"^{_WEEKDAY}(?:前)?$")


@dataclass(frozen=True, slots=True)
class Cycle:
    """A repeated report: `code` as `Task.cycle` keeps it (`weekly:4`, Monday being 0; `monthly:10,25`, 31 the last day;
    `quarterly:31` the last day of the quarter's last month), and its last possible day, if it has one."""

    code: str
    until: date | None = None

    @property
    def title(self) -> str:
        """As papers write it: 每月10日、25日."""
        every, numbers = _parts(self.code)
        if every == WEEKLY:
            return "每周" + "、".join(_WEEKDAYS[number] for number in numbers)
        days = "、".join("末" if number == _LAST else f"{number}日" for number in numbers)
        if every == MONTHLY:
            return f"每月{days}"
        return f"每季度{days}" if days == "末" else f"每季度末月{days}"


def read_cycle(field: str, text: str, today: date) -> Cycle | None:
    """Read a repeated report; none if it is not one.

    Raises:
        InvalidInput: no calendar has such days (`bad_cycle`), or its end is no date or is past.
    """
    plain = unicodedata.normalize("NFKC", text).strip().strip("。.;；")
    match = _CYCLE.match(plain)
    if not match:
        return None
    every, end = match["every"].removeprefix("个"), match["until"] or ""
    to_weekday = every in _WEEK and bool(_TO_WEEKDAY.match(end))
    code = _span(match["days"], end) if to_weekday else _code(every, match["days"])
    if not code or (end and not to_weekday and not names_an_end(end)):
        raise InvalidInput(field, "bad_cycle", given=plain[:30])
    until = read_day(field, end, today).day if end and not to_weekday else None
    if until is not None and until < today:
        raise InvalidInput(field, "past_date", given=end[:30])
    return Cycle(code, until)


_WEEK = ("周", "星期")


def _weekdays(days: str) -> list[int]:
    return [_WEEKDAYS.index(sign.replace("天", "日")) for sign in days if sign in "一二三四五六日天"]


def _span(days: str, last: str) -> str:
    """每周一至周五."""
    found, (end,) = _weekdays(days), _weekdays(last)
    if not _DAYS_OF_A_WEEK.fullmatch(days) or len(found) != 1 or found[0] >= end:
        return ""
    return f"{WEEKLY}:{_listed(list(range(found[0], end + 1)))}"


def _code(every: str, days: str) -> str:
    if every in _WEEK:
        return f"{WEEKLY}:{_listed(sorted(set(_weekdays(days))))}" if _DAYS_OF_A_WEEK.fullmatch(days) else ""
    numbers = [int(number) for number in re.findall(r"\d+", days)]
    if every.startswith("季"):
        found, fits = numbers or [_LAST], _DAYS_OF_A_QUARTER.fullmatch(days)
        return f"{QUARTERLY}:{_listed(sorted(set(found)))}" if fits and _are_days(found) else ""
    if set(days) & {"末", "底"}:
        numbers.append(_LAST)
    fits = _DAYS_OF_A_MONTH.fullmatch(days)
    return f"{MONTHLY}:{_listed(sorted(set(numbers)))}" if fits and _are_days(numbers) else ""


def _are_days(numbers: list[int]) -> bool:
    return all(1 <= number <= _LAST for number in numbers)


def _listed(numbers: list[int]) -> str:
    return ",".join(map(str, numbers))


def _parts(code: str) -> tuple[str, tuple[int, ...]]:
    every, mark, numbers = code.partition(":")
    if every not in (WEEKLY, MONTHLY, QUARTERLY) or not mark:
        raise ValueError(f"not a cycle: {code}")
    return every, tuple(int(number) for number in numbers.split(","))


def schedule_of_cycle(code: str) -> Schedule:
    """Give the schedule of a cycle. Raises ValueError for a code that is none."""
    every, numbers = _parts(code)
    if every == WEEKLY:
        return Schedule("", weekdays=numbers)
    return Schedule("", month_days=numbers)


def days_of_cycle(code: str, start: date, end: date) -> tuple[date, ...]:
    """Give the days of a cycle from ``start`` to ``end``, both included. Raises ValueError for a code that is none."""
    days = occurrences(schedule_of_cycle(code), start, end)
    if code.startswith(QUARTERLY):
        return tuple(day for day in days if day.month in _QUARTER_ENDS)
    return days
