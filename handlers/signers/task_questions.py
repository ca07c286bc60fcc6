"""Which task, which field, what it is to be: the questions by which tasks are changed, before and after the issue."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from handlers.conversation.answering import picked, tapped, typed
from handlers.conversation.context import Turn
from handlers.conversation.flows import Ask, Next, Question, Said
from messages.views.amending import FIELD_TITLES
from messages.views.matters import short_name
from storage.columns import adapter
from storage.unit_of_work import UnitOfWork
from supervision.approving.amending import LONGEST_TEXT
from supervision.approving.task_changes import COORDINATOR, Field, TaskChange
from supervision.calendars.dates import read_deadline
from supervision.model import RESPONSIBLE_KINDS, Draft, Task, Unit
from supervision.notices.dialogue import Choice
from supervision.papers.issuing import Folder
from supervision.refusals import InvalidInput, NotFound
from supervision.registering.registration import LONGEST_NAME
from supervision.search.finding import find_units
from supervision.splitting.tasks import LONGEST_REQUIREMENT, LONGEST_TASK

MOST_BUTTONS = 12
"""Tasks that have a button; every one can be typed by its number."""

NONE = "none"
"""The answer that a task has no such thing."""

LIMITS = {Field.TEXT: LONGEST_TASK, Field.REQUIREMENT: LONGEST_REQUIREMENT}
QUESTION_OF = {
    Field.DUE: "due",
    Field.LEADS: "leads",
    Field.SUPPORTS: "supports",
    Field.TEXT: "words",
    Field.REQUIREMENT: "words",
}
"""What is asked for each field."""


@dataclass(frozen=True, slots=True)
class TaskQuestions:
    """The questions of one flow.

    `folder` loads the matter that is changed; `confirm` says what follows once the changes so far are known.
    """

    flow: str
    folder: Callable[[UnitOfWork, Draft], Awaitable[Folder]]
    confirm: Callable[[Turn, Draft, Sequence[TaskChange]], Awaitable[Next]]

    @property
    def table(self) -> Mapping[str, Question]:
        """The questions by their keys."""
        return {
            f"{self.flow}.task": Question(self._show_task, self._take_task),
            f"{self.flow}.field": Question(self._show_field, self._take_field),
            f"{self.flow}.due": Question(self._show_due, self._take_due),
            f"{self.flow}.leads": Question(self._show_units, self._take_units),
            f"{self.flow}.supports": Question(self._show_units, self._take_units),
            f"{self.flow}.words": Question(self._show_words, self._take_words),
        }

    def first(self, folder: Folder) -> Next:
        """A task is picked if there are several."""
        tasks = folder.tasks
        one = len(tasks) == 1
        return Next(f"{self.flow}.field", {"seq": tasks[0].seq}) if one else Next(f"{self.flow}.task")

    async def _task(self, unit: UnitOfWork, draft: Draft) -> Task:
        for task in (await self.folder(unit, draft)).tasks:
            if task.seq == draft.answers["seq"]:
                return task
        raise NotFound("task")

    async def _show_task(self, unit: UnitOfWork, draft: Draft) -> Ask:
        tasks = (await self.folder(unit, draft)).tasks
        choices = tuple(Choice(str(task.seq), f"第{task.seq}项") for task in tasks[:MOST_BUTTONS])
        return Ask(facts={"tasks": [f"{task.seq}. {task.text[:60]}" for task in tasks]}, choices=choices, per_row=4)

    async def _take_task(self, turn: Turn, draft: Draft, said: Said) -> Next:
        answer = (said.choice or said.text).strip().removeprefix("第").removesuffix("项")
        numbers = {str(task.seq) for task in (await self.folder(turn.unit, draft)).tasks}
        if answer not in numbers:
            raise InvalidInput("task", "not_a_choice")
        return Next(f"{self.flow}.field", {"seq": int(answer)})

    async def _show_field(self, unit: UnitOfWork, draft: Draft) -> Ask:
        choices = tuple(Choice(field, title) for field, title in FIELD_TITLES.items() if field != COORDINATOR)
        return Ask(facts=await self._facts(unit, draft), choices=choices, per_row=2)

    async def _take_field(self, turn: Turn, draft: Draft, said: Said) -> Next:
        field = Field(picked(said, (await self._show_field(turn.unit, draft)).choices, "field"))
        answers: dict[str, object] = {"field": field.value, "picked": [], "unknown": "", "offered": []}
        return Next(f"{self.flow}.{QUESTION_OF[field]}", answers)

    async def _facts(self, unit: UnitOfWork, draft: Draft) -> dict[str, object]:
        task = await self._task(unit, draft)
        field = str(draft.answers.get("field") or "")
        return {"task": f"第{task.seq}项 {task.text[:60]}", "label": FIELD_TITLES.get(field, "")}

    async def _show_due(self, unit: UnitOfWork, draft: Draft) -> Ask:
        return Ask(facts=await self._facts(unit, draft))

    async def _take_due(self, turn: Turn, draft: Draft, said: Said) -> Next:
        local = turn.unit.county.local(turn.unit.now)
        limit = read_deadline("due_on", typed(said, "due_on", LONGEST_NAME), local)
        change = TaskChange(number_of(draft, "seq"), Field.DUE, day=limit.day, hour=limit.hour)
        return await self._with(turn, draft, change)

    async def _show_words(self, unit: UnitOfWork, draft: Draft) -> Ask:
        task, field = await self._task(unit, draft), _field(draft)
        present = {Field.TEXT: task.text, Field.REQUIREMENT: task.requirement}[field]
        choices = (Choice(NONE, "无其他要求"),) if field is Field.REQUIREMENT else ()
        return Ask(facts={**await self._facts(unit, draft), "present": present}, choices=choices)

    async def _take_words(self, turn: Turn, draft: Draft, said: Said) -> Next:
        field = _field(draft)
        none = tapped(said, (await self._show_words(turn.unit, draft)).choices, field.value)
        words = "" if none else typed(said, field.value, LIMITS[field])
        return await self._with(turn, draft, TaskChange(number_of(draft, "seq"), field, words=words))

    async def _show_units(self, unit: UnitOfWork, draft: Draft) -> Ask:
        """The units that the matter has, or those that a doubtful name may mean."""
        offered = _numbers(draft, "offered")
        if not offered:
            offered = (await self.folder(unit, draft)).unit_ids[:MOST_BUTTONS]
        units = await unit.find(Unit, id=offered, active=True)
        choices = [Choice(f"u{item.id}", short_name(item)) for item in units]
        if draft.answers["field"] == Field.SUPPORTS:
            choices.append(Choice(NONE, "无配合单位"))
        facts = {**await self._facts(unit, draft), "unknown": draft.answers.get("unknown") or ""}
        return Ask(facts={**facts, "choices": bool(choices)}, choices=tuple(choices), per_row=2)

    async def _take_units(self, turn: Turn, draft: Draft, said: Said) -> Next:
        field = _field(draft)
        value = tapped(said, (await self._show_units(turn.unit, draft)).choices, field.value)
        so_far = _numbers(draft, "picked")
        if value:
            chosen = () if value == NONE else (*so_far, int(value[1:]))
            return await self._with(turn, draft, TaskChange(number_of(draft, "seq"), field, units=chosen))
        units = await turn.unit.find(Unit, kind=RESPONSIBLE_KINDS, active=True)
        found = find_units(typed(said, field.value, LONGEST_TEXT), units, turn.unit.county.name)
        chosen = (*so_far, *(item.id for item in found.units))
        if found.complete:
            return await self._with(turn, draft, TaskChange(number_of(draft, "seq"), field, units=chosen))
        doubtful = {
            "picked": list(chosen),
            "offered": [item.id for item in found.offered],
            "unknown": found.unknown or found.written,
        }
        return Next(f"{self.flow}.{QUESTION_OF[field]}", doubtful)

    async def _with(self, turn: Turn, draft: Draft, change: TaskChange) -> Next:
        """One change more: confirmed with the others, if together they change anything."""
        changes = (*changes_of(draft), change)
        following = await self.confirm(turn, draft, changes)
        plain = adapter(tuple[TaskChange, ...]).dump_python(changes, mode="json")
        return Next(following.question, {**following.answers, "changes": plain})


def changes_of(draft: Draft) -> Sequence[TaskChange]:
    """The changes so far."""
    changes: tuple[TaskChange, ...] = adapter(tuple[TaskChange, ...]).validate_python(draft.answers["changes"])
    return changes


def number_of(draft: Draft, name: str) -> int:
    """A number among the answers."""
    value: Any = draft.answers[name]
    assert isinstance(value, int)
    return value


def _field(draft: Draft) -> Field:
    return Field(str(draft.answers["field"]))


def _numbers(draft: Draft, name: str) -> tuple[int, ...]:
    value: Any = draft.answers.get(name)
    return tuple(value or ())
