"""Who is told of a matter's end: the units that have its tasks now, by the papers that still stand."""

from __future__ import annotations

from storage.queries.successors import present_unit
from storage.unit_of_work import UnitOfWork
from supervision.model import Assignment, AssignmentStatus, Dispatch, Paper
from supervision.results.closing import SentPaper, still_concerned


async def receivers(unit: UnitOfWork, matter_id: int) -> tuple[SentPaper, ...]:
    """The papers of a matter with the units that are told by them; who was merged is told in the unit that goes on."""
    shares = await unit.find(Assignment, matter_id=matter_id)
    live = {share.unit_id for share in shares if share.status is not AssignmentStatus.WITHDRAWN}
    present = {unit_id: (await present_unit(unit, unit_id)).id for unit_id in live}
    papers = {paper.id: paper for paper in await unit.find(Paper, matter_id=matter_id)}
    return still_concerned(await unit.find(Dispatch, matter_id=matter_id), papers, present)
