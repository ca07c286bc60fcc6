"""Who of the Office is on duty."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from storage.unit_of_work import UnitOfWork
from supervision.model import DutyDay, Post
from supervision.reminding.duty import day_of_duty, on_duty
from supervision.roles import OFFICE


async def office_posts(unit: UnitOfWork) -> list[Post]:
    """The posts of the Office that are in use."""
    return await unit.find(Post, role=tuple(OFFICE), active=True)


async def posts_on_duty(unit: UnitOfWork) -> tuple[int, ...]:
    """The posts on duty now."""
    day = await unit.get(DutyDay, day_of_duty(unit.now, unit.county))
    return on_duty(day, await office_posts(unit))


async def arranged(unit: UnitOfWork, days: Collection[date]) -> dict[date, int]:
    """The post that was named for each of these days; days without one are left out."""
    return {row.day: row.post_id for row in await unit.find(DutyDay, day=tuple(days)) if row.post_id}
