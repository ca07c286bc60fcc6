"""更正、中止、撤销、并案: who signs, what is possible when, and what becomes of what was owed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from supervision.actors import Actor
from supervision.approving.task_changes import propose
from supervision.calendars.deadlines import late_after
from supervision.calendars.workdays import Workdays
from supervision.changing import changes, correction_times, corrections, suspending
from supervision.changing.withdrawing import Course, Why
from supervision.county import County
from supervision.model import (
    Assignment,
    AssignmentStatus,
    Change,
    ChangeKind,
    ChangeStatus,
    DueKind,
    DueStatus,
    FieldChange,
    Matter,
    MatterStatus,
    Part,
    ReportDue,
    SigningStep,
    StepStatus,
    Task,
    Unit,
    UnitKind,
    Urgency,
)
from supervision.papers.issuing import Folder
from supervision.procedures.steps import LEADER, Act, Step
from supervision.refusals import InvalidInput, WrongState
from supervision.roles import Role

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
COUNTY, WORKDAYS = County(), Workdays()
MATTER = Matter(
    1,
    "2026-1",
    "instruction.mayor",
    "城区内涝点整治",
    MatterStatus.IN_PROGRESS,
    Urgency.ROUTINE,
    8,
    8,
    NOW,
    issued_at=NOW,
)
UNITS = {
    4: Unit(4, "县住房和城乡建设局", UnitKind.DEPARTMENT, ()),
    5: Unit(5, "县水利局", UnitKind.DEPARTMENT, ()),
    6: Unit(6, "城关镇人民政府", UnitKind.TOWNSHIP, ()),
}
FOLDER = Folder(
    matter=MATTER,
    tasks=(Task(1, 1, "甲", due_on=date(2026, 3, 20)), Task(1, 2, "乙", due_on=date(2026, 3, 20))),
    assignments=(
        Assignment(1, 1, 4, Part.LEAD, AssignmentStatus.IN_PROGRESS, delivered_at=NOW),
        Assignment(1, 2, 5, Part.LEAD, AssignmentStatus.IN_PROGRESS, delivered_at=NOW),
    ),
    units={4: UNITS[4], 5: UNITS[5]},
)


def change(kind: ChangeKind, *fields: FieldChange, status: ChangeStatus = ChangeStatus.DRAFT) -> Change:
    return Change(3, 1, kind, "有误", 8, NOW, changes=fields, status=status)


def due(task: int, unit: int, day: date = date(2026, 3, 20), status: DueStatus = DueStatus.OPEN) -> ReportDue:
    return ReportDue(1, task, unit, 1, day, None, late_after(day, None, WORKDAYS, COUNTY), final=True, status=status)


def step(seq: int, role: str, post: int, status: StepStatus) -> SigningStep:
    return SigningStep(1, seq, role, "approve", post, "某", status)


def test_the_last_who_signed_signs_whatever_is_changed() -> None:
    steps = [step(1, "deputy_director", 6, StepStatus.SIGNED), step(2, "leader", 1, StepStatus.VERBAL)]
    assert changes.last_signer(steps, (), posts={1, 6}) == (Step(LEADER, Act.APPROVE, 1),)


def test_where_the_last_signers_post_was_abolished_the_last_of_its_track_signs() -> None:
    steps = [step(1, "deputy_director", 6, StepStatus.SIGNED), step(2, "leader", 1, StepStatus.SIGNED)]
    otherwise = (Step(Role.DEPUTY_DIRECTOR, Act.REVIEW), Step(LEADER, Act.APPROVE))
    assert changes.last_signer(steps, otherwise, posts={6}) == (Step(LEADER, Act.APPROVE),)


def test_of_what_was_taken_over_the_last_of_its_track_signs() -> None:
    otherwise = (Step(Role.DEPUTY_DIRECTOR, Act.REVIEW), Step(Role.DIRECTOR, Act.REVIEW))
    assert changes.last_signer((), otherwise, posts=()) == (Step(Role.DIRECTOR, Act.APPROVE),)


@pytest.mark.parametrize(
    ("kind", "possible"),
    [
        (ChangeKind.CORRECT, {"in_progress", "suspended"}),
        (ChangeKind.SUSPEND, {"in_progress"}),
        (ChangeKind.RESUME, {"suspended"}),
        (ChangeKind.WITHDRAW, set(MatterStatus) - {"closed", "withdrawn"}),
        (ChangeKind.MERGE, set(MatterStatus) - {"closed", "withdrawn", "in_approval", "closing"}),
        (ChangeKind.HAND_OVER, set(MatterStatus) - {"closed", "withdrawn"}),
    ],
)
def test_what_is_possible_when(kind: ChangeKind, possible: set[str]) -> None:
    for status in MatterStatus:
        matter = replace(MATTER, status=status)
        if status.value in {str(item) for item in possible}:
            changes.require_possible(matter, kind, ())
        else:
            with pytest.raises(WrongState):
                changes.require_possible(matter, kind, ())


def test_only_one_change_is_with_its_signer_at_a_time() -> None:
    running = change(ChangeKind.SUSPEND, status=ChangeStatus.IN_APPROVAL)
    with pytest.raises(WrongState):
        changes.require_possible(MATTER, ChangeKind.WITHDRAW, [running])
    changes.require_possible(MATTER, ChangeKind.WITHDRAW, [replace(running, status=ChangeStatus.SENT_BACK)])


def test_a_matter_is_merged_into_another_that_is_out_and_has_not_ended() -> None:
    with pytest.raises(InvalidInput):
        changes.require_target(MATTER, MATTER)
    other = replace(MATTER, id=2)
    changes.require_target(MATTER, other)
    for status in (MatterStatus.CLOSED, MatterStatus.WITHDRAWN, MatterStatus.SPLIT, MatterStatus.SUSPENDED):
        with pytest.raises(WrongState):
            changes.require_target(MATTER, replace(other, status=status))
    changes.require_target(replace(MATTER, status=MatterStatus.SPLIT), replace(other, status=MatterStatus.SPLIT))


def test_withdrawing_voids_what_was_owed_and_keeps_it() -> None:
    course = Course(dues=[due(1, 4), due(2, 5, status=DueStatus.ACCEPTED)])
    outcome = changes.withdraw_issued(FOLDER, (), course, Why("重复", ended=True), now=NOW, today=date(2026, 3, 2))
    dues = [row for row in outcome.saves if isinstance(row, ReportDue)]
    given = [row for row in outcome.saves if isinstance(row, Assignment)]
    assert [item.status for item in dues] == [DueStatus.VOID] * 2
    assert [item.status for item in given] == [AssignmentStatus.WITHDRAWN] * 2
    assert [fact.event for fact in outcome.facts] == ["matter.withdrawn"]


DATE = FieldChange(1, "due", "2026-03-20", "2026-03-25")


def test_a_correction_is_made_from_the_words_that_were_signed() -> None:
    fields = (DATE, FieldChange(2, "leads", "县水利局", "城关镇人民政府"), FieldChange(2, "text", "乙", "丙"))
    after = corrections.apply(FOLDER, change(ChangeKind.CORRECT, *fields), UNITS)
    assert set(propose(FOLDER, corrections.wanted_of(fields, UNITS.values()), UNITS)[1]) == set(fields)
    assert [(a.task_seq, a.unit_id) for a in after.live] == [(1, 4), (2, 6)]
    reach = corrections.reach_of(FOLDER, after, fields)
    assert (reach.signing, reach.gone) == ((4, 6), (5,))


@pytest.mark.parametrize(
    "field",
    [FieldChange(1, "due", "2026-03-19", "2026-03-25"), FieldChange(1, "leads", "县住房和城乡建设局", "县水务局")],
)
def test_a_correction_that_was_overtaken_is_refused(field: FieldChange) -> None:
    with pytest.raises(WrongState):
        corrections.apply(FOLDER, change(ChangeKind.CORRECT, field), UNITS)


def corrected(folder: Folder, wish: Change, dues: list[ReportDue], now: datetime = NOW) -> list[ReportDue]:
    after = corrections.apply(folder, wish, UNITS)
    outcome = corrections.correct(
        folder,
        after,
        wish,
        (),
        Course(dues=dues),
        actor=Actor(None),
        now=now,
        county=COUNTY,
        workdays=WORKDAYS,
    )
    return [row for row in outcome.saves if isinstance(row, ReportDue)]


def test_a_later_date_counts_at_once_and_only_for_its_task() -> None:
    (moved,) = corrected(FOLDER, change(ChangeKind.CORRECT, DATE), [due(1, 4), due(2, 5)])
    day = date(2026, 3, 25)
    assert (moved.task_seq, moved.due_on) == (1, day)
    assert moved.late_after == late_after(day, None, WORKDAYS, COUNTY)


def test_counting_an_earlier_date_waits_for_the_signature_of_its_unit() -> None:
    wish = change(ChangeKind.CORRECT, FieldChange(1, "due", "2026-03-20", "2026-03-05"))
    (moved,) = corrected(FOLDER, wish, [due(1, 4)])
    assert (moved.due_on, moved.late_after) == (date(2026, 3, 5), due(1, 4).late_after)
    told = datetime(2026, 3, 6, 1, 0, tzinfo=UTC)
    (timed,) = correction_times.retimed([moved], wish, Urgency.ROUTINE, told, county=COUNTY, workdays=WORKDAYS)
    assert timed.late_after == late_after(date(2026, 3, 5), None, WORKDAYS, COUNTY, delivered_at=told)


def test_what_was_accepted_is_not_moved() -> None:
    assert not corrected(FOLDER, change(ChangeKind.CORRECT, DATE), [due(1, 4, status=DueStatus.ACCEPTED)])


@pytest.mark.parametrize(
    ("kind", "day", "final"),
    [
        (DueKind.RECTIFICATION, date(2026, 3, 13), False),  # 整改 (P5.3)
        (DueKind.RECTIFICATION, date(2026, 3, 20), False),
        (DueKind.REPORT, date(2026, 5, 10), True),  # 重新交办: the day that a leader set
        (DueKind.REPORT, date(2026, 4, 2), False),
    ],
)
def test_P5_3_only_printed_dates_are_corrected(kind: DueKind, day: date, *, final: bool) -> None:
    other = replace(due(1, 4, day), seq=2, kind=kind, final=final)
    dues = corrected(FOLDER, change(ChangeKind.CORRECT, DATE), [due(1, 4), other])
    assert [(item.seq, item.due_on) for item in dues] == [(1, date(2026, 3, 25))]


def test_a_printed_progress_date_that_was_corrected_away_is_owed_no_more() -> None:
    task = Task(1, 1, "甲", due_on=date(2026, 3, 20), report_on=(date(2026, 3, 10),))
    folder = replace(FOLDER, tasks=(task, FOLDER.tasks[1]))
    wish = change(ChangeKind.CORRECT, FieldChange(1, "due", "2026-03-20", "2026-03-06"))
    progress = replace(due(1, 4, date(2026, 3, 10)), seq=2, final=False)
    dues = corrected(folder, wish, [due(1, 4), progress])
    assert {item.seq: item.status for item in dues} == {1: DueStatus.OPEN, 2: DueStatus.VOID}


@pytest.mark.parametrize("field", [FieldChange(2, "leads", "县水利局", "城关镇人民政府"), DATE])
def test_counting_the_clock_of_what_is_corrected_in_a_suspension_stands_still(field: FieldChange) -> None:
    folder = replace(FOLDER, matter=replace(MATTER, status=MatterStatus.SUSPENDED, suspended_at=NOW))
    dues = corrected(folder, change(ChangeKind.CORRECT, field), [])
    assert [(item.status, item.held_at) for item in dues] == [(DueStatus.HELD, NOW)]


RESUMED = datetime(2026, 4, 20, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("field", "counted_from"),
    [
        (FieldChange(1, "leads", "县住房和城乡建设局", "城关镇人民政府"), date(2026, 3, 20)),  # as for those who had it
        (FieldChange(1, "due", "2026-03-20", "2026-03-13"), date(2026, 3, 20)),  # nobody has signed for it yet
        (FieldChange(1, "due", "2026-03-20", "2026-03-25"), date(2026, 3, 20)),  # no nearer than without the correction
        (FieldChange(1, "due", "2026-03-20", "2026-05-29"), None),  # signed knowing of the suspension
    ],
)
def test_counting_a_correction_in_a_suspension_takes_no_day_from_a_unit(
    field: FieldChange, counted_from: date | None
) -> None:
    stopped = replace(MATTER, status=MatterStatus.SUSPENDED, suspended_at=NOW)
    had = replace(due(1, 4), status=DueStatus.HELD, held_at=NOW)
    at = datetime(2026, 3, 23, 1, 0, tzinfo=UTC)
    dues = corrected(replace(FOLDER, matter=stopped), change(ChangeKind.CORRECT, field), [had], at)
    (owed,) = [row for row in dues if row.status is DueStatus.HELD]
    released = suspending.resume(stopped, [owed], RESUMED, WORKDAYS, COUNTY.zone).saves[-1]
    assert isinstance(released, ReportDue)
    if counted_from is not None:
        whole = WORKDAYS.workdays_between(date(2026, 3, 2), date(2026, 4, 20))
        assert released.late_after == late_after(counted_from, None, WORKDAYS, COUNTY, not_counted=whole)
    else:
        since = WORKDAYS.workdays_between(date(2026, 3, 23), date(2026, 4, 20))
        assert released.late_after == late_after(date(2026, 5, 29), None, WORKDAYS, COUNTY, not_counted=since)


@pytest.mark.parametrize(("nth", "number"), [(1, "夏政督〔2026〕1号（更正）"), (2, "夏政督〔2026〕1号（更正2）")])
def test_the_number_of_a_correction(nth: int, number: str) -> None:
    assert corrections.number_of("夏政督〔2026〕1号", nth) == number
