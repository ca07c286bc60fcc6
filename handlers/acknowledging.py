"""签收: one tap of any of a unit's people settles the whole card."""

from __future__ import annotations

from handlers.carrying import carry_out
from handlers.context import Turn
from handlers.dialogue import repeat
from handlers.routes import Tap
from messages.presses.dispatching import Acknowledge
from storage.queries import dispatching
from storage.unit_of_work import UnitOfWork
from supervision import acknowledging
from supervision.actors import Actor
from supervision.model import Paper, Person
from supervision.notices.dispatching import Acknowledged, AcknowledgedBefore
from supervision.roles import Permission


async def acknowledge(unit: UnitOfWork, actor: Actor, paper_id: int, unit_id: int) -> Acknowledged | AcknowledgedBefore:
    """Record 签收; done twice it changes nothing and says who did it. Raises as `acknowledging.acknowledge`."""
    own = await dispatching.unit_paper(unit, paper_id, unit_id)
    number = (await unit.require(Paper, paper_id)).document_number
    before, at = own.is_acknowledged, own.dispatch.delivered_at
    outcome = acknowledging.acknowledge(own, actor, unit.now, unit.county, unit.workdays)
    if before and at is not None:
        by = await unit.get(Person, own.dispatch.acknowledged_by) if own.dispatch.acknowledged_by else None
        return AcknowledgedBefore(document_number=number, at=at, by=by.name if by else "")
    post = actor.post_of_unit(unit_id)
    await carry_out(unit, actor, outcome, post_id=post.id if post else None)
    return Acknowledged(document_number=number, tasks=len(own.live))


async def on_acknowledge(turn: Turn) -> None:
    """［签收］."""
    press = turn.press
    assert isinstance(press, Acknowledge)
    turn.say_in_toast(await acknowledge(turn.unit, turn.actor, press.paper, press.unit))
    await repeat(turn)


ROUTES = (Tap(press=Acknowledge, callback=on_acknowledge, may=Permission.PAPER_ACKNOWLEDGE),)
