"""How the ledger's values stand in cells, and how they are read back: writing and reading are each other's inverse."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from enum import StrEnum
from functools import cache
from typing import Any

from supervision.calendars.cycles import Cycle, read_cycle
from supervision.calendars.dates import read_day
from supervision.calendars.deadlines import end_of
from supervision.calendars.terms import Term, read_term
from supervision.model import TermFrom

Cell = str | int | date | datetime | None
"""What a cell of the workbook holds: dates and moments are real ones, in local time and without a zone."""

YES = "是"
_DAY_ENDS = time(23, 59, 59)
_ISSUE = "印发之日起"


class Kind(StrEnum):
    """How a value is written."""

    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"
    DATE = "date"
    MOMENT = "moment"
    LIMIT = "limit"
    """A moment after which something is late: the last second of a day stands for its end."""
    CLOCK = "clock"
    DAYS = "days"
    CYCLE = "cycle"
    TERM = "term"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet that is read back. `words` are those of a WORD, by the value."""

    name: str
    field: str
    kind: Kind = Kind.TEXT
    width: int = 12
    words: Mapping[str, str] | None = None
    required: bool = False


class BadCellError(ValueError):
    """A cell that holds no such value."""


def write(column: Column, value: Any, zone: tzinfo) -> Cell:
    """The cell for a value; none for an empty one."""
    if value is None or value in ("", ()):
        return None
    return _WRITE[column.kind](value, column, zone)


def local(moment: datetime, zone: tzinfo) -> datetime:
    """A moment as Excel has it: local time to the second, without a zone."""
    return moment.astimezone(zone).replace(tzinfo=None, microsecond=0)


def _as_term(code: str, _column: Column, _zone: tzinfo) -> Cell:
    return Term(code, TermFrom.ISSUE).words.removeprefix(_ISSUE)


def _as_moment(moment: datetime, _column: Column, zone: tzinfo) -> Cell:
    return local(moment, zone)


_WRITE: Mapping[Kind, Callable[[Any, Column, tzinfo], Cell]] = {
    Kind.TEXT: lambda value, *_: str(value),
    Kind.NUMBER: lambda value, *_: int(value),
    Kind.FLAG: lambda value, *_: YES if value else None,
    Kind.DATE: lambda value, *_: value,
    Kind.MOMENT: _as_moment,
    Kind.LIMIT: _as_moment,
    Kind.CLOCK: lambda value, *_: f"{value:%H:%M}",
    Kind.DAYS: lambda value, *_: "、".join(day.isoformat() for day in value),
    Kind.CYCLE: lambda value, *_: Cycle(value).title,
    Kind.TERM: _as_term,
    Kind.WORD: lambda value, column, _: (column.words or {})[value],
}


def read(column: Column, text: str, zone: tzinfo) -> Any:
    """The value of a cell; none for an empty one.

    Raises:
        BadCellError: no such value is written so.
        InvalidInput: likewise, of a date that a person typed.
    """
    return _READ[column.kind](text, column, zone) if text else None


def _number(text: str, _column: Column, _zone: tzinfo) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise BadCellError(text)
    return int(text)


def _moment(text: str, column: Column, zone: tzinfo) -> datetime:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=zone)
    except ValueError:
        typed = read_day(column.name, text, date(2000, 1, 1))
        return datetime.combine(typed.day, typed.hour or time.min, tzinfo=zone)


def _date(text: str, column: Column, zone: tzinfo) -> date:
    return _moment(text, column, zone).date()


def _limit(text: str, column: Column, zone: tzinfo) -> datetime:
    moment = _moment(text, column, zone)
    ends = moment.time().replace(microsecond=0) == _DAY_ENDS
    return end_of(moment.date(), None if ends else moment.time(), zone)


def _clock(text: str, _column: Column, _zone: tzinfo) -> time:
    try:
        return time.fromisoformat(text)
    except ValueError as error:
        raise BadCellError(text) from error


def _days(text: str, column: Column, zone: tzinfo) -> tuple[date, ...]:
    return tuple(_date(part, column, zone) for part in re.split(r"[、,，;；\s]+", text) if part)


def _cycle(text: str, column: Column, _zone: tzinfo) -> str:
    cycle = read_cycle(column.name, text, date.min)
    if cycle is None:
        raise BadCellError(text)
    return cycle.code


def _term(text: str, column: Column, _zone: tzinfo) -> str:
    term = read_term(column.name, text)
    if term is None:
        raise BadCellError(text)
    return term.code


def _word(text: str, column: Column, _zone: tzinfo) -> str:
    known = {written: value for value, written in (column.words or {}).items()}
    if text not in known:
        raise BadCellError(text)
    return known[text]


_READ: Mapping[Kind, Callable[[str, Column, tzinfo], Any]] = {
    Kind.TEXT: lambda text, *_: text,
    Kind.NUMBER: _number,
    Kind.FLAG: lambda text, *_: text == YES,
    Kind.DATE: _date,
    Kind.MOMENT: _moment,
    Kind.LIMIT: _limit,
    Kind.CLOCK: _clock,
    Kind.DAYS: _days,
    Kind.CYCLE: _cycle,
    Kind.TERM: _term,
    Kind.WORD: _word,
}


_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile(r"_x005[Ff]_(?=x[0-9A-Fa-f]{4}_)")
LONGEST = 32767
"""Characters of a cell, in Excel and in WPS, which count those beyond the first 65,536 of Unicode twice."""

CUT = "……（内容过长，以下从略）"
"""The end of a text that a cell does not hold."""


def escaped(text: str) -> str:
    """A text as a workbook keeps it: `_x000D_` would be read as a character; lines end in one way; one that is too long
    is cut and says so.
    """
    return fitting(text.replace("\r\n", "\n").replace("\r", "\n"), _escape)


def fitting(text: str, written: Callable[[str], str] = str) -> str:
    """A text as `written`, cut where a cell ends: between two characters, never within what one was written as."""
    whole = written(text)
    if _length(whole) <= LONGEST:
        return whole
    room = LONGEST - _length(CUT)
    most = bisect_right(range(len(text)), room, key=lambda end: _length(written(text[:end]))) - 1
    return written(text[:most]) + CUT


def _length(text: str) -> int:
    return len(text) + sum(sign > "\uffff" for sign in text)


def _escape(text: str) -> str:
    return _ESCAPE.sub("_x005F_", text)


def unescaped(text: str) -> str:
    """The text that was escaped."""
    return _ESCAPED.sub("_", text)


@cache
def column_letters(count: int) -> tuple[str, ...]:
    """The letters of so many columns."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - only who writes or reads a workbook needs it

    return tuple(get_column_letter(n) for n in range(1, count + 1))
