"""/overview at any time, and the rounds of the week and the month."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from handlers.conversation.catalogue import Tick
from handlers.conversation.context import Services, Turn
from handlers.conversation.routes import Command
from handlers.overview import pictures
from handlers.overview.pictures import look, of_leader
from storage import outbox
from storage.unit_of_work import UnitOfWork
from supervision.model import RESPONSIBLE_KINDS, CalendarKey, Post, Unit
from supervision.notices.base import Notice, to_post
from supervision.notices.overview import LeaderPicture, Overview, OverviewNow, UnitPicture
from supervision.reminding import overviews
from supervision.reminding.overviews import Rhythm, Round
from supervision.roles import LEADERS, UNIT_LEADERS, Permission, Role


async def show(turn: Turn) -> None:
    """/overview: what each of his posts is told of."""
    unit, posts = turn.unit, turn.actor.posts
    led = tuple(dict.fromkeys(post.unit_id for post in posts if post.role in UNIT_LEADERS))
    leader = next((post for post in posts if post.role in LEADERS), None)
    seen = await look(unit, None if leader else led)
    shown = OverviewNow(
        at=unit.now,
        units=tuple([await pictures.of_unit(unit, seen, unit_id) for unit_id in led]),
        county=await of_leader(unit, seen, leader) if leader else None,
    )
    await outbox.tell(unit, [shown])


async def is_due(unit: UnitOfWork) -> bool:
    """Whether the hour of a round has come; its key is used once."""
    return bool(await _waiting(unit))


async def tell_all(services: Services) -> None:
    """Tell every head and deputy how his unit stands, and every leader how the county does; who has nothing, nothing.

    Where the month's round and the week's fall together one message says both.
    """
    async with services.transaction() as unit:
        waiting = await _waiting(unit)
        for one in waiting:
            await unit.save(CalendarKey(one.key, unit.now))
        if waiting:
            await outbox.tell(unit, await _pictures(unit, waiting[0]))
        await unit.commit()


async def next_due(unit: UnitOfWork) -> datetime | None:
    """The hour of the next round."""
    return overviews.next_round(unit.now, unit.county, unit.workdays)


async def is_lapsed(unit: UnitOfWork, key: str) -> bool:
    """Whether the week or month of a picture that was not sent is over."""
    return overviews.is_lapsed(key, unit.now, unit.county)


async def _waiting(unit: UnitOfWork) -> list[Round]:
    come = overviews.rounds(unit.now, unit.county, unit.workdays)
    return [one for one in come if await unit.get(CalendarKey, one.key) is None]


async def _pictures(unit: UnitOfWork, one: Round) -> list[Notice]:
    seen = await look(unit, monthly=one.rhythm is Rhythm.MONTH)
    told: list[Notice] = []
    drawn: dict[int, UnitPicture] = {}
    for post in await _held(unit, UNIT_LEADERS):
        if (await unit.require(Unit, post.unit_id)).kind not in RESPONSIBLE_KINDS:
            continue
        if post.unit_id not in drawn:
            drawn[post.unit_id] = await pictures.of_unit(unit, seen, post.unit_id)
        if not drawn[post.unit_id].is_empty:
            told.append(_notice(unit, one, post, of_unit=drawn[post.unit_id]))
    for post in await _held(unit, unit.county.leader_roles):
        county = await of_leader(unit, seen, post)
        if not county.is_empty:
            told.append(_notice(unit, one, post, county=county))
    return told


def _notice(
    unit: UnitOfWork,
    one: Round,
    post: Post,
    *,
    of_unit: UnitPicture | None = None,
    county: LeaderPicture | None = None,
) -> Overview:
    monthly = one.rhythm is Rhythm.MONTH
    return Overview(
        to=to_post(post.id),
        round=one.key,
        post_id=post.id,
        at=unit.now,
        unit=of_unit,
        county=county,
        monthly=monthly,
    )


async def _held(unit: UnitOfWork, roles: Collection[Role]) -> list[Post]:
    """Posts of these roles that somebody holds."""
    posts = await unit.find(Post, role=tuple(roles), active=True) if roles else []
    return [post for post in posts if post.holder_id is not None]


ROUTES = (Command(name="overview", callback=show, may=Permission.DIGEST_READ, description="督查工作总览", word="总览"),)
TICKS = (Tick("overview", is_due, tell_all, next_due),)
CONDITIONS = {"overview_lapsed": is_lapsed}
