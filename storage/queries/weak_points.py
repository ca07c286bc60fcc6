"""What speaks for 推进不力 in the time that a bulletin counts (R3c): found on the spot and told, or not put right."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import tzinfo

from sqlalchemy import select

from storage.queries.activities import told_findings
from storage.queries.bulletins import numbers_of
from storage.queries.figures import ISSUED
from storage.tables import MODELS
from storage.unit_of_work import UnitOfWork
from supervision.bulletins.appraisal import Window
from supervision.model import (
    Assignment,
    AssignmentStatus,
    Finding,
    FindingVerdict,
    Matter,
    Rectification,
    RectificationStatus,
    Task,
    Unit,
    WeakPoint,
)

_rectifications = MODELS[Rectification]

_Place = tuple[int, int, int]
_Fault = Finding | Rectification


async def weak_points(
    unit: UnitOfWork, window: Window, track: str = "", *, matter_id: int = 0
) -> tuple[tuple[Unit, WeakPoint], ...]:
    """By unit: the newest finding of each share that was told and is not as reported; rectifications that failed.

    What was withdrawn leaves both sides of the count, and is not held against its unit here either.
    """
    faults: list[_Fault] = [*await _found(unit, window), *await _unrectified(unit, window)]
    faults = [one for one in faults if matter_id in {0, one.matter_id}]
    if not faults:
        return ()
    matters = await _counted(unit, {one.matter_id for one in faults}, track)
    live = {
        (item.matter_id, item.task_seq, item.unit_id)
        for item in await unit.find(Assignment, matter_id=sorted(matters))
        if item.status is not AssignmentStatus.WITHDRAWN
    }
    counted = [one for one in faults if _place(one) in live]
    units = {item.id: item for item in await unit.find(Unit, id=sorted({one.unit_id for one in counted}))}
    numbers = await numbers_of(unit, sorted(matters))
    tasks = {(task.matter_id, task.seq): task.text for task in await unit.find(Task, matter_id=sorted(matters))}
    ordered = sorted(counted, key=lambda one: (one.unit_id, one.matter_id, one.task_seq, one.id))
    return tuple(
        (
            units[one.unit_id],
            _point(one, numbers.get((one.matter_id, one.unit_id), ""), tasks, unit.county.zone),
        )
        for one in ordered
    )


async def _found(unit: UnitOfWork, window: Window) -> Iterable[Finding]:
    newest = {_place(one): one for one in await told_findings(unit, window.start, window.end)}
    return [one for one in newest.values() if one.verdict is not FindingVerdict.MET]


async def _unrectified(unit: UnitOfWork, window: Window) -> list[Rectification]:
    columns = _rectifications.c
    return await unit.all(
        Rectification,
        select(_rectifications).where(
            columns.check_words != "",
            columns.status != RectificationStatus.PASSED,
            columns.checked_at > window.start,
            columns.checked_at <= window.end,
        ),
    )


async def _counted(unit: UnitOfWork, matter_ids: Iterable[int], track: str) -> set[int]:
    matters = await unit.find(Matter, id=sorted(matter_ids), status=ISSUED)
    return {matter.id for matter in matters if track in ("", matter.track)}


def _place(one: _Fault) -> _Place:
    return one.matter_id, one.task_seq, one.unit_id


def _point(one: _Fault, number: str, tasks: dict[tuple[int, int], str], zone: tzinfo) -> WeakPoint:
    task = tasks[one.matter_id, one.task_seq]
    if isinstance(one, Finding):
        kind, key, at, words = one.verdict.value, f"finding/{one.id}", one.found_at, one.text
    else:
        at, words = one.checked_at or one.ordered_at, one.check_words
        kind, key = "unrectified", f"rectification/{one.id}"
    return WeakPoint(kind, key, number, one.task_seq, task, at.astimezone(zone).date(), words)
