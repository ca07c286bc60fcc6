"""Which failures are tried again: those of a database or a disk that is busy, full or away, on both databases."""

from __future__ import annotations

import asyncio
import errno
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from asyncpg import exceptions as server
from sqlalchemy import text
from sqlalchemy.dialects.postgresql.asyncpg import AsyncAdapt_asyncpg_dbapi
from sqlalchemy.exc import DBAPIError, PendingRollbackError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from storage.engine import Database, is_transient
from storage.unit_of_work import UnitOfWork
from supervision.model import CalendarKey
from tests.storage.conftest import postgresql
from tests.world import MONDAY, setting_at

AGAIN = (
    server.ConnectionDoesNotExistError,
    server.ConnectionRejectionError,
    server.PostgresConnectionError,
    server.ReadOnlySQLTransactionError,
    server.IdleInTransactionSessionTimeoutError,
    server.InvalidPasswordError,
    server.InvalidCatalogNameError,
    server.DeadlockDetectedError,
    server.SerializationError,
    server.DiskFullError,
    server.OutOfMemoryError,
    server.TooManyConnectionsError,
    server.ObjectInUseError,
    server.LockNotAvailableError,
    server.QueryCanceledError,
    server.AdminShutdownError,
    server.CrashShutdownError,
    server.CannotConnectNowError,
    server.DatabaseDroppedError,
    server.IdleSessionTimeoutError,
    server.PostgresIOError,
)
NEVER = (
    server.NumericValueOutOfRangeError,
    server.InFailedSQLTransactionError,
    server.UniqueViolationError,
    server.NotNullViolationError,
    server.UndefinedTableError,
    server.InsufficientPrivilegeError,
    server.ObjectNotInPrerequisiteStateError,
    server.DataCorruptedError,
    server.InternalServerError,
)


def translated(raised: Exception) -> DBAPIError:
    """An error of asyncpg as SQLAlchemy hands it on."""
    made: Any = AsyncAdapt_asyncpg_dbapi
    dialect = made(asyncpg)
    kinds = dialect._asyncpg_error_translate
    kind = next(kinds[above] for above in type(raised).__mro__ if above in kinds)
    adapted = kind(str(raised), raised)
    adapted.__cause__ = raised
    wrapped = DBAPIError.instance("SELECT 1", {}, adapted, dialect.Error)
    assert isinstance(wrapped, DBAPIError)
    return wrapped


@pytest.mark.parametrize("kind", [*AGAIN, *NEVER], ids=lambda kind: kind.__name__)
def test_what_the_server_says_is_known_by_its_sqlstate(kind: type[asyncpg.PostgresError]) -> None:
    expected = kind in AGAIN
    assert is_transient(translated(kind("said"))) is expected, "in a statement"
    assert is_transient(kind("said")) is expected, "untranslated, by a bare connection"


def gone() -> DBAPIError:
    error = translated(asyncpg.InternalClientError("got result for unknown protocol state"))
    error.connection_invalidated = True
    return error


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (translated(asyncpg.InterfaceError("connection is closed")), True),
        (translated(asyncpg.InternalClientError("a bug of the driver")), False),
        (gone(), True),
        (translated(server.UndefinedTableError("no such table")), False),
        (PoolTimeout("QueuePool limit reached"), True),
        (PendingRollbackError("the session ended before"), True),
        (ConnectionRefusedError(errno.ECONNREFUSED, "refused"), True),
        (TimeoutError(), True),
        (OSError(errno.ENOSPC, "No space left on device"), True),
        (FileNotFoundError(errno.ENOENT, "No such file or directory"), True),
        (FileNotFoundError(errno.ENOENT, "No such file or directory", "letterheads/order.docx"), False),
        (KeyError("a bug"), False),
    ],
    ids=str,
)
def test_what_else_may_go_by(error: Exception, *, expected: bool) -> None:
    assert is_transient(error) is expected


def test_a_value_that_cannot_be_sent_is_not_sent_again() -> None:
    error = translated(server._base.DataError("value out of int32 range"))
    assert not is_transient(error)


@pytest.mark.parametrize("pragma", ["max_page_count = 1", "query_only = 1"], ids=["full", "read-only"])
async def test_a_full_disk_under_sqlite_is_met_again_later(tmp_path: Path, pragma: str) -> None:
    database = Database.open(f"sqlite+aiosqlite:///{tmp_path / 'full.db'}")
    async with database.connect() as connection:
        await connection.execute(text("CREATE TABLE papers (words TEXT)"))
        await connection.execute(text(f"PRAGMA {pragma}"))
        with pytest.raises(DBAPIError) as refused:
            await connection.execute(text("INSERT INTO papers VALUES (:words)"), {"words": "字" * 10_000})
        assert isinstance(refused.value.orig, sqlite3.OperationalError)
        assert is_transient(refused.value)
    await database.close()


@pytest.fixture
async def county() -> AsyncIterator[Database]:
    async for opened in postgresql():
        yield opened


async def end(database: Database, session: int) -> None:
    async with database.read(setting_at()) as unit:
        await unit.connection.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": session})


@pytest.mark.long
@pytest.mark.parametrize("asking", [True, False], ids=["while it asks", "while it idles"])
async def test_a_session_that_the_server_ends_is_met_again_later(county: Database, *, asking: bool) -> None:
    async with county.connect() as connection:
        session = int((await connection.execute(text("SELECT pg_backend_pid()"))).scalar_one())
        question = asyncio.ensure_future(connection.execute(text(f"SELECT pg_sleep({10 if asking else 0})")))
        if not asking:
            await question
        await end(county, session)
        with pytest.raises(DBAPIError) as ended:
            await (question if asking else connection.execute(text("SELECT 1")))
        assert is_transient(ended.value), repr(ended.value.orig)
    async with county.write(setting_at()) as unit:  # and the next has a session of its own
        await unit.save(CalendarKey("after", MONDAY))
        await unit.commit()


@pytest.mark.long
async def test_why_a_transaction_failed_is_not_hidden_by_its_rollback(county: Database) -> None:
    for open_one in [county.write, county.read] * 10:
        with pytest.raises(DBAPIError) as ended:
            async with open_one(setting_at()) as unit:
                await unit.connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
        assert is_transient(ended.value), repr(ended.value.orig)


async def test_a_rollback_that_fails_hides_nothing_and_its_session_is_not_used_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuses(_: UnitOfWork) -> None:
        raise translated(asyncpg.InternalClientError("cannot switch to state 15; another operation is in progress"))

    database = Database.open(f"sqlite+aiosqlite:///{tmp_path / 'one.db'}")

    async def fails() -> None:
        async with database.write(setting_at()):
            raise KeyError("why")

    with monkeypatch.context() as patched:
        patched.setattr(UnitOfWork, "close", refuses)
        with pytest.raises(KeyError, match="why"):
            await fails()
    async with database.write(setting_at()) as unit:
        await unit.connection.execute(text("CREATE TABLE papers (words TEXT)"))
        await unit.commit()
    await database.close()


@pytest.mark.long
async def test_a_role_without_sessions_left_is_met_again_later(county: Database) -> None:
    role = f"r{county.schema}"
    async with county.connect() as connection:
        await connection.execute(text(f"CREATE ROLE {role} LOGIN CONNECTION LIMIT 0"))
        await connection.commit()
        other = Database.open(county.url.set(username=role).render_as_string(hide_password=False))
        with pytest.raises(DBAPIError) as refused:
            async with other.read(setting_at()):
                pass
        assert is_transient(refused.value)
        await other.close()
        await connection.execute(text(f"DROP ROLE {role}"))
        await connection.commit()
