"""Who has what of a matter after units were merged, where it is given again."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from supervision.actors import Actor
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.instructions import instructing
from supervision.instructions.instructing import Again
from supervision.model import (
    Assignment,
    AssignmentStatus,
    Dispatch,
    FurtherInstruction,
    Matter,
    MatterStatus,
    Paper,
    Part,
    Person,
    Post,
    ReportDue,
    Task,
    Unit,
    UnitKind,
    Urgency,
)
from supervision.papers.issuing import Folder
from supervision.refusals import InvalidInput
from supervision.roles import Role
from supervision.roster.succession import in_place_of

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
WATER = Unit(5, "县水利局", UnitKind.DEPARTMENT, (), active=False)
TOWN = Unit(6, "城关镇人民政府", UnitKind.TOWNSHIP, ())
MATTER = Matter(1, "2026-1", "document", "清淤", MatterStatus.IN_PROGRESS, Urgency.ROUTINE, 8, 8, NOW, issued_at=NOW)
PAPER = Paper(1, 1, "supervision_notice", "government_office", "夏政督〔2026〕1号", "清淤", "0" * 64, NOW, issued_by=8)
CLERK = Actor(Person(8, "甲", ""), (Post(8, 2, Role.OFFICER, "督查室", "", 8),))
FURTHER = FurtherInstruction(5, 1, 1, "县长", date(2026, 3, 2), "请再核实。", 1, NOW)


def share(unit: Unit, part: Part, status: AssignmentStatus = AssignmentStatus.ACCEPTED) -> Assignment:
    return Assignment(1, 1, unit.id, part, status, delivered_at=NOW)


def folder(*shares: Assignment) -> Folder:
    task = Task(1, 1, "清淤", due_on=date(2026, 3, 20))
    return Folder(matter=MATTER, tasks=(task,), assignments=shares, units={5: WATER, 6: TOWN})


@pytest.mark.parametrize(
    ("shares", "part", "told"),
    [
        ([share(WATER, Part.LEAD)], Part.LEAD, None),
        ([share(WATER, Part.LEAD), share(TOWN, Part.SUPPORT)], Part.LEAD, NOW),
        ([share(TOWN, Part.LEAD), share(WATER, Part.SUPPORT)], Part.LEAD, NOW),
        ([share(WATER, Part.SUPPORT), share(TOWN, Part.SUPPORT)], Part.SUPPORT, NOW),
    ],
)
def test_who_took_a_unit_in_has_its_task_once(shares: list[Assignment], part: Part, told: datetime | None) -> None:
    (one,) = in_place_of(folder(*shares), {5: TOWN}).live
    assert (one.unit_id, one.part, one.delivered_at) == (6, part, told)


def again(of: Folder, unit_id: int) -> list[object]:
    papers = {unit_id: Again(PAPER, Dispatch(1, unit_id, 1, NOW, NOW), ())}
    day = date(2026, 3, 27)
    outcome = instructing.give_again(
        FURTHER, of, papers, CLERK, seqs=[1], due_on=day, now=NOW, county=County(), workdays=Workdays()
    )
    return list(outcome.saves)


def test_P5_3_what_is_given_again_is_owed_by_who_goes_on() -> None:
    rows = again(in_place_of(folder(share(WATER, Part.LEAD)), {5: TOWN}), 6)
    given = [(row.unit_id, row.status) for row in rows if isinstance(row, Assignment)]
    assert given == [(6, AssignmentStatus.ISSUED)], "what was accepted of the old unit stays its own"
    assert [row.unit_id for row in rows if isinstance(row, ReportDue | Dispatch)] == [6, 6]


def test_P5_3_nothing_is_given_again_to_a_unit_that_nobody_goes_on_for() -> None:
    with pytest.raises(InvalidInput) as refused:
        again(folder(share(WATER, Part.LEAD)), 5)
    assert refused.value.given == "县水利局"
