"""What 更正, 中止, 撤销 and 并案 have made of a paper that a unit has; and 签收 of a 更正."""

from __future__ import annotations

from messages.views.amending import change_lines
from messages.views.dispatching import PaperMarks
from storage.queries import changes as queries
from storage.queries import dispatching
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.carrying_out.acknowledging import UnitPaper
from supervision.changing import correction_times
from supervision.model import Change, ChangeKind, ChangeStatus, Matter, MatterStatus, Paper
from supervision.outcome import Outcome


async def marks_of(unit: UnitOfWork, paper: Paper, own: UnitPaper) -> PaperMarks:
    """Load what stands on the card besides the paper itself."""
    matter = own.matter
    change = await queries.correction_behind(unit, paper) if paper.corrects_id is not None else None
    newer = await queries.superseded_by(unit, paper, own.dispatch.unit_id)
    return PaperMarks(
        corrects=change_lines(change.changes, unit.today) if change else (),
        is_correction=change is not None,
        corrected_by=newer.document_number if newer else "",
        suspended_on=unit.county.local(matter.suspended_at).date() if matter.suspended_at else None,
        ended=matter.status is MatterStatus.WITHDRAWN,
        merged_into=await _number_of(unit, matter.merged_into_id) if matter.merged_into_id else "",
    )


async def _number_of(unit: UnitOfWork, matter_id: int) -> str:
    target = await unit.require(Matter, matter_id)
    paper = await dispatching.paper_of(unit, matter_id)
    return paper.document_number if paper else f"登记号{target.registration_number}"


async def timed_by_correction(unit: UnitOfWork, own: UnitPaper, actor: Actor) -> Outcome:
    """签收 of a 更正, or word of it by telephone: an earlier date counts from then on, with time enough to keep it.

    A suspension that came after the correction has moved the limit already, and it stays there.
    """
    paper = await unit.require(Paper, own.dispatch.paper_id)
    if paper.corrects_id is None or own.dispatch.delivered_at is not None:
        return Outcome()
    change = await queries.correction_behind(unit, paper)
    if change is None or await _resumed_since(unit, change):
        return Outcome()
    at = actor.witness.happened_at if actor.witness else unit.now
    timed = correction_times.retimed(
        own.dues, change, own.matter.urgency, at, county=unit.county, workdays=unit.workdays
    )
    return Outcome(saves=timed)


async def _resumed_since(unit: UnitOfWork, change: Change) -> bool:
    resumed = await unit.find(Change, matter_id=change.matter_id, kind=ChangeKind.RESUME, status=ChangeStatus.DONE)
    return any(item.done_at and change.done_at and item.done_at > change.done_at for item in resumed)
