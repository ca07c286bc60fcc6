"""The days that terms, cycles and 持续推进 give: at the issue, from 签收, within the year."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from supervision.calendars.report_days import final_day
from supervision.calendars.terms import counted_from_receipt
from supervision.calendars.timing import Timing, read_limit, read_reports
from supervision.calendars.year_turn import check_within_year
from supervision.model import (
    Assignment,
    DueStatus,
    Instruction,
    Part,
    ReportDue,
    Task,
    TermFrom,
    Unit,
    UnitKind,
    Urgency,
)
from supervision.papers.issue_warnings import warnings
from supervision.papers.issuing import DueDay, Folder, due_days, reports_due
from supervision.refusals import InvalidInput
from tests.rules.dated_tasks import COUNTY, MATTER, TASK, TODAY, WORKDAYS

NOW = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
ISSUE, RECEIPT, INSTRUCTION = TermFrom.ISSUE, TermFrom.ACKNOWLEDGE, TermFrom.INSTRUCTION


def days(task: Task, on: date = TODAY, **matter: object) -> list[DueDay]:
    found = replace(MATTER, **matter)  # type: ignore[arg-type]
    return list(due_days(task, found, on, county=COUNTY, workdays=WORKDAYS))


def test_counting_a_relative_date_is_counted_from_issue_instruction_or_receipt() -> None:
    dated = (Instruction(1, "县长", date(2026, 2, 20), "抓紧"), Instruction(2, "副县长", date(2026, 2, 27), "落实"))
    for since, day in ((ISSUE, date(2026, 3, 17)), (INSTRUCTION, date(2026, 3, 14)), (RECEIPT, date(2026, 3, 19))):
        task = replace(TASK, term="15d", term_from=since)
        assert days(task, instructions=dated, due_on=date(2026, 12, 1)) == [
            DueDay(day, None, True, provisional=since is RECEIPT)
        ], since
    undated = replace(TASK, term="15d", term_from=INSTRUCTION)
    assert days(undated)[0].on == date(2026, 3, 17), "nobody knows the day of the instruction"


def test_a_term_that_is_over_at_the_issue_is_pointed_out() -> None:
    matter = replace(MATTER, instructions=(Instruction(1, "县长", date(2026, 1, 5), "抓紧"),))
    task = replace(TASK, term="15d", term_from=INSTRUCTION)
    units = {5: Unit(5, "县水利局", UnitKind.DEPARTMENT)}
    folder = Folder(matter=matter, tasks=(task,), assignments=(Assignment(1, 1, 5, Part.LEAD),), units=units)
    (warning,) = warnings(folder, COUNTY, WORKDAYS, TODAY)
    assert (warning.kind, warning.due_on) == ("past", date(2026, 1, 20))


def test_a_cycle_runs_to_its_end_the_limit_or_the_year_s_end() -> None:
    quarters = [date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 31)]
    assert [day.on for day in days(replace(TASK, cycle="quarterly:31"))] == quarters
    until = days(replace(TASK, cycle="quarterly:31", cycle_until=date(2026, 9, 30)))
    assert [(day.on, day.final) for day in until] == [*((day, False) for day in quarters[:2]), (quarters[2], True)]
    limited = days(replace(TASK, cycle="quarterly:31", due_on=date(2026, 8, 15)))
    assert [(day.on, day.final) for day in limited] == [
        *((day, False) for day in quarters[:2]),
        (date(2026, 8, 15), True),
    ]
    beyond = days(replace(TASK, cycle="monthly:31", cycle_until=date(2027, 2, 10)), date(2026, 11, 2))
    assert [(day.on, day.final) for day in beyond] == [
        (date(2026, 11, 30), False),
        (date(2026, 12, 31), False),
        (date(2027, 1, 31), True),
    ]


def test_what_is_ongoing_is_reported_on_again_and_again_and_never_final() -> None:
    found = days(replace(TASK, cycle="quarterly:31", ongoing=True), due_on=date(2026, 8, 1))
    assert [day.on.month for day in found] == [3, 6, 9, 12]
    assert not any(day.final for day in found)
    assert final_day(replace(TASK, ongoing=True), MATTER, TODAY, county=COUNTY, workdays=WORKDAYS) is None


def test_P3_2_all_ten_things_are_done_within_the_year() -> None:
    ten_things = replace(MATTER, track="ten_things")
    check_within_year(ten_things, date(2026, 12, 31))
    check_within_year(MATTER, date(2027, 6, 30))
    with pytest.raises(InvalidInput) as refused:
        check_within_year(ten_things, date(2027, 1, 1))
    assert refused.value.reason == "past_year_end"
    next_years = replace(ten_things, registered_at=datetime(2026, 12, 20, tzinfo=UTC))
    check_within_year(next_years, date(2027, 12, 31))


@pytest.mark.parametrize(
    ("registered", "issued_on", "end"),
    [
        (datetime(2026, 3, 2, tzinfo=UTC), date(2026, 3, 10), date(2026, 12, 31)),
        (datetime(2026, 12, 10, tzinfo=UTC), date(2026, 12, 20), date(2027, 12, 31)),
        (datetime(2026, 12, 10, tzinfo=UTC), date(2027, 1, 8), date(2027, 12, 31)),
        (datetime(2026, 3, 2, tzinfo=UTC), date(2027, 1, 8), date(2027, 12, 31)),
    ],
)
def test_P3_2_a_list_that_is_prepared_at_the_years_end_is_done_within_the_next(
    registered: datetime, issued_on: date, end: date
) -> None:
    last = days(TASK, issued_on, track="ten_things", registered_at=registered)[-1]
    assert (last.on, last.final) == (end, True)


@pytest.mark.parametrize(
    "task", [replace(TASK, cycle="monthly:10", cycle_until=date(2026, 5, 10)), replace(TASK, due_on=date(2026, 5, 10))]
)
def test_no_period_is_asked_for_twice_where_its_last_day_is_closed_and_the_city_waits(task: Task) -> None:
    """10 May 2026 is a Sunday: as a day of the cycle it would be asked for on Saturday, which is worked."""
    found = days(replace(task, cycle="monthly:10"), track="document")
    assert [(day.on, day.final) for day in found] == [
        (date(2026, 3, 10), False),
        (date(2026, 4, 10), False),
        (date(2026, 5, 10), True),
    ]


def test_P6_2_what_is_complex_has_six_months() -> None:
    assert days(TASK, track="proposal.county", complex=True) == [DueDay(date(2026, 9, 2), None, True)]


@pytest.mark.parametrize("text", ["尽快", "6月31日", "30日后"])
def test_a_limit_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        read_limit("due_on", text, NOW)


def test_a_series_too_long_to_print_is_kept_as_a_cycle() -> None:
    assert read_reports("report_on", "每周五至2028年3月31日", TODAY) == Timing(
        cycle="weekly:4", cycle_until=date(2028, 3, 31)
    )


RECEIVED = datetime(2026, 4, 1, 1, tzinfo=UTC)


def counted(*dues: ReportDue) -> list[ReportDue]:
    task = replace(TASK, term="5w", term_from=RECEIPT)
    return list(counted_from_receipt(dues, task, RECEIVED, Urgency.ROUTINE, county=COUNTY, workdays=WORKDAYS))


def issued(*days: DueDay, after_seq: int = 0) -> tuple[ReportDue, ...]:
    return reports_due(Assignment(1, 1, 5, Part.LEAD), days, COUNTY, WORKDAYS, after_seq=after_seq)


def test_counting_only_the_date_of_the_issue_is_counted_from_receipt() -> None:
    (first,) = issued(*days(replace(TASK, term="5w", term_from=RECEIPT)))
    (dated,) = counted(first)
    assert (dated.due_on, dated.provisional) == (date(2026, 4, 9), False)
    (again,) = issued(DueDay(date(2026, 4, 30), None, True), after_seq=1)
    assert counted(replace(dated, status=DueStatus.ACCEPTED), again) == [], "重新交办 named a day of its own"
    assert counted(dated) == [], "the first 签收 decides"
    assert counted(replace(first, extended_to=date(2026, 5, 1))) == []


def test_counting_a_term_that_is_received_in_a_suspension_begins_then_and_stands_still() -> None:
    (first,) = issued(*days(replace(TASK, term="5w", term_from=RECEIPT)))
    (held,) = counted(replace(first, status=DueStatus.HELD, held_at=datetime(2026, 3, 3, 1, tzinfo=UTC)))
    assert (held.due_on, held.status, held.held_at) == (date(2026, 4, 9), DueStatus.HELD, RECEIVED)
