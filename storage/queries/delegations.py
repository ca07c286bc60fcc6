"""Delegations: those not over, those whose beginning or end has come, and what they are checked against."""

from __future__ import annotations

from sqlalchemy import Select, and_, or_, select

from storage.tables import MODELS
from storage.unit_of_work import UnitOfWork
from supervision.approving.delegating import counts, ends_at, starts_at
from supervision.approving.delegation_clashes import Roll
from supervision.model import Channel, Delegation, Post
from supervision.roles import SIGNERS, Role

_delegations, _posts = MODELS[Delegation], MODELS[Post]
_COUNTS = and_(
    _delegations.c.revoked_at.is_(None),
    or_(_delegations.c.channel == Channel.TELEGRAM, _delegations.c.confirmed_at.is_not(None)),
)


async def not_over(unit: UnitOfWork) -> list[Delegation]:
    """Those that run, will run or wait to be confirmed, in the order of their days."""
    statement = (
        select(_delegations)
        .where(_delegations.c.revoked_at.is_(None), _delegations.c.until >= unit.today)
        .order_by(_delegations.c.since, _delegations.c.id)
    )
    return await unit.all(Delegation, statement)


async def waiting(unit: UnitOfWork) -> list[Delegation]:
    """Those that were entered from a paper and wait for a second person to compare them."""
    return [item for item in await not_over(unit) if not counts(item)]


async def roll(unit: UnitOfWork) -> Roll:
    """What a new delegation is checked against."""
    roles = SIGNERS | {Role.SECRETARY}
    statement = select(_posts).where(_posts.c.role.in_(roles), _posts.c.active).order_by(_posts.c.id)
    return Roll(tuple(await unit.all(Post, statement)), tuple(await not_over(unit)))


async def to_begin(unit: UnitOfWork) -> list[Delegation]:
    """Those that run and whose deputy was not handed yet what waits."""
    return [item for item in await unit.all(Delegation, _not_begun(unit)) if starts_at(item, unit.county) <= unit.now]


async def to_end(unit: UnitOfWork) -> list[Delegation]:
    """Those that ran and whose last day is over."""
    return [item for item in await unit.all(Delegation, _not_ended()) if ends_at(item, unit.county) <= unit.now]


def _not_begun(unit: UnitOfWork) -> Select[tuple[Delegation]]:
    return select(_delegations).where(_COUNTS, _delegations.c.began_at.is_(None), _delegations.c.until >= unit.today)


def _not_ended() -> Select[tuple[Delegation]]:
    return select(_delegations).where(_COUNTS, _delegations.c.began_at.is_not(None), _delegations.c.ended_at.is_(None))


async def not_told(unit: UnitOfWork) -> tuple[list[Delegation], list[Delegation]]:
    """Those whose beginning, and those whose end, has not been told yet – whenever it comes."""
    return await unit.all(Delegation, _not_begun(unit)), await unit.all(Delegation, _not_ended())
