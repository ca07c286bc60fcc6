"""中止 and 恢复: whose clock stands still, and where it goes on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.calendars.deadlines import late_after, local_date
from supervision.calendars.workdays import Workdays
from supervision.changing.suspending import held, later, resume
from supervision.county import County
from supervision.model import DueStatus, Matter, MatterStatus, ReportDue, Urgency
from supervision.reports.report_dates import timeliness

ZONE = ZoneInfo("Asia/Shanghai")
WORKDAYS, COUNTY = Workdays(), County()
NOW = datetime(2026, 3, 11, 1, 0, tzinfo=UTC)
PAST, AHEAD = date(2026, 3, 10), date(2026, 3, 20)


def due(day: date, status: DueStatus = DueStatus.OPEN) -> ReportDue:
    return ReportDue(1, 1, 4, 1, day, None, late_after(day, None, WORKDAYS, COUNTY), final=True, status=status)


@pytest.mark.parametrize(
    ("day", "status", "delivered", "stops"),
    [
        (AHEAD, DueStatus.OPEN, True, True),
        (AHEAD, DueStatus.RETURNED, True, True),
        (PAST, DueStatus.OPEN, True, False),  # late before: stays late, and counted
        (PAST, DueStatus.OPEN, False, True),  # nothing is late that was not delivered
        (AHEAD, DueStatus.ANSWERED, True, False),
        (AHEAD, DueStatus.ACCEPTED, True, False),
        (AHEAD, DueStatus.VOID, True, False),
    ],
)
def test_counting_what_is_owed_and_not_late_stands_still(
    day: date, status: DueStatus, *, delivered: bool, stops: bool
) -> None:
    stopped = held([due(day, status)], {(1, 4)} if delivered else set(), NOW)
    assert [item.status for item in stopped if item.status is DueStatus.HELD] == ([DueStatus.HELD] if stops else [])


@given(st.dates(date(2026, 1, 5), date(2026, 11, 30)), st.integers(0, 40), st.sampled_from([None, time(12)]))
def test_counting_moving_a_limit_is_not_counting_its_workdays(day: date, days: int, hour: time | None) -> None:
    limit = late_after(day, hour, WORKDAYS, COUNTY)
    assert later(limit, days, WORKDAYS, ZONE) == late_after(day, hour, WORKDAYS, COUNTY, not_counted=days)


def test_counting_an_answer_while_the_clock_stands_still_is_in_time() -> None:
    item = due(AHEAD, DueStatus.ANSWERED)
    first = item.late_after + timedelta(days=5)
    item = ReportDue(1, 1, 4, 1, AHEAD, None, item.late_after, final=True, first_answered_at=first, held_at=NOW)
    judged = timeliness(item, delivered=True, workdays=WORKDAYS, zone=ZONE)
    assert judged is not None
    assert not judged.late


@pytest.mark.parametrize(("held_at", "limit"), [(NOW, date(2026, 3, 27)), (NOW + timedelta(days=5), date(2026, 3, 24))])
def test_counting_a_date_of_a_correction_moves_by_the_workdays_since_it_was_there(
    held_at: datetime, limit: date
) -> None:
    matter = Matter(
        1, "2026-1", "document", "清淤", MatterStatus.SUSPENDED, Urgency.ROUTINE, 8, 8, NOW, suspended_at=NOW
    )
    item = replace(due(AHEAD, DueStatus.HELD), held_at=held_at)
    (_, released) = resume(matter, [item], NOW + timedelta(days=7), WORKDAYS, ZONE).saves
    assert isinstance(released, ReportDue)
    assert (released.status, local_date(released.late_after, ZONE)) == (DueStatus.OPEN, limit)


def test_counting_a_supplement_that_was_asked_for_meanwhile_is_put_off_as_well() -> None:
    matter = Matter(
        1, "2026-1", "document", "清淤", MatterStatus.SUSPENDED, Urgency.ROUTINE, 8, 8, NOW, suspended_at=NOW
    )
    by = NOW + timedelta(days=2)
    item = replace(due(AHEAD, DueStatus.HELD), held_at=NOW, returns=1, supplement_by=by)
    (_, released) = resume(matter, [item], NOW + timedelta(days=7), WORKDAYS, ZONE).saves
    assert isinstance(released, ReportDue)
    assert (released.status, released.supplement_by) == (DueStatus.RETURNED, later(by, 5, WORKDAYS, ZONE))


@pytest.mark.parametrize(("answered", "limit"), [(0, AHEAD), (12, date(2026, 3, 23))])
def test_counting_a_date_that_was_accepted_meanwhile_stays_in_the_bulletin_that_counted_it(
    answered: int, limit: date
) -> None:
    matter = Matter(
        1, "2026-1", "document", "清淤", MatterStatus.SUSPENDED, Urgency.ROUTINE, 8, 8, NOW, suspended_at=NOW
    )
    item = replace(due(AHEAD, DueStatus.ACCEPTED), held_at=NOW, first_answered_at=NOW + timedelta(days=answered))
    (_, released) = resume(matter, [item], NOW + timedelta(days=30), WORKDAYS, ZONE).saves
    assert isinstance(released, ReportDue)
    assert (released.status, released.held_at) == (DueStatus.ACCEPTED, None)
    assert local_date(released.late_after, ZONE) == limit
