"""要求报送方案: putting what is to be handed in on the desks of the unit and of the Office."""

from __future__ import annotations

from collections.abc import Iterable

from messages.views.matters import short_name
from storage.unit_of_work import UnitOfWork
from supervision.carrying_out.plan_reminders import reminders_of
from supervision.papers.issuing import Folder, NewPaper
from supervision.reports.report_matching import short_number


async def remind_of_plans(unit: UnitOfWork, folder: Folder, papers: Iterable[NewPaper]) -> None:
    """Remind every unit of a paper that asks for a plan, and the Office of those that do not hand it in."""
    if not folder.matter.plan_wanted:
        return
    items = [
        item
        for paper in papers
        for unit_id in paper.unit_ids
        for item in reminders_of(
            folder.matter,
            unit_id,
            number=short_number(paper.number),
            unit_name=short_name(folder.units[unit_id]),
            issued_on=unit.today,
            county=unit.county,
            workdays=unit.workdays,
        )
    ]
    await unit.save(*items)
