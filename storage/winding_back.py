"""Winding a copy of the record back: what was told after a moment is forgotten, what was done is still to come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from storage.rehearsal import clear_column, forget_rows, forget_told, keep_for_later, pages
from storage.tables import MODELS
from storage.unit_of_work import UnitOfWork
from supervision.calendars.deadlines import late_after
from supervision.model import (
    Batch,
    Bulletin,
    BulletinFact,
    BulletinGroup,
    BulletinKind,
    BulletinLine,
    CalendarKey,
    Chain,
    ChainPurpose,
    DeskItem,
    Extension,
    Matter,
    Objection,
    Reminder,
    Report,
    ReportDue,
    SheetOut,
    SigningStep,
    Urgency,
)
from supervision.rehearsal.winding_back import COURSES, Course, chain_courses, desk_item_course, due_course

_TOLD_BY_THE_CLOCK = ((Reminder, "created_at"), (CalendarKey, "used_at"), (SheetOut, "made_at"), (Batch, "made_at"))
"""What a tick writes when it tells something: with it the tick would not tell it again."""

CLOCK_DRAFTS = (BulletinKind.QUARTERLY, BulletinKind.MONTHLY, BulletinKind.ADDENDUM)
"""Kinds of bulletins that the clock drafts."""


async def wind_back(unit: UnitOfWork, since: datetime) -> None:
    """Make the copy what it was at a moment; what came after it is kept for later (`storage.rehearsal`)."""
    await _forget(unit, since)
    async for courses in _courses(unit, since):
        await _put(unit, courses)


async def _forget(unit: UnitOfWork, since: datetime) -> None:
    await forget_told(unit, since)
    for told, moment in _TOLD_BY_THE_CLOCK:
        await forget_rows(unit, told, moment, since)
    await clear_column(unit, Reminder, "told_at", since, told_by="")
    bulletins, chains = MODELS[Bulletin], MODELS[Chain]
    drafted = select(bulletins.c.id).where(bulletins.c.drafted_at > since, bulletins.c.kind.in_(CLOCK_DRAFTS))
    ids = list((await unit.connection.execute(drafted)).scalars())
    asked = select(chains.c.id).where(chains.c.purpose == ChainPurpose.BULLETIN, chains.c.subject_id.in_(ids))
    chain_ids = list((await unit.connection.execute(asked)).scalars())
    rows: tuple[tuple[type, str, list[int]], ...] = (
        (Objection, "bulletin_id", ids),
        (BulletinLine, "bulletin_id", ids),
        (BulletinGroup, "bulletin_id", ids),
        (BulletinFact, "bulletin_id", ids),
        (Bulletin, "id", ids),
        (SigningStep, "chain_id", chain_ids),
        (Chain, "id", chain_ids),
    )
    for entity, column, gone in rows:
        table = MODELS[entity]
        await unit.connection.execute(delete(table).where(table.c[column].in_(gone)))


async def _courses(unit: UnitOfWork, since: datetime) -> AsyncIterator[list[tuple[Any, Course]]]:
    """Every row with its course, some at a time; dates before reports, whose times they go by."""
    async for rows in pages(unit, ReportDue):
        yield await _of_dues(unit, rows, since)
    async for rows in pages(unit, Chain):
        yield await _of_chains(unit, rows, since)
    async for rows in pages(unit, DeskItem):
        yield [(row, desk_item_course(row, since, unit.county.zone)) for row in rows]
    for entity, course_of in COURSES.items():
        async for rows in pages(unit, entity):
            yield [(row, course_of(row, since)) for row in rows]


async def _of_dues(unit: UnitOfWork, rows: Iterable[ReportDue], since: datetime) -> list[tuple[Any, Course]]:
    ids = {row.report_id for row in rows if row.report_id is not None}
    reviewed = {report.id: report.reviewed_at for report in await unit.find(Report, id=ids)} if ids else {}
    matters = {row.matter_id for row in rows}
    urgency = {one.id: one.urgency for one in await unit.find(Matter, id=matters)}
    granted = {
        (one.matter_id, one.task_seq, one.unit_id, one.due_seq): one.granted_at
        for one in await unit.find(Extension, matter_id=matters)
    }
    return [
        (
            row,
            due_course(
                row,
                since,
                reviewed_at=reviewed.get(row.report_id or 0),
                granted_at=granted.get((row.matter_id, row.task_seq, row.unit_id, row.seq)),
                late_before=_late_before(unit, row, urgency.get(row.matter_id, Urgency.ROUTINE)),
            ),
        )
        for row in rows
    ]


def _late_before(unit: UnitOfWork, row: ReportDue, urgency: Urgency) -> datetime:
    """The limit by the printed date."""
    return late_after(row.due_on, row.due_hour, unit.workdays, unit.county, urgency=urgency)


async def _of_chains(unit: UnitOfWork, rows: Iterable[Chain], since: datetime) -> list[tuple[Any, Course]]:
    steps: dict[int, list[SigningStep]] = defaultdict(list)
    for step in await unit.find(SigningStep, chain_id={row.id for row in rows}):
        steps[step.chain_id].append(step)
    return [
        pair
        for row in rows
        for pair in zip((row, *steps[row.id]), chain_courses(row, steps[row.id], since), strict=True)
    ]


async def _put(unit: UnitOfWork, courses: Iterable[tuple[Any, Course]]) -> None:
    later: list[tuple[datetime, object]] = []
    for row, found in courses:
        if found.then is None:
            await unit.delete(row)
        elif found.then != row:
            await unit.save(found.then)
        later += found.later
    await keep_for_later(unit, later)
