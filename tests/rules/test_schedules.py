"""Report schedules and quarters."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.calendars.schedules import (
    SCHEDULES,
    TEN_THINGS_SCHEDULES,
    Level,
    Quarter,
    Schedule,
    ScheduleKey,
    TenThingsReading,
    add_months,
    by_law,
    last_day_of_month,
    monthly,
    occurrences,
    yearly,
)
from supervision.calendars.workdays import Workdays
from supervision.county import County

DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
CALENDAR = Workdays()


def days(*texts: str) -> tuple[date, ...]:
    return tuple(map(date.fromisoformat, texts))


def test_P2_2_four_dates_a_year() -> None:
    found = occurrences(SCHEDULES[ScheduleKey.FOUR_TIMES_A_YEAR], date(2026, 4, 10), date(2027, 4, 9))
    assert found == days("2026-04-10", "2026-07-10", "2026-10-10", "2026-12-10")


@pytest.mark.parametrize(
    ("reading", "level", "expected"),
    [
        (TenThingsReading.BOTH_DAYS, Level.CITY, (10, 15)),
        (TenThingsReading.BOTH_DAYS, Level.COUNTY, (10, 15)),
        (TenThingsReading.CITY_THEN_COUNTY, Level.CITY, (10,)),
        (TenThingsReading.CITY_THEN_COUNTY, Level.COUNTY, (15,)),
    ],
)
def test_P3_2_two_readings_of_the_10th_and_the_15th(
    reading: TenThingsReading, level: Level, expected: tuple[int, ...]
) -> None:
    schedule = SCHEDULES[County(ten_things_reading=reading).ten_things_schedule(level)]
    found = occurrences(schedule, date(2026, 2, 1), date(2026, 3, 31))
    assert [(day.month, day.day) for day in found] == [(month, day) for month in (2, 3) for day in expected]


def test_P3_2_every_reading_has_a_schedule_for_every_level() -> None:
    assert set(TEN_THINGS_SCHEDULES) == {(reading, level) for reading in TenThingsReading for level in Level}
    assert County().ten_things_schedule(Level.COUNTY) is ScheduleKey.TEN_THINGS


def test_levels_are_told_apart_only_where_the_county_s_reading_does() -> None:
    apart = County(ten_things_reading=TenThingsReading.CITY_THEN_COUNTY)
    assert apart.tells_levels_apart(ScheduleKey.TEN_THINGS)
    assert not any(apart.tells_levels_apart(key) for key in ScheduleKey if key is not ScheduleKey.TEN_THINGS)
    assert not any(County().tells_levels_apart(key) for key in ScheduleKey)


def test_every_schedule_has_a_row() -> None:
    assert set(SCHEDULES) == set(ScheduleKey)


@pytest.mark.parametrize("key", [ScheduleKey.AS_PRINTED, ScheduleKey.BY_LAW, ScheduleKey.AS_ORDERED])
def test_printed_ordered_and_statutory_dates_come_from_elsewhere(key: ScheduleKey) -> None:
    assert occurrences(SCHEDULES[key], date(2026, 1, 1), date(2026, 12, 31)) == ()


def test_complaint_05_month_end_clamps_and_comes_back() -> None:
    found = occurrences(monthly(31), date(2026, 1, 1), date(2026, 5, 31))
    assert found == days("2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31")


def test_two_days_clamped_to_one_are_one_date() -> None:
    assert occurrences(monthly(30, 31), date(2026, 2, 1), date(2026, 3, 30)) == days("2026-02-28", "2026-03-30")


def test_a_paper_s_own_schedules() -> None:
    until_september = occurrences(monthly(25), date(2026, 5, 26), date(2026, 9, 30))
    assert until_september == days("2026-06-25", "2026-07-25", "2026-08-25", "2026-09-25")
    leap = occurrences(yearly((2, 29)), date(2027, 1, 1), date(2028, 12, 31))
    assert leap == days("2027-02-28", "2028-02-29")
    fridays = occurrences(Schedule("每周五", weekdays=(4,)), date(2026, 5, 1), date(2026, 5, 15))
    assert fridays == days("2026-05-01", "2026-05-08", "2026-05-15")


def test_nothing_in_an_empty_span() -> None:
    for schedule in (monthly(10), Schedule("每日", weekdays=tuple(range(7)))):
        assert occurrences(schedule, date(2026, 5, 11), date(2026, 5, 10)) == ()


@pytest.mark.parametrize(
    "fields",
    [
        {"month_days": (32,)},
        {"month_days": (0,)},
        {"dates": ((4, 31),)},
        {"weekdays": (7,)},
        {"months": (0,)},
    ],
)
def test_a_schedule_of_days_that_do_not_exist_is_refused(fields: dict[str, tuple[int, ...]]) -> None:
    with pytest.raises(ValueError, match=r"day|term|month"):
        Schedule("不存在", **fields)  # type: ignore[arg-type]


@given(day=st.integers(1, 31), start=DAYS)
def test_a_monthly_schedule_has_one_date_every_month(day: int, start: date) -> None:
    found = occurrences(monthly(day), start.replace(day=1), last_day_of_month(start.year + 1, start.month))
    assert len({(d.year, d.month) for d in found}) == len(found) == 13
    assert all(d.day == min(day, last_day_of_month(d.year, d.month).day) for d in found)


@pytest.mark.parametrize(
    ("assigned", "months", "due"),
    [
        ("2026-03-05", None, "2026-06-05"),
        ("2026-03-05", 6, "2026-09-05"),
        ("2026-03-31", 3, "2026-06-30"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2027-08-31", 6, "2028-02-29"),
    ],
)
def test_P6_1_P6_2_terms_by_law(assigned: str, months: int | None, due: str) -> None:
    schedule = SCHEDULES[ScheduleKey.BY_LAW]
    assert by_law(schedule, date.fromisoformat(assigned), months) == date.fromisoformat(due)


@pytest.mark.parametrize(("key", "months"), [("by_law", 4), ("by_law", 0), ("as_printed", 3), ("as_printed", None)])
def test_P6_1_the_law_has_no_other_term(key: str, months: int | None) -> None:
    with pytest.raises(ValueError, match="not a term"):
        by_law(SCHEDULES[ScheduleKey(key)], date(2026, 3, 5), months)


@given(day=DAYS, months=st.integers(0, 40))
def test_months_later_keeps_the_day_or_the_month_s_end(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


@pytest.mark.parametrize(
    ("n", "title", "dates"),
    [
        (1, "2026年第一季度", "2026-01-01 2026-03-31 2025-12-11 2026-04-10 2026-04-17"),
        (2, "2026年第二季度", "2026-04-01 2026-06-30 2026-04-11 2026-07-10 2026-07-17"),
        (3, "2026年第三季度", "2026-07-01 2026-09-30 2026-07-11 2026-10-10 2026-10-16"),
        (4, "2026年第四季度", "2026-10-01 2026-12-31 2026-10-11 2026-12-10 2026-12-17"),
    ],
)
def test_R3a_quarters_of_2026(n: int, title: str, dates: str) -> None:
    quarter = Quarter(2026, n)
    assert (quarter.title, quarter.key) == (title, f"2026Q{n}")
    found = (quarter.start, quarter.end, quarter.counted_from, quarter.cutoff, quarter.draft_on(CALENDAR))
    assert found == days(*dates.split())


def test_R3a_the_cut_offs_are_the_report_dates_of_P2_2() -> None:
    cutoffs = tuple(Quarter(2026, n).cutoff for n in (1, 2, 3, 4))
    assert cutoffs == occurrences(SCHEDULES[ScheduleKey.FOUR_TIMES_A_YEAR], date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("day", "of_date", "counting"),
    [
        ("2026-04-10", "2026Q2", "2026Q1"),
        ("2026-04-11", "2026Q2", "2026Q2"),
        ("2026-03-31", "2026Q1", "2026Q1"),
        ("2026-12-10", "2026Q4", "2026Q4"),
        ("2026-12-11", "2026Q4", "2027Q1"),
        ("2027-01-05", "2027Q1", "2027Q1"),
    ],
)
def test_counting_a_date_belongs_to_the_bulletin_that_closes_over_it(day: str, of_date: str, counting: str) -> None:
    assert Quarter.of_date(date.fromisoformat(day)).key == of_date
    assert Quarter.counting(date.fromisoformat(day)).key == counting


@given(day=DAYS)
def test_quarters_cover_every_day_once(day: date) -> None:
    quarter = Quarter.of_date(day)
    assert quarter.start <= day <= quarter.end
    assert quarter.previous().end + timedelta(days=1) == quarter.start
    counting = Quarter.counting(day)
    assert counting.counted_from <= day <= counting.cutoff
    assert counting.next().previous() == counting == Quarter.from_key(counting.key)
    assert counting.previous() < counting < counting.next()


@pytest.mark.parametrize("key", ["2026Q5", "2026Q0", "2026", "Q1", "2026Q", "2026q1", "abcQ1"])
def test_a_key_that_is_no_quarter(key: str) -> None:
    with pytest.raises(ValueError, match="quarter"):
        Quarter.from_key(key)
