"""What a calendar that is entered touches."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

from sqlalchemy import and_, func, or_, select

from storage.queries.deliveries import known_at
from storage.tables import MODELS
from storage.unit_of_work import UnitOfWork
from supervision.calendars.calendar_entry import Running
from supervision.model import Assignment, Bulletin, BulletinKind, BulletinStatus, DueStatus, Matter, ReportDue
from supervision.reports.report_dates import UNDECIDED

_dues, _matters, _assignments = MODELS[ReportDue], MODELS[Matter], MODELS[Assignment]
_bulletins = MODELS[Bulletin]


async def running_dues(unit: UnitOfWork, start: date, end: date) -> list[Running]:
    """The dates between two days, both included, as they are now: what is owed or stands still, and what was late.

    What was accepted in time needs no other limit.
    """
    same = and_(
        _assignments.c.matter_id == _dues.c.matter_id,
        _assignments.c.task_seq == _dues.c.task_seq,
        _assignments.c.unit_id == _dues.c.unit_id,
    )
    was_late = and_(_dues.c.status == DueStatus.ACCEPTED, _dues.c.first_answered_at > _dues.c.late_after)
    expected_on = func.coalesce(_dues.c.extended_to, _dues.c.due_on)
    statement = (
        select(_dues, known_at(_dues).label("learned_at"), _matters.c.urgency)
        .join(_assignments, same)
        .join(_matters, _matters.c.id == _dues.c.matter_id)
        .where(or_(_dues.c.status.in_(UNDECIDED), was_late), expected_on >= start, expected_on <= end)
    )
    count = len(fields(ReportDue))
    rows = await unit.connection.execute(statement)
    return [Running(ReportDue(*row[:count]), row.learned_at, row.urgency) for row in rows]


async def counted_until(unit: UnitOfWork) -> date | None:
    """The last cut-off that a bulletin which is out has counted to."""
    statement = select(func.max(_bulletins.c.cut_off)).where(
        _bulletins.c.status == BulletinStatus.POSTED,
        _bulletins.c.kind.in_([BulletinKind.QUARTERLY, BulletinKind.ADDENDUM]),
    )
    found: date | None = (await unit.connection.execute(statement)).scalar_one_or_none()
    return found
