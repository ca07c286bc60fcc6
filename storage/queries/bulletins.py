"""What a bulletin counts, and where bulletins stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import fields
from datetime import date, datetime, tzinfo
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, select, true

from storage.outbox import State
from storage.queries.activities import told_findings
from storage.queries.deliveries import known_at
from storage.queries.figures import Counting, plain, with_shares
from storage.queries.reminders import told_of
from storage.tables import MODELS, outbox
from storage.unit_of_work import UnitOfWork
from supervision.bulletins.appraisal import Window
from supervision.figures.ledger import Counted, Ledger, MatterRow, ShareRow, judge
from supervision.model import (
    Assignment,
    AssignmentStatus,
    Bulletin,
    BulletinKind,
    BulletinStatus,
    Dispatch,
    FindingVerdict,
    Matter,
    Paper,
    Reminder,
    ReportDue,
    Task,
    Unit,
    UnitKind,
)
from supervision.reminding.reminders import after_limit, rung_key

_dues, _matters, _assignments = MODELS[ReportDue], MODELS[Matter], MODELS[Assignment]
_tasks, _units, _papers, _dispatches = MODELS[Task], MODELS[Unit], MODELS[Paper], MODELS[Dispatch]
_bulletins = MODELS[Bulletin]


async def ledger_of(unit: UnitOfWork, window: Window, track: str = "", *, matter_id: int = 0) -> Ledger:
    """Everything that a bulletin counts, one by one; with a track or a matter only what is of it."""
    counting = Counting(window, track, matter_id)
    return Ledger(
        matters=await _matters_of(unit, counting),
        shares=await _shares_of(unit, counting),
        reports=tuple(await _reports(unit, counting)),
        doubted=await _doubted(unit, window, matter_id),
    )


async def counted_of(unit: UnitOfWork, counting: Counting) -> Ledger:
    """The same for figures alone: what is plain by groups, and the rest one by one."""
    found = await plain(unit, counting)
    rest = await _reports(unit, counting, counting.unplain(), named=False)
    return Ledger(groups=found.groups, grouped_units=found.units, reports=tuple(rest))


async def appraised_of(unit: UnitOfWork, counting: Counting) -> Ledger:
    """The same for figures and for who is named: with what is said of the rest, and of whoever may be praised."""
    found = await plain(unit, counting)
    rest = await _reports(unit, counting, counting.unplain())
    judged = judge(rest, counting.window.end, unit.workdays, unit.county.zone)
    late = {report.item.unit.id for report in judged if report.late is not None}
    may_be_praised = sorted(found.well - late)
    return Ledger(
        groups=found.groups,
        grouped_units=found.units,
        reports=tuple(rest),
        spotless=tuple(await _reports(unit, counting, _dues.c.unit_id.in_(may_be_praised))) if may_be_praised else (),
        doubted=await _doubted(unit, counting.window, 0),
    )


async def has_matters(unit: UnitOfWork, counting: Counting) -> bool:
    """Whether any matter was in hand."""
    found = await unit.connection.execute(select(_matters.c.id).where(counting.in_hand()).limit(1))
    return found.first() is not None


async def has_reports(unit: UnitOfWork, counting: Counting) -> bool:
    """Whether any report was due."""
    if (await unit.connection.execute(_dues_in(counting, counting.plain()).limit(1))).first() is not None:
        return True
    return bool(await _reports(unit, counting, counting.unplain(), named=False))


async def _doubted(unit: UnitOfWork, window: Window, matter_id: int) -> frozenset[int]:
    told = await told_findings(unit, window.start, window.end)
    found = [one for one in told if matter_id in {0, one.matter_id}]
    newest = {(one.matter_id, one.task_seq, one.unit_id): one for one in found}
    return frozenset(one.unit_id for one in newest.values() if one.verdict is not FindingVerdict.MET)


async def _matters_of(unit: UnitOfWork, counting: Counting) -> tuple[MatterRow, ...]:
    columns = _matters.c
    statement = select(
        columns.id,
        columns.track,
        counting.is_carried_over().label("carried_over"),
        counting.is_closed().label("closed"),
    )
    rows = await unit.connection.execute(statement.where(counting.in_hand()).order_by(columns.id))
    return tuple(MatterRow(row.id, row.track, bool(row.carried_over), bool(row.closed)) for row in rows)


async def _shares_of(unit: UnitOfWork, counting: Counting) -> tuple[ShareRow, ...]:
    columns = _assignments.c
    statement = (
        select(
            columns.matter_id,
            columns.task_seq,
            columns.unit_id,
            _units.c.kind,
            _matters.c.track,
            counting.is_done().label("done"),
        )
        .join(_matters, _matters.c.id == columns.matter_id)
        .join(_units, _units.c.id == columns.unit_id)
        .where(counting.in_hand(), columns.status != AssignmentStatus.WITHDRAWN)
        .order_by(columns.matter_id, columns.task_seq, columns.unit_id)
    )
    rows = await unit.connection.execute(statement)
    return tuple(
        ShareRow(row.matter_id, row.task_seq, row.unit_id, UnitKind(row.kind), row.track, bool(row.done))
        for row in rows
    )


def _dues_in(counting: Counting, which: ColumnElement[bool]) -> Select[Any]:
    """The reports due in the window, each with its task, its matter and when its unit was told."""
    columns = (
        _dues,
        _tasks.c.text,
        known_at(_dues).label("delivered_at"),
        _tasks.c.due_on.label("limit"),
        _matters.c.taken_over_at,
        _matters.c.track,
    )
    return (
        with_shares(select(*columns))
        .join(_tasks, and_(_tasks.c.matter_id == _dues.c.matter_id, _tasks.c.seq == _dues.c.task_seq))
        .where(counting.due(), which)
    )


async def _reports(
    unit: UnitOfWork, counting: Counting, which: ColumnElement[bool] | None = None, *, named: bool = True
) -> list[Counted]:
    """Reports due one by one; `named`: with what is said of them where they are named."""
    count = len(fields(ReportDue))
    columns = _dues.c
    statement = _dues_in(counting, true() if which is None else which)
    ordered = columns.unit_id, columns.late_after, columns.matter_id, columns.task_seq, columns.seq
    found = await unit.connection.execute(statement.order_by(*ordered))
    rows = [row for row in found if not _was_past(row, unit.county.zone)]
    dues = [(ReportDue(*row[:count]), row) for row in rows]
    matter_ids = sorted({due.matter_id for due, _ in dues}) if named else []
    units = {item.id: item for item in await unit.find(Unit, id=sorted({due.unit_id for due, _ in dues}))}
    numbers = await numbers_of(unit, matter_ids) if named else {}
    reminded = await _reminded_on(unit, matter_ids, unit.county.zone) if named else {}
    return [
        Counted(
            due,
            units[due.unit_id],
            numbers.get((due.matter_id, due.unit_id), ""),
            str(row.text),
            row.delivered_at is not None,
            _after(due, reminded, counting.window.end),
            track=row.track,
        )
        for due, row in dues
    ]


def _was_past(row: Row[Any], zone: tzinfo) -> bool:
    """The date was past when the ledger was taken over (存量): what became of it then is not known, so nobody is
    praised or criticised by it."""
    taken_over_at, limit = row.taken_over_at, row.limit
    return bool(row.final and taken_over_at and limit and limit < taken_over_at.astimezone(zone).date())


async def numbers_of(unit: UnitOfWork, matter_ids: list[int]) -> dict[tuple[int, int], str]:
    """For each matter and unit the number of the newest paper that was not withdrawn."""
    statement = (
        select(_dispatches.c.matter_id, _dispatches.c.unit_id, _papers.c.document_number)
        .join(_papers, _papers.c.id == _dispatches.c.paper_id)
        .where(_dispatches.c.matter_id.in_(matter_ids), _papers.c.withdrawn_at.is_(None))
        .order_by(_dispatches.c.paper_id)
    )
    rows = await unit.connection.execute(statement)
    return {(row.matter_id, row.unit_id): row.document_number for row in rows}


_Said = dict[tuple[int, int, int, int], list[tuple[datetime, date]]]


async def _reminded_on(unit: UnitOfWork, matter_ids: list[int], zone: tzinfo) -> _Said:
    """When each report due was reminded of by a rung after its date, or by hand."""
    said: _Said = defaultdict(list)
    counted = after_limit(unit.county)
    for row in await told_of(unit, matter_ids):
        if rung_key(row.rung) in counted and row.told_at is not None:
            said[_key(row)].append((row.told_at, row.told_at.astimezone(zone).date()))
    return said


def _key(row: Reminder) -> tuple[int, int, int, int]:
    return row.matter_id, row.task_seq, row.unit_id, row.due_seq


def _after(due: ReportDue, said: _Said, end: datetime) -> tuple[date, ...]:
    key = (due.matter_id, due.task_seq, due.unit_id, due.seq)
    until = min(due.first_answered_at or end, end)
    days = {day for at, day in said.get(key, ()) if due.late_after < at < until}
    return tuple(sorted(days))


async def newest(
    unit: UnitOfWork,
    *statuses: BulletinStatus,
    kinds: Collection[BulletinKind] = tuple(BulletinKind),
    limit: int = 1,
) -> list[Bulletin]:
    """The newest bulletins of these kinds in one of these states."""
    wanted = _bulletins.c.status.in_(statuses), _bulletins.c.kind.in_(kinds)
    return await unit.all(Bulletin, select(_bulletins).where(*wanted).order_by(_bulletins.c.id.desc()).limit(limit))


async def posts_of(unit: UnitOfWork, bulletin_id: int) -> dict[str, tuple[str, datetime | None]]:
    """Where a bulletin's messages to the groups stand: state and time by seat (`group/1`)."""
    columns: list[Any] = [outbox.c.seat, outbox.c.status, outbox.c.sent_at]
    statement = select(*columns).where(
        outbox.c.kind == "group_bulletin", outbox.c.key.like(f"bulletin/{bulletin_id}/%")
    )
    return {row.seat: (row.status, row.sent_at) for row in await unit.connection.execute(statement)}


SETTLED = (State.SENT, State.AMBIGUOUS, State.DEAD, State.VOID)
"""States in which nothing more happens with a message by itself."""
