"""委托代签: the use cases – giving, confirming and taking back, and what happens when one begins or ends."""

from __future__ import annotations

from datetime import date, datetime

from handlers.conversation.carrying import carry_out
from handlers.conversation.catalogue import Tick
from handlers.conversation.context import Services
from handlers.recording.recording import confirmers
from messages.views.delegating import DelegationView
from storage import outbox
from storage.queries import approvals
from storage.queries import delegations as queries
from storage.unit_of_work import UnitOfWork
from supervision.actors import MACHINE, Actor
from supervision.approving import delegating
from supervision.approving.delegating import signer_title
from supervision.model import Channel, Delegation, Person, Post
from supervision.notices.base import to_signer
from supervision.notices.cards import StepCard, step_subject
from supervision.notices.delegating import DelegationCard, DelegationRevoked

_OPEN = frozenset({"waiting", "coming", "running"})
"""States in which a delegation can be taken back."""


async def grant(
    unit: UnitOfWork, actor: Actor, *, away: int, deputy: int, since: date, until: date, reference: str = ""
) -> Delegation:
    """Let a deputy sign for a post; if it begins today, he gets what waits. Raises as `delegating.grant`."""
    asked = Delegation(
        id=await unit.new_id("delegation"),
        post_id=away,
        deputy_post_id=deputy,
        since=since,
        until=until,
        granted_by=actor.person_id,
        granted_at=unit.now,
        reference=reference,
    )
    asking = await confirmers(unit, actor, (await unit.require(Post, deputy)).holder_id)
    outcome = delegating.grant(asked, await queries.roll(unit), actor, unit.now, unit.county, confirmers=asking)
    await carry_out(unit, actor, outcome, post_id=away if actor.holds(away) else None)
    given = await unit.require(Delegation, asked.id)
    await _begin_if_due(unit, given)
    return given


async def confirm(unit: UnitOfWork, actor: Actor, delegation_id: int) -> None:
    """核对无误. Raises as `delegating.confirm`."""
    delegation = await unit.require(Delegation, delegation_id)
    outcome = delegating.confirm(delegation, await queries.roll(unit), actor, unit.now, unit.county)
    await carry_out(unit, actor, outcome)
    await _begin_if_due(unit, await unit.require(Delegation, delegation_id))


async def revoke(unit: UnitOfWork, actor: Actor, delegation_id: int) -> None:
    """收回委托: from now on the deputy cannot sign, and his cards lose their buttons. Raises as `delegating.revoke`."""
    delegation = await unit.require(Delegation, delegation_id)
    await carry_out(unit, actor, delegating.revoke(delegation, actor, unit.now, unit.county))
    await _redraw_steps(unit, delegation)


async def _begin_if_due(unit: UnitOfWork, delegation: Delegation) -> None:
    """What begins on a later day the clock begins."""
    if delegating.runs_on(delegation, unit.today):
        await _begin(unit, delegation)


async def _begin(unit: UnitOfWork, delegation: Delegation) -> None:
    """Hand the deputy what waits for the post, once more if he had it under an earlier delegation."""
    await carry_out(unit, MACHINE, delegating.begin(delegation, unit.now))
    for step in await approvals.waiting_steps(unit, [delegation.post_id]):
        card = StepCard(to=to_signer(delegation.post_id), chain_id=step.chain_id, seq=step.seq)
        await outbox.tell_seat_again(unit, card, f"post/{delegation.deputy_post_id}")
    await _redraw_steps(unit, delegation)


async def _end(unit: UnitOfWork, delegation: Delegation) -> None:
    await carry_out(unit, MACHINE, delegating.end(delegation, unit.now))
    await _redraw_steps(unit, delegation)


async def _redraw_steps(unit: UnitOfWork, delegation: Delegation) -> None:
    """Whoever has a card of what waits for the post sees who may sign it now."""
    waiting = await approvals.waiting_steps(unit, [delegation.post_id])
    await outbox.redraw(unit, [step_subject(step.chain_id, step.seq) for step in waiting])


async def is_due(unit: UnitOfWork) -> bool:
    """Whether a delegation has its first day, or had its last."""
    return bool(await queries.to_begin(unit) or await queries.to_end(unit))


async def run(services: Services) -> None:
    """Begin and end what has its day."""
    async with services.transaction() as unit:
        for delegation in await queries.to_begin(unit):
            await _begin(unit, delegation)
        for delegation in await queries.to_end(unit):
            await _end(unit, delegation)
        await unit.commit()


async def next_due(unit: UnitOfWork) -> datetime | None:
    """When the next delegation begins or ends."""
    beginning, ending = await queries.not_told(unit)
    moments = [delegating.starts_at(item, unit.county) for item in beginning]
    moments += [delegating.ends_at(item, unit.county) for item in ending]
    return min(moments, default=None)


async def title_of(unit: UnitOfWork, post_id: int) -> str:
    """What a post is called where it signs."""
    return signer_title(await unit.require(Post, post_id))


async def view(unit: UnitOfWork, notice: DelegationCard | DelegationRevoked, viewer: Actor) -> DelegationView:
    """Load a delegation's card."""
    delegation = await unit.require(Delegation, notice.delegation_id)
    state = _state(unit, delegation)
    deputy = await unit.require(Post, delegation.deputy_post_id)
    return DelegationView(
        delegation_id=delegation.id,
        away=await title_of(unit, delegation.post_id),
        deputy=signer_title(deputy),
        since=delegation.since,
        until=delegation.until,
        state=state,
        reference=delegation.reference,
        entered_by=await _name(unit, delegation.granted_by),
        entered_at=delegation.granted_at,
        confirmed_by=await _name(unit, delegation.confirmed_by),
        revoked_at=delegation.revoked_at,
        for_deputy=viewer.holds(delegation.deputy_post_id),
        may_revoke=state in _OPEN and delegating.may_revoke(delegation, viewer),
        own_entry=viewer.person_id == delegation.granted_by,
        may_confirm=state == "waiting" and delegating.may_confirm(delegation, deputy, viewer),
    )


def _state(unit: UnitOfWork, delegation: Delegation) -> str:
    if delegation.revoked_at is not None:
        on_paper = delegation.channel is not Channel.TELEGRAM
        return "rejected" if on_paper and delegation.confirmed_at is None else "revoked"
    if delegation.until < unit.today:
        return "over"
    if not delegating.counts(delegation):
        return "waiting"
    return "running" if delegation.since <= unit.today else "coming"


async def _name(unit: UnitOfWork, person_id: int | None) -> str:
    person = await unit.get(Person, person_id) if person_id else None
    return person.name if person else ""


VIEWS = {"delegation_card": view, "delegation_revoked": view}
TICKS = (Tick("delegations", is_due, run, next_due),)
