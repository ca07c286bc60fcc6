"""SQLite in one crossing a statement.

aiosqlite does each call in a thread of its own, and SQLAlchemy makes four of them for one statement: open a cursor,
execute, fetch, close. Each is a switch of threads there and back, which costs more than the statement itself. Here all
four are done in one visit to the thread; what both libraries see is the same (docs/adr/0006).
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

    async def visit(self, work: Callable[..., None], *given: Any) -> None:
        """Do some work with the bare connection in its thread."""
        await self._execute(work, self._conn, *given)  # type: ignore[no-untyped-call]  # its own way to the thread

    def cursor(self) -> WholeCursor:  # type: ignore[override]  # its own is made in the thread; this one needs nothing
        """A cursor that has not been to the thread yet."""
        return WholeCursor(self)


class WholeCursor(aiosqlite.Cursor):
    """Executes, fetches every row and closes, in one visit to the connection's thread."""

    def __init__(self, connection: WholeConnection) -> None:
        self._visit = connection.visit
        self.iter_chunk_size = 0
        self._rows: list[Any] = []
        self._described: Description | None = None
        self._row_count = -1
        self._last_row: int | None = None

    async def execute(self, sql: str, parameters: Iterable[Any] | None = None) -> WholeCursor:
        """Run one statement; its rows are here afterwards."""
        await self._visit(self._run, sqlite3.Cursor.execute, sql, () if parameters is None else parameters)
        return self

    async def executemany(self, sql: str, parameters: Iterable[Iterable[Any]]) -> WholeCursor:
        """Run one statement for each set of parameters."""
        await self._visit(self._run, sqlite3.Cursor.executemany, sql, parameters)
        return self

    def _run(self, bare: sqlite3.Connection, run: Any, sql: str, parameters: Any) -> None:
        cursor = bare.cursor()
        try:
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
