"""What a unit noted of how it carries a paper out, and what its card asks it for."""

from __future__ import annotations

from messages.views.dispatching import PaperNotes
from storage.unit_of_work import UnitOfWork
from supervision.calendars.deadlines import local_date
from supervision.carrying_out.acknowledging import UnitPaper
from supervision.carrying_out.plan_reminders import plan_by
from supervision.carrying_out.plans import HEAD_FIRST, NAMES_PERSON
from supervision.hotline.callers import APART
from supervision.model import Plan


async def notes_of(unit: UnitOfWork, own: UnitPaper) -> PaperNotes:
    """Load it for the unit's card."""
    named = next((item for item in own.live if item.handler_name), None)
    track, delivered_at = own.matter.track, own.dispatch.delivered_at
    learned_on = local_date(delivered_at, unit.county.zone) if delivered_at else unit.today
    return PaperNotes(
        plan=await unit.get(Plan, own.matter.id, own.dispatch.unit_id),
        plan_wanted=own.matter.plan_wanted,
        plan_by=plan_by(learned_on, unit.county, unit.workdays) if delivered_at else None,
        person=f"{named.handler_name}　{named.handler_phone}".strip() if named else "",
        asks_person=track in NAMES_PERSON,
        callers_apart=track in APART,
        head_first=track in HEAD_FIRST,
    )
