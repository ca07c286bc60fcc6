"""The use case of splitting: the tasks of a matter, as they are and written anew."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.approving.submitting import void_approval
from handlers.conversation.carrying import carry_out
from storage.queries import activities as queries
from storage.queries import matters
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.inspection import activities, activity_plans
from supervision.model import (
    Assignment,
    ChainPurpose,
    Matter,
    Part,
    Post,
    Task,
    Unit,
)
from supervision.procedures.lifecycle import MatterEvent, advance
from supervision.roles import Permission
from supervision.scope import require_sight
from supervision.splitting import TaskDraft, split


async def split_matter(
    unit: UnitOfWork,
    actor: Actor,
    matter_id: int,
    drafts: Sequence[TaskDraft],
    *,
    coordinating_unit_id: int | None = None,
    copy_to: tuple[str, ...] = (),
) -> bool:
    """Write a matter's tasks, in place of those that it had. What was signed before is void.

    Returns:
        Whether a request for approval was voided.
    """
    matter = await splittable(unit, actor, matter_id)
    units = {item.id: item for item in await unit.find(Unit, active=True)}
    outcome = split(matter, drafts, units, actor, coordinating_unit_id=coordinating_unit_id, copy_to=copy_to)
    voided = await void_approval(unit, actor, ChainPurpose.ISSUE, matter.id, why="split_again")
    await _void_plans(unit, actor, matter.id)
    await matters.drop_tasks(unit, matter.id)
    await carry_out(unit, actor, outcome)
    return voided


async def _void_plans(unit: UnitOfWork, actor: Actor, matter_id: int) -> None:
    """A plan that was approved for the tasks as they were is its drafter's again (Order 733 art. 15)."""
    for activity in await queries.open_of_matter(unit, matter_id):
        if activities.can(activity, activities.Move.TAKE_BACK):
            await void_approval(unit, actor, ChainPurpose.ACTIVITY, activity.id, why="split_again")
            await carry_out(unit, actor, activity_plans.take_back(activity, "split_again"))


async def splittable(unit: UnitOfWork, actor: Actor, matter_id: int) -> Matter:
    """The matter, if it lies on this person's desk and may be split."""
    actor.require(Permission.MATTER_SPLIT)
    matter = await unit.require(Matter, matter_id)
    require_sight(actor, matter, await unit.get(Post, matter.registered_post_id))
    advance(matter, MatterEvent.SPLIT)
    return matter


async def present_tasks(unit: UnitOfWork, matter_id: int) -> list[TaskDraft]:
    """The tasks that the matter has now."""
    assignments = await unit.find(Assignment, matter_id=matter_id)

    def units(task: Task, part: Part) -> tuple[int, ...]:
        return tuple(item.unit_id for item in assignments if item.task_seq == task.seq and item.part is part)

    return [
        TaskDraft(
            task.text,
            units(task, Part.LEAD),
            units(task, Part.SUPPORT),
            task.requirement,
            task.due_on,
            task.due_hour,
            task.report_on,
            task.leader_in_charge_post_id,
            task.term,
            task.term_from,
            task.cycle,
            task.cycle_until,
            task.ongoing,
            task.review_on,
        )
        for task in await unit.find(Task, matter_id=matter_id)
    ]
