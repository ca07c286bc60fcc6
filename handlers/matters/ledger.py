"""Whose matters a person sees, their lights, and a unit's list of tasks."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.conversation.listing import page_of
from messages.views.lookups import OwnPaper, OwnTaskLine, OwnTasksView
from storage.queries import lookups as queries
from storage.queries import owed
from storage.queries.deliveries import dispatch_of
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.inspection.lights import Lights, lights_of
from supervision.ledger.material import grouped
from supervision.model import (
    Assignment,
    Finding,
    Matter,
    Paper,
    Post,
    ReportDue,
    Task,
    Unit,
)
from supervision.notices.lookups import OwnTasks
from supervision.reports.report_dates import OWED
from supervision.roles import Permission
from supervision.search.lookups import sees_all

PAPERS_PER_PAGE = 4


async def registered_in(unit: UnitOfWork, actor: Actor) -> tuple[int, ...] | None:
    """The posts whose matters he sees; none for all of them."""
    if sees_all(actor):
        return None
    return tuple(post.id for post in await unit.find(Post, unit_id=actor.unit_ids))


async def lights_by_matter(unit: UnitOfWork, ids: Sequence[int]) -> dict[int, Lights | None]:
    """The three lights of each matter."""
    assignments = grouped(await unit.find(Assignment, matter_id=tuple(ids)), "matter_id")
    dues = grouped(await unit.find(ReportDue, matter_id=tuple(ids)), "matter_id")
    findings = grouped(await unit.find(Finding, matter_id=tuple(ids)), "matter_id")
    return {
        matter_id: lights_of(
            assignments.get(matter_id, ()),
            dues.get(matter_id, ()),
            findings.get(matter_id, ()),
            now=unit.now,
            county=unit.county,
            workdays=unit.workdays,
        )
        for matter_id in ids
    }


async def load_own_tasks(unit: UnitOfWork, notice: OwnTasks, viewer: Actor) -> OwnTasksView:
    """One page of the open tasks of the viewer's units, by paper; what is due first comes first."""
    if not viewer.may(Permission.TASK_LIST_OWN):
        return OwnTasksView(allowed=False)
    open_items = await queries.open_assignments(unit, viewer.unit_ids)
    papers = await _own_papers(unit, open_items)
    page = page_of(len(papers), PAPERS_PER_PAGE, notice.page)
    return OwnTasksView(
        allowed=True,
        total=len(open_items),
        page=page.number,
        pages=page.pages,
        papers=page.cut(papers),
    )


async def _own_papers(unit: UnitOfWork, items: Sequence[Assignment]) -> list[OwnPaper]:
    groups: dict[tuple[int, int], list[Assignment]] = {}
    for item in items:
        groups.setdefault((item.matter_id, item.unit_id), []).append(item)
    papers = [paper for key, some in groups.items() if (paper := await _own_paper(unit, *key, some)) is not None]
    return sorted(papers, key=_urgency)


async def _own_paper(unit: UnitOfWork, matter_id: int, unit_id: int, items: Sequence[Assignment]) -> OwnPaper | None:
    matter = await unit.require(Matter, matter_id)
    dispatch = await dispatch_of(unit, matter_id, unit_id)
    if dispatch is None:
        return None
    paper = await unit.require(Paper, dispatch.paper_id)
    waiting = await owed.waiting_paper(unit, paper.id, unit_id)
    dues = await unit.find(ReportDue, matter_id=matter_id, unit_id=unit_id)
    lines = []
    for item in items:
        task = await unit.require(Task, matter_id, item.task_seq)
        open_dues = [due for due in dues if due.task_seq == item.task_seq and due.status in OWED]
        due = min(open_dues, key=lambda one: one.late_after, default=None)
        lines.append(OwnTaskLine(task, item.part, item.status, due))
    return OwnPaper(
        paper_id=paper.id,
        unit_id=unit_id,
        document_number=paper.document_number,
        title=matter.title,
        unit_name=(await unit.require(Unit, unit_id)).name,
        tasks=tuple(lines),
        acknowledge_by=dispatch.acknowledge_by if waiting is not None else None,
        told=waiting is not None and waiting.told_at is not None,
        lights=await _own_lights(unit, matter_id, unit_id, dues),
    )


async def _own_lights(unit: UnitOfWork, matter_id: int, unit_id: int, dues: Sequence[ReportDue]) -> Lights | None:
    """The lights of a unit's own share of a matter: of what was found there only what it was told."""
    return lights_of(
        await unit.find(Assignment, matter_id=matter_id, unit_id=unit_id),
        dues,
        [one for one in await unit.find(Finding, matter_id=matter_id, unit_id=unit_id) if one.told_at is not None],
        now=unit.now,
        county=unit.county,
        workdays=unit.workdays,
    )


def _urgency(paper: OwnPaper) -> tuple[float, int]:
    instants = [line.due.late_after.timestamp() for line in paper.tasks if line.due is not None]
    return min(instants, default=float("inf")), paper.paper_id
