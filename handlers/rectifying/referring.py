"""移送: proposing to hand a grave case over, its signers, and entering that it was handed over (R3d)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from handlers.approving.submitting import begin_approval
from handlers.conversation import dialogue
from handlers.conversation.answering import picked, tapped, typed
from handlers.conversation.carrying import carry_out
from handlers.conversation.catalogue import ChainEffect
from handlers.conversation.context import Turn
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said
from handlers.conversation.refusing import say_no
from handlers.conversation.routes import IN_PRIVATE, Tap
from handlers.conversation.setting import template_setting
from handlers.rectifying.loading import item_with_share
from messages.drafting import referral_text
from messages.presses.rectifying import HandOverReferral, ProposeReferral
from messages.views.rectifying import CheckLine, ReferralText
from storage import outbox
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.calendars.dates import read_paper_date
from supervision.model import (
    Chain,
    ChainPurpose,
    Draft,
    Finding,
    Person,
    Post,
    Rectification,
    Referral,
    Task,
    Unit,
)
from supervision.notices.base import OFFICE
from supervision.notices.dialogue import Choice
from supervision.notices.rectifying import ReferralCard, ReferralPrompt, referral_subject
from supervision.procedures.tracks import referral_chain
from supervision.rectification import referring
from supervision.rectification.rectifying import Share
from supervision.rectification.referring import Check
from supervision.refusals import AlreadyDecided, InvalidInput, NotFound, StaleButton, WrongState
from supervision.roles import OFFICE as OFFICE_ROLES
from supervision.roles import Permission

OVERTAKEN = (AlreadyDecided, NotFound, StaleButton, WrongState)
"""What ends a question instead of keeping it open."""

TWO = 2
"""From how many people on the Office is more than one."""

_GRAVE, _NOT_GRAVE = Choice("grave", "情节严重"), Choice("not", "不属情节严重")
_TODAY = Choice("today", "今天")


async def propose(unit: UnitOfWork, actor: Actor, rectification_id: int, *, why: str, grave: bool) -> None:
    """提出移送建议, and send it to 副主任, 主任 and 县长.

    Raises as `referring.require_referable`, `referring.propose` and `begin_approval`.
    """
    item, share = await item_with_share(unit, rectification_id)
    checks, alone = await _checks(unit, item), await _is_alone(unit)
    others = await unit.find(Referral, matter_id=item.matter_id)
    before = referring.require_referable(item, others, actor, checks, alone=alone)
    number = before.id if before else await unit.new_id("referral")
    outcome = referring.propose(
        item,
        before,
        actor,
        unit.now,
        why=why,
        grave=grave,
        referral_id=number,
        checks=checks,
        alone=alone,
    )
    post = actor.post_in(*OFFICE_ROLES)
    await carry_out(unit, actor, outcome, post_id=post.id if post else None)
    await begin_approval(
        unit,
        actor,
        purpose=ChainPurpose.REFERRAL,
        subject_id=number,
        title=f"移送建议（登记号{share.matter.registration_number}）",
        text=await _text(unit, item, share, checks, why.strip()),
        steps=referral_chain(unit.county),
        matter_id=item.matter_id,
    )
    await outbox.redraw(unit, [referral_subject(number)])


async def _checks(unit: UnitOfWork, item: Rectification) -> tuple[Check, ...]:
    return referring.checks_of(item, await unit.find(Finding, matter_id=item.matter_id, unit_id=item.unit_id))


async def _is_alone(unit: UnitOfWork) -> bool:
    """Whether the Office is one person, who then checks and proposes."""
    posts = await unit.find(Post, role=tuple(OFFICE_ROLES), active=True)
    return len({post.holder_id for post in posts} - {None}) < TWO


async def _text(unit: UnitOfWork, item: Rectification, share: Share, checks: Iterable[Check], why: str) -> str:
    local = unit.county.local
    view = ReferralText(
        unit_name=(await unit.require(Unit, item.unit_id)).name,
        title=share.matter.title,
        document_number=share.document_number,
        task_seq=item.task_seq,
        task_text=(await unit.require(Task, item.matter_id, item.task_seq)).text,
        problem=item.problem,
        ordered_on=local(item.ordered_at).date(),
        measures=item.measures,
        person=item.person,
        checks=tuple(
            [
                CheckLine(
                    on=local(check.at).date(),
                    by=(await unit.require(Person, check.by)).name,
                    verdict=check.verdict,
                    words=check.words,
                )
                for check in checks
            ]
        ),
        fraud=item.fraud,
        basis=item.basis,
        words=why,
    )
    return referral_text(view, template_setting(unit))


async def hand_over(unit: UnitOfWork, actor: Actor, referral_id: int, *, to: str, on: date, reference: str) -> None:
    """登记移送. Raises as `referring.hand_over`."""
    referral = await unit.require(Referral, referral_id)
    outcome = referring.hand_over(referral, actor, to=to, on=on, reference=reference)
    post = actor.post_in(*OFFICE_ROLES)
    await carry_out(unit, actor, outcome, post_id=post.id if post else None)


async def approved(unit: UnitOfWork, actor: Actor, chain: Chain) -> None:
    """The mayor approved: the Office hands it over on paper and enters that."""
    referral = await unit.require(Referral, chain.subject_id)
    await carry_out(unit, actor, referring.decided(referral, unit.now, approved=True))
    await outbox.tell_again(unit, ReferralCard(to=OFFICE, referral_id=referral.id))


async def sent_back(unit: UnitOfWork, actor: Actor, chain: Chain, words: str) -> None:
    """A signer sent it back."""
    referral = await unit.require(Referral, chain.subject_id)
    await carry_out(unit, actor, referring.decided(referral, unit.now, approved=False, said=words))
    await outbox.tell_again(unit, ReferralCard(to=OFFICE, referral_id=referral.id))


async def on_propose(turn: Turn) -> None:
    """［提出移送建议］: is it grave, and why."""
    assert isinstance(turn.press, ProposeReferral)
    item, share = await item_with_share(turn.unit, turn.press.rectification)
    others = await turn.unit.find(Referral, matter_id=item.matter_id)
    checks, alone = await _checks(turn.unit, item), await _is_alone(turn.unit)
    before = referring.require_referable(item, others, turn.actor, checks, alone=alone)
    answers = {
        "rectification": item.id,
        "name": f"{share.unit_name}　{share.document_number}第{item.task_seq}项",
        "before": before.words if before else "",
    }
    await dialogue.open_flow(turn, FLOW, "referral.grave", answers)


async def on_hand_over(turn: Turn) -> None:
    """［登记移送］: to whom, when, by which letter."""
    assert isinstance(turn.press, HandOverReferral)
    referral = await turn.unit.require(Referral, turn.press.referral)
    referring.require_approved(referral, turn.actor)
    unit_name = (await turn.unit.require(Unit, referral.unit_id)).name
    await dialogue.open_flow(turn, FLOW, "referral.to", {"referral": referral.id, "name": unit_name})


async def _show_grave(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask(choices=(_GRAVE, _NOT_GRAVE))


async def _take_grave(_turn: Turn, _draft: Draft, said: Said) -> Next:
    if picked(said, (_GRAVE, _NOT_GRAVE), "grave") != _GRAVE.value:
        raise InvalidInput("grave", "not_grave")
    return Next("referral.why")


async def _show_nothing(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask()


async def _take_why(turn: Turn, draft: Draft, said: Said) -> Next:
    why = typed(said, "why", referring.LONGEST_WORDS)
    try:
        await propose(turn.unit, turn.actor, int(str(draft.answers["rectification"])), why=why, grave=True)
    except OVERTAKEN as refusal:
        await say_no(turn, refusal)
    return END


def _commission(unit: UnitOfWork) -> Choice:
    return Choice("commission", unit.county.discipline_office)


async def _show_to(unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask(choices=(_commission(unit),))


async def _take_to(turn: Turn, _draft: Draft, said: Said) -> Next:
    if tapped(said, (_commission(turn.unit),), "handed_to"):
        return Next("referral.on", {"to": turn.unit.county.discipline_office})
    return Next("referral.on", {"to": typed(said, "handed_to", referring.LONGEST_NAME)})


async def _show_on(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask(choices=(_TODAY,))


async def _take_on(turn: Turn, _draft: Draft, said: Said) -> Next:
    if tapped(said, (_TODAY,), "dated"):
        return Next("referral.reference", {"on": turn.unit.today.isoformat()})
    on = read_paper_date("dated", typed(said, "dated", referring.LONGEST_NAME), turn.unit.today)
    return Next("referral.reference", {"on": on.isoformat()})


async def _drawn(unit: UnitOfWork, draft: Draft) -> tuple[Choice, ...]:
    referral = await unit.require(Referral, int(str(draft.answers["referral"])))
    return (Choice("drawn", referral.number),) if referral.number else ()


async def _show_reference(unit: UnitOfWork, draft: Draft) -> Ask:
    return Ask(choices=await _drawn(unit, draft))


async def _take_reference(turn: Turn, draft: Draft, said: Said) -> Next:
    drawn = await _drawn(turn.unit, draft)
    picked_one = tapped(said, drawn, "reference")
    reference = drawn[0].label if picked_one else typed(said, "reference", referring.LONGEST_NAME)
    on = date.fromisoformat(str(draft.answers["on"]))
    number, to = int(str(draft.answers["referral"])), str(draft.answers["to"])
    try:
        await hand_over(turn.unit, turn.actor, number, to=to, on=on, reference=reference)
    except OVERTAKEN as refusal:
        await say_no(turn, refusal)
    return END


FLOW = Flow(
    "referral",
    ReferralPrompt,
    {
        "referral.grave": Question(_show_grave, _take_grave),
        "referral.why": Question(_show_nothing, _take_why),
        "referral.to": Question(_show_to, _take_to),
        "referral.on": Question(_show_on, _take_on),
        "referral.reference": Question(_show_reference, _take_reference),
    },
)

FLOWS = {FLOW.name: FLOW}

CHAIN_EFFECTS = {ChainPurpose.REFERRAL: ChainEffect(approved, sent_back)}

ROUTES = (
    Tap(press=ProposeReferral, callback=on_propose, may=Permission.REFERRAL_PROPOSE, chats=IN_PRIVATE),
    Tap(press=HandOverReferral, callback=on_hand_over, may=Permission.REFERRAL_PROPOSE, chats=IN_PRIVATE),
)
