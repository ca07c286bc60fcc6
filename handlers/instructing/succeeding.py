"""Under which papers tasks are given again, and to whom where their unit was merged meanwhile."""

from __future__ import annotations

from collections.abc import Mapping

from storage.queries import handing_over
from storage.unit_of_work import UnitOfWork
from supervision.instructions.instructing import Again
from supervision.model import Dispatch, Paper, ReportDue
from supervision.papers.issuing import Folder
from supervision.roster.succession import in_place_of


async def succeeded(unit: UnitOfWork, folder: Folder) -> tuple[Folder, dict[int, int]]:
    """The matter with those in it who go on for units that were merged; and, by each of these, for which unit."""
    gone = {unit_id: found for unit_id, found in folder.units.items() if not found.active}
    goes_on = {unit_id: await handing_over.successor_of(unit, found) for unit_id, found in gone.items()}
    successors = {unit_id: into for unit_id, into in goes_on.items() if into is not None}
    return in_place_of(folder, successors), {into.id: unit_id for unit_id, into in successors.items()}


async def papers_again(unit: UnitOfWork, folder: Folder, before: Mapping[int, int]) -> dict[int, Again]:
    """By unit, the newest of the matter's papers that it has, under which tasks are given again.

    Who goes on for a merged unit (`before`) and has no paper of the matter gets that unit's.
    """
    dues = await unit.find(ReportDue, matter_id=folder.matter.id)
    found: dict[int, Again] = {}
    for unit_id in folder.unit_ids:
        sent = await handing_over.paper_in_force(unit, folder.matter.id, unit_id)
        if sent is None and unit_id in before:
            theirs = await handing_over.paper_in_force(unit, folder.matter.id, before[unit_id])
            sent = (theirs[0], _dispatch(unit, theirs[0], unit_id)) if theirs else None
        if sent is not None:
            found[unit_id] = Again(sent[0], sent[1], [due for due in dues if due.unit_id == unit_id])
    return found


def _dispatch(unit: UnitOfWork, paper: Paper, unit_id: int) -> Dispatch:
    """The paper on its way to a unit that did not have it; the rule says by when it is to be acknowledged."""
    return Dispatch(paper.id, unit_id, paper.matter_id, sent_at=unit.now, acknowledge_by=unit.now)
