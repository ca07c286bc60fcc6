"""要求报送方案: putting what is to be handed in on the desks of the unit and of the Office."""

from __future__ import annotations

from collections.abc import Iterable

from messages.views.matters import short_name
from storage.unit_of_work import UnitOfWork
from supervision.carrying_out.plan_reminders import reminders_of
from supervision.model import DeskItem, DeskKind, Matter, Plan, Unit
from supervision.papers.issuing import Folder, NewPaper
from supervision.reports.report_matching import short_number


async def remind_of_plans(unit: UnitOfWork, folder: Folder, papers: Iterable[NewPaper]) -> None:
    """Remind every unit of a paper that asks for a plan, and the Office of those that do not hand it in."""
    for paper in papers:
        for unit_id in paper.unit_ids:
            await remind_of_plan(unit, folder.matter, folder.units[unit_id], paper.number)


async def remind_of_plan(unit: UnitOfWork, matter: Matter, of: Unit, number: str) -> None:
    """Remind one unit, which may have come to the matter later (改派, 更正); who is asked already goes on as he is.

    Whoever was rid of the matter and comes back to it is asked anew.
    """
    asked = await unit.get(DeskItem, DeskKind.PLAN, f"{matter.id}/{of.id}")
    plan = await unit.get(Plan, matter.id, of.id)
    if not matter.plan_wanted or (asked and asked.done_at is None) or (plan and plan.handed_in):
        return
    items = reminders_of(
        matter,
        of.id,
        number=short_number(number),
        unit_name=short_name(of),
        issued_on=unit.today,
        county=unit.county,
        workdays=unit.workdays,
    )
    await unit.save(*items)
