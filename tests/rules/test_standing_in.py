"""Who may sign a step: its own post, or the deputy who stands in today; nobody twice and nobody his own draft."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from supervision.actors import Actor, Witness
from supervision.approving.approvals import SHOWN, hash_of
from supervision.approving.signing import Signing, check_turn, reader, send_back, sign, signatory
from supervision.model import Chain, ChainPurpose, ChainStatus, Channel, Person, Post, SigningStep, StepStatus
from supervision.notices.base import to_signer
from supervision.notices.cards import StepCard
from supervision.refusals import AlreadyDecided, NotAllowed, OwnDraft, SignedAlready
from supervision.roles import Role

NOW = datetime(2026, 5, 8, 2, 0, tzinfo=UTC)
TEXT = "关于印发任务分解的通知"
SHOWN_HASH = hash_of(TEXT)[:SHOWN]
DIRECTOR, MAYOR, EXECUTIVE, SECRETARY = 5, 1, 2, 21

CHAIN = Chain(1, ChainPurpose.ISSUE, 7, "批示件", TEXT, hash_of(TEXT), 8, NOW, drafters=(8,), drafted_post_id=8)
STEPS = (
    SigningStep(1, 1, "director", "approve", DIRECTOR, "办公室主任", StepStatus.CURRENT),
    SigningStep(1, 2, "mayor", "approve", MAYOR, "县长"),
)
AWAY = {DIRECTOR: (EXECUTIVE,)}


def actor(number: int, role: Role, person: int | None = None, serves: tuple[int, ...] = ()) -> Actor:
    post = Post(number, 1, role, role.value, holder_id=person or number, serves=serves)
    return Actor(Person(person or number, role.value), (post,))


OWN = actor(DIRECTOR, Role.DIRECTOR)
DEPUTY = actor(EXECUTIVE, Role.EXECUTIVE_VICE_MAYOR)
SERVING = actor(SECRETARY, Role.SECRETARY, serves=(DIRECTOR,))


def test_the_post_itself_signs_also_while_a_deputy_stands_in() -> None:
    step = sign(Signing(CHAIN, STEPS, AWAY), 1, OWN, NOW, shown=SHOWN_HASH).saves[0]
    assert isinstance(step, SigningStep)
    assert (step.status, step.by_post_id, step.channel) == (StepStatus.SIGNED, DIRECTOR, Channel.TELEGRAM)


def test_a_deputy_signs_as_deputy_and_the_audit_says_so() -> None:
    outcome = sign(Signing(CHAIN, STEPS, AWAY), 1, DEPUTY, NOW, shown=SHOWN_HASH)
    step = outcome.saves[0]
    assert isinstance(step, SigningStep)
    assert (step.post_id, step.by_post_id, step.decided_by) == (DIRECTOR, EXECUTIVE, EXECUTIVE)
    assert outcome.facts[0].details["by_post"] == EXECUTIVE
    assert outcome.notices == (StepCard(to=to_signer(MAYOR), chain_id=1, seq=2),)


def test_a_deputy_sends_back_as_deputy() -> None:
    outcome = send_back(Signing(CHAIN, STEPS, AWAY), 1, DEPUTY, NOW, shown=SHOWN_HASH, words="时限过紧")
    step = outcome.saves[1]
    assert isinstance(step, SigningStep)
    assert (step.status, step.by_post_id) == (StepStatus.SENT_BACK, EXECUTIVE)


@pytest.mark.parametrize("who", [DEPUTY, SERVING, actor(9, Role.VICE_MAYOR)])
def test_nobody_else_signs(who: Actor) -> None:
    with pytest.raises(NotAllowed):
        check_turn(Signing(CHAIN, STEPS), 1, who, SHOWN_HASH)


def test_a_secretary_reads_and_does_not_sign() -> None:
    signing = Signing(CHAIN, STEPS, AWAY)
    assert signatory(signing, STEPS[0], SERVING) is None
    assert reader(signing, STEPS[0], SERVING) == SERVING.posts[0]
    assert reader(signing, STEPS[1], SERVING) is None


def test_who_signed_as_deputy_reads_it_after_the_delegation_has_ended() -> None:
    signed = replace(STEPS[0], status=StepStatus.SIGNED, by_post_id=EXECUTIVE)
    assert reader(Signing(CHAIN, (signed, STEPS[1])), signed, DEPUTY) == DEPUTY.posts[0]
    assert reader(Signing(CHAIN, STEPS), STEPS[0], DEPUTY) is None


def test_a_deputy_does_not_sign_his_own_draft() -> None:
    with pytest.raises(OwnDraft):
        check_turn(Signing(replace(CHAIN, drafters=(EXECUTIVE,)), STEPS, AWAY), 1, DEPUTY, SHOWN_HASH)


@pytest.mark.parametrize("passed", [{"decided_by": EXECUTIVE}, {"verbal_by": EXECUTIVE}], ids=str)
def test_a_deputy_does_not_sign_twice(passed: dict[str, int]) -> None:
    first = SigningStep(1, 1, "executive", "review", EXECUTIVE, "常务副县长", StepStatus.SIGNED, **passed)  # type: ignore[arg-type]
    second = replace(STEPS[0], seq=2)
    with pytest.raises(SignedAlready):
        check_turn(Signing(CHAIN, (first, second), AWAY), 2, DEPUTY, SHOWN_HASH)


def test_a_consent_by_telephone_is_decided_and_no_signature() -> None:
    verbal = replace(STEPS[0], status=StepStatus.VERBAL, decided_at=NOW, verbal_at=NOW, verbal_by=DIRECTOR)
    with pytest.raises(AlreadyDecided):
        check_turn(Signing(CHAIN, (verbal, STEPS[1])), 1, OWN, SHOWN_HASH)
    assert not verbal.signed_hash


def test_a_recorded_signature_runs_the_same_rule_and_keeps_its_basis() -> None:
    witness = Witness(
        channel=Channel.PAPER,
        record_id=4,
        entered_by=8,
        confirmed_by=9,
        happened_at=datetime(2026, 5, 6, 9, 30, tzinfo=UTC),
        happened_on=date(2026, 5, 6),
    )
    last = (replace(STEPS[0], status=StepStatus.SIGNED, decided_by=3, decided_at=NOW), STEPS[1])
    current = (last[0], replace(last[1], status=StepStatus.CURRENT))
    mayor = replace(actor(MAYOR, Role.MAYOR), witness=witness)
    chain, step = sign(Signing(CHAIN, current), 2, mayor, NOW, shown=SHOWN_HASH).saves
    assert isinstance(chain, Chain)
    assert isinstance(step, SigningStep)
    assert chain.status is ChainStatus.APPROVED
    assert (step.channel, step.record_id, step.signed_on) == (Channel.PAPER, 4, date(2026, 5, 6))
    with pytest.raises(NotAllowed):
        sign(Signing(CHAIN, current), 2, replace(OWN, witness=witness), NOW, shown=SHOWN_HASH)
