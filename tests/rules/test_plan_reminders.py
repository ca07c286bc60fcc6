"""报送方案: by when, who is reminded from when on, and when nobody is any more."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from supervision.calendars.workdays import Workdays
from supervision.carrying_out.plan_reminders import as_of, is_at_rest, is_over, named, reminders_of
from supervision.county import County
from supervision.model import (
    Assignment,
    AssignmentStatus,
    DeskKind,
    Matter,
    MatterStatus,
    Part,
    Plan,
    Urgency,
)

COUNTY, WORKDAYS = County(), Workdays()
NOW = datetime(2026, 3, 2, 2, tzinfo=UTC)
ISSUED = date(2026, 3, 2)
MATTER = Matter(
    7, "2026-7", "ten_things", "公厕", MatterStatus.IN_PROGRESS, Urgency.ROUTINE, 8, 8, NOW, plan_wanted=True
)
SHARE = Assignment(7, 1, 5, Part.LEAD, AssignmentStatus.IN_PROGRESS)
PLAN = Plan(7, 5, ISSUED, 5, NOW, handed_in=True)
UNIT, OFFICE = reminders_of(
    MATTER, 5, number="9号", unit_name="县水利局", issued_on=ISSUED, county=COUNTY, workdays=WORKDAYS
)


def test_the_unit_is_reminded_before_its_day_and_the_office_after_it() -> None:
    assert (UNIT.kind, UNIT.on, UNIT.due_on, UNIT.unit_id) == (DeskKind.PLAN, date(2026, 3, 13), date(2026, 3, 16), 5)
    assert (OFFICE.kind, OFFICE.on, OFFICE.unit_id, OFFICE.post_id) == (DeskKind.PLAN_OVER, date(2026, 3, 17), 0, 8)
    assert OFFICE.number == "县水利局 9号"
    assert named(UNIT) == named(OFFICE) == (7, 5)


@pytest.mark.parametrize(
    ("learned_on", "today", "unit_on", "office_on"),
    [
        (None, date(2026, 3, 17), date(2026, 3, 18), date(2026, 3, 18)),  # never delivered: asked again tomorrow
        (None, date(2026, 3, 20), date(2026, 3, 23), date(2026, 3, 23)),
        (ISSUED, date(2026, 3, 13), date(2026, 3, 13), date(2026, 3, 17)),
        (date(2026, 3, 4), date(2026, 3, 13), date(2026, 3, 17), date(2026, 3, 19)),
    ],
)
def test_the_days_count_from_when_the_unit_learned_of_it(
    learned_on: date | None, today: date, unit_on: date, office_on: date
) -> None:
    assert as_of(UNIT, learned_on, today, COUNTY, WORKDAYS).on == unit_on
    assert as_of(OFFICE, learned_on, today, COUNTY, WORKDAYS).on == office_on


def test_when_nobody_is_reminded_any_more() -> None:
    assert not is_over(None, [SHARE], MATTER)
    assert not is_over(replace(PLAN, handed_in=False), [SHARE], MATTER)
    assert is_over(PLAN, [SHARE], MATTER)
    assert is_over(None, [replace(SHARE, status=AssignmentStatus.WITHDRAWN)], MATTER)
    assert is_over(None, [SHARE], None)
    for status in (MatterStatus.CLOSED, MatterStatus.WITHDRAWN):
        assert is_over(None, [SHARE], replace(MATTER, status=status))
    assert is_at_rest(replace(MATTER, status=MatterStatus.SUSPENDED))
    assert not is_at_rest(MATTER)
