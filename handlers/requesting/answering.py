"""申请延期, the Office's side: granted, granted to another day, put before the leaders, or refused."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import replace
from datetime import date, time

from handlers.approving.submitting import begin_approval
from handlers.conversation import dialogue
from handlers.conversation.answering import typed
from handlers.conversation.carrying import carry_out
from handlers.conversation.catalogue import ChainEffect
from handlers.conversation.context import Turn
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said
from handlers.conversation.refusing import say_no
from handlers.conversation.routes import Tap
from handlers.conversation.setting import template_setting
from handlers.requesting.loading import load_case, view_of
from messages.drafting import extension_text
from messages.filters import day
from messages.presses.requesting import GrantExtension, GrantOther, RefuseExtension
from messages.views.requesting import ExtensionView
from storage import outbox
from storage.queries import approvals
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.calendars.dates import read_deadline
from supervision.carrying_out import extension_answers
from supervision.carrying_out.extending import check_later
from supervision.carrying_out.extension_answers import Case
from supervision.carrying_out.requesting import check_words
from supervision.model import Chain, ChainPurpose, Draft
from supervision.notices.base import Notice
from supervision.notices.requesting import ExtensionCard, ExtensionPrompt, ExtensionSettled, extension_subject
from supervision.procedures.steps import Steps
from supervision.refusals import AlreadyDecided, InvalidInput, NotAllowed, StaleButton, WrongState
from supervision.reports.report_places import Terms
from supervision.roles import DRAFTERS, Permission

OVERTAKEN = (AlreadyDecided, NotAllowed, StaleButton, WrongState)
"""What ends a question instead of keeping it open."""

Day = tuple[date, time | None]
"""A day, and the hour if one was given."""


async def agree(unit: UnitOfWork, actor: Actor, request_id: int, other: Day | None = None) -> ExtensionSettled:
    """同意延期, to the unit's day or to an `other` one; what leaders decide about is put before them.

    Raises:
        VacantPost, OwnDraft: who has to sign is missing. And as `extension_answers.propose`.
    """
    case = await load_case(unit, request_id, actor)
    extension_answers.check_open(case, actor)
    new_on, new_hour = other or (case.request.new_on, case.request.new_hour)
    signers = extension_answers.steps(case.due, case.matter.track, new_on, unit.county)
    settled = ExtensionSettled(
        document_number=case.owed.document_number,
        task_seq=case.due.task_seq,
        unit=case.owed.unit_name,
        new_on=new_on,
    )
    if signers:
        return replace(settled, sent_to=await _put_before(unit, actor, case, (new_on, new_hour), signers))
    extension_id = await unit.new_id("extension")
    outcome = extension_answers.grant(
        case, actor, _terms(unit), new_on=new_on, new_hour=new_hour, extension_id=extension_id
    )
    await carry_out(unit, actor, outcome, post_id=_post(actor))
    return settled


async def _put_before(unit: UnitOfWork, actor: Actor, case: Case, proposed: Day, signers: Steps) -> str:
    """Begin the leaders' chain; gives with whom it is then."""
    new_on, new_hour = proposed
    outcome = extension_answers.propose(case, actor, new_on=new_on, new_hour=new_hour)
    await carry_out(unit, actor, outcome, post_id=_post(actor))
    drafted = await view_of(unit, await load_case(unit, case.request.id), actor)
    chain = await begin_approval(
        unit,
        actor,
        purpose=ChainPurpose.EXTENSION,
        subject_id=case.request.id,
        title=f"延期申请（{case.owed.document_number}第{case.due.task_seq}项）",
        text=extension_text(drafted, template_setting(unit)),
        steps=signers,
        leader_post_id=case.matter.leader_post_id,
        urgency=case.matter.urgency,
        matter_id=case.matter.id,
    )
    return (await approvals.signing(unit, chain.id)).now_with


async def refuse(unit: UnitOfWork, actor: Actor, request_id: int, words: str) -> ExtensionSettled:
    """不同意延期, with words to the unit. Raises as `extension_answers.refuse`."""
    case = await load_case(unit, request_id, actor)
    await carry_out(unit, actor, extension_answers.refuse(case, actor, _terms(unit), words=words), post_id=_post(actor))
    return ExtensionSettled(
        document_number=case.owed.document_number, task_seq=case.due.task_seq, unit=case.owed.unit_name
    )


async def approved(unit: UnitOfWork, actor: Actor, chain: Chain) -> None:
    """The last leader has signed: the unit gets the later date."""
    case = await load_case(unit, chain.subject_id)
    extension_id = await unit.new_id("extension")
    await carry_out(unit, actor, extension_answers.grant_signed(case, actor, _terms(unit), extension_id=extension_id))


async def sent_back(unit: UnitOfWork, actor: Actor, chain: Chain, words: str) -> None:
    """A leader does not agree: the Office has the request again, with his words, and answers the unit."""
    await outbox.redraw(unit, [extension_subject(chain.subject_id)])


async def extension_view(unit: UnitOfWork, notice: ExtensionCard, viewer: Actor) -> ExtensionView:
    """Load a request's card."""
    return await view_of(unit, await load_case(unit, notice.request_id), viewer)


async def on_grant(turn: Turn) -> None:
    """［同意］, or ［报批］ where leaders decide."""
    assert isinstance(turn.press, GrantExtension)
    turn.say_in_toast(await agree(turn.unit, turn.actor, turn.press.request))
    await dialogue.repeat(turn)


async def on_other(turn: Turn) -> None:
    """［另定时限］: until when?"""
    assert isinstance(turn.press, GrantOther)
    await dialogue.open_flow(turn, DECIDING, "deciding_extension.until", await _facts(turn, turn.press.request))


async def on_refuse(turn: Turn) -> None:
    """［不同意］: why?"""
    assert isinstance(turn.press, RefuseExtension)
    await dialogue.open_flow(turn, DECIDING, "deciding_extension.words", await _facts(turn, turn.press.request))


async def _facts(turn: Turn, request_id: int) -> dict[str, object]:
    case = await load_case(turn.unit, request_id, turn.actor)
    extension_answers.check_open(case, turn.actor)
    return {"request": request_id, "number": case.owed.document_number, "task": case.due.task_seq}


async def _show_until(unit: UnitOfWork, draft: Draft) -> Ask:
    case = await load_case(unit, _request(draft))
    return Ask({"now_due": day(case.due.expected_on, unit.today), "wanted": day(case.request.new_on, unit.today)})


async def _take_until(turn: Turn, draft: Draft, said: Said) -> Next:
    found = read_deadline("new_due", typed(said, "new_due", 40), turn.unit.county.local(turn.unit.now))
    check_later((await load_case(turn.unit, _request(draft))).due, found.day)
    return await _conclude(turn, agree(turn.unit, turn.actor, _request(draft), (found.day, found.hour)))


async def _show_nothing(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask()


async def _take_words(turn: Turn, draft: Draft, said: Said) -> Next:
    if said.files:
        raise InvalidInput("words", "text_wanted")
    check_words(said.text, "words")
    return await _conclude(turn, refuse(turn.unit, turn.actor, _request(draft), said.text.strip()))


async def _conclude(turn: Turn, act: Awaitable[Notice]) -> Next:
    try:
        told = await act
    except OVERTAKEN as refusal:  # raised before anything was saved; somebody was faster, or it is over
        await say_no(turn, refusal)
        return END
    await outbox.tell(turn.unit, [told])
    return END


def _request(draft: Draft) -> int:
    value = draft.answers["request"]
    assert isinstance(value, int)
    return value


def _terms(unit: UnitOfWork) -> Terms:
    return Terms(now=unit.now, county=unit.county, workdays=unit.workdays)


def _post(actor: Actor) -> int | None:
    post = actor.post_in(*DRAFTERS)
    return post.id if post else None


DECIDING = Flow(
    "deciding_extension",
    ExtensionPrompt,
    {
        "deciding_extension.until": Question(_show_until, _take_until),
        "deciding_extension.words": Question(_show_nothing, _take_words),
    },
)

FLOWS = {DECIDING.name: DECIDING}

CHAIN_EFFECTS = {ChainPurpose.EXTENSION: ChainEffect(approved, sent_back)}

ROUTES = (
    Tap(press=GrantExtension, callback=on_grant, may=Permission.EXTENSION_DECIDE),
    Tap(press=GrantOther, callback=on_other, may=Permission.EXTENSION_DECIDE),
    Tap(press=RefuseExtension, callback=on_refuse, may=Permission.EXTENSION_DECIDE),
)

VIEWS = {"extension_card": extension_view}
