"""Signing: agreeing, sending back, and asking without sending back. Who may, when, and what follows.

A signature is bound to the hash of the text. The first act wins: who comes second is told who decided, when, and with
whom the paper is now. Nobody signs what he drafted, and nobody signs twice in a chain.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from supervision.actors import Actor
from supervision.approvals import SHOWN, subject_of
from supervision.model import Chain, ChainStatus, Inquiry, SigningStep, StepStatus
from supervision.notices.approving import InquiryAnswered, InquiryCard, PaperSentBack, inquiry_subject
from supervision.notices.base import to_officer, to_post
from supervision.notices.cards import StepCard, step_subject
from supervision.outcome import Fact, Outcome
from supervision.refusals import (
    AlreadyDecided,
    InvalidInput,
    NotAllowed,
    NotFound,
    OwnDraft,
    SignedAlready,
    StaleButton,
    WrongState,
)
from supervision.roles import Permission
from supervision.steps import ACT_TITLES, Act
from supervision.subjects import Subject

LONGEST_WORDS = 500
"""Characters of an opinion, of the words of 退回, of a question."""

DECIDED = frozenset({StepStatus.SIGNED, StepStatus.SENT_BACK})


@dataclass(frozen=True, slots=True)
class Signing:
    """A chain with its steps, in order."""

    chain: Chain
    steps: tuple[SigningStep, ...]

    def step(self, seq: int) -> SigningStep:
        """Find a step. Raises NotFound."""
        for step in self.steps:
            if step.seq == seq:
                return step
        raise NotFound("step")

    @property
    def current(self) -> SigningStep | None:
        """The step that the paper waits at, if any."""
        return next((step for step in self.steps if step.status is StepStatus.CURRENT), None)

    @property
    def now_with(self) -> str:
        """Who has the paper now and for what (办公室主任审定); empty when nobody has."""
        step = self.current
        return f"{step.title}{ACT_TITLES[Act(step.act)]}" if step else ""

    @property
    def shown_cards(self) -> tuple[Subject, ...]:
        """The steps whose signers have a card."""
        return tuple(step_subject(s.chain_id, s.seq) for s in self.steps if s.status is not StepStatus.WAITING)


def check_turn(signing: Signing, seq: int, actor: Actor, shown: str) -> SigningStep:
    """Let the actor act on this step now, on the text that his card showed, or refuse.

    Raises:
        NotAllowed: he does not sit in the step's post.
        AlreadyDecided: the step was decided.
        StaleButton: the text was changed since, or the approval ended.
        WrongState: it is not this step's turn.
        OwnDraft: he drafted the text.
        SignedAlready: he signed an earlier step.
    """
    step = signing.step(seq)
    actor.require(Permission.CARD_SIGN)
    if not actor.holds(step.post_id):
        raise NotAllowed(Permission.CARD_SIGN)
    if step.status in DECIDED and step.decided_at is not None:
        raise AlreadyDecided(step.title, step.status.value, step.decided_at, signing.now_with)
    if signing.chain.status is not ChainStatus.RUNNING or not _is_same_text(signing.chain, shown):
        raise StaleButton
    if step.status is not StepStatus.CURRENT:
        raise WrongState("step", step.status.value)
    if actor.person_id in signing.chain.drafters:
        raise OwnDraft
    if any(other.decided_by == actor.person_id for other in signing.steps):
        raise SignedAlready
    return step


def sign(signing: Signing, seq: int, actor: Actor, now: datetime, *, shown: str, opinion: str = "") -> Outcome:
    """Agree, perhaps with words; the paper goes on to the next signer, or the chain is approved."""
    step = check_turn(signing, seq, actor, shown)
    _check_words(opinion, "opinion", required=False)
    signed = replace(
        _decided(step, StepStatus.SIGNED, actor, now, opinion),
        signed_hash=signing.chain.text_hash,
    )
    following = next((other for other in signing.steps if other.status is StepStatus.WAITING), None)
    fact = _fact("approval.signed", signing, step, opinion)
    if following is None:
        approved = replace(signing.chain, status=ChainStatus.APPROVED)
        return Outcome((approved, signed), (fact,), redraw=(*signing.shown_cards, subject_of(approved)))
    return Outcome(
        saves=(signed, replace(following, status=StepStatus.CURRENT)),
        facts=(fact,),
        notices=(StepCard(to=to_post(following.post_id), chain_id=step.chain_id, seq=following.seq),),
        redraw=(*signing.shown_cards, subject_of(signing.chain)),
    )


def send_back(signing: Signing, seq: int, actor: Actor, now: datetime, *, shown: str, words: str) -> Outcome:
    """退回修改: the chain ends and the drafter is told why; sending back needs words."""
    step = check_turn(signing, seq, actor, shown)
    _check_words(words, "words", required=True)
    returned = replace(signing.chain, status=ChainStatus.SENT_BACK)
    waiting = (replace(s, status=StepStatus.VOID) for s in signing.steps if s.status is StepStatus.WAITING)
    return Outcome(
        saves=(returned, _decided(step, StepStatus.SENT_BACK, actor, now, words), *waiting),
        facts=(_fact("approval.sent_back", signing, step, words),),
        notices=(PaperSentBack(to=to_officer(returned.drafted_post_id), chain_id=returned.id),),
        redraw=(*signing.shown_cards, subject_of(returned)),
    )


def ask(signing: Signing, seq: int, actor: Actor, now: datetime, *, shown: str, words: str, inquiry_id: int) -> Outcome:
    """询问: a question to the drafter; the paper stays where it is, with its buttons."""
    step = check_turn(signing, seq, actor, shown)
    _check_words(words, "question", required=True)
    inquiry = Inquiry(inquiry_id, step.chain_id, step.seq, actor.person_id, now, words)
    return Outcome(
        saves=(inquiry,),
        facts=(_fact("approval.asked", signing, step, words),),
        notices=(InquiryCard(to=to_officer(signing.chain.drafted_post_id), inquiry_id=inquiry_id),),
        redraw=(step_subject(step.chain_id, step.seq),),
    )


def answer(
    inquiry: Inquiry, signing: Signing, actor: Actor, now: datetime, *, words: str, drafting_unit_id: int, answerer: str
) -> Outcome:
    """Answer a signer's question. The use case sends him his card once more below the answer.

    `drafting_unit_id` is the unit of the post that drafted: its people answer. `answerer` is who answered before.
    """
    actor.require(Permission.MATTER_SUBMIT)
    if drafting_unit_id not in actor.unit_ids:
        raise NotFound("inquiry")
    if inquiry.answered_at is not None:
        raise AlreadyDecided(answerer, "answered", inquiry.answered_at)
    step = signing.step(inquiry.step_seq)
    if step.status is not StepStatus.CURRENT:
        raise StaleButton
    _check_words(words, "answer", required=True)
    answered = replace(inquiry, answer=words, answered_by=actor.person_id, answered_at=now)
    return Outcome(
        saves=(answered,),
        facts=(_fact("approval.answered", signing, step, words),),
        notices=(
            InquiryAnswered(to=to_post(step.post_id), title=signing.chain.title, question=inquiry.text, answer=words),
        ),
        redraw=(inquiry_subject(inquiry.id), step_subject(step.chain_id, step.seq)),
    )


def first_line(text: str) -> str:
    """Give the line by which people know a text: its title."""
    return text.partition("\n")[0]


def _is_same_text(chain: Chain, shown: str) -> bool:
    return len(shown) >= SHOWN and chain.text_hash.startswith(shown)


def _decided(step: SigningStep, status: StepStatus, actor: Actor, now: datetime, words: str) -> SigningStep:
    return replace(step, status=status, opinion=words, decided_by=actor.person_id, decided_at=now)


def _fact(event: str, signing: Signing, step: SigningStep, words: str) -> Fact:
    details = {
        "chain": step.chain_id,
        "step": step.seq,
        "title": step.title,
        "act": step.act,
        "text_hash": signing.chain.text_hash,
        "words": words,
    }
    return Fact(event, subject_of(signing.chain), details)


def _check_words(words: str, field: str, *, required: bool) -> None:
    if required and not words.strip():
        raise InvalidInput(field, "empty")
    if len(words) > LONGEST_WORDS:
        raise InvalidInput(field, "too_long", limit=LONGEST_WORDS)
