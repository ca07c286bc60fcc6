"""督查活动: what may be done when, who signs, what is inspected, what a finding may say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from supervision.actors import Actor
from supervision.county import County
from supervision.inspection.activities import (
    BUSY,
    CLAUSES,
    MOVES,
    PLAN_STEPS,
    Move,
    check_days,
    clause_of,
    conclude,
    in_scope,
    move,
    plan,
    repeated,
    require_member,
    start,
    steps_of,
    submit,
)
from supervision.inspection.findings import record, tell
from supervision.model import (
    Activity,
    ActivityKind,
    ActivityStatus,
    Assignment,
    AssignmentStatus,
    Finding,
    FindingVerdict,
    Part,
    Person,
    Post,
)
from supervision.notices.activities import ActivityNotice, FindingTold
from supervision.outcome import Outcome
from supervision.procedures.steps import Act
from supervision.procedures.tracks import TRACKS, TrackKey, issue_chain
from supervision.refusals import AlreadyDecided, InvalidInput, NotFound, StaleButton, WrongState
from supervision.roles import Role

NOW = datetime(2026, 3, 5, 2, tzinfo=UTC)
DAY = date(2026, 3, 5)
COUNTY = County()
ACTIVITY = Activity(
    id=1,
    kind=ActivityKind.QUARTERLY,
    title="城区防汛",
    since=DAY,
    until=DAY,
    drafted_by=8,
    drafted_post_id=8,
    drafted_at=NOW,
    member_posts=(10,),
    unit_ids=(4, 5),
    tasks=("1/1", "1/2"),
)
SHARES = (
    Assignment(1, 1, 4, Part.LEAD, AssignmentStatus.IN_PROGRESS),
    Assignment(1, 2, 5, Part.LEAD, AssignmentStatus.IN_PROGRESS),
    Assignment(1, 2, 6, Part.SUPPORT, AssignmentStatus.IN_PROGRESS),
    Assignment(1, 1, 5, Part.SUPPORT, AssignmentStatus.WITHDRAWN),
    Assignment(2, 1, 5, Part.LEAD, AssignmentStatus.IN_PROGRESS),
)
CLERK = Actor(Person(8, "督查室甲", ""), (Post(8, 2, Role.OFFICER, "督查室工作人员甲", "", 8),))
MEMBER = Actor(Person(10, "综合科科员", ""), (Post(10, 3, Role.SECTION_CLERK, "综合科工作人员", "", 10),))
OTHER = Actor(Person(11, "农业科科员", ""), (Post(11, 3, Role.SECTION_CLERK, "农业科工作人员", "", 11),))

DONE: dict[Move, Callable[[Activity], Outcome]] = {
    Move.EDIT: lambda it: plan(it, it, 1),
    Move.SUBMIT: lambda it: submit(it, ()),
    Move.START: lambda it: start(it, "", NOW, {}),
    Move.CONCLUDE: lambda it: conclude(it, "总体有序。", NOW),
}


@pytest.mark.parametrize("status", ActivityStatus)
@pytest.mark.parametrize("act", DONE)
def test_nothing_is_done_out_of_its_state(status: ActivityStatus, act: Move) -> None:
    activity = replace(ACTIVITY, status=status)
    if (status, act) in MOVES:
        (saved, *_) = DONE[act](activity).saves
        assert isinstance(saved, Activity)
        assert saved.status is MOVES[status, act]
    else:
        with pytest.raises(WrongState):
            DONE[act](activity)


def test_733_15_nothing_begins_that_was_not_approved() -> None:
    before = {status for (status, act) in MOVES if act is Move.START}
    assert before == {ActivityStatus.APPROVED}
    leads = {(status, act) for (status, act), after in MOVES.items() if after is ActivityStatus.APPROVED}
    assert leads == {(ActivityStatus.IN_APPROVAL, Move.APPROVE), (ActivityStatus.RUNNING, Move.UNSTART)}
    with pytest.raises(WrongState):
        move(replace(ACTIVITY, status=ActivityStatus.CONCLUDED), Move.FIND)


@pytest.mark.parametrize(
    ("other", "taken"),
    [
        (replace(ACTIVITY, id=2, status=ActivityStatus.RUNNING, tasks=("1/2", "9/9")), {"1/2"}),
        (replace(ACTIVITY, id=2, status=ActivityStatus.IN_APPROVAL), {"1/1", "1/2"}),
        (replace(ACTIVITY, id=2, status=ActivityStatus.CONCLUDED), set()),
        (replace(ACTIVITY, id=2, status=ActivityStatus.DRAFT), set()),
        (replace(ACTIVITY, status=ActivityStatus.RUNNING), set()),
    ],
)
def test_733_15_a_task_is_not_inspected_twice_at_a_time(other: Activity, taken: set[str]) -> None:
    assert repeated(ACTIVITY, [other]) == taken
    if taken:
        assert other.status in BUSY
        with pytest.raises(InvalidInput, match="repeated"):
            submit(ACTIVITY, taken)


def test_only_the_named_units_in_the_named_tasks_are_inspected() -> None:
    assert [(item.task_seq, item.unit_id) for item in in_scope(ACTIVITY, SHARES)] == [(1, 4), (2, 5)]


@pytest.mark.parametrize("track", TrackKey)
def test_the_plan_for_a_matter_is_signed_as_its_issue(track: TrackKey) -> None:
    activity = replace(ACTIVITY, matter_id=7)
    assert steps_of(activity, track, COUNTY) == issue_chain(TRACKS[track], COUNTY)
    assert clause_of(activity, track) == TRACKS[track].clause


def test_P2_3_a_plan_of_no_matter_is_signed_by_both() -> None:
    assert steps_of(ACTIVITY, "", COUNTY) == PLAN_STEPS
    signers = [(step.role, step.act) for step in PLAN_STEPS]
    assert signers == [(Role.DEPUTY_DIRECTOR, Act.APPROVE), (Role.DIRECTOR, Act.APPROVE)]
    assert CLAUSES.keys() == set(ActivityKind)
    assert clause_of(ACTIVITY, "") == "二（二）3"


@pytest.mark.parametrize(
    ("until", "reason"),
    [(date(2026, 3, 4), "ends_before"), (date(2026, 5, 4), "too_many_days"), (DAY, ""), (date(2026, 5, 3), "")],
)
def test_days(until: date, reason: str) -> None:
    if reason:
        with pytest.raises(InvalidInput, match=reason):
            check_days(DAY, until)
    else:
        check_days(DAY, until)


@pytest.mark.parametrize("empty", [{"tasks": ()}, {"unit_ids": ()}])
def test_a_plan_inspects_something(empty: dict[str, tuple[()]]) -> None:
    with pytest.raises(InvalidInput, match="no_scope"):
        plan(None, replace(ACTIVITY, **empty), 1)  # type: ignore[arg-type]


def test_announced_each_unit_hears_of_its_own_and_unannounced_nobody() -> None:
    approved = replace(ACTIVITY, status=ActivityStatus.APPROVED)
    told = start(approved, "夏政督〔2026〕2号", NOW, {4: ("12号第1项",), 5: ("12号第2项",)}).notices
    notices = [notice for notice in told if isinstance(notice, ActivityNotice)]
    assert {notice.unit_id: notice.tasks for notice in notices} == {4: ("12号第1项",), 5: ("12号第2项",)}
    assert len({notice.key for notice in notices}) == 2
    assert start(approved, "", NOW, {}).notices == ()


def test_only_who_goes_along_and_the_office() -> None:
    require_member(ACTIVITY, CLERK)
    require_member(ACTIVITY, MEMBER)
    with pytest.raises(NotFound):
        require_member(ACTIVITY, OTHER)


RUNNING = replace(ACTIVITY, status=ActivityStatus.RUNNING)


def found(
    activity: Activity = RUNNING,
    before: Finding | None = None,
    *,
    place: tuple[int, int, int] = (1, 2, 5),
    verdict: str = "behind",
) -> Outcome:
    return record(
        activity, SHARES, before, finding_id=3, place=place, verdict=verdict, text="滞后", actor=MEMBER, now=NOW
    )


@pytest.mark.parametrize("place", [(1, 2, 6), (1, 1, 5), (2, 1, 5), (1, 3, 5), (9, 9, 9)])
def test_a_finding_is_of_a_place_that_the_plan_names(place: tuple[int, int, int]) -> None:
    with pytest.raises(NotFound):
        found(place=place)


def test_a_finding_saves_itself_and_no_report_or_date() -> None:
    outcome = found()
    (finding,) = outcome.saves
    assert isinstance(finding, Finding)
    assert (finding.verdict, finding.found_by, finding.told_at) == (FindingVerdict.BEHIND, 10, None)
    assert [fact.event for fact in outcome.facts] == ["finding.recorded"]
    assert [fact.event for fact in found(before=finding).facts] == ["finding.worded_anew"]
    with pytest.raises(InvalidInput):
        found(verdict="fine")
    with pytest.raises(WrongState):
        found(replace(ACTIVITY, status=ActivityStatus.APPROVED))
    with pytest.raises(StaleButton):
        found(before=replace(finding, told_at=NOW))
    with pytest.raises(StaleButton):
        found(before=replace(finding, found_by=8))


@pytest.mark.parametrize(("verdict", "told"), [("met", 1), ("behind", 2), ("false", 2)])
def test_733_16_the_unit_is_told_once_and_its_leaders_of_what_is_not_as_reported(verdict: str, told: int) -> None:
    (finding,) = found(verdict=verdict).saves
    assert isinstance(finding, Finding)
    head = Post(17, 5, Role.UNIT_HEAD, "县水利局主要负责同志", "", 17)
    vacant = replace(head, id=18, holder_id=None)
    facts = {"document_number": "12号", "task": "清淤", "unit": "县水利局", "teller": "督查室甲", "now": NOW}
    outcome = tell(finding, [head, vacant], **facts)  # type: ignore[arg-type]
    assert len([one for one in outcome.notices if isinstance(one, FindingTold)]) == told
    (saved,) = outcome.saves
    assert isinstance(saved, Finding)
    assert saved.told_at == NOW
    with pytest.raises(AlreadyDecided):
        tell(saved, [head], **facts)  # type: ignore[arg-type]
