"""SQLite in one crossing a statement.

aiosqlite does each call in a thread of its own, and SQLAlchemy makes four of them for one statement: open a cursor,
execute, fetch, close. Each is a switch of threads there and back, which costs more than the statement itself. Here all
four are done in one visit to the thread; what both libraries see is the same (docs/adr/0006). A transaction begins in
the visit of its first statement, and one that has none begins and ends without any.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import aiosqlite

Description = tuple[tuple[str, None, None, None, None, None, None], ...]


async def connect(path: str) -> aiosqlite.Connection:
    """Open a database file for SQLAlchemy's `async_creator`."""
    return await WholeConnection(path)


class WholeConnection(aiosqlite.Connection):
    """A connection whose cursors answer a statement whole."""

    def __init__(self, path: str) -> None:
        super().__init__(partial(sqlite3.connect, path), iter_chunk_size=64)
        self._thread.daemon = True  # as SQLAlchemy has it: a forgotten connection must not keep the process alive
        self._begin = ""

    def begin_with(self, sql: str) -> None:
        """Begin a transaction by this statement, together with the next one."""
        self._begin = sql

    def due_begin(self) -> str:
        """What has to be said before the next statement, once; nothing within a transaction."""
        begin, self._begin = self._begin, ""
        return begin

    async def commit(self) -> None:
        """End the transaction, if it has begun."""
        if not self.due_begin():
            await super().commit()

    async def rollback(self) -> None:
        """End the transaction, if it has begun."""
        if not self.due_begin():
            await super().rollback()

    async def visit(self, work: Callable[..., None], *given: Any) -> None:
        """Do some work with the bare connection in its thread."""
        await self._execute(work, self._conn, *given)  # type: ignore[no-untyped-call]  # its own way to the thread

    def cursor(self) -> WholeCursor:  # type: ignore[override]  # its own is made in the thread; this one needs nothing
        """A cursor that has not been to the thread yet."""
        return WholeCursor(self)


class WholeCursor(aiosqlite.Cursor):
    """Executes, fetches every row and closes, in one visit to the connection's thread."""

    def __init__(self, connection: WholeConnection) -> None:
        self._connection = connection
        self.iter_chunk_size = 0
        self._rows: list[Any] = []
        self._described: Description | None = None
        self._row_count = -1
        self._last_row: int | None = None

    async def execute(self, sql: str, parameters: Iterable[Any] | None = None) -> WholeCursor:
        """Run one statement; its rows are here afterwards."""
        await self._whole(sqlite3.Cursor.execute, sql, () if parameters is None else parameters)
        return self

    async def executemany(self, sql: str, parameters: Iterable[Iterable[Any]]) -> WholeCursor:
        """Run one statement for each set of parameters."""
        await self._whole(sqlite3.Cursor.executemany, sql, parameters)
        return self

    async def _whole(self, run: Any, sql: str, parameters: Any) -> None:
        await self._connection.visit(self._run, self._connection.due_begin(), run, sql, parameters)

    def _run(self, bare: sqlite3.Connection, begin: str, run: Any, sql: str, parameters: Any) -> None:
        cursor = bare.cursor()
        try:
            if begin:
                cursor.execute(begin)
            run(cursor, sql, parameters)
            self._described = cursor.description
            self._rows = cursor.fetchall() if cursor.description else []
            self._row_count, self._last_row = cursor.rowcount, cursor.lastrowid
        finally:
            cursor.close()

    async def fetchall(self) -> list[Any]:
        """The rows of the last statement."""
        return self._rows

    async def close(self) -> None:
        """Nothing is open any more."""

    @property
    def description(self) -> Description:
        """The columns of the last statement; none if it gives no rows."""
        return self._described  # type: ignore[return-value]  # as sqlite3 has it; aiosqlite's annotation forgets it

    @property
    def rowcount(self) -> int:
        """How many rows the last statement changed."""
        return self._row_count

    @property
    def lastrowid(self) -> int | None:
        """The row id that the last insert made."""
        return self._last_row
