"""呈报: the leaders who instructed are told, at the end and at any time before, and say whether that will do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from handlers.conversation.carrying import carry_out
from handlers.instructing.filing import file_answers
from storage import outbox
from storage.queries import desk, reports
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.instructions import answering_leaders, instructing
from supervision.instructions.answering_leaders import Instructed
from supervision.model import (
    AnswerVerdict,
    Chain,
    DeskKind,
    FurtherInstruction,
    LeaderAnswer,
    Matter,
    Note,
    NoteKind,
    Post,
    SigningStep,
)
from supervision.notices.instructing import AnswersSent, further_subject
from supervision.procedures.desks import require_desk
from supervision.results import summing
from supervision.roles import DRAFTERS, Permission


async def answer_all(unit: UnitOfWork, actor: Actor, chain: Chain, matter: Matter) -> None:
    """Tell every leader who instructed what became of it, once a result was approved (事事有回音).

    Who gave the 审定 of `chain` has read it by that; the others get a card. What was instructed while it was being
    signed is not answered by it: that waits for the Office, and the Office is still reminded of it.
    """
    signed = answering_leaders.approved_by(await unit.find(SigningStep, chain_id=chain.id))
    leaders = await leaders_of(unit, matter)
    if leaders:
        await _present(
            unit,
            actor,
            matter,
            leaders,
            chain.text,
            sent_by=chain.drafted_by,
            signed=signed,
            written_at=chain.started_at,
        )


async def answer_outcome(unit: UnitOfWork, actor: Actor, matter: Matter, text: str) -> None:
    """The same, once a section ended a matter that it followed itself: its leaders hear what came of it."""
    leaders = await leaders_of(unit, matter)
    if leaders:
        await _present(unit, actor, matter, leaders, text, sent_by=actor.person_id, signed={})


async def answer(unit: UnitOfWork, actor: Actor, matter_id: int, text: str) -> AnswersSent:
    """呈报领导: the Office, or the section whose matter it is, tells the leaders how it stands.

    Raises as `leaders_to_tell`; InvalidInput for words that will not do.
    """
    matter, leaders = await leaders_to_tell(unit, actor, matter_id)
    text = answering_leaders.require_text(text)
    await _present(unit, actor, matter, leaders, text, sent_by=actor.person_id, signed={})
    return AnswersSent(registration_number=matter.registration_number, leaders=tuple(one.post.title for one in leaders))


async def present_to(
    unit: UnitOfWork, actor: Actor, matter: Matter, post: Post, text: str, *, sent_by: int
) -> LeaderAnswer:
    """呈报 to one leader, whether he instructed or not; what was told him in these words already is not said twice."""
    before = await unit.find(LeaderAnswer, matter_id=matter.id, post_id=post.id)
    newest = max(before, key=lambda item: item.seq, default=None)
    if newest is not None and newest.text == text:
        return newest
    leader = next((one for one in await leaders_of(unit, matter) if one.post.id == post.id), Instructed(post, None, ""))
    outcome = answering_leaders.present(
        matter,
        (leader,),
        text,
        ids=(await unit.new_id("answer"),),
        sent_by=sent_by,
        now=unit.now,
        before=before,
        further=await unit.find(FurtherInstruction, matter_id=matter.id),
    )
    await carry_out(unit, actor, outcome)
    await file_answers(unit, actor, matter, outcome.saves)
    return next(row for row in outcome.saves if isinstance(row, LeaderAnswer))


async def leaders_to_tell(unit: UnitOfWork, actor: Actor, matter_id: int) -> tuple[Matter, tuple[Instructed, ...]]:
    """A matter and who is to be told of it.

    Raises:
        NotAllowed, NotFound: it is not his to tell.
        WrongState: there is nothing to tell yet, or nobody instructed.
    """
    matter = await matter_at_desk(unit, actor, matter_id)
    leaders = await leaders_of(unit, matter)
    answering_leaders.require_told(matter, leaders)
    return matter, leaders


async def matter_at_desk(unit: UnitOfWork, actor: Actor, matter_id: int) -> Matter:
    """A matter, if it lies on this person's desk. Raises NotAllowed and NotFound."""
    actor.require(Permission.ANSWER_SEND)
    matter = await unit.require(Matter, matter_id)
    require_desk(actor, (await unit.require(Post, matter.registered_post_id)).unit_id)
    return matter


async def leaders_of(unit: UnitOfWork, matter: Matter) -> tuple[Instructed, ...]:
    """The leaders who instructed, each with his newest instruction."""
    further = await unit.find(FurtherInstruction, matter_id=matter.id)
    ids = {item.leader_post_id for item in matter.instructions} | {item.post_id for item in further}
    posts = {post.id: post for post in await unit.find(Post, id=ids - {None})} if ids - {None} else {}
    return answering_leaders.instructed(matter, further, posts)


async def _present(
    unit: UnitOfWork,
    actor: Actor,
    matter: Matter,
    leaders: tuple[Instructed, ...],
    text: str,
    *,
    sent_by: int,
    signed: Mapping[int, SigningStep],
    written_at: datetime | None = None,
) -> None:
    further = await unit.find(FurtherInstruction, matter_id=matter.id)
    left = answering_leaders.unanswered_by(further, written_at)
    outcome = answering_leaders.present(
        matter,
        leaders,
        text,
        ids=[await unit.new_id("answer") for _ in leaders],
        sent_by=sent_by,
        now=unit.now,
        before=await unit.find(LeaderAnswer, matter_id=matter.id),
        further=[item for item in further if item not in left],
        signed=signed,
    )
    post = actor.post_in(*DRAFTERS)
    await carry_out(unit, actor, outcome, post_id=post.id if post else None)
    await file_answers(unit, actor, matter, outcome.saves)
    await outbox.redraw(unit, [further_subject(item.id) for item in left])
    if not left:
        await desk.settle(unit, DeskKind.ANSWER_OWED, str(matter.id))


async def decide(unit: UnitOfWork, actor: Actor, answer_id: int, verdict: AnswerVerdict, words: str = "") -> None:
    """The leader's ［已阅］［继续督办］［另作批示］; what he wants further is recorded as a new instruction.

    Raises as `open_answer`; InvalidInput for words that will not do.
    """
    given, matter, post = await open_answer(unit, actor, answer_id)
    outcome = answering_leaders.decide(given, verdict, actor, unit.now, words)
    if verdict is not AnswerVerdict.READ:
        further = FurtherInstruction(
            id=await unit.new_id("further"),
            matter_id=matter.id,
            post_id=post.id,
            leader_title=post.title,
            dated=unit.today,
            gist=instructing.require_gist(words),
            entered_by=actor.person_id,
            entered_at=unit.now,
            answer_id=given.id,
        )
        outcome += instructing.enter(further, matter, unit.now)
        await unit.save(instructing.answer_owed(matter, unit.today, unit.workdays, unit.county))
    await carry_out(unit, actor, outcome, post_id=post.id)


async def open_answer(unit: UnitOfWork, actor: Actor, answer_id: int) -> tuple[LeaderAnswer, Matter, Post]:
    """What waits for this leader's word.

    Raises:
        NotAllowed, NotFound: it is not his.
        AlreadyDecided, StaleButton, WrongState: see `answering_leaders.require_open`.
    """
    given = await unit.require(LeaderAnswer, answer_id)
    answering_leaders.require_leader(given, actor)
    post = await unit.require(Post, given.post_id)
    matter = await unit.require(Matter, given.matter_id)
    answers = await unit.find(LeaderAnswer, matter_id=matter.id)
    answering_leaders.require_open(given, matter, answers, post.title)
    return given, matter, post


async def record_read(unit: UnitOfWork, actor: Actor, answer_id: int, reference: str) -> None:
    """录入阅示: the leader wrote 已阅 on paper. Raises as `matter_at_desk` and `answering_leaders.require_open`."""
    given = await unit.require(LeaderAnswer, answer_id)
    matter = await matter_at_desk(unit, actor, given.matter_id)
    post = await unit.require(Post, given.post_id)
    answers = await unit.find(LeaderAnswer, matter_id=matter.id)
    answering_leaders.require_open(given, matter, answers, post.title)
    own = actor.post_in(*DRAFTERS)
    outcome = answering_leaders.record_read(given, actor, reference, unit.now)
    await carry_out(unit, actor, outcome, post_id=own.id if own else None)


async def draft_answer(unit: UnitOfWork, matter: Matter) -> str:
    """What there is to tell: the units' accepted reports, or what the section noted; empty if there is nothing yet."""
    results = await reports.accepted_results(unit, matter.id)
    if results:
        return summing.draft(matter.title, results)[0]
    notes = await unit.find(Note, matter_id=matter.id)
    told = [note.text for note in notes if note.kind is NoteKind.OUTCOME] or [note.text for note in notes]
    return told[-1] if told else ""
