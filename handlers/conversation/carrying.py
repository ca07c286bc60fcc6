"""Carrying an outcome out: rows, audit, outbox and redraws, all in the transaction that is open."""

from __future__ import annotations

from storage import audit, outbox
from storage.queries import search
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.hotline import callers
from supervision.model import Matter
from supervision.outcome import Outcome
from supervision.proposals.handling import cards_of


async def carry_out(unit: UnitOfWork, actor: Actor, outcome: Outcome, *, post_id: int | None = None) -> None:
    """Make a rule's outcome true at the next commit. `post_id` is the post in which the actor acted.

    Raises InvalidInput if what was written hands a caller of the hotline on (P7.1).
    """
    await _require_no_callers(unit, outcome)
    await unit.save(*outcome.saves)
    await search.refresh_after(unit, outcome.saves)
    await audit.record(unit, actor, outcome.facts, post_id)
    await outbox.tell(unit, outcome.notices)
    await outbox.redraw(unit, (*outcome.redraw, *cards_of(outcome.saves)))


async def _require_no_callers(unit: UnitOfWork, outcome: Outcome) -> None:
    said = [str(fact.details["words"]) for fact in outcome.facts if "words" in fact.details]
    rows = [row for row in outcome.saves if type(row) in callers.FREE_TEXT]
    if not said and not rows:
        return
    ids = {getattr(row, "matter_id", None) or 0 for row in outcome.saves} - {0}
    for matter in await unit.find(Matter, id=sorted(ids)) if ids else ():
        callers.require_none(matter.track, *said)
        callers.require_none_in(matter.track, rows)
