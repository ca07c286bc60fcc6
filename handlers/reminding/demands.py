"""减负: on the first workday of a month, and to who asks, the sheet of what was asked of each unit."""

from __future__ import annotations

from datetime import date, datetime

from handlers.conversation.catalogue import Tick
from handlers.conversation.context import Services, Turn
from handlers.conversation.routes import Command
from storage import outbox
from storage.queries import demands as queries
from storage.unit_of_work import UnitOfWork
from supervision.calendars.schedules import add_months
from supervision.model import CalendarKey, Unit
from supervision.notices.base import HERE, OFFICE
from supervision.notices.demands import DemandsSheet
from supervision.reminding.demands import UnitDemands, lines, month_of, sheet_at, sheet_key
from supervision.roles import Permission

THIS_MONTH = frozenset({"本月"})
"""What is said after the command for the month that is not over yet."""


async def lines_of(unit: UnitOfWork, first: date) -> tuple[UnitDemands, ...]:
    """What was asked of each unit in the month that begins on a day."""
    counted = await queries.asked(unit, *month_of(first, unit.county))
    return lines(counted, {one.id: one.name for one in await unit.find(Unit)})


def _before(day: date) -> date:
    return add_months(day.replace(day=1), -1)


async def ask(turn: Turn) -> None:
    """/demands: of the month before; with 本月, of this one as far as it has come."""
    today = turn.unit.today
    first = today.replace(day=1) if turn.heard.args.strip() in THIS_MONTH else _before(today)
    sheet = DemandsSheet(to=HERE, first=first, lines=await lines_of(turn.unit, first), asked_for=True)
    await outbox.tell(turn.unit, [sheet])


async def is_due(unit: UnitOfWork) -> bool:
    """Whether the sheet of the month before is to be sent."""
    if unit.now < sheet_at(unit.today, unit.county, unit.workdays):
        return False
    return await unit.get(CalendarKey, sheet_key(_before(unit.today))) is None


async def send(services: Services) -> None:
    """Send it to the Office, once; of a month in which nothing was asked nothing is said."""
    async with services.transaction() as unit:
        first = _before(unit.today)
        if not await is_due(unit):
            return
        found = await lines_of(unit, first)
        if found:
            await outbox.tell(unit, [DemandsSheet(to=OFFICE, first=first, lines=found)])
        await unit.save(CalendarKey(sheet_key(first), unit.now))
        await unit.commit()


async def next_due(unit: UnitOfWork) -> datetime | None:
    """The digest hour of the first workday of a month."""
    months = (unit.today, add_months(unit.today.replace(day=1), 1))
    return next(at for day in months if (at := sheet_at(day, unit.county, unit.workdays)) > unit.now)


ROUTES = (
    Command(
        name="demands", callback=ask, may=Permission.REMINDER_SEND, description="对各单位提出要求情况", word="要求情况"
    ),
)
TICKS = (Tick("demands", is_due, send, next_due),)
