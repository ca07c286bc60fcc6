"""Reports: whose message is one, which tasks a unit can report on, what was copied to the Office."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, ScalarSelect, bindparam, func, select

from storage.outbox import State, read_notice
from storage.tables import MODELS, outbox
from storage.unit_of_work import UnitOfWork
from supervision.model import (
    Assignment,
    Dispatch,
    Matter,
    MatterStatus,
    Paper,
    Post,
    Rectification,
    RectificationStatus,
    Report,
    ReportDue,
    ReportStatus,
    StoredFile,
    Task,
    Unit,
)
from supervision.notices.reporting import EvidenceCopies
from supervision.reports.report_dates import OWED
from supervision.reports.report_places import UNDER_WAY
from supervision.results.summing import Result


async def report_of_message(unit: UnitOfWork, chat_id: int, message_id: int) -> Report | None:
    """The report that a message is, or is an item of."""
    found = await unit.first(Report, chat_id=chat_id, message_id=message_id)
    if found is not None:
        return found
    file = await unit.first(StoredFile, chat_id=chat_id, message_id=message_id)
    return await unit.get(Report, file.report_id) if file and file.report_id is not None else None


async def report_of_album(unit: UnitOfWork, chat_id: int, person_id: int, media_group: str) -> Report | None:
    """The report that the earlier items of an album are."""
    if not media_group:
        return None
    return await unit.first(Report, media_group=media_group, chat_id=chat_id, person_id=person_id)


async def newest_unplaced(unit: UnitOfWork, chat_id: int, person_id: int) -> Report | None:
    """The last report of a person in a chat whose paper is known and whose task is asked for."""
    reports = MODELS[Report]
    statement = (
        select(reports)
        .where(
            reports.c.chat_id == chat_id,
            reports.c.person_id == person_id,
            reports.c.status == ReportStatus.UNPLACED,
            reports.c.matter_id != 0,
        )
        .order_by(reports.c.id.desc())
        .limit(1)
    )
    return next(iter(await unit.all(Report, statement)), None)


@dataclass(frozen=True, slots=True)
class OpenTask:
    """A task that a unit still has to report on, by the paper that it came with."""

    matter_id: int
    task_seq: int
    unit_id: int
    document_number: str
    text: str


async def open_tasks(unit: UnitOfWork, unit_ids: Collection[int]) -> list[OpenTask]:
    """What these units are carrying out, the most pressing report first, then by paper and number."""
    assignments, tasks, matters = MODELS[Assignment], MODELS[Task], MODELS[Matter]
    papers, dues = MODELS[Paper], MODELS[ReportDue]
    pressing = (
        select(func.min(dues.c.due_on))
        .where(
            dues.c.matter_id == assignments.c.matter_id,
            dues.c.task_seq == assignments.c.task_seq,
            dues.c.unit_id == assignments.c.unit_id,
            dues.c.status.in_(list(OWED)),
        )
        .scalar_subquery()
    )
    statement = (
        select(
            assignments.c.matter_id,
            assignments.c.task_seq,
            assignments.c.unit_id,
            papers.c.document_number,
            tasks.c.text,
        )
        .join(matters, matters.c.id == assignments.c.matter_id)
        .join(tasks, (tasks.c.matter_id == assignments.c.matter_id) & (tasks.c.seq == assignments.c.task_seq))
        .join(papers, papers.c.id == _newest_in_force())
        .where(
            assignments.c.unit_id.in_(unit_ids),
            assignments.c.status.in_(list(UNDER_WAY)),
            matters.c.status == MatterStatus.IN_PROGRESS,
        )
        .order_by(func.coalesce(pressing, date.max), assignments.c.matter_id, assignments.c.task_seq)
    )
    return [OpenTask(*row) for row in await unit.connection.execute(statement)]


def _newest_in_force() -> ScalarSelect[int]:
    """The paper of an assignment's unit; by id, because as text 9号 comes after 10号."""
    assignments, dispatches, sent = MODELS[Assignment], MODELS[Dispatch], MODELS[Paper].alias("sent")
    return (
        select(func.max(dispatches.c.paper_id))
        .join(sent, sent.c.id == dispatches.c.paper_id)
        .where(
            dispatches.c.matter_id == assignments.c.matter_id,
            dispatches.c.unit_id == assignments.c.unit_id,
            sent.c.withdrawn_at.is_(None),
        )
        .correlate(assignments)
        .scalar_subquery()
    )


async def paper_of(unit: UnitOfWork, matter_id: int, unit_id: int) -> tuple[Paper, Dispatch] | None:
    """The newest paper of a matter that a unit has, and how it got there; a withdrawn one only if none is in force."""
    found = await unit.rows(_paper_of, b_matter=matter_id, b_unit=unit_id)
    if not found:
        return None
    paper, dispatch = apart(unit, found[0], (Paper, Dispatch))
    return paper, dispatch


async def dispatch_with_matter(unit: UnitOfWork, paper_id: int, unit_id: int) -> Dispatch | None:
    """How a paper got to a unit; its matter and the post it is kept in are noted, so that who asks next has them."""
    found = await unit.rows(_dispatch_with_matter, b_paper=paper_id, b_unit=unit_id)
    return apart(unit, found[0], (Dispatch, Matter, Post))[0] if found else None


def apart(unit: UnitOfWork, row: Row[Any], entities: Sequence[type]) -> list[Any]:
    """The rows of several tables that a joined row is made of, noted."""
    found: list[Any] = []
    begin = 0
    for entity in entities:
        end = begin + len(MODELS[entity].columns)
        there = row[begin] is not None  # an outer join's row may be missing
        found += unit.note([entity(*row[begin:end])]) if there else [None]
        begin = end
    return found


_dispatches = MODELS[Dispatch]
_paper_of = (
    select(MODELS[Paper], _dispatches)
    .join(_dispatches, _dispatches.c.paper_id == MODELS[Paper].c.id)
    .where(_dispatches.c.matter_id == bindparam("b_matter"), _dispatches.c.unit_id == bindparam("b_unit"))
    .order_by(MODELS[Paper].c.withdrawn_at.is_not(None), _dispatches.c.paper_id.desc())
    .limit(1)
)
_dispatch_with_matter = (
    select(_dispatches, MODELS[Matter], MODELS[Post])
    .join(MODELS[Matter], MODELS[Matter].c.id == _dispatches.c.matter_id)
    .outerjoin(MODELS[Post], MODELS[Post].c.id == MODELS[Matter].c.registered_post_id)
    .where(_dispatches.c.paper_id == bindparam("b_paper"), _dispatches.c.unit_id == bindparam("b_unit"))
)


async def evidence_batches(unit: UnitOfWork, report_id: int) -> dict[EvidenceCopies, bool]:
    """The copyings of a report's messages to the Office, and whether each may still be added to."""
    statement = select(outbox.c.kind, outbox.c.fields, outbox.c.status).where(
        outbox.c.key.like(f"evidence/{report_id}/%")
    )
    batches: dict[EvidenceCopies, bool] = {}
    for row in await unit.connection.execute(statement):
        notice = read_notice(row.kind, row.fields)
        if isinstance(notice, EvidenceCopies):
            is_open = row.status in (State.NEW, State.WAITING)
            batches[notice] = batches.get(notice, True) and is_open
    return batches


async def rectifications_of(unit: UnitOfWork, report: Report) -> list[Rectification]:
    """What the report's unit promised to put right of its task, and has not been checked."""
    if report.task_seq is None:
        return []
    key = {"matter_id": report.matter_id, "task_seq": report.task_seq, "unit_id": report.unit_id}
    return await unit.find(Rectification, status=RectificationStatus.PROMISED, **key)


async def accepted_results(unit: UnitOfWork, matter_id: int) -> list[Result]:
    """The newest accepted report of each assignment of a matter, by task and unit."""
    reports, tasks, units, assignments = MODELS[Report], MODELS[Task], MODELS[Unit], MODELS[Assignment]
    statement = (
        select(
            reports.c.task_seq,
            tasks.c.text,
            units.c.name,
            assignments.c.part,
            reports.c.text,
            reports.c.id,
            reports.c.received_at,
            reports.c.due_seq,
        )
        .join(tasks, (tasks.c.matter_id == reports.c.matter_id) & (tasks.c.seq == reports.c.task_seq))
        .join(units, units.c.id == reports.c.unit_id)
        .join(
            assignments,
            (assignments.c.matter_id == reports.c.matter_id)
            & (assignments.c.task_seq == reports.c.task_seq)
            & (assignments.c.unit_id == reports.c.unit_id),
        )
        .where(reports.c.matter_id == matter_id, reports.c.status == ReportStatus.ACCEPTED)
        .order_by(reports.c.task_seq, reports.c.unit_id, reports.c.received_at, reports.c.id)
    )
    newest = {(row[0], row[2]): Result(*row) for row in await unit.connection.execute(statement)}
    return list(newest.values())


async def newest_file(unit: UnitOfWork) -> StoredFile | None:
    """The file that somebody sent last."""
    files = MODELS[StoredFile]
    found = await unit.all(StoredFile, select(files).order_by(files.c.id.desc()).limit(1))
    return found[0] if found else None
