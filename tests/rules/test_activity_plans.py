"""督查活动 with its plan: one text and one round of signatures, where the notice names one chain (P4.1, P8.1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from supervision.inspection.activity_plans import (
    attached,
    begins_with_paper,
    end_with,
    is_signed_with,
    require,
    require_not_held,
    require_paper,
    stand_still,
    take_back,
    unstart,
)
from supervision.model import Activity, ActivityKind, ActivityStatus, Matter, MatterStatus, Urgency
from supervision.notices.activities import ActivityInterrupted
from supervision.refusals import WrongState

NOW = datetime(2026, 3, 5, 2, tzinfo=UTC)
DAY = date(2026, 3, 5)
MATTER = Matter(
    1, "2026-1", "meeting.mayor", "城区内涝", MatterStatus.SPLIT, Urgency.ROUTINE, 8, 8, NOW, form="activity"
)
PLAN = Activity(1, ActivityKind.JOINT, "城区内涝联合督查", DAY, DAY, 8, 8, NOW, matter_id=1)
_M, _A = MatterStatus, ActivityStatus


@pytest.mark.parametrize(
    ("track", "form", "status", "together"),
    [
        ("meeting.mayor", "activity", _M.SPLIT, True),
        ("assignment", "activity", _M.SENT_BACK, True),
        ("instruction.mayor", "activity", _M.IN_APPROVAL, True),
        ("meeting.mayor", "supervision_notice", _M.SPLIT, False),
        ("meeting.mayor", "activity", _M.APPROVED, False),
        ("meeting.mayor", "activity", _M.IN_PROGRESS, False),
        ("meeting.vice_mayor", "activity", _M.SPLIT, False),  # the Office chooses after the gate
        ("instruction.vice_mayor", "activity", _M.SPLIT, False),
    ],
)
def test_P4_1_P8_1_what_is_signed_with_its_plan(track: str, form: str, status: MatterStatus, together: bool) -> None:
    matter = replace(MATTER, track=track, form=form, status=status)
    assert is_signed_with(matter) is together
    if together:
        with pytest.raises(WrongState):
            require(matter, [replace(PLAN, status=_A.CANCELLED)])
    else:
        require(matter, [])
        assert attached(matter, [PLAN]) is None
    require(matter, [PLAN])


@pytest.mark.parametrize(
    ("status", "before", "during"),
    [
        (_A.DRAFT, True, False),
        (_A.SENT_BACK, True, False),
        (_A.IN_APPROVAL, False, True),
        (_A.APPROVED, False, False),
        (_A.CANCELLED, False, False),
    ],
)
def test_the_plan_below_the_text(status: ActivityStatus, before: bool, during: bool) -> None:
    plan = replace(PLAN, id=2, status=status)
    older = replace(PLAN, status=_A.CANCELLED)
    assert (attached(MATTER, [older, plan]) == plan) is before
    assert (attached(replace(MATTER, status=_M.IN_APPROVAL), [older, plan]) == plan) is during


def test_it_begins_with_the_paper_and_not_before() -> None:
    approved = replace(MATTER, status=_M.APPROVED)
    with pytest.raises(WrongState):
        require_paper(approved)
    require_paper(replace(approved, issued_at=NOW))
    assert not begins_with_paper(replace(approved, form="supervision_notice"))


def test_what_began_with_a_paper_that_was_denied_has_not_begun() -> None:
    assert unstart(replace(PLAN, status=_A.RUNNING, number="1号")).saves == (replace(PLAN, status=_A.APPROVED),)
    with pytest.raises(WrongState):
        unstart(PLAN)


@pytest.mark.parametrize("status", list(_A))
def test_a_text_that_is_void_takes_its_plan_with_it(status: ActivityStatus) -> None:
    if status in {_A.IN_APPROVAL, _A.APPROVED, _A.RUNNING}:
        outcome = take_back(replace(PLAN, status=status, number="夏政督〔2026〕1号"), "split_again")
        assert outcome.saves == (PLAN,)
        assert [fact.event for fact in outcome.facts] == ["activity.taken_back"]
    else:
        with pytest.raises(WrongState):
            take_back(replace(PLAN, status=status), "split_again")


@pytest.mark.parametrize(
    ("status", "ends", "seats"),
    [
        (_A.DRAFT, True, 1),
        (_A.IN_APPROVAL, True, 1),
        (_A.APPROVED, True, 2),  # its members know of it
        (_A.RUNNING, True, 2),
        (_A.CONCLUDED, False, 0),
        (_A.CANCELLED, False, 0),
    ],
)
def test_a_matter_that_is_withdrawn_or_suspended_takes_its_activity_with_it(
    status: ActivityStatus, ends: bool, seats: int
) -> None:
    plan = replace(PLAN, status=status, member_posts=(8, 12))
    if not ends:
        with pytest.raises(WrongState):
            end_with(plan, MATTER, NOW)
        return
    ended = end_with(plan, MATTER, NOW, into="夏政督〔2026〕2号")
    assert ended.saves == (replace(plan, status=_A.CANCELLED),)
    suspended = stand_still(plan, replace(MATTER, status=_M.SUSPENDED), NOW)
    resumed = stand_still(plan, replace(MATTER, status=_M.IN_PROGRESS), NOW)
    words = []
    for outcome in (ended, suspended, resumed):
        told = [notice for notice in outcome.notices if isinstance(notice, ActivityInterrupted)]
        assert len(told) == seats
        words.append(told[0].what)
    assert words == ["merged", "suspended", "resumed"]
    with pytest.raises(WrongState):
        require_not_held(replace(MATTER, status=_M.SUSPENDED))
    require_not_held(None)
