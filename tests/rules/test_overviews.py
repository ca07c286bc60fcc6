"""When the picture of the work goes out (R1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.reminding.overviews import is_lapsed, month_before, next_round, rounds, week_end

ZONE = ZoneInfo("Asia/Shanghai")
COUNTY, WORKDAYS = County(), Workdays()


def moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("now", "keys"),
    [
        ("2026-03-09 08:29", []),
        ("2026-03-09 08:30", ["headweek/2026-W11"]),
        ("2026-03-11 17:29", ["headweek/2026-W11"]),  # the bot was down on Monday
        ("2026-03-09 17:30", []),
        ("2026-03-12 09:00", []),
        ("2026-03-14 09:00", []),
        ("2026-04-01 08:30", ["headmonth/2026-04", "headweek/2026-W14"]),  # that of Monday was sent long ago
        ("2026-06-01 08:30", ["headmonth/2026-06", "headweek/2026-W23"]),  # both on a Monday
        ("2026-02-16 08:30", []),  # Spring Festival
        ("2026-02-24 08:30", ["headweek/2026-W09"]),  # its Monday is a holiday
        ("2026-10-08 08:30", ["headmonth/2026-10", "headweek/2026-W41"]),  # the first day after the National Day
    ],
)
def test_R1_the_round_of_the_week_and_of_the_month(now: str, keys: list[str]) -> None:
    assert [one.key for one in rounds(moment(now), COUNTY, WORKDAYS)] == keys


@pytest.mark.parametrize(
    ("now", "county", "expected"),
    [
        ("2026-03-09 08:29", COUNTY, "2026-03-09 08:30"),
        ("2026-03-09 08:30", COUNTY, "2026-03-16 08:30"),
        ("2026-03-30 08:30", COUNTY, "2026-04-01 08:30"),
        ("2026-02-09 08:30", COUNTY, "2026-02-24 08:30"),
        ("2026-03-09 08:30", replace(COUNTY, head_weekday=0), "2026-04-01 08:30"),
        ("2026-03-09 08:30", replace(COUNTY, head_month_workday=0, head_weekday=5), "2026-03-13 08:30"),
        ("2026-03-09 08:30", replace(COUNTY, head_month_workday=0, head_weekday=0), None),
    ],
)
def test_R1_the_next_round(now: str, county: County, expected: str | None) -> None:
    assert next_round(moment(now), county, WORKDAYS) == (moment(expected) if expected else None)


def test_R1_the_month_before_is_counted_to_its_last_moment() -> None:
    first, window = month_before(moment("2026-03-02 08:30").date(), COUNTY)
    assert (first.month, window.start, window.end) == (
        2,
        datetime(2026, 1, 31, 23, 59, 59, 999999, tzinfo=ZONE),
        datetime(2026, 2, 28, 23, 59, 59, 999999, tzinfo=ZONE),
    )
    assert week_end(moment("2026-03-02 08:30").date(), COUNTY) == datetime(2026, 3, 8, 23, 59, 59, 999999, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("key", "now", "lapsed"),
    [
        ("headweek/2026-W11", "2026-03-15 23:59", False),
        ("headweek/2026-W11", "2026-03-16 00:00", True),
        ("headmonth/2026-03", "2026-03-31 23:59", False),
        ("headmonth/2026-03", "2026-04-01 00:00", True),
    ],
)
def test_R1_a_picture_that_did_not_arrive_is_of_its_own_week_or_month(key: str, now: str, *, lapsed: bool) -> None:
    assert is_lapsed(key, moment(now), COUNTY) is lapsed
