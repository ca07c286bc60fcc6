"""When a unit was told of its criticism, and who had a part in a bulletin."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from storage import audit
from storage.outbox import State
from storage.tables import outbox
from storage.unit_of_work import UnitOfWork
from supervision.model import Chain, ChainPurpose, Objection, SigningStep
from supervision.notices.bulletins import bulletin_subject


async def told_at(unit: UnitOfWork, bulletin_id: int, unit_id: int) -> datetime | None:
    """When the first of a unit's seats got what a bulletin says of it."""
    key = f"bulletin-told/{bulletin_id}/{unit_id}@%"
    statement = select(func.min(outbox.c.sent_at).label("at")).where(
        outbox.c.kind == "criticism_told", outbox.c.key.like(key), outbox.c.status == State.SENT
    )
    row = (await unit.connection.execute(statement)).first()
    return row.at if row is not None else None


async def took_part(unit: UnitOfWork, bulletin_id: int) -> frozenset[int]:
    """Who drafted, edited, heard, decided on what was said to it, or signed it."""
    people = {row.person_id for row in await audit.history(unit, bulletin_subject(bulletin_id))}
    for chain in await unit.find(Chain, purpose=ChainPurpose.BULLETIN, subject_id=bulletin_id):
        people |= {chain.drafted_by, *chain.drafters}
        for step in await unit.find(SigningStep, chain_id=chain.id):
            people |= {step.decided_by or 0, step.verbal_by or 0}
    for item in await unit.find(Objection, bulletin_id=bulletin_id):
        people |= {item.answered_by or 0, item.phoned_by or 0, item.decided_by or 0}
    return frozenset(people) - {0}
