"""/sum: a summary of a matter that goes on – a quarter's findings, what the city asked for – and what follows it up.

It takes the result chain as the end does (P1.3, P2.3, P6.1, P7.3), but closes nothing. The same way leads to what the
city returned: a new text, signed again, in place of the old one; then the matter may be closed already.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from handlers.approving.submitting import begin_approval
from handlers.conversation import dialogue
from handlers.conversation.carrying import carry_out
from handlers.conversation.catalogue import ChainEffect
from handlers.conversation.context import Turn
from handlers.conversation.flows import Ask, Flow, Next, Question, Said
from handlers.conversation.routes import Command, Tap
from handlers.matters.lookups import find_matters
from handlers.upward import course, results
from handlers.upward.course import Course, Summing
from messages.presses.upward import SumUp
from storage import outbox
from storage.queries import reports, summaries
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import (
    Chain,
    ChainPurpose,
    ChainStatus,
    Draft,
    Matter,
    Post,
    SigningStep,
    Submission,
    SubmissionStatus,
    Summary,
    SummaryKind,
    SummaryStatus,
)
from supervision.notices.base import to_officer
from supervision.notices.dialogue import Choice
from supervision.notices.upward import SumApproved, SumPrompt, SumSent
from supervision.outcome import Outcome
from supervision.procedures.steps import ACT_TITLES, Act
from supervision.refusals import InvalidInput, NotFound
from supervision.results import closing
from supervision.results.ways import WAYS, reported_to
from supervision.roles import Permission


async def ready(unit: UnitOfWork, actor: Actor, matter_id: int) -> Matter:
    """The matter, if this person may sum it up now. Raises as `closing.require_interim`."""
    matter = await unit.get(Matter, matter_id)
    if matter is None:
        raise NotFound("matter")
    running = await unit.find(Chain, matter_id=matter.id, purpose=ChainPurpose.SUMMARY, status=ChainStatus.RUNNING)
    returned = [row for row in await summaries.newest_submissions(unit, matter.id) if _is_returned(row)]
    closing.require_interim(
        matter,
        actor,
        await unit.get(Post, matter.registered_post_id),
        accepted=len(await reports.accepted_results(unit, matter.id)),
        running=bool(running),
        returned=bool(returned),
    )
    return matter


def _is_returned(row: Submission) -> bool:
    return row.status is SubmissionStatus.RETURNED


async def send(unit: UnitOfWork, actor: Actor, matter: Matter, wanted: Summing, *, returned: int = 0) -> Chain:
    """Send the text to the signers of the chosen result chain; the matter stays as it is."""
    matter = await ready(unit, actor, matter.id)
    summary_id = await unit.new_id("summary")
    chain = await begin_approval(
        unit,
        actor,
        purpose=ChainPurpose.SUMMARY,
        subject_id=summary_id,
        title=f"汇总报告（登记号{matter.registration_number}）",
        text=wanted.text,
        steps=course.steps_of(matter, unit.county, wanted),
        leader_post_id=matter.leader_post_id,
        urgency=matter.urgency,
        matter_id=matter.id,
    )
    kind = SummaryKind.CITY if reported_to(wanted.way) else SummaryKind.INTERIM
    await results.keep(unit, actor, matter, chain, wanted, kind=kind, returned=returned, summary_id=summary_id)
    return chain


async def approved(unit: UnitOfWork, actor: Actor, chain: Chain) -> None:
    """The last signature: the text goes on, and so does the matter."""
    matter = await unit.require(Matter, chain.matter_id)
    summary = await results.approved(unit, actor, chain, matter)
    if summary is None:
        return
    way = WAYS[summary.way]
    told = SumApproved(
        to=to_officer(matter.registered_post_id),
        summary_id=summary.id,
        matter_id=matter.id,
        registration_number=matter.registration_number,
        title=matter.title,
        way=way.title if way.destinations else "",
    )
    await carry_out(unit, actor, Outcome(notices=(told,)))


async def sent_back(unit: UnitOfWork, actor: Actor, chain: Chain, words: str) -> None:
    """A signer sent the text back; who and why the signing tells the drafter."""
    await results.sent_back(unit, chain)


async def begin(turn: Turn) -> None:
    """/sum, /sum 12; ［汇总］, ［重新汇总上报］."""
    if isinstance(turn.press, SumUp):
        matter = await ready(turn.unit, turn.actor, turn.press.matter)
        await dialogue.open_flow(turn, FLOW, "summing.text", await _answers(turn.unit, matter))
        return
    if not turn.heard.args:
        await dialogue.open_flow(turn, FLOW, "summing.words", {"name": ""}, wanted="sum")
        return
    found = await find_matters(turn.unit, turn.actor, turn.heard.args)
    following = await _after_finding(turn, found)
    await dialogue.open_flow(turn, FLOW, str(following.question), following.answers, wanted="sum")


async def _answers(unit: UnitOfWork, matter: Matter) -> dict[str, object]:
    written = await unit.find(Summary, matter_id=matter.id, kind=(SummaryKind.INTERIM, SummaryKind.CITY))
    newest = written[-1] if written and written[-1].status is SummaryStatus.SENT_BACK else None
    return await course.begin_with(unit, matter, ChainPurpose.SUMMARY, newest.id if newest else 0)


async def _after_finding(turn: Turn, found: Sequence[Matter]) -> Next:
    if len(found) > 1:
        return Next("summing.which", {"found": [item.id for item in found], "name": ""})
    matter = await ready(turn.unit, turn.actor, found[0].id)
    return Next("summing.text", await _answers(turn.unit, matter))


async def _show_words(unit: UnitOfWork, draft: Draft) -> Ask:
    return Ask()


async def _take_words(turn: Turn, draft: Draft, said: Said) -> Next:
    return await _after_finding(turn, await find_matters(turn.unit, turn.actor, said.text))


async def _show_which(unit: UnitOfWork, draft: Draft) -> Ask:
    offered = await unit.find(Matter, id=tuple(cast("list[int]", draft.answers["found"])))
    choices = (Choice(str(item.id), f"{item.registration_number}　{item.title[:20]}") for item in offered)
    return Ask(choices=tuple(choices), per_row=1)


async def _take_which(turn: Turn, draft: Draft, said: Said) -> Next:
    if said.text:
        return await _take_words(turn, draft, said)
    if said.choice not in {str(number) for number in cast("list[int]", draft.answers["found"])}:
        raise InvalidInput("matter", "not_a_choice")
    return await _after_finding(turn, [await turn.unit.require(Matter, int(said.choice))])


async def _send(turn: Turn, draft: Draft, matter: Matter, wanted: Summing) -> None:
    chain = await send(turn.unit, turn.actor, matter, wanted, returned=int(str(draft.answers["returned"])))
    steps = await turn.unit.find(SigningStep, chain_id=chain.id)
    sent = SumSent(
        registration_number=matter.registration_number,
        title=matter.title,
        signers=tuple(f"{step.title}{ACT_TITLES[Act(step.act)]}" for step in steps),
        way=wanted.way.title if wanted.way.destinations else "",
    )
    await outbox.tell(turn.unit, [sent])


_COURSE = Course("summing", ready, _send)
FLOW = Flow(
    _COURSE.name,
    SumPrompt,
    {
        "summing.words": Question(_show_words, _take_words),
        "summing.which": Question(_show_which, _take_which),
        **course.questions(_COURSE),
    },
)

_MAY = Permission.MATTER_CLOSE
ROUTES = (
    Command(name="sum", callback=begin, may=_MAY, description="汇总报告：汇总在办事项的办理情况并报审", word="汇总"),
    Tap(press=SumUp, callback=begin, may=_MAY),
)

FLOWS = {FLOW.name: FLOW}

CHAIN_EFFECTS = {ChainPurpose.SUMMARY: ChainEffect(approved, sent_back)}
