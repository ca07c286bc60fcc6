"""The test office in a migrated database, made once and copied for each test."""

from __future__ import annotations

from pathlib import Path

from storage.engine import Database
from storage.unit_of_work import UnitOfWork
from tests import roster
from tests.world import setting_at


async def make_template(path: Path, *, filled: bool = True) -> None:
    """A migrated database with the test office in it (or empty), to be copied for each test."""
    from storage.migrating import upgrade  # noqa: PLC0415 - only the template needs Alembic

    database = Database.open(f"sqlite+aiosqlite:///{path}")
    await upgrade(database)
    async with database.write(setting_at()) as unit:
        if filled:
            await fill(unit)
        await unit.commit()
    await database.close()


async def fill(unit: UnitOfWork) -> None:
    """Put the test office into a database and set the counters behind it."""
    rows = roster.entities()
    await unit.save(*rows)
    for kind, count in (("unit", len(roster.UNITS)), ("person", len(roster.SEATS)), ("post", len(roster.SEATS))):
        for _ in range(count):
            await unit.new_id(kind)
