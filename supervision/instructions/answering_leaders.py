"""呈报: every leader who instructed is told what became of it, and says whether that will do.

P5.3 (事事有回音). Who approved the result answers by his signature and is not asked again (减负). What a leader says
here is no signature: it closes nothing, and what he wants further is a `FurtherInstruction`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from supervision.actors import Actor
from supervision.model import (
    AnswerVerdict,
    Channel,
    FurtherInstruction,
    LeaderAnswer,
    Matter,
    MatterStatus,
    Post,
    SigningStep,
    StepStatus,
)
from supervision.notices.base import to_signer
from supervision.notices.cards import matter_subject
from supervision.notices.instructing import AnswerCard, answer_subject
from supervision.outcome import Fact, Outcome
from supervision.procedures.steps import Act
from supervision.refusals import AlreadyDecided, InvalidInput, NotFound, StaleButton, WrongState
from supervision.roles import LEADERS, Permission

LONGEST_ANSWER = 8000
LONGEST_REFERENCE = 60
"""Characters of what a leader is told, and of the number of the paper on which he wrote."""

TOLD = frozenset({MatterStatus.FOLLOWED, MatterStatus.IN_PROGRESS, MatterStatus.CLOSING, MatterStatus.CLOSED})
"""Matters of which there is something to tell: carried out by units, or followed by a section itself."""


@dataclass(frozen=True, slots=True)
class Instructed:
    """The newest instruction of one leader."""

    post: Post
    dated: date | None
    gist: str


def instructed(
    matter: Matter, further: Iterable[FurtherInstruction], posts: Mapping[int, Post]
) -> tuple[Instructed, ...]:
    """The leaders who instructed and hold a post that exists, each with his newest instruction.

    Leaders of the city have no post here: what they hear is reported up.
    """
    newest = {item.leader_post_id: (item.dated, item.gist) for item in matter.instructions if item.leader_post_id}
    newest |= {item.post_id: (item.dated, item.gist) for item in further if item.post_id}
    return tuple(
        Instructed(posts[post_id], *told)
        for post_id, told in newest.items()
        if post_id in posts and posts[post_id].active and posts[post_id].role in LEADERS
    )


def approved_by(steps: Iterable[SigningStep]) -> dict[int, SigningStep]:
    """The signed 审定 of a result by the post that gave it; who had it signed by his deputy has not seen it."""
    return {
        step.post_id: step
        for step in steps
        if step.act == Act.APPROVE and step.status is StepStatus.SIGNED and step.by_post_id in (None, step.post_id)
    }


def require_text(text: str) -> str:
    """The words for the leaders, if they will do. Raises InvalidInput."""
    if not text.strip():
        raise InvalidInput("answer", "empty")
    if len(text) > LONGEST_ANSWER:
        raise InvalidInput("answer", "too_long", limit=LONGEST_ANSWER)
    return text.strip()


def require_told(matter: Matter, leaders: Collection[Instructed]) -> None:
    """Refuse to tell leaders of a matter of which there is nothing to tell, or that no leader instructed.

    Raises:
        WrongState: it is not being carried out, or nobody is to be told.
    """
    if matter.status not in TOLD:
        raise WrongState("matter", matter.status.value)
    if not leaders:
        raise WrongState("answer", "nobody")


def present(
    matter: Matter,
    leaders: Sequence[Instructed],
    text: str,
    *,
    ids: Sequence[int],
    sent_by: int,
    now: datetime,
    before: Sequence[LeaderAnswer] = (),
    further: Sequence[FurtherInstruction] = (),
    signed: Mapping[int, SigningStep] | None = None,
) -> Outcome:
    """Tell the leaders; `signed` are those who approved this very text, and so have read it.

    Args:
        before: what was sent of this matter so far; a card that waits gives way to the new one.
        further: the new instructions, which are answered with this.
    """
    signed = signed or {}
    answers = [
        _read_by_signing(
            LeaderAnswer(answer_id, matter.id, one.post.id, text, sent_by, now, seq=_next(before, one.post.id)),
            signed.get(one.post.id),
        )
        for answer_id, one in zip(ids, leaders, strict=True)
    ]
    told = {answer.post_id for answer in answers}
    answered = [item for item in further if item.post_id in told and item.answered_at is None]
    return Outcome(
        saves=(*answers, *(replace(item, answered_at=now) for item in answered)),
        facts=tuple(_presented(answer, by_result=answer.post_id in signed) for answer in answers),
        notices=tuple(
            AnswerCard(to=to_signer(answer.post_id), answer_id=answer.id)
            for answer in answers
            if answer.verdict is AnswerVerdict.WAITING
        ),
        redraw=(matter_subject(matter.id), *(answer_subject(item.id) for item in before if item.post_id in told)),
    )


def unanswered_by(further: Iterable[FurtherInstruction], written_at: datetime | None) -> list[FurtherInstruction]:
    """The new instructions that a text of that moment cannot answer: they came later. None if it is written now."""
    if written_at is None:
        return []
    return [item for item in further if item.answered_at is None and item.entered_at > written_at]


def _next(before: Iterable[LeaderAnswer], post_id: int) -> int:
    return 1 + sum(item.post_id == post_id for item in before)


def _read_by_signing(answer: LeaderAnswer, step: SigningStep | None) -> LeaderAnswer:
    if step is None:
        return answer
    at = step.decided_at or answer.sent_at
    return replace(answer, verdict=AnswerVerdict.READ, decided_by=step.decided_by, decided_at=at)


def _presented(answer: LeaderAnswer, *, by_result: bool) -> Fact:
    details = {"answer": answer.id, "post": answer.post_id, "by_result": by_result}
    return Fact("answer.presented", matter_subject(answer.matter_id), details)


def is_overtaken(answer: LeaderAnswer, answers: Iterable[LeaderAnswer]) -> bool:
    """Whether the same leader was told anew since."""
    return any(item.post_id == answer.post_id and item.seq > answer.seq for item in answers)


def require_open(answer: LeaderAnswer, matter: Matter, answers: Iterable[LeaderAnswer], leader: str) -> None:
    """Refuse to decide about an answer that was decided or overtaken.

    Raises:
        AlreadyDecided: the leader, called `leader`, did.
        StaleButton: he was told anew since.
        WrongState: the matter was withdrawn.
    """
    if answer.verdict is not AnswerVerdict.WAITING and answer.decided_at is not None:
        raise AlreadyDecided(leader, answer.verdict.value, answer.decided_at)
    if is_overtaken(answer, answers):
        raise StaleButton
    if matter.status is MatterStatus.WITHDRAWN:
        raise WrongState("matter", matter.status.value)


def require_leader(answer: LeaderAnswer, actor: Actor) -> None:
    """Let only the leader himself answer: neither his deputy nor his secretary.

    Raises:
        NotAllowed: he leads nothing.
        NotFound: it is another leader's.
    """
    actor.require(Permission.ANSWER_DECIDE)
    if not actor.holds(answer.post_id):
        raise NotFound("answer")


def decide(answer: LeaderAnswer, verdict: AnswerVerdict, actor: Actor, now: datetime, words: str = "") -> Outcome:
    """［已阅］［继续督办］［另作批示］, after `require_leader` and `require_open`; what more he wants follows."""
    decided = replace(answer, verdict=verdict, words=words, decided_by=actor.person_id, decided_at=now)
    return _decided(decided, Channel.TELEGRAM)


def record_read(answer: LeaderAnswer, actor: Actor, reference: str, now: datetime) -> Outcome:
    """录入阅示: the leader wrote 已阅 on paper. It signs nothing, so one clerk and the paper's number will do.

    Raises:
        NotAllowed: it is not his to enter.
        InvalidInput: the paper is not named.
    """
    actor.require(Permission.ANSWER_SEND)
    reference = reference.strip()
    if not reference:
        raise InvalidInput("reference", "empty")
    if len(reference) > LONGEST_REFERENCE:
        raise InvalidInput("reference", "too_long", limit=LONGEST_REFERENCE)
    decided = replace(answer, verdict=AnswerVerdict.READ, decided_at=now, reference=reference)
    return _decided(decided, Channel.PAPER)


def _decided(answer: LeaderAnswer, channel: Channel) -> Outcome:
    details = {
        "answer": answer.id,
        "post": answer.post_id,
        "verdict": answer.verdict.value,
        "words": answer.words,
        "channel": channel.value,
        "reference": answer.reference,
    }
    subject = matter_subject(answer.matter_id)
    return Outcome(
        saves=(answer,),
        facts=(Fact("answer.decided", subject, details),),
        redraw=(subject, answer_subject(answer.id)),
    )
