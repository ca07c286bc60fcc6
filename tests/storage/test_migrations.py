"""The migrations lead to the schema that the dataclasses describe."""

from __future__ import annotations

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection

from storage.engine import Database
from storage.migrating import is_current, upgrade
from storage.tables import metadata


def differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": False})
    return list(compare_metadata(context, metadata))


async def test_a_migrated_database_has_the_schema_of_the_dataclasses(database: Database) -> None:
    async with database.connect() as connection:
        assert await connection.run_sync(differences) == []
        await connection.rollback()
    assert await is_current(database)


async def test_migrating_again_changes_nothing(database: Database) -> None:
    await upgrade(database)
    assert await is_current(database)


async def test_an_empty_database_is_not_current(tmp_path: Path) -> None:
    empty = Database.open(f"sqlite+aiosqlite:///{tmp_path / 'empty.db'}")
    assert not await is_current(empty)
    await upgrade(empty)
    assert await is_current(empty)
    await empty.close()
