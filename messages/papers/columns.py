"""Columns of an annex: how wide their words want them, and whether the page must lie for them."""

from __future__ import annotations

from collections.abc import Sequence

from messages.papers.building.page import WIDTH
from messages.widths import halves
from supervision.model.documents import Table

SHORT = 5
"""Characters of a cell that stands in the middle of its column, if all of the column do: numbers, marks."""

_NARROWEST, _WIDEST = 2, 16
"""Characters that a column is given when its content is shorter or longer; one more is for its margins."""

_CHARACTER, _SIDES = 240, 140
"""In twentieths of a point: a character of 小4号, and what is kept free at both sides of a cell."""


def long(text: str) -> int:
    """Characters of full width."""
    return halves(text) // 2 + 1


def wanted(table: Table) -> Sequence[int]:
    """Shares of the width: those that the table names, else by its words."""
    if table.widths:
        return table.widths
    lines = (table.header, *table.rows)
    return [
        1 + min(_WIDEST, max(_NARROWEST, *(long(line[column]) for line in lines if column < len(line))))
        for column in range(len(table.header))
    ]


def least(table: Table) -> list[int]:
    """The widths without which short cells would be folded, and heads into more than two lines."""
    return [
        _SIDES + _CHARACTER * (max(_short(table, column)) if _is_short(table, column) else _head(table, column))
        for column in range(len(table.header))
    ]


def must_lie(table: Table) -> bool:
    """Whether a table that may lie does not fit on a page that stands, each name in a line."""
    if not table.landscape:
        return False
    needed = (
        narrowest
        if _is_short(table, column)
        else max(narrowest, _SIDES + _CHARACTER * min(_WIDEST, max(_exact(row[column]) for row in table.rows)))
        for column, narrowest in enumerate(least(table))
    )
    return sum(needed) > WIDTH


def _is_short(table: Table, column: int) -> bool:
    return all(long(row[column]) <= SHORT for row in table.rows)


def _short(table: Table, column: int) -> list[int]:
    return [_head(table, column), *(_exact(row[column]) for row in table.rows)]


def _head(table: Table, column: int) -> int:
    return max(_NARROWEST, -(-_exact(table.header[column]) // 2))


def _exact(text: str) -> int:
    return -(-halves(text) // 2)
