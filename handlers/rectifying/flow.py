"""The conversations of 整改: the problem and its limit, the unit's measures, why a check did not pass."""

from __future__ import annotations

import re
from datetime import date

from handlers.conversation import dialogue
from handlers.conversation.answering import picked, tapped, typed
from handlers.conversation.context import Turn
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said
from handlers.conversation.heard import INCOMING
from handlers.conversation.refusing import say_no
from handlers.conversation.routes import Reply, Tap
from handlers.rectifying import checking
from handlers.rectifying.loading import item_with_share
from handlers.reporting.replying import Target, joins_album, message_of, submit
from messages.filters import day
from messages.presses.rectifying import (
    FailRectification,
    OrderOnFinding,
    OrderRectification,
    PassRectification,
    PromiseRectification,
)
from storage import outbox
from storage.unit_of_work import UnitOfWork
from supervision.calendars.dates import read_deadline
from supervision.model import Draft, Rectification
from supervision.notices.dialogue import Choice
from supervision.notices.rectifying import RectificationNoted, RectifyingPrompt
from supervision.rectification import rectification_checks, rectifying
from supervision.rectification.rectification_promises import AWAITS_PROMISE
from supervision.rectification.rectifying import Fault, Share
from supervision.refusals import AlreadyDecided, InvalidInput, NotFound, StaleButton, WrongState
from supervision.roles import Permission

OVERTAKEN = (AlreadyDecided, NotFound, StaleButton, WrongState)
"""What ends a question instead of keeping it open."""

_PLAIN, _FRAUD = Choice("plain", "一般问题"), Choice("fraud", "弄虚作假")
_SEMICOLON = re.compile(r"[；;]")


async def on_order(turn: Turn) -> None:
    """［需整改］ on a report, or on a finding: what has to be put right."""
    press = turn.press
    assert isinstance(press, OrderRectification | OrderOnFinding)
    report, finding = (press.report, 0) if isinstance(press, OrderRectification) else (0, press.finding)
    share = await checking.share_with(turn.unit, report_id=report, finding_id=finding)
    rectifying.require_orderable(share, turn.actor)
    answers = {"report": report, "finding": finding, "name": f"{share.document_number}第{share.assignment.task_seq}项"}
    await dialogue.open_flow(turn, FLOW, "rectifying.problem", {**answers, "unit": share.unit_name})


async def on_promise(turn: Turn) -> None:
    """［报送整改措施］: measures, person, day."""
    assert isinstance(turn.press, PromiseRectification)
    item, share = await item_with_share(turn.unit, turn.press.rectification)
    rectifying.require_promise_wanted(item, share, turn.actor)
    await dialogue.open_flow(turn, FLOW, "rectifying.measures", _about(item, share.document_number))


async def on_pass(turn: Turn) -> None:
    """［核查通过］."""
    assert isinstance(turn.press, PassRectification)
    unit_name = await checking.pass_check(turn.unit, turn.actor, turn.press.rectification)
    turn.say_in_toast(RectificationNoted(what="passed", unit=unit_name))


async def on_fail(turn: Turn) -> None:
    """［未通过］: why, and until when."""
    assert isinstance(turn.press, FailRectification)
    item, share = await item_with_share(turn.unit, turn.press.rectification)
    rectification_checks.require_checkable(item, share, turn.actor)
    await dialogue.open_flow(turn, FLOW, "rectifying.why", _about(item, share.document_number))


async def on_reply(turn: Turn) -> None:
    """A unit's reply to the card: what it promises while that is wanted, else its report on it."""
    card = INCOMING.get().card
    assert card is not None
    item, share = await item_with_share(turn.unit, int(card.subject_key))
    if item.unit_id not in turn.actor.unit_ids:
        raise NotFound("rectification")
    if item.status in AWAITS_PROMISE:
        await _replied_with_promise(turn, item, share)
        return
    message = await message_of(turn)
    if not await joins_album(turn, message):
        target = Target(item.unit_id, item.matter_id, item.task_seq, item.due_seq)
        await submit(turn.unit, turn.actor, message, target)


async def _replied_with_promise(turn: Turn, item: Rectification, share: Share) -> None:
    """A reply that names measures, person and day in one line is the promise; any other opens the questions."""
    rectifying.require_promise_wanted(item, share, turn.actor)
    line = _promise_line(turn.heard.text)
    if line is None or turn.heard.files:
        await dialogue.open_flow(turn, FLOW, "rectifying.measures", _about(item, share.document_number))
        return
    measures, person, on = line
    due_on = _promised_day(turn, item, on)
    await checking.promise(turn.unit, turn.actor, item.id, measures=measures, person=person, due_on=due_on)
    await outbox.tell(turn.unit, [RectificationNoted(what="promised")])


def _promise_line(text: str) -> tuple[str, str, str] | None:
    """Measures, person and day of a line that names all three."""
    parts = [part.strip() for part in _SEMICOLON.split(text)]
    return ("；".join(parts[:-2]), parts[-2], parts[-1]) if len(parts) > 2 else None


def _about(item: Rectification, number: str) -> dict[str, object]:
    return {
        "rectification": item.id,
        "name": f"{number}第{item.task_seq}项",
        "problem": item.problem,
        "limit": item.due_on.isoformat() if item.due_on else "",
    }


async def _show_problem(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask()


async def _take_problem(_turn: Turn, _draft: Draft, said: Said) -> Next:
    return Next("rectifying.kind", {"problem": typed(said, "problem", rectifying.LONGEST_WORDS)})


async def _show_kind(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask(choices=(_PLAIN, _FRAUD))


async def _take_kind(_turn: Turn, _draft: Draft, said: Said) -> Next:
    fraud = picked(said, (_PLAIN, _FRAUD), "kind") == _FRAUD.value
    return Next("rectifying.basis" if fraud else "rectifying.until", {"basis": ""})


async def _take_basis(_turn: Turn, _draft: Draft, said: Said) -> Next:
    return Next("rectifying.until", {"basis": typed(said, "basis", rectifying.LONGEST_WORDS)})


async def _show_until(unit: UnitOfWork, _draft: Draft) -> Ask:
    by = unit.workdays.add_workdays(unit.today, unit.county.rectification_workdays)
    return Ask(choices=(Choice(by.isoformat(), f"{day(by, unit.today)}前"),))


async def _until(turn: Turn, draft: Draft, said: Said) -> date:
    value = tapped(said, (await _show_until(turn.unit, draft)).choices, "due_on")
    return date.fromisoformat(value) if value else _typed_day(turn, said, "due_on")


def _typed_day(turn: Turn, said: Said, field: str) -> date:
    text = typed(said, field, 40)
    limit = read_deadline(field, text, turn.unit.county.local(turn.unit.now))
    if limit.hour is not None:
        raise InvalidInput(field, "day_only", given=text)
    return limit.day


async def _take_until(turn: Turn, draft: Draft, said: Said) -> Next:
    until = await _until(turn, draft, said)
    answers = draft.answers
    try:
        fault = Fault(
            str(answers["problem"]),
            until,
            str(answers["basis"]),
            report_id=int(str(answers["report"])) or None,
            finding_id=int(str(answers["finding"])) or None,
        )
        await checking.order(turn.unit, turn.actor, fault)
    except OVERTAKEN as refusal:
        return await _overtaken(turn, refusal)
    await outbox.tell(turn.unit, [RectificationNoted(what="ordered", unit=str(answers["unit"]))])
    return END


async def _overtaken(turn: Turn, refusal: AlreadyDecided | NotFound | StaleButton | WrongState) -> Next:
    await say_no(turn, refusal)
    return END


async def _take_measures(turn: Turn, draft: Draft, said: Said) -> Next:
    line = _promise_line(said.text) if not said.choice and not said.files else None
    if line is None:
        return Next("rectifying.person", {"measures": typed(said, "measures", rectifying.LONGEST_WORDS)})
    measures, person, on = line
    promised = await _typed_promise(turn, draft, on)
    return await _promise(turn, draft, measures=measures, person=person, due_on=promised)


async def _take_person(_turn: Turn, _draft: Draft, said: Said) -> Next:
    return Next("rectifying.promised", {"person": typed(said, "person", rectifying.LONGEST_PERSON)})


async def _take_promised(turn: Turn, draft: Draft, said: Said) -> Next:
    on = await _typed_promise(turn, draft, typed(said, "promised_on", 40))
    return await _promise(
        turn, draft, measures=str(draft.answers["measures"]), person=str(draft.answers["person"]), due_on=on
    )


async def _typed_promise(turn: Turn, draft: Draft, text: str) -> date:
    item = await turn.unit.require(Rectification, int(str(draft.answers["rectification"])))
    return _promised_day(turn, item, text)


def _promised_day(turn: Turn, item: Rectification, text: str) -> date:
    on = _typed_day(turn, Said(text=text), "promised_on")
    rectifying.require_day(item, on, turn.unit.today)
    return on


async def _promise(turn: Turn, draft: Draft, *, measures: str, person: str, due_on: date) -> Next:
    number = int(str(draft.answers["rectification"]))
    try:
        await checking.promise(turn.unit, turn.actor, number, measures=measures, person=person, due_on=due_on)
    except OVERTAKEN as refusal:
        return await _overtaken(turn, refusal)
    await outbox.tell(turn.unit, [RectificationNoted(what="promised")])
    return END


async def _show_promise(unit: UnitOfWork, draft: Draft) -> Ask:
    limit = str(draft.answers["limit"])
    return Ask({"limit_day": day(date.fromisoformat(limit), unit.today) if limit else ""})


async def _take_why(_turn: Turn, _draft: Draft, said: Said) -> Next:
    return Next("rectifying.again", {"why": typed(said, "check", rectifying.LONGEST_WORDS)})


async def _take_again(turn: Turn, draft: Draft, said: Said) -> Next:
    until = await _until(turn, draft, said)
    number = int(str(draft.answers["rectification"]))
    try:
        unit_name = await checking.fail_check(turn.unit, turn.actor, number, why=str(draft.answers["why"]), until=until)
    except OVERTAKEN as refusal:
        return await _overtaken(turn, refusal)
    await outbox.tell(turn.unit, [RectificationNoted(what="failed", unit=unit_name)])
    return END


FLOW = Flow(
    "rectifying",
    RectifyingPrompt,
    {
        "rectifying.problem": Question(_show_problem, _take_problem),
        "rectifying.kind": Question(_show_kind, _take_kind),
        "rectifying.basis": Question(_show_problem, _take_basis),
        "rectifying.until": Question(_show_until, _take_until),
        "rectifying.measures": Question(_show_promise, _take_measures),
        "rectifying.person": Question(_show_promise, _take_person),
        "rectifying.promised": Question(_show_promise, _take_promised),
        "rectifying.why": Question(_show_problem, _take_why),
        "rectifying.again": Question(_show_until, _take_again),
    },
)

FLOWS = {FLOW.name: FLOW}

ROUTES = (
    Tap(press=OrderRectification, callback=on_order, may=Permission.RECTIFICATION_CHECK),
    Tap(press=OrderOnFinding, callback=on_order, may=Permission.RECTIFICATION_CHECK),
    Tap(press=PromiseRectification, callback=on_promise, may=Permission.REPORT_SUBMIT),
    Tap(press=PassRectification, callback=on_pass, may=Permission.RECTIFICATION_CHECK),
    Tap(press=FailRectification, callback=on_fail, may=Permission.RECTIFICATION_CHECK),
    Reply(subject="rectification", callback=on_reply, may=Permission.REPORT_SUBMIT),
)
