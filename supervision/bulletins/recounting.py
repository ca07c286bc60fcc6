"""A draft counted anew: what is withdrawn or taken back after it was drafted leaves both sides of every fraction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from supervision.bulletins.appraisal import Appraisal
from supervision.bulletins.figures import hold, rows_of
from supervision.bulletins.making import require_editable
from supervision.figures.counting import InconsistentError
from supervision.model import Bulletin, BulletinFigure, BulletinLine, Standing
from supervision.notices.bulletins import bulletin_subject
from supervision.notices.objecting import objection_subject
from supervision.outcome import Fact, Outcome


def recount(
    bulletin: Bulletin, lines: Sequence[BulletinLine], figures: Iterable[BulletinFigure], appraisal: Appraisal
) -> tuple[Outcome, tuple[int, ...]] | None:
    """Count a draft anew when its figures, or what it says of a unit of either side, is not what is counted by now
    (撤销, 并案, 中止, 延期, an acceptance that was taken back): Counting, "leaves both sides of the fraction".

    Whoever still stands in it stays ticked or not, as people chose. Gives the ticked units that it is about, which may
    be none; nothing at all where the draft stands as it was counted, or where its figures were touched: that is a fault
    which its readers find, and no count heals.

    Raises:
        WrongState: it is with its signers.
    """
    require_editable(bulletin)
    figures = tuple(figures)
    if not _holds(bulletin, figures):
        return None
    fresh = {(line.unit_id, line.standing): line for line in appraisal.lines}
    changed = [line for line in lines if not set(line.facts) <= _facts_of(fresh, line)]
    rows = rows_of(bulletin.id, appraisal.cells)
    if not changed and _counted(figures) == _counted(rows):
        return None
    ticked = {(line.unit_id, line.standing) for line in lines if line.selected}
    anew = tuple(replace(line, selected=key in ticked) for key, line in fresh.items())
    units = tuple(line.unit_id for line in changed if line.selected)
    details = {"units": [line.unit_id for line in changed], "figures": dict(appraisal.figures)}
    fact = Fact("bulletin.recounted", bulletin_subject(bulletin.id), details)
    moved = replace(bulletin, figures=appraisal.figures)
    heard = (objection_subject(bulletin.id, line.unit_id) for line in lines if line.standing is Standing.CRITICISED)
    return Outcome((moved, *anew, *rows), (fact,), redraw=(bulletin_subject(bulletin.id), *heard)), units


_MOVES_BY_ITSELF = frozenset({"answered", "not_yet", "returned"})
"""What a report that comes in, or goes back for a supplement, changes after the cut-off: nothing that was judged."""


def _counted(figures: Iterable[BulletinFigure]) -> set[tuple[str, str, frozenset[str]]]:
    return {
        (row.scope, row.key, frozenset(row.facts)) for row in figures if row.facts and row.key not in _MOVES_BY_ITSELF
    }


def _facts_of(lines: Mapping[tuple[int, Standing], BulletinLine], line: BulletinLine) -> set[str]:
    found = lines.get((line.unit_id, line.standing))
    return set(found.facts) if found else set()


def _holds(bulletin: Bulletin, figures: Iterable[BulletinFigure]) -> bool:
    try:
        hold(bulletin, figures)
    except InconsistentError:
        return False
    return True
