"""Counting: what "on time" means."""

from datetime import UTC, date, datetime, time, timedelta
from time import tzset
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.calendars import deadlines
from supervision.calendars.deadlines import Tightness
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import Urgency

XIAYI = County()
CALENDAR = Workdays()
SHANGHAI = ZoneInfo("Asia/Shanghai")
DAYS = st.dates(date(2020, 1, 1), date(2036, 12, 31))


def at(text: str) -> datetime:
    """A moment in local time, handed in as UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI).astimezone(UTC)


def limit(due_on: str, hour: time | None = None, *, delivered: str = "", not_counted: int = 0) -> datetime:
    return deadlines.late_after(
        date.fromisoformat(due_on),
        hour,
        CALENDAR,
        XIAYI,
        delivered_at=at(delivered) if delivered else None,
        not_counted=not_counted,
    )


@pytest.mark.parametrize(
    ("due_on", "hour", "received", "late"),
    [
        pytest.param("2026-07-10", None, "2026-07-10 23:59:59", False, id="the day ends at 24:00"),
        pytest.param("2026-07-10", None, "2026-07-11 00:00:00", True, id="the 11th is late"),
        pytest.param("2026-06-18", time(18), "2026-06-18 18:00:00", False, id="at the printed hour"),
        pytest.param("2026-06-18", time(18), "2026-06-18 18:00:01", True, id="after the printed hour"),
        pytest.param("2026-06-18", time(0), "2026-06-18 00:00:01", True, id="midnight is an hour, too"),
        pytest.param("2026-07-11", None, "2026-07-13 23:59:59", False, id="Saturday waits for Monday"),
        pytest.param("2026-07-11", None, "2026-07-14 00:00:00", True, id="and Tuesday is late"),
        pytest.param("2026-07-11", time(12), "2026-07-13 12:00:01", True, id="the hour stands on Monday"),
        pytest.param("2026-10-01", None, "2026-10-08 23:59:59", False, id="National Day waits for the 8th"),
        pytest.param("2026-10-01", None, "2026-10-09 00:00:00", True, id="and the 9th is late"),
        pytest.param("2026-10-10", None, "2026-10-11 00:00:00", True, id="a make-up Saturday is a workday"),
        pytest.param("2026-02-15", None, "2026-02-24 23:59:59", False, id="Spring Festival"),
    ],
)
def test_counting_late_or_not(due_on: str, hour: time | None, received: str, late: bool) -> None:
    assert deadlines.is_late(limit(due_on, hour), at(received)) is late


def test_counting_limits_are_utc_whatever_the_county_s_zone() -> None:
    assert limit("2026-07-10", time(18)) == datetime(2026, 7, 10, 10, tzinfo=UTC)
    assert limit("2026-07-10").tzinfo is UTC
    urumqi = County(zone=ZoneInfo("Asia/Urumqi"))
    later = deadlines.late_after(date(2026, 7, 10), time(18), CALENDAR, urumqi)
    assert later == datetime(2026, 7, 10, 12, tzinfo=UTC)


def test_counting_does_not_look_at_the_host_s_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = limit("2026-07-10")
    try:
        for zone in ("America/New_York", "UTC", "Pacific/Auckland"):
            monkeypatch.setenv("TZ", zone)
            tzset()
            assert limit("2026-07-10") == expected
    finally:
        monkeypatch.undo()
        tzset()


@pytest.mark.parametrize(
    ("delivered", "expected"),
    [
        pytest.param("2026-07-07 09:00", "2026-07-10 23:59:59.999999", id="in time"),
        pytest.param("2026-07-10 23:00", "2026-07-10 23:59:59.999999", id="on the last evening: date stands"),
        pytest.param("2026-07-11 09:00", "2026-07-14 23:59:59.999999", id="Saturday after: Monday, Tuesday"),
        pytest.param("2026-07-13 09:00", "2026-07-15 23:59:59.999999", id="Monday after"),
    ],
)
def test_counting_a_paper_delivered_late(delivered: str, expected: str) -> None:
    assert limit("2026-07-10", delivered=delivered) == at(expected)


def test_counting_nothing_is_overdue_that_was_not_delivered() -> None:
    late, now = limit("2026-07-10"), at("2026-08-01 09:00")
    assert not deadlines.is_overdue(late, now, delivered=False)
    assert deadlines.is_overdue(late, now, delivered=True)
    assert not deadlines.is_overdue(late, at("2026-07-10 20:00"), delivered=True)


@pytest.mark.parametrize(("days", "expected"), [(0, "2026-09-30"), (1, "2026-10-08"), (3, "2026-10-10")])
def test_counting_time_that_is_not_the_unit_s_is_added_in_workdays(days: int, expected: str) -> None:
    assert limit("2026-09-30", time(18), not_counted=days) == at(f"{expected} 18:00")


@given(day=DAYS, hour=st.none() | st.times(), not_counted=st.integers(0, 20))
def test_counting_never_before_the_printed_time_and_always_on_a_workday(
    day: date, hour: time | None, not_counted: int
) -> None:
    moment = deadlines.late_after(day, hour, CALENDAR, XIAYI, not_counted=not_counted)
    assert moment >= deadlines.end_of(day, hour, SHANGHAI)
    assert CALENDAR.is_workday(deadlines.local_date(moment, SHANGHAI))
    assert moment.astimezone(SHANGHAI).time() == (time.max if hour is None else hour)


@pytest.mark.parametrize(
    ("day", "upward", "planned"),
    [
        ("2026-10-05", True, "2026-09-30"),
        ("2026-10-05", False, "2026-10-05"),
        ("2026-10-10", True, "2026-10-10"),
        ("2027-04-10", True, "2027-04-09"),
    ],
)
def test_counting_planned_dates_that_feed_the_city_move_earlier(day: str, upward: bool, planned: str) -> None:
    moved = deadlines.planned_on(date.fromisoformat(day), CALENDAR, feeds_upward=upward)
    assert moved == date.fromisoformat(planned)


@pytest.mark.parametrize(
    ("today", "due_on", "left"),
    [
        ("2026-05-18", "2026-05-20", 2),
        ("2026-05-20", "2026-05-20", 0),
        ("2026-05-21", "2026-05-20", -1),
        ("2026-09-30", "2026-10-05", 1),
        ("2026-10-03", "2026-10-05", 1),
        ("2026-09-18", "2026-09-21", 2),
    ],
)
def test_remaining_workdays_as_the_cards_say_them(today: str, due_on: str, left: int) -> None:
    assert deadlines.remaining(date.fromisoformat(due_on), date.fromisoformat(today), CALENDAR) == left


@pytest.mark.parametrize(
    ("due_on", "hour", "moment", "over"),
    [
        ("2026-05-14", None, "2026-05-14 23:00", 0),
        ("2026-05-14", None, "2026-05-18 09:00", 2),
        ("2026-05-14", None, "2026-06-03 10:00", 14),
        ("2026-05-14", time(12), "2026-05-14 13:00", 0),
        ("2026-05-14", time(12), "2026-05-15 08:00", 1),
        ("2026-10-01", None, "2026-10-03 09:00", 0),
        ("2026-10-01", None, "2026-10-10 09:00", 2),
    ],
)
def test_overdue_workdays_as_the_cards_say_them(due_on: str, hour: time | None, moment: str, over: int) -> None:
    assert deadlines.overdue_workdays(limit(due_on, hour), at(moment), CALENDAR, SHANGHAI) == over


@pytest.mark.parametrize(
    ("today", "due_on", "expected"),
    [
        ("2026-05-06", "2026-05-05", Tightness.PAST),
        ("2026-10-04", "2026-10-03", Tightness.PAST),
        ("2026-05-06", "2026-05-06", Tightness.TIGHT),
        ("2026-05-06", "2026-05-07", Tightness.TIGHT),
        ("2026-05-06", "2026-05-08", Tightness.FINE),
        ("2026-09-30", "2026-10-07", Tightness.TIGHT),
        ("2026-09-30", "2026-10-09", Tightness.FINE),
    ],
)
def test_a_date_already_past_or_tight_at_issue(today: str, due_on: str, expected: Tightness) -> None:
    found = deadlines.already_past_or_tight(
        date.fromisoformat(due_on), date.fromisoformat(today), CALENDAR, XIAYI.tight_workdays
    )
    assert found is expected


@pytest.mark.parametrize(
    ("issued", "urgency", "by"),
    [
        ("2026-05-06 15:00", Urgency.ROUTINE, "2026-05-08 12:00"),
        ("2026-05-06 15:00", Urgency.URGENT, "2026-05-07 12:00"),
        ("2026-05-06 15:00", Urgency.MOST_URGENT, "2026-05-06 15:30"),
        ("2026-05-06 23:45", Urgency.MOST_URGENT, "2026-05-07 00:15"),
        ("2026-05-08 17:00", Urgency.ROUTINE, "2026-05-11 12:00"),
        ("2026-09-30 17:00", Urgency.ROUTINE, "2026-10-09 12:00"),
        ("2026-05-07 00:30", Urgency.ROUTINE, "2026-05-09 12:00"),
    ],
)
def test_acknowledge_by(issued: str, urgency: Urgency, by: str) -> None:
    assert deadlines.acknowledge_by(at(issued), CALENDAR, XIAYI, urgency) == at(by)


def test_acknowledge_by_follows_the_county() -> None:
    county = County(acknowledge_workdays=1, acknowledge_hour=time(17), acknowledge_minutes_most_urgent=10)
    issued = at("2026-05-06 15:00")
    assert deadlines.acknowledge_by(issued, CALENDAR, county, Urgency.ROUTINE) == at("2026-05-07 17:00")
    most = deadlines.acknowledge_by(issued, CALENDAR, county, Urgency.MOST_URGENT)
    assert most - issued == timedelta(minutes=10)


def test_R3c_objection_by_is_three_workdays_to_midnight() -> None:
    by = deadlines.objection_by(at("2026-07-17 09:00"), CALENDAR, XIAYI)
    assert by == at("2026-07-22 23:59:59.999999")


def test_naive_moments_are_refused() -> None:
    naive = at("2026-05-06 15:00").replace(tzinfo=None)
    with pytest.raises(ValueError, match="time zone"):
        deadlines.late_after(date(2026, 5, 1), None, CALENDAR, XIAYI, delivered_at=naive)
    with pytest.raises(ValueError, match="time zone"):
        deadlines.acknowledge_by(naive, CALENDAR, XIAYI, Urgency.MOST_URGENT)
    with pytest.raises(ValueError, match="time zone"):
        deadlines.local_date(naive, SHANGHAI)


def test_negative_time_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        limit("2026-07-10", not_counted=-1)
