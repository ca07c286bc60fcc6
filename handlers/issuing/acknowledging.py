"""签收: one tap of any of a unit's people settles the whole card."""

from __future__ import annotations

from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Turn
from handlers.conversation.dialogue import repeat
from handlers.conversation.routes import Tap
from handlers.issuing.corrected import timed_by_correction
from handlers.issuing.receipts import timed_by_receipt
from handlers.requesting.noting import ask_for_person
from messages.presses.dispatching import Acknowledge
from storage.queries import dispatching
from storage.queries.seats import occupant
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.carrying_out import acknowledging
from supervision.carrying_out.plans import NAMES_PERSON
from supervision.model import Paper, Person, Post
from supervision.notices.dispatching import Acknowledged, AcknowledgedBefore
from supervision.roles import Permission


async def acknowledge(unit: UnitOfWork, actor: Actor, paper_id: int, unit_id: int) -> Acknowledged | AcknowledgedBefore:
    """Record 签收; done twice it changes nothing and says who did it. Raises as `acknowledging.acknowledge`."""
    own = await dispatching.unit_paper(unit, paper_id, unit_id)
    number = (await unit.require(Paper, paper_id)).document_number
    before, at = own.is_acknowledged, own.dispatch.acknowledged_at
    outcome = acknowledging.acknowledge(own, actor, unit.now, unit.county, unit.workdays)
    if before and at is not None:
        by = await unit.get(Person, own.dispatch.acknowledged_by) if own.dispatch.acknowledged_by else None
        return AcknowledgedBefore(document_number=number, at=at, by=by.name if by else "")
    outcome += await timed_by_receipt(unit, own, actor)
    outcome += await timed_by_correction(unit, own, actor)
    post = actor.post_of_unit(unit_id)
    await carry_out(unit, actor, outcome, post_id=post.id if post else None)
    return Acknowledged(document_number=number, tasks=len(own.live))


async def units_of(unit: UnitOfWork, seat: str) -> tuple[int, ...]:
    """The units that somebody in this seat acts for, vacant posts included: `unit/5` is answered by the unit itself."""
    kind, _, number = seat.partition("/")
    if kind == "unit":
        return (int(number),)
    post = await unit.get(Post, int(number)) if kind == "post" else None
    if post is not None:
        return (post.unit_id,)
    found = await occupant(unit, seat)
    return found.actor.unit_ids if found else ()


async def on_acknowledge(turn: Turn) -> None:
    """［签收］."""
    press = turn.press
    assert isinstance(press, Acknowledge)
    turn.say_in_toast(await acknowledge(turn.unit, turn.actor, press.paper, press.unit))
    own = await dispatching.unit_paper(turn.unit, press.paper, press.unit)
    if own.matter.track in NAMES_PERSON and not any(item.handler_name for item in own.live):
        await ask_for_person(turn, press.paper, press.unit)
    else:
        await repeat(turn)


ROUTES = (Tap(press=Acknowledge, callback=on_acknowledge, may=Permission.PAPER_ACKNOWLEDGE),)
