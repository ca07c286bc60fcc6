"""Many writers at once, some of another process: nobody is told that the database is locked, and nothing is lost."""

from __future__ import annotations

import asyncio
from pathlib import Path

from storage.engine import READERS, Database
from supervision.model import CalendarKey
from tests.world import MONDAY, setting_at


async def test_pitfall_43_complaint_20_two_hundred_writers_of_two_processes_lock_nobody_out(
    database: Database, tmp_path: Path
) -> None:
    """Each reads before it writes: on SQLite that fails at once, unless the transaction began as a writer."""
    other = Database.open(f"sqlite+aiosqlite:///{tmp_path / 'ducha.db'}") if database.is_sqlite else database
    try:
        await asyncio.gather(*(_read_then_write(database if n % 2 else other, n) for n in range(200)))
        async with database.read(setting_at()) as unit:
            assert len(await unit.find(CalendarKey)) == 200
            assert await unit.get(CalendarKey, "k199") is not None
    finally:
        if other is not database:
            await other.close()


async def _read_then_write(database: Database, number: int) -> None:
    async with database.write(setting_at()) as unit:
        before = len(await unit.find(CalendarKey))
        assert await unit.count_up("concurrency") == before + 1, "a writer saw what another one had not committed"
        await unit.save(CalendarKey(f"k{number}", MONDAY))
        await unit.commit()


async def test_as_many_reads_as_there_can_be_do_not_keep_a_write_from_its_connection(database: Database) -> None:
    opened, written = [asyncio.Event() for _ in range(READERS)], asyncio.Event()
    async with asyncio.timeout(20), asyncio.TaskGroup() as group:
        for one in opened:
            group.create_task(_read_until(database, one, written))
        for one in opened:
            await one.wait()
        async with database.write(setting_at()) as unit:
            await unit.save(CalendarKey("written", MONDAY))
            await unit.commit()
        written.set()


async def _read_until(database: Database, opened: asyncio.Event, written: asyncio.Event) -> None:
    """A read that stays open until somebody else has written."""
    async with database.read(setting_at()) as unit:
        assert await unit.find(CalendarKey) == []
        opened.set()
        await written.wait()
