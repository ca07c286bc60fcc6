"""A group became a supergroup: its binding, its waiting messages and its cards follow."""

from __future__ import annotations

from handlers.conversation.carrying import carry_out
from storage import chats, outbox
from storage.queries import roster
from storage.unit_of_work import UnitOfWork
from supervision.actors import MACHINE
from supervision.model import Group
from supervision.notices.base import Card
from supervision.outcome import Fact, Outcome
from supervision.subjects import Subject


async def follow_migration(unit: UnitOfWork, old: int, new: int) -> None:
    """Follow the group to its new id; both of Telegram's messages and its error lead here, in any order.

    Cards are posted anew, since their messages cannot be edited in the new chat.
    """
    await _merge_twin(unit, old, new)
    left = await roster.cards_in_chat(unit, old)
    group = await unit.first(Group, chat_id=old)
    await chats.migrate_chat(unit, old, new)
    for row in left:
        notice = outbox.read_notice(row.kind, row.fields)
        if isinstance(notice, Card):
            seat = f"chat/{new}" if row.seat == f"chat/{old}" else row.seat
            await outbox.tell_seat_again(unit, notice, seat)
    if group is not None:
        fact = Fact("group.migrated", Subject("group", str(group.id)), {"from": old, "to": new})
        await carry_out(unit, MACHINE, Outcome(facts=(fact,)))


async def _merge_twin(unit: UnitOfWork, old: int, new: int) -> None:
    """Somebody bound the supergroup before we heard that it is the old group: one binding remains."""
    before, twin = await unit.first(Group, chat_id=old), await unit.first(Group, chat_id=new)
    if before is None or twin is None:
        return
    await roster.move_seat(unit, f"group/{before.id}", f"group/{twin.id}")
    await unit.delete(before)
    fact = Fact("group.merged", Subject("group", str(twin.id)), {"from": old, "to": new, "was": before.id})
    await carry_out(unit, MACHINE, Outcome(facts=(fact,)))
