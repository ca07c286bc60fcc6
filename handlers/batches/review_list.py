"""反馈审核清单: /review shows what waits as a list; exceptions stay with their own cards, the others are accepted."""

from __future__ import annotations

from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Turn
from handlers.conversation.listing import page_of
from handlers.conversation.routes import Command, Tap
from handlers.reporting.loading import case_of
from handlers.reporting.showing import report_view
from handlers.reviewing.deciding import accept
from messages.presses.batches import AcceptAll, ExceptReport, TurnReviewList
from messages.render import refusal_kind
from messages.views.batches import REVIEW_PER_PAGE, ListedReport, ReviewListView
from storage import outbox
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.approving import batches
from supervision.approving.batches import DONE, list_subject, ticks_of
from supervision.model import Assignment, Batch, BatchItem, BatchKind, Matter, Post, Report, ReportDue, ReportStatus
from supervision.notices.base import HERE
from supervision.notices.batches import ListReviewed, NothingToReview, ReviewListCard
from supervision.notices.cards import ReportCard
from supervision.refusals import NotFound, Refusal, StaleButton
from supervision.review import review_lists
from supervision.review.review_cases import is_withdrawn, may_review, require_open
from supervision.review.review_lists import HandIn, hand_ins, is_as_shown, reports_of
from supervision.roles import DRAFTERS, Permission


async def list_waiting(unit: UnitOfWork, actor: Actor) -> Batch | None:
    """Make a list of what waits for this person's review, the oldest first; none if nothing does."""
    waiting = hand_ins(await unit.find(Report, status=ReportStatus.SUBMITTED))
    mine = [group for group in waiting if await _is_his(unit, actor, group)]
    if not mine:
        return None
    post = actor.post_in(*DRAFTERS)
    batch, outcome = review_lists.make(
        await unit.new_id("batch"), mine, unit.now, person_id=actor.person_id, post_id=post.id if post else 0
    )
    await carry_out(unit, actor, outcome, post_id=batch.post_id or None)
    return batch


async def _is_his(unit: UnitOfWork, actor: Actor, group: HandIn) -> bool:
    matter = await unit.require(Matter, group[0].matter_id)
    registrar = await unit.get(Post, matter.registered_post_id)
    own = any(report.unit_id in actor.unit_ids or report.person_id == actor.person_id for report in group)
    return may_review(actor, matter, registrar) and not own and not await _was_taken_back(unit, group[0])


async def _was_taken_back(unit: UnitOfWork, report: Report) -> bool:
    place = (report.matter_id, report.task_seq, report.unit_id)
    due = await unit.get(ReportDue, *place, report.due_seq) if report.due_seq is not None else None
    return is_withdrawn(await unit.require(Assignment, *place), due)


async def accept_all(unit: UnitOfWork, actor: Actor, batch: Batch, ticks: int) -> Batch:
    """Accept every report that is no exception, as it was shown; each is a verdict of its own.

    Raises:
        StaleButton: the list was decided, or its exceptions are not as shown.
    """
    batches.require_shown(batch, ticks)
    results = {item.key: await _accept_one(unit, actor, item) for item in batch.items if item.ticked}
    await carry_out(unit, actor, batches.decide(batch, results, unit.now), post_id=batch.post_id or None)
    return await unit.require(Batch, batch.id)


async def _accept_one(unit: UnitOfWork, actor: Actor, item: BatchItem) -> str:
    report = await unit.require(Report, reports_of(item)[-1])
    try:
        require_open(await case_of(unit, report), actor, report.version)
        if not is_as_shown(item, await _group_of(unit, report)):
            raise StaleButton
    except Refusal as refusal:  # nothing was saved for this line; the others go on
        return refusal_kind(refusal)
    await accept(unit, actor, report.id, report.version)
    return DONE


async def _group_of(unit: UnitOfWork, report: Report) -> HandIn:
    """What waits together with a report, as it is now; empty if it waits no more."""
    of_task = await unit.find(
        Report, matter_id=report.matter_id, task_seq=report.task_seq, unit_id=report.unit_id, due_seq=report.due_seq
    )
    return next((group for group in hand_ins(of_task) if report in group), ())


async def _own(turn: Turn, batch_id: int) -> Batch:
    batch = await turn.unit.get(Batch, batch_id)
    if batch is None or batch.kind is not BatchKind.REVIEW or batch.person_id != turn.actor.person_id:
        raise NotFound("list")
    return batch


async def on_review(turn: Turn) -> None:
    """/review, 审核."""
    batch = await list_waiting(turn.unit, turn.actor)
    await outbox.tell(turn.unit, [ReviewListCard(batch_id=batch.id) if batch else NothingToReview()])


async def on_turn_page(turn: Turn) -> None:
    """Another page."""
    assert isinstance(turn.press, TurnReviewList)
    batch = await _own(turn, turn.press.batch)
    await _show(turn, batch, turn.press.page)


async def on_except(turn: Turn) -> None:
    """［第n项］: an exception, or none any more."""
    press = turn.press
    assert isinstance(press, ExceptReport)
    toggled = batches.toggle(await _own(turn, press.batch), press.number)
    await turn.unit.save(toggled)
    await _show(turn, toggled, (press.number - 1) // REVIEW_PER_PAGE)


async def on_accept_all(turn: Turn) -> None:
    """［其余n项全部采纳］: the cards of the exceptions follow."""
    press = turn.press
    assert isinstance(press, AcceptAll)
    decided = await accept_all(turn.unit, turn.actor, await _own(turn, press.batch), press.ticks)
    accepted = sum(item.outcome == DONE for item in decided.items)
    left = [item for item in decided.items if not item.ticked]
    for item in left:
        await outbox.tell_again(turn.unit, ReportCard(to=HERE, report_id=reports_of(item)[-1]))
    failed = len(decided.items) - accepted - len(left)
    turn.say_in_toast(ListReviewed(accepted=accepted, failed=failed, exceptions=len(left)), alert=True)


async def _show(turn: Turn, batch: Batch, page: int) -> None:
    card = ReviewListCard(batch_id=batch.id, page=page)
    await outbox.rewrite(turn.unit, turn.heard.chat_id, turn.heard.message_id or 0, card)
    await outbox.redraw(turn.unit, [list_subject(batch.id)])


async def review_list_view(unit: UnitOfWork, notice: ReviewListCard, viewer: Actor) -> ReviewListView:
    """Load the list as it stands now."""
    batch = await unit.require(Batch, notice.batch_id)
    decided = batch.decided_at is not None
    page = page_of(len(batch.items), REVIEW_PER_PAGE, notice.page)
    numbered = list(enumerate(batch.items, 1))
    lines = numbered if decided else page.cut(numbered)
    return ReviewListView(
        batch_id=batch.id,
        total=len(batch.items),
        chosen=sum(item.ticked for item in batch.items),
        lines=tuple([await _line(unit, number, item, viewer) for number, item in lines]),
        decided=decided,
        may_act=batch.person_id == viewer.person_id and viewer.may(Permission.REPORT_REVIEW),
        ticks=ticks_of(batch),
        page=page.number,
        pages=page.pages,
    )


async def _line(unit: UnitOfWork, number: int, item: BatchItem, viewer: Actor) -> ListedReport:
    ids = reports_of(item)
    report = await unit.require(Report, ids[-1])
    return ListedReport(
        number=number,
        report=await report_view(unit, ReportCard(to=HERE, report_id=report.id), viewer),
        earlier=len(ids) - 1,
        ticked=item.ticked,
        waiting=is_as_shown(item, await _group_of(unit, report)),
        outcome=item.outcome,
    )


ROUTES = (
    Command(
        name="review",
        callback=on_review,
        may=Permission.REPORT_REVIEW,
        description="审核：待审核的反馈清单",
        word="审核",
    ),
    Tap(press=TurnReviewList, callback=on_turn_page, may=Permission.REPORT_REVIEW),
    Tap(press=ExceptReport, callback=on_except, may=Permission.REPORT_REVIEW),
    Tap(press=AcceptAll, callback=on_accept_all, may=Permission.REPORT_REVIEW),
)
VIEWS = {"review_list_card": review_list_view}
