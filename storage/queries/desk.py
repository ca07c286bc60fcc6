"""What the Office must not forget: which of it is to be said, and from when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import bindparam, func, select

from storage.tables import MODELS
from storage.unit_of_work import UnitOfWork
from supervision.model import DeskItem, DeskKind

_items = MODELS[DeskItem]
_UNTOLD = (_items.c.told_on.is_(None), _items.c.done_at.is_(None))
_FIRST = select(func.min(_items.c.on)).where(*_UNTOLD)
_READY = select(_items).where(*_UNTOLD, _items.c.on <= bindparam("today")).order_by(_items.c.on, _items.c.key)


async def first_day(unit: UnitOfWork) -> date | None:
    """The first day from which something is to be said."""
    found: date | None = (await unit.connection.execute(_FIRST)).scalar()
    return found


async def ready(unit: UnitOfWork) -> list[DeskItem]:
    """What is to be said today."""
    return await unit.all(DeskItem, _READY.params(today=unit.today))


async def settle(unit: UnitOfWork, kind: DeskKind, key: str) -> None:
    """Take a thing off the desk; one that is not there, or was settled before, stays as it is."""
    item = await unit.get(DeskItem, kind, key)
    if item is not None and item.done_at is None:
        await unit.save(replace(item, done_at=unit.now))
