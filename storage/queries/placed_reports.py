"""A report with all that its cards show of it, in one question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, bindparam, select

from storage.queries.reports import apart
from storage.tables import MODELS
from storage.unit_of_work import UnitOfWork
from supervision.model import Dispatch, DueKind, Matter, Paper, Person, Report, ReportDue, StoredFile, Task, Unit


@dataclass(frozen=True, slots=True)
class Placed:
    """A report that has its task, its paper (`paper_of`), and what else there is to ask for."""

    report: Report
    paper_id: int
    document_number: str
    has_files: bool
    may_rectify: bool
    """Whether its task has a date on which something has to be put right."""


_SEEN_TOGETHER = (Report, Matter, Task, Unit, ReportDue, Person)
"""What the cards of a report show of it."""


async def placed_report(unit: UnitOfWork, report_id: int) -> Placed | None:
    """A report that has its task, with the matter, the task, the unit, the date and its sender, all in one question.

    They are noted, so that whoever asks for one of them next has it. None for a report that has no task.
    """
    found = await unit.rows(_placed, b_report=report_id)
    if not found:
        return None
    report: Report = apart(unit, found[0], _SEEN_TOGETHER)[0]
    paper_id, number, has_files, may_rectify = list(found[0][-4:])
    return Placed(report, paper_id or 0, number or "", bool(has_files), bool(may_rectify))


def _make_placed() -> Select[Any]:
    seen = reports, matters, tasks, units, dues, people = [MODELS[entity] for entity in _SEEN_TOGETHER]
    files, others = MODELS[StoredFile], MODELS[ReportDue].alias("others")
    of_task = (tasks.c.matter_id == reports.c.matter_id) & (tasks.c.seq == reports.c.task_seq)
    of_due = (
        (dues.c.matter_id == reports.c.matter_id)
        & (dues.c.task_seq == reports.c.task_seq)
        & (dues.c.unit_id == reports.c.unit_id)
        & (dues.c.seq == reports.c.due_seq)
    )
    to_rectify = (
        (others.c.matter_id == reports.c.matter_id)
        & (others.c.task_seq == reports.c.task_seq)
        & (others.c.unit_id == reports.c.unit_id)
        & (others.c.kind == DueKind.RECTIFICATION)
    )
    papers, dispatches = MODELS[Paper], MODELS[Dispatch]
    sent = papers.alias("sent")
    newest = (
        select(sent.c.id)
        .join(dispatches, dispatches.c.paper_id == sent.c.id)
        .where(dispatches.c.matter_id == reports.c.matter_id, dispatches.c.unit_id == reports.c.unit_id)
        .order_by(sent.c.withdrawn_at.is_not(None), dispatches.c.paper_id.desc())
        .limit(1)
        .correlate(reports)
        .scalar_subquery()
    )
    of_report = select(files.c.id).where(files.c.report_id == reports.c.id).correlate(reports).exists()
    rectified = select(others.c.seq).where(to_rectify).correlate(reports).exists()
    return (
        select(*seen, papers.c.id, papers.c.document_number, of_report, rectified)
        .join(matters, matters.c.id == reports.c.matter_id)
        .join(tasks, of_task)
        .join(units, units.c.id == reports.c.unit_id)
        .outerjoin(dues, of_due)
        .outerjoin(people, people.c.id == reports.c.person_id)
        .outerjoin(papers, papers.c.id == newest)
        .where(reports.c.id == bindparam("b_report"))
    )


_placed = _make_placed()
