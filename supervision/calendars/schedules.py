"""When units report: schedules as rows, the dates they give, and the quarters that bulletins close."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Self

from supervision.calendars.workdays import Workdays

_DECEMBER = 12


class ScheduleKey(StrEnum):
    """A row of SCHEDULES."""

    AS_PRINTED = "as_printed"
    FOUR_TIMES_A_YEAR = "four_times_a_year"
    TEN_THINGS = "ten_things"
    TEN_THINGS_CITY = "ten_things_city"
    TEN_THINGS_COUNTY = "ten_things_county"
    BY_LAW = "by_law"
    AS_ORDERED = "as_ordered"


@dataclass(frozen=True, slots=True)
class Schedule:
    """Dates on which reports fall due. Empty fields throughout: the paper prints its own dates.

    ``dates`` are (month, day) of every year; ``month_days`` are days of every month, a day that the month
    does not have being its last; ``weekdays`` count from Monday = 0. ``months`` are the terms in months from
    the assignment, the default first. Raises ValueError for a day that no calendar has.
    """

    title: str
    dates: tuple[tuple[int, int], ...] = ()
    month_days: tuple[int, ...] = ()
    weekdays: tuple[int, ...] = ()
    months: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        for month, day in self.dates:
            date(2024, month, day)
        if not all(1 <= day <= 31 for day in self.month_days):
            raise ValueError(f"no month has these days: {self.month_days}")
        if not all(0 <= day <= 6 for day in self.weekdays):
            raise ValueError(f"no week has these days: {self.weekdays}")
        if not all(months > 0 for months in self.months):
            raise ValueError(f"not a term: {self.months}")


SCHEDULES: Mapping[ScheduleKey, Schedule] = MappingProxyType(
    {
        ScheduleKey.AS_PRINTED: Schedule("按通知单载明的时间"),
        ScheduleKey.FOUR_TIMES_A_YEAR: Schedule(
            "每年4月10日、7月10日、10月10日、12月10日", dates=((4, 10), (7, 10), (10, 10), (12, 10))
        ),
        ScheduleKey.TEN_THINGS: Schedule("每月10日、每月15日", month_days=(10, 15)),
        ScheduleKey.TEN_THINGS_CITY: Schedule("每月10日", month_days=(10,)),
        ScheduleKey.TEN_THINGS_COUNTY: Schedule("每月15日", month_days=(15,)),
        ScheduleKey.BY_LAW: Schedule("自交办之日起三个月内，情况复杂的六个月内", months=(3, 6)),
        ScheduleKey.AS_ORDERED: Schedule("按热线交办单要求的时间"),
    }
)
"""The report schedules of the notice: 二（二）2 (P2.2), 二（三）2 (P3.2); by law: 代表法 (2025) art. 51."""


class Level(StrEnum):
    """Whose government report, ten things, proposal it is."""

    CITY = "city"
    COUNTY = "county"


class TenThingsReading(StrEnum):
    """How the county reads 二（三）2, which does not say whose things are due on which of its two days."""

    BOTH_DAYS = "both_days"
    CITY_THEN_COUNTY = "city_then_county"


TEN_THINGS_SCHEDULES: Mapping[tuple[TenThingsReading, Level], ScheduleKey] = MappingProxyType(
    {
        (TenThingsReading.BOTH_DAYS, Level.CITY): ScheduleKey.TEN_THINGS,
        (TenThingsReading.BOTH_DAYS, Level.COUNTY): ScheduleKey.TEN_THINGS,
        (TenThingsReading.CITY_THEN_COUNTY, Level.CITY): ScheduleKey.TEN_THINGS_CITY,
        (TenThingsReading.CITY_THEN_COUNTY, Level.COUNTY): ScheduleKey.TEN_THINGS_COUNTY,
    }
)
"""The two readings of P3.2."""


def monthly(*days: int) -> Schedule:
    """Make the schedule of a paper that says 每月25日反馈. Raises ValueError for a day that no month has."""
    return Schedule("、".join(f"每月{day}日" for day in days), month_days=days)


def yearly(*dates: tuple[int, int]) -> Schedule:
    """Make the schedule of a paper that names (month, day) of every year. Raises ValueError likewise."""
    return Schedule("每年" + "、".join(f"{month}月{day}日" for month, day in dates), dates=dates)


def last_day_of_month(year: int, month: int) -> date:
    """Give the month's last day."""
    first_of_next = date(year + month // _DECEMBER, month % _DECEMBER + 1, 1)
    return first_of_next - timedelta(days=1)


def day_of_month(year: int, month: int, day: int) -> date:
    """Give the day of the month, or the month's last day if the month is too short for it."""
    last = last_day_of_month(year, month)
    return last.replace(day=min(day, last.day))


def add_months(start: date, months: int) -> date:
    """Give the same day some months later, or that month's last day (31 August + 6 = 28 February)."""
    years, month = divmod(start.month - 1 + months, _DECEMBER)
    return day_of_month(start.year + years, month + 1, start.day)


def _of_month(schedule: Schedule, year: int, month: int) -> Iterator[date]:
    for day in schedule.month_days:
        yield day_of_month(year, month, day)
    for its_month, day in schedule.dates:
        if its_month == month:
            yield day_of_month(year, month, day)


def occurrences(schedule: Schedule, start: date, end: date) -> tuple[date, ...]:
    """Give the schedule's dates from ``start`` to ``end``, both included, in order and each once.

    A printed, ordered or statutory schedule gives none: its dates come from the paper or from ``by_law``.
    """
    months = ((year, month) for year in range(start.year, end.year + 1) for month in range(1, 13))
    found = {day for year, month in months for day in _of_month(schedule, year, month)}
    if schedule.weekdays:
        days = (start + timedelta(days=n) for n in range((end - start).days + 1))
        found |= {day for day in days if day.weekday() in schedule.weekdays}
    return tuple(sorted(day for day in found if start <= day <= end))


def by_law(schedule: Schedule, assigned_on: date, months: int | None = None) -> date:
    """Give the last day of a term in months from the assignment (P6.1, P6.2; 代表法 art. 51).

    ``months`` is one of the schedule's terms, its first by default; anything else raises ValueError.
    """
    term = months if months is not None else next(iter(schedule.months), 0)
    if term not in schedule.months:
        raise ValueError(f"not a term of this schedule: {term} months")
    return add_months(assigned_on, term)


_CUTOFFS: Mapping[int, tuple[int, int]] = MappingProxyType({1: (4, 10), 2: (7, 10), 3: (10, 10), 4: (12, 10)})
_NUMERALS: Mapping[int, str] = MappingProxyType({1: "一", 2: "二", 3: "三", 4: "四"})


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a bulletin (R3a). Raises ValueError unless ``n`` is 1 to 4."""

    year: int
    n: int

    def __post_init__(self) -> None:
        if self.n not in _CUTOFFS:
            raise ValueError(f"a year has no quarter {self.n}")

    @classmethod
    def of_date(cls, day: date) -> Self:
        """Give the calendar quarter that the day lies in."""
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def counting(cls, day: date) -> Self:
        """Give the quarter whose bulletin counts the day: the first with a cut-off on or after it.

        What follows 10 December is counted by the next year's first bulletin, and listed before that in the
        year-end addendum.
        """
        quarter = cls.of_date(day).previous()
        while quarter.cutoff < day:
            quarter = quarter.next()
        return quarter

    @classmethod
    def from_key(cls, key: str) -> Self:
        """Read ``2026Q1``. Raises ValueError for anything else."""
        year, mark, n = key.partition("Q")
        if not (mark and year.isdecimal() and n.isdecimal()):
            raise ValueError(f"not a quarter: {key}")
        return cls(int(year), int(n))

    @property
    def start(self) -> date:
        """The quarter's first day."""
        return date(self.year, 3 * self.n - 2, 1)

    @property
    def end(self) -> date:
        """The quarter's last day."""
        return last_day_of_month(self.year, 3 * self.n)

    @property
    def cutoff(self) -> date:
        """统计截至: the report date of 二（二）2 that closes the quarter (the fourth before its end)."""
        return date(self.year, *_CUTOFFS[self.n])

    @property
    def counted_from(self) -> date:
        """The first day that the bulletin counts: the day after the previous cut-off."""
        return self.previous().cutoff + timedelta(days=1)

    @property
    def kind(self) -> str:
        """The `BulletinKind` of its bulletin (R3a), as a word: the entities may know schedules, so these know none."""
        return "quarterly"

    @property
    def track(self) -> str:
        """All tracks."""
        return ""

    @property
    def title(self) -> str:
        """As papers write it: 2026年第一季度."""
        return f"{self.year}年第{_NUMERALS[self.n]}季度"

    @property
    def key(self) -> str:
        """As identifiers write it: 2026Q1."""
        return f"{self.year}Q{self.n}"

    def previous(self) -> Self:
        """Give the quarter before."""
        return type(self)(self.year - 1, 4) if self.n == 1 else type(self)(self.year, self.n - 1)

    def next(self) -> Self:
        """Give the quarter after."""
        return type(self)(self.year + 1, 1) if self.n == 4 else type(self)(self.year, self.n + 1)

    def draft_on(self, workdays: Workdays, n: int = 5) -> date:
        """Give the day on which the bulletin is drafted: ``n`` workdays after the cut-off."""
        return workdays.add_workdays(self.cutoff, n)
