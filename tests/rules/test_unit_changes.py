"""更名 and 并入: what goes on with whom, and what stays with the old unit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from supervision.actors import MACHINE, Actor
from supervision.calendars.deadlines import late_after
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import (
    Assignment,
    AssignmentStatus,
    Dispatch,
    DueStatus,
    Matter,
    MatterStatus,
    Paper,
    Part,
    Person,
    Post,
    Report,
    ReportDue,
    ReportStatus,
    Transfer,
    TransferStatus,
    Unit,
    UnitKind,
    Urgency,
)
from supervision.notices.unit_changes import HandoverCard
from supervision.outcome import Outcome
from supervision.refusals import InvalidInput, NotAllowed, WrongState
from supervision.reports.report_places import Terms
from supervision.roles import Role
from supervision.roster.handing_over import OpenWork
from supervision.roster.unit_changes import drop, end, merge, plan_merge, plan_rename

COUNTY, WORKDAYS = County(), Workdays()
NOW = datetime(2026, 5, 6, 1, 0, tzinfo=UTC)
TODAY, YESTERDAY = date(2026, 5, 6), date(2026, 5, 5)
TERMS = Terms(now=NOW, county=COUNTY, workdays=WORKDAYS)
OLD = Unit(5, "县工商局", UnitKind.DEPARTMENT, ("工商局",))
NEW = Unit(4, "县市场监督管理局", UnitKind.DEPARTMENT, ("县市监局",))
KEEPER = Actor(Person(7, "督查室主任"), (Post(7, 2, Role.OFFICE_HEAD, "督查室主任"),))
LIAISON = Actor(Person(9, "联络员"), (Post(9, 5, Role.LIAISON, "县工商局联络员A", "A"),))
MATTER = Matter(
    id=1,
    registration_number="2026-1",
    track="assignment",
    title="无证经营整治",
    status=MatterStatus.IN_PROGRESS,
    urgency=Urgency.ROUTINE,
    registered_by=8,
    registered_post_id=8,
    registered_at=NOW,
    coordinating_unit_id=5,
)
PAPER = Paper(1, 1, "supervision_notice", "government_office", "夏政督〔2026〕12号", "", "", NOW, 8)
GIVEN = Assignment(1, 1, 5, Part.LEAD, AssignmentStatus.IN_PROGRESS, delivered_at=NOW)


def due(unit: int, seq: int, on: date, status: DueStatus = DueStatus.OPEN, *, final: bool = False) -> ReportDue:
    return ReportDue(1, 1, unit, seq, on, None, late_after(on, None, WORKDAYS, COUNTY), final, status)


JUNE, JULY = date(2026, 6, 15), date(2026, 7, 15)
WORK = OpenWork(matter=MATTER, assignment=GIVEN, paper=PAPER, dues=(due(5, 1, JUNE), due(5, 2, JULY, final=True)))


def merged(work: OpenWork = WORK, old: Unit = OLD) -> dict[object, object]:
    return rows(merge(replace(old, successor_id=4, valid_to=YESTERDAY), NEW, [work], KEEPER, TERMS))


def rows(outcome: Outcome) -> dict[object, object]:
    found: dict[object, object] = {}
    for row in outcome.saves:
        match row:
            case Assignment():
                found["assignment", row.unit_id] = row
            case ReportDue():
                found["due", row.unit_id, row.seq] = row
            case Dispatch():
                found["dispatch", row.unit_id] = row
            case _:
                found[type(row), getattr(row, "id", 0)] = row
    return found


def assignment(found: dict[object, object], unit: int) -> Assignment:
    row = found["assignment", unit]
    assert isinstance(row, Assignment)
    return row


@pytest.mark.parametrize(
    ("had", "given", "part", "status"),
    [
        (None, Part.LEAD, Part.LEAD, AssignmentStatus.ISSUED),
        (None, Part.SUPPORT, Part.SUPPORT, AssignmentStatus.ISSUED),
        ((Part.SUPPORT, AssignmentStatus.IN_PROGRESS), Part.LEAD, Part.LEAD, AssignmentStatus.ISSUED),
        ((Part.LEAD, AssignmentStatus.IN_PROGRESS), Part.SUPPORT, Part.LEAD, AssignmentStatus.IN_PROGRESS),
        ((Part.LEAD, AssignmentStatus.ISSUED), Part.SUPPORT, Part.LEAD, AssignmentStatus.ISSUED),
        ((Part.SUPPORT, AssignmentStatus.IN_PROGRESS), Part.SUPPORT, Part.SUPPORT, AssignmentStatus.IN_PROGRESS),
        ((Part.LEAD, AssignmentStatus.WITHDRAWN), Part.SUPPORT, Part.SUPPORT, AssignmentStatus.ISSUED),
        ((Part.LEAD, AssignmentStatus.ACCEPTED), Part.SUPPORT, Part.LEAD, AssignmentStatus.ISSUED),
        ((Part.SUPPORT, AssignmentStatus.TRANSFER_ASKED), Part.LEAD, Part.LEAD, AssignmentStatus.TRANSFER_ASKED),
    ],
)
def test_what_the_successor_had_of_the_task_decides_what_it_has_now(
    had: tuple[Part, AssignmentStatus] | None, given: Part, part: Part, status: AssignmentStatus
) -> None:
    before = Assignment(1, 1, 4, had[0], had[1], delivered_at=NOW) if had else None
    found = merged(replace(WORK, assignment=replace(GIVEN, part=given), had=before))
    assert (assignment(found, 4).part, assignment(found, 4).status) == (part, status)
    old = assignment(found, 5)
    assert (old.status, old.handed_to_unit_id, old.handed_at) == (AssignmentStatus.WITHDRAWN, 4, NOW)


def test_the_dates_go_on_and_nobody_is_late_with_what_he_did_not_know() -> None:
    found = merged()
    for seq, on in ((1, JUNE), (2, JULY)):
        left, taken = found["due", 5, seq], found["due", 4, seq]
        assert isinstance(left, ReportDue)
        assert isinstance(taken, ReportDue)
        assert left.status is DueStatus.VOID
        assert (taken.due_on, taken.status, taken.final) == (on, DueStatus.OPEN, on == JULY)
    dispatch = found["dispatch", 4]
    assert isinstance(dispatch, Dispatch)
    assert (dispatch.paper_id, dispatch.acknowledged_at, dispatch.delivered_at) == (1, None, None)
    assert assignment(found, 4).delivered_at is None, "counted from its own 签收"


def test_what_was_decided_stays_with_the_old_unit_and_numbers_go_on_behind_the_successor_s() -> None:
    work = replace(
        WORK,
        dues=(due(5, 1, date(2026, 4, 1), DueStatus.ACCEPTED), due(5, 2, JUNE, final=True)),
        had=Assignment(1, 1, 4, Part.SUPPORT, AssignmentStatus.WITHDRAWN),
        had_dues=(due(4, 1, JUNE, DueStatus.VOID),),
    )
    found = merged(work)
    assert ("due", 5, 1) not in found
    assert ("due", 4, 1) not in found
    assert isinstance(found["due", 4, 2], ReportDue)


def test_a_date_that_the_successor_has_itself_is_not_owed_twice() -> None:
    had = Assignment(1, 1, 4, Part.SUPPORT, AssignmentStatus.IN_PROGRESS, delivered_at=NOW)
    work = replace(WORK, had=had, had_dues=(due(4, 1, JUNE),), had_dispatch=Dispatch(1, 4, 1, NOW, NOW))
    found = merged(work)
    assert found["due", 4, 1] == due(4, 1, JUNE)
    assert isinstance(found["due", 4, 2], ReportDue), "only July is new"
    assert ("due", 4, 3) not in found
    assert ("dispatch", 4) not in found


def test_a_date_that_passed_gives_the_successor_time() -> None:
    had = Assignment(1, 1, 4, Part.SUPPORT, AssignmentStatus.IN_PROGRESS, delivered_at=NOW)
    passed = due(5, 1, date(2026, 4, 30), final=True)
    taken = merged(replace(WORK, dues=(passed,), had=had))["due", 4, 1]
    assert isinstance(taken, ReportDue)
    assert taken.late_after > NOW


def test_the_successor_owes_what_is_most_urgent_by_the_hour_of_a_closed_day() -> None:
    saturday = date(2026, 5, 9)
    matter = replace(MATTER, urgency=Urgency.MOST_URGENT)
    limit = late_after(saturday, None, WORKDAYS, COUNTY, urgency=Urgency.MOST_URGENT)
    owed = replace(due(5, 1, saturday, final=True), late_after=limit)
    had = Assignment(1, 1, 4, Part.SUPPORT, AssignmentStatus.IN_PROGRESS, delivered_at=NOW)
    found = merged(
        replace(
            WORK, matter=matter, dues=(owed,), had=had, had_dispatch=Dispatch(1, 4, 1, sent_at=NOW, acknowledge_by=NOW)
        )
    )
    assert [item.late_after for item in found.values() if isinstance(item, ReportDue) and item.unit_id == 4] == [limit]


def test_a_report_that_waits_for_review_goes_along_and_counts_as_it_came() -> None:
    received = NOW - timedelta(days=1)
    report = Report(3, 1, 5, 9, 9, 1, 1, received, "已完成", ReportStatus.SUBMITTED, 1, 1)
    decided = replace(report, id=2, status=ReportStatus.ACCEPTED, due_seq=2)
    answered = replace(due(5, 1, JUNE, DueStatus.ANSWERED), first_answered_at=received, report_id=3)
    found = merged(replace(WORK, dues=(answered,), reports=(decided, report)))
    moved, taken = found[Report, 3], found["due", 4, 1]
    assert isinstance(moved, Report)
    assert isinstance(taken, ReportDue)
    assert (moved.unit_id, moved.due_seq) == (4, 1)
    assert (taken.status, taken.report_id, taken.first_answered_at) == (DueStatus.ANSWERED, 3, received)
    assert (Report, 2) not in found


def test_an_open_request_for_transfer_is_settled_and_the_coordinator_moves() -> None:
    transfer = Transfer(6, 1, 1, 5, 9, NOW, "不属本单位职责")
    found = merged(replace(WORK, transfer=transfer))
    settled, matter = found[Transfer, 6], found[Matter, 1]
    assert isinstance(settled, Transfer)
    assert isinstance(matter, Matter)
    assert (settled.status, settled.new_unit_id, settled.decided_by) == (TransferStatus.GRANTED, 4, 7)
    assert matter.coordinating_unit_id == 4


def test_what_was_not_issued_yet_is_the_successor_s_to_get() -> None:
    proposed = OpenWork(matter=MATTER, assignment=Assignment(1, 1, 5, Part.LEAD))
    outcome = merge(replace(OLD, successor_id=4, valid_to=YESTERDAY), NEW, [proposed], MACHINE, TERMS)
    assert assignment(rows(outcome), 4).status is AssignmentStatus.PROPOSED
    assert not any(isinstance(notice, HandoverCard) for notice in outcome.notices), "nothing to sign for"


def test_names_lead_to_the_successor_but_it_is_not_called_by_them() -> None:
    found = merged()
    gone, taking = found[Unit, 5], found[Unit, 4]
    assert isinstance(gone, Unit)
    assert isinstance(taking, Unit)
    assert (gone.active, gone.successor_id, gone.valid_to) == (False, 4, YESTERDAY)
    assert set(taking.aliases) == {"县市监局", "县工商局", "工商局"}
    assert taking.short_names == ("县市监局",)
    assert taking.name_on(date(2026, 1, 1)) == NEW.name


def test_two_merges_one_after_the_other_lead_to_the_last() -> None:
    first = merged()
    given = assignment(first, 4)
    dues = [row for row in first.values() if isinstance(row, ReportDue) and row.unit_id == 4]
    last = Unit(3, "县综合执法局", UnitKind.DEPARTMENT)
    middle = first[Unit, 4]
    assert isinstance(middle, Unit)
    work = replace(WORK, assignment=given, dues=dues)
    found = rows(merge(replace(middle, valid_to=YESTERDAY, successor_id=3), last, [work], KEEPER, TERMS))
    assert assignment(found, 3).status is AssignmentStatus.ISSUED
    taking = found[Unit, 3]
    assert isinstance(taking, Unit)
    assert {"县工商局", "县市场监督管理局"} <= set(taking.aliases)


@pytest.mark.parametrize(
    ("old", "into", "refusal"),
    [
        (OLD, OLD, InvalidInput),
        (OLD, replace(NEW, kind=UnitKind.COPY_ONLY), InvalidInput),
        (OLD, replace(NEW, kind=UnitKind.SECTION), InvalidInput),
        (replace(OLD, active=False), NEW, WrongState),
    ],
)
def test_who_cannot_be_merged(old: Unit, into: Unit, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        plan_merge(old, into, TODAY, KEEPER, TODAY)
    with pytest.raises(refusal):
        merge(old, into, [], KEEPER, TERMS)


@pytest.mark.parametrize("name", ["", " ", "局" * 61, "县工商局", "县市监局", "县市场监督管理局"])
def test_names_that_cannot_be_taken(name: str) -> None:
    with pytest.raises(InvalidInput):
        plan_rename(OLD, name, TODAY, KEEPER, units=[OLD, NEW], today=TODAY)


def test_only_keepers_change_units() -> None:
    acts: tuple[Callable[[], Outcome], ...] = (
        lambda: plan_rename(OLD, "县商务局", TODAY, LIAISON, units=[OLD, NEW], today=TODAY),
        lambda: plan_merge(OLD, NEW, TODAY, LIAISON, TODAY),
        lambda: drop(replace(OLD, renamed_to="县商务局", renamed_on=TODAY), LIAISON),
    )
    for act in acts:
        with pytest.raises(NotAllowed):
            act()


def test_nobody_ends_with_open_work() -> None:
    with pytest.raises(WrongState):
        end(OLD, open_tasks=1)
    ended = end(OLD, open_tasks=0).saves[0]
    assert isinstance(ended, Unit)
    assert not ended.active
