"""A whole database as lines of JSON and back: what a backup is made of.

The lines are the same for SQLite and PostgreSQL, so that a copy of one can be restored into the other. A copy says
itself which kinds of value its columns have; it is read back by that, not by the dataclasses of today.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Integer,
    MetaData,
    Table,
    Text,
    Time,
    func,
    inspect,
    literal,
    or_,
    select,
    text,
    tuple_,
    update,
)
from sqlalchemy.types import TypeEngine

from storage.columns import UtcTime
from storage.outbox import State
from storage.tables import MODELS, audit_head, metadata, outbox
from storage.unit_of_work import UnitOfWork
from supervision.model import Document, DocumentFile, StoredFile

Columns = Mapping[str, str]
"""Column by column, in order, the kind of its values: a key of `_KINDS`."""

PAGE = 2_000
"""Rows that are in memory at one time."""

_KINDS: Mapping[str, tuple[Callable[[], TypeEngine[Any]], Callable[[Any], Any]]] = {
    "time": (UtcTime, datetime.fromisoformat),
    "date": (Date, date.fromisoformat),
    "clock": (Time, time.fromisoformat),
    "flag": (Boolean, bool),
    "number": (BigInteger, int),
    "text": (Text, str),
}
"""Kind → the type of its column, and how a value that was written as JSON is read."""

_KIND_OF: tuple[tuple[type[TypeEngine[Any]], str], ...] = (
    (DateTime, "time"),
    (Date, "date"),
    (Time, "clock"),
    (Boolean, "flag"),
    (Integer, "number"),
    (Text, "text"),
)


def present_tables() -> dict[str, Columns]:
    """Every table of today's schema with its columns."""
    return {
        name: {column.name: _kind(column.type) for column in table.columns}
        for name, table in sorted(metadata.tables.items())
    }


def _kind(type_: TypeEngine[Any]) -> str:
    plain = getattr(type_, "impl", type_)
    return next(kind for known, kind in _KIND_OF if isinstance(plain, known))


async def begin_snapshot(unit: UnitOfWork) -> None:
    """See one state of the database until the end of this transaction; called before anything is read.

    SQLite does so anyway. Neither keeps a writer waiting.
    """
    if unit.connection.dialect.name != "sqlite":
        await unit.connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))


async def rows_of(unit: UnitOfWork, name: str) -> AsyncIterator[list[bytes]]:
    """All rows of a table as lines of JSON, some at a time, in the order of its key."""
    columns = present_tables()[name]
    table = _table(name, columns)
    key = [table.c[column.name] for column in metadata.tables[name].primary_key]
    statement = select(table).order_by(*key).limit(PAGE)
    while rows := (await unit.connection.execute(statement)).all():
        yield [_line(tuple(row)) for row in rows]
        last = rows[-1]._mapping  # noqa: SLF001 - SQLAlchemy's public name
        bounds = [literal(last[column.name], column.type) for column in key]
        statement = select(table).where(tuple_(*key) > tuple_(*bounds)).order_by(*key).limit(PAGE)


async def put_rows(unit: UnitOfWork, name: str, columns: Columns, lines: Iterable[bytes]) -> int:
    """Insert lines that `rows_of` gave; tells how many."""
    table, count = _table(name, columns), 0
    readers = [(column, _KINDS[kind][1]) for column, kind in columns.items()]
    page: list[dict[str, Any]] = []
    for line in lines:
        page.append(
            {
                column: None if value is None else read(value)
                for (column, read), value in zip(readers, json.loads(line), strict=True)
            }
        )
        if len(page) == PAGE:
            await unit.connection.execute(table.insert(), page)
            count, page = count + len(page), []
    if page:
        await unit.connection.execute(table.insert(), page)
    return count + len(page)


@dataclass(frozen=True, slots=True)
class Sum:
    """How many rows a table has, and a checksum of them in no order: texts are sorted differently by the two."""

    rows: int = 0
    total: int = 0

    def with_lines(self, lines: Iterable[bytes]) -> Sum:
        """The sum with more rows: each adds its SHA-256, as a number of 256 bits."""
        rows, total = self.rows, self.total
        for line in lines:
            rows, total = rows + 1, total + int.from_bytes(hashlib.sha256(line).digest(), "big")
        return Sum(rows, total % 2**256)

    @property
    def short(self) -> str:
        """The first 16 hexadecimal digits."""
        return f"{self.total:064x}"[:16]


async def copy_tables(source: UnitOfWork, target: UnitOfWork) -> dict[str, tuple[Sum, Sum]]:
    """Copy every row into the empty tables of another database; the sums of what was read and of what stands there."""
    sums = {}
    for name, columns in present_tables().items():
        read = Sum()
        async for page in rows_of(source, name):
            read = read.with_lines(page)
            await put_rows(target, name, columns, page)
        sums[name] = (read, await sum_of(target, name))
    return sums


async def sum_of(unit: UnitOfWork, name: str) -> Sum:
    """The sum of a table as it stands."""
    found = Sum()
    async for page in rows_of(unit, name):
        found = found.with_lines(page)
    return found


async def have_columns(unit: UnitOfWork, tables: Mapping[str, Columns]) -> bool:
    """Tell whether the open database has exactly these tables and columns."""

    def look(connection: Connection) -> dict[str, set[str]]:
        found = inspect(connection)
        return {
            name: {str(column["name"]) for column in found.get_columns(name)}
            for name in found.get_table_names()
            if name not in ("alembic_version", "leadership")  # of the program and of the server, not of the county
        }

    return await unit.connection.run_sync(look) == {name: set(columns) for name, columns in tables.items()}


async def holds_anything(unit: UnitOfWork, tables: Iterable[str]) -> bool:
    """Tell whether any of these tables has a row."""
    for name in tables:
        if (await unit.connection.execute(select(literal(1)).select_from(Table(name, MetaData())).limit(1))).first():
            return True
    return False


async def go_on_counting(unit: UnitOfWork) -> None:
    """Let the database's own counters go on behind the highest id that was put in (PostgreSQL keeps them apart)."""
    if unit.connection.dialect.name == "sqlite":
        return
    highest = select(func.coalesce(func.max(outbox.c.id), 0) + 1).scalar_subquery()
    await unit.connection.execute(select(func.setval(func.pg_get_serial_sequence("outbox", "id"), highest, False)))


async def doubt_what_waited(unit: UnitOfWork) -> int:
    """What waited when the copy was made may have gone out since. It is treated as if the process had died while
    sending it: the next start decides whether it is repeated, and the repetition says so.

    Returns:
        How many rows that are.
    """
    due = or_(outbox.c.not_before.is_(None), outbox.c.not_before <= unit.now)
    waited = update(outbox).where(outbox.c.status == State.NEW, due).values(status=State.SENDING)
    return (await unit.connection.execute(waited)).rowcount


async def evidence(unit: UnitOfWork) -> dict[str, str]:
    """The files that rows name, by their hash, each with a name that a person gave it; papers were sent as they are.

    A year's archive is not among them: it is made of the others, and can be made again.
    """
    files, papers, others = MODELS[StoredFile], MODELS[Document], MODELS[DocumentFile]
    found: dict[str, str] = {}
    for digest, name, table in (
        (papers.c.pdf_sha256, papers.c.file_name, papers),
        (papers.c.sha256, papers.c.file_name, papers),
        (files.c.sha256, files.c.name, files),
    ):
        statement = select(digest, name).where(digest != "").order_by(digest, table.c.id)
        found |= {row[0]: row[1] for row in await unit.connection.execute(statement)}
    named = select(others.c.sha256, papers.c.file_name).join(papers, papers.c.id == others.c.document_id)
    for row in await unit.connection.execute(named.order_by(others.c.sha256, papers.c.id)):
        found.setdefault(row[0], row[1])
    return dict(sorted(found.items()))


async def audit_end(unit: UnitOfWork) -> tuple[int, str]:
    """The number and hash of the newest audit row, as the head row states them."""
    row = (await unit.connection.execute(select(audit_head.c.seq, audit_head.c.hash))).first()
    return (row.seq, row.hash) if row else (0, "")


def _table(name: str, columns: Columns) -> Table:
    return Table(name, MetaData(), *(Column(column, _KINDS[kind][0]()) for column, kind in columns.items()))


def _line(row: tuple[object, ...]) -> bytes:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=_in_iso).encode() + b"\n"


def _in_iso(value: object) -> str:
    if isinstance(value, date | time):
        return value.isoformat()
    raise TypeError(f"no such value in a table: {value!r}")
