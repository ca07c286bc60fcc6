"""Bringing a database to the present schema."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.schema import CreateSchema

from storage.engine import Database

_FOLDER = Path(__file__).parent / "migrations"


async def upgrade(database: Database) -> None:
    """Apply all migrations that are missing; nothing when there are none."""
    async with database.connect() as connection:
        if database.schema:
            await connection.execute(CreateSchema(database.schema, if_not_exists=True))
        await connection.run_sync(_upgrade)
        await connection.commit()


async def is_current(database: Database) -> bool:
    """Tell whether the schema is the one that this version of the program knows."""
    async with database.connect() as connection:
        present = await connection.run_sync(_revision)
        await connection.rollback()
    return present == ScriptDirectory.from_config(_config()).get_current_head()


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    config.attributes["connection"] = connection
    return config


def _upgrade(connection: Connection) -> None:
    command.upgrade(_config(connection), "head")


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()
