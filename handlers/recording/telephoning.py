"""［记录电话送达］: before the Office records a call, whether the unit needs to be told at all."""

from __future__ import annotations

from datetime import datetime

from messages.views.matters import short_name
from storage.queries import dispatching, owed
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.carrying_out.acknowledging import UnitPaper
from supervision.model import Paper, Post, Unit
from supervision.notices.telephoning import ReachedBefore
from supervision.procedures.desks import require_desk
from supervision.refusals import StaleButton
from supervision.roles import Permission


async def reached_before(unit: UnitOfWork, actor: Actor, paper_id: int, unit_id: int) -> ReachedBefore | None:
    """Say that a unit was told of its paper, or has signed for it; none while it is to be told.

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
    return None


def _signed_at(own: UnitPaper) -> datetime:
    """When the unit signed for what it has. Raises StaleButton if it did not: its tasks are gone, or the matter."""
    if not own.is_acknowledged or own.dispatch.acknowledged_at is None:
        raise StaleButton
    return own.dispatch.acknowledged_at
