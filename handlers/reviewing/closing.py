"""汇总办结: the accepted results become one text, its signers read it, and the last signature closes the matter."""

from __future__ import annotations

from handlers.approving.submitting import begin_approval
from handlers.conversation import dialogue
from handlers.conversation.carrying import carry_out
from handlers.conversation.catalogue import ChainEffect
from handlers.conversation.context import Turn
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said
from handlers.conversation.routes import Tap
from messages.presses.matters import Summarise
from storage import outbox
from storage.queries import reports as queries
from storage.unit_of_work import UnitOfWork
from supervision import closing
from supervision.actors import Actor
from supervision.closing import SentPaper
from supervision.county import County
from supervision.model import (
    Assignment,
    Chain,
    ChainPurpose,
    ChainStatus,
    Dispatch,
    Draft,
    Matter,
    Paper,
    Post,
    SigningStep,
)
from supervision.notices.closing import SummaryPrompt, SummarySent
from supervision.notices.dialogue import Choice
from supervision.refusals import InvalidInput, NotFound, StaleButton
from supervision.roles import DRAFTERS, TITLES, Permission, Role
from supervision.sources import SOURCES, SourceKind
from supervision.steps import ACT_TITLES, LEADER, Act, Steps
from supervision.tracks import TRACKS, result_chain

AS_IT_IS = "use"
"""The answer that takes the drafted text."""


async def summarise(unit: UnitOfWork, actor: Actor, matter_id: int, *, text: str, choice: int) -> Chain:
    """Send a summary to the signers of the chosen result chain."""
    matter = await _ready_matter(unit, actor, matter_id)
    steps = _chains(matter, unit.county)
    if not 0 <= choice < len(steps):
        raise InvalidInput("chain", "not_a_choice")
    post = actor.post_in(*DRAFTERS)
    await carry_out(unit, actor, closing.sum_up(matter, choice), post_id=post.id if post else None)
    return await begin_approval(
        unit,
        actor,
        purpose=ChainPurpose.RESULT,
        subject_id=matter.id,
        title=f"办结报告（登记号{matter.registration_number}）",
        text=closing.require_text(text),
        steps=steps[choice],
        leader_post_id=matter.leader_post_id,
        urgency=matter.urgency,
    )


async def result_approved(unit: UnitOfWork, actor: Actor, chain: Chain) -> None:
    """The last signature: the matter is closed, and its units are told."""
    matter = await unit.require(Matter, chain.subject_id)
    numbers = {paper.id: paper.document_number for paper in await unit.find(Paper, matter_id=matter.id)}
    papers = [
        SentPaper(item.paper_id, item.unit_id, numbers[item.paper_id])
        for item in await unit.find(Dispatch, matter_id=matter.id)
    ]
    await carry_out(unit, actor, closing.close(matter, papers, unit.now))


async def result_sent_back(unit: UnitOfWork, actor: Actor, chain: Chain, words: str) -> None:
    """A signer sent the summary back."""
    matter = await unit.require(Matter, chain.subject_id)
    await carry_out(unit, actor, closing.send_summary_back(matter, words))


async def begin(turn: Turn) -> None:
    """［汇总办结］: the text first, already drafted."""
    if not isinstance(turn.press, Summarise):
        raise StaleButton
    matter = await _ready_matter(turn.unit, turn.actor, turn.press.matter)
    text = await _draft(turn.unit, matter)
    answers = {"matter": matter.id, "name": f"登记号{matter.registration_number}", "text": text}
    await dialogue.open_flow(turn, CLOSING, "closing.text", answers)


async def _draft(unit: UnitOfWork, matter: Matter) -> str:
    """The text of a summary that was sent back, else what the units' accepted reports say."""
    before = await unit.find(Chain, purpose=ChainPurpose.RESULT, subject_id=matter.id, status=ChainStatus.SENT_BACK)
    if before:
        return before[-1].text
    return closing.draft(matter.title, await queries.accepted_results(unit, matter.id))


async def _ready_matter(unit: UnitOfWork, actor: Actor, matter_id: int) -> Matter:
    matter = await unit.get(Matter, matter_id)
    if matter is None:
        raise NotFound("matter")
    assignments = await unit.find(Assignment, matter_id=matter.id)
    registrar = await unit.get(Post, matter.registered_post_id)
    closing.require_ready(matter, assignments, actor, registrar)
    return matter


async def _show_text(unit: UnitOfWork, draft: Draft) -> Ask:
    return Ask(choices=(Choice(AS_IT_IS, "采用此稿"),))


async def _take_text(turn: Turn, draft: Draft, said: Said) -> Next:
    if said.choice not in ("", AS_IT_IS):
        raise InvalidInput("summary", "not_a_choice")
    text = closing.require_text(str(draft.answers["text"]) if said.choice else said.text)
    matter = await turn.unit.require(Matter, int(str(draft.answers["matter"])))
    if len(_chains(matter, turn.unit.county)) > 1:
        return Next("closing.chain", {"text": text})
    return await _send(turn, draft, text, 0)


async def _show_chains(unit: UnitOfWork, draft: Draft) -> Ask:
    matter = await unit.require(Matter, int(str(draft.answers["matter"])))
    leader = await unit.get(Post, matter.leader_post_id) if matter.leader_post_id else None
    choices = tuple(
        Choice(str(number), _signers(steps, leader)) for number, steps in enumerate(_chains(matter, unit.county))
    )
    return Ask({"clause": TRACKS[matter.track].clause}, choices, per_row=1)


async def _take_chain(turn: Turn, draft: Draft, said: Said) -> Next:
    if not said.choice.isdecimal():
        raise InvalidInput("chain", "not_a_choice")
    return await _send(turn, draft, str(draft.answers["text"]), int(said.choice))


async def _send(turn: Turn, draft: Draft, text: str, choice: int) -> Next:
    unit = turn.unit
    chain = await summarise(unit, turn.actor, int(str(draft.answers["matter"])), text=text, choice=choice)
    matter = await unit.require(Matter, chain.subject_id)
    steps = await unit.find(SigningStep, chain_id=chain.id)
    sent = SummarySent(
        registration_number=matter.registration_number,
        title=matter.title,
        signers=tuple(f"{step.title}{ACT_TITLES[Act(step.act)]}" for step in steps),
    )
    await outbox.tell(unit, [sent])
    return END


def _chains(matter: Matter, county: County) -> tuple[Steps, ...]:
    """The chains that may close the matter, the track's default first."""
    track = TRACKS[matter.track]
    reports_up = not matter.source_kind or SOURCES[SourceKind(matter.source_kind)].reports_up
    choices = range(len(track.result_chains)) if reports_up and track.result_chains else range(1)
    return tuple(result_chain(track, county, choice, reports_up=reports_up) for choice in choices)


def _signers(steps: Steps, leader: Post | None) -> str:
    def title(role: object) -> str:
        if role is LEADER:
            return leader.title if leader else TITLES[Role.EXECUTIVE_VICE_MAYOR]
        return TITLES[Role(str(role))]

    return " → ".join(f"{title(step.role)}{ACT_TITLES[step.act]}" for step in steps)


CLOSING = Flow(
    "closing",
    SummaryPrompt,
    {
        "closing.text": Question(_show_text, _take_text),
        "closing.chain": Question(_show_chains, _take_chain),
    },
)

FLOWS = {CLOSING.name: CLOSING}

CHAIN_EFFECTS = {ChainPurpose.RESULT: ChainEffect(result_approved, result_sent_back)}

ROUTES = (Tap(press=Summarise, callback=begin, may=Permission.MATTER_CLOSE),)
