"""Who gets what is sent to a signer or to a unit while somebody is away."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from storage import outbox
from storage.engine import Database
from storage.queries import standing_in
from supervision.actors import Actor
from supervision.model import Channel, Delegation, Leave, Post
from supervision.notices.base import Recipient, to_signer, to_unit
from supervision.notices.cards import StepCard
from tests import roster
from tests.storage.queue import queue
from tests.world import setting_at

TODAY = date(2026, 3, 2)
DAY = timedelta(days=1)
AT = datetime(2026, 3, 1, tzinfo=UTC)
MAYOR, EXECUTIVE, VICE_MAYOR, SECRETARY = (roster.id_of(k) for k in ("mayor", "executive", "vice_mayor", "secretary"))
HOUSING_A, HOUSING_B, HOUSING_DEPUTY, WATER, WATER_DEPUTY = (
    roster.id_of(key) for key in ("housing_a", "housing_b", "housing_deputy", "water", "water_deputy")
)


def posts(*numbers: int) -> list[str]:
    return [f"post/{number}" for number in numbers]


async def seats(database: Database, to: Recipient, *rows: object) -> list[str]:
    async with database.write(setting_at()) as unit:
        await unit.save(*rows)
        await outbox.tell(unit, [StepCard(to=to, chain_id=1, seq=1)])
        return [row.seat for row in await queue(unit)]


RUNNING = Delegation(1, EXECUTIVE, VICE_MAYOR, TODAY, TODAY, EXECUTIVE, AT)


@pytest.mark.parametrize(
    ("delegation", "told"),
    [
        (RUNNING, posts(EXECUTIVE, VICE_MAYOR)),
        (replace(RUNNING, since=TODAY - 3 * DAY, until=TODAY + DAY), posts(EXECUTIVE, VICE_MAYOR)),
        (replace(RUNNING, since=TODAY + DAY, until=TODAY + DAY), posts(EXECUTIVE)),
        (replace(RUNNING, since=TODAY - DAY, until=TODAY - DAY), posts(EXECUTIVE)),
        (replace(RUNNING, revoked_at=AT), posts(EXECUTIVE)),
        (replace(RUNNING, channel=Channel.PAPER), posts(EXECUTIVE)),
        (replace(RUNNING, channel=Channel.PAPER, confirmed_at=AT), posts(EXECUTIVE, VICE_MAYOR)),
        (replace(RUNNING, post_id=MAYOR), posts(EXECUTIVE)),
    ],
)
async def test_a_signers_paper_goes_to_who_stands_in_today(
    database: Database, delegation: Delegation, told: list[str]
) -> None:
    assert await seats(database, to_signer(EXECUTIVE), delegation) == told


async def test_a_leaders_secretary_gets_his_papers_beside_him(database: Database) -> None:
    assert await seats(database, to_signer(MAYOR)) == posts(MAYOR, SECRETARY)


async def test_a_vacant_secretarys_post_is_not_written_to(database: Database) -> None:
    async with database.read(setting_at()) as unit:
        vacant = replace(await unit.require(Post, SECRETARY), holder_id=None)
    assert await seats(database, to_signer(MAYOR), vacant) == posts(MAYOR)


def away(number: int, post_id: int, **more: object) -> Leave:
    return replace(Leave(number, post_id, TODAY, TODAY, post_id, AT), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("unit_id", "leaves", "told"),
    [
        (roster.HOUSING, (), posts(HOUSING_A, HOUSING_B)),
        (roster.HOUSING, (away(1, HOUSING_A),), posts(HOUSING_B)),
        (roster.HOUSING, (away(1, HOUSING_A, ended_at=AT),), posts(HOUSING_A, HOUSING_B)),
        (roster.HOUSING, (away(1, HOUSING_A, since=TODAY + DAY, until=TODAY + DAY),), posts(HOUSING_A, HOUSING_B)),
        (roster.HOUSING, (away(1, HOUSING_A), away(2, HOUSING_B)), posts(HOUSING_A, HOUSING_B, HOUSING_DEPUTY)),
        (roster.WATER, (away(1, WATER),), posts(WATER, WATER_DEPUTY)),
        (roster.WATER, (away(1, HOUSING_A),), posts(WATER)),
    ],
)
async def test_what_goes_to_a_unit_goes_to_those_who_are_there(
    database: Database, unit_id: int, leaves: tuple[Leave, ...], told: list[str]
) -> None:
    assert await seats(database, to_unit(unit_id), *leaves) == told


async def test_with_a_away_and_b_vacant_nobody_is_there(database: Database) -> None:
    async with database.read(setting_at()) as unit:
        vacant = replace(await unit.require(Post, HOUSING_B), holder_id=None)
    told = await seats(database, to_unit(roster.HOUSING), vacant, away(1, HOUSING_A))
    assert told == posts(HOUSING_A, HOUSING_B, HOUSING_DEPUTY)


async def test_whose_papers_concern_somebody(database: Database) -> None:
    async with database.write(setting_at()) as unit:
        await unit.save(RUNNING)
        actors = {}
        for key in ("executive", "vice_mayor", "secretary"):
            post = await unit.require(Post, roster.id_of(key))
            actors[key] = await standing_in.signed_for(unit, Actor(None, (post,)))
    assert actors == {
        "executive": (EXECUTIVE,),
        "vice_mayor": (VICE_MAYOR, EXECUTIVE),
        "secretary": (SECRETARY, MAYOR),
    }
