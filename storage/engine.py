"""Opening the database and its transactions."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

from sqlalchemy import event, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage.crossing import connect
from storage.unit_of_work import Setting, UnitOfWork

BUSY_TIMEOUT_MS = 10_000
"""How long a writer waits for another process (a backup, the command line) before it gives up."""


class Database:
    """One database of one county. Writers go one at a time: audit chain and gapless numbers need that anyway.

    On SQLite one lock inside the process queues the writers (it cuts the tail latency fivefold) and BEGIN IMMEDIATE
    keeps out other processes; on PostgreSQL a transaction-long advisory lock does the same across machines.
    """

    def __init__(self, writer: AsyncEngine, reader: AsyncEngine, schema: str = "") -> None:
        self._writer = writer
        self._reader = reader
        self._queue = asyncio.Lock()
        self._lock_key = _lock_key(schema or str(writer.url.database))
        self.schema = schema

    @classmethod
    def open(cls, url: str, *, durable: bool = True) -> Database:
        """Open a database by its SQLAlchemy URL.

        `sqlite+aiosqlite:///data/ducha.db`, or `postgresql+asyncpg://…/name?schema=xiayi`: one schema a county.
        One that is not `durable` need not outlive the process, and waits for no disk.
        """
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite":
            return cls(_sqlite(parsed, "BEGIN IMMEDIATE", durable), _sqlite(parsed, "BEGIN", durable))
        schema = str(parsed.query.get("schema", "public"))
        engine = create_async_engine(
            parsed.difference_update_query(["schema"]),
            pool_size=5,
            connect_args={"server_settings": {"search_path": schema}},
        )
        return cls(engine, engine, schema)

    @property
    def is_sqlite(self) -> bool:
        """Whether the embedded default is in use."""
        return self._writer.dialect.name == "sqlite"

    @asynccontextmanager
    async def write(self, setting: Setting) -> AsyncIterator[UnitOfWork]:
        """Open a transaction that may write. It is rolled back unless `commit()` was reached."""
        async with self._queue, self._writer.connect() as connection:
            _ = await connection.begin()
            if not self.is_sqlite:
                await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": self._lock_key})
            unit = UnitOfWork(connection, setting)
            try:
                yield unit
            finally:
                await unit.close()
        await unit.run_after_commit()

    @asynccontextmanager
    async def read(self, setting: Setting) -> AsyncIterator[UnitOfWork]:
        """Open a transaction that only reads; it waits for nobody."""
        async with self._reader.connect() as connection:
            _ = await connection.begin()
            unit = UnitOfWork(connection, setting, writable=False)
            try:
                yield unit
            finally:
                await unit.close()

    @asynccontextmanager
    async def connect(self) -> AsyncIterator[AsyncConnection]:
        """A bare connection for migrations and the backup."""
        async with self._writer.connect() as connection:
            yield connection

    async def close(self) -> None:
        """Close all connections."""
        await self._writer.dispose()
        if self._reader is not self._writer:
            await self._reader.dispose()


def _sqlite(url: URL, begin: str, durable: bool) -> AsyncEngine:
    memory = url.database in (None, "", ":memory:")
    if memory:
        raise ValueError("an in-memory database cannot be shared by writer and readers; name a file")
    engine = create_async_engine(
        url,
        pool_size=1 if begin == "BEGIN IMMEDIATE" else 4,
        pool_reset_on_return=None,  # a unit of work ends its own transaction
        async_creator=partial(connect, str(url.database)),
    )

    @event.listens_for(engine.sync_engine, "connect")
    def _configure(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            f"synchronous={'FULL' if durable else 'OFF'}",
            "foreign_keys=ON",
            f"busy_timeout={BUSY_TIMEOUT_MS}",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _lock_key(name: str) -> int:
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)


def is_transient(error: BaseException) -> bool:
    """Tell whether the database was busy or away, so that the same attempt may succeed later."""
    return isinstance(error, OperationalError | InterfaceError | PoolTimeout | OSError)
