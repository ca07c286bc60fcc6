"""申请改派: a unit asks to be rid of a task, the Office hands it on or says why not."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence

from handlers.conversation import dialogue
from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Turn
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said
from handlers.conversation.refusing import say_no
from handlers.conversation.routes import Tap
from handlers.issuing.filing import file_transferred
from handlers.issuing.papers import letter_for
from handlers.issuing.plans_wanted import remind_of_plan
from handlers.issuing.returning import await_another_unit, known_since, settle_return
from handlers.requesting.lapsing import lapse_extensions
from messages.presses.dispatching import AskTransfer, GrantTransfer, RefuseTransfer
from messages.views.matters import short_name
from storage import outbox
from storage.queries import dispatching, reports
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.carrying_out import transferring
from supervision.carrying_out.acknowledging import UnitPaper, require_own
from supervision.carrying_out.transferring import Case, Successor
from supervision.model import (
    RESPONSIBLE_KINDS,
    Assignment,
    Draft,
    Matter,
    Paper,
    Person,
    Post,
    Report,
    ReportDue,
    Task,
    Transfer,
    Unit,
)
from supervision.notices.base import Notice, to_unit
from supervision.notices.cards import PaperCard
from supervision.notices.dialogue import Choice
from supervision.notices.transferring import TransferAsked, TransferringPrompt, TransferSettled
from supervision.procedures.desks import require_desk
from supervision.refusals import AlreadyDecided, InvalidInput, NotAllowed, NotFound, StaleButton, WrongState
from supervision.reports.report_places import Terms
from supervision.roles import Permission
from supervision.search.finding import find_unit

OVERTAKEN = (AlreadyDecided, NotAllowed, StaleButton, WrongState)
"""What ends a question instead of keeping it open."""


async def ask_transfer(
    unit: UnitOfWork, actor: Actor, paper_id: int, unit_id: int, *, task_seq: int, reason: str
) -> TransferAsked:
    """Put a unit's request before the Office. Raises as `transferring.ask`."""
    own = await dispatching.unit_paper(unit, paper_id, unit_id)
    number = (await unit.require(Paper, paper_id)).document_number
    await _check_term(unit, own)
    transfer_id = await unit.new_id("transfer")
    outcome = transferring.ask(own, task_seq, actor, unit.now, reason=reason, transfer_id=transfer_id)
    post = actor.post_of_unit(unit_id)
    await carry_out(unit, actor, outcome, post_id=post.id if post else None)
    await await_another_unit(unit, own.matter, transfer_id)
    return TransferAsked(document_number=number, task_seq=task_seq)


async def grant_transfer(unit: UnitOfWork, actor: Actor, transfer_id: int, new_unit_id: int) -> TransferSettled:
    """Hand the task to another unit and send it its card. Raises as `transferring.grant`."""
    case = await load_case(unit, actor, transfer_id)
    successor = await _successor(unit, actor, case, new_unit_id)
    outcome = transferring.grant(case, successor, actor, unit.now, county=unit.county, workdays=unit.workdays)
    await carry_out(unit, actor, outcome)
    await settle_return(unit, case)
    of_task = {"task_seq": case.task.seq, "unit_id": case.transfer.unit_id}
    await lapse_extensions(unit, actor, case.matter.id, why="transferred", **of_task)
    paper = successor.paper or case.paper
    card = PaperCard(to=to_unit(new_unit_id), paper_id=paper.id, unit_id=new_unit_id)
    await outbox.tell_again(unit, card)
    await file_transferred(unit, actor, case.assignment, paper, successor.unit)
    await remind_of_plan(unit, case.matter, successor.unit, paper.document_number)
    return await _settled(unit, case, short_name(successor.unit))


async def refuse_transfer(unit: UnitOfWork, actor: Actor, transfer_id: int, words: str) -> TransferSettled:
    """Leave the task where it is and tell the unit why. Raises as `transferring.refuse`."""
    case = await load_case(unit, actor, transfer_id)
    await carry_out(unit, actor, transferring.refuse(case, actor, unit.now, words=words))
    await settle_return(unit, case)
    return await _settled(unit, case)


async def load_case(unit: UnitOfWork, actor: Actor, transfer_id: int) -> Case:
    """A request with what its decision touches, if the actor may decide it now. Raises as `check_open`."""
    transfer = await unit.require(Transfer, transfer_id)
    matter = await unit.require(Matter, transfer.matter_id)
    require_desk(actor, (await unit.require(Post, matter.registered_post_id)).unit_id)
    sent = await reports.paper_of(unit, matter.id, transfer.unit_id)
    if sent is None:
        raise NotFound("paper")
    paper, dispatch = sent
    key = (matter.id, transfer.task_seq)
    of_task = {"matter_id": matter.id, "task_seq": transfer.task_seq, "unit_id": transfer.unit_id}
    decided_by = await unit.get(Person, transfer.decided_by) if transfer.decided_by else None
    case = Case(
        transfer=transfer,
        matter=matter,
        paper=paper,
        task=await unit.require(Task, *key),
        assignment=await unit.require(Assignment, *key, transfer.unit_id),
        dispatch=dispatch,
        dues=await unit.find(ReportDue, **of_task),
        reports=await unit.find(Report, **of_task),
        decided_by=decided_by.name if decided_by else "",
    )
    transferring.check_open(case, actor)
    return case


async def on_ask(turn: Turn) -> None:
    """［申请改派］: which task, if there are several, and why."""
    press = turn.press
    assert isinstance(press, AskTransfer)
    own = await dispatching.unit_paper(turn.unit, press.paper, press.unit)
    require_own(own, turn.actor, Permission.PAPER_TRANSFER)
    await _check_term(turn.unit, own)
    asked = transferring.askable(own)
    if not asked:
        raise StaleButton
    number = (await turn.unit.require(Paper, press.paper)).document_number
    answers: dict[str, object] = {"paper": press.paper, "unit": press.unit, "number": number}
    if len(asked) == 1:
        answers["task"] = asked[0].task_seq
        await dialogue.open_flow(turn, ASKING, "transferring.reason", answers)
    else:
        await dialogue.open_flow(turn, ASKING, "transferring.task", answers)


async def _check_term(unit: UnitOfWork, own: UnitPaper) -> None:
    terms = Terms(now=unit.now, county=unit.county, workdays=unit.workdays)
    transferring.check_return(own.matter, await known_since(unit, own), terms)


async def on_grant(turn: Turn) -> None:
    """［同意改派］: to whom?"""
    assert isinstance(turn.press, GrantTransfer)
    await dialogue.open_flow(turn, DECIDING, "reassigning.unit", await _facts(turn, turn.press.transfer))


async def on_refuse(turn: Turn) -> None:
    """［不同意］: why?"""
    assert isinstance(turn.press, RefuseTransfer)
    await dialogue.open_flow(turn, DECIDING, "reassigning.words", await _facts(turn, turn.press.transfer))


async def _facts(turn: Turn, transfer_id: int) -> dict[str, object]:
    case = await load_case(turn.unit, turn.actor, transfer_id)
    return {"transfer": transfer_id, "number": case.paper.document_number, "task": case.task.seq}


async def _show_tasks(unit: UnitOfWork, draft: Draft) -> Ask:
    own = await dispatching.unit_paper(unit, _number(draft, "paper"), _number(draft, "unit"))
    tasks = {task.seq: task for task in await unit.find(Task, matter_id=own.matter.id)}
    seqs = [a.task_seq for a in transferring.askable(own)]
    return Ask(
        facts={"tasks": [f"第{seq}项　{tasks[seq].text[:60]}" for seq in seqs]},
        choices=tuple(Choice(str(seq), f"第{seq}项") for seq in seqs),
    )


async def _take_task(turn: Turn, draft: Draft, said: Said) -> Next:
    own = await dispatching.unit_paper(turn.unit, _number(draft, "paper"), _number(draft, "unit"))
    seqs = {str(a.task_seq): a.task_seq for a in transferring.askable(own)}
    word = said.choice or said.text.removeprefix("第").removesuffix("项")
    if word not in seqs:
        raise InvalidInput("task", "not_a_choice")
    return Next("transferring.reason", {"task": seqs[word]})


async def _take_reason(turn: Turn, draft: Draft, said: Said) -> Next:
    paper_id, unit_id, task_seq = (_number(draft, name) for name in ("paper", "unit", "task"))
    return await _conclude(
        turn, ask_transfer(turn.unit, turn.actor, paper_id, unit_id, task_seq=task_seq, reason=said.text)
    )


async def _show_units(unit: UnitOfWork, draft: Draft) -> Ask:
    offered = draft.answers.get("offered")
    units = await unit.find(Unit, id=offered) if isinstance(offered, list) and offered else []
    return Ask(choices=tuple(Choice(str(found.id), short_name(found)) for found in units), per_row=2)


async def _take_unit(turn: Turn, draft: Draft, said: Said) -> Next:
    units = await turn.unit.find(Unit, kind=RESPONSIBLE_KINDS, active=True)
    chosen = _by_id(units, said.choice) if said.choice else None
    if chosen is None:
        found = find_unit(said.text, units, turn.unit.county.name)
        if not found.units:
            return _offer(said.text, found.offered)
        chosen = found.units[0]
    return await _conclude(turn, grant_transfer(turn.unit, turn.actor, _number(draft, "transfer"), chosen.id))


async def _take_words(turn: Turn, draft: Draft, said: Said) -> Next:
    return await _conclude(turn, refuse_transfer(turn.unit, turn.actor, _number(draft, "transfer"), said.text))


async def _conclude(turn: Turn, act: Awaitable[Notice]) -> Next:
    try:
        told = await act
    except OVERTAKEN as refusal:  # raised before anything was saved; somebody was faster, or it is over
        await say_no(turn, refusal)
        return END
    await outbox.tell(turn.unit, [told])
    return END


async def _show_nothing(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask()


def _offer(written: str, units: Sequence[Unit]) -> Next:
    if not units:
        raise NotFound("unit", written[:40])
    return Next("reassigning.unit", {"offered": [found.id for found in units[:8]]})


def _by_id(units: Sequence[Unit], word: str) -> Unit:
    for found in units:
        if str(found.id) == word:
            return found
    raise InvalidInput("unit", "not_a_choice")


def _number(draft: Draft, name: str) -> int:
    value = draft.answers[name]
    assert isinstance(value, int)
    return value


async def _successor(unit: UnitOfWork, actor: Actor, case: Case, unit_id: int) -> Successor:
    key = (case.matter.id, case.task.seq)
    found = await unit.require(Unit, unit_id)
    sent = await reports.paper_of(unit, case.matter.id, unit_id)
    return Successor(
        unit=found,
        assignment=await unit.get(Assignment, *key, unit_id),
        paper=sent[0] if sent else await letter_for(unit, actor, case.paper, case.assignment, found),
        dispatch=sent[1] if sent else None,
        dues=await unit.find(ReportDue, matter_id=case.matter.id, task_seq=case.task.seq, unit_id=unit_id),
    )


async def _settled(unit: UnitOfWork, case: Case, new_unit: str = "") -> TransferSettled:
    return TransferSettled(
        document_number=case.paper.document_number,
        task_seq=case.task.seq,
        unit=short_name(await unit.require(Unit, case.transfer.unit_id)),
        new_unit=new_unit,
    )


ASKING = Flow(
    "transferring",
    TransferringPrompt,
    {
        "transferring.task": Question(_show_tasks, _take_task),
        "transferring.reason": Question(_show_nothing, _take_reason),
    },
)
DECIDING = Flow(
    "reassigning",
    TransferringPrompt,
    {
        "reassigning.unit": Question(_show_units, _take_unit),
        "reassigning.words": Question(_show_nothing, _take_words),
    },
)

FLOWS = {ASKING.name: ASKING, DECIDING.name: DECIDING}

ROUTES = (
    Tap(press=AskTransfer, callback=on_ask, may=Permission.PAPER_TRANSFER),
    Tap(press=GrantTransfer, callback=on_grant, may=Permission.TRANSFER_DECIDE),
    Tap(press=RefuseTransfer, callback=on_refuse, may=Permission.TRANSFER_DECIDE),
)
