"""What goes on into the next year, with which dates."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from supervision.calendars.ongoing import is_over, named, reviews_of
from supervision.calendars.workdays import Workdays
from supervision.calendars.year_turn import ROLLED, next_turn, remind, roll, turn_due
from supervision.county import County
from supervision.model import (
    Assignment,
    AssignmentStatus,
    DeskItem,
    DeskKind,
    DueStatus,
    Matter,
    MatterStatus,
    Part,
    Post,
    ReportDue,
    Task,
    Urgency,
)
from supervision.papers.issuing import DueDay, reports_due
from supervision.roles import Role

COUNTY, WORKDAYS = County(), Workdays()
NEW_YEAR = datetime(2026, 12, 31, 16, tzinfo=UTC)
MATTER = Matter(
    id=1,
    registration_number="2026-1",
    track="work_report",
    title="城区内涝点整治",
    status=MatterStatus.IN_PROGRESS,
    urgency=Urgency.ROUTINE,
    registered_by=8,
    registered_post_id=8,
    registered_at=datetime(2026, 3, 2, tzinfo=UTC),
)
TASK = Task(1, 1, "北城河清淤")
MINE = Assignment(1, 1, 5, Part.LEAD, AssignmentStatus.IN_PROGRESS)


def rolled(
    task: Task = TASK,
    *days: DueDay,
    assignment: Assignment = MINE,
    matter: Matter = MATTER,
    **due: object,
) -> list[ReportDue]:
    dues = [replace(item, **due) for item in reports_due(assignment, days, COUNTY, WORKDAYS)]  # type: ignore[arg-type]
    outcome = roll(matter, {1: task}, [assignment], dues, 2027, now=NEW_YEAR, county=COUNTY, workdays=WORKDAYS)
    assert bool(outcome.facts) == bool(outcome.saves), "a change of state is told, nothing else is"
    return [row for row in outcome.saves if isinstance(row, ReportDue)]


FINAL = DueDay(date(2027, 8, 1), None, True)
PROGRESS = DueDay(date(2026, 12, 10), None, False)


def test_a_task_whose_end_lies_in_the_new_year_has_its_schedule_up_to_it() -> None:
    found = rolled(TASK, PROGRESS, FINAL)
    assert [(due.due_on, due.seq, due.final) for due in found] == [
        (date(2027, 4, 9), 3, False),  # 10 April 2027 is a Saturday, and the city waits for it
        (date(2027, 7, 9), 4, False),
    ]


def test_an_end_that_was_moved_by_an_extension_counts_as_it_is_now() -> None:
    found = rolled(TASK, DueDay(date(2026, 12, 10), None, True), extended_to=date(2027, 6, 30))
    assert [due.due_on for due in found] == [date(2027, 4, 9)]


@pytest.mark.parametrize("status", [DueStatus.ACCEPTED, DueStatus.VOID])
def test_what_was_accepted_has_no_more_dates(status: DueStatus) -> None:
    assert rolled(TASK, FINAL, status=status) == []


def test_what_is_past_its_end_is_late_and_gets_no_more_dates() -> None:
    assert rolled(TASK, PROGRESS, DueDay(date(2026, 12, 20), None, True)) == []


@pytest.mark.parametrize("status", [AssignmentStatus.ACCEPTED, AssignmentStatus.WITHDRAWN, AssignmentStatus.PROPOSED])
def test_a_unit_that_is_done_gets_no_more_dates(status: AssignmentStatus) -> None:
    assert rolled(TASK, FINAL, assignment=replace(MINE, status=status)) == []


def test_what_is_ongoing_goes_on_with_its_cycle() -> None:
    task = replace(TASK, ongoing=True, cycle="monthly:31", cycle_until=date(2027, 3, 15))
    assignment = replace(MATTER, track="assignment")
    found = rolled(task, DueDay(date(2026, 12, 31), None, False), matter=assignment, status=DueStatus.ACCEPTED)
    assert [due.due_on for due in found] == [date(2027, 1, 31), date(2027, 2, 28)]
    assert not any(due.final for due in found)


def test_what_is_ongoing_may_have_been_issued_after_the_last_day_of_its_cycle() -> None:
    task = replace(TASK, ongoing=True, cycle="quarterly:31")
    found = rolled(task, matter=replace(MATTER, track="assignment"))
    assert [(due.due_on.month, due.seq) for due in found] == [(3, 1), (6, 2), (9, 3), (12, 4)]
    assert rolled(TASK) == [], "what is to be done has a date, or none is asked for"


def test_what_was_given_again_has_the_dates_before_its_second_end() -> None:
    first, *again = reports_due(MINE, (DueDay(date(2026, 6, 30), None, True), FINAL), COUNTY, WORKDAYS)
    dues = [replace(first, status=DueStatus.ACCEPTED), *again]
    outcome = roll(MATTER, {1: TASK}, [MINE], dues, 2027, now=NEW_YEAR, county=COUNTY, workdays=WORKDAYS)
    assert [row.due_on.month for row in outcome.saves if isinstance(row, ReportDue)] == [4, 7]


@pytest.mark.parametrize("status", [DueStatus.OPEN, DueStatus.RETURNED, DueStatus.ANSWERED, DueStatus.HELD])
def test_what_is_with_the_office_at_the_turn_may_come_back(status: DueStatus) -> None:
    assert len(rolled(TASK, FINAL, status=status)) == 2
    assert MatterStatus.CLOSING in ROLLED, "its result may be sent back"


def test_no_date_is_given_twice() -> None:
    assert rolled(TASK, DueDay(date(2027, 4, 9), None, False), DueDay(date(2027, 7, 9), None, False), FINAL) == []


def test_of_a_suspended_matter_the_new_dates_wait_with_the_others() -> None:
    matter = replace(MATTER, status=MatterStatus.SUSPENDED, suspended_at=NEW_YEAR)
    found = rolled(TASK, FINAL, matter=matter, status=DueStatus.HELD)
    assert {due.status for due in found} == {DueStatus.HELD}
    assert len(found) == 2


@pytest.mark.parametrize(
    ("day", "key"),
    [
        (date(2026, 11, 30), "year/2026"),
        (date(2026, 12, 1), "calendar/2027"),
        (date(2026, 12, 31), "calendar/2027"),
        (date(2027, 1, 1), "year/2027"),
        (date(2027, 2, 28), "year/2027"),
        (date(2027, 3, 1), "year/2027"),
        (date(2027, 7, 15), "year/2027"),
    ],
)
def test_the_turn_is_asked_for_in_december_and_after_it(day: date, key: str) -> None:
    assert turn_due(day) == key


def test_the_next_turn_is_named_before_it_comes() -> None:
    for now, turn in (
        (datetime(2026, 3, 2, tzinfo=UTC), datetime(2026, 11, 30, 16, tzinfo=UTC)),
        (datetime(2026, 12, 1, tzinfo=UTC), NEW_YEAR),
        (NEW_YEAR, datetime(2027, 11, 30, 16, tzinfo=UTC)),
    ):
        assert next_turn(now, COUNTY) == turn


def test_who_enters_the_calendar_is_reminded_unless_it_is_known() -> None:
    head = Post(3, 1, Role.OFFICE_HEAD, "督查室主任", holder_id=7)
    asked = [row for row in remind(2027, [head], NEW_YEAR, COUNTY, known=False).saves if isinstance(row, DeskItem)]
    assert [(item.kind, item.key, item.post_id) for item in asked] == [(DeskKind.CALENDAR, "2027/3", 3)]
    assert len(remind(2027, [head], NEW_YEAR, COUNTY, known=True).saves) == 1


def test_what_is_ongoing_is_looked_at_again_until_it_has_a_date() -> None:
    task = replace(TASK, ongoing=True, review_on=date(2027, 3, 2))
    (item,) = reviews_of(MATTER, [TASK, task], "夏政督〔2026〕1号")
    assert (item.on, item.number) == (date(2027, 3, 2), "夏政督〔2026〕1号")
    assert named(item) == (1, 1)
    assert named(replace(item, key="matter/1")) is None
    assert not is_over(task, MATTER)
    assert is_over(TASK, MATTER)
    assert is_over(task, replace(MATTER, status=MatterStatus.WITHDRAWN))
    assert is_over(None, MATTER)
