"""减负: what was asked of each unit within a month, counted from the record."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, func, select

from storage.tables import MODELS
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
    ReportStatus,
)
from supervision.reminding.demands import Demand
from supervision.reminding.reminders import MANUAL
from supervision.roles import UNIT

_dispatches, _dues, _reminders, _posts = MODELS[Dispatch], MODELS[ReportDue], MODELS[Reminder], MODELS[Post]
_reports, _documents = MODELS[Report], MODELS[Document]


async def asked(unit: UnitOfWork, start: datetime, end: datetime) -> Counter[tuple[int, Demand]]:
    """How often each unit was asked what, from the start up to the end."""
    found: Counter[tuple[int, Demand]] = Counter()
    for demand, statement in _statements(start, end).items():
        for row in await unit.connection.execute(statement):
            found[row[0], demand] += row[1]
    for key in (await unit.connection.execute(_urged(start, end))).scalars():
        found[int(key.split("/")[1]), Demand.URGED_ON_PAPER] += 1
    return found


def _statements(start: datetime, end: datetime) -> dict[Demand, Select[Any]]:
    return {
        Demand.PAPER: _by_unit(_dispatches, _dispatches.c.sent_at >= start, _dispatches.c.sent_at < end),
        Demand.REPORT: _by_unit(
            _dues, _dues.c.late_after >= start, _dues.c.late_after < end, _dues.c.status != DueStatus.VOID
        ),
        Demand.SUPPLEMENT: _by_unit(
            _reports,
            _reports.c.status == ReportStatus.RETURNED,
            _reports.c.reviewed_at >= start,
            _reports.c.reviewed_at < end,
        ),
        Demand.REMINDED: _reminded(start, end, by_hand=False),
        Demand.URGED: _reminded(start, end, by_hand=True),
    }


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
