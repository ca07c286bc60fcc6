"""Secretaries remind their own leader, of what waits for him, once a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from supervision.actors import Actor
from supervision.approving.approvals import hash_of
from supervision.approving.signing import Signing, may_sign, sign
from supervision.county import County
from supervision.model import Chain, ChainPurpose, ChainStatus, Person, Post, Reminder, SigningStep, StepStatus
from supervision.notices.secretaries import LeaderUnreachable
from supervision.outcome import Outcome
from supervision.people.secretaries import remind_leader
from supervision.refusals import NotAllowed, Refusal, StaleButton
from supervision.roles import Role

NOW = datetime(2026, 5, 7, 1, 0, tzinfo=UTC)
MAYOR, EXECUTIVE, SECRETARY, OTHER, CLERK = 1, 2, 21, 22, 8
POSTS = {
    MAYOR: Post(MAYOR, 1, Role.MAYOR, "县长", holder_id=MAYOR),
    SECRETARY: Post(SECRETARY, 1, Role.SECRETARY, "县长秘书", holder_id=SECRETARY, serves=(MAYOR,)),
    OTHER: Post(OTHER, 1, Role.SECRETARY, "常务副县长秘书", holder_id=OTHER, serves=(EXECUTIVE,)),
    CLERK: Post(CLERK, 2, Role.OFFICER, "督查室甲", holder_id=CLERK),
}


def actor(number: int) -> Actor:
    return Actor(Person(number, POSTS[number].title), (POSTS[number],))


def waiting(status: StepStatus = StepStatus.CURRENT, chain: ChainStatus = ChainStatus.RUNNING) -> Signing:
    text = "题\n文"
    of = Chain(7, ChainPurpose.ISSUE, 1, "批示件", text, hash_of(text), CLERK, NOW, status=chain, drafted_post_id=CLERK)
    return Signing(of, (SigningStep(7, 1, "mayor", "approve", MAYOR, "县长", status),))


def remind(signing: Signing, who: int = SECRETARY, *before: Reminder, unreachable: bool = False) -> Outcome:
    return remind_leader(signing, 1, actor(who), NOW, before=before, unreachable=unreachable, county=County())


def test_a_secretary_reminds_his_leader_once_a_day() -> None:
    outcome = remind(waiting())
    assert [fact.event for fact in outcome.facts] == ["approval.leader_reminded"]
    row = outcome.saves[0]
    assert isinstance(row, Reminder)
    assert remind(waiting(), SECRETARY, row) == Outcome()
    yesterday = replace(row, rung="leader@2026-05-06")
    assert remind(waiting(), SECRETARY, yesterday).saves == (row,)


@pytest.mark.parametrize(
    ("signing", "who", "expected"),
    [
        (waiting(), OTHER, NotAllowed),
        (waiting(), CLERK, NotAllowed),
        (waiting(), MAYOR, NotAllowed),
        (waiting(StepStatus.SIGNED), SECRETARY, StaleButton),
        (waiting(StepStatus.WAITING), SECRETARY, StaleButton),
        (waiting(StepStatus.VOID, ChainStatus.VOID), SECRETARY, StaleButton),
    ],
)
def test_nobody_else_and_only_what_waits(signing: Signing, who: int, expected: type[Refusal]) -> None:
    with pytest.raises(expected):
        remind(signing, who)


def test_the_office_brings_the_paper_to_who_has_no_account() -> None:
    told = [notice for notice in remind(waiting(), unreachable=True).notices if isinstance(notice, LeaderUnreachable)]
    assert [(notice.to.id, notice.leader) for notice in told] == [(CLERK, "县长")]


def test_a_secretary_never_signs() -> None:
    signing = waiting()
    assert may_sign(signing, signing.steps[0], actor(MAYOR))
    for who in (SECRETARY, OTHER):
        assert not may_sign(signing, signing.steps[0], actor(who))
        with pytest.raises(NotAllowed):
            sign(signing, 1, actor(who), NOW, shown=signing.chain.text_hash)
    stand_in = replace(signing, stand_ins={MAYOR: (SECRETARY,)})
    with pytest.raises(NotAllowed):
        sign(stand_in, 1, actor(SECRETARY), NOW, shown=signing.chain.text_hash)
