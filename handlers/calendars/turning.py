"""The turn of the year: in December the next year's calendar is asked for, in January open matters go on."""

from __future__ import annotations

from datetime import date, datetime

from handlers.conversation.carrying import carry_out
from handlers.conversation.catalogue import Tick
from handlers.conversation.context import Services
from storage import outbox
from storage.queries.deliveries import dispatch_of
from storage.unit_of_work import UnitOfWork
from supervision.actors import MACHINE
from supervision.calendars import year_turn
from supervision.model import Assignment, CalendarKey, Matter, Post, ReportDue, Task
from supervision.notices.cards import paper_subject
from supervision.outcome import Outcome
from supervision.roles import KEEPERS


async def is_due(unit: UnitOfWork) -> bool:
    """Whether the turn of the year asks for something that was not done yet."""
    return await unit.get(CalendarKey, year_turn.turn_due(unit.today)) is None


async def run(services: Services) -> None:
    """Remind in December, go on in January; each once a year."""
    async with services.transaction() as unit:
        key = year_turn.turn_due(unit.today)
        if await unit.get(CalendarKey, key) is not None:
            return
        if key == year_turn.roll_key(unit.today.year):
            await carry_over(unit, unit.today.year)
        else:
            await _remind(unit, unit.today.year + 1)
        await unit.commit()


async def _remind(unit: UnitOfWork, year: int) -> None:
    keepers = await unit.find(Post, role=tuple(KEEPERS), active=True)  # of a vacant post the officers are reminded
    known = not unit.workdays.provisional(date(year, 1, 1))
    await carry_out(unit, MACHINE, year_turn.remind(year, keepers, unit.now, unit.county, known=known))


async def carry_over(unit: UnitOfWork, year: int) -> None:
    """Give all open matters the dates of the year, once."""
    await carry_out(unit, MACHINE, Outcome(saves=(CalendarKey(year_turn.roll_key(year), unit.now),)))
    for matter in await unit.find(Matter, status=year_turn.ROLLED):
        outcome = year_turn.roll(
            matter,
            {task.seq: task for task in await unit.find(Task, matter_id=matter.id)},
            await unit.find(Assignment, matter_id=matter.id),
            await unit.find(ReportDue, matter_id=matter.id),
            year,
            now=unit.now,
            county=unit.county,
            workdays=unit.workdays,
        )
        await carry_out(unit, MACHINE, outcome)
        await _redraw_papers(unit, matter.id, outcome)


async def _redraw_papers(unit: UnitOfWork, matter_id: int, outcome: Outcome) -> None:
    for unit_id in dict.fromkeys(row.unit_id for row in outcome.saves if isinstance(row, ReportDue)):
        dispatch = await dispatch_of(unit, matter_id, unit_id)
        if dispatch is not None:
            await outbox.redraw(unit, [paper_subject(dispatch.paper_id, unit_id)])


async def next_due(unit: UnitOfWork) -> datetime | None:
    """1 December, or 1 January."""
    return year_turn.next_turn(unit.now, unit.county)


TICKS = (Tick("year_turn", is_due, run, next_due),)
