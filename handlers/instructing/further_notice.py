"""另下督办通知: drafting the new tasks, their signers, and issuing them."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.approving.drafting import issue_text
from handlers.approving.submitting import begin_approval, plan_approval
from handlers.conversation.answering import picked
from handlers.conversation.carrying import carry_out
from handlers.conversation.catalogue import ChainEffect
from handlers.conversation.context import Turn
from handlers.conversation.flows import END, Ask, Next, Question, Said
from handlers.conversation.refusing import say_no
from handlers.instructing.entering import OVERTAKEN, number_of, pending
from handlers.issuing.filing import file_papers
from handlers.issuing.papers import new_papers
from handlers.registering.filling import people_of
from storage import outbox
from storage.queries import approvals, dispatching
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.approving import countersigning
from supervision.filling.intake_tasks import read_task_line
from supervision.model import (
    Chain,
    ChainPurpose,
    ChainStatus,
    DocumentKind,
    Draft,
    FurtherInstruction,
    FurtherTask,
    Matter,
    Post,
    Task,
    Unit,
)
from supervision.notices.base import OFFICE, to_officer
from supervision.notices.cards import matter_subject
from supervision.notices.dialogue import Choice
from supervision.notices.instructing import FurtherCard, FurtherSettled, further_subject
from supervision.outcome import Outcome
from supervision.papers import further_notices
from supervision.papers.further_notices import Overtaken
from supervision.papers.issuing import Folder
from supervision.procedures.steps import ACT_TITLES, Act, Steps
from supervision.procedures.tracks import TRACKS
from supervision.refusals import InvalidInput
from supervision.roles import DRAFTERS
from supervision.splitting import TaskDraft
from supervision.subjects import Subject

_SEND, _CHANGE = Choice("send", "确认送审"), Choice("change", "修改任务")


async def read_lines(unit: UnitOfWork, text: str) -> tuple[FurtherTask, ...]:
    """The new tasks, one a line. Raises InvalidInput for the first that cannot be read."""
    people, now = await people_of(unit), unit.county.local(unit.now)
    tasks = []
    for line in text.splitlines():
        if not line.strip():
            continue
        read = read_task_line(line, people, now)
        if not isinstance(read, TaskDraft):
            raise InvalidInput("tasks", read[0].reason, given=read[0].given, limit=read[0].limit)
        tasks.append(further_notices.task_of(read))
    if not tasks:
        raise InvalidInput("tasks", "no_tasks")
    return tuple(tasks)


async def folder_of(
    unit: UnitOfWork, further: FurtherInstruction, matter: Matter, tasks: Sequence[FurtherTask]
) -> Folder:
    """The notice by itself, of tasks that are `numbered`."""
    return further_notices.folder_of(matter, further, tasks, units=await _units_of(unit, tasks))


async def numbered(
    unit: UnitOfWork, further: FurtherInstruction, tasks: Sequence[FurtherTask]
) -> tuple[FurtherTask, ...]:
    """The tasks with the numbers that stand in the text. See `further_notices.numbered`."""
    known = await unit.find(Task, matter_id=further.matter_id)
    others = await unit.find(FurtherInstruction, matter_id=further.matter_id)
    return further_notices.numbered(further, tasks, known, others)


async def _units_of(unit: UnitOfWork, tasks: Sequence[FurtherTask]) -> dict[int, Unit]:
    ids = {unit_id for task in tasks for unit_id in (*task.leads, *task.supports)}
    return {found.id: found for found in await unit.find(Unit, id=ids)}


async def overtaken(unit: UnitOfWork, further: FurtherInstruction) -> Overtaken:
    """Why the notice cannot go out as it was signed, if it cannot."""
    known = await unit.find(Task, matter_id=further.matter_id)
    return further_notices.overtaken(further, known, await _units_of(unit, further.tasks))


async def submit(unit: UnitOfWork, actor: Actor, further_id: int, tasks: Sequence[FurtherTask]) -> FurtherSettled:
    """Send the notice to the signers of its track (P5.1).

    Raises as `further_notices.submit` and `begin_approval`.
    """
    further, folder = await pending(unit, actor, further_id)
    matter = folder.matter
    own = actor.post_in(*DRAFTERS)
    tasks = await numbered(unit, further, tasks)
    outcome = further_notices.submit(further, matter, tasks, actor)
    text = await issue_text(unit, await folder_of(unit, further, matter, tasks), DocumentKind.FURTHER_NOTICE)
    await carry_out(unit, actor, outcome, post_id=own.id if own else None)
    chain = await begin_approval(
        unit,
        actor,
        purpose=ChainPurpose.FURTHER,
        subject_id=further.id,
        title=f"{TRACKS[matter.track].title}后续批示（登记号{matter.registration_number}）",
        text=text,
        steps=await signing_steps(unit, matter),
        leader_post_id=further.post_id or matter.leader_post_id,
        drafters=_drafters(further),
        urgency=matter.urgency,
        matter_id=matter.id,
    )
    await outbox.redraw(unit, [further_subject(further.id)])
    started = await approvals.signing(unit, chain.id)
    return FurtherSettled(what="sent", detail=(started.now_with,))


async def signing_steps(unit: UnitOfWork, matter: Matter) -> Steps:
    """Its signers are those of the matter's own text (P5.1), who 会签 among them."""
    return countersigning.steps_of(matter, await unit.find(Post, id=matter.countersign), unit.county)


def _drafters(further: FurtherInstruction) -> tuple[int, ...]:
    """Who entered the instruction on behalf of a leader had a hand in it; the leader who tapped it has not drafted."""
    return () if further.answer_id else (further.entered_by,)


async def issue(unit: UnitOfWork, actor: Actor, further_id: int) -> FurtherSettled:
    """印发 the approved notice; one that was overtaken goes to its signers anew, and its card says so.

    Raises as `further_notices.require_signed`.
    """
    further, folder = await pending(unit, actor, further_id)
    matter = folder.matter
    found = await approvals.newest_signing(unit, ChainPurpose.FURTHER, further.id, tuple(ChainStatus))
    chain = further_notices.require_signed(further, found.chain if found else None, matter, actor)
    if await overtaken(unit, further):
        await outbox.redraw(unit, [further_subject(further.id)])
        return FurtherSettled(what="overtaken", detail=())
    notice = await folder_of(unit, further, matter, further.tasks)
    papers = await new_papers(unit, actor, notice, chain)
    outcome = further_notices.issue(
        further,
        matter,
        notice,
        chain,
        papers=papers,
        heads=await dispatching.heads(unit, notice.unit_ids),
        actor=actor,
        now=unit.now,
        county=unit.county,
        workdays=unit.workdays,
    )
    own = actor.post_in(*DRAFTERS)
    await carry_out(unit, actor, outcome, post_id=own.id if own else None)
    await file_papers(unit, actor, notice, papers, chain, ordering=DocumentKind.FURTHER_NOTICE)
    return FurtherSettled(what="issued", detail=tuple(paper.number for paper in papers))


async def approved(unit: UnitOfWork, actor: Actor, chain: Chain) -> None:
    """The last signature: the Office is shown the instruction once more, now with ［印发］."""
    await carry_out(unit, actor, Outcome(redraw=_cards(chain)))
    await outbox.tell_again(unit, FurtherCard(to=OFFICE, further_id=chain.subject_id))


async def sent_back(unit: UnitOfWork, actor: Actor, chain: Chain, _words: str) -> None:
    """A signer sent it back: the drafter has his words on the instruction's card."""
    await carry_out(unit, actor, Outcome(redraw=_cards(chain)))
    await outbox.tell_again(unit, FurtherCard(to=to_officer(chain.drafted_post_id), further_id=chain.subject_id))


def _cards(chain: Chain) -> tuple[Subject, ...]:
    return further_subject(chain.subject_id), matter_subject(chain.matter_id)


async def _show_lines(unit: UnitOfWork, draft: Draft) -> Ask:
    found = await approvals.newest_signing(
        unit, ChainPurpose.FURTHER, number_of(draft, "further"), (ChainStatus.SENT_BACK,)
    )
    words = next((step.opinion for step in found.steps if step.opinion), "") if found else ""
    return Ask(facts={"words": words, "lines": str(draft.answers.get("written", "")).splitlines()})


async def _take_lines(turn: Turn, draft: Draft, said: Said) -> Next:
    if said.files or said.choice:
        raise InvalidInput("tasks", "text_wanted")
    await read_lines(turn.unit, said.text)
    return Next("further.preview", {"written": said.text.strip()})


async def _show_preview(unit: UnitOfWork, draft: Draft) -> Ask:
    further = await unit.require(FurtherInstruction, number_of(draft, "further"))
    matter = await unit.require(Matter, further.matter_id)
    tasks = await read_lines(unit, str(draft.answers["written"]))
    planned = await plan_approval(
        unit,
        Actor(None),
        steps=await signing_steps(unit, matter),
        leader_post_id=further.post_id or matter.leader_post_id,
        drafters=(draft.person_id, *_drafters(further)),
    )
    notice = await folder_of(unit, further, matter, await numbered(unit, further, tasks))
    facts = {
        "text": await issue_text(unit, notice, DocumentKind.FURTHER_NOTICE),
        "signers": [f"{step.title}{ACT_TITLES[Act(step.act)]}" for step in planned],
        "clause": TRACKS[matter.track].clause,
    }
    return Ask(facts=facts, choices=(_SEND, _CHANGE))


async def _take_preview(turn: Turn, draft: Draft, said: Said) -> Next:
    if picked(said, (_SEND, _CHANGE), "further") == _CHANGE.value:
        return Next("further.lines")
    tasks = await read_lines(turn.unit, str(draft.answers["written"]))
    try:
        settled = await submit(turn.unit, turn.actor, number_of(draft, "further"), tasks)
    except OVERTAKEN as refusal:
        await say_no(turn, refusal)
        return END
    await outbox.tell(turn.unit, [settled])
    return END


QUESTIONS = {
    "further.lines": Question(_show_lines, _take_lines),
    "further.preview": Question(_show_preview, _take_preview),
}
"""Questions by name."""

CHAIN_EFFECTS = {ChainPurpose.FURTHER: ChainEffect(approved, sent_back)}
