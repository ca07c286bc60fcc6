"""One who stands by while the server goes away and comes back, and how a county's processes are told apart."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest

from bot.clock import awake
from storage import leading
from storage.engine import Database
from storage.leading import open_named, take_office
from storage.migrating import upgrade
from supervision.model import CalendarKey
from tests.storage.own_server import OwnServer, own_server
from tests.world import MONDAY, setting_at


@pytest.fixture
async def server() -> AsyncIterator[OwnServer]:
    async with own_server() as running:
        yield running


@dataclass
class Office:
    """A process as far as leadership goes: it waits, is the bot, loses that."""

    database: Database
    waits: asyncio.Event = field(default_factory=asyncio.Event)
    leads: asyncio.Event = field(default_factory=asyncio.Event)
    lost: asyncio.Event = field(default_factory=asyncio.Event)
    away: asyncio.Event = field(default_factory=asyncio.Event)
    leaves: asyncio.Event = field(default_factory=asyncio.Event)
    troubles: list[BaseException] = field(default_factory=list)

    async def run(self) -> None:
        """Stand by and be the bot, until told to leave."""
        try:
            async with leading.leading(
                self.database, self.lost.set, lambda _now: self.waits.set(), awake, self._cannot_ask
            ) as held:
                await upgrade(self.database)
                await take_office(self.database, held, MONDAY)
                self.leads.set()
                await self.leaves.wait()
        finally:
            await self.database.close()

    def _cannot_ask(self, error: BaseException) -> None:
        self.troubles.append(error)
        self.away.set()

    async def write(self, key: str) -> None:
        """Write as the bot does."""
        async with self.database.write(setting_at()) as unit:
            await unit.save(CalendarKey(key, MONDAY))
            await unit.commit()


@pytest.mark.long
@pytest.mark.timeout(120)
async def test_who_stands_by_outlives_the_server_and_takes_over_when_it_is_back(server: OwnServer) -> None:
    active, standby = Office(open_named(server.url)), Office(open_named(server.url))
    async with asyncio.timeout(90), asyncio.TaskGroup() as tasks:
        tasks.create_task(active.run())
        await active.leads.wait()
        await active.write("before")
        tasks.create_task(standby.run())
        await standby.waits.wait()
        await server.crash()
        await active.lost.wait()  # here `ducha run` ends, with LEADERSHIP_LOST
        active.leaves.set()
        await standby.away.wait()
        await server.start()
        await standby.leads.wait()
        await standby.write("after")
        assert len(standby.troubles) == 1, "it is said once that the server is away"
        standby.leaves.set()


@pytest.mark.long
async def test_a_server_that_is_away_at_the_start_is_said_at_once(server: OwnServer) -> None:
    await server.crash()
    office = Office(open_named(server.url))
    with pytest.raises(ConnectionRefusedError):
        await office.run()
    assert office.troubles == []


@pytest.mark.parametrize("schema", ["public", "夏邑县", "a_county_of_a_very_long_name", "另一个县"])
async def test_the_name_of_a_process_is_one_that_the_server_keeps(schema: str) -> None:
    database = open_named(f"postgresql+asyncpg://127.0.0.1/ducha?schema={schema}")
    assert database.name.isascii()
    assert len(database.name) <= 63
    assert database.name.startswith(leading._prefix(schema))
    others = {"public", "夏邑县", "a_county_of_a_very_long_name", "a_county_of_a_very_short_one", "另一个县"} - {schema}
    assert not any(database.name.startswith(leading._prefix(other)) for other in others)
    await database.close()
