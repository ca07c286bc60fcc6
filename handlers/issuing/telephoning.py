"""［记录电话送达］: the Office was asked to telephone a unit, has done so, and records it where it was asked."""

from __future__ import annotations

from datetime import datetime

from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Turn
from handlers.conversation.routes import Tap
from messages.presses.reminding import RecordCall
from messages.views.matters import short_name
from storage.queries import dispatching, owed
from storage.unit_of_work import UnitOfWork
from supervision import acknowledging
from supervision.acknowledging import UnitPaper
from supervision.actors import Actor
from supervision.desks import require_desk
from supervision.model import Paper, Post, Unit
from supervision.notices.telephoning import CallRecorded, ReachedBefore
from supervision.refusals import StaleButton
from supervision.roles import Permission


async def record_call(unit: UnitOfWork, actor: Actor, paper_id: int, unit_id: int) -> CallRecorded | ReachedBefore:
    """Record that a unit was told of its paper by telephone; done twice it changes nothing and says so.

    Raises:
        NotAllowed: none of the actor's posts records what was done by telephone.
        NotFound: the matter lies on another desk.
        StaleButton: nobody needs to be told of this paper any more.
    """
    actor.require(Permission.RECORD_ENTER)
    own = await dispatching.unit_paper(unit, paper_id, unit_id)
    require_desk(actor, (await unit.require(Post, own.matter.registered_post_id)).unit_id, "paper")
    name = short_name(await unit.require(Unit, unit_id))
    number = (await unit.require(Paper, paper_id)).document_number
    waiting = await owed.waiting_paper(unit, paper_id, unit_id)
    if waiting is not None and waiting.told_at is not None:
        return ReachedBefore(unit=name, document_number=number, at=waiting.told_at, signed=False)
    if waiting is None:
        return ReachedBefore(unit=name, document_number=number, at=_signed_at(own), signed=True)
    outcome = acknowledging.deliver_by_telephone(own, actor, unit.now, unit.county, unit.workdays)
    await carry_out(unit, actor, outcome)
    return CallRecorded(unit=name, document_number=number)


def _signed_at(own: UnitPaper) -> datetime:
    """When the unit signed for what it has. Raises StaleButton if it did not: its tasks are gone, or all is over."""
    if not own.is_acknowledged or own.dispatch.acknowledged_at is None:
        raise StaleButton
    return own.dispatch.acknowledged_at


async def on_record_call(turn: Turn) -> None:
    """［记录电话送达］."""
    press = turn.press
    assert isinstance(press, RecordCall)
    turn.say_in_toast(await record_call(turn.unit, turn.actor, press.paper, press.unit))


ROUTES = (Tap(press=RecordCall, callback=on_record_call, may=Permission.RECORD_ENTER),)
