"""特急 that a leader does not answer: who may send him the card once more, and what that leaves behind."""

from __future__ import annotations

from datetime import datetime

from supervision.actors import Actor
from supervision.approving.signing import DECIDED, Signing
from supervision.calendars.deadlines import BY_THE_CLOCK
from supervision.model import ChainStatus, SigningStep, StepStatus
from supervision.notices.base import to_signer
from supervision.notices.cards import StepCard, step_subject
from supervision.outcome import Fact, Outcome
from supervision.refusals import AlreadyDecided, NotAllowed, StaleButton
from supervision.roles import OFFICE, Permission

PAUSE_SECONDS = 600
"""Two taps within ten minutes are one message: the leader is not to be flooded at night."""


def present_again(signing: Signing, seq: int, actor: Actor, now: datetime) -> Outcome:
    """Send the signer his card once more, at any hour.

    Raises:
        NotAllowed: neither of the Office nor the leader's secretary.
        AlreadyDecided: he decided meanwhile.
        StaleButton: the text waits for him no longer, or is not 特急.
    """
    actor.require(Permission.LEADER_REMIND)
    step = signing.step(seq)
    if not _concerns(step, actor):
        raise NotAllowed(Permission.LEADER_REMIND)
    if step.status in DECIDED and step.decided_at is not None:
        raise AlreadyDecided(step.title, step.status.value, step.decided_at, signing.now_with, step.act)
    waits = signing.chain.status is ChainStatus.RUNNING and step.status is StepStatus.CURRENT
    if not waits or signing.chain.urgency not in BY_THE_CLOCK:
        raise StaleButton
    card = StepCard(
        to=to_signer(step.post_id), chain_id=step.chain_id, seq=seq, again=int(now.timestamp()) // PAUSE_SECONDS
    )
    details = {"chain": step.chain_id, "step": seq, "title": step.title}
    return Outcome(facts=(Fact("leader.reminded", step_subject(step.chain_id, seq), details),), notices=(card,))


def _concerns(step: SigningStep, actor: Actor) -> bool:
    return actor.post_in(*OFFICE) is not None or any(step.post_id in post.serves for post in actor.posts)
