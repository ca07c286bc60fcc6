"""The ledger: which matters are picked, and everything of them that its workbook holds."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, time
from typing import TypeVar

from sqlalchemy import ColumnElement, exists, func, select

from storage.queries import dispatching
from storage.queries.deliveries import known_at
from storage.queries.lookups import begun_in, carried_into, scoped
from storage.tables import MODELS
from storage.unit_of_work import UnitOfWork
from supervision.ledger.choice import YEARS, LedgerChoice, due_by
from supervision.ledger.material import Material
from supervision.model import (
    Assignment,
    AssignmentStatus,
    Dispatch,
    Finding,
    Matter,
    MatterStatus,
    Post,
    Report,
    ReportDue,
    Task,
    Unit,
)
from supervision.reports.report_dates import OWED

_matters, _assignments, _dues = MODELS[Matter], MODELS[Assignment], MODELS[ReportDue]

Row = TypeVar("Row")

AT_ONCE = 500
"""Matters whose rows are loaded together: both databases bound the number of parameters."""


async def picked(
    unit: UnitOfWork, choice: LedgerChoice, registered_in: Collection[int] | None
) -> list[tuple[int, MatterStatus]]:
    """The matters that are picked by all filters but status and light, newest first, with their status.

    Args:
        registered_in: only matters that were registered in these posts; none: all.
    """
    statement = scoped(select(_matters.c.id, _matters.c.status).order_by(_matters.c.id.desc()), registered_in)
    if choice.track_key is not None:
        statement = statement.where(_matters.c.track == choice.track_key)
    if choice.unit:
        part = exists().where(
            _assignments.c.matter_id == _matters.c.id,
            _assignments.c.unit_id == choice.unit,
            _assignments.c.status != AssignmentStatus.WITHDRAWN,
        )
        statement = statement.where(part)
    if choice.time_key:
        statement = statement.where(_in_time(unit, choice.time_key))
    rows = await unit.connection.execute(statement)
    return [(int(row.id), MatterStatus(row.status)) for row in rows]


def _in_time(unit: UnitOfWork, time_key: str) -> ColumnElement[bool]:
    if time_key in YEARS:
        begins = datetime.combine(unit.today.replace(month=1, day=1), time.min, unit.county.zone)
        return carried_into(begins) if YEARS[time_key] else begun_in(begins)
    owed = (
        _dues.c.matter_id == _matters.c.id,
        _dues.c.status.in_(list(OWED)),
        _assignments.c.matter_id == _dues.c.matter_id,
        _assignments.c.task_seq == _dues.c.task_seq,
        _assignments.c.unit_id == _dues.c.unit_id,
        _assignments.c.status.not_in([AssignmentStatus.WITHDRAWN, AssignmentStatus.PROPOSED]),
    )
    last = due_by(time_key, unit.today)
    if last is None:
        return exists().where(
            *owed, known_at(_dues).is_not(None), _dues.c.first_answered_at.is_(None), _dues.c.late_after < unit.now
        )
    day = func.coalesce(_dues.c.extended_to, _dues.c.due_on)
    return exists().where(*owed, day >= unit.today, day <= last)


async def material(unit: UnitOfWork, matter_ids: Sequence[int]) -> Material:
    """Everything of these matters, in this order."""
    found = {row.id: row for row in await _of(unit, Matter, "id", matter_ids)}
    matters = [found[matter_id] for matter_id in matter_ids if matter_id in found]
    merged = tuple(sorted({matter.merged_into_id for matter in matters if matter.merged_into_id}))
    return Material(
        matters=matters,
        tasks=await _of(unit, Task, "matter_id", matter_ids),
        assignments=await _of(unit, Assignment, "matter_id", matter_ids),
        dispatches=await _of(unit, Dispatch, "matter_id", matter_ids),
        dues=await _of(unit, ReportDue, "matter_id", matter_ids),
        reports=await _of(unit, Report, "matter_id", matter_ids),
        findings=await _of(unit, Finding, "matter_id", matter_ids),
        units={row.id: row for row in await unit.find(Unit)},
        posts={row.id: row for row in await unit.find(Post)},
        numbers=await _numbers(unit, matter_ids),
        registered={row.id: row.registration_number for row in await _of(unit, Matter, "id", merged)},
    )


def _in_parts(ids: Sequence[int]) -> Iterator[tuple[int, ...]]:
    return (tuple(ids[start : start + AT_ONCE]) for start in range(0, len(ids), AT_ONCE))


async def _of(unit: UnitOfWork, entity: type[Row], field: str, ids: Sequence[int]) -> list[Row]:
    rows: list[Row] = []
    for some in _in_parts(ids):
        rows += await unit.find(entity, **{field: some})
    return rows


async def _numbers(unit: UnitOfWork, ids: Sequence[int]) -> dict[int, str]:
    numbers: dict[int, str] = {}
    for some in _in_parts(ids):
        numbers |= await dispatching.numbers_of(unit, some)
    return numbers


async def units_in(unit: UnitOfWork, matter_ids: Sequence[int]) -> list[Unit]:
    """The units that have a part in these matters, in the order of the roster."""
    ids: set[int] = set()
    for some in _in_parts(matter_ids):
        statement = select(_assignments.c.unit_id).where(
            _assignments.c.matter_id.in_(some), _assignments.c.status != AssignmentStatus.WITHDRAWN
        )
        ids |= {int(row.unit_id) for row in await unit.connection.execute(statement.distinct())}
    return await unit.find(Unit, id=tuple(sorted(ids))) if ids else []
