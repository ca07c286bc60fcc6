"""The transaction: rows in, rows out, ids and numbers, and what happens once it is committed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Hashable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar, cast

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import MODELS, counters
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.refusals import NotFound

Entity = TypeVar("Entity")


@dataclass(frozen=True, slots=True)
class Setting:
    """What every transaction is told from outside: the time, the county's settings and its calendar."""

    now: datetime
    county: County
    workdays: Workdays


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a change comes from: the update and its chat, or nothing for timers and the command line."""

    channel: str
    update_id: int | None = None
    chat_id: int | None = None
    message_id: int | None = None


MACHINE_ORIGIN = Origin("machine")


class UnitOfWork:
    """One transaction. Leave it without `commit()` and nothing happened."""

    def __init__(self, connection: AsyncConnection, setting: Setting, *, writable: bool = True) -> None:
        self.connection = connection
        self.setting = setting
        self.origin = MACHINE_ORIGIN
        self.after_commit: list[Callable[[], Awaitable[None]]] = []
        self.told = 0
        self._writable = writable
        self._known: dict[tuple[type, tuple[object, ...]], Any] = {}
        self._found: dict[Hashable, Any] = {}
        self._open = True
        self._committed = False

    @property
    def now(self) -> datetime:
        """The time at which the transaction was opened, aware, UTC."""
        return self.setting.now

    @property
    def county(self) -> County:
        """The county's settings."""
        return self.setting.county

    @property
    def workdays(self) -> Workdays:
        """The calendar of workdays."""
        return self.setting.workdays

    @property
    def today(self) -> date:
        """The local date of `now`."""
        return self.now.astimezone(self.county.zone).date()

    async def get(self, entity: type[Entity], *key: object) -> Entity | None:
        """Load one row by its key, or none. A row that this transaction has seen or saved is not loaded again."""
        if (entity, key) in self._known:
            known: Entity | None = self._known[entity, key]
            return known
        statement, names = _by_key(entity)
        row = (await self.connection.execute(statement, dict(zip(names, key, strict=True)))).first()
        found = None if row is None else entity(*row)
        self._known[entity, key] = found
        return found

    async def require(self, entity: type[Entity], *key: object) -> Entity:
        """Load one row by its key.

        Raises:
            NotFound: there is none.
        """
        found = await self.get(entity, *key)
        if found is None:
            raise NotFound(entity.__name__.lower(), "/".join(map(str, key)))
        return found

    async def find(self, entity: type[Entity], **equal: object) -> list[Entity]:
        """Load the rows whose columns equal the given values (a tuple, list or set means any of them), by key."""
        return await self._find(entity, equal, one=False)

    async def first(self, entity: type[Entity], **equal: object) -> Entity | None:
        """Load the first of the rows that `find` would, or none."""
        return next(iter(await self._find(entity, equal, one=True)), None)

    async def all(self, entity: type[Entity], statement: Select[Any]) -> list[Entity]:
        """Run a query of `storage/queries` that selects whole rows of one table."""
        return self.note([entity(*row) for row in await self.connection.execute(statement)])

    async def rows(self, statement: Select[Any], **parameters: Hashable) -> Sequence[Row[Any]]:
        """Run a statement that is made once and differs in its parameters only; reading, nothing is asked twice."""
        question = (id(statement), tuple(parameters.items()))
        if not self._writable and question in self._found:
            known: Sequence[Row[Any]] = self._found[question]
            return known
        found: Sequence[Row[Any]] = (await self.connection.execute(statement, parameters)).all()
        if not self._writable:
            self._found[question] = found
        return found

    async def _find(self, entity: type[Entity], equal: dict[str, object], *, one: bool) -> list[Entity]:
        query = _Query.of(entity, equal, one=one)
        # Reading, a transaction sees one snapshot: the same question has the same answer.
        question = (query, tuple(query.values(equal).items()))
        if not self._writable and question in self._found:
            return list(self._found[question])
        rows = await self.connection.execute(query.statement(), query.values(equal))
        found = self.note([entity(*row) for row in rows])
        if not self._writable:
            self._found[question] = list(found)
        return found

    def note(self, rows: list[Entity]) -> list[Entity]:
        """Remember rows that a query of its own has loaded, so that they are not loaded again; returns them."""
        for row in rows:
            self._known[type(row), _key(row)] = row
        return rows

    async def save(self, *rows: object) -> None:
        """Insert each row, or overwrite the one with its key."""
        for row in rows:
            await self.connection.execute(_upsert(type(row), self.connection.dialect.name), _values(row))
            self._known[type(row), _key(row)] = row

    async def delete(self, row: object) -> None:
        """Delete the row with this key, if it is there."""
        table = MODELS[type(row)]
        key = and_(*(column == getattr(row, column.name) for column in table.primary_key))
        await self.connection.execute(table.delete().where(key))
        self._known.pop((type(row), _key(row)), None)

    def forget(self, entity: type) -> None:
        """Rows of this table were changed by a statement of their own: load them again when they are asked for."""
        self._known = {seen: row for seen, row in self._known.items() if seen[0] is not entity}

    async def new_id(self, kind: str) -> int:
        """Draw the next id of a kind of thing, from 1."""
        return await self.count_up(f"id/{kind}")

    async def count_up(self, name: str, start: int = 0) -> int:
        """Take the next number of a register, without gaps: the row is locked and a rollback gives it back.

        Args:
            name: the register, with its year where it begins anew each year.
            start: the last number used before the bot kept the register.
        """
        statement = _count_up(self.connection.dialect.name)
        return int((await self.connection.execute(statement, {"name": name, "value": start + 1})).scalar_one())

    @asynccontextmanager
    async def attempt(self) -> AsyncIterator[None]:
        """A part that may fail by itself: if it raises, what it did is undone and what was done before it stands."""
        known, acts, told = dict(self._known), len(self.after_commit), self.told
        try:
            async with self.connection.begin_nested():
                yield
        except BaseException:
            self._known, self.told = known, told
            del self.after_commit[acts:]
            raise

    async def commit(self) -> None:
        """Make everything true at once."""
        if not self._writable:
            raise RuntimeError("a reading transaction cannot commit")
        await self.connection.commit()
        self._open = False
        self._committed = True

    async def close(self) -> None:
        """Roll back what was not committed."""
        if self._open:
            await self.connection.rollback()
            self._open = False

    async def run_after_commit(self) -> None:
        """Do what waited for the commit: answer the tap, wake delivery. Nothing, if it was rolled back."""
        if self._committed:
            for act in self.after_commit:
                await act()


def _values(row: Any) -> dict[str, object]:
    return {name: getattr(row, name) for name in row.__dataclass_fields__}


def insert_into(dialect: str, table: Any) -> Any:
    """The dialect's own INSERT, which both SQLite and PostgreSQL let decide conflicts."""
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


_UPSERTS: dict[tuple[type, str], Any] = {}
_SELECTS: dict[type, tuple[Any, list[str]]] = {}


def _upsert(entity: type, dialect: str) -> Any:
    if (entity, dialect) not in _UPSERTS:
        _UPSERTS[entity, dialect] = _make_upsert(entity, dialect)
    return _UPSERTS[entity, dialect]


def _make_upsert(entity: type, dialect: str) -> Any:
    table = MODELS[entity]
    key = [column.name for column in table.primary_key]
    insert = insert_into(dialect, table)
    rest = {column.name: insert.excluded[column.name] for column in table.columns if column.name not in key}
    if not rest:
        return insert.on_conflict_do_nothing(index_elements=key)
    return insert.on_conflict_do_update(index_elements=key, set_=rest)


def _by_key(entity: type) -> tuple[Any, list[str]]:
    if entity not in _SELECTS:
        table = MODELS[entity]
        names = [column.name for column in table.primary_key]
        _SELECTS[entity] = select(table).where(*(table.c[name] == bindparam(name) for name in names)), names
    return _SELECTS[entity]


@cache
def _count_up(dialect: str) -> Any:
    insert = insert_into(dialect, counters)
    return insert.on_conflict_do_update(
        index_elements=[counters.c.name], set_={"value": counters.c.value + 1}
    ).returning(counters.c.value)


def _key(row: object) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in _by_key(type(row))[1])


@dataclass(frozen=True, slots=True)
class _Query:
    """The shape of a question: which columns equal one value, any of several, or nothing. Its SQL is made once."""

    entity: type
    one_value: tuple[str, ...]
    any_of: tuple[str, ...]
    nothing: tuple[str, ...]
    one: bool

    @classmethod
    def of(cls, entity: type, equal: dict[str, object], *, one: bool) -> _Query:
        """The shape of these conditions."""
        many = tuple(name for name, value in equal.items() if isinstance(value, _SEVERAL))
        nothing = tuple(name for name, value in equal.items() if value is None)
        return cls(entity, tuple(n for n in equal if n not in many and n not in nothing), many, nothing, one)

    def values(self, equal: dict[str, object]) -> dict[str, object]:
        """The parameters, hashable: several values as a tuple."""
        several = {name: tuple(cast("tuple[object]", equal[name])) for name in self.any_of}
        return {name: equal[name] for name in self.one_value} | several

    def statement(self) -> Select[Any]:
        """The SQL of the shape."""
        if self not in _STATEMENTS:
            _STATEMENTS[self] = self._make()
        return _STATEMENTS[self]

    def _make(self) -> Select[Any]:
        table = MODELS[self.entity]
        conditions: list[ColumnElement[bool]] = [
            *(table.c[name] == bindparam(name) for name in self.one_value),
            *(table.c[name].in_(bindparam(name, expanding=True)) for name in self.any_of),
            *(table.c[name].is_(None) for name in self.nothing),
        ]
        statement = select(table).where(*conditions).order_by(*table.primary_key)
        return statement.limit(1) if self.one else statement


_SEVERAL = (tuple, list, set, frozenset)
_STATEMENTS: dict[_Query, Select[Any]] = {}
