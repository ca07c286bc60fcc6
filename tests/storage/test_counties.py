"""Many counties on one server, a schema and a role each: none sees, waits for, migrates or may read another."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import DBAPIError, ProgrammingError

from bot.clock import awake
from storage import leading
from storage.engine import Database, LeadershipLostError, lock_keys
from storage.leading import leading as be_the_bot
from storage.leading import open_named, take_office
from storage.migrating import is_current, upgrade
from supervision.model import CalendarKey
from tests import databases
from tests.world import MONDAY, setting_at

pytestmark = pytest.mark.long


@dataclass(frozen=True)
class Counties:
    """The URLs of two counties of one server, each with the role that docs/operations.md gives it."""

    xiayi: str
    yucheng: str


GRANTS = (
    "CREATE ROLE {role} LOGIN PASSWORD 'x'",
    "CREATE SCHEMA {schema} AUTHORIZATION {role}",
    "ALTER ROLE {role} SET search_path = {schema}",
)
"""As docs/operations.md has it."""


@pytest.fixture
async def counties() -> AsyncIterator[Counties]:
    databases.require_server()
    name, mark = f"t{secrets.token_hex(6)}", secrets.token_hex(4)
    await databases.on_server(f"CREATE DATABASE {name}")
    place = make_url(databases.url_of(name))
    roles = [f"xiayi_{mark}", f"yucheng_{mark}"]
    admin = Database.open(databases.url_of(name))
    async with admin.connect() as connection:
        await connection.execute(text(f"REVOKE CREATE, TEMPORARY ON DATABASE {name} FROM PUBLIC"))
        for role in roles:
            for statement in GRANTS:
                await connection.execute(text(statement.format(role=role, schema=role)))
        await connection.commit()
    await admin.close()
    urls = [place.set(username=role, password="x", query={"schema": role}) for role in roles]
    yield Counties(*(url.render_as_string(hide_password=False) for url in urls))
    await databases.on_server(f"DROP DATABASE {name} WITH (FORCE)")
    for role in roles:
        await databases.on_server(f"DROP ROLE {role}")


async def write_something(database: Database) -> None:
    async with database.write(setting_at()) as unit:
        await unit.save(CalendarKey("late", MONDAY))
        await unit.commit()


def nobody_waits(now: leading.Standing) -> None:
    raise AssertionError(f"waits for {now}")


async def keys(database: Database) -> list[str]:
    async with database.read(setting_at()) as unit:
        return [key.key for key in await unit.find(CalendarKey)]


async def test_counties_neither_see_nor_wait_for_nor_migrate_each_other(counties: Counties) -> None:
    here, there = Database.open(counties.xiayi), Database.open(counties.yucheng)
    await upgrade(here)
    assert await is_current(here)
    assert not await is_current(there), "the other county's schema was not touched"
    await upgrade(there)
    assert lock_keys(here) != lock_keys(there)
    async with asyncio.timeout(10), here.write(setting_at()) as unit:
        await unit.save(CalendarKey("xiayi", MONDAY))
        async with there.write(setting_at()) as other:  # both write at the same time
            await other.save(CalendarKey("yucheng", MONDAY))
            await other.commit()
        await unit.commit()
    assert (await keys(here), await keys(there)) == (["xiayi"], ["yucheng"])
    async with here.connect() as connection:
        with pytest.raises(ProgrammingError, match="permission denied"):
            await connection.execute(text(f'SELECT * FROM "{there.schema}".calendar_keys'))
    await here.close()
    await there.close()


async def test_each_county_has_its_own_bot_and_a_successor_shuts_the_first_out(counties: Counties) -> None:
    lost: list[str] = []
    async with AsyncExitStack() as stack:
        first, other = open_named(counties.xiayi), open_named(counties.yucheng)
        for database in (first, other):
            stack.push_async_callback(database.close)
            await upgrade(database)
        held = await stack.enter_async_context(be_the_bot(first, lambda: lost.append("first"), nobody_waits, awake))
        await take_office(first, held, MONDAY)
        assert (await leading.standing(first)).holder == first.name
        of_other = await stack.enter_async_context(be_the_bot(other, lambda: None, nobody_waits, awake))
        await take_office(other, of_other, MONDAY)
        successor = open_named(counties.xiayi)
        stack.push_async_callback(successor.close)
        async with successor.connect() as connection:  # what the server does after `SERVER_PATIENCE`
            await connection.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_stat_activity USING (pid)"
                    " WHERE locktype = 'advisory' AND application_name = :name"
                ),
                {"name": first.name},
            )
            await connection.rollback()
        taken = await stack.enter_async_context(be_the_bot(successor, lambda: None, lambda _now: None, awake))
        await take_office(successor, taken, MONDAY)
        assert taken.epoch == held.epoch + 1
        assert not held.allows
        assert lost == ["first"]
        with pytest.raises((DBAPIError, LeadershipLostError)):  # its open sessions were ended
            await write_something(first)
        with pytest.raises(LeadershipLostError):  # and new ones do not help
            await write_something(first)
        assert (await leading.standing(successor)).holder == successor.name
        assert (await leading.standing(other)).holder == other.name
