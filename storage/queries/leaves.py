"""Leaves: those of a post, those that are not over, and who is there on given days."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from storage.unit_of_work import UnitOfWork
from supervision.model import Leave, Post
from supervision.roles import Role


async def not_over(unit: UnitOfWork) -> list[Leave]:
    """Leaves that run or are to come."""
    return await unit.find(Leave, ended_at=None)


async def of_posts(unit: UnitOfWork, post_ids: Collection[int]) -> list[Leave]:
    """The leaves of these posts that are not over."""
    return await unit.find(Leave, post_id=tuple(post_ids), ended_at=None) if post_ids else []


async def covers(unit: UnitOfWork, post: Post, since: date, until: date) -> list[Post]:
    """Who gets what goes to a unit while a liaison is away on these days: the others who are there, else the deputy."""
    liaisons = await unit.find(Post, unit_id=post.unit_id, role=Role.LIAISON, active=True)
    others = [item for item in liaisons if item.id != post.id and item.holder_id not in (None, post.holder_id)]
    leaves = await of_posts(unit, [item.id for item in others])
    away = {leave.post_id for leave in leaves if leave.since <= until and since <= leave.until}
    present = [item for item in others if item.id not in away]
    if present:
        return present
    deputies = await unit.find(Post, unit_id=post.unit_id, role=Role.UNIT_DEPUTY, active=True)
    return [item for item in deputies if item.holder_id not in (None, post.holder_id)]
