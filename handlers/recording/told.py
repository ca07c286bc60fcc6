"""已电话告知 on a line of 待送达: that a unit knows its paper is a record like any other, and counts once confirmed."""

from __future__ import annotations

from handlers.issuing.acknowledging import units_of
from handlers.recording.recording import enter
from storage import outbox
from storage.queries import dispatching
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import Channel, Record, RecordKind
from supervision.notices.cards import PaperCard
from supervision.procedures.lifecycle import ENDS
from supervision.roles import DRAFTERS


async def record_told(unit: UnitOfWork, actor: Actor, card: PaperCard, seat: str, row_id: int) -> bool:
    """Enter that who sits in this seat was told of a paper just now.

    Returns:
        Whether there is something to confirm: not if he does not act for the paper's unit, or if the unit knew of all
        of it, or if it concerns nobody any more.
    """
    if card.unit_id not in await units_of(unit, seat):
        return False
    own = await dispatching.unit_paper(unit, card.paper_id, card.unit_id)
    if own.is_delivered or own.withdrawn or own.matter.status in ENDS:
        return False
    person = await outbox.holder_of(unit, seat)
    post = actor.post_in(*DRAFTERS)
    record = Record(
        id=await unit.new_id("record"),
        kind=RecordKind.DELIVERY,
        channel=Channel.TELEPHONE,
        entered_by=actor.person_id,
        entered_post_id=post.id if post else 0,
        entered_at=unit.now,
        happened_at=unit.now,
        matter_id=own.matter.id,
        paper_id=card.paper_id,
        unit_id=card.unit_id,
        who=person.name if person else "",
        outbox_row=row_id,
    )
    await enter(unit, actor, record, since=own.dispatch.sent_at.isoformat(), scans=[])
    return True
