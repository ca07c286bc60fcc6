"""A matter's moves: every status is reached, every path ends, and nothing else can happen."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from messages.render import render_plain
from supervision.model import Matter, MatterStatus, Urgency
from supervision.procedures.lifecycle import ENDS, FIRST, MOVES, MatterEvent, advance, can
from supervision.refusals import WrongState

MATTER = Matter(
    id=1,
    registration_number="2026-1",
    track="assignment",
    title="城区内涝点整治",
    status=MatterStatus.REGISTERED,
    urgency=Urgency.ROUTINE,
    registered_by=8,
    registered_post_id=8,
    registered_at=datetime(2026, 3, 2, tzinfo=UTC),
)


GIVEN_UP = {MatterEvent.WITHDRAW, MatterEvent.MERGE}


def standing(status: MatterStatus) -> Matter:
    return replace(MATTER, status=status)


def reachable(start: frozenset[MatterStatus]) -> set[MatterStatus]:
    found = set(start)
    while True:
        more = {after for (before, _), after in MOVES.items() if before in found} - found
        if not more:
            return found
        found |= more


def test_every_status_is_reached_from_registration() -> None:
    assert reachable(FIRST) == set(MatterStatus)


@pytest.mark.parametrize("status", MatterStatus)
def test_every_path_ends_in_closed_or_withdrawn(status: MatterStatus) -> None:
    assert reachable(frozenset({status})) >= ({status} if status in ENDS else ENDS)
    leading_out = {event for before, event in MOVES if before is status}
    assert (status in ENDS) == (leading_out <= {MatterEvent.REOPEN, MatterEvent.FOLLOW_AGAIN})


@pytest.mark.parametrize("status", MatterStatus)
@pytest.mark.parametrize("event", MatterEvent)
def test_only_the_rows_of_the_table_can_happen(status: MatterStatus, event: MatterEvent) -> None:
    matter = standing(status)
    if (status, event) in MOVES:
        assert can(matter, event)
        assert advance(matter, event) == standing(MOVES[status, event])
        return
    assert not can(matter, event)
    with pytest.raises(WrongState) as refused:
        advance(matter, event)
    assert (refused.value.what, refused.value.state) == ("matter", status.value)


@pytest.mark.parametrize("event", [event for event in MatterEvent if event not in GIVEN_UP])
def test_P4_2_P5_2_the_gate_cannot_be_skipped(event: MatterEvent) -> None:
    followed = standing(MatterStatus.FOLLOWED)
    passes = {MatterEvent.CALL_OFFICE: MatterStatus.REGISTERED, MatterEvent.CLOSE: MatterStatus.CLOSED}
    assert can(followed, event) == (event in passes)
    if event in passes:
        assert advance(followed, event).status is passes[event]


@pytest.mark.parametrize("status", [MatterStatus.APPROVED])
def test_only_what_was_approved_is_issued(status: MatterStatus) -> None:
    assert {before for before, event in MOVES if event is MatterEvent.ISSUE} == {status}


def test_an_edit_takes_a_matter_back_before_its_approval() -> None:
    before = {before for before, event in MOVES if event is MatterEvent.SPLIT}
    assert before == {
        MatterStatus.REGISTERED,
        MatterStatus.SPLIT,
        MatterStatus.IN_APPROVAL,
        MatterStatus.SENT_BACK,
        MatterStatus.APPROVED,
    }
    assert {MOVES[status, MatterEvent.SPLIT] for status in before} == {MatterStatus.SPLIT}


def test_a_denied_consent_takes_a_matter_back_to_its_drafter() -> None:
    before = {before for before, event in MOVES if event is MatterEvent.DENY}
    assert before == {MatterStatus.IN_APPROVAL, MatterStatus.APPROVED, MatterStatus.IN_PROGRESS, MatterStatus.SUSPENDED}
    assert {MOVES[status, MatterEvent.DENY] for status in before} == {MatterStatus.SENT_BACK}


def test_a_wrong_state_is_told_in_chinese() -> None:
    with pytest.raises(WrongState) as refused:
        advance(standing(MatterStatus.IN_APPROVAL), MatterEvent.ISSUE)
    assert render_plain("wrong_state", refused.value) == "当前状态为“审签中”，不能进行此项操作。"


def test_P5_3_only_a_new_instruction_leads_out_of_closed() -> None:
    out = {(before, event): after for (before, event), after in MOVES.items() if before in ENDS}
    assert out == {
        (MatterStatus.CLOSED, MatterEvent.REOPEN): MatterStatus.IN_PROGRESS,
        (MatterStatus.CLOSED, MatterEvent.FOLLOW_AGAIN): MatterStatus.FOLLOWED,
    }


def test_a_matter_is_suspended_while_it_runs_and_taken_up_again_where_it_was() -> None:
    assert {before for before, event in MOVES if event is MatterEvent.SUSPEND} == {MatterStatus.IN_PROGRESS}
    suspended = advance(standing(MatterStatus.IN_PROGRESS), MatterEvent.SUSPEND)
    assert suspended.status is MatterStatus.SUSPENDED
    assert advance(suspended, MatterEvent.RESUME).status is MatterStatus.IN_PROGRESS


def test_nothing_is_merged_away_from_under_its_signers() -> None:
    before = {before for before, event in MOVES if event is MatterEvent.MERGE}
    assert before == set(MatterStatus) - ENDS - {MatterStatus.IN_APPROVAL, MatterStatus.CLOSING}
    assert {MOVES[status, MatterEvent.MERGE] for status in before} == {MatterStatus.WITHDRAWN}
