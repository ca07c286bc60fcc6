"""A year's report dates by the rules alone: what is owed after the issue and the year's turn is the list made by hand.

The year itself, played by everybody over the sandbox, is `tests/flows/test_year.py` (`make test-long`).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from supervision.calendars.deadlines import local_date
from supervision.calendars.schedules import TenThingsReading
from supervision.calendars.terms import last_day
from supervision.calendars.workdays import Workdays
from supervision.calendars.year_turn import roll
from supervision.county import County
from supervision.model import (
    Assignment,
    AssignmentStatus,
    Matter,
    MatterStatus,
    Part,
    Proposal,
    ProposalKind,
    ReportDue,
    Task,
    Urgency,
)
from supervision.papers.issuing import due_days, reports_due
from supervision.proposals import handling
from supervision.proposals.handling import Case
from supervision.splitting import TaskDraft
from tests.flows.year_scenes import EIGHTH, ORDER, SIXTH, TWELFTH, Begun
from tests.year_list import MOVED, UNITS, Owed, owed

WORKDAYS = Workdays()
NOT_HERE = frozenset({"ledger"})
"""Of the old ledger a date is taken over, not made."""
ELSEWHERE = frozenset({"instruction.vice"})
"""Its term runs from 签收, two days after the issue."""


def matter_of(begun: Begun, issued_on: date) -> Matter:
    at = datetime(issued_on.year, issued_on.month, issued_on.day, 2, tzinfo=UTC)
    return Matter(
        1, "2026-1", begun.track, begun.key, MatterStatus.IN_PROGRESS, Urgency.ROUTINE, 8, 8, at,
        level=begun.level, issued_at=at,
    )  # fmt: skip


def tasks_of(begun: Begun, matter: Matter, county: County) -> list[TaskDraft]:
    """The tasks as they were typed, or as the analysis of a proposal makes them."""
    if begun.analysis is None:
        return list(begun.tasks)
    proposal = Proposal(
        matter.id, "1", ProposalKind.DEPUTY, ("张三",), "", assigned_on=begun.assigned_on,
        handling=begun.analysis.handling, explained_on=begun.analysis.explained_on,
    )  # fmt: skip
    case = Case(proposal, replace(matter, complex=begun.analysis.complex))
    return list(handling.drafts_of(case, begun.analysis, ["县住建局"], county)[0])


def issued(begun: Begun, issued_on: date, county: County) -> list[ReportDue]:
    """What the units owe after the issue and, where it goes on, after the next year's turn."""
    matter = matter_of(begun, issued_on)
    tasks: dict[int, Task] = {}
    given: list[Assignment] = []
    dues: list[ReportDue] = []
    for seq, draft in enumerate(tasks_of(begun, matter, county), 1):
        task = Task(
            1, seq, draft.text, due_on=draft.due_on, due_hour=draft.due_hour, report_on=draft.report_on,
            term=draft.term, term_from=draft.term_from, cycle=draft.cycle, cycle_until=draft.cycle_until,
            ongoing=draft.ongoing, review_on=draft.review_on,
        )  # fmt: skip
        tasks[seq] = task
        days = due_days(task, matter, issued_on, county=county, workdays=WORKDAYS)
        for unit in (*draft.leads, *draft.supports):
            item = Assignment(1, seq, unit, Part.LEAD, AssignmentStatus.IN_PROGRESS)
            given.append(item)
            dues += reports_due(item, days, county, WORKDAYS)
    now = datetime(2027, 1, 1, 1, tzinfo=UTC)
    rolled = roll(matter, tasks, given, dues, 2027, now=now, county=county, workdays=WORKDAYS)
    return dues + [row for row in rolled.saves if isinstance(row, ReportDue)]


def begun_in_january() -> list[tuple[Begun, date]]:
    order = Begun(key="hotline", track="hotline", tasks=(ORDER.task,))
    sixth = [(begun, date(2026, 1, 6)) for begun in SIXTH if begun.key not in ELSEWHERE]
    return [*sixth, (order, date(2026, 1, 7)), (EIGHTH, date(2026, 1, 8)), (TWELFTH, date(2026, 1, 12))]


@pytest.mark.parametrize("reading", list(TenThingsReading))
def test_P3_2_a_years_dues_are_the_list_made_by_hand_none_missing_none_doubled(reading: TenThingsReading) -> None:
    county = County(ten_things_reading=reading)
    found: Counter[Owed] = Counter()
    for begun, issued_on in begun_in_january():
        for due in issued(begun, issued_on, county):
            found[begun.key, due.task_seq, UNITS[due.unit_id], due.due_on, due.final] += 1
    by_hand = Counter(due for due in owed(reading) if due[0] not in NOT_HERE | ELSEWHERE)
    assert found == by_hand


@pytest.mark.parametrize("reading", list(TenThingsReading))
def test_counting_what_falls_on_a_closed_day_is_late_after_the_workday_by_hand(reading: TenThingsReading) -> None:
    county = County(ten_things_reading=reading)
    for begun, issued_on in begun_in_january():
        for due in issued(begun, issued_on, county):
            if due.due_on.year == issued_on.year:
                assert local_date(due.late_after, county.zone) == MOVED.get(due.due_on, due.due_on), due


def test_counting_a_term_from_the_receipt_ends_on_the_day_by_hand() -> None:
    (day,) = (due[3] for due in owed(TenThingsReading.BOTH_DAYS) if due[0] in ELSEWHERE)
    assert last_day("20w", date(2026, 1, 8), WORKDAYS) == day
