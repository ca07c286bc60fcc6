"""减负: what was asked of each unit within a month, counted from the record."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, func, select

from storage.tables import MODELS, audit
from storage.unit_of_work import UnitOfWork
from supervision.model import (
    Dispatch,
    Document,
    DocumentKind,
    DueStatus,
    Post,
    Reminder,
    Report,
    ReportDue,
)
from supervision.reminding.demands import Demand
from supervision.reminding.reminders import MANUAL
from supervision.roles import UNIT

_dispatches, _dues, _reminders, _posts = MODELS[Dispatch], MODELS[ReportDue], MODELS[Reminder], MODELS[Post]
_documents = MODELS[Document]


async def asked(unit: UnitOfWork, start: datetime, end: datetime) -> Counter[tuple[int, Demand]]:
    """How often each unit was asked what, from the start up to the end."""
    found: Counter[tuple[int, Demand]] = Counter()
    for demand, statement in _statements(start, end).items():
        for row in await unit.connection.execute(statement):
            found[row[0], demand] += row[1]
    for unit_id in await _returned(unit, start, end):
        found[unit_id, Demand.SUPPLEMENT] += 1
    for key in (await unit.connection.execute(_urged(start, end))).scalars():
        found[int(key.split("/")[1]), Demand.URGED_ON_PAPER] += 1
    return found


def _statements(start: datetime, end: datetime) -> dict[Demand, Select[Any]]:
    return {
        Demand.PAPER: _by_unit(_dispatches, _dispatches.c.sent_at >= start, _dispatches.c.sent_at < end),
        Demand.REPORT: _by_unit(
            _dues, _dues.c.late_after >= start, _dues.c.late_after < end, _dues.c.status != DueStatus.VOID
        ),
        Demand.REMINDED: _reminded(start, end, by_hand=False),
        Demand.URGED: _reminded(start, end, by_hand=True),
    }


async def _returned(unit: UnitOfWork, start: datetime, end: datetime) -> list[int]:
    """The unit of each 退回补充, by the record of acts: what was accepted later had been returned all the same."""
    acts = select(audit.c.subject_key).where(audit.c.event == "report.returned", audit.c.at >= start, audit.c.at < end)
    keys = [int(key) for key in (await unit.connection.execute(acts)).scalars()]
    units = {report.id: report.unit_id for report in await unit.find(Report, id=set(keys))} if keys else {}
    return [units[key] for key in keys if key in units]


def _by_unit(table: Table, *which: ColumnElement[bool]) -> Select[Any]:
    return select(table.c.unit_id, func.count()).where(*which).group_by(table.c.unit_id)


def _reminded(start: datetime, end: datetime, *, by_hand: bool) -> Select[Any]:
    """A reminder that went to several of a unit is one; one by hand is one for all that the unit owes of the matter."""
    hand = _reminders.c.rung.like(f"{MANUAL}@%")
    key = (_reminders.c.matter_id, _reminders.c.unit_id, _reminders.c.rung)
    each = (
        select(*key, *(() if by_hand else (_reminders.c.task_seq, _reminders.c.due_seq)))
        .join(_posts, _posts.c.id == _reminders.c.post_id)
        .where(
            hand if by_hand else ~hand,
            _reminders.c.matter_id != 0,
            _reminders.c.told_at >= start,
            _reminders.c.told_at < end,
            _posts.c.unit_id == _reminders.c.unit_id,
            _posts.c.role.in_(UNIT),
        )
        .distinct()
        .subquery()
    )
    return select(each.c.unit_id, func.count()).group_by(each.c.unit_id)


def _urged(start: datetime, end: datetime) -> Select[Any]:
    mine = (_documents.c.kind == DocumentKind.URGING, _documents.c.frozen_at >= start, _documents.c.frozen_at < end)
    return select(_documents.c.subject_key).where(*mine)
