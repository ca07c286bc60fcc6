"""The Office's card of a unit's 申请改派."""

from __future__ import annotations

from messages.views.dispatching import TransferView
from storage.queries import reports
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.hotline.callers import APART
from supervision.model import Assignment, Matter, Person, Task, Transfer, Unit
from supervision.notices.transferring import TransferCard
from supervision.roles import Permission


async def transfer_view(unit: UnitOfWork, notice: TransferCard, viewer: Actor) -> TransferView:
    """Load a request's card."""
    transfer = await unit.require(Transfer, notice.transfer_id)
    matter = await unit.require(Matter, transfer.matter_id)
    sent = await reports.paper_of(unit, transfer.matter_id, transfer.unit_id)
    people = {p.id: p.name for p in await unit.find(Person, id={transfer.asked_by, transfer.decided_by} - {None})}
    units = {u.id: u for u in await unit.find(Unit, id={transfer.unit_id, transfer.new_unit_id} - {None})}
    assignment = await unit.require(Assignment, transfer.matter_id, transfer.task_seq, transfer.unit_id)
    task = await unit.require(Task, transfer.matter_id, transfer.task_seq)
    return TransferView(
        transfer_id=transfer.id,
        document_number=sent[0].document_number if sent else "",
        unit_name=units[transfer.unit_id].name,
        task_seq=transfer.task_seq,
        task=task.text,
        part=assignment.part,
        reason=transfer.reason,
        asked_by=people.get(transfer.asked_by, ""),
        asked_at=transfer.asked_at,
        status=transfer.status,
        decided_by=people.get(transfer.decided_by or 0, ""),
        decided_at=transfer.decided_at,
        new_unit=units[transfer.new_unit_id].name if transfer.new_unit_id else "",
        count=await _count(unit, transfer),
        may_decide=viewer.may(Permission.TRANSFER_DECIDE),
        order_of=transfer.matter_id if matter.track in APART else 0,
    )


async def _count(unit: UnitOfWork, transfer: Transfer) -> int:
    """The how-manieth request of this unit it is, this year."""
    zone = unit.county.zone
    year = transfer.asked_at.astimezone(zone).year
    asked = [item for item in await unit.find(Transfer, unit_id=transfer.unit_id) if item.id <= transfer.id]
    return sum(item.asked_at.astimezone(zone).year == year for item in asked)


VIEWS = {"transfer_card": transfer_view}
