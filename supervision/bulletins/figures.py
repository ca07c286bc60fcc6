"""The figures of a bulletin as rows, each with what it counts, held against each other before anyone sees them."""

from __future__ import annotations

from collections.abc import Iterable

from supervision.figures.counting import Cell, InconsistentError, check_cells, row_of
from supervision.model import Bulletin, BulletinFigure


def rows_of(bulletin_id: int, cells: Iterable[Cell]) -> tuple[BulletinFigure, ...]:
    """Make rows of what was counted."""
    return tuple(BulletinFigure(bulletin_id, cell.scope, cell.key, cell.value, cell.facts) for cell in cells)


def cells_of(rows: Iterable[BulletinFigure]) -> tuple[Cell, ...]:
    """Read them again.

    Raises:
        InconsistentError: a figure is not what it counts.
    """
    cells = []
    for row in rows:
        if row.value != len(row.facts):
            raise InconsistentError(f"{row.scope}: {row.key} is {row.value} and counts {len(row.facts)}")
        cells.append(Cell(row.scope, row.key, row.facts))
    return tuple(cells)


def hold(bulletin: Bulletin, rows: Iterable[BulletinFigure]) -> tuple[Cell, ...]:
    """Give a bulletin's figures with what they count, if they add up and are those that it says.

    Raises:
        InconsistentError: they do not, or are not.
    """
    cells = cells_of(rows)
    check_cells(cells)
    overall = row_of(cells)
    for key, value in bulletin.figures.items():
        if overall.get(key) != value:
            raise InconsistentError(f"the bulletin says {key} {value}, and {overall.get(key)} are counted")
    return cells
