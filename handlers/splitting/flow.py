"""Splitting a matter into tasks: /split."""

from __future__ import annotations

from handlers.conversation.answering import picked, tapped, typed_names
from handlers.conversation.context import Turn
from handlers.conversation.dialogue import open_flow
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said
from handlers.conversation.routes import Command, Tap
from handlers.splitting import details, overview, picking, start
from handlers.splitting.course import FLOW_NAME, go, order_of, tasks_of
from handlers.splitting.matter import split_matter
from handlers.splitting.start import first_question, numbered, offered_to
from messages.presses.matters import BeginSplit
from messages.views.matters import short_name
from storage import outbox
from storage.unit_of_work import UnitOfWork
from supervision.model import (
    Draft,
    Unit,
)
from supervision.notices.dialogue import Choice
from supervision.notices.splitting import MatterSplit, NothingToSplit, SplittingPrompt
from supervision.registering.registration import LONGEST_NAME, MOST_COPIES
from supervision.roles import Permission
from supervision.splitting import TaskDraft, lead_units
from supervision.splitting.tasks import check_ready


async def begin(turn: Turn) -> None:
    """/split, with or without a registration number."""
    if turn.heard.args:
        found = await numbered(turn, turn.heard.args)
        await _open(turn, found.id)
        return
    offered = await offered_to(turn.unit, turn.actor)
    if not offered:
        await outbox.tell(turn.unit, [NothingToSplit()])
        return
    await open_flow(turn, FLOW, f"{FLOW_NAME}.matter", {}, wanted="split")


async def begin_from_card(turn: Turn) -> None:
    """［分解］ on the card of a matter."""
    if not isinstance(turn.press, BeginSplit):
        raise TypeError(turn.press)
    await _open(turn, turn.press.matter)


async def _open(turn: Turn, matter_id: int) -> None:
    first = await first_question(turn, matter_id)
    await open_flow(turn, FLOW, str(first.question), first.answers, wanted="split")


async def _take_list(turn: Turn, draft: Draft, said: Said) -> Next:
    ask = await overview.show_list(turn.unit, draft)
    match picked(said, ask.choices, "list"):
        case "add":
            return details.begin_task(draft)
        case "edit":
            return go("which")
        case "drop":
            return go("drop")
        case "done":
            return _after_list(tasks_of(draft.answers))
    key = next(key for key in order_of(draft.answers) if not overview.has_units(draft, key))
    return details.fill(draft, key)


def _after_list(tasks: list[TaskDraft]) -> Next:
    """The list is ready: name who gathers the answers, if that is open, then 抄送."""
    check_ready(tasks)
    leading = lead_units(tasks)
    if len(leading) == 1:
        return go("copy", coordinator=leading[0])
    return go("coordinator", coordinator=None)


async def _show_coordinator(unit: UnitOfWork, draft: Draft) -> Ask:
    tasks = tasks_of(draft.answers)
    candidates = lead_units(tasks) or tuple(dict.fromkeys(item for task in tasks for item in task.supports))
    units = {item.id: item for item in await unit.find(Unit, id=candidates)}
    choices = [Choice(str(item), short_name(units[item])) for item in candidates[:20] if item in units]
    # Where one task has several leads, somebody must answer for it as a whole.
    if all(len(task.leads) < 2 for task in tasks):
        choices.append(Choice("none", "不指定"))
    return Ask(choices=tuple(choices))


async def _take_coordinator(turn: Turn, draft: Draft, said: Said) -> Next:
    ask = await _show_coordinator(turn.unit, draft)
    value = picked(said, ask.choices, "coordinator")
    return go("copy", coordinator=None if value == "none" else int(value))


async def _show_copy(_unit: UnitOfWork, draft: Draft) -> Ask:
    keep = (Choice("keep", "保持不变"),) if draft.answers.get("copy_to") else ()
    return Ask(choices=(*keep, Choice("none", "不抄送")))


async def _take_copy(turn: Turn, draft: Draft, said: Said) -> Next:
    ask = await _show_copy(turn.unit, draft)
    match tapped(said, ask.choices, "copy_to"):
        case "keep":
            present = draft.answers.get("copy_to")
            names = list(present) if isinstance(present, list) else []
        case "none":
            names = []
        case _:
            names = typed_names(said, "copy_to", limit=LONGEST_NAME, most=MOST_COPIES)
    await _write(turn, draft, tuple(names))
    return END


async def _write(turn: Turn, draft: Draft, copy_to: tuple[str, ...]) -> None:
    tasks, coordinator = tasks_of(draft.answers), draft.answers.get("coordinator")
    coordinating = coordinator if isinstance(coordinator, int) else None
    voided = await split_matter(
        turn.unit,
        turn.actor,
        int(str(draft.answers["matter"])),
        tasks,
        coordinating_unit_id=coordinating,
        copy_to=copy_to,
    )
    unit = await turn.unit.get(Unit, coordinating) if coordinating is not None else None
    answer = MatterSplit(
        number=str(draft.answers["registration_number"]),
        tasks=len(tasks),
        units=len({item for task in tasks for item in (*task.leads, *task.supports)}),
        coordinating=short_name(unit) if unit else "",
        voided=voided,
    )
    await outbox.tell(turn.unit, [answer])


_QUESTIONS = {
    **start.QUESTIONS,
    "list": Question(overview.show_list, _take_list),
    **overview.QUESTIONS,
    **details.QUESTIONS,
    **picking.QUESTIONS,
    "coordinator": Question(_show_coordinator, _take_coordinator),
    "copy": Question(_show_copy, _take_copy),
}

FLOW = Flow(FLOW_NAME, SplittingPrompt, {f"{FLOW_NAME}.{name}": item for name, item in _QUESTIONS.items()})

ROUTES = (
    Command(name="split", callback=begin, may=Permission.MATTER_SPLIT, description="分解督查事项", word="分解"),
    Tap(press=BeginSplit, callback=begin_from_card, may=Permission.MATTER_SPLIT),
)

FLOWS = {FLOW.name: FLOW}
