"""Who takes the place of a unit that was merged since it had a task: a new order goes to the unit that took it in.

What the old unit reported and what was accepted of it stays its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from supervision.model import Assignment, Part, Unit
from supervision.papers.issuing import Folder


def in_place_of(folder: Folder, successors: Mapping[int, Unit]) -> Folder:
    """The matter with the shares of merged units in the hands of their successors.

    A successor that has the task itself has it once; 牵头 outweighs 配合.

    Args:
        successors: by the id of a unit that is no more, who goes on for it.
    """
    shares: dict[tuple[int, int], Assignment] = {}
    for given in sorted(folder.live, key=lambda item: item.unit_id in successors):
        into = successors.get(given.unit_id)
        share = replace(given, unit_id=into.id, delivered_at=None) if into else given
        key = (share.task_seq, share.unit_id)
        had = shares.get(key)
        if had is not None:
            share = replace(had, part=Part.LEAD if Part.LEAD in (had.part, given.part) else had.part)
        shares[key] = share
    units = {**folder.units, **{into.id: into for into in successors.values()}}
    return replace(folder, assignments=tuple(shares.values()), units=units)
