"""The figures of a stretch of time: overall, by track, by unit and by kind of unit, each the sum of what is counted.

Requirements, "Counting". Of the bulletins of other counties one has 43 matters of which 16 are closed and 28 in hand
(practice §9): here a part is a part of its whole by the things themselves, since each thing is in one group alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from supervision.calendars.workdays import Workdays
from supervision.figures.groups import (
    APART,
    KEYS,
    OF_MATTERS,
    OF_REPORTS,
    OF_SHARES,
    OF_TASKS,
    OF_UNITS,
    Group,
    groups_of,
    keys_of,
    merged,
)
from supervision.figures.ledger import Ledger, judge

OVERALL = ""
TRACK, UNIT, KIND = "track/", "unit/", "kind/"
YEAR = "year"
"""The whole year, counted anew beside what its last bulletin counts: quarters do not add up to it."""


class InconsistentError(ValueError):
    """Figures that do not add up, or a line without its evidence; nobody may see them."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure. `scope` is empty (overall), `track/document`, `unit/5`, `kind/township` or `year`."""

    scope: str
    key: str
    value: int = 0


PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("matters", ("carried_over", "issued")),
    ("matters", ("closed", "open")),
    ("tasks", ("tasks_done", "tasks_open")),
    ("due", ("answered", "not_yet")),
    ("due", ("on_time", "late")),
)
"""A figure, and the parts that it is the sum of."""

WITHIN: tuple[tuple[str, str], ...] = (
    ("shares_done", "shares"),
    ("on_time", "answered"),
    ("not_yet", "late"),
    ("returned", "due"),
    ("late_units", "units"),
    ("late_not_ordered", "late"),
    ("named_before", "late"),
)
"""A figure, and one that it is a part of."""

_ACROSS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (TRACK, (*OF_MATTERS, *OF_TASKS, *OF_SHARES, *OF_REPORTS)),
    (UNIT, (*OF_SHARES, *OF_REPORTS)),
    (KIND, (*OF_SHARES, *OF_REPORTS, *OF_UNITS)),
)
"""Scopes side by side, and the figures that are the sum of theirs."""


def counted(ledger: Ledger, until: datetime, workdays: Workdays, zone: tzinfo) -> tuple[Group, ...]:
    """Count it as it stood at `until`: what SQL counted, and what is judged here, by groups."""
    return merged((*ledger.groups, *groups_of(ledger, judge(ledger.reports, until, workdays, zone))))


def count(ledger: Ledger, until: datetime, workdays: Workdays, zone: tzinfo) -> tuple[Cell, ...]:
    """The figures of it: each overall, and the others where they are not zero.

    Raises:
        InconsistentError: they do not add up.
    """
    cells = cells_of(counted(ledger, until, workdays, zone))
    check_cells(cells)
    return cells


def cells_of(groups: Iterable[Group]) -> tuple[Cell, ...]:
    """Add groups up to the figures that they are counted in.

    Raises:
        InconsistentError: something is counted twice.
    """
    groups = tuple(groups)
    found: dict[tuple[str, str], int] = {(OVERALL, key): 0 for key in KEYS}
    units: dict[tuple[str, str], set[int]] = defaultdict(set)
    for group in groups:
        _require(group.value >= len(set(group.things)) == len(group.things), "something is counted twice")
        for scope, key in _figures(group):
            found[scope, key] = found.get((scope, key), 0) + group.value
            if key in _UNITS_OF and scope in (OVERALL, YEAR, KIND + group.kind):
                units[scope, _UNITS_OF[key]].add(group.unit_id)
    found |= {name: len(some) for name, some in units.items()}
    return tuple(Cell(scope, key, value) for (scope, key), value in found.items())


_UNITS_OF = {"due": "units", "late": "late_units"}


def _figures(group: Group) -> Iterator[tuple[str, str]]:
    for key in keys_of(group.verdict):
        for scope in scopes_of_group(group, key):
            yield scope, key


def scopes_of_group(group: Group, key: str) -> tuple[str, ...]:
    """Where a key of a group is counted: overall, and by what the group has in common."""
    if group.year:
        return (YEAR,)
    if key in APART:
        return (OVERALL,)
    if not group.unit_id:
        return OVERALL, TRACK + group.track
    return OVERALL, TRACK + group.track, f"{UNIT}{group.unit_id}", KIND + group.kind


def row_of(cells: Iterable[Cell], scope: str = OVERALL) -> dict[str, int]:
    """Give the figures of one scope; what is not among them is zero."""
    return dict.fromkeys(KEYS, 0) | {cell.key: cell.value for cell in cells if cell.scope == scope}


def scopes_of(cells: Iterable[Cell], prefix: str) -> tuple[str, ...]:
    """Give what stands behind a prefix (`TRACK`, `UNIT`, `KIND`) in the scopes that have figures, in their order."""
    return tuple(dict.fromkeys(cell.scope.removeprefix(prefix) for cell in cells if cell.scope.startswith(prefix)))


def check_cells(cells: Iterable[Cell]) -> None:
    """Hold figures against each other: wholes and parts, overall and by track, unit and kind.

    Raises:
        InconsistentError: something does not add up; the message names it.
    """
    held: dict[str, dict[str, int]] = defaultdict(dict)
    for cell in cells:
        _require(cell.key not in held[cell.scope], f"{cell.scope}: {cell.key} stands twice")
        held[cell.scope][cell.key] = cell.value
    for scope, row in held.items():
        _check_row(scope, row)
    for prefix, keys in _ACROSS:
        parts = [row for scope, row in held.items() if scope.startswith(prefix)]
        for key in keys:
            whole = held[OVERALL].get(key, 0)
            summed = sum(row.get(key, 0) for row in parts)
            _require(whole == summed, f"{key} is not the sum of those of each {prefix}")


def _check_row(scope: str, row: Mapping[str, int]) -> None:
    for whole, parts in PARTS:
        summed = sum(row.get(part, 0) for part in parts)
        _require(row.get(whole, 0) == summed, f"{scope}: {whole} is not the sum of {parts}")
    for part, whole in WITHIN:
        _require(row.get(part, 0) <= row.get(whole, 0), f"{scope}: {part} is no part of {whole}")


def _require(holds: bool, what: str) -> None:
    if not holds:
        raise InconsistentError(what)
