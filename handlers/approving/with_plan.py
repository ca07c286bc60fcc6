"""督查方案 that is signed with its matter (P4.1, P8.1): its words below the matter's text, its state as the chain's."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from handlers.conversation.carrying import carry_out
from handlers.conversation.setting import template_setting
from messages.render import render
from messages.splitting import plain
from messages.views.matters import short_name
from storage.queries import activities as queries
from storage.queries import dispatching
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.inspection import activities, activity_plans
from supervision.model import Activity, ActivityStatus, Assignment, Chain, Matter, Task, Unit
from supervision.notices.activities import PlanText
from supervision.notices.base import kind_of
from supervision.refusals import InvalidInput
from supervision.reports.report_matching import short_number

SHOWN_TASKS = 12


@dataclass(frozen=True, slots=True)
class Spot:
    """One place that is inspected: a unit's share of a task, as people name it."""

    matter_id: int
    task_seq: int
    unit_id: int
    unit: str
    item: str
    text: str

    @property
    def place(self) -> tuple[int, int, int]:
        """Its key."""
        return self.matter_id, self.task_seq, self.unit_id


async def shares_of(unit: UnitOfWork, activity: Activity) -> list[Assignment]:
    """The assignments that an activity inspects."""
    ids = {int(task.partition("/")[0]) for task in activity.tasks}
    return activities.in_scope(activity, await queries.assignments_of(unit, ids))


async def spots_of(unit: UnitOfWork, activity: Activity) -> list[Spot]:
    """The places that an activity inspects, as people name them."""
    shares = await shares_of(unit, activity)
    ids = sorted({item.matter_id for item in shares})
    if not ids:
        return []
    tasks = {(task.matter_id, task.seq): task.text for task in await unit.find(Task, matter_id=ids)}
    names = await numbers_of(unit, ids)
    units = {item.id: short_name(item) for item in await unit.find(Unit, id=sorted({one.unit_id for one in shares}))}
    return [
        Spot(
            item.matter_id,
            item.task_seq,
            item.unit_id,
            units[item.unit_id],
            f"{names[item.matter_id]}第{item.task_seq}项",
            tasks[item.matter_id, item.task_seq],
        )
        for item in shares
    ]


async def numbers_of(unit: UnitOfWork, matter_ids: Collection[int]) -> Mapping[int, str]:
    """How people call the matters: 12号, or 登记号2026-31 before the issue."""
    numbers = await dispatching.numbers_of(unit, tuple(matter_ids))
    matters = await unit.find(Matter, id=tuple(matter_ids))
    return {
        item.id: short_number(numbers[item.id]) if item.id in numbers else f"登记号{item.registration_number}"
        for item in matters
    }


async def plan_text(unit: UnitOfWork, activity: Activity, *, attached: bool = False) -> str:
    """The plan as it is signed, without markup; `attached`: below the text of its matter."""
    spots = await spots_of(unit, activity)
    matter = await unit.get(Matter, activity.matter_id) if activity.matter_id else None
    units = {item.id: item for item in await unit.find(Unit, id=list(activity.unit_ids))}
    items = {spot.item: f"{spot.item}　{spot.text}" for spot in spots}
    text = PlanText(
        activity_kind=activity.kind,
        title=activity.title,
        matter=f"{matter.title}（登记号{matter.registration_number}）" if matter else "",
        content=activity.content,
        units=tuple(short_name(units[unit_id]) for unit_id in activity.unit_ids),
        tasks=tuple(items.values())[:SHOWN_TASKS],
        rest=tuple(items)[SHOWN_TASKS:],
        total=len(items),
        first_day=activity.since,
        last_day=activity.until,
        members=activity.members,
        clause=activities.clause_of(activity, matter.track if matter else ""),
        attached=attached,
    )
    rendered = render(kind_of(PlanText), text, **template_setting(unit))
    return plain("\n".join(part.text for part in rendered.parts))


async def attachment(unit: UnitOfWork, matter: Matter) -> str:
    """The words of the plan that stands below the matter's text; empty if none does."""
    plan = await attached_to(unit, matter)
    return "\n\n" + await plan_text(unit, plan, attached=True) if plan else ""


async def attached_to(unit: UnitOfWork, matter: Matter) -> Activity | None:
    """The plan that stands below the matter's text."""
    return activity_plans.attached(matter, await queries.signed_with_matter(unit, matter.id))


async def require_plan(unit: UnitOfWork, matter: Matter) -> None:
    """Refuse to send a matter as 督查活动 without a plan, or with one of what is not to be done any more.

    Raises:
        WrongState: there is none.
        InvalidInput: its tasks and units are not the matter's.
    """
    activity_plans.require(matter, await unit.find(Activity, matter_id=matter.id))
    plan = await attached_to(unit, matter)
    if plan is not None and not await shares_of(unit, plan):
        raise InvalidInput("scope", "no_scope")


async def submit_plan(unit: UnitOfWork, actor: Actor, plan: Activity | None) -> None:
    """The matter is sent for approval, and its plan with it."""
    if plan is not None:
        await carry_out(unit, actor, activities.submit(plan, ()))


async def approve_plan(unit: UnitOfWork, actor: Actor, chain: Chain) -> None:
    """The last signature of the matter is that of its plan."""
    for plan in await _being_signed(unit, chain.matter_id):
        await carry_out(unit, actor, activities.approve(plan, chain))


async def send_plan_back(unit: UnitOfWork, actor: Actor, chain: Chain, words: str) -> None:
    """The matter was sent back, and its plan with it."""
    for plan in await _being_signed(unit, chain.matter_id):
        await carry_out(unit, actor, activities.send_back(plan, words))


async def take_plan_back(unit: UnitOfWork, actor: Actor, matter_id: int, *, why: str) -> None:
    """The matter's text was changed or withdrawn after it was sent: what was signed with it is void as well."""
    for plan in await queries.signed_with_matter(unit, matter_id):
        if activities.can(plan, activities.Move.TAKE_BACK):
            await carry_out(unit, actor, activity_plans.take_back(plan, why))


async def unstart_plans(unit: UnitOfWork, actor: Actor, matter_id: int) -> None:
    """The matter's paper was withdrawn because its approval was denied: what began with it has not begun."""
    await take_plan_back(unit, actor, matter_id, why="denied")
    for activity in await queries.open_of_matter(unit, matter_id):
        if activity.status is ActivityStatus.RUNNING:
            await carry_out(unit, actor, activity_plans.unstart(activity))


async def end_plans(unit: UnitOfWork, actor: Actor, matter: Matter, *, into: str = "") -> None:
    """The matter was withdrawn, or merged `into` another: so are its activities."""
    for activity in await queries.open_of_matter(unit, matter.id):
        await carry_out(unit, actor, activity_plans.end_with(activity, matter, unit.now, into=into))


async def hold_plans(unit: UnitOfWork, actor: Actor, matter: Matter) -> None:
    """The matter was suspended or goes on: so do its activities."""
    for activity in await queries.open_of_matter(unit, matter.id):
        await carry_out(unit, actor, activity_plans.stand_still(activity, matter, unit.now))


async def _being_signed(unit: UnitOfWork, matter_id: int) -> list[Activity]:
    found = await queries.signed_with_matter(unit, matter_id)
    return [plan for plan in found if plan.status is ActivityStatus.IN_APPROVAL]
