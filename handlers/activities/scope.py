"""What an activity inspects: reading it as people type it, and naming it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from handlers.matters.lookups import find_matters
from storage.queries import activities as queries
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.inspection.activities import INSPECTED, task_key
from supervision.model import Assignment, AssignmentStatus, Matter, Task, Unit
from supervision.refusals import InvalidInput, NotFound, WrongState

LONGEST_SCOPE = 500
MOST_TASKS = 300

_BETWEEN = re.compile(r"[、，,；;\n]+")
_ONE = re.compile(r"(?P<matter>.+?)\s*(?:第(?P<task>\d{1,3})项)?")


async def read_scope(unit: UnitOfWork, actor: Actor, text: str) -> list[str]:
    """Read 12号、9号第2项: the tasks of matters in hand.

    Raises:
        InvalidInput: too long, several matters fit one of the names, or too many tasks.
        NotFound: there is no such matter or task for him.
        WrongState: a matter is not in hand.
    """
    if len(text) > LONGEST_SCOPE:
        raise InvalidInput("scope", "too_long", limit=LONGEST_SCOPE)
    tasks: list[str] = []
    for piece in filter(None, (one.strip() for one in _BETWEEN.split(text))):
        match = _ONE.fullmatch(piece)
        if match is None:
            raise InvalidInput("scope", "empty")
        found = await find_matters(unit, actor, match["matter"])
        if len(found) != 1:
            raise InvalidInput("scope", "several_matters", given=match["matter"])
        tasks += await _tasks_of(unit, found[0], int(match["task"]) if match["task"] else None)
    if not tasks:
        raise InvalidInput("scope", "empty")
    return _limited(tasks)


async def _tasks_of(unit: UnitOfWork, matter: Matter, seq: int | None) -> list[str]:
    if matter.status not in INSPECTED:
        raise WrongState("matter", matter.status.value)
    seqs = sorted(task.seq for task in await unit.find(Task, matter_id=matter.id))
    if seq is not None and seq not in seqs:
        raise NotFound("task", f"{matter.registration_number}第{seq}项")
    return [task_key(matter.id, one) for one in seqs if seq in (None, one)]


async def tasks_in_hand(unit: UnitOfWork, track: str) -> list[str]:
    """All tasks of matters in hand, of one track or of all. Raises InvalidInput if there are none, or too many."""
    ids = {matter.id for matter in await queries.inspected_matters(unit, track)}
    found = await queries.assignments_of(unit, ids) if ids else []
    tasks = dict.fromkeys(task_key(item.matter_id, item.task_seq) for item in found if _is_live(item))
    if not tasks:
        raise InvalidInput("scope", "no_scope")
    return _limited(tasks)


def _is_live(item: Assignment) -> bool:
    return item.status is not AssignmentStatus.WITHDRAWN


def _limited(tasks: Iterable[str]) -> list[str]:
    each = list(dict.fromkeys(tasks))
    if len(each) > MOST_TASKS:
        raise InvalidInput("scope", "too_many", limit=MOST_TASKS)
    return each


async def units_of(unit: UnitOfWork, tasks: Collection[str]) -> dict[int, Unit]:
    """The units that have a share in the tasks."""
    wanted = set(tasks)
    shares = await queries.assignments_of(unit, _matter_ids(tasks))
    ids = {item.unit_id for item in shares if _is_live(item) and task_key(item.matter_id, item.task_seq) in wanted}
    return {item.id: item for item in await unit.find(Unit, id=sorted(ids))} if ids else {}


def _matter_ids(tasks: Iterable[str]) -> set[int]:
    return {int(task.partition("/")[0]) for task in tasks}
