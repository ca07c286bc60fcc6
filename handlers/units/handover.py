"""交接: the successor's card, one 签收 for all papers that it took over, and the papers themselves."""

from __future__ import annotations

from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Turn
from handlers.conversation.routes import Tap
from handlers.issuing.receipts import timed_by_receipt
from messages.presses.unit_changes import AcknowledgeHandover, ShowHandedPapers
from messages.views.unit_changes import HandedTask, HandoverView
from storage import outbox
from storage.queries import dispatching, handing_over
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.carrying_out import acknowledging
from supervision.model import Assignment, AssignmentStatus, DueStatus, Matter, Paper, ReportDue, Task, Unit
from supervision.notices.base import HERE
from supervision.notices.cards import PaperCard
from supervision.notices.unit_changes import HandoverAcknowledged, HandoverCard, handover_subject
from supervision.procedures.lifecycle import ENDS
from supervision.refusals import NotFound, StaleButton
from supervision.reports.report_matching import short_number
from supervision.reports.reporting import require_member
from supervision.roles import Permission


async def acknowledge(unit: UnitOfWork, actor: Actor, old_id: int, new_id: int) -> int:
    """签收 of every paper that was handed over; tells how many it is for.

    Raises:
        NotAllowed, NotFound: he does not act for the successor.
        StaleButton: nothing of it waits any more.
    """
    actor.require(Permission.PAPER_ACKNOWLEDGE)
    if new_id not in actor.unit_ids:
        raise NotFound("paper")
    papers = await _papers(unit, old_id, new_id)
    signed = 0
    post = actor.post_of_unit(new_id)
    for paper in papers:
        own = await dispatching.unit_paper(unit, paper.id, new_id)
        if own.is_acknowledged or not own.live or own.matter.status in ENDS:
            continue
        outcome = acknowledging.acknowledge(own, actor, unit.now, unit.county, unit.workdays)
        outcome += await timed_by_receipt(unit, own, actor)
        await carry_out(unit, actor, outcome, post_id=post.id if post else None)
        signed += 1
    if not signed:
        raise StaleButton
    await outbox.redraw(unit, [handover_subject(old_id, new_id)])
    return signed


async def _papers(unit: UnitOfWork, old_id: int, new_id: int) -> list[Paper]:
    """The successor's papers with what it took over, each once."""
    papers: dict[int, Paper] = {}
    for item in await handing_over.handed_over(unit, old_id, new_id):
        found = await handing_over.paper_in_force(unit, item.matter_id, new_id)
        if found is not None:
            papers.setdefault(found[0].id, found[0])
    return list(papers.values())


async def handover_view(unit: UnitOfWork, notice: HandoverCard, viewer: Actor) -> HandoverView:
    """Load the card."""
    old, new = await unit.require(Unit, notice.old_unit_id), await unit.require(Unit, notice.new_unit_id)
    taken = [
        await unit.require(Assignment, item.matter_id, item.task_seq, new.id)
        for item in await handing_over.handed_over(unit, old.id, new.id)
    ]
    lines = [line for item in taken if (line := await _line(unit, item)) is not None]
    is_own = new.id in viewer.unit_ids
    return HandoverView(
        old_unit_id=old.id,
        new_unit_id=new.id,
        old=old.name,
        new=new.name,
        new_kind=new.kind,
        on=notice.on,
        tasks=tuple(lines),
        waits=any(item.status is AssignmentStatus.ISSUED for item in taken),
        may_acknowledge=is_own and viewer.may(Permission.PAPER_ACKNOWLEDGE),
        may_read=is_own and viewer.may(Permission.PAPER_READ),
    )


async def _line(unit: UnitOfWork, item: Assignment) -> HandedTask | None:
    """A task as the card lists it; none before its paper is out."""
    found = await handing_over.paper_in_force(unit, item.matter_id, item.unit_id)
    if found is None:
        return None
    task = await unit.require(Task, item.matter_id, item.task_seq)
    matter = await unit.require(Matter, item.matter_id)
    dues = await unit.find(ReportDue, matter_id=item.matter_id, task_seq=item.task_seq, unit_id=item.unit_id)
    final = next((due for due in dues if due.final and due.status is not DueStatus.VOID), None)
    return HandedTask(
        document_number=short_number(found[0].document_number),
        seq=task.seq,
        part=item.part,
        text=task.text,
        due_on=final.expected_on if final else task.due_on or matter.due_on,
        due_hour=final.due_hour if final else None,
    )


async def on_acknowledge(turn: Turn) -> None:
    """［签收］ on the card."""
    press = turn.press
    assert isinstance(press, AcknowledgeHandover)
    papers = await acknowledge(turn.unit, turn.actor, press.old, press.new)
    turn.say_in_toast(HandoverAcknowledged(papers=papers))


async def on_show(turn: Turn) -> None:
    """［查看各通知单］: the papers, to be replied to."""
    press = turn.press
    assert isinstance(press, ShowHandedPapers)
    require_member(turn.actor, press.new)
    for paper in await _papers(turn.unit, press.old, press.new):
        await outbox.tell_again(turn.unit, PaperCard(to=HERE, paper_id=paper.id, unit_id=press.new))


ROUTES = (
    Tap(press=AcknowledgeHandover, callback=on_acknowledge, may=Permission.PAPER_ACKNOWLEDGE),
    Tap(press=ShowHandedPapers, callback=on_show, may=Permission.PAPER_READ),
)
VIEWS = {"handover_card": handover_view}
