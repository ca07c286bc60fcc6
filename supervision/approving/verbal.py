"""先办后补签: a leader agrees by telephone, the paper goes on, and he ratifies or denies it later.

A consent by telephone is passed, not signed: nothing prints it as a signature until it is ratified. It is bound to the
text like a signature. Whoever sits in the post by then decides: the one who spoke stands by his word, a successor by
nothing but his own judgement, with his own date.

Denied, it ends the approval; what was issued on it is withdrawn (`supervision/changing/withdrawing.py`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from supervision.actors import Actor
from supervision.approving.approvals import subject_of
from supervision.approving.delegating import signer_title
from supervision.approving.signing import LONGEST_WORDS, Signing, check_person, check_turn, proceed, signatory
from supervision.calendars.deadlines import end_of, local_date
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import ChainPurpose, ChainStatus, Channel, Record, Reminder, SigningStep, StepStatus
from supervision.notices.approving import ready_subject
from supervision.notices.base import OFFICE, to_officer, to_post
from supervision.notices.recording import RatifyCard, VerbalDenied, ratify_subject
from supervision.outcome import Fact, Outcome
from supervision.refusals import AlreadyDecided, InvalidInput, NotAllowed, Refusal, StaleButton, WrongState
from supervision.reminding.reminders import rung_name
from supervision.roles import Permission
from supervision.subjects import Subject

BY_TELEPHONE = frozenset({ChainPurpose.ISSUE})
"""What may go ahead on a telephone call: a paper that has to go out. A result, a bulletin wait for the signature."""

UNRATIFIED = "V"
"""The rung of a consent that was not ratified in time: its leader and the Office are reminded, once."""

IN_FORCE = frozenset({ChainStatus.RUNNING, ChainStatus.APPROVED})
"""An approval that a consent can still be ratified in."""


def may_agree_by_telephone(signing: Signing) -> bool:
    """Say whether this kind of text may go on without a signature."""
    return signing.chain.purpose in BY_TELEPHONE


def agree_by_telephone(signing: Signing, seq: int, actor: Actor, record: Record, now: datetime) -> Outcome:
    """电话同意 as recorded: the step is passed and waits for its 补签.

    Args:
        actor: who spoke, with the record as his witness: the leader, or who stood in for him then – who ratifies it
            himself, whatever days are over by then.

    Raises:
        WrongState: such a text waits for the signature. And as `signing.check_turn`.
    """
    if not may_agree_by_telephone(signing):
        raise WrongState("verbal", signing.chain.purpose.value)
    step = check_turn(signing, seq, actor, record.text_hash)
    post = signatory(signing, step, actor)
    agreed = replace(
        step,
        status=StepStatus.VERBAL,
        opinion=record.words,
        decided_at=now,
        by_post_id=post.id if post else None,
        by_title=signer_title(post) if post and post.id != step.post_id else "",
        channel=record.channel,
        record_id=record.id,
        verbal_at=record.happened_at,
        verbal_by=actor.person_id,
        verbal_hash=signing.chain.text_hash,
    )
    card = RatifyCard(to=to_post(agreed.ratifier_post_id), chain_id=step.chain_id, seq=seq)
    return proceed(signing, agreed, _fact("approval.agreed_by_telephone", signing, agreed, record.words)) + Outcome(
        notices=(card,)
    )


def check_ratifiable(signing: Signing, seq: int, actor: Actor, shown: str) -> SigningStep:
    """Let the leader ratify or deny his consent, or his successor that of his predecessor, or refuse.

    Raises:
        NotAllowed: he does not sit in the post in which it was given; or a deputy gave it, and his successor stands in
            for the leader no more.
        AlreadyDecided: it was ratified or denied.
        StaleButton: the text was changed or withdrawn since.
        WrongState: there is no consent to ratify.
        OwnDraft, SignedAlready: a successor has another part in this approval, as in `signing.check_person`.
    """
    step = signing.step(seq)
    actor.require(Permission.CARD_SIGN)
    if not actor.holds(step.ratifier_post_id):
        raise NotAllowed(Permission.CARD_SIGN)
    settled_at = step.ratified_at or (step.decided_at if step.status is StepStatus.DENIED else None)
    if settled_at is not None:
        raise AlreadyDecided(step.signer, "denied" if step.status is StepStatus.DENIED else "ratified", settled_at)
    in_force = signing.chain.status in IN_FORCE and step.status is not StepStatus.VOID
    if not in_force or not shown or not signing.chain.text_hash.startswith(shown):
        raise StaleButton
    if step.status is not StepStatus.VERBAL:
        raise WrongState("step", step.status.value)
    if actor.person_id != step.verbal_by:
        if step.by_title and signatory(signing, step, actor) is None:
            raise NotAllowed(Permission.CARD_SIGN)
        others = tuple(other for other in signing.steps if other.seq != seq)
        check_person(replace(signing, steps=others), step, actor)
    return step


def may_ratify(signing: Signing, step: SigningStep, actor: Actor) -> bool:
    """Say whether his card has buttons."""
    try:
        check_ratifiable(signing, step.seq, actor, signing.chain.text_hash)
    except Refusal:
        return False
    return True


def ratify(signing: Signing, seq: int, actor: Actor, now: datetime, *, shown: str, opinion: str = "") -> Outcome:
    """补签: from now on the step is signed, by him and on this text. Raises as `check_ratifiable`.

    A successor signs on the day of his own act, and what his predecessor said is not his opinion.
    """
    step = check_ratifiable(signing, seq, actor, shown)
    witness = actor.witness
    at = witness.happened_at if witness else now
    own_word = actor.person_id == step.verbal_by
    signed = replace(
        step,
        status=StepStatus.SIGNED,
        opinion=opinion or (step.opinion if own_word else ""),
        decided_at=step.decided_at if own_word else at,
        decided_by=actor.person_id,
        signed_hash=signing.chain.text_hash,
        ratified_at=at,
        ratified_channel=witness.channel if witness else Channel.TELEGRAM,
        record_id=witness.record_id if witness else step.record_id,
    )
    return Outcome(
        saves=(signed,),
        facts=(_fact("approval.ratified", signing, step, opinion),),
        redraw=_cards(signing, seq),
    )


def deny(signing: Signing, seq: int, actor: Actor, now: datetime, *, shown: str, words: str, number: str) -> Outcome:
    """不予追认: the approval ends, whatever it has led to; the use case rolls the matter back.

    Args:
        number: the document number of what was issued on it, empty if nothing was.

    Raises:
        InvalidInput: it needs words. And as `check_ratifiable`.
    """
    step = check_ratifiable(signing, seq, actor, shown)
    if not words.strip():
        raise InvalidInput("words", "empty")
    if len(words) > LONGEST_WORDS:
        raise InvalidInput("words", "too_long", limit=LONGEST_WORDS)
    denied = replace(step, status=StepStatus.DENIED, opinion=words, decided_by=actor.person_id, decided_at=now)
    others = (replace(other, status=StepStatus.VOID) for other in signing.steps if other.seq != seq)
    chain = signing.chain
    told = [
        VerbalDenied(
            to=to, chain_id=chain.id, seq=seq, title=chain.title, by=step.signer, words=words, document_number=number
        )
        for to in (OFFICE, to_officer(chain.drafted_post_id))
    ]
    return Outcome(
        saves=(replace(chain, status=ChainStatus.VOID), denied, *others),
        facts=(_fact("approval.denied", signing, step, words, document_number=number),),
        notices=tuple(told),
        redraw=(*_cards(signing, seq), *(ratify_subject(chain.id, other.seq) for other in signing.steps)),
    )


def moot(signing: Signing) -> Outcome:
    """Consents of a matter that is 撤销 or 并案: nobody has to stand by them any more, what went out is taken back."""
    waiting = [step for step in signing.steps if step.status is StepStatus.VERBAL and step.ratified_at is None]
    return Outcome(
        saves=tuple(replace(step, status=StepStatus.VOID) for step in waiting),
        facts=tuple(_fact("approval.consent_moot", signing, step, "") for step in waiting),
        redraw=tuple(ratify_subject(step.chain_id, step.seq) for step in waiting),
    )


def ratify_by(step: SigningStep, county: County, workdays: Workdays) -> datetime:
    """Give the moment by which a consent is to be ratified: so many workdays on, to the end of the day."""
    given = step.verbal_at or step.decided_at
    if given is None:
        raise ValueError("a step without a consent")
    day = workdays.add_workdays(local_date(given, county.zone), county.ratify_workdays)
    return end_of(day, None, county.zone)


def unratified(step: SigningStep, posts: Iterable[int], by: datetime, now: datetime, county: County) -> list[Reminder]:
    """Give the reminders of a consent that was not ratified by its term: to its leader and to these posts."""
    if now <= by:
        return []
    rung = rung_name(UNRATIFIED, by, county)
    told = dict.fromkeys((step.ratifier_post_id, *posts))
    return [Reminder(0, step.seq, 0, step.chain_id, rung, post, now, counted_from=by) for post in told]


def _cards(signing: Signing, seq: int) -> tuple[Subject, ...]:
    chain = signing.chain
    return (*signing.shown_cards, ratify_subject(chain.id, seq), ready_subject(chain.id), subject_of(chain))


def _fact(event: str, signing: Signing, step: SigningStep, words: str, **more: object) -> Fact:
    details = {
        "chain": step.chain_id,
        "step": step.seq,
        "title": step.title,
        "verbal_by": step.verbal_by,
        "by_post": step.ratifier_post_id,
        "act": step.act,
        "text_hash": signing.chain.text_hash,
        "words": words,
    }
    return Fact(event, subject_of(signing.chain), details | more)
