"""登记满意度: what proposers think of their replies, and the second round (P6.2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.conversation.answering import picked, typed
from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Turn
from handlers.conversation.dialogue import open_flow
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said
from handlers.conversation.refusing import say_no
from handlers.conversation.routes import Tap
from handlers.instructing.succeeding import papers_again, succeeded
from handlers.proposals.cards import case_handled
from handlers.proposals.replying import MOST_OFFERED, day_said, name_of, show_today, terms_of
from messages.presses.proposals import EnterOpinion
from messages.views.matters import short_name
from messages.work_labels import SATISFACTION
from storage import outbox
from storage.queries import dispatching, handing_over
from storage.queries import proposals as queries
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import (
    Draft,
    Part,
    ProposalReply,
    Satisfaction,
    Unit,
)
from supervision.notices.base import to_unit
from supervision.notices.cards import PaperCard
from supervision.notices.dialogue import Choice
from supervision.notices.proposals import ProposalNoted, SatisfactionPrompt
from supervision.proposals import opinions, replies
from supervision.proposals.handling import Case
from supervision.proposals.opinions import Opinion, Round
from supervision.refusals import NotFound, WrongState
from supervision.roles import OFFICE, Permission

VERDICTS = tuple(
    Choice(item.value, SATISFACTION[item])
    for item in (Satisfaction.SATISFIED, Satisfaction.BASICALLY, Satisfaction.UNSATISFIED)
)


async def hear(unit: UnitOfWork, actor: Actor, reply_id: int, opinion: Opinion) -> ProposalNoted:
    """登记满意度. Raises as `opinions.hear`."""
    reply = await unit.get(ProposalReply, reply_id)
    if reply is None:
        raise NotFound("reply")
    case, rows = await case_handled(unit, actor, reply.matter_id)
    wants = opinion.satisfied is Satisfaction.UNSATISFIED and reply.round < opinions.LAST_ROUND
    second = await _round(unit, case, reply) if wants else None
    outcome = opinions.hear(case, rows, reply, opinion, actor, second=second, terms=terms_of(unit))
    post = actor.post_in(*OFFICE)
    await carry_out(unit, actor, outcome, post_id=post.id if post else None)
    if second is None:
        evaluated = opinion.satisfied is Satisfaction.UNSATISFIED
        return ProposalNoted(what="evaluate" if evaluated else "satisfied", name=name_of(case))
    unit_id = second.assignment.unit_id
    card = PaperCard(to=to_unit(unit_id), paper_id=second.paper.id, unit_id=unit_id)
    await outbox.tell_again(unit, card)
    return ProposalNoted(
        what="again", name=name_of(case), due_on=(await unit.require(ProposalReply, second.new_id)).due_on
    )


async def _round(unit: UnitOfWork, case: Case, reply: ProposalReply) -> Round | None:
    """What a second round needs, of the unit or who goes on for it after a merger; none without a share or a paper.

    Raises WrongState if the unit is no more and nobody goes on for it.
    """
    unit_id = replies.now_of(case, reply)
    into = await handing_over.successor_of(unit, await unit.require(Unit, unit_id))
    if into is None:
        raise WrongState("unit", "gone")
    folder, _ = await succeeded(unit, await dispatching.folder(unit, case.matter))
    own = [a for a in folder.live if a.unit_id == into.id and a.part is Part.LEAD]
    again = (await papers_again(unit, folder, {into.id: unit_id})).get(into.id)
    if not own or again is None:
        return None
    theirs = [a for a in case.assignments if a.unit_id == unit_id and a.task_seq == own[0].task_seq]
    return Round(
        assignment=own[0],
        dues=again.owed(own[0].task_seq),
        paper=again.paper,
        dispatch=again.dispatch,
        new_id=await unit.new_id("proposal_reply"),
        before=next(iter(theirs), None) if into.id != unit_id else None,
    )


async def on_opinion(turn: Turn) -> None:
    """［登记满意度］."""
    assert isinstance(turn.press, EnterOpinion)
    case, rows = await case_handled(turn.unit, turn.actor, turn.press.matter)
    replies.require_replied(case, turn.actor)
    if not replies.unasked(rows):
        raise NotFound("reply")
    await open_flow(turn, FLOW, "satisfaction.who", {"matter": case.matter.id, "name": name_of(case)})


async def _waiting(unit: UnitOfWork, draft: Draft) -> Sequence[ProposalReply]:
    return replies.unasked(await queries.replies_of(unit, [int(str(draft.answers["matter"]))]))


async def _show_who(unit: UnitOfWork, draft: Draft) -> Ask:
    waiting = (await _waiting(unit, draft))[:MOST_OFFERED]
    units = {item.id: short_name(item) for item in await unit.find(Unit, id=sorted({r.unit_id for r in waiting}))}
    several = len(units) > 1
    labels = [row.proposer + (f"（{units[row.unit_id]}的答复）" if several else "") for row in waiting]
    return Ask(choices=tuple(Choice(str(r.id), label) for r, label in zip(waiting, labels, strict=True)), per_row=2)


async def _take_who(turn: Turn, draft: Draft, said: Said) -> Next:
    value = picked(said, (await _show_who(turn.unit, draft)).choices, "reply")
    reply = await turn.unit.require(ProposalReply, int(value))
    return Next("satisfaction.verdict", {"reply": reply.id, "proposer": reply.proposer, "words": ""})


async def _show_verdict(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask(choices=VERDICTS)


async def _take_verdict(_turn: Turn, _draft: Draft, said: Said) -> Next:
    verdict = picked(said, VERDICTS, "satisfied")
    asked = "words" if verdict == Satisfaction.UNSATISFIED else "day"
    return Next(f"satisfaction.{asked}", {"verdict": verdict})


async def _plain(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask()


async def _take_words(_turn: Turn, _draft: Draft, said: Said) -> Next:
    return Next("satisfaction.day", {"words": typed(said, "words", replies.LONGEST_WORDS)})


async def _take_day(turn: Turn, draft: Draft, said: Said) -> Next:
    on: date = day_said(turn, said, "answered_on")
    opinion = Opinion(satisfied=Satisfaction(str(draft.answers["verdict"])), words=str(draft.answers["words"]), on=on)
    try:
        noted = await hear(turn.unit, turn.actor, int(str(draft.answers["reply"])), opinion)
    except (NotFound, WrongState) as refusal:  # raised before anything was saved: it went another way meanwhile
        await say_no(turn, refusal)
        return END
    await outbox.tell(turn.unit, [noted])
    return END


FLOW = Flow(
    "satisfaction",
    SatisfactionPrompt,
    {
        "satisfaction.who": Question(_show_who, _take_who),
        "satisfaction.verdict": Question(_show_verdict, _take_verdict),
        "satisfaction.words": Question(_plain, _take_words),
        "satisfaction.day": Question(show_today, _take_day),
    },
)

FLOWS = {FLOW.name: FLOW}

ROUTES = (Tap(press=EnterOpinion, callback=on_opinion, may=Permission.PROPOSAL_HANDLE),)
