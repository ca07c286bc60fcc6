"""Requests for a later date that need no answer any more: their cards say so, or they are ended with their chain."""

from __future__ import annotations

from handlers.approving.submitting import void_approval
from handlers.conversation.carrying import carry_out
from storage import outbox
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.carrying_out.requesting import lapse
from supervision.model import ChainPurpose, ExtensionRequest, Report, TransferStatus
from supervision.notices.requesting import extension_subject


async def lapse_extensions(unit: UnitOfWork, actor: Actor, matter_id: int, *, why: str, **of_task: int) -> None:
    """End what waits in a matter, or of one task and unit of it (`task_seq`, `unit_id`).

    Args:
        why: a stable word for the audit of the chains that are voided.
    """
    waiting = await unit.find(ExtensionRequest, matter_id=matter_id, status=TransferStatus.ASKED, **of_task)
    for request in waiting:
        await void_approval(unit, actor, ChainPurpose.EXTENSION, request.id, why=why)
    await carry_out(unit, actor, lapse(waiting, unit.now))


async def redraw_requests(unit: UnitOfWork, report: Report) -> None:
    """A report came for a date about which a request waits: its card says that there is nothing to answer."""
    if report.due_seq is None:
        return
    waiting = await unit.find(
        ExtensionRequest, matter_id=report.matter_id, unit_id=report.unit_id, status=TransferStatus.ASKED
    )
    await outbox.redraw(unit, [extension_subject(item.id) for item in waiting])
