"""The copy of a database on which a rehearsal plays, and what is still to come of the record in it."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import AsyncExitStack, closing
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import BigInteger, Column, MetaData, Table, Text, delete, func, literal, select, tuple_, update
from sqlalchemy.exc import DBAPIError

from storage.columns import UtcTime, adapter
from storage.copying import begin_snapshot, present_tables, put_rows, rows_of
from storage.engine import Database
from storage.migrating import is_current, upgrade
from storage.outbox import State
from storage.tables import MODELS, outbox
from storage.unit_of_work import Setting, UnitOfWork

SQLITE = "sqlite+aiosqlite:///"

_later = Table(
    "rehearsal_later",
    MetaData(),
    Column("n", BigInteger, primary_key=True, autoincrement=False),
    Column("at", UtcTime, nullable=False, index=True),
    Column("entity", Text, nullable=False),
    Column("row", Text, nullable=False),
)
"""Rows of the record that are true only from a time on which the rehearsal has not reached yet."""

_ENTITIES = {entity.__name__: entity for entity in MODELS}


class UncopiedError(RuntimeError):
    """The database of a server cannot be copied; says why."""


async def copy_database(url: str, target: Path, setting: Setting) -> Database:
    """Copy a database as it stands into an SQLite file of its own, and open that; the original is only read.

    Raises:
        UncopiedError: the server refuses, or its schema is not the present one. A file's copy is brought up to date.
    """
    if url.startswith(SQLITE):
        await asyncio.to_thread(_copy_file, Path(url.removeprefix(SQLITE)), target)
    copy = Database.open(f"{SQLITE}{target}", durable=False)
    async with AsyncExitStack() as opened:
        opened.push_async_callback(copy.close)
        await upgrade(copy)
        if not url.startswith(SQLITE):
            await _copy_rows(url, copy, setting)
        async with copy.write(setting) as unit:
            await unit.connection.run_sync(_later.create)
            waits = update(outbox).where(outbox.c.status == State.SENDING).values(status=State.NEW)
            await unit.connection.execute(waits)
            await unit.commit()
        opened.pop_all()
    return copy


def _copy_file(source: Path, target: Path) -> None:
    """Copy a file of SQLite's, by its own backup, so that nothing is left beside it.

    A reader of a database that nobody has open would leave the files of its log there, perhaps with an owner who keeps
    the bot from them; so such a one is read as what does not change, and once more if the bot was started meanwhile.
    """
    log = source.with_name(f"{source.name}-wal")
    is_open = log.exists()
    _back_up(source, target, "mode=ro" if is_open else "mode=ro&immutable=1")
    if not is_open and log.exists():
        _back_up(source, target, "mode=ro")


def _back_up(source: Path, target: Path, how: str) -> None:
    reading = f"file:{quote(str(source))}?{how}"
    with closing(sqlite3.connect(reading, uri=True)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


async def _copy_rows(url: str, copy: Database, setting: Setting) -> None:
    original = Database.open(url)
    try:
        if not await is_current(original):
            raise UncopiedError("数据库结构与本程序版本不一致")
        async with original.read(setting) as reading, copy.write(setting) as writing:
            await begin_snapshot(reading)
            for name, columns in present_tables().items():
                async for page in rows_of(reading, name):
                    await put_rows(writing, name, columns, page)
            await writing.commit()
    except DBAPIError as error:
        raise UncopiedError(str(error.orig).splitlines()[0]) from error
    finally:
        await original.close()


async def keep_for_later(unit: UnitOfWork, states: Iterable[tuple[datetime, object]]) -> None:
    """Write down rows that come to be true later, in the order in which they do."""
    last = (await unit.connection.execute(select(func.coalesce(func.max(_later.c.n), 0)))).scalar_one()
    rows = [
        {"n": last + n, "at": at, "entity": type(row).__name__, "row": adapter(type(row)).dump_json(row).decode()}
        for n, (at, row) in enumerate(states, 1)
    ]
    if rows:
        await unit.connection.execute(_later.insert(), rows)


async def let_come_true(unit: UnitOfWork) -> int:
    """Put rows in place whose time has come; tells how many."""
    due = select(_later).where(_later.c.at <= unit.now).order_by(_later.c.at, _later.c.n)
    rows = (await unit.connection.execute(due)).all()
    await unit.save(*(adapter(_ENTITIES[row.entity]).validate_json(row.row) for row in rows))
    await unit.connection.execute(delete(_later).where(_later.c.at <= unit.now))
    return len(rows)


async def next_to_come(unit: UnitOfWork) -> datetime | None:
    """When the next row comes to be true."""
    first = (await unit.connection.execute(select(_later.c.at).order_by(_later.c.at).limit(1))).scalar()
    return first if isinstance(first, datetime) else None


async def forget_told(unit: UnitOfWork, since: datetime) -> None:
    """Forget what was told after a time; what was written before and sent after it waits again."""
    await unit.connection.execute(delete(outbox).where(outbox.c.created_at > since))
    again = update(outbox).where(outbox.c.sent_at > since)
    await unit.connection.execute(again.values(status=State.NEW, sent_at=None, payload=None, sent_parts=0))


async def forget_rows(unit: UnitOfWork, entity: type, column: str, since: datetime) -> None:
    """Delete the rows of a table whose time is after a time."""
    table = MODELS[entity]
    await unit.connection.execute(delete(table).where(table.c[column] > since))
    unit.forget(entity)


async def clear_column(unit: UnitOfWork, entity: type, column: str, since: Any, **values: object) -> None:
    """Take back what happened to rows after a time (or from a day on): the column, and these with it."""
    table = MODELS[entity]
    await unit.connection.execute(update(table).where(table.c[column] > since).values(**{column: None}, **values))
    unit.forget(entity)


async def pages(unit: UnitOfWork, entity: type, size: int = 500) -> AsyncIterator[Sequence[Any]]:
    """All rows of a table by its key, some at a time; the rows that were given may be changed or deleted."""
    table = MODELS[entity]
    key = list(table.primary_key)
    statement = select(table).order_by(*key).limit(size)
    after: tuple[Any, ...] = ()
    while True:
        beyond = statement.where(_beyond(key, after)) if after else statement
        rows = [entity(*row) for row in await unit.connection.execute(beyond)]
        if not rows:
            return
        yield rows
        after = tuple(getattr(rows[-1], column.name) for column in key)


def _beyond(key: Sequence[Any], values: Sequence[Any]) -> Any:
    return tuple_(*key) > tuple_(*(literal(value, column.type) for column, value in zip(key, values, strict=True)))
