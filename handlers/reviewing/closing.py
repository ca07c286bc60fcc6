"""汇总办结: the accepted results become one text, its signers read it, and the last signature closes the matter."""

from __future__ import annotations

from handlers.approving.submitting import begin_approval
from handlers.approving.with_changes import end_changes
from handlers.conversation import dialogue
from handlers.conversation.carrying import carry_out
from handlers.conversation.catalogue import ChainEffect
from handlers.conversation.context import Turn
from handlers.conversation.flows import Flow
from handlers.conversation.routes import Tap
from handlers.instructing.answering import answer_all
from handlers.rectifying.loading import open_rectifications
from handlers.upward import course, results
from handlers.upward.course import Course, Summing
from handlers.upward.receivers import receivers
from messages.presses.matters import Summarise
from storage import outbox
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import (
    Assignment,
    Chain,
    ChainPurpose,
    ChainStatus,
    Draft,
    Matter,
    Post,
    SigningStep,
    SummaryKind,
)
from supervision.notices.closing import SummaryPrompt, SummarySent
from supervision.procedures.steps import ACT_TITLES, Act
from supervision.refusals import NotFound, StaleButton
from supervision.results import closing, summing
from supervision.results.ways import NOWHERE, way_of
from supervision.roles import DRAFTERS, Permission


async def summarise(
    unit: UnitOfWork,
    actor: Actor,
    matter_id: int,
    *,
    text: str,
    choice: int,
    way: str = NOWHERE.key,
    returned: int = 0,
) -> Chain:
    """Send a summary to the signers of the chosen result chain.

    Args:
        way: where the text goes once it is approved, a row of `ways.WAYS`.
        returned: the chain of the text that was sent back and is written anew; 0: none.
    """
    matter = await _ready_matter(unit, actor, matter_id)
    wanted = Summing(summing.require_text(text), choice, way_of(way))
    steps = course.steps_of(matter, unit.county, wanted)
    post = actor.post_in(*DRAFTERS)
    await carry_out(unit, actor, closing.sum_up(matter, choice), post_id=post.id if post else None)
    chain = await begin_approval(
        unit,
        actor,
        purpose=ChainPurpose.RESULT,
        subject_id=matter.id,
        title=f"办结报告（登记号{matter.registration_number}）",
        text=wanted.text,
        steps=steps,
        leader_post_id=matter.leader_post_id,
        urgency=matter.urgency,
    )
    await results.keep(unit, actor, matter, chain, wanted, kind=SummaryKind.CLOSING, returned=returned)
    return chain


async def result_approved(unit: UnitOfWork, actor: Actor, chain: Chain) -> None:
    """The last signature: the matter is closed, and its units are told."""
    matter = await unit.require(Matter, chain.subject_id)
    papers = await receivers(unit, matter.id)
    await carry_out(unit, actor, closing.close(matter, papers, unit.now))
    await end_changes(unit, actor, matter.id, why="closed")
    await answer_all(unit, actor, chain, await unit.require(Matter, matter.id))
    await results.approved(unit, actor, chain, matter)


async def result_sent_back(unit: UnitOfWork, actor: Actor, chain: Chain, words: str) -> None:
    """A signer sent the summary back."""
    matter = await unit.require(Matter, chain.subject_id)
    await carry_out(unit, actor, closing.send_summary_back(matter, words))
    await results.sent_back(unit, chain)


async def begin(turn: Turn) -> None:
    """［汇总办结］: the text first, already drafted."""
    if not isinstance(turn.press, Summarise):
        raise StaleButton
    matter = await _ready_matter(turn.unit, turn.actor, turn.press.matter)
    answers = await course.begin_with(turn.unit, matter, ChainPurpose.RESULT, matter.id)
    await dialogue.open_flow(turn, CLOSING, "closing.text", answers)


async def _ready_matter(unit: UnitOfWork, actor: Actor, matter_id: int) -> Matter:
    matter = await unit.get(Matter, matter_id)
    if matter is None:
        raise NotFound("matter")
    assignments = await unit.find(Assignment, matter_id=matter.id)
    registrar = await unit.get(Post, matter.registered_post_id)
    rectifying = await open_rectifications(unit, matter.id)
    running = await unit.find(Chain, matter_id=matter.id, purpose=ChainPurpose.SUMMARY, status=ChainStatus.RUNNING)
    closing.require_ready(matter, assignments, actor, registrar, rectifying=rectifying, running=bool(running))
    return matter


async def _send(turn: Turn, draft: Draft, matter: Matter, wanted: Summing) -> None:
    unit = turn.unit
    returned = int(str(draft.answers["returned"]))
    chain = await summarise(
        unit,
        turn.actor,
        matter.id,
        text=wanted.text,
        choice=wanted.choice,
        way=wanted.way.key,
        returned=returned,
    )
    steps = await unit.find(SigningStep, chain_id=chain.id)
    sent = SummarySent(
        registration_number=matter.registration_number,
        title=matter.title,
        signers=tuple(f"{step.title}{ACT_TITLES[Act(step.act)]}" for step in steps),
        way=wanted.way.title if wanted.way.destinations else "",
    )
    await outbox.tell(unit, [sent])


_COURSE = Course("closing", _ready_matter, _send)
CLOSING = Flow(_COURSE.name, SummaryPrompt, course.questions(_COURSE))

FLOWS = {CLOSING.name: CLOSING}

CHAIN_EFFECTS = {ChainPurpose.RESULT: ChainEffect(result_approved, result_sent_back)}

ROUTES = (Tap(press=Summarise, callback=begin, may=Permission.MATTER_CLOSE),)
