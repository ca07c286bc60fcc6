"""What waits to be sent, row by row."""

from __future__ import annotations

from sqlalchemy import select

from storage.outbox import State
from storage.outgoing import Outgoing
from storage.tables import outbox
from storage.unit_of_work import UnitOfWork

_COLUMNS = [outbox.c[name] for name in Outgoing.__dataclass_fields__ if name != "more"]


async def queue(unit: UnitOfWork) -> list[Outgoing]:
    """Every row that may be sent, in the order in which they should be."""
    waiting = select(*_COLUMNS).where(outbox.c.status == State.NEW).order_by(outbox.c.lane, outbox.c.id)
    return [Outgoing(*row) for row in await unit.connection.execute(waiting)]
