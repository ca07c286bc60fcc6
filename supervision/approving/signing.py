"""Signing: agreeing, sending back, and asking without sending back. Who may, when, and what follows.

A signature is bound to the hash of the text. The first act wins: who comes second is told who decided, when, and with
whom the paper is now. Nobody signs what he drafted, and nobody signs twice in a chain.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from supervision.actors import Actor
from supervision.approving.approvals import SHOWN, subject_of
from supervision.approving.delegating import signer_title
from supervision.model import Chain, ChainStatus, Inquiry, Post, SigningStep, StepStatus
from supervision.notices.approving import InquiryAnswered, InquiryCard, PaperSentBack, inquiry_subject
from supervision.notices.base import to_officer, to_signer
from supervision.notices.cards import StepCard, step_subject
from supervision.outcome import Fact, Outcome
from supervision.procedures.steps import ACT_TITLES, Act
from supervision.refusals import (
    AlreadyDecided,
    InvalidInput,
    NotAllowed,
    NotFound,
    OwnDraft,
    Refusal,
    SignedAlready,
    StaleButton,
    WrongState,
)
from supervision.roles import Permission
from supervision.subjects import Subject

LONGEST_WORDS = 500
"""Characters of an opinion, of the words of 退回, of a question."""

PASSED = frozenset({StepStatus.SIGNED, StepStatus.VERBAL})
"""Steps after which the text goes on. Only SIGNED is a signature: VERBAL waits for its 补签."""

DECIDED = PASSED | {StepStatus.SENT_BACK, StepStatus.DENIED}


@dataclass(frozen=True, slots=True)
class Signing:
    """A chain with its steps, in order. `stand_ins`: the deputies' posts, today, of each post that is away."""

    chain: Chain
    steps: tuple[SigningStep, ...]
    stand_ins: Mapping[int, tuple[int, ...]] = field(default_factory=dict, hash=False)

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


def signatory(signing: Signing, step: SigningStep, actor: Actor) -> Post | None:
    """Give the post in which the actor signs this step: its own, else that of a deputy who stands in today."""
    ids = (step.post_id, *signing.stand_ins.get(step.post_id, ()))
    return next((post for number in ids for post in actor.posts if post.id == number), None)


def reader(signing: Signing, step: SigningStep, actor: Actor) -> Post | None:
    """Give the post in which the actor has the step's card: as its signer, as who signed it as 代, as a secretary."""
    serving = (post for post in actor.posts if post.id == step.by_post_id or step.post_id in post.serves)
    return signatory(signing, step, actor) or next(serving, None)


def check_turn(signing: Signing, seq: int, actor: Actor, shown: str) -> SigningStep:
    """Let the actor act on this step now, on the text that his card showed, or refuse.

    Raises:
        NotAllowed: he neither sits in the step's post nor stands in for it today.
        AlreadyDecided: the step was decided.
        StaleButton: the text was changed since, or the approval ended.
        WrongState: it is not this step's turn.
        OwnDraft, SignedAlready: see `check_person`.
    """
    step = signing.step(seq)
    actor.require(Permission.CARD_SIGN)
    if signatory(signing, step, actor) is None:
        raise NotAllowed(Permission.CARD_SIGN)
    if step.status in DECIDED and step.decided_at is not None:
        raise AlreadyDecided(step.signer, step.status.value, step.decided_at, signing.now_with, step.act)
    if signing.chain.status is not ChainStatus.RUNNING or not _is_same_text(signing.chain, shown):
        raise StaleButton
    if step.status is not StepStatus.CURRENT:
        raise WrongState("step", step.status.value)
    check_person(signing, step, actor)
    return step


def check_person(signing: Signing, step: SigningStep, actor: Actor) -> None:
    """Refuse who has another part in this chain.

    Raises:
        OwnDraft: he drafted the text.
        SignedAlready: he signed an earlier step, or agreed to it by telephone; or he would sign this one for somebody
            who is away, and then could not sign his own (`later`).
    """
    if actor.person_id in signing.chain.drafters:
        raise OwnDraft
    if any(actor.person_id in (other.decided_by, other.verbal_by) for other in signing.steps):
        raise SignedAlready
    own = any(actor.holds(other.post_id) for other in signing.steps if other.status is StepStatus.WAITING)
    if own and not actor.holds(step.post_id):
        raise SignedAlready(later=True)


def may_sign(signing: Signing, step: SigningStep, actor: Actor) -> bool:
    """Say whether his card has buttons: the step is his, and he has no other part in the chain."""
    if signatory(signing, step, actor) is None or not actor.may(Permission.CARD_SIGN):
        return False
    try:
        check_person(signing, step, actor)
    except Refusal:
        return False
    return True


def sign(signing: Signing, seq: int, actor: Actor, now: datetime, *, shown: str, opinion: str = "") -> Outcome:
    """Agree, perhaps with words; the paper goes on to the next signer, or the chain is approved."""
    step = check_turn(signing, seq, actor, shown)
    _check_words(opinion, "opinion", required=False)
    signed = replace(
        _decided(signing, step, StepStatus.SIGNED, actor, now=now, words=opinion),
        signed_hash=signing.chain.text_hash,
    )
    return proceed(signing, signed, _fact("approval.signed", signing, signed, opinion))


def proceed(signing: Signing, decided: SigningStep, fact: Fact) -> Outcome:
    """Go on after a step that has PASSED: the next signer gets his card, or the chain is approved."""
    following = next((other for other in signing.steps if other.status is StepStatus.WAITING), None)
    if following is None:
        approved = replace(signing.chain, status=ChainStatus.APPROVED)
        return Outcome((approved, decided), (fact,), redraw=(*signing.shown_cards, subject_of(approved)))
    return Outcome(
        saves=(decided, replace(following, status=StepStatus.CURRENT)),
        facts=(fact,),
        notices=(StepCard(to=to_signer(following.post_id), chain_id=decided.chain_id, seq=following.seq),),
        redraw=(*signing.shown_cards, subject_of(signing.chain)),
    )


def send_back(signing: Signing, seq: int, actor: Actor, now: datetime, *, shown: str, words: str) -> Outcome:
    """退回修改: the chain ends and the drafter is told why; sending back needs words."""
    step = check_turn(signing, seq, actor, shown)
    _check_words(words, "words", required=True)
    returned = replace(signing.chain, status=ChainStatus.SENT_BACK)
    decided = _decided(signing, step, StepStatus.SENT_BACK, actor, now=now, words=words)
    waiting = (replace(s, status=StepStatus.VOID) for s in signing.steps if s.status is StepStatus.WAITING)
    return Outcome(
        saves=(returned, decided, *waiting),
        facts=(_fact("approval.sent_back", signing, decided, words),),
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
            InquiryAnswered(to=to_signer(step.post_id), title=signing.chain.title, question=inquiry.text, answer=words),
        ),
        redraw=(inquiry_subject(inquiry.id), step_subject(step.chain_id, step.seq)),
    )


def first_line(text: str) -> str:
    """Give the line by which people know a text: its title."""
    return text.partition("\n")[0]


def _is_same_text(chain: Chain, shown: str) -> bool:
    return len(shown) >= SHOWN and chain.text_hash.startswith(shown)


def _decided(
    signing: Signing, step: SigningStep, status: StepStatus, actor: Actor, *, now: datetime, words: str
) -> SigningStep:
    post = signatory(signing, step, actor)
    decided = replace(
        step,
        status=status,
        opinion=words,
        decided_by=actor.person_id,
        decided_at=now,
        by_post_id=post.id if post else None,
        by_title=signer_title(post) if post and post.id != step.post_id else "",
    )
    witness = actor.witness
    if witness is None:
        return decided
    return replace(decided, channel=witness.channel, record_id=witness.record_id, signed_on=witness.happened_on)


def _fact(event: str, signing: Signing, step: SigningStep, words: str) -> Fact:
    details: dict[str, object] = {
        "chain": step.chain_id,
        "step": step.seq,
        "title": step.title,
        "act": step.act,
        "text_hash": signing.chain.text_hash,
        "words": words,
    }
    if step.by_post_id not in (None, step.post_id):
        details["by_post"] = step.by_post_id
    return Fact(event, subject_of(signing.chain), details)


def _check_words(words: str, field: str, *, required: bool) -> None:
    if required and not words.strip():
        raise InvalidInput(field, "empty")
    if len(words) > LONGEST_WORDS:
        raise InvalidInput(field, "too_long", limit=LONGEST_WORDS)
