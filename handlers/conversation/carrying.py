"""Carrying an outcome out: rows, audit, outbox and redraws, all in the transaction that is open."""

from __future__ import annotations

from storage import audit, outbox
from storage.queries import search
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.outcome import Outcome
from supervision.proposals import cards_of


async def carry_out(unit: UnitOfWork, actor: Actor, outcome: Outcome, *, post_id: int | None = None) -> None:
    """Make a rule's outcome true at the next commit. `post_id` is the post in which the actor acted."""
    await unit.save(*outcome.saves)
    await search.refresh_after(unit, outcome.saves)
    await audit.record(unit, actor, outcome.facts, post_id)
    await outbox.tell(unit, outcome.notices)
    await outbox.redraw(unit, (*outcome.redraw, *cards_of(outcome.saves)))
