"""What the successor of a transfer owes: the dates as they stand, not as they were printed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from supervision.calendars.workdays import Workdays
from supervision.carrying_out import transferring
from supervision.carrying_out.transferring import Case, Successor
from supervision.county import County
from supervision.model import (
    Assignment,
    AssignmentStatus,
    Dispatch,
    DueStatus,
    MatterStatus,
    Paper,
    Part,
    ReportDue,
    Task,
    Transfer,
    Unit,
    UnitKind,
)
from tests.rules.test_issuing_again import CLERK, MATTER, NOW, WATER

TOWN = 7
LATER = datetime(2026, 4, 10, 15, 59, 59, tzinfo=UTC)
PRINTED = ReportDue(1, 1, WATER, 1, date(2026, 3, 20), None, NOW, final=True, status=DueStatus.ACCEPTED)
AGAIN = ReportDue(1, 1, WATER, 2, date(2026, 4, 10), None, LATER, final=True)


def rows(*dues: ReportDue) -> list[ReportDue]:
    case = Case(
        transfer=Transfer(3, 1, 1, WATER, 16, NOW, "不属本单位职责"),
        matter=replace(MATTER, status=MatterStatus.IN_PROGRESS),
        paper=Paper(13, 1, "supervision_notice", "government_office", "夏政督〔2026〕2号", "文稿", "0" * 64, NOW, 8),
        task=Task(1, 1, "北城河清淤", due_on=date(2026, 3, 20)),
        assignment=Assignment(1, 1, WATER, Part.LEAD, AssignmentStatus.TRANSFER_ASKED),
        dispatch=Dispatch(13, WATER, 1, NOW, NOW),
        dues=dues,
    )
    successor = Successor(unit=Unit(TOWN, "城关镇", UnitKind.TOWNSHIP))
    saves = transferring.grant(case, successor, CLERK, NOW, county=County(), workdays=Workdays()).saves
    return [row for row in saves if isinstance(row, ReportDue) and row.unit_id == TOWN]


def owed(*dues: ReportDue) -> list[tuple[int, date, date | None, bool]]:
    return [(row.seq, row.due_on, row.extended_to, row.final) for row in rows(*dues)]


def test_a_date_that_a_leader_set_anew_goes_to_the_successor() -> None:
    assert owed(PRINTED, AGAIN) == [(1, date(2026, 4, 10), None, True)]


def test_an_extension_goes_to_the_successor() -> None:
    extended = replace(PRINTED, status=DueStatus.OPEN, extended_to=date(2026, 3, 27))
    assert owed(extended) == [(1, date(2026, 3, 20), date(2026, 3, 27), True)]


def test_without_a_date_of_its_own_the_printed_one_stands() -> None:
    assert owed(PRINTED) == [(1, date(2026, 3, 20), None, True)]


def test_counting_what_stands_still_stands_still_with_the_successor() -> None:
    held = replace(PRINTED, status=DueStatus.HELD, held_at=NOW)
    (row,) = rows(held)
    assert (row.unit_id, row.status, row.held_at) == (TOWN, DueStatus.HELD, NOW)
    (waiting,) = rows(replace(PRINTED, status=DueStatus.ANSWERED, held_at=NOW))
    assert (waiting.status, waiting.held_at) == (DueStatus.HELD, NOW)
