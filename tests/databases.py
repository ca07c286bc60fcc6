"""Which database a test runs on: a copy of an SQLite file, or (`pytest --database=postgres`) one of PostgreSQL.

A test gets a database of its own either way. On PostgreSQL it is copied by the server from a template, which is made
once a worker from the SQLite template (CREATE DATABASE … TEMPLATE: 0.02 s, DROP 0.01 s; migrating anew: 0.15 s).
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import make_url

from storage import copying
from storage.engine import Database
from storage.migrating import upgrade
from storage.unit_of_work import Setting
from supervision.calendars.workdays import Workdays
from supervision.county import County

POSTGRES = os.environ.get("DUCHA_TEST_POSTGRES", "")
"""The server that `.ci/run` starts, as its superuser."""

OPTION = "--database"
KINDS = ("sqlite", "postgres")
MISSING = "no PostgreSQL here: set DUCHA_TEST_POSTGRES to a postgresql+asyncpg:// URL"

_chosen = {"kind": "sqlite"}
_templates: dict[Path, str] = {}
"""SQLite template → the name of its twin on the server."""


def choose(kind: str) -> str:
    """Run on this kind of database from here on; returns the one before."""
    before, _chosen["kind"] = _chosen["kind"], kind
    return before


def on_postgres() -> bool:
    """Whether offices of tests run on PostgreSQL."""
    return _chosen["kind"] == "postgres"


def require_server() -> None:
    """Skip the test where there is no server; in CI that is a failure."""
    if POSTGRES:
        return
    if os.environ.get("CI"):
        pytest.fail("DUCHA_TEST_POSTGRES is not set, though CI must test PostgreSQL")
    pytest.skip(MISSING)


@asynccontextmanager
async def office_database(folder: Path, source: Path) -> AsyncIterator[str]:
    """The URL of a copy of an SQLite template: a file in the folder, or a database that is dropped afterwards."""
    if not on_postgres():
        shutil.copy(source, folder / "ducha.db")
        yield f"sqlite+aiosqlite:///{folder / 'ducha.db'}"
        return
    if source not in _templates:
        _templates[source] = await _make_template(source)
    async with copy_of(_templates[source]) as url:
        yield url


@asynccontextmanager
async def copied_again(folder: Path, earlier: Path, url: str) -> AsyncIterator[str]:
    """The URL of a copy of the database `url` of an earlier folder, which nobody has open any more."""
    if not on_postgres():
        shutil.copy(earlier / "ducha.db", folder / "ducha.db")
        yield f"sqlite+aiosqlite:///{folder / 'ducha.db'}"
        return
    async with copy_of(str(make_url(url).database)) as copied:
        yield copied


@asynccontextmanager
async def copy_of(template: str) -> AsyncIterator[str]:
    """The URL of a copy of a database that nobody is connected to; dropped afterwards."""
    name = f"t{secrets.token_hex(6)}"
    await on_server(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
    try:
        yield url_of(name)
    finally:
        await on_server(f"DROP DATABASE {name} WITH (FORCE)")


def url_of(name: str) -> str:
    """The URL of a database of the tests' server."""
    return make_url(POSTGRES).set(database=name).render_as_string(hide_password=False)


async def on_server(statement: str) -> None:
    """Run a statement that no transaction may hold, as the server's superuser."""
    connection = await asyncpg.connect(POSTGRES.replace("+asyncpg", ""))
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


async def drop_templates() -> None:
    """Drop what was made for all tests of this process."""
    while _templates:
        await on_server(f"DROP DATABASE {_templates.popitem()[1]} WITH (FORCE)")


async def _make_template(source: Path) -> str:
    name = f"template_{secrets.token_hex(6)}"
    await on_server(f"CREATE DATABASE {name}")
    old, new = Database.open(f"sqlite+aiosqlite:///{source}"), Database.open(url_of(name))
    await upgrade(new)
    nothing = Setting(datetime.now(UTC), County(), Workdays())
    async with old.read(nothing) as read, new.write(nothing) as write:
        for table, columns in copying.present_tables().items():
            async for page in copying.rows_of(read, table):
                await copying.put_rows(write, table, columns, page)
        await copying.go_on_counting(write)
        await write.commit()
    await old.close()
    await new.close()
    return name
