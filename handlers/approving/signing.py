"""审签: a signer's card, his ［同意］, and what waits for him."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from handlers.approving.as_file import send_drafts
from handlers.approving.holding import hold_for_list, leave_to_list
from handlers.approving.naming import choose
from handlers.bulletins.signers_figures import figures_of
from handlers.conversation import dialogue
from handlers.conversation.carrying import carry_out
from handlers.conversation.catalogue import ChainEffect
from handlers.conversation.context import Turn
from handlers.conversation.routes import Command, Tap
from messages.presses.approving import ShowClause, ShowText, Sign
from storage import outbox
from storage.queries import approvals as queries
from storage.queries import standing_in, summaries
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.approving import signing
from supervision.approving.signing import Signing, first_line
from supervision.approving.signing_lists import ALONE
from supervision.model import ChainPurpose, ChainStatus, Draft, Inquiry, Matter, SigningStep
from supervision.notices.approving import (
    Clause,
    FullText,
    PendingLine,
    PendingList,
    Signed,
    TextChanged,
    inquiry_subject,
)
from supervision.notices.base import to_signer
from supervision.notices.cards import StepCard
from supervision.procedures.steps import acts_in_one
from supervision.procedures.tracks import TRACKS
from supervision.refusals import NotAllowed, StaleButton
from supervision.roles import Permission

MOST_CARDS = 10
"""How many cards 待办 sends at once; the list names all."""

CLAUSED = {
    ChainPurpose.ISSUE: "issue_steps",
    ChainPurpose.RESULT: "result_chains",
    ChainPurpose.SUMMARY: "result_chains",
    ChainPurpose.ACTIVITY: "issue_steps",
    ChainPurpose.CHANGE: "issue_steps",
    ChainPurpose.EXTENSION: "issue_steps",
    ChainPurpose.FURTHER: "issue_steps",
}
"""Chains that follow a clause of the notice, and the column of the table of tracks that they are typed off."""

Effects = Mapping[str, ChainEffect]


async def sign(
    unit: UnitOfWork,
    actor: Actor,
    effects: Effects,
    chain_id: int,
    seq: int,
    *,
    shown: str,
    opinion: str = "",
    by_list: bool = False,
    named: bool | None = None,
) -> Signing:
    """Agree; after the last signature, what the chain was for comes true. Gives the chain as it is then.

    Args:
        named: how the criticism of a bulletin goes out, where the step asks for it.
        by_list: it is signed by a list, whose caller passes on as a list what is passed on so (`next_by_list`).

    Raises as `signing.sign` and `choose`.
    """
    before = await queries.signing(unit, chain_id, _time_of(actor))
    signing.check_turn(before, seq, actor, shown)
    await choose(unit, actor, before, seq, named=named, opinion=opinion)
    outcome = signing.sign(before, seq, actor, unit.now, shown=shown, opinion=opinion)
    if by_list:
        outcome = await leave_to_list(unit, before.chain, outcome)
    if before.chain.purpose not in ALONE:
        outcome = await hold_for_list(unit, before.chain.urgency, outcome)
    await carry_out(unit, actor, outcome, post_id=acts_in(before, seq, actor))
    await send_drafts(unit, actor, outcome)
    return await conclude(unit, actor, effects, chain_id)


async def conclude(unit: UnitOfWork, actor: Actor, effects: Effects, chain_id: int) -> Signing:
    """After a step has passed: if it was the last, what the chain was for comes true. Gives the chain as it is then."""
    await close_questions(unit, chain_id)
    after = await queries.signing(unit, chain_id)
    if after.chain.status is ChainStatus.APPROVED:
        await effects[after.chain.purpose].approved(unit, actor, after.chain)
    return after


async def send_back(
    unit: UnitOfWork, actor: Actor, effects: Effects, chain_id: int, seq: int, *, shown: str, words: str
) -> None:
    """退回修改. Raises as `signing.send_back`."""
    before = await queries.signing(unit, chain_id, _time_of(actor))
    outcome = signing.send_back(before, seq, actor, unit.now, shown=shown, words=words)
    await carry_out(unit, actor, outcome, post_id=acts_in(before, seq, actor))
    await close_questions(unit, chain_id)
    after = await queries.signing(unit, chain_id)
    await effects[after.chain.purpose].sent_back(unit, actor, after.chain, words)


def _time_of(actor: Actor) -> datetime | None:
    """When a recorded act was done: whoever was the deputy then has signed as 代. None: it is done now."""
    return actor.witness.happened_at if actor.witness else None


async def close_questions(unit: UnitOfWork, chain_id: int) -> None:
    """After a decision: what a signer asked and nobody answered need not be answered any more."""
    asked = await unit.find(Inquiry, chain_id=chain_id)
    await outbox.redraw(unit, [inquiry_subject(item.id) for item in asked if item.answered_at is None])


async def pending(unit: UnitOfWork, actor: Actor) -> list[SigningStep]:
    """List what waits for the actor, the oldest first, and send him the cards once more."""
    steps = await queries.waiting_steps(unit, await standing_in.signed_for(unit, actor))
    lines, together = [], 0
    for step in steps:
        found = await queries.signing(unit, step.chain_id)
        together += found.chain.purpose not in ALONE and signing.may_sign(found, step, actor)
        lines.append(_pending_line(found, step, actor))
    left_off, for_leader = max(0, len(steps) - MOST_CARDS), not actor.may(Permission.CARD_SIGN)
    told = PendingList(lines=tuple(lines), left_off=left_off, together=together, for_leader=for_leader)
    await outbox.tell(unit, [told])
    for step in steps[:MOST_CARDS]:
        await offer_again(unit, step, actor)
    return steps


def _pending_line(found: Signing, step: SigningStep, actor: Actor) -> PendingLine:
    return PendingLine(
        title=found.chain.title,
        first_line=first_line(found.chain.text),
        act=step.act,
        signer="" if actor.holds(step.post_id) else step.title,
    )


async def offer_again(unit: UnitOfWork, step: SigningStep, actor: Actor | None = None) -> None:
    """Send a step's card once more, below what was read last: to everybody who has it, or to the actor alone."""
    card = StepCard(to=to_signer(step.post_id), chain_id=step.chain_id, seq=step.seq)
    if actor is None:
        await outbox.tell_again(unit, card)
    else:
        found = await queries.signing(unit, step.chain_id)
        post = signing.reader(found, step, actor)
        await outbox.tell_seat_again(unit, card, f"post/{post.id if post else step.post_id}")


def acts_in(found: Signing, seq: int, actor: Actor) -> int | None:
    """Give the post in which the actor acts on a step: its own, or his as its deputy."""
    post = signing.signatory(found, found.step(seq), actor)
    return post.id if post else None


async def present_step(unit: UnitOfWork, actor: Actor, chain_id: int) -> SigningStep | None:
    """The step that waits for the actor now, of the text that replaced this chain's; none if there is none."""
    old = (await queries.signing(unit, chain_id)).chain
    present = await queries.newest_signing(unit, old.purpose, old.subject_id)
    if present is None or present.chain.id == chain_id or present.current is None:
        return None
    return present.current if signing.signatory(present, present.current, actor) else None


async def explain_change(turn: Turn, chain_id: int) -> None:
    """A tap on the card of a text that was changed: nothing is done, and the present card follows if there is one."""
    step = await present_step(turn.unit, turn.actor, chain_id)
    if step is not None:
        await offer_again(turn.unit, step, turn.actor)
    turn.say_in_toast(TextChanged(present=step is not None), alert=True)


async def on_sign(turn: Turn) -> None:
    """［同意］."""
    press = turn.press
    assert isinstance(press, Sign)
    effects = turn.services.catalogue.chain_effects
    try:
        after = await sign(turn.unit, turn.actor, effects, press.chain, press.step, shown=press.shown)
    except StaleButton:  # raised before anything was saved
        await explain_change(turn, press.chain)
        return
    turn.say_in_toast(signed(after, press.step))
    await resume_question(turn, press.chain, press.step)


def signed(after: Signing, seq: int) -> Signed:
    """Word what a signature did."""
    step = after.step(seq)
    return Signed(now_with=after.now_with, acts=acts_in_one(step.act, step.merged))


async def resume_question(turn: Turn, chain_id: int, seq: int) -> None:
    """After an act on a card: repeat the question that is open, or drop it if it was about this very step."""
    draft = await turn.unit.get(Draft, turn.heard.chat_id, turn.actor.person_id)
    if draft is None:
        return
    if (draft.answers.get("chain"), draft.answers.get("step")) == (chain_id, seq):
        await dialogue.cancel(turn)
    else:
        await dialogue.repeat(turn)


async def on_text(turn: Turn) -> None:
    """［全文］."""
    press = turn.press
    assert isinstance(press, ShowText)
    chain = (await _readable(turn, press.chain, press.step)).chain
    basis = await summaries.basis_of_chain(turn.unit, chain)
    figures = await figures_of(turn.unit, chain, turn.actor)
    shown = FullText(title=chain.title, text=chain.text, basis=basis, chain_id=chain.id, bulletin_id=figures)
    await outbox.tell(turn.unit, [shown])


async def on_clause(turn: Turn) -> None:
    """［依据］."""
    press = turn.press
    assert isinstance(press, ShowClause)
    chain = (await _readable(turn, press.chain, press.step)).chain
    if chain.purpose not in CLAUSED or not chain.matter_id:
        raise StaleButton
    track = TRACKS[(await turn.unit.require(Matter, chain.matter_id)).track]
    turn.say_in_toast(Clause(clause=track.clause, ours=CLAUSED[chain.purpose] in track.ours), alert=True)


async def on_pending(turn: Turn) -> None:
    """/pending, 待办."""
    await pending(turn.unit, turn.actor)


async def _readable(turn: Turn, chain_id: int, seq: int) -> Signing:
    found = await queries.signing(turn.unit, chain_id)
    if signing.reader(found, found.step(seq), turn.actor) is None:
        raise NotAllowed(Permission.CARD_READ)
    return found


ROUTES = (
    Command(
        name="pending",
        callback=on_pending,
        may=Permission.APPROVAL_LIST,
        description="待办：待您审签的文稿",
        word="待办",
    ),
    Tap(press=Sign, callback=on_sign, may=Permission.CARD_SIGN),
    Tap(press=ShowText, callback=on_text, may=Permission.CARD_READ),
    Tap(press=ShowClause, callback=on_clause, may=Permission.CARD_READ),
)
