"""Which date a report answers, and whether it was late – for any dates, any order (requirements, "Counting")."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.calendars.deadlines import late_after
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import DueStatus, Report, ReportDue, ReportStatus
from supervision.reports.report_dates import (
    ANSWERABLE,
    UNDECIDED,
    Timeliness,
    answer,
    answered_by,
    oldest_owed,
    restate,
    timeliness,
    timeliness_at,
)

ZONE = ZoneInfo("Asia/Shanghai")
COUNTY = County()
CALENDAR = Workdays()
START = date(2026, 3, 2)


def due(seq: int = 1, day: date = date(2026, 3, 10), status: DueStatus = DueStatus.OPEN) -> ReportDue:
    limit = late_after(day, None, CALENDAR, COUNTY)
    return ReportDue(1, 1, 4, seq, day, None, limit, final=False, status=status)


def report(at: datetime, number: int = 1, due_seq: int | None = 1) -> Report:
    return Report(number, 1, 4, 12, 12, 1, number, at, "在办", ReportStatus.SUBMITTED, 1, due_seq)


days = st.dates(START, START + timedelta(days=200))
statuses = st.sampled_from(DueStatus)
moments = st.timedeltas(timedelta(), timedelta(days=214)).map(lambda after: datetime(2026, 3, 1, tzinfo=UTC) + after)
dates = st.lists(st.tuples(days, statuses), max_size=6).map(
    lambda rows: [due(number, day, status) for number, (day, status) in enumerate(rows, 1)]
)


@given(dates)
def test_a_report_answers_the_oldest_date_that_is_unanswered_or_returned(dues: list[ReportDue]) -> None:
    found = answered_by(dues)
    owed = [item for item in dues if item.status in ANSWERABLE]
    if found is None:
        assert owed == []
    else:
        assert found in owed
        assert all((found.due_on, found.seq) <= (item.due_on, item.seq) for item in owed)


@given(dates, st.integers(0, 7))
def test_a_date_that_is_pointed_at_wins_while_it_is_undecided(dues: list[ReportDue], seq: int) -> None:
    pointed = next((item for item in dues if item.seq == seq), None)
    found = answered_by(dues, seq)
    assert found == (pointed if pointed and pointed.status in UNDECIDED | ANSWERABLE else oldest_owed(dues))


@given(st.lists(moments, min_size=1, max_size=5))
def test_the_first_submission_decides_in_whatever_order_they_are_heard(times: list[datetime]) -> None:
    item = due()
    for number, at in enumerate(times, 1):
        item = answer(item, report(at, number))
    assert item.first_answered_at == min(times)
    assert (item.status, item.report_id) == (DueStatus.ANSWERED, len(times))


@given(days, moments, st.booleans())
def test_late_is_after_the_limit_and_only_if_delivered(day: date, at: datetime, delivered: bool) -> None:
    item = answer(due(day=day), report(at))
    judged = timeliness(item, delivered=delivered, workdays=CALENDAR, zone=ZONE)
    assert judged is not None
    assert judged.late == (delivered and at > item.late_after)
    assert judged.late or judged.workdays == 0


@given(moments, moments)
def test_a_supplement_never_makes_a_report_late(first: datetime, second: datetime) -> None:
    early, later = sorted((first, second))
    once = answer(due(), report(early))
    returned = replace(once, status=DueStatus.RETURNED, returns=1)
    again = answer(returned, report(later, 2))
    assert timeliness(again, delivered=True, workdays=CALENDAR, zone=ZONE) == timeliness(
        once, delivered=True, workdays=CALENDAR, zone=ZONE
    )


@given(st.lists(moments, max_size=4))
def test_a_date_that_a_report_left_stands_as_if_it_had_never_come(times: list[datetime]) -> None:
    stay = [report(at, number) for number, at in enumerate(times, 1)]
    with_it = due()
    for item in (*stay, report(datetime(2026, 3, 1, tzinfo=UTC), 9)):
        with_it = answer(with_it, item)
    left = restate(with_it, [*stay, report(datetime(2026, 3, 1, tzinfo=UTC), 9, due_seq=2)])
    assert left.first_answered_at == min(times, default=None)
    assert left.status is (DueStatus.ANSWERED if times else DueStatus.OPEN)


@pytest.mark.parametrize(
    ("at", "late", "workdays"),
    [
        ("2026-03-10T15:59:59", False, 0),
        ("2026-03-10T16:00:00", True, 1),
        ("2026-03-12T02:00:00", True, 2),
        ("2026-03-16T02:00:00", True, 4),
    ],
)
def test_complaint_05_a_day_ends_at_24_in_the_countys_time(at: str, late: bool, workdays: int) -> None:
    item = answer(due(), report(datetime.fromisoformat(at).replace(tzinfo=UTC)))
    assert timeliness(item, delivered=True, workdays=CALENDAR, zone=ZONE) == Timeliness(late, workdays)


def test_nothing_counts_before_anything_came() -> None:
    assert timeliness(due(), delivered=True, workdays=CALENDAR, zone=ZONE) is None


@given(moments, st.booleans())
def test_what_has_not_come_is_judged_by_the_time_that_it_is(at: datetime, delivered: bool) -> None:
    owed = due()
    now = timeliness_at(owed, at, delivered=delivered, workdays=CALENDAR, zone=ZONE)
    came = timeliness(replace(owed, first_answered_at=at), delivered=delivered, workdays=CALENDAR, zone=ZONE)
    assert now == came
