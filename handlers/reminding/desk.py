"""The desk: what the Office must not forget becomes lines of its digests (see `supervision.model.DeskItem`)."""

from __future__ import annotations

from datetime import date, datetime

from handlers.conversation.catalogue import Tick
from handlers.conversation.context import Services
from storage.queries import desk, reminders, summaries
from storage.queries.deliveries import dispatch_of
from storage.unit_of_work import UnitOfWork
from supervision.calendars import city_dates, ongoing
from supervision.calendars.deadlines import local_date
from supervision.carrying_out import plan_reminders
from supervision.desk_items import matter_of, next_said, rung_of, told
from supervision.instructions import answering_leaders
from supervision.model import (
    Assignment,
    DeskItem,
    DeskKind,
    FurtherInstruction,
    Matter,
    MatterStatus,
    Plan,
    Post,
    Rectification,
    Reminder,
    Task,
    Transfer,
)
from supervision.rectification import rectification_promises
from supervision.reminding.reminders import may_send_digests
from supervision.results import upward_reminders
from supervision.roles import UNIT_LEADERS, Role


async def put_on_digests(services: Services) -> None:
    """Make reminders of what is to be said today; the sweep puts them into digests."""
    async with services.transaction() as unit:
        for item in await desk.ready(unit):
            if await _is_over(unit, item):
                await desk.settle(unit, item.kind, item.key)
                continue
            await _say(unit, await _of_plan(unit, item) if item.kind in plan_reminders.REMINDERS else item)
        await unit.commit()


async def _say(unit: UnitOfWork, item: DeskItem) -> None:
    """Remind of it, unless its day turned out to be a later one, or it rests."""
    if item.on > unit.today:
        await unit.save(item)
        return
    if not await _is_at_rest(unit, item):
        await reminders.add(unit, await _reminders(unit, item))
    await unit.save(told(item, unit.today, unit.workdays))


async def _is_over(unit: UnitOfWork, item: DeskItem) -> bool:
    """Whether what is ongoing has got a date, or a promise is not wanted any more, or its matter has ended."""
    if await _is_withdrawn(unit, item) or (item.kind is DeskKind.ANSWER_OWED and not await _has_leaders(unit, item)):
        return True
    if item.kind is DeskKind.SUBMISSION:
        matter_id = upward_reminders.of_matter(item)
        newest = await summaries.newest_submissions(unit, matter_id)
        return upward_reminders.is_over(item, await unit.get(Matter, matter_id), newest)
    if item.kind in rectification_promises.REMINDERS:
        return not await _promise_wanted(unit, item)
    if item.kind in plan_reminders.REMINDERS:
        matter_id, unit_id = plan_reminders.named(item)
        shares = await unit.find(Assignment, matter_id=matter_id, unit_id=unit_id)
        plan = await unit.get(Plan, matter_id, unit_id)
        return plan_reminders.is_over(plan, shares, await unit.get(Matter, matter_id))
    found = ongoing.named(item)
    if found is None:
        return _is_known(unit, item)
    return ongoing.is_over(await unit.get(Task, *found), await unit.get(Matter, found[0]))


def _is_known(unit: UnitOfWork, item: DeskItem) -> bool:
    """Whether it is a year's calendar that became known without being entered: a new version of the bot knows it."""
    return item.kind is DeskKind.CALENDAR and not unit.workdays.provisional(date(int(item.number), 1, 1))


async def _is_withdrawn(unit: UnitOfWork, item: DeskItem) -> bool:
    """Whether the matter was 撤销 or 并案: nothing of it is owed to anybody."""
    matter_id = matter_of(item)
    if item.kind is DeskKind.REASSIGN:
        transfer = await unit.get(Transfer, int(item.key))
        matter_id = transfer.matter_id if transfer else None
    matter = await unit.get(Matter, matter_id) if matter_id is not None else None
    return matter is not None and matter.status is MatterStatus.WITHDRAWN


async def _has_leaders(unit: UnitOfWork, item: DeskItem) -> bool:
    """Whether anybody who instructed holds a post that exists still, so that he can be told."""
    matter = await unit.get(Matter, int(item.key))
    further = await unit.find(FurtherInstruction, matter_id=int(item.key))
    posts = {post.id: post for post in await unit.find(Post, active=True)}
    return matter is None or bool(answering_leaders.instructed(matter, further, posts))


async def _promise_wanted(unit: UnitOfWork, item: DeskItem) -> bool:
    order = await unit.get(Rectification, int(item.key))
    share = await unit.get(Assignment, order.matter_id, order.task_seq, order.unit_id) if order else None
    return rectification_promises.is_wanted(order, share, await unit.get(Matter, order.matter_id) if order else None)


async def _is_at_rest(unit: UnitOfWork, item: DeskItem) -> bool:
    """Whether it is a promise or a report of a suspended matter: it stays on the desk, and nobody is reminded."""
    if item.kind is DeskKind.SUBMISSION:
        return city_dates.is_at_rest(await unit.get(Matter, upward_reminders.of_matter(item)))
    if item.kind in plan_reminders.REMINDERS:
        return plan_reminders.is_at_rest(await unit.require(Matter, plan_reminders.named(item)[0]))
    if item.kind not in rectification_promises.REMINDERS:
        return False
    order = await unit.require(Rectification, int(item.key))
    return rectification_promises.is_at_rest(await unit.require(Matter, order.matter_id))


async def _of_plan(unit: UnitOfWork, item: DeskItem) -> DeskItem:
    """The thing with the day that counts for its unit, from when it learned of the paper."""
    dispatch = await dispatch_of(unit, *plan_reminders.named(item))
    learned_at = dispatch.delivered_at if dispatch else None
    learned_on = local_date(learned_at, unit.county.zone) if learned_at else None
    return plan_reminders.as_of(item, learned_on, unit.today, unit.county, unit.workdays)


async def _reminders(unit: UnitOfWork, item: DeskItem) -> list[Reminder]:
    post = await unit.get(Post, item.post_id)
    posts = await _of_unit(unit, item.unit_id) if item.unit_id else []
    if not posts and post is not None and post.active and post.holder_id is not None:
        posts = [post]
    posts = posts or await unit.find(Post, role=Role.OFFICER, active=True)
    return [Reminder(0, 0, 0, 0, rung_of(item), at.id, unit.now) for at in posts]


async def _of_unit(unit: UnitOfWork, unit_id: int) -> list[Post]:
    held = [post for post in await unit.find(Post, unit_id=unit_id, active=True) if post.holder_id is not None]
    liaisons = [post for post in held if post.role is Role.LIAISON]
    return liaisons or [post for post in held if post.role in UNIT_LEADERS]


async def is_due(unit: UnitOfWork) -> bool:
    """Whether something is to be said, at an hour at which digests go out."""
    if not may_send_digests(unit.now, unit.county, unit.workdays):
        return False
    first = await desk.first_day(unit)
    return first is not None and first <= unit.today


async def next_due(unit: UnitOfWork) -> datetime | None:
    """The digest hour of the first workday on which something is to be said."""
    first = await desk.first_day(unit)
    return None if first is None else next_said(first, unit.now, unit.county, unit.workdays)


TICKS = (Tick("desk", is_due, put_on_digests, next_due),)
