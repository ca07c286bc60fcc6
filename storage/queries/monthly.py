"""每月通报 (P3.3): how each of the ten things stands at the cut-off."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select

from storage.queries.figures import ISSUED
from storage.tables import MODELS
from storage.unit_of_work import UnitOfWork
from supervision.model import Assignment, AssignmentStatus, Finding, Matter, Part, Report, ReportStatus, Task

_matters, _reports, _findings = MODELS[Matter], MODELS[Report], MODELS[Finding]


@dataclass(frozen=True, slots=True)
class Item:
    """A task of the ten things, its shares, its newest accepted report and what was found of it, up to the cut-off."""

    matter: Matter
    task: Task
    shares: tuple[Assignment, ...]
    report: Report | None
    findings: tuple[Finding, ...]


async def items_of(unit: UnitOfWork, track: str, until: datetime, matter_id: int = 0) -> list[Item]:
    """The tasks of a track that were in hand at a time, by matter and task; with a matter all of this one."""
    columns = _matters.c
    in_hand = (
        columns.track == track,
        columns.status.in_(ISSUED),
        columns.issued_at <= until,
        columns.id == matter_id if matter_id else or_(columns.closed_at.is_(None), columns.closed_at > until),
    )
    matters = {item.id: item for item in await unit.all(Matter, select(_matters).where(*in_hand).order_by(columns.id))}
    if not matters:
        return []
    shares: dict[tuple[int, int], list[Assignment]] = defaultdict(list)
    for item in await unit.find(Assignment, matter_id=list(matters)):
        if item.status is not AssignmentStatus.WITHDRAWN:
            shares[item.matter_id, item.task_seq].append(item)
    reports, findings = await _accepted(unit, matters, until), await _found(unit, matters, until)
    tasks = sorted(await unit.find(Task, matter_id=list(matters)), key=lambda task: (task.matter_id, task.seq))
    return [
        Item(
            matters[task.matter_id],
            task,
            tuple(sorted(shares[key], key=lambda one: (one.part is not Part.LEAD, one.unit_id))),
            reports.get(key),
            tuple(findings[key]),
        )
        for task in tasks
        if (key := (task.matter_id, task.seq)) in shares
    ]


async def _accepted(unit: UnitOfWork, matters: Mapping[int, Matter], until: datetime) -> dict[tuple[int, int], Report]:
    columns = _reports.c
    statement = (
        select(_reports)
        .where(columns.matter_id.in_(matters), columns.status == ReportStatus.ACCEPTED, columns.received_at <= until)
        .order_by(columns.received_at, columns.id)
    )
    return {(one.matter_id, one.task_seq): one for one in await unit.all(Report, statement) if one.task_seq is not None}


# What its unit was not told, and so could not answer, stands in no bulletin (Order 733 art. 16).
async def _found(
    unit: UnitOfWork, matters: Mapping[int, Matter], until: datetime
) -> dict[tuple[int, int], list[Finding]]:
    columns = _findings.c
    statement = (
        select(_findings)
        .where(columns.matter_id.in_(matters), columns.found_at <= until, columns.told_at.is_not(None))
        .order_by(columns.found_at, columns.id)
    )
    found: dict[tuple[int, int], list[Finding]] = defaultdict(list)
    for one in await unit.all(Finding, statement):
        found[one.matter_id, one.task_seq].append(one)
    return found
