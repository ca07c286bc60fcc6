"""Names and posts that two rows, or a row and the roster, both claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from supervision.model import Post, Unit
from supervision.notices.rosters import RowError
from supervision.roles import Role
from supervision.roster.roster_sheets import (
    ALIASES,
    ONE_A_UNIT,
    ONLY_ONE,
    RENAMED,
    ROLE,
    SEAT,
    SEATS,
    UNIT_NAME,
    PostLine,
    UnitLine,
)


def check_names(lines: Mapping[str, UnitLine], units: Iterable[Unit]) -> Iterator[RowError]:
    """A name or alias means one unit, in the file and in the roster together."""
    units = list(units)
    owners = {unit.name: (unit.name, 0) for unit in units if not unit.active}
    for unit in units:
        if unit.name not in lines and unit.active:
            owners |= dict.fromkeys((unit.name, *unit.aliases), (unit.name, 0))
        elif unit.name in lines:
            owners |= dict.fromkeys(unit.past_names, (unit.name, lines[unit.name].row))
    for line in lines.values():
        owners.setdefault(line.name, (line.name, line.row))
    for line in lines.values():
        for name, column in _names(line):
            owner, row = owners.setdefault(name, (line.name, line.row))
            if owner != line.name:
                yield RowError(line.row, column, "name_taken", f"{name}（{owner}）", row)


def _names(line: UnitLine) -> Iterator[tuple[str, str]]:
    yield line.name, UNIT_NAME
    yield from ((alias, ALIASES) for alias in line.aliases)
    if line.renamed_to:
        yield line.renamed_to, RENAMED


def check_single_roles(
    lines: Mapping[tuple[str, str], PostLine], units: Iterable[Unit], posts: Iterable[Post]
) -> Iterator[RowError]:
    """Name posts of which there is only one, in the county, in the unit or in its seat, and another has it."""
    names = {unit.id: unit.name for unit in units}
    held: dict[tuple[str, ...], tuple[str, str, int]] = {}
    for post in posts:
        unit_name = names.get(post.unit_id, "")
        if post.active and (unit_name, post.title) not in lines:
            for key in _single_keys(post.role, unit_name, post.seat):
                held[key] = (unit_name, post.title, 0)
    for line in lines.values():
        for key in _single_keys(line.role, line.unit, line.seat):
            unit_name, title, row = held.setdefault(key, (line.unit, line.title, line.row))
            if (unit_name, title) != (line.unit, line.title):
                column = SEAT if line.role is Role.LIAISON else ROLE
                yield RowError(line.row, column, "post_taken", title, row)


def _single_keys(role: Role, unit: str, seat: str) -> Iterable[tuple[str, ...]]:
    if role in ONLY_ONE:
        yield (role,)
    if role in ONE_A_UNIT:
        yield (role, unit)
    if role is Role.LIAISON and seat in SEATS:
        yield (role, unit, seat)
