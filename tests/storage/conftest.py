"""The storage tests run twice: on SQLite, and (`make test-long`) on PostgreSQL."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text

from storage.engine import Database
from storage.migrating import upgrade
from tests.databases import POSTGRES, require_server
from tests.office_template import fill
from tests.world import setting_at


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.long)])
async def database(request: pytest.FixtureRequest, tmp_path: Path, template: Path) -> AsyncIterator[Database]:
    """A migrated database with the test office in it."""
    if request.param == "sqlite":
        shutil.copy(template, tmp_path / "ducha.db")
        opened = Database.open(f"sqlite+aiosqlite:///{tmp_path / 'ducha.db'}")
        yield opened
        await opened.close()
        return
    async for opened in postgresql():
        yield opened


async def postgresql() -> AsyncIterator[Database]:
    """A schema of its own on the PostgreSQL server that `.ci/run` starts, dropped afterwards."""
    require_server()
    schema = f"t{secrets.token_hex(6)}"
    opened = Database.open(f"{POSTGRES}?schema={schema}")
    await upgrade(opened)
    async with opened.write(setting_at()) as unit:
        await fill(unit)
        await unit.commit()
    yield opened
    async with opened.connect() as connection:
        await connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
        await connection.commit()
    await opened.close()
