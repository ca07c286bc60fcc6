"""反馈表: for which units and days one is to go out, and what stands in it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import and_, exists, func, not_, select

from storage.queries.deliveries import AT_WORK, known_at
from storage.tables import MODELS
from storage.unit_of_work import UnitOfWork
from supervision.model import Assignment, Channel, Matter, MatterStatus, Report, ReportDue, SheetOut
from supervision.reports.report_dates import OWED
from supervision.reports.report_sheets import Key

_dues, _matters, _assignments = MODELS[ReportDue], MODELS[Matter], MODELS[Assignment]
_sheets, _reports = MODELS[SheetOut], MODELS[Report]

_day = func.coalesce(_dues.c.extended_to, _dues.c.due_on)
_of_matter = _matters.c.id == _dues.c.matter_id
_of_assignment = and_(
    _assignments.c.matter_id == _dues.c.matter_id,
    _assignments.c.task_seq == _dues.c.task_seq,
    _assignments.c.unit_id == _dues.c.unit_id,
)
_OWED = (
    _dues.c.status.in_(list(OWED)),
    _matters.c.status == MatterStatus.IN_PROGRESS,
    _assignments.c.status.in_(AT_WORK),
    known_at(_dues).is_not(None),
)
"""What can be reported on: the unit has been told of it and works on it."""


async def days_without_sheet(unit: UnitOfWork, first: date, last: date | None = None) -> list[tuple[int, date]]:
    """The units and days from `first` to `last` on which enough reports are due for a sheet that was not made yet."""
    made = exists().where(_sheets.c.unit_id == _dues.c.unit_id, _sheets.c.due_on == _day)
    statement = (
        select(_dues.c.unit_id, _day)
        .join(_matters, _of_matter)
        .join(_assignments, _of_assignment)
        .where(*_OWED, _day >= first, not_(made))
        .group_by(_dues.c.unit_id, _day)
        .having(func.count() >= unit.county.sheet_least)
        .order_by(_dues.c.unit_id, _day)
    )
    if last is not None:
        statement = statement.where(_day <= last)
    return [(row[0], _date(row[1])) for row in await unit.connection.execute(statement)]


async def rows_of_sheet(unit: UnitOfWork, unit_id: int, day: date) -> list[Key]:
    """What a unit owes on a day, by matter and task."""
    statement = (
        select(_dues.c.matter_id, _dues.c.task_seq, _dues.c.unit_id, _dues.c.seq)
        .join(_matters, _of_matter)
        .join(_assignments, _of_assignment)
        .where(*_OWED, _dues.c.unit_id == unit_id, _day == day)
        .order_by(_dues.c.matter_id, _dues.c.task_seq, _dues.c.seq)
    )
    return [(row[0], row[1], row[2], row[3]) for row in await unit.connection.execute(statement)]


async def report_by_sheet(unit: UnitOfWork, key: Key) -> Report | None:
    """The report that an earlier return of a sheet made for this date."""
    matter_id, task_seq, unit_id, due_seq = key
    statement = (
        select(_reports)
        .where(
            _reports.c.matter_id == matter_id,
            _reports.c.task_seq == task_seq,
            _reports.c.unit_id == unit_id,
            _reports.c.due_seq == due_seq,
            _reports.c.channel == Channel.SHEET,
        )
        .order_by(_reports.c.id.desc())
        .limit(1)
    )
    return next(iter(await unit.all(Report, statement)), None)


def _date(value: date | str) -> date:
    """SQLite gives an expression's date as text."""
    return date.fromisoformat(value) if isinstance(value, str) else value
