"""Matters by what is asked of them."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import delete, select

from storage.tables import MODELS
from storage.unit_of_work import UnitOfWork
from supervision.model import Assignment, Matter, MatterStatus, Post, Task

_matters, _posts = MODELS[Matter], MODELS[Post]


async def matters_in(
    unit: UnitOfWork, statuses: Collection[MatterStatus], unit_ids: Collection[int] | None, limit: int
) -> list[Matter]:
    """The newest matters in these states; `unit_ids` keeps to what was registered in these units, none means all."""
    statement = select(_matters).where(_matters.c.status.in_(statuses)).order_by(_matters.c.id.desc()).limit(limit)
    if unit_ids is not None:
        own = select(_posts.c.id).where(_posts.c.unit_id.in_(unit_ids))
        statement = statement.where(_matters.c.registered_post_id.in_(own))
    return await unit.all(Matter, statement)


async def matter_numbered(unit: UnitOfWork, registration_number: str) -> Matter | None:
    """The matter with this registration number, or none."""
    return await unit.first(Matter, registration_number=registration_number)


async def drop_tasks(unit: UnitOfWork, matter_id: int) -> None:
    """Take the tasks and assignments of a matter away, to write them anew; only before it is issued."""
    for entity in (Assignment, Task):
        table = MODELS[entity]
        await unit.connection.execute(delete(table).where(table.c.matter_id == matter_id))
