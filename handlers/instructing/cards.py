"""The cards of 办理情况呈报 and of a leader's new instruction, and their whole texts."""

from __future__ import annotations

from handlers.conversation.context import Turn
from handlers.conversation.routes import Tap
from handlers.instructing.answering import leaders_of
from handlers.instructing.further_notice import overtaken
from messages.presses.instructing import ShowAnswer
from messages.views.instructing import AnswerView, FurtherView
from storage import outbox
from storage.queries import approvals, dispatching
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.approving.signing import Signing
from supervision.instructions import answering_leaders, instructing
from supervision.model import (
    AnswerVerdict,
    ChainPurpose,
    ChainStatus,
    FurtherInstruction,
    LeaderAnswer,
    Matter,
    MatterStatus,
    Post,
    StepStatus,
)
from supervision.notices.instructing import AnswerCard, AnswerText, FurtherCard
from supervision.papers.further_notices import Overtaken
from supervision.refusals import NotFound
from supervision.roles import Permission

STATE_BY_CHAIN = {
    ChainStatus.RUNNING: "in_approval",
    ChainStatus.SENT_BACK: "sent_back",
    ChainStatus.APPROVED: "approved",
    ChainStatus.VOID: "new",
}
STATE_BY_MATTER = {
    MatterStatus.WITHDRAWN: "over",
    MatterStatus.FOLLOWED: "followed",
    MatterStatus.CLOSING: "later",
    MatterStatus.SUSPENDED: "later",
}


async def answer_view(unit: UnitOfWork, notice: AnswerCard, viewer: Actor) -> AnswerView:
    """What a leader is told; only he himself may answer."""
    given = await unit.require(LeaderAnswer, notice.answer_id)
    matter = await unit.require(Matter, given.matter_id)
    post = await unit.require(Post, given.post_id)
    answers = await unit.find(LeaderAnswer, matter_id=matter.id)
    overtaken = answering_leaders.is_overtaken(given, answers)
    asked = next((one for one in await leaders_of(unit, matter) if one.post.id == post.id), None)
    waits = given.verdict is AnswerVerdict.WAITING and not overtaken and matter.status is not MatterStatus.WITHDRAWN
    return AnswerView(
        answer_id=given.id,
        leader=post.title,
        number=await _number(unit, matter),
        title=matter.title,
        dated=asked.dated if asked else None,
        gist=asked.gist if asked else "",
        text=given.text,
        closed=matter.status is MatterStatus.CLOSED,
        verdict=given.verdict.value,
        words=given.words,
        decided_at=given.decided_at,
        reference=given.reference,
        overtaken=overtaken and given.verdict is AnswerVerdict.WAITING,
        withdrawn=matter.status is MatterStatus.WITHDRAWN,
        may_decide=waits and viewer.holds(post.id) and viewer.may(Permission.ANSWER_DECIDE),
    )


async def _number(unit: UnitOfWork, matter: Matter) -> str:
    paper = await dispatching.paper_of(unit, matter.id)
    return paper.document_number if paper else f"登记号{matter.registration_number}"


async def further_view(unit: UnitOfWork, notice: FurtherCard, viewer: Actor) -> FurtherView:
    """A new instruction, and what the Office may make of it."""
    further = await unit.require(FurtherInstruction, notice.further_id)
    matter = await unit.require(Matter, further.matter_id)
    paper = await dispatching.paper_of(unit, matter.id)
    found = await approvals.newest_signing(unit, ChainPurpose.FURTHER, further.id, tuple(ChainStatus))
    answer = await unit.get(LeaderAnswer, further.answer_id) if further.answer_id else None
    late = await overtaken(unit, further)
    returned = next((step for step in found.steps if step.status is StepStatus.SENT_BACK), None) if found else None
    return FurtherView(
        further_id=further.id,
        matter_id=matter.id,
        leader=further.leader_title,
        dated=further.dated,
        gist=further.gist,
        registration_number=matter.registration_number,
        document_number=paper.document_number if paper else "",
        title=matter.title,
        state=_state(further, matter, found, late),
        units_gone=late.units,
        matter_status=matter.status.value,
        go_on=answer is not None and answer.verdict is AnswerVerdict.GO_ON,
        reopened=further.reopened,
        now_with=found.now_with if found else "",
        words=returned.opinion if returned else "",
        tasks=further.task_seqs,
        due_on=further.due_on,
        returned=further.submission_id is not None,
        second=instructing.needs_second(further) and viewer.person_id == further.entered_by,
        may_act=viewer.may(Permission.MATTER_REOPEN),
        may_issue=viewer.may(Permission.PAPER_ISSUE),
    )


def _state(further: FurtherInstruction, matter: Matter, found: Signing | None, late: Overtaken) -> str:
    if further.task_seqs:
        return "issued" if further.paper_id else "given"
    if matter.status in STATE_BY_MATTER:
        return STATE_BY_MATTER[matter.status]
    state = STATE_BY_CHAIN[found.chain.status] if found else "new"
    return "overtaken" if state == "approved" and late else state


async def on_text(turn: Turn) -> None:
    """［全文］ of what a leader is told, for whoever has the card."""
    assert isinstance(turn.press, ShowAnswer)
    given = await turn.unit.require(LeaderAnswer, turn.press.answer)
    reads = turn.actor.holds(given.post_id) or any(given.post_id in post.serves for post in turn.actor.posts)
    if not reads:
        raise NotFound("answer")
    matter = await turn.unit.require(Matter, given.matter_id)
    await outbox.tell(turn.unit, [AnswerText(title=matter.title, text=given.text)])


ROUTES = (Tap(press=ShowAnswer, callback=on_text, may=Permission.CARD_READ),)

VIEWS = {"answer_card": answer_view, "further_card": further_view}
