"""Reports whose task was not tapped within a workday: the Office says what they are about (architecture, "A reply")."""

from __future__ import annotations

from datetime import datetime

from handlers.conversation.carrying import carry_out
from handlers.conversation.catalogue import Tick
from handlers.conversation.context import Services
from storage.unit_of_work import UnitOfWork
from supervision.actors import MACHINE
from supervision.calendars.deadlines import end_of, local_date
from supervision.model import CalendarKey, Matter, Report, ReportStatus
from supervision.notices.base import OFFICE, Recipient, to_officer
from supervision.notices.cards import ReportCard, report_subject
from supervision.outcome import Fact, Outcome


async def hand_over(services: Services) -> None:
    """Send the Office the card of every report that its unit left without a task for a workday."""
    async with services.database.read(services.setting) as unit:
        due = await _due(unit)
    for report in due:
        async with services.transaction() as unit:
            await _hand_over(unit, report)
            await unit.commit()


async def is_due(unit: UnitOfWork) -> bool:
    """Whether a report has waited for a workday."""
    return bool(await _due(unit))


async def _due(unit: UnitOfWork) -> list[Report]:
    return [report for report, at in await _overlooked(unit) if at <= unit.now]


async def next_due(unit: UnitOfWork) -> datetime | None:
    """When the next report will have waited for a workday."""
    return min((at for _, at in await _overlooked(unit)), default=None)


async def _overlooked(unit: UnitOfWork) -> list[tuple[Report, datetime]]:
    waiting = await unit.find(Report, status=ReportStatus.UNPLACED)
    if not waiting:
        return []
    told = {item.key for item in await unit.find(CalendarKey, key=[_key(report) for report in waiting])}
    return [(report, _patience(unit, report)) for report in waiting if _key(report) not in told]


def _patience(unit: UnitOfWork, report: Report) -> datetime:
    received = local_date(report.received_at, unit.county.zone)
    return end_of(unit.workdays.add_workdays(received, 1), unit.county.office_closes, unit.county.zone)


def _key(report: Report) -> str:
    return f"overlooked/{report.id}"


async def _hand_over(unit: UnitOfWork, report: Report) -> None:
    now = await unit.require(Report, report.id)
    told = await unit.get(CalendarKey, _key(now))
    if told is not None or now.status is not ReportStatus.UNPLACED:
        return
    card = ReportCard(to=await _officer(unit, now), report_id=now.id)
    fact = Fact("report.handed_over", report_subject(now.id))
    await carry_out(unit, MACHINE, Outcome(saves=(CalendarKey(_key(now), unit.now),), facts=(fact,), notices=(card,)))


async def _officer(unit: UnitOfWork, report: Report) -> Recipient:
    matter = await unit.get(Matter, report.matter_id) if report.matter_id else None
    return to_officer(matter.registered_post_id) if matter else OFFICE


TICKS = (Tick("overlooked reports", is_due, hand_over, next_due),)
