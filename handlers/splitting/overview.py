"""The list of tasks that /split comes back to: shown with its total, one to change, one to delete."""

from __future__ import annotations

from handlers.conversation.answering import picked
from handlers.conversation.context import Turn
from handlers.conversation.flows import Ask, Next, Question, Said
from handlers.splitting.course import go, order_of, task_at, tasks_of
from handlers.splitting.details import task_facts
from storage.unit_of_work import UnitOfWork
from supervision.model import Draft
from supervision.notices.dialogue import Choice
from supervision.splitting.tasks import MOST_TASKS


def has_units(draft: Draft, key: str) -> bool:
    """Tell whether somebody is to do this task."""
    return task_at(draft.answers, key).has_units


async def show_list(unit: UnitOfWork, draft: Draft) -> Ask:
    """The tasks so far, and what can be done with the list."""
    tasks = tasks_of(draft.answers)
    lines = [await task_facts(unit, task, number) for number, task in enumerate(tasks, 1)]
    choices: list[Choice] = []
    open_number = next((number for number, task in enumerate(tasks, 1) if not task.has_units), None)
    if open_number:
        choices.append(Choice("fill", f"补充第{open_number}项"))
    if len(tasks) < MOST_TASKS:
        choices.append(Choice("add", "添加任务"))
    if tasks:
        choices += [Choice("edit", "修改"), Choice("drop", "删除"), Choice("done", "分解完成")]
    return Ask(facts={"lines": lines}, choices=tuple(choices))


async def _show_numbers(_unit: UnitOfWork, draft: Draft) -> Ask:
    keys = order_of(draft.answers)
    choices = [Choice(key, f"第{number}项") for number, key in enumerate(keys, 1)]
    return Ask(choices=(*choices, Choice("list", "返回清单")), per_row=4)


async def _take_which(turn: Turn, draft: Draft, said: Said) -> Next:
    key = await _numbered(turn, draft, said)
    return go("list") if key == "list" else go("task", at=key, adding=None)


async def _take_drop(turn: Turn, draft: Draft, said: Said) -> Next:
    key = await _numbered(turn, draft, said)
    return go("list", order=[item for item in order_of(draft.answers) if item != key])


async def _numbered(turn: Turn, draft: Draft, said: Said) -> str:
    """The key of the task that was tapped, or whose number was typed."""
    ask = await _show_numbers(turn.unit, draft)
    typed = Said(text=f"第{said.text}项") if said.text.isdecimal() else said
    return picked(typed, ask.choices, "number")


QUESTIONS = {
    "which": Question(_show_numbers, _take_which),
    "drop": Question(_show_numbers, _take_drop),
}
"""Questions by name."""
