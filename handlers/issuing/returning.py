"""退办 of a proposal: the term of the unit that gives it back, and of the Office that finds another (P6.2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time

from storage.unit_of_work import UnitOfWork
from supervision import proposals
from supervision import returning as rules
from supervision.acknowledging import UnitPaper
from supervision.model import AssignmentMeeting, DeskItem, DeskKind, Matter, Proposal
from supervision.transferring import Case


async def known_since(unit: UnitOfWork, own: UnitPaper) -> datetime | None:
    """Since when the unit has the matter: its delivery, or for a proposal the day on which it was assigned."""
    delivered, matter = own.dispatch.delivered_at, own.matter
    proposal = await unit.get(Proposal, matter.id) if proposals.is_proposal(matter) else None
    if proposal is None or delivered is None:
        return delivered
    meeting = await unit.get(AssignmentMeeting, proposal.meeting_id) if proposal.meeting_id else None
    day = rules.known_since(proposal, meeting, own.dispatch.unit_id)
    return datetime.combine(day, time(), unit.county.zone) if day else delivered


async def await_another_unit(unit: UnitOfWork, matter: Matter, transfer_id: int) -> None:
    """Remind the Office of a proposal that was given back, before its own days are over."""
    if proposals.is_proposal(matter):
        await unit.save(rules.reassignment(matter, transfer_id, unit.today, unit.county, unit.workdays))


async def settle_return(unit: UnitOfWork, case: Case) -> None:
    """It was given to another unit, or left where it is."""
    item = await unit.get(DeskItem, DeskKind.REASSIGN, str(case.transfer.id))
    if item is not None:
        await unit.save(replace(item, done_at=unit.now))
