"""A draft counted anew: what is withdrawn or taken back after it was drafted leaves both sides of every fraction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from supervision.bulletins.appraisal import Appraisal
from supervision.bulletins.making import require_editable
from supervision.model import Bulletin, BulletinLine, Standing
from supervision.notices.bulletins import bulletin_subject
from supervision.notices.objecting import objection_subject
from supervision.outcome import Fact, Outcome


def recount(
    bulletin: Bulletin, lines: Sequence[BulletinLine], appraisal: Appraisal, *, as_counted: bool
) -> tuple[Outcome, tuple[int, ...]] | None:
    """Count a draft anew when its figures, or what it says of a unit of either side, is not what is counted by now
    (撤销, 并案, 中止, 延期, an acceptance that was taken back): Counting, "leaves both sides of the fraction".

    Whoever still stands in it stays ticked or not, as people chose. Gives the ticked units that it is about, which may
    be none; nothing at all where the draft stands as it was counted.

    Args:
        as_counted: what is kept of it is what is counted by now.

    Raises:
        WrongState: it is with its signers.
    """
    require_editable(bulletin)
    fresh = {(line.unit_id, line.standing): line for line in appraisal.lines}
    changed = [line for line in lines if not set(line.facts) <= _facts_of(fresh, line)]
    if not changed and as_counted:
        return None
    ticked = {(line.unit_id, line.standing) for line in lines if line.selected}
    anew = tuple(replace(line, selected=key in ticked) for key, line in fresh.items())
    units = tuple(line.unit_id for line in changed if line.selected)
    details = {"units": [line.unit_id for line in changed], "figures": dict(appraisal.figures)}
    fact = Fact("bulletin.recounted", bulletin_subject(bulletin.id), details)
    moved = replace(bulletin, figures=appraisal.figures)
    heard = (objection_subject(bulletin.id, line.unit_id) for line in lines if line.standing is Standing.CRITICISED)
    return Outcome((moved, *anew), (fact,), redraw=(bulletin_subject(bulletin.id), *heard)), units


def _facts_of(lines: Mapping[tuple[int, Standing], BulletinLine], line: BulletinLine) -> set[str]:
    found = lines.get((line.unit_id, line.standing))
    return set(found.facts) if found else set()
