"""Why a date is as it is: one reason for each, and words for every reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from supervision.county import County
from supervision.explaining import REASONS, reasons, source_of
from supervision.issuing import Folder
from supervision.model import Matter, MatterStatus, Task, TermFrom, Urgency
from supervision.roles import Role
from supervision.schedules import TenThingsReading
from supervision.steps import Act, Step
from supervision.workdays import Workdays

COUNTY = County(name="夏邑县")
ISSUED = date(2026, 3, 2)
MATTER = Matter(
    id=1,
    registration_number="2026-1",
    track="instruction.mayor",
    title="城区内涝点整治",
    status=MatterStatus.IN_PROGRESS,
    urgency=Urgency.ROUTINE,
    registered_by=8,
    registered_post_id=8,
    registered_at=datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
)
TASK = Task(1, 1, "清淤")
DATED = replace(TASK, due_on=date(2026, 6, 13))


@pytest.mark.parametrize(
    ("track", "task", "changes", "keys"),
    [
        ("instruction.mayor", DATED, {}, ["printed"]),
        ("instruction.mayor", TASK, {"due_on": date(2026, 6, 15)}, ["matter"]),
        ("instruction.mayor", TASK, {}, ["none"]),
        ("instruction.mayor", replace(TASK, term="30d", term_from=TermFrom.ISSUE), {}, ["term"]),
        ("instruction.mayor", replace(TASK, ongoing=True, cycle="monthly:25"), {}, ["ongoing"]),
        ("instruction.mayor", replace(DATED, cycle="monthly:25"), {}, ["printed", "cycle"]),
        ("work_report", DATED, {}, ["printed", "schedule"]),
        ("ten_things", TASK, {}, ["year_end", "reading"]),
        ("proposal.county", TASK, {}, ["law"]),
        ("proposal.city", TASK, {"complex": True}, ["law_complex"]),
        ("hotline", DATED, {}, ["ordered"]),
    ],
)
def test_why_every_date_has_its_reason(track: str, task: Task, changes: dict[str, object], keys: list[str]) -> None:
    matter = replace(MATTER, track=track, **changes)  # type: ignore[arg-type]
    folder = Folder(matter=matter, tasks=(task,), assignments=(), units={})
    found = reasons(folder, ISSUED, COUNTY, Workdays())
    assert [reason.key for reason in found] == keys
    assert set(keys) <= set(REASONS)


def test_why_the_reading_of_the_county_is_shown_with_its_clause() -> None:
    folder = Folder(matter=replace(MATTER, track="ten_things"), tasks=(TASK,), assignments=(), units={})
    other = replace(COUNTY, ten_things_reading=TenThingsReading.CITY_THEN_COUNTY)
    texts = {(r.words, r.clause) for c in (COUNTY, other) for r in reasons(folder, ISSUED, c, Workdays())}
    assert {("每月10日、每月15日", "二（三）2"), ("每月15日", "二（三）2")} <= texts


def test_why_dates_of_one_reason_stand_together_and_those_on_days_off_are_marked() -> None:
    second = replace(DATED, seq=2, report_on=(date(2026, 3, 10),))
    folder = Folder(matter=MATTER, tasks=(DATED, second), assignments=(), units={})
    (reason,) = reasons(folder, ISSUED, COUNTY, Workdays())
    assert (reason.tasks, reason.days) == ((1, 2), (date(2026, 3, 10), date(2026, 6, 13)))
    assert reason.closed == (date(2026, 6, 13),), "a Saturday"


@pytest.mark.parametrize(
    ("act", "track", "source"),
    [
        (Act.APPROVE, "instruction.mayor", "notice"),
        (Act.APPROVE, "proposal.county", "county"),
        (Act.VET, "instruction.mayor", "county"),
        (Act.COUNTERSIGN, "instruction.mayor", "matter"),
    ],
)
def test_why_a_step_is_the_notices_the_countys_or_this_matters(act: Act, track: str, source: str) -> None:
    assert source_of(Step(Role.DIRECTOR, act), replace(MATTER, track=track)) == source
