"""Who of several processes on one PostgreSQL is the bot: the others wait, and one takes over when it is gone.

Three things together let no two speak at once (docs/adr/0012):

- the leader holds a session lock, which the server frees when the session ends: at once after a kill, and after
  `SERVER_PATIENCE` of silence when the process stands still or its machine is away;
- the leader trusts its lock for `TRUST` seconds after the last answer of the server, which is shorter, and says nothing
  to Telegram afterwards (`Leadership.allows`);
- the successor counts the epoch up under the lock of all writers, and every writing transaction of a leader compares it
  (`Database.write`): one that stood still and wakes up writes nothing.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

from sqlalchemy import BigInteger, Column, Integer, MetaData, Table, Text, inspect, make_url, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from storage.columns import UtcTime
from storage.engine import Database, LeadershipLostError, is_transient, lock_keys, of_server

LOOK = 0.5
"""Seconds between two tries of one who waits for the lock."""

LONGEST_PAUSE = 4.0
"""Seconds between two tries while the server is away, at the most: doubled from `LOOK`."""

PROOF = 1.0
"""Seconds between two questions of the leader to the server."""

TRUST = 6.0
"""Seconds after a question that was answered for which the leader takes the lock for its own."""

SERVER_PATIENCE = 8_000
"""Milliseconds of silence after which the server ends the session that holds the lock. More than `TRUST`."""

LONGEST_SCHEMA = 16
"""Characters of a schema's name in the names of its processes; a longer one, or a Chinese one, is told by its hash."""

leadership = Table(
    "leadership",
    MetaData(),
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("epoch", BigInteger, nullable=False),
    Column("holder", Text, nullable=False),
    Column("since", UtcTime, nullable=False),
)
"""One row. It belongs to the server and not to the county's data: no backup has it, and no migration makes it."""

_END_SESSIONS = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
    " AND usename = current_user AND application_name = :holder AND pid <> pg_backend_pid()"
)
_TRY = text("SELECT pg_try_advisory_lock(:key)")
_NAMES = text(
    "SELECT DISTINCT application_name FROM pg_stat_activity WHERE datname = current_database()"
    " AND starts_with(application_name, :prefix)"
)


@dataclass(frozen=True, slots=True)
class Standing:
    """Who is the bot, as the server knows it: nobody, if `holder` is empty."""

    holder: str
    since: datetime | None
    waiting: tuple[str, ...]


@dataclass(slots=True)
class Leadership:
    """A lock that is held; `lost` is called once, when it is not any more."""

    name: str
    lost: Callable[[], None]
    awake: Callable[[], float]
    """Seconds on a clock that goes on while the process, or the machine, sleeps."""
    epoch: int = 0
    _proven: float = 0.0
    _ended: bool = False
    _prover: asyncio.Task[None] | None = field(default=None, repr=False)

    @property
    def allows(self) -> bool:
        """Whether something may be said to Telegram now."""
        return not self._ended and self.awake() - self._proven <= TRUST

    def require(self) -> None:
        """Leave if the lock may be another's.

        Raises:
            LeadershipLostError: it may be.
        """
        if not self.allows:
            self._lose()
            raise LeadershipLostError(self.name)

    async def hold(self, connection: AsyncConnection) -> None:
        """Begin to prove the lock, until `release`."""
        self._proven = self.awake()
        bare = (await connection.get_raw_connection()).driver_connection
        if bare is not None:
            bare.add_termination_listener(lambda _connection: self._lose())
        self._prover = asyncio.create_task(self._prove(connection), name="leadership")

    async def release(self) -> None:
        """Prove no more; the lock ends with its connection."""
        self._ended = True
        if self._prover is not None:
            self._prover.cancel()
            await asyncio.gather(self._prover, return_exceptions=True)

    async def _prove(self, connection: AsyncConnection) -> None:
        while True:
            asked = self.awake()
            try:
                async with asyncio.timeout(TRUST):
                    await connection.execute(text("SELECT 1"))
            except (SQLAlchemyError, OSError, TimeoutError):
                self._lose()
                return
            self._proven = asked
            await asyncio.sleep(PROOF)

    def _lose(self) -> None:
        if not self._ended:
            self._ended = True
            self.lost()


def open_named(url: str) -> Database:
    """Open a database under a name that no other process has; the server shows it with every session."""
    schema = str(make_url(url).query.get("schema", "public"))
    host = socket.gethostname().encode("ascii", "replace").decode().replace("/", "_")
    return Database.open(url, name=f"{_prefix(schema)}{host[:20]}/{os.getpid()}/{uuid4().hex[:6]}")


def is_shared(url: str) -> bool:
    """Whether several processes can share a database: a server's, not a file."""
    return make_url(url).get_backend_name() != "sqlite"


@asynccontextmanager
async def leading(
    database: Database,
    lost: Callable[[], None],
    waits: Callable[[Standing], None],
    awake: Callable[[], float],
    away: Callable[[BaseException], None] = lambda _error: None,
) -> AsyncIterator[Leadership]:
    """Wait until this process is the bot, and be it as long as the block runs. The database must have a name.

    The block brings the schema up to date and then calls `take_office`, before anything is written.

    Args:
        database: opened under the name of this process.
        lost: called when the lock was lost; what comes after it must be the end of the process.
        waits: called once, with who is the bot, if another one is.
        awake: a clock that goes on while the process, or the machine, sleeps.
        away: called, while this one waits, each time the server cannot be asked any more.
    """
    engine = _engine(database, {"idle_session_timeout": str(SERVER_PATIENCE)})
    held = Leadership(database.name, lost, awake)
    try:
        connection = await _wait_for_lock(engine, database, waits, away)
        try:
            await held.hold(connection)
            await _end_predecessor(database)
            yield held
        finally:
            await held.release()
            await connection.close()
    finally:
        await engine.dispose()


async def take_office(database: Database, held: Leadership, now: datetime) -> None:
    """Count the epoch up; from here on the database writes only as long as nobody else has done so."""
    async with database.connect() as connection:
        await connection.run_sync(leadership.metadata.create_all)
        await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": lock_keys(database).writing})
        values = {"epoch": 1, "holder": held.name, "since": now}
        counted = insert(leadership).values(id=1, **values)
        counted = counted.on_conflict_do_update(index_elements=["id"], set_=values | {"epoch": leadership.c.epoch + 1})
        held.epoch = int((await connection.execute(counted.returning(leadership.c.epoch))).scalar_one())
        await connection.commit()
    database.fence(select(leadership.c.epoch), held.epoch)


@asynccontextmanager
async def alone(database: Database) -> AsyncIterator[bool]:
    """Keep everybody from being the bot as long as the block runs; false if somebody is."""
    engine = _engine(database, {})
    try:
        async with engine.connect() as connection:
            yield await _try_lock(connection, database)
    finally:
        await engine.dispose()


async def standing(database: Database) -> Standing:
    """Who is the bot now, and who waits to be."""
    async with database.connect() as connection:
        names = set((await connection.execute(_NAMES, {"prefix": _prefix(database.schema)})).scalars())
        row = None
        if await connection.run_sync(lambda bare: inspect(bare).has_table(leadership.name)):
            row = (await connection.execute(select(leadership))).first()
        await connection.rollback()
    holder = row.holder if row is not None and row.holder in names else ""
    return Standing(holder, row.since if row is not None and holder else None, tuple(sorted(names - {holder})))


async def _wait_for_lock(
    engine: AsyncEngine, database: Database, waits: Callable[[Standing], None], away: Callable[[BaseException], None]
) -> AsyncConnection:
    """Who once stood by waits for the server as well, while it is away; before that a wrong address is said at once."""
    told, pause = False, LOOK
    while True:
        connection: AsyncConnection | None = None
        try:
            async with asyncio.timeout(TRUST):
                connection = await engine.connect()
            while not await _try_lock(connection, database):
                pause = LOOK
                if not told:
                    told = True
                    await _tell(database, waits)
                await asyncio.sleep(LOOK)
        except BaseException as error:
            if connection is not None:
                await connection.invalidate()
                await connection.close()
            if not told or not is_transient(error):
                raise
            if pause == LOOK:
                away(error)
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)
        else:
            return connection


async def _tell(database: Database, waits: Callable[[Standing], None]) -> None:
    """One who stands by keeps no session but that of the lock: it would be broken when it is needed."""
    try:
        waits(await standing(database))
    finally:
        await database.close()


async def _try_lock(connection: AsyncConnection, database: Database) -> bool:
    async with asyncio.timeout(TRUST):  # a server whose machine is gone answers neither yes nor no
        taken = await connection.execute(_TRY, {"key": lock_keys(database).leading})
    return bool(taken.scalar_one())


async def _end_predecessor(database: Database) -> None:
    """End what the last leader has open: one that stands still may hold the lock of all writers."""
    async with database.connect() as connection:
        if await connection.run_sync(lambda bare: inspect(bare).has_table(leadership.name)):
            holder = (await connection.execute(select(leadership.c.holder))).scalar()
            await connection.execute(_END_SESSIONS, {"holder": holder})
        await connection.rollback()


def _engine(database: Database, settings: dict[str, str]) -> AsyncEngine:
    return create_async_engine(
        database.url.difference_update_query(["schema"]),
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
        connect_args={"server_settings": of_server(database.schema, database.name) | settings},
    )


def _prefix(schema: str) -> str:
    """With what the names of a county's processes begin. The server keeps 63 characters, and of ASCII alone."""
    plain = (
        schema if schema.isascii() and len(schema) <= LONGEST_SCHEMA else hashlib.sha256(schema.encode()).hexdigest()
    )
    return f"ducha/{plain[:LONGEST_SCHEMA]}/"
