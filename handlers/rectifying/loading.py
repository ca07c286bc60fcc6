"""Loading what the rules of 整改 need, and how many of a matter's are open."""

from __future__ import annotations

from messages.views.matters import short_name
from storage.queries import reports
from storage.unit_of_work import UnitOfWork
from supervision.model import Assignment, Matter, Post, Rectification, ReportDue, Unit
from supervision.rectification import rectifying
from supervision.rectification.rectifying import Share


async def share_of(unit: UnitOfWork, matter_id: int, task_seq: int, unit_id: int) -> Share:
    """A unit's share of a task with all that an order to put it right touches. Raises NotFound."""
    matter = await unit.require(Matter, matter_id)
    sent = await reports.paper_of(unit, matter_id, unit_id)
    return Share(
        matter=matter,
        assignment=await unit.require(Assignment, matter_id, task_seq, unit_id),
        registrar=await unit.get(Post, matter.registered_post_id),
        dues=await unit.find(ReportDue, matter_id=matter_id, task_seq=task_seq, unit_id=unit_id),
        assignments=await unit.find(Assignment, matter_id=matter_id),
        others=await unit.find(Rectification, matter_id=matter_id),
        unit_name=short_name(await unit.require(Unit, unit_id)),
        document_number=sent[0].document_number if sent else "",
        paper_id=sent[0].id if sent else 0,
    )


async def item_with_share(unit: UnitOfWork, rectification_id: int) -> tuple[Rectification, Share]:
    """A rectification and the share it is about. Raises NotFound."""
    item = await unit.require(Rectification, rectification_id)
    return item, await share_of(unit, item.matter_id, item.task_seq, item.unit_id)


async def open_rectifications(unit: UnitOfWork, matter_id: int) -> int:
    """How many of a matter's are still to be put right or checked: with one of them it is not closed (P5.3)."""
    items = await unit.find(Rectification, matter_id=matter_id)
    if not items:
        return 0
    return rectifying.count_open(items, await unit.find(Assignment, matter_id=matter_id))
