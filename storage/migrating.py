"""Bringing a database to the present schema."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.schema import CreateSchema

from storage.engine import Database

_FOLDER = Path(__file__).parent / "migrations"


async def upgrade(database: Database, revision: str = "head") -> None:
    """Apply all migrations that are missing, up to a revision; nothing when there are none."""
    async with database.connect() as connection:
        if database.schema and not await connection.run_sync(_has_schema, database.schema):
            await connection.execute(CreateSchema(database.schema, if_not_exists=True))
        await connection.run_sync(_upgrade, revision)
        await connection.commit()


async def is_current(database: Database) -> bool:
    """Tell whether the schema is the one that this version of the program knows."""
    async with database.connect() as connection:
        present = await connection.run_sync(_revision)
        await connection.rollback()
    return present == newest_revision()


async def present_revision(connection: AsyncConnection) -> str:
    """The revision of an open database's schema; empty where no migration ran yet."""
    return await connection.run_sync(_revision) or ""


def newest_revision() -> str | None:
    """The revision that this version of the program knows as its own."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def knows(revision: str) -> bool:
    """Tell whether a revision is one of ours; a newer program's is not."""
    return revision in {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    config.attributes["connection"] = connection
    return config


def _has_schema(connection: Connection, name: str) -> bool:
    """Asked first: `IF NOT EXISTS` needs the right to create schemas even where there is nothing to create."""
    return inspect(connection).has_schema(name)


def _upgrade(connection: Connection, revision: str) -> None:
    command.upgrade(_config(connection), revision)


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()
