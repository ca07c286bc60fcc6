"""Workdays: the State Council's notice of 2025-11-04, unknown years, and the laws of counting."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.calendars.workdays import Workdays, with_years
from supervision.model import CalendarYear

CALENDAR = Workdays()
DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
COUNTS = st.integers(-60, 60).filter(bool)


def span(first: tuple[int, int], last: tuple[int, int], year: int = 2026) -> list[date]:
    start, end = date(year, *first), date(year, *last)
    return [start + timedelta(days=n) for n in range((end - start).days + 1)]


@pytest.mark.parametrize(
    "day",
    [
        *span((1, 1), (1, 3)),
        *span((2, 15), (2, 23)),
        *span((4, 4), (4, 6)),
        *span((5, 1), (5, 5)),
        *span((6, 19), (6, 21)),
        *span((9, 25), (9, 27)),
        *span((10, 1), (10, 7)),
        date(2026, 7, 11),
    ],
    ids=str,
)
def test_2026_holidays(day: date) -> None:
    assert not CALENDAR.is_workday(day)


@pytest.mark.parametrize("monthday", [(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)])
def test_2026_make_up_workdays_fall_on_weekends(monthday: tuple[int, int]) -> None:
    day = date(2026, *monthday)
    assert day.weekday() >= 5
    assert CALENDAR.is_workday(day)


@pytest.mark.parametrize("monthday", [(4, 10), (7, 10), (10, 10), (12, 10)])
def test_P2_2_the_report_dates_of_2026_are_workdays(monthday: tuple[int, int]) -> None:
    assert CALENDAR.is_workday(date(2026, *monthday))


def test_P3_2_the_15th_of_february_2026_lies_in_the_spring_festival() -> None:
    day = date(2026, 2, 15)
    assert not CALENDAR.is_workday(day)
    assert CALENDAR.next_workday(day) == date(2026, 2, 24)
    assert CALENDAR.previous_workday(day) == date(2026, 2, 14)
    assert CALENDAR.on_or_after(day) == date(2026, 2, 24)
    assert CALENDAR.on_or_before(day) == date(2026, 2, 14)


@pytest.mark.parametrize(
    ("day", "workday"),
    [
        ("2035-01-01", False),
        ("2035-01-02", True),
        ("2035-05-01", False),
        ("2035-05-02", False),
        ("2035-05-03", True),
        ("2035-10-01", False),
        ("2035-10-02", False),
        ("2035-10-03", False),
        ("2035-10-04", True),
        ("2035-10-06", False),
        ("2035-02-08", True),
    ],
)
def test_a_year_not_known_counts_monday_to_friday_less_fixed_holidays(day: str, workday: bool) -> None:
    assert CALENDAR.provisional(date.fromisoformat(day))
    assert CALENDAR.is_workday(date.fromisoformat(day)) is workday


@pytest.mark.parametrize(("year", "provisional"), [(1990, True), (2025, False), (2026, False), (2035, True)])
def test_provisional_years(year: int, provisional: bool) -> None:
    assert CALENDAR.provisional(date(year, 6, 15)) is provisional


def test_an_entered_year_is_no_longer_provisional() -> None:
    entered = Workdays(
        holidays=frozenset({date(2035, 2, 8)}),
        makeup_days=frozenset({date(2035, 2, 11)}),
        entered_years=frozenset({2035}),
    )
    assert not entered.provisional(date(2035, 6, 1))
    assert not entered.is_workday(date(2035, 2, 8))
    assert entered.is_workday(date(2035, 2, 11))
    assert entered.provisional(date(2036, 6, 1))
    assert CALENDAR.is_workday(date(2035, 2, 8))
    assert not CALENDAR.is_workday(date(2035, 2, 11))


def test_what_the_county_enters_wins_over_the_package() -> None:
    entered = Workdays(holidays=frozenset({date(2026, 10, 10)}), makeup_days=frozenset({date(2026, 10, 7)}))
    assert not entered.is_workday(date(2026, 10, 10))
    assert entered.is_workday(date(2026, 10, 7))


def test_a_year_that_is_entered_anew_is_as_entered() -> None:
    """The package knows 10 October 2026 as a workday and 7 October as a day off; the changed notice says neither."""
    off = tuple(day for day in span((1, 1), (12, 31)) if CALENDAR.is_holiday(day) and day != date(2026, 10, 7))
    row = CalendarYear(2026, off, (date(2026, 10, 11),), "国办发明电〔2026〕1号", 1, datetime(2026, 9, 1, tzinfo=UTC))
    entered = with_years(CALENDAR, [row])
    assert entered.is_workday(date(2026, 10, 7))
    assert not entered.is_workday(date(2026, 10, 10))
    assert entered.is_workday(date(2026, 10, 11))
    assert not entered.is_workday(date(2026, 10, 6))
    last = date(2022, 12, 31)
    other = with_years(CALENDAR, [replace(row, year=2022, holidays=(), makeup_days=())])
    assert other.is_holiday(last), "of the notice of 2023, which was not entered"
    assert not with_years(CALENDAR, [replace(row, year=2023, holidays=(), makeup_days=())]).is_holiday(last)


def test_a_day_entered_as_both_is_an_error() -> None:
    day = frozenset({date(2027, 1, 4)})
    with pytest.raises(ValueError, match="2027-01-04"):
        Workdays(holidays=day, makeup_days=day)


def test_a_moment_is_not_a_day() -> None:
    moment = datetime(2026, 10, 1, tzinfo=UTC)
    for ask in (CALENDAR.is_workday, CALENDAR.provisional, CALENDAR.next_workday):
        with pytest.raises(TypeError):
            ask(moment)
    with pytest.raises(TypeError):
        CALENDAR.add_workdays(moment, 0)


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        (date(2026, 5, 18), date(2026, 5, 20), 2),
        (date(2026, 5, 14), date(2026, 5, 18), 2),
        (date(2026, 5, 14), date(2026, 6, 3), 14),
        (date(2026, 9, 30), date(2026, 10, 10), 3),
        (date(2026, 10, 8), date(2026, 10, 8), 0),
        (date(2026, 10, 8), date(2026, 9, 30), -1),
    ],
)
def test_workdays_between(start: date, end: date, count: int) -> None:
    assert CALENDAR.workdays_between(start, end) == count


@given(day=DAYS, count=COUNTS)
def test_between_undoes_add(day: date, count: int) -> None:
    reached = CALENDAR.add_workdays(day, count)
    assert CALENDAR.is_workday(reached)
    assert CALENDAR.workdays_between(day, reached) == count


@given(day=DAYS, count=COUNTS)
def test_add_and_back_returns_to_a_workday(day: date, count: int) -> None:
    day = CALENDAR.on_or_after(day)
    assert CALENDAR.add_workdays(CALENDAR.add_workdays(day, count), -count) == day


@given(day=DAYS, first=st.integers(1, 30), second=st.integers(1, 30))
def test_add_in_two_steps_is_add_in_one(day: date, first: int, second: int) -> None:
    halfway = CALENDAR.add_workdays(day, first)
    assert CALENDAR.add_workdays(halfway, second) == CALENDAR.add_workdays(day, first + second)


@given(day=DAYS)
def test_nothing_between_neighbours(day: date) -> None:
    after, before = CALENDAR.next_workday(day), CALENDAR.previous_workday(day)
    assert before < day < after
    inner = ((before + timedelta(days=n)) for n in range(1, (after - before).days))
    assert all(other == day or not CALENDAR.is_workday(other) for other in inner)
    assert CALENDAR.add_workdays(day, 0) == day


def entered(year: int, at: int, *, holidays: tuple[date, ...] = (), makeup_days: tuple[date, ...] = ()) -> CalendarYear:
    return CalendarYear(year, holidays, makeup_days, "国办发明电〔2027〕1号", 8, datetime(2027, 11, at, tzinfo=UTC))


def test_a_year_that_was_entered_is_counted_by_and_is_no_more_provisional() -> None:
    holiday, makeup = date(2028, 1, 26), date(2028, 1, 23)
    base = Workdays()
    assert (base.is_workday(holiday), base.is_workday(makeup), base.provisional(holiday)) == (True, False, True)
    found = with_years(base, [entered(2028, 5, holidays=(holiday,), makeup_days=(makeup,))])
    assert (found.is_workday(holiday), found.is_workday(makeup), found.provisional(holiday)) == (False, True, False)
    assert found.provisional(date(2029, 3, 1))


def test_of_two_entries_for_one_day_the_later_counts() -> None:
    day = date(2028, 1, 26)
    first, second = entered(2027, 1, makeup_days=(day,)), entered(2028, 5, holidays=(day,))
    assert not with_years(Workdays(makeup_days=frozenset({day})), [second, first]).is_workday(day)
    with pytest.raises(ValueError, match="holiday and as workday"):
        with_years(Workdays(), [entered(2028, 5, holidays=(day,), makeup_days=(day,))])
