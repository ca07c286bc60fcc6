"""退回热线室, and 回访: what becomes of an order besides its course (P7.2, P7.3)."""

from __future__ import annotations

from datetime import date, time

from handlers.changing.effects import withdraw_issued
from handlers.conversation.answering import picked, tapped, typed
from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Turn
from handlers.conversation.dialogue import open_flow
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said
from handlers.conversation.refusing import say_no
from handlers.conversation.routes import Tap
from handlers.instructing.succeeding import papers_again, succeeded
from handlers.matters.card import visible_matter
from messages.presses.hotline import EnterVisit, ReturnOrder
from messages.views.matters import short_name
from messages.work_labels import SATISFACTION
from storage import outbox
from storage.queries import changes, desk, dispatching, reports
from storage.queries import hotline as queries
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.calendars.dates import TypedDay, read_deadline
from supervision.hotline import handling
from supervision.model import (
    Assignment,
    DeskKind,
    Draft,
    HotlineOrder,
    Matter,
    ReportDue,
    Satisfaction,
    Transfer,
    TransferStatus,
    Unit,
)
from supervision.notices.base import to_unit
from supervision.notices.cards import PaperCard
from supervision.notices.dialogue import Choice
from supervision.notices.hotline import OrderReturned, OrderReturnPrompt, OrderVisited, OrderVisitPrompt
from supervision.outcome import Outcome
from supervision.procedures.lifecycle import MatterEvent, advance
from supervision.refusals import NotFound, WrongState
from supervision.registering.registration import LONGEST_NAME
from supervision.results import submissions
from supervision.roles import Permission

_ASKED = (Satisfaction.SATISFIED, Satisfaction.BASICALLY, Satisfaction.UNSATISFIED)
_RESULTS = tuple(Choice(item.value, SATISFACTION[item]) for item in _ASKED)
_AS_UNIT_SAYS = Choice("unit", "按单位所述理由")

OVERTAKEN = (NotFound, WrongState)
"""What ends a question instead of keeping it open."""


async def own_order(unit: UnitOfWork, actor: Actor, matter_id: int) -> tuple[HotlineOrder, Matter]:
    """An order and its matter, if this person goes on with it. Raises NotAllowed and NotFound."""
    matter = await visible_matter(unit, actor, matter_id)
    number = next((source.number for source in matter.sources if source.number), "")
    taken = await queries.registered(unit, [number])
    kept = await unit.get(HotlineOrder, matter_id)
    number = matter.registration_number if taken or not number else number
    return handling.order_of(kept, matter, actor, number=number, zone=unit.county.zone), matter


async def give_back(unit: UnitOfWork, actor: Actor, matter_id: int, why: str) -> OrderReturned:
    """退回热线室: papers that are out are withdrawn, what is with signers is void.

    Raises:
        WrongState: it was closed, withdrawn or given back before; or `handling.require_returnable`.
        InvalidInput: no reason, or one that names the caller.
    """
    order, matter = await own_order(unit, actor, matter_id)
    outcome = handling.give_back(order, why, unit.today, unit.workdays)
    await _require_returnable(unit, matter)
    told: tuple[int, ...] = ()
    if matter.issued_at:
        told = (await dispatching.folder(unit, matter)).unit_ids
        returned = next(row for row in outcome.saves if isinstance(row, HotlineOrder))
        signed = await changes.signed_steps(unit, matter)
        outcome += Outcome(notices=handling.told_signer(returned, matter, signed))
    await withdraw_issued(unit, actor, matter.id, words=why.strip())
    await desk.settle(unit, DeskKind.SUBMISSION, submissions.desk_key(matter))
    await carry_out(unit, actor, outcome)
    return OrderReturned(
        registration_number=matter.registration_number,
        order_number=order.order_number,
        days=unit.workdays.workdays_between(order.received_on, unit.today),
        units=await _names(unit, told),
    )


async def _require_returnable(unit: UnitOfWork, matter: Matter) -> None:
    advance(matter, MatterEvent.WITHDRAW)
    live = (await dispatching.folder(unit, matter)).live
    dues = await unit.find(ReportDue, matter_id=matter.id)
    handling.require_returnable(live, dues, unit.now, unit.workdays, unit.county.zone)


async def visit(unit: UnitOfWork, actor: Actor, matter_id: int, satisfied: Satisfaction) -> OrderVisited:
    """满意, 基本满意. Raises as `visited`."""
    order, matter = await visited(unit, actor, matter_id)
    await carry_out(unit, actor, handling.content(order, satisfied))
    return OrderVisited(
        registration_number=matter.registration_number,
        order_number=order.order_number,
        satisfied=satisfied.value,
        round=order.rounds,
    )


async def visited(unit: UnitOfWork, actor: Actor, matter_id: int) -> tuple[HotlineOrder, Matter]:
    """An order that can be visited now. Raises NotAllowed, NotFound, WrongState."""
    order, matter = await own_order(unit, actor, matter_id)
    handling.require_visited(matter, (await dispatching.folder(unit, matter)).live)
    return order, matter


async def send_again(
    unit: UnitOfWork, actor: Actor, matter_id: int, words: str, *, due_on: date, due_hour: time | None
) -> OrderVisited:
    """不满意: the units handle it again. Raises as `handling.again`."""
    order, matter = await own_order(unit, actor, matter_id)
    folder, before = await succeeded(unit, await dispatching.folder(unit, matter))
    outcome = handling.again(
        order,
        folder,
        await papers_again(unit, folder, before),
        words=words,
        due_on=due_on,
        due_hour=due_hour,
        now=unit.now,
        county=unit.county,
        workdays=unit.workdays,
    )
    await carry_out(unit, actor, outcome)
    units = sorted({row.unit_id for row in outcome.saves if isinstance(row, Assignment)})
    for unit_id in units:
        sent = await reports.paper_of(unit, matter.id, unit_id)
        if sent is not None:
            await outbox.tell_again(unit, PaperCard(to=to_unit(unit_id), paper_id=sent[0].id, unit_id=unit_id))
    return OrderVisited(
        registration_number=matter.registration_number,
        order_number=order.order_number,
        satisfied=Satisfaction.UNSATISFIED.value,
        units=await _names(unit, units),
        due_on=due_on,
        due_hour=due_hour,
        round=order.rounds + 1,
    )


async def _names(unit: UnitOfWork, unit_ids: tuple[int, ...] | list[int]) -> tuple[str, ...]:
    return tuple(short_name(found) for found in await unit.find(Unit, id=tuple(unit_ids)))


async def on_return(turn: Turn) -> None:
    """［退回热线室］, on the matter's card or on a unit's request."""
    assert isinstance(turn.press, ReturnOrder)
    order, matter = await own_order(turn.unit, turn.actor, turn.press.matter)
    await _require_returnable(turn.unit, matter)
    await open_flow(turn, RETURNING, "hotline_return.why", _about(order, matter))


async def on_visit(turn: Turn) -> None:
    """［回访登记］."""
    assert isinstance(turn.press, EnterVisit)
    order, matter = await visited(turn.unit, turn.actor, turn.press.matter)
    await open_flow(turn, VISITING, "hotline_visit.result", _about(order, matter))


def _about(order: HotlineOrder, matter: Matter) -> dict[str, object]:
    return {
        "matter": matter.id,
        "name": matter.registration_number,
        "order": order.order_number,
        "title": matter.title,
        "issued": matter.issued_at is not None,
    }


async def _said_by_unit(unit: UnitOfWork, draft: Draft) -> str:
    """Why a unit asked to be rid of it, if one waits for the answer."""
    asked = await unit.find(Transfer, matter_id=_matter(draft), status=TransferStatus.ASKED)
    return asked[-1].reason if asked else ""


async def _show_why(unit: UnitOfWork, draft: Draft) -> Ask:
    reason = await _said_by_unit(unit, draft)
    return Ask({"reason": reason}, (_AS_UNIT_SAYS,) if reason else ())


async def _take_why(turn: Turn, draft: Draft, said: Said) -> Next:
    ask = await _show_why(turn.unit, draft)
    chosen = tapped(said, ask.choices, "words")
    why = str(ask.facts["reason"]) if chosen else typed(said, "words", handling.LONGEST_WORDS)
    try:
        told = await give_back(turn.unit, turn.actor, _matter(draft), why)
    except OVERTAKEN as refusal:
        await say_no(turn, refusal)
        return END
    await outbox.tell(turn.unit, [told])
    return END


async def _show_result(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask(choices=_RESULTS)


async def _take_result(turn: Turn, draft: Draft, said: Said) -> Next:
    result = Satisfaction(picked(said, _RESULTS, "satisfied"))
    if result is Satisfaction.UNSATISFIED:
        return Next("hotline_visit.words")
    try:
        told = await visit(turn.unit, turn.actor, _matter(draft), result)
    except OVERTAKEN as refusal:
        await say_no(turn, refusal)
        return END
    await outbox.tell(turn.unit, [told])
    return END


async def _show_words(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask()


async def _take_words(_turn: Turn, _draft: Draft, said: Said) -> Next:
    words = handling.require_words(typed(said, "words", handling.LONGEST_WORDS))
    return Next("hotline_visit.due", {"words": words})


async def _take_due(turn: Turn, draft: Draft, said: Said) -> Next:
    limit: TypedDay = read_deadline(
        "due_on", typed(said, "due_on", LONGEST_NAME), turn.unit.county.local(turn.unit.now)
    )
    try:
        told = await send_again(
            turn.unit, turn.actor, _matter(draft), str(draft.answers["words"]), due_on=limit.day, due_hour=limit.hour
        )
    except OVERTAKEN as refusal:
        await say_no(turn, refusal)
        return END
    await outbox.tell(turn.unit, [told])
    return END


def _matter(draft: Draft) -> int:
    return int(str(draft.answers["matter"]))


RETURNING = Flow("hotline_return", OrderReturnPrompt, {"hotline_return.why": Question(_show_why, _take_why)})
VISITING = Flow(
    "hotline_visit",
    OrderVisitPrompt,
    {
        "hotline_visit.result": Question(_show_result, _take_result),
        "hotline_visit.words": Question(_show_words, _take_words),
        "hotline_visit.due": Question(_show_words, _take_due),
    },
)

FLOWS = {flow.name: flow for flow in (RETURNING, VISITING)}

ROUTES = (
    Tap(press=ReturnOrder, callback=on_return, may=Permission.HOTLINE_ENTER),
    Tap(press=EnterVisit, callback=on_visit, may=Permission.HOTLINE_ENTER),
)
