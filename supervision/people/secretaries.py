"""领导秘书: they see their leaders' papers and may remind them; they never sign."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from supervision.actors import Actor
from supervision.approving.approvals import subject_of
from supervision.approving.signing import Signing
from supervision.calendars.deadlines import local_date
from supervision.county import County
from supervision.model import Post, Reminder, SigningStep, StepStatus
from supervision.notices.base import to_officer
from supervision.notices.secretaries import LeaderUnreachable
from supervision.outcome import Fact, Outcome
from supervision.refusals import NotAllowed, StaleButton
from supervision.reminding.reminders import PASSED
from supervision.roles import Permission, Role

ASKED = "leader"
"""The rung of a reminder that a secretary asked for; one a step and day."""


def serves(step: SigningStep, actor: Actor) -> Post | None:
    """The post in which the actor is the secretary of the step's signer."""
    return next((post for post in actor.posts if post.role is Role.SECRETARY and step.post_id in post.serves), None)


def asked_rung(day: date) -> str:
    """Name the rung of one day."""
    return f"{ASKED}@{day.isoformat()}"


def remind_leader(
    signing: Signing,
    seq: int,
    actor: Actor,
    now: datetime,
    *,
    before: Sequence[Reminder],
    unreachable: bool,
    county: County,
) -> Outcome:
    """［提醒领导］: the use case sends the signer his card once more; the second asking of a day does nothing.

    Args:
        before: the reminders of this step.
        unreachable: the signer has no account, so that the Office is told to bring him the paper.

    Raises:
        NotAllowed: he is not this signer's secretary.
        StaleButton: the paper does not wait there any more.
    """
    actor.require(Permission.LEADER_REMIND)
    step = signing.step(seq)
    if serves(step, actor) is None:
        raise NotAllowed(Permission.LEADER_REMIND)
    if signing.current is None or signing.current.seq != seq or step.status is not StepStatus.CURRENT:
        raise StaleButton
    rung = asked_rung(local_date(now, county.zone))
    if any(row.rung == rung for row in before):
        return Outcome()
    row = Reminder(0, seq, 0, step.chain_id, rung=rung, post_id=step.post_id, created_at=now, told_by=PASSED)
    told = LeaderUnreachable(
        to=to_officer(signing.chain.drafted_post_id),
        chain_id=step.chain_id,
        seq=seq,
        title=signing.chain.title,
        leader=step.title,
        day=local_date(now, county.zone),
    )
    fact = Fact("approval.leader_reminded", subject_of(signing.chain), {"chain": step.chain_id, "step": seq})
    return Outcome((row,), (fact,), (told,) if unreachable else ())
