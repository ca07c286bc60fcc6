"""报县政府: what the mayor is told of is reported once he has it (P2.3)."""

from __future__ import annotations

from datetime import datetime

from handlers.conversation.carrying import carry_out
from handlers.conversation.catalogue import Tick
from handlers.conversation.context import Services
from storage.queries import summaries
from storage.unit_of_work import UnitOfWork
from supervision.actors import MACHINE
from supervision.results import submissions


async def is_due(unit: UnitOfWork) -> bool:
    """Whether the mayor got something since."""
    return bool(await summaries.arrived_with_mayor(unit))


async def note_arrivals(services: Services) -> None:
    """Write down what the mayor got as reported."""
    async with services.transaction() as unit:
        for row, at in await summaries.arrived_with_mayor(unit):
            await carry_out(unit, MACHINE, submissions.arrived(row, unit.county.local(at).date()))
        await unit.commit()


async def next_due(unit: UnitOfWork) -> datetime | None:
    """At once where something has arrived: it follows deliveries, not the clock."""
    return unit.now if await is_due(unit) else None


TICKS = (Tick("arrivals", is_due, note_arrivals, next_due),)
