"""反馈表 going out: some workdays before a report date, to the units that owe several reports on it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from handlers.conversation.carrying import carry_out
from handlers.conversation.catalogue import Tick
from handlers.conversation.context import Services
from messages.filters import clock, day
from messages.views.sheets import SheetLine, SheetView
from storage.queries import reports, sheets
from storage.unit_of_work import UnitOfWork
from supervision.actors import MACHINE, Actor
from supervision.model import Post, ReportDue, SheetOut, Task, Unit
from supervision.notices.batches import ReportSheet
from supervision.reminding.reminders import Pace, may_send_digests, next_digest
from supervision.reports import report_sheets
from supervision.reports.report_dates import OWED
from supervision.reports.report_sheets import key_of
from supervision.roles import Role

AHEAD = timedelta(days=60)
"""How far ahead a date can be whose sheet goes out today: many times the workdays of the setting, holidays too."""


async def send_sheets(services: Services) -> None:
    """Send what is to go out today, in the hours of digests."""
    async with services.transaction() as unit:
        for unit_id, due_on in await _to_send(unit):
            await _send(unit, unit_id, due_on)
        await unit.commit()


async def is_due(unit: UnitOfWork) -> bool:
    """Whether a sheet is to go out now."""
    return bool(await _to_send(unit))


async def _to_send(unit: UnitOfWork) -> list[tuple[int, date]]:
    if not may_send_digests(unit.now, unit.county, unit.workdays):
        return []
    # A closed date is still ahead until the next workday is over.
    earliest = unit.workdays.previous_workday(unit.today)
    found = await sheets.days_without_sheet(unit, earliest, unit.today + AHEAD)
    return [
        (unit_id, due_on)
        for unit_id, due_on in found
        if report_sheets.goes_out(due_on, unit.today, unit.county, unit.workdays)
    ]


async def _send(unit: UnitOfWork, unit_id: int, due_on: date) -> None:
    liaisons = await unit.find(Post, unit_id=unit_id, role=Role.LIAISON, active=True)
    outcome = report_sheets.make(
        await unit.new_id("sheet"),
        unit_id=unit_id,
        post_id=liaisons[0].id if liaisons else 0,
        day=due_on,
        keys=await sheets.rows_of_sheet(unit, unit_id, due_on),
        now=unit.now,
    )
    await carry_out(unit, MACHINE, outcome)


async def next_sheets(unit: UnitOfWork) -> datetime | None:
    """When the next sheet goes out, as far as can be said now."""
    county, workdays = unit.county, unit.workdays
    moments = []
    for _, due_on in await sheets.days_without_sheet(unit, unit.today):
        moment = Pace(county, workdays).moment(report_sheets.send_on(due_on, county, workdays))
        moments.append(moment if moment > unit.now else next_digest(unit.now, county, workdays))
    return min(moments, default=None)


async def sheet_view(unit: UnitOfWork, notice: ReportSheet, viewer: Actor) -> SheetView:
    """Load a sheet: what its rows ask for, as it stands now."""
    sheet = await unit.require(SheetOut, notice.sheet_id)
    return SheetView(
        sheet_id=sheet.id,
        unit_name=(await unit.require(Unit, sheet.unit_id)).name,
        due_on=sheet.due_on,
        lines=tuple([await _line(unit, number, row) for number, row in enumerate(sheet.rows, 1)]),
    )


async def _line(unit: UnitOfWork, number: int, row: str) -> SheetLine:
    matter_id, task_seq, unit_id, due_seq = key_of(row)
    task = await unit.require(Task, matter_id, task_seq)
    due = await unit.require(ReportDue, matter_id, task_seq, unit_id, due_seq)
    sent = await reports.paper_of(unit, matter_id, unit_id)
    hour = due.extended_hour if due.extended_to else due.due_hour
    return SheetLine(
        number=number,
        document_number=sent[0].document_number if sent else "",
        task_seq=task_seq,
        text=task.text,
        requirement=task.requirement,
        limit=f"{day(due.expected_on, unit.today)}{clock(hour) if hour else ''}前",
    )


async def sheet_is_answered(unit: UnitOfWork, key: str) -> bool:
    """Whether nothing in a sheet is owed any more."""
    sheet = await unit.require(SheetOut, int(key))
    dues = [await unit.get(ReportDue, *key_of(row)) for row in sheet.rows]
    return not any(due is not None and due.status in OWED for due in dues)


VIEWS = {"report_sheet": sheet_view}
CONDITIONS = {"sheet_answered": sheet_is_answered}
TICKS = (Tick("report_sheets", is_due, send_sheets, next_sheets),)
