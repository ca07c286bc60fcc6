"""补签: a leader ratifies or denies what he agreed to by telephone, with one tap, whenever he gets to it."""

from __future__ import annotations

from handlers.approving.step_card import amendment_view
from handlers.conversation import dialogue
from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Turn
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said
from handlers.conversation.refusing import say_no
from handlers.conversation.routes import Tap
from handlers.recording.withdrawing import numbers_out, numbers_withdrawn, withdraw
from messages.presses.recording import Deny, Ratify
from messages.views.recording import RatifyView
from storage import outbox
from storage.queries import approvals
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.approving import verbal
from supervision.approving.approvals import SHOWN
from supervision.approving.signing import LONGEST_WORDS, Signing, first_line
from supervision.calendars.deadlines import local_date
from supervision.model import Amendment, Draft, Matter, Person, Record, SigningStep, StepStatus
from supervision.notices.approving import TextChanged
from supervision.notices.base import to_post
from supervision.notices.recording import DenialPrompt, Denied, Ratified, RatifyCard
from supervision.procedures.lifecycle import MatterEvent, advance
from supervision.refusals import InvalidInput, Refusal, StaleButton
from supervision.roles import Permission


async def ratify(unit: UnitOfWork, actor: Actor, chain_id: int, seq: int, *, shown: str, opinion: str = "") -> None:
    """Stand by a consent. Raises as `verbal.ratify`."""
    found = await approvals.signing(unit, chain_id)
    outcome = verbal.ratify(found, seq, actor, unit.now, shown=shown, opinion=opinion)
    await carry_out(unit, actor, outcome, post_id=found.step(seq).ratifier_post_id)


async def deny(unit: UnitOfWork, actor: Actor, chain_id: int, seq: int, *, shown: str, words: str) -> str:
    """Not stand by it: the approval ends, and what went out on it is withdrawn; gives its document number.

    Raises as `verbal.deny` and `check_deniable`.
    """
    found = await approvals.signing(unit, chain_id)
    number = await numbers_out(unit, found.chain)
    outcome = verbal.deny(found, seq, actor, unit.now, shown=shown, words=words, number=number)
    await check_deniable(unit, found)
    await carry_out(unit, actor, outcome, post_id=found.step(seq).ratifier_post_id)
    await withdraw(unit, actor, found.chain, words)
    return number


async def check_deniable(unit: UnitOfWork, found: Signing) -> None:
    """Refuse to roll back what is past that point: a matter that is being summed up, or closed.

    Raises:
        WrongState: it is.
    """
    advance(await unit.require(Matter, found.chain.subject_id), MatterEvent.DENY)


async def on_ratify(turn: Turn) -> None:
    """［确认同意］."""
    press = turn.press
    assert isinstance(press, Ratify)
    try:
        await ratify(turn.unit, turn.actor, press.chain, press.step, shown=press.shown)
    except StaleButton:  # raised before anything was saved
        await _explain_change(turn, press.chain, press.step)
        return
    turn.say_in_toast(Ratified())
    await dialogue.repeat(turn)


async def _explain_change(turn: Turn, chain_id: int, seq: int) -> None:
    """A tap on a card of the text before it was changed: nothing is done, and the present card follows if it waits."""
    found = await approvals.signing(turn.unit, chain_id)
    step = found.step(seq)
    waits = _state(found, step) == "waiting"
    if waits:
        card = RatifyCard(to=to_post(step.ratifier_post_id), chain_id=chain_id, seq=seq)
        await outbox.tell_again(turn.unit, card)
    turn.say_in_toast(TextChanged(present=waits), alert=True)


async def on_deny(turn: Turn) -> None:
    """［不予追认］: why?"""
    press = turn.press
    assert isinstance(press, Deny)
    found = await approvals.signing(turn.unit, press.chain)
    try:
        verbal.check_ratifiable(found, press.step, turn.actor, press.shown)
    except StaleButton:
        await _explain_change(turn, press.chain, press.step)
        return
    await check_deniable(turn.unit, found)
    answers = {
        "chain": press.chain,
        "step": press.step,
        "shown": press.shown,
        "title": found.chain.title,
        "number": await numbers_out(turn.unit, found.chain),
    }
    await dialogue.open_flow(turn, FLOW, "ratifying.words", answers)


async def _show_words(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask()


async def _take_words(turn: Turn, draft: Draft, said: Said) -> Next:
    words = said.text.strip()
    if not words:
        raise InvalidInput("words", "empty")
    if len(words) > LONGEST_WORDS:
        raise InvalidInput("words", "too_long", limit=LONGEST_WORDS)
    chain_id, seq = (int(str(draft.answers[name])) for name in ("chain", "step"))
    try:
        number = await deny(turn.unit, turn.actor, chain_id, seq, shown=str(draft.answers["shown"]), words=words)
    except Refusal as refusal:  # raised before anything was saved: it was settled meanwhile
        await say_no(turn, refusal)
        return END
    await outbox.tell(turn.unit, [Denied(document_number=number)])
    return END


async def ratify_view(unit: UnitOfWork, notice: RatifyCard, viewer: Actor) -> RatifyView:
    """Load a consent's card."""
    found = await approvals.signing(unit, notice.chain_id)
    step = found.step(notice.seq)
    entered, confirmed = await _two_clerks(unit, step)
    by = verbal.ratify_by(step, unit.county, unit.workdays)
    amendments = await unit.find(Amendment, chain_id=notice.chain_id)
    return RatifyView(
        chain_id=notice.chain_id,
        seq=notice.seq,
        shown=found.chain.text_hash[:SHOWN],
        title=found.chain.title,
        first_line=first_line(found.chain.text),
        given_at=step.verbal_at or found.chain.started_at,
        taken_by=entered,
        checked_by=confirmed,
        ratify_on=local_date(by, unit.county.zone),
        document_number=await _numbers(unit, found, step),
        opinion=step.opinion if step.status is not StepStatus.DENIED else "",
        state=_state(found, step),
        settled_at=step.ratified_at or step.decided_at,
        words=step.opinion,
        standing_in_for=step.title if step.by_title else "",
        agreed_by=await _predecessor(unit, step, viewer),
        amendments=tuple(amendment_view(unit, found, item) for item in amendments if item.step_seq > step.seq),
        may_act=verbal.may_ratify(found, step, viewer),
    )


async def _predecessor(unit: UnitOfWork, step: SigningStep, viewer: Actor) -> str:
    """Who spoke, for the reader who has his post by now."""
    if step.verbal_by in (None, viewer.person_id) or not viewer.holds(step.ratifier_post_id):
        return ""
    return (await unit.require(Person, step.verbal_by)).name


async def _numbers(unit: UnitOfWork, found: Signing, step: SigningStep) -> str:
    """What went out on the consent: as it is, or as it was withdrawn."""
    state = _state(found, step)
    if state == "denied":
        return await numbers_withdrawn(unit, found.chain, step.decided_at)
    return await numbers_out(unit, found.chain) if state != "void" else ""


def _state(found: Signing, step: SigningStep) -> str:
    if step.status is StepStatus.DENIED:
        return "denied"
    if step.ratified_at is not None:
        return "ratified"
    is_open = found.chain.status in verbal.IN_FORCE and step.status is StepStatus.VERBAL
    return "waiting" if is_open else "void"


async def _two_clerks(unit: UnitOfWork, step: SigningStep) -> tuple[str, str]:
    """Who took the call, and who confirmed the note of it."""
    taken = [r for r in await unit.find(Record, chain_id=step.chain_id, step_seq=step.seq) if r.kind == "verbal"]
    if not taken:
        return "", ""
    people = {p.id: p.name for p in await unit.find(Person, id={taken[-1].entered_by, taken[-1].confirmed_by or 0})}
    return people.get(taken[-1].entered_by, ""), people.get(taken[-1].confirmed_by or 0, "")


async def is_ratified(unit: UnitOfWork, key: str) -> bool:
    """Whether a consent (`chain/step`) waits for nobody any more."""
    chain_id, _, seq = key.partition("/")
    found = await approvals.signing(unit, int(chain_id))
    return _state(found, found.step(int(seq))) != "waiting"


FLOW = Flow("ratifying", DenialPrompt, {"ratifying.words": Question(_show_words, _take_words)})

FLOWS = {FLOW.name: FLOW}
CONDITIONS = {"ratified": is_ratified}
ROUTES = (
    Tap(press=Ratify, callback=on_ratify, may=Permission.CARD_SIGN),
    Tap(press=Deny, callback=on_deny, may=Permission.CARD_SIGN),
)
VIEWS = {"ratify_card": ratify_view}
