"""Workdays (工作日) with the State Council's holidays and make-up workdays (调休).

The package chinesecalendar carries the yearly notices. A year that it does not know is counted Monday to
Friday less the days that no notice has ever worked, and is provisional (暂按) until somebody enters it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import chinese_calendar

from supervision.model import CalendarYear

_DAY = timedelta(days=1)
_NEW_YEAR = (12, 25)
"""From this day on a day off, or one worked in its place, is of the next year's notice (元旦)."""
_SATURDAY = 5

_KNOWN_YEARS = frozenset(day.year for day in chinese_calendar.holidays)
_HOLIDAYS = frozenset(chinese_calendar.holidays)
_MAKEUP_DAYS = frozenset(chinese_calendar.workdays)

STATUTORY_DAYS = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})
"""(month, day) of the public holidays with a fixed solar date: 全国年节及纪念日放假办法 (2024), art. 2."""


def _plain(day: date) -> date:
    if isinstance(day, datetime):
        msg = "a workday is a local date, not a moment"
        raise TypeError(msg)
    return day


@dataclass(frozen=True, slots=True)
class Workdays:
    """A calendar of workdays. Every date is a local date; nothing here raises for a year it does not know.

    ``holidays`` and ``makeup_days`` are what the county entered and win over the package;
    ``entered_years`` are the years whose notice has been entered in full, so that the package is not asked about them:
    a notice may be changed after the package was made (as in 2020). A date entered as both raises
    ValueError; a datetime given for a date raises TypeError.
    """

    holidays: frozenset[date] = frozenset()
    makeup_days: frozenset[date] = frozenset()
    entered_years: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        both = self.holidays & self.makeup_days
        if both:
            raise ValueError(f"entered as holiday and as workday: {', '.join(map(str, sorted(both)))}")

    def provisional(self, day: date) -> bool:
        """Say whether the day's year is counted by rule of thumb (暂按), its notice being unknown."""
        return _plain(day).year not in _KNOWN_YEARS | self.entered_years

    def is_workday(self, day: date) -> bool:
        """Say whether offices work on this day."""
        _plain(day)
        if day in self.makeup_days:
            return True
        if day in self.holidays:
            return False
        if day in _MAKEUP_DAYS and not self._is_entered(day):
            return True
        return day.weekday() < _SATURDAY and not self._is_public_holiday(day)

    def _is_entered(self, day: date) -> bool:
        return day.year + ((day.month, day.day) >= _NEW_YEAR) in self.entered_years

    def _is_public_holiday(self, day: date) -> bool:
        if day.year in _KNOWN_YEARS and not self._is_entered(day):
            return day in _HOLIDAYS
        return (day.month, day.day) in STATUTORY_DAYS

    def is_holiday(self, day: date) -> bool:
        """Say whether the day is off as a holiday, a weekend's day within one included; a plain weekend is none."""
        named = day in self.holidays or self._is_public_holiday(day)
        return named and not self.is_workday(day)

    def next_workday(self, day: date) -> date:
        """Give the first workday after this day, itself never."""
        return self.add_workdays(day, 1)

    def previous_workday(self, day: date) -> date:
        """Give the last workday before this day, itself never."""
        return self.add_workdays(day, -1)

    def on_or_after(self, day: date) -> date:
        """Give the day itself if it is a workday, else the next one."""
        return day if self.is_workday(day) else self.next_workday(day)

    def on_or_before(self, day: date) -> date:
        """Give the day itself if it is a workday, else the last one before it."""
        return day if self.is_workday(day) else self.previous_workday(day)

    def add_workdays(self, day: date, count: int) -> date:
        """Give the ``count``-th workday after the day (before it, if negative); 0 gives the day itself."""
        step = _DAY if count > 0 else -_DAY
        left = abs(count)
        _plain(day)
        while left:
            day += step
            left -= self.is_workday(day)
        return day

    def workdays_between(self, start: date, end: date) -> int:
        """Count the workdays after ``start`` up to and including ``end``; negative when ``end`` is earlier.

        The inverse of ``add_workdays``: for n other than 0, ``workdays_between(d, add_workdays(d, n)) == n``.
        """
        sign = 1 if end >= start else -1
        days = range(1, abs((end - start).days) + 1)
        return sign * sum(self.is_workday(start + timedelta(days=sign * n)) for n in days)


def with_years(base: Workdays, years: Iterable[CalendarYear]) -> Workdays:
    """Give the calendar with the years that the Office entered; of two that name one day, the later entry counts.

    Raises:
        ValueError: a year has a day both as holiday and as workday.
    """
    holidays, makeup_days, entered = set(base.holidays), set(base.makeup_days), set(base.entered_years)
    for row in sorted(years, key=lambda row: row.entered_at):
        holidays = (holidays - set(row.makeup_days)) | set(row.holidays)
        makeup_days = (makeup_days - set(row.holidays)) | set(row.makeup_days)
        entered.add(row.year)
    return Workdays(frozenset(holidays), frozenset(makeup_days), frozenset(entered))
