"""The figures of a bulletin: the sums of its groups, held against each other and against what it says and counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from supervision.figures.counting import Cell, InconsistentError, cells_of, check_cells, row_of
from supervision.figures.groups import Group
from supervision.model import Bulletin, BulletinGroup


def rows_of(bulletin_id: int, groups: Iterable[Group]) -> tuple[BulletinGroup, ...]:
    """Make rows of what was counted."""
    return tuple(
        BulletinGroup(bulletin_id, n, one.track, one.unit_id, one.kind, one.verdict, one.value, one.year)
        for n, one in enumerate(groups, 1)
    )


def group_of(row: BulletinGroup) -> Group:
    """Read one again."""
    return Group(row.track, row.unit_id, row.kind, row.verdict, row.value, year=row.year)


def hold(bulletin: Bulletin, rows: Sequence[BulletinGroup], kept: Mapping[int, int]) -> tuple[Cell, ...]:
    """Give a bulletin's figures, if they add up, are those that it says, and count what is kept as counted.

    Args:
        kept: how many things are kept of each group, by its number.

    Raises:
        InconsistentError: they do not, or are not.
    """
    for row in rows:
        if row.value != kept.get(row.number, 0):
            raise InconsistentError(f"group {row.number} is {row.value} and counts {kept.get(row.number, 0)}")
    if len(kept) > len(rows):
        raise InconsistentError("something is kept that is in no group")
    cells = cells_of(map(group_of, rows))
    check_cells(cells)
    overall = row_of(cells)
    for key, value in bulletin.figures.items():
        if overall.get(key) != value:
            raise InconsistentError(f"the bulletin says {key} {value}, and {overall.get(key)} are counted")
    return cells
