"""The course of /split: the tasks as the draft keeps them, and which question of a task follows which.

Each task is an answer of its own (`t1`, `t2` …) and `order` says which stand and how they are numbered, so that an
answer overwrites one task and not the list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from handlers.conversation.flows import Next
from storage.columns import adapter
from supervision.splitting import TaskDraft

FLOW_NAME = "splitting"

Answers = Mapping[str, Any]
"""The answers of the draft: plain JSON."""

_ADDING: Mapping[str, str] = {
    "text": "leads",
    "leads": "supports",
    "supports": "due",
    "due": "reports",
    "reports": "task",
    "review": "task",
}
"""What is asked of a new task, one after the other; then its menu, where the rest can be added."""

PICKING: dict[str, object] = {"offered": None, "written": None, "unknown": None, "page": None, "townships": None}
"""What choosing units keeps between two answers, emptied when the question is left."""


def go(question: str, **answers: object) -> Next:
    """Ask this next, and remember the answers."""
    return Next(f"{FLOW_NAME}.{question}", answers)


def order_of(answers: Answers) -> list[str]:
    """The keys of the tasks that stand, in their order."""
    return list(answers.get("order") or [])


def task_at(answers: Answers, key: str) -> TaskDraft:
    """One task."""
    draft: TaskDraft = adapter(TaskDraft).validate_python(answers[key])
    return draft


def tasks_of(answers: Answers) -> list[TaskDraft]:
    """All tasks in order."""
    return [task_at(answers, key) for key in order_of(answers)]


def current(answers: Answers) -> TaskDraft:
    """The task that is being written or changed."""
    return task_at(answers, answers["at"])


def number_of(answers: Answers) -> int:
    """The number of that task on the list; the next free one while it is being added."""
    order = order_of(answers)
    return order.index(answers["at"]) + 1 if answers.get("at") in order else len(order) + 1


def plain(draft: TaskDraft) -> Any:
    """A task as JSON."""
    return adapter(TaskDraft).dump_python(draft, mode="json")


def listed(drafts: Iterable[TaskDraft], first: int = 1) -> dict[str, object]:
    """The answers that hold these tasks, in this order."""
    tasks = {f"t{number}": plain(draft) for number, draft in enumerate(drafts, first)}
    return {**tasks, "order": list(tasks), "last": first - 1 + len(tasks)}


def keep(answers: Answers, question: str, draft: TaskDraft, **more: object) -> Next:
    """Take the task as it is after this question, and ask what follows: of a new task the next, else its menu."""
    following = _ADDING[question] if answers.get("adding") else "task"
    if question == "due" and draft.ongoing:
        following = "reports"
    if question == "reports" and draft.ongoing:
        following = "review"
    return go(following, **{answers["at"]: plain(draft)}, **more)
