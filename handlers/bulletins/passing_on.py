"""A unit is merged while a bulletin that is to criticise it waits for its answer: its successor is heard instead."""

from __future__ import annotations

from handlers.bulletins.hearing import told_of
from handlers.conversation.carrying import carry_out
from storage.queries import objections as queries
from storage.queries.successors import went_through
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.bulletins import objections
from supervision.model import Bulletin


async def pass_on_hearings(unit: UnitOfWork, actor: Actor, old_id: int) -> None:
    """Send the lines that a unit was asked about and has not answered to who has its work now, once it has."""
    for item in await queries.in_hand(unit):
        if not objections.is_unanswered(item) or not await went_through(unit, item.unit_id, old_id):
            continue
        await queries.void_cards_on_their_way(unit, item)
        told, leaders = await told_of(unit, item.unit_id)
        outcome = objections.pass_on(
            await unit.require(Bulletin, item.bulletin_id),
            item,
            told,
            leaders,
            now=unit.now,
            county=unit.county,
            workdays=unit.workdays,
        )
        await carry_out(unit, actor, outcome)
