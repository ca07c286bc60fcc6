"""退办 of a proposal: the term of the unit that gives it back, and of the Office that finds another (P6.2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time

from storage.unit_of_work import UnitOfWork
from supervision.calendars.deadlines import local_date
from supervision.carrying_out.acknowledging import UnitPaper
from supervision.carrying_out.transferring import Case
from supervision.model import (
    Assignment,
    AssignmentMeeting,
    DeskItem,
    DeskKind,
    Matter,
    Proposal,
    Transfer,
    TransferStatus,
)
from supervision.proposals import handling
from supervision.proposals import returning as rules


async def known_since(unit: UnitOfWork, own: UnitPaper) -> datetime | None:
    """Since when the unit has the matter: its delivery, or the meeting at which a proposal was assigned to it."""
    delivered, matter = own.dispatch.delivered_at, own.matter
    proposal = await unit.get(Proposal, matter.id) if handling.is_proposal(matter) else None
    if proposal is None or delivered is None:
        return delivered
    meeting = await unit.get(AssignmentMeeting, proposal.meeting_id) if proposal.meeting_id else None
    unit_id, delivered_on = own.dispatch.unit_id, local_date(delivered, unit.county.zone)
    day = rules.known_since(
        proposal, meeting, unit_id, delivered_on, taken_over=await _took_over(unit, matter, unit_id)
    )
    return delivered if day == delivered_on else datetime.combine(day, time(), unit.county.zone)


async def _took_over(unit: UnitOfWork, matter: Matter, unit_id: int) -> bool:
    """Whether the unit got the proposal from another one."""
    granted = await unit.find(Transfer, matter_id=matter.id, new_unit_id=unit_id, status=TransferStatus.GRANTED)
    return bool(granted or await unit.find(Assignment, matter_id=matter.id, handed_to_unit_id=unit_id))


async def await_another_unit(unit: UnitOfWork, matter: Matter, transfer_id: int) -> None:
    """Remind the Office of a proposal that was given back, before its own days are over."""
    if handling.is_proposal(matter):
        await unit.save(rules.reassignment(matter, transfer_id, unit.today, unit.county, unit.workdays))


async def settle_return(unit: UnitOfWork, case: Case) -> None:
    """It was given to another unit, or left where it is."""
    item = await unit.get(DeskItem, DeskKind.REASSIGN, str(case.transfer.id))
    if item is not None:
        await unit.save(replace(item, done_at=unit.now))
