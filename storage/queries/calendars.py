"""What a calendar that is entered touches."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

from sqlalchemy import and_, select

from storage.queries.deliveries import known_at
from storage.tables import MODELS
from storage.unit_of_work import UnitOfWork
from supervision.calendar_entry import Running
from supervision.model import Assignment, Matter, ReportDue
from supervision.report_dates import OWED

_dues, _matters, _assignments = MODELS[ReportDue], MODELS[Matter], MODELS[Assignment]


async def running_dues(unit: UnitOfWork, start: date, end: date) -> list[Running]:
    """The dates between two days, both included, that are owed."""
    same = and_(
        _assignments.c.matter_id == _dues.c.matter_id,
        _assignments.c.task_seq == _dues.c.task_seq,
        _assignments.c.unit_id == _dues.c.unit_id,
    )
    statement = (
        select(_dues, known_at(_dues).label("learned_at"), _matters.c.urgency)
        .join(_assignments, same)
        .join(_matters, _matters.c.id == _dues.c.matter_id)
        .where(_dues.c.status.in_(OWED), _dues.c.due_on >= start, _dues.c.due_on <= end)
    )
    count = len(fields(ReportDue))
    rows = await unit.connection.execute(statement)
    return [Running(ReportDue(*row[:count]), row.learned_at, row.urgency) for row in rows]
