"""Column types made from annotations, so that a table is its dataclass."""

from __future__ import annotations

import types
import typing
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import BigInteger, Boolean, Date, DateTime, Dialect, Text, Time
from sqlalchemy.types import TypeDecorator, TypeEngine


class UtcTime(TypeDecorator[datetime]):
    """An aware time, kept in UTC. SQLite has no time zones: there it is the UTC wall time, which sorts as text."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose `timestamptz` on PostgreSQL and plain text elsewhere."""
        return dialect.type_descriptor(DateTime(timezone=dialect.name == "postgresql"))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive time; turn the rest into UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive time {value!r} may not be stored")
        utc = value.astimezone(UTC)
        return utc if dialect.name == "postgresql" else utc.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give an aware UTC time back."""
        return None if value is None else value.replace(tzinfo=UTC)


class Word(TypeDecorator[StrEnum]):
    """A member of a StrEnum, kept as its value; no native enums, so that a new member needs no migration."""

    impl = Text
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        """Store the value."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        """Give the member back."""
        return None if value is None else self.words(value)


_ADAPTERS: dict[Any, TypeAdapter[Any]] = {}


def adapter(annotation: Any) -> TypeAdapter[Any]:
    """The pydantic adapter of an annotation, made once; it turns nested dataclasses into JSON and back."""
    made = _ADAPTERS.get(annotation)
    if made is None:
        made = _ADAPTERS[annotation] = TypeAdapter(annotation)
    return made


class JsonOf(TypeDecorator[Any]):
    """A tuple, mapping or nested dataclass, kept as JSON text."""

    impl = Text
    cache_ok = True

    def __init__(self, annotation: Any) -> None:
        super().__init__()
        self.annotation = annotation

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Write JSON."""
        return None if value is None else adapter(self.annotation).dump_json(value).decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """Read JSON and check it against the annotation."""
        return None if value is None else adapter(self.annotation).validate_json(value)


_SCALARS: dict[type, type[TypeEngine[Any]] | type[TypeDecorator[Any]]] = {
    int: BigInteger,
    str: Text,
    bool: Boolean,
    date: Date,
    time: Time,
    datetime: UtcTime,
}


def column_type(annotation: Any) -> tuple[TypeEngine[Any], bool]:
    """Choose a column type.

    Returns:
        The type and whether the column may be null.
    """
    optional = False
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        members = [member for member in typing.get_args(annotation) if member is not type(None)]
        optional = len(members) < len(typing.get_args(annotation))
        if len(members) == 1:
            annotation = members[0]
    if annotation in _SCALARS:
        return _SCALARS[annotation](), optional
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return Word(annotation), optional
    return JsonOf(annotation), optional
