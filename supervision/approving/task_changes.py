"""What of the tasks of a matter a signer may change, what the matter is then, and by which lines texts differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from difflib import SequenceMatcher
from enum import StrEnum
from types import MappingProxyType

from supervision.calendars.report_days import printed_day
from supervision.calendars.timing import limit_words
from supervision.calendars.year_turn import check_within_year
from supervision.hotline.callers import require_none
from supervision.model import Assignment, AssignmentStatus, FieldChange, Part, Task, Unit
from supervision.papers.issuing import Folder
from supervision.refusals import InvalidInput, NotFound
from supervision.splitting.tasks import LONGEST_REQUIREMENT, LONGEST_TASK, check_units, without_stop

COORDINATOR = "coordinator"
"""The `field` of the change that follows by itself: who coordinates, once the unit that did has no task any more."""


class Field(StrEnum):
    """What of a task a signer may change."""

    TEXT = "text"
    REQUIREMENT = "requirement"
    DUE = "due"
    LEADS = "leads"
    SUPPORTS = "supports"


@dataclass(frozen=True, slots=True)
class TaskChange:
    """What a signer asks for: one field of one task, and its new words, date or units."""

    task_seq: int
    field: Field
    words: str = ""
    day: date | None = None
    hour: time | None = None
    units: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class DiffLine:
    """One line that went (`added` false) or came."""

    added: bool
    text: str


def difference(old: str, new: str) -> tuple[DiffLine, ...]:
    """Give the lines by which two texts differ, what went before what came in its place."""
    before, after = old.split("\n"), new.split("\n")
    lines: list[DiffLine] = []
    for kind, i, j, m, n in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            lines += [DiffLine(False, line) for line in before[i:j]]
            lines += [DiffLine(True, line) for line in after[m:n]]
    return tuple(lines)


def propose(
    folder: Folder, changes: Iterable[TaskChange], units: Mapping[int, Unit]
) -> tuple[Folder, tuple[FieldChange, ...]]:
    """Give the matter as the changes would make it, and each change with what stood there before.

    A field that was changed twice counts as it is in the end; one that is back where it was does not count.

    Raises:
        NotFound: there is no such task.
        InvalidInput: the new value does not fit its field, leaves a task that nobody is to do, or names a caller.
    """
    after = folder
    for change in changes:
        require_none(folder.matter.track, change.words)
        after = _APPLY[change.field](after, change, units)
        _check_done_by_somebody(after, change.task_seq)
    after = _with_coordinator(after)
    return after, tuple(_field_changes(folder, after))


def dropped(before: Folder, after: Folder) -> tuple[Assignment, ...]:
    """The assignments that the changes take away; the use case deletes them, since nothing was issued yet."""
    kept = {(a.task_seq, a.unit_id) for a in after.assignments}
    return tuple(a for a in before.assignments if (a.task_seq, a.unit_id) not in kept)


def saved(before: Folder, after: Folder) -> tuple[object, ...]:
    """The rows that the changes write."""
    rows: list[object] = [] if after.matter == before.matter else [after.matter]
    rows += [task for task in after.tasks if task not in before.tasks]
    return (*rows, *(a for a in after.assignments if a not in before.assignments))


def _task(folder: Folder, seq: int) -> Task:
    for task in folder.tasks:
        if task.seq == seq:
            return task
    raise NotFound("task")


def _with_task(folder: Folder, task: Task) -> Folder:
    return replace(folder, tasks=tuple(task if one.seq == task.seq else one for one in folder.tasks))


def _words(change: TaskChange, limit: int, *, required: bool) -> str:
    words = " ".join(change.words.split())
    if required and not words:
        raise InvalidInput(change.field.value, "empty")
    if len(words) > limit:
        raise InvalidInput(change.field.value, "too_long", limit=limit)
    return words


def _apply_text(folder: Folder, change: TaskChange, _units: Mapping[int, Unit]) -> Folder:
    text = without_stop(_words(change, LONGEST_TASK, required=True))
    return _with_task(folder, replace(_task(folder, change.task_seq), text=text))


def _apply_requirement(folder: Folder, change: TaskChange, _units: Mapping[int, Unit]) -> Folder:
    words = _words(change, LONGEST_REQUIREMENT, required=False)
    return _with_task(folder, replace(_task(folder, change.task_seq), requirement=words))


def _apply_due(folder: Folder, change: TaskChange, _units: Mapping[int, Unit]) -> Folder:
    """Another date; progress is not asked for on a day after it any more.

    Beyond the year in which all is to be done, only an extension that the mayor signs gives it (P3.2).
    """
    if change.day is None:
        raise InvalidInput("due_on", "empty")
    check_within_year(folder.matter, change.day, given=f"第{change.task_seq}项")
    task = _task(folder, change.task_seq)
    earlier = tuple(day for day in task.report_on if day < change.day)
    dated = replace(task, due_on=change.day, due_hour=change.hour, report_on=earlier)
    return _with_task(folder, replace(dated, term="", ongoing=False, review_on=None))


def _apply_units(folder: Folder, change: TaskChange, units: Mapping[int, Unit]) -> Folder:
    """Other units in one part; who is put into one part leaves the other."""
    task = _task(folder, change.task_seq)
    check_units(change.units, units)
    part = Part.LEAD if change.field is Field.LEADS else Part.SUPPORT
    chosen = dict.fromkeys(change.units)
    mine = {a.unit_id: a for a in folder.of_task(task.seq)}
    kept = [a for a in folder.assignments if a.task_seq != task.seq or a.status is AssignmentStatus.WITHDRAWN]
    kept += [a for a in mine.values() if a.part is not part and a.unit_id not in chosen]
    kept += [
        replace(mine[unit_id], part=part) if unit_id in mine else Assignment(folder.matter.id, task.seq, unit_id, part)
        for unit_id in chosen
    ]
    known = {**folder.units, **{unit_id: units[unit_id] for unit_id in chosen}}
    ordered = sorted(kept, key=lambda a: (a.task_seq, a.part is Part.SUPPORT))
    return replace(folder, assignments=tuple(ordered), units=known)


_APPLY: Mapping[Field, Callable[[Folder, TaskChange, Mapping[int, Unit]], Folder]] = MappingProxyType(
    {
        Field.TEXT: _apply_text,
        Field.REQUIREMENT: _apply_requirement,
        Field.DUE: _apply_due,
        Field.LEADS: _apply_units,
        Field.SUPPORTS: _apply_units,
    }
)


def _check_done_by_somebody(folder: Folder, seq: int) -> None:
    if not folder.of_task(seq):
        raise InvalidInput("tasks", "no_units", given=str(seq))


def _with_coordinator(folder: Folder) -> Folder:
    """总牵头 is one of the units that have a task: if it lost its last one, the first lead takes its place."""
    present = folder.matter.coordinating_unit_id
    involved = [a for a in folder.assignments if a.status is not AssignmentStatus.WITHDRAWN]
    if present is None or any(a.unit_id == present for a in involved):
        return folder
    leads = [a.unit_id for a in involved if a.part is Part.LEAD]
    return replace(folder, matter=replace(folder.matter, coordinating_unit_id=next(iter(leads), None)))


def _field_changes(before: Folder, after: Folder) -> Iterator[FieldChange]:
    for task in before.tasks:
        old, new = _shown(before, task.seq), _shown(after, task.seq)
        yield from (FieldChange(task.seq, name, old[name], new[name]) for name in old if old[name] != new[name])
    old_unit, new_unit = (_names(f, [f.matter.coordinating_unit_id]) for f in (before, after))
    if old_unit != new_unit:
        yield FieldChange(0, COORDINATOR, old_unit, new_unit)


def _shown(folder: Folder, seq: int) -> dict[str, str]:
    """A task's fields as stable words: units by name, the date as ISO."""
    task, assigned = _task(folder, seq), folder.of_task(seq)
    due_on = printed_day(task, folder.matter)
    hour = task.due_hour if task.due_on else folder.matter.due_hour
    moment = due_on.isoformat() + (f"T{hour:%H:%M}" if hour else "") if due_on else limit_words(task)
    return {
        Field.TEXT.value: task.text,
        Field.REQUIREMENT.value: task.requirement,
        Field.DUE.value: moment,
        Field.LEADS.value: _names(folder, [a.unit_id for a in assigned if a.part is Part.LEAD]),
        Field.SUPPORTS.value: _names(folder, [a.unit_id for a in assigned if a.part is Part.SUPPORT]),
    }


def _names(folder: Folder, unit_ids: Iterable[int | None]) -> str:
    return "、".join(folder.units[unit_id].name for unit_id in unit_ids if unit_id is not None)
