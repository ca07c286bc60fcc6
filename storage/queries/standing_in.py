"""Who stands in for whom today, who is away, and whom a secretary serves."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import bindparam, or_, select

from storage.tables import MODELS
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.calendars.deadlines import local_date
from supervision.model import Channel, Delegation, Leave, Post
from supervision.roles import Role

_delegations, _leaves = MODELS[Delegation], MODELS[Leave]

_COUNTS = (
    or_(_delegations.c.revoked_at.is_(None), _delegations.c.revoked_at > bindparam("at")),
    or_(_delegations.c.channel == Channel.TELEGRAM, _delegations.c.confirmed_at.is_not(None)),
    _delegations.c.since <= bindparam("today"),
    _delegations.c.until >= bindparam("today"),
)
_running = select(_delegations.c.post_id, _delegations.c.deputy_post_id).where(*_COUNTS).order_by(_delegations.c.id)
_away = select(_leaves.c.post_id).where(
    _leaves.c.ended_at.is_(None), _leaves.c.since <= bindparam("today"), _leaves.c.until >= bindparam("today")
)


async def stand_ins(unit: UnitOfWork, at: datetime | None = None) -> dict[int, tuple[int, ...]]:
    """The posts that stand in for each post that is away: today, or at the time of an act that is recorded later.

    What was taken back after that time stood in then.
    """
    found: dict[int, tuple[int, ...]] = {}
    at = at or unit.now
    for row in await unit.rows(_running, today=local_date(at, unit.county.zone), at=at):
        found[row.post_id] = (*found.get(row.post_id, ()), row.deputy_post_id)
    return found


async def stood_in(unit: UnitOfWork, post_id: int, since: datetime) -> bool:
    """Whether anybody may have acted for this post on some day since then, so that it must be asked who did."""
    given = await unit.find(Delegation, post_id=post_id)
    first = local_date(since, unit.county.zone)
    return any(item.since <= unit.today and item.until >= first for item in given)


async def away_today(unit: UnitOfWork) -> frozenset[int]:
    """The posts whose holders are on leave today."""
    return frozenset(row.post_id for row in await unit.rows(_away, today=unit.today))


async def signed_for(unit: UnitOfWork, actor: Actor) -> tuple[int, ...]:
    """The posts whose papers concern the actor: his own, those that he stands in for today, those that he serves."""
    own = [post.id for post in actor.posts]
    away = [post_id for post_id, deputies in (await stand_ins(unit)).items() if not set(own).isdisjoint(deputies)]
    served = [post_id for post in actor.posts for post_id in post.serves]
    return tuple(dict.fromkeys([*own, *away, *served]))


async def beside_signer(unit: UnitOfWork, post_id: int) -> list[Post]:
    """The posts that get a signer's papers beside his own: first who stands in today, then his secretaries."""
    ids = (await stand_ins(unit)).get(post_id, ())
    deputies = await unit.find(Post, id=ids, active=True) if ids else []
    secretaries = await unit.find(Post, role=Role.SECRETARY, active=True)
    serving = [post for post in secretaries if post_id in post.serves]
    return _held([*deputies, *serving])


async def present_liaisons(unit: UnitOfWork, unit_id: int) -> list[Post]:
    """The liaisons of a unit who are there; all of them and the deputies of its head, if nobody is left."""
    liaisons = await unit.find(Post, unit_id=unit_id, role=Role.LIAISON, active=True)
    away = await away_today(unit)
    if away.isdisjoint(post.id for post in liaisons):
        return liaisons
    present = _without(liaisons, away)
    if _held(present):
        return present
    return [*liaisons, *await unit.find(Post, unit_id=unit_id, role=Role.UNIT_DEPUTY, active=True)]


def _held(posts: Iterable[Post]) -> list[Post]:
    return [post for post in posts if post.holder_id is not None]


def _without(posts: Iterable[Post], away: Collection[int]) -> list[Post]:
    return [post for post in posts if post.id not in away]
