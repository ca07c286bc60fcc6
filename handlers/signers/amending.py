"""修改后同意: which task, which field, what it is to be; then the difference, and the signature under it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from handlers.approving.signing import explain_change
from handlers.conversation import dialogue
from handlers.conversation.answering import picked, tapped, typed
from handlers.conversation.context import Turn
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said
from handlers.conversation.refusing import say_no
from handlers.conversation.routes import Tap
from handlers.signers.amendments import amend, folder_of, propose
from messages.presses.signers import AmendText
from messages.views.amending import FIELD_TITLES, change_lines
from messages.views.matters import short_name
from storage import outbox
from storage.columns import adapter
from storage.queries import approvals as queries
from storage.unit_of_work import UnitOfWork
from supervision import amending
from supervision.amending import LONGEST_TEXT
from supervision.dates import read_deadline
from supervision.finding import find_units
from supervision.model import RESPONSIBLE_KINDS, Draft, Task, Unit
from supervision.notices.amending import AmendingPrompt, AmendmentDropped, AmendmentSigned
from supervision.notices.dialogue import Choice
from supervision.refusals import InvalidInput, NotFound, Refusal, StaleButton
from supervision.registration import LONGEST_NAME
from supervision.roles import Permission
from supervision.signing import Signing, first_line
from supervision.splitting.tasks import LONGEST_REQUIREMENT, LONGEST_TASK
from supervision.task_changes import COORDINATOR, Field, TaskChange, difference

MOST_BUTTONS = 12
"""Tasks that have a button; every one can be typed by its number."""

SIGN, MORE, DROP, NONE = "sign-", "more", "drop", "none"
"""Answers that are buttons; the first is followed by the stamp of the new text."""

LIMITS = {Field.TEXT: LONGEST_TASK, Field.REQUIREMENT: LONGEST_REQUIREMENT}
QUESTION_OF = {
    Field.DUE: "amending.due",
    Field.LEADS: "amending.leads",
    Field.SUPPORTS: "amending.supports",
    Field.TEXT: "amending.words",
    Field.REQUIREMENT: "amending.words",
}
"""What is asked for each field."""


async def begin(turn: Turn) -> None:
    """［修改后同意］."""
    press = turn.press
    assert isinstance(press, AmendText)
    found = await queries.signing(turn.unit, press.chain)
    try:
        amending.require_amendable(found, press.step, turn.actor, press.shown)
    except StaleButton:
        await explain_change(turn, press.chain)
        return
    title = f"{first_line(found.chain.text)[:60]}　{found.chain.title}"
    answers = {"chain": press.chain, "step": press.step, "shown": press.shown, "title": title, "changes": []}
    first = await _first_question(turn.unit, found)
    await dialogue.open_flow(turn, FLOW, str(first.question), {**answers, **first.answers})


async def _first_question(unit: UnitOfWork, found: Signing) -> Next:
    """A result is rewritten; of the tasks of a matter, one is picked if there are several."""
    if found.chain.purpose in amending.REWRITTEN:
        return Next("amending.rewrite")
    tasks = (await folder_of(unit, found)).tasks
    return Next("amending.field", {"seq": tasks[0].seq}) if len(tasks) == 1 else Next("amending.task")


async def _found(unit: UnitOfWork, draft: Draft) -> Signing:
    return await queries.signing(unit, _number(draft, "chain"))


async def _tasks(unit: UnitOfWork, draft: Draft) -> tuple[Task, ...]:
    return (await folder_of(unit, await _found(unit, draft))).tasks


async def _task(unit: UnitOfWork, draft: Draft) -> Task:
    for task in await _tasks(unit, draft):
        if task.seq == draft.answers["seq"]:
            return task
    raise NotFound("task")


async def _show_task(unit: UnitOfWork, draft: Draft) -> Ask:
    tasks = await _tasks(unit, draft)
    choices = tuple(Choice(str(task.seq), f"第{task.seq}项") for task in tasks[:MOST_BUTTONS])
    return Ask(facts={"tasks": [f"{task.seq}. {task.text[:60]}" for task in tasks]}, choices=choices, per_row=4)


async def _take_task(turn: Turn, draft: Draft, said: Said) -> Next:
    answer = (said.choice or said.text).strip().removeprefix("第").removesuffix("项")
    numbers = {str(task.seq) for task in await _tasks(turn.unit, draft)}
    if answer not in numbers:
        raise InvalidInput("task", "not_a_choice")
    return Next("amending.field", {"seq": int(answer)})


async def _show_field(unit: UnitOfWork, draft: Draft) -> Ask:
    choices = tuple(Choice(field, title) for field, title in FIELD_TITLES.items() if field != COORDINATOR)
    return Ask(facts=await _facts(unit, draft), choices=choices, per_row=2)


async def _take_field(turn: Turn, draft: Draft, said: Said) -> Next:
    field = Field(picked(said, (await _show_field(turn.unit, draft)).choices, "field"))
    return Next(QUESTION_OF[field], {"field": field.value, "picked": [], "unknown": "", "offered": []})


async def _facts(unit: UnitOfWork, draft: Draft) -> dict[str, object]:
    task = await _task(unit, draft)
    field = str(draft.answers.get("field") or "")
    return {"task": f"第{task.seq}项 {task.text[:60]}", "label": FIELD_TITLES.get(field, "")}


async def _show_due(unit: UnitOfWork, draft: Draft) -> Ask:
    return Ask(facts=await _facts(unit, draft))


async def _take_due(turn: Turn, draft: Draft, said: Said) -> Next:
    local = turn.unit.county.local(turn.unit.now)
    limit = read_deadline("due_on", typed(said, "due_on", LONGEST_NAME), local)
    return await _with(turn, draft, TaskChange(_number(draft, "seq"), Field.DUE, day=limit.day, hour=limit.hour))


async def _show_words(unit: UnitOfWork, draft: Draft) -> Ask:
    task, field = await _task(unit, draft), _field(draft)
    present = {Field.TEXT: task.text, Field.REQUIREMENT: task.requirement}[field]
    choices = (Choice(NONE, "无其他要求"),) if field is Field.REQUIREMENT else ()
    return Ask(facts={**await _facts(unit, draft), "present": present}, choices=choices)


async def _take_words(turn: Turn, draft: Draft, said: Said) -> Next:
    field = _field(draft)
    none = tapped(said, (await _show_words(turn.unit, draft)).choices, field.value)
    words = "" if none else typed(said, field.value, LIMITS[field])
    return await _with(turn, draft, TaskChange(_number(draft, "seq"), field, words=words))


async def _show_units(unit: UnitOfWork, draft: Draft) -> Ask:
    """The units that the matter has, or those that a doubtful name may mean."""
    offered = _numbers(draft, "offered")
    if not offered:
        offered = (await folder_of(unit, await _found(unit, draft))).unit_ids[:MOST_BUTTONS]
    units = await unit.find(Unit, id=offered, active=True)
    choices = [Choice(f"u{item.id}", short_name(item)) for item in units]
    if draft.answers["field"] == Field.SUPPORTS:
        choices.append(Choice(NONE, "无配合单位"))
    facts = {**await _facts(unit, draft), "unknown": draft.answers.get("unknown") or ""}
    return Ask(facts={**facts, "choices": bool(choices)}, choices=tuple(choices), per_row=2)


async def _take_units(turn: Turn, draft: Draft, said: Said) -> Next:
    field = _field(draft)
    value = tapped(said, (await _show_units(turn.unit, draft)).choices, field.value)
    so_far = _numbers(draft, "picked")
    if value:
        chosen = () if value == NONE else (*so_far, int(value[1:]))
        return await _with(turn, draft, TaskChange(_number(draft, "seq"), field, units=chosen))
    units = await turn.unit.find(Unit, kind=RESPONSIBLE_KINDS, active=True)
    found = find_units(typed(said, field.value, LONGEST_TEXT), units, turn.unit.county.name)
    chosen = (*so_far, *(item.id for item in found.units))
    if found.complete:
        return await _with(turn, draft, TaskChange(_number(draft, "seq"), field, units=chosen))
    doubtful = {
        "picked": list(chosen),
        "offered": [item.id for item in found.offered],
        "unknown": found.unknown or found.written,
    }
    return Next(QUESTION_OF[field], doubtful)


async def _show_rewrite(unit: UnitOfWork, draft: Draft) -> Ask:
    return Ask(facts={"present": (await _found(unit, draft)).chain.text, "limit": LONGEST_TEXT})


async def _take_rewrite(turn: Turn, draft: Draft, said: Said) -> Next:
    if said.files:
        raise InvalidInput("text", "text_wanted")
    text = amending.result_text(said.text, (await _found(turn.unit, draft)).chain.text)
    return await _to_confirm(turn.unit, draft, (), text, text=text)


async def _with(turn: Turn, draft: Draft, change: TaskChange) -> Next:
    """One change more: shown with the others, if together they change anything."""
    changes = (*_changes(draft), change)
    plain = adapter(tuple[TaskChange, ...]).dump_python(changes, mode="json")
    return await _to_confirm(turn.unit, draft, changes, "", changes=plain)


async def _to_confirm(
    unit: UnitOfWork, draft: Draft, wanted: Sequence[TaskChange], new_text: str, **answers: object
) -> Next:
    """Show the difference. It is kept as it was shown, so that what is signed is what was seen."""
    found = await _found(unit, draft)
    proposal = await propose(unit, found, wanted, new_text)
    lines = [{"added": line.added, "text": line.text} for line in difference(found.chain.text, proposal.text)]
    fields = [
        {"seq": line.seq, "label": line.label, "old": line.old, "new": line.new, "is_short": line.is_short}
        for line in change_lines(proposal.changes, unit.today)
    ]
    shown = {
        "amendment": {"changes": fields, "lines": [] if fields else lines},
        "difference": lines if fields else [],
        "stamp": proposal.stamp,
    }
    return Next("amending.confirm", {**answers, **shown})


async def _show_confirm(_unit: UnitOfWork, draft: Draft) -> Ask:
    choices = (
        Choice(f"{SIGN}{draft.answers['stamp']}", "确认修改并同意"),
        Choice(MORE, "继续修改"),
        Choice(DROP, "不改了"),
    )
    return Ask(choices=choices, per_row=2)


async def _take_confirm(turn: Turn, draft: Draft, said: Said) -> Next:
    unit, found = turn.unit, await _found(turn.unit, draft)
    seq, shown = _number(draft, "step"), str(draft.answers["shown"])
    try:
        amending.require_amendable(found, seq, turn.actor, shown)
    except Refusal as refusal:  # it was decided, or the text changed, in the meantime
        await say_no(turn, refusal)
        return END
    if said.choice == MORE:
        return await _first_question(unit, found)
    if said.choice == DROP:
        await outbox.tell(unit, [AmendmentDropped()])
        return END
    if not said.choice.startswith(SIGN):
        raise InvalidInput("confirm", "not_a_choice")
    return await _sign(turn, draft, said.choice.removeprefix(SIGN))


async def _sign(turn: Turn, draft: Draft, agreed: str) -> Next:
    changes, text = _changes(draft), str(draft.answers.get("text") or "")
    try:
        after = await amend(
            turn.unit,
            turn.actor,
            turn.services.catalogue.chain_effects,
            _number(draft, "chain"),
            _number(draft, "step"),
            shown=str(draft.answers["shown"]),
            agreed=agreed,
            wanted=changes,
            text=text,
        )
    except StaleButton:  # raised before anything was saved: what the difference showed is worded otherwise by now
        return await _to_confirm(turn.unit, draft, changes, text)
    await outbox.tell(turn.unit, [AmendmentSigned(now_with=after.now_with)])
    return END


def _changes(draft: Draft) -> Sequence[TaskChange]:
    changes: tuple[TaskChange, ...] = adapter(tuple[TaskChange, ...]).validate_python(draft.answers["changes"])
    return changes


def _field(draft: Draft) -> Field:
    return Field(str(draft.answers["field"]))


def _numbers(draft: Draft, name: str) -> tuple[int, ...]:
    value: Any = draft.answers.get(name)
    return tuple(value or ())


def _number(draft: Draft, name: str) -> int:
    value: Any = draft.answers[name]
    assert isinstance(value, int)
    return value


FLOW = Flow(
    "amending",
    AmendingPrompt,
    {
        "amending.task": Question(_show_task, _take_task),
        "amending.field": Question(_show_field, _take_field),
        "amending.due": Question(_show_due, _take_due),
        "amending.leads": Question(_show_units, _take_units),
        "amending.supports": Question(_show_units, _take_units),
        "amending.words": Question(_show_words, _take_words),
        "amending.rewrite": Question(_show_rewrite, _take_rewrite),
        "amending.confirm": Question(_show_confirm, _take_confirm),
    },
)
FLOWS = {FLOW.name: FLOW}

ROUTES = (Tap(press=AmendText, callback=begin, may=Permission.TEXT_AMEND),)
