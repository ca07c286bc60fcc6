"""Opening the database and its transactions."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import Select, event, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, OperationalError, PendingRollbackError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage.crossing import connect
from storage.unit_of_work import Setting, UnitOfWork

BUSY_TIMEOUT_MS = 10_000
"""How long a writer waits for another process (a backup, the command line) before it gives up."""


READERS = 15
"""Reads that are open at one time; others wait until one of them ends."""

WRITERS = 3
"""Connections to write with: of the one that writes, and beside it for migrations, backup and leadership."""

KEPT = 5
"""Of the connections to read with those that stay open when nobody reads."""


class LeadershipLostError(RuntimeError):
    """Another process is the bot now, or may be: nothing is written and nothing is said any more."""


class Database:
    """One database of one county. Writers go one at a time: audit chain and gapless numbers need that anyway.

    On SQLite one lock inside the process queues the writers (it cuts the tail latency fivefold) and BEGIN IMMEDIATE
    keeps out other processes; on PostgreSQL a transaction-long advisory lock does the same across machines.
    """

    def __init__(self, writer: AsyncEngine, reader: AsyncEngine, schema: str = "", name: str = "") -> None:
        self._writer = writer
        self._reader = reader
        self._queue = asyncio.Lock()
        self._epoch: Select[Any] | None = None
        self._own_epoch = 0
        self.schema = schema
        self.name = name
        self.url = writer.url
        self._lock_key = lock_keys(self).writing

    @classmethod
    def open(cls, url: str, *, durable: bool = True, name: str = "") -> Database:
        """Open a database by its SQLAlchemy URL.

        `sqlite+aiosqlite:///data/ducha.db`, or `postgresql+asyncpg://…/name?schema=xiayi`: one schema a county.
        One that is not `durable` need not outlive the process, and waits for no disk. By the `name` the server tells
        processes apart.
        """
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite":
            return cls(_sqlite(parsed, "BEGIN IMMEDIATE", durable), _sqlite(parsed, "BEGIN", durable))
        schema = str(parsed.query.get("schema", "public"))
        # Two pools: reads that wait until something is written must not hold the connections with which it would be.
        writer = _postgresql(parsed, 1, WRITERS, of_server(schema, name))
        return cls(writer, _postgresql(parsed, KEPT, READERS, of_server(schema, name)), schema, name)

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
                await self._require_epoch(connection)
            unit = UnitOfWork(connection, setting)
            try:
                yield unit
            finally:
                await _roll_back(unit)
        await unit.run_after_commit()

    def fence(self, epoch: Select[Any], own: int) -> None:
        """Write only as long as this question is answered by this number: nobody else has become the bot."""
        self._epoch, self._own_epoch = epoch, own

    async def _require_epoch(self, connection: AsyncConnection) -> None:
        """Asked under the writers' lock, so by a statement of its own: it must see what the last writer committed."""
        if self._epoch is not None and (await connection.execute(self._epoch)).scalar() != self._own_epoch:
            raise LeadershipLostError(self.name)

    @asynccontextmanager
    async def read(self, setting: Setting) -> AsyncIterator[UnitOfWork]:
        """Open a transaction that only reads; it waits for nobody."""
        async with self._reader.connect() as connection:
            _ = await connection.begin()
            unit = UnitOfWork(connection, setting, writable=False)
            try:
                yield unit
            finally:
                await _roll_back(unit)

    @asynccontextmanager
    async def connect(self) -> AsyncIterator[AsyncConnection]:
        """A bare connection for migrations and the backup."""
        async with self._writer.connect() as connection:
            yield connection

    async def close(self) -> None:
        """Close all connections."""
        await self._writer.dispose()
        await self._reader.dispose()


async def _roll_back(unit: UnitOfWork) -> None:
    """End a transaction. Where that fails, too, what is raised stays why it came to it, and the session is given up:
    whatever it had begun is rolled back by the server.
    """
    try:
        await unit.close()
    except DBAPIError:
        await unit.connection.invalidate()


def _postgresql(url: URL, kept: int, most: int, server_settings: dict[str, str]) -> AsyncEngine:
    return create_async_engine(
        url.difference_update_query(["schema"]),
        pool_size=kept,
        max_overflow=most - kept,
        connect_args={"server_settings": server_settings},
    )


def _sqlite(url: URL, begin: str, durable: bool) -> AsyncEngine:
    memory = url.database in (None, "", ":memory:")
    if memory:
        raise ValueError("an in-memory database cannot be shared by writer and readers; name a file")
    engine = create_async_engine(
        url,
        pool_size=1 if begin == "BEGIN IMMEDIATE" else KEPT,
        max_overflow=READERS - KEPT,
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

    def _begin(connection: Any) -> None:
        connection.driver_connection.begin_with(begin)

    # Not by the event "begin": an engine with one listener asks for listeners at each statement.
    dialect: Any = engine.sync_engine.dialect
    dialect.do_begin = _begin
    return engine


@dataclass(frozen=True, slots=True)
class LockKeys:
    """The numbers of a county's two locks on its server: of each writing transaction, and of the bot's process."""

    writing: int
    leading: int


def lock_keys(database: Database) -> LockKeys:
    """By database and schema, so that counties on one server do not wait for each other."""
    place = f"{database.url.database}/{database.schema}"
    return LockKeys(_number(f"writing {place}"), _number(f"leading {place}"))


def of_server(schema: str, name: str) -> dict[str, str]:
    """What every session tells the server: its schema and name, and how soon it may be given up as dead."""
    quoted = schema.replace('"', '""')
    return {
        "search_path": f'"{quoted}"',
        "application_name": name or "ducha",
        "tcp_keepalives_idle": "10",
        "tcp_keepalives_interval": "3",
        "tcp_keepalives_count": "3",
        "client_connection_check_interval": "5s",
    }


def _number(name: str) -> int:
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)


def is_url_of_server(url: str) -> bool:
    """Whether a URL names a PostgreSQL that we can speak to."""
    try:
        return make_url(url).drivername == "postgresql+asyncpg"
    except ArgumentError:
        return False


def without_password(url: str) -> str:
    """A URL that may be shown."""
    return make_url(url).render_as_string(hide_password=True)


AWAY_CLASSES = frozenset({"08", "28", "3D", "40", "53", "57", "58"})
"""Of SQLSTATEs, by their first two characters; what they stand for is said at `is_transient`."""

AWAY_STATES = frozenset({"25006", "25P03", "25P04", "55006", "55P03"})
"""Of classes whose other members are ours to mend."""


def is_transient(error: BaseException) -> bool:
    """Tell whether the database or the disk was busy, full or away, so that the same attempt may succeed later.

    PostgreSQL says it by SQLSTATE (its documentation, appendix A); SQLAlchemy has no class of its own for most of them:

    ======  ====================================================================================================
    08      connection exception: broken, refused, or not to be had
    25006   read-only: the server was handed over, or its host has locked it because its disk is full
    25P03   the server ended a transaction that idled (25P04: one that was too long)
    28, 3D  no session for this role or database: the administrator is changing them; no statement of ours does it
    40      rolled back for another's sake: deadlock, serialization
    53      out of disk, memory or connections
    55006   object in use; 55P03: a lock was not to be had
    57      an operator's hand: shut down, starting up, session or statement ended
    58      the server's own disk: input and output
    ======  ====================================================================================================

    Not transient: what the same statement will meet again – 22 (data), 23 (integrity), 42 (no such table, no right),
    XX (a broken index, a bug of the server), and values that asyncpg cannot send. A session that is gone is transient
    whatever it said last. SQLite has OperationalError for all of it: busy, locked, full, input and output. Of the
    system's errors only a file that is not there is final: it has a name; the socket of a server that is away has none.
    """
    if isinstance(error, OSError):
        return not (isinstance(error, FileNotFoundError) and error.filename)
    if isinstance(error, PoolTimeout | PendingRollbackError):
        return True
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return True
    cause = error.orig if isinstance(error, DBAPIError) else error
    if state := str(getattr(cause, "sqlstate", None) or ""):
        return state[:2] in AWAY_CLASSES or state in AWAY_STATES
    is_value = cause is not None and isinstance(cause.__cause__, ValueError)
    return isinstance(error, OperationalError | InterfaceError) and not is_value
