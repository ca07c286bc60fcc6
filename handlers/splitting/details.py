"""The questions of one task besides its units: text, dates, requirement, 分管县领导 – and its menu."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import MappingProxyType

from handlers.conversation.answering import picked, tapped, typed
from handlers.conversation.context import Turn
from handlers.conversation.flows import Ask, Next, Question, Said
from handlers.splitting.course import current, go, keep, number_of, order_of, plain
from messages.filters import clock, day
from messages.views.matters import short_name
from storage.unit_of_work import UnitOfWork
from supervision.dates import read_days, read_deadline
from supervision.issuing import schedule_of
from supervision.model import Draft, Matter, Post, Unit
from supervision.notices.dialogue import Choice
from supervision.registration import LONGEST_NAME, by_rank
from supervision.roles import COUNTY_LEADERS
from supervision.schedules import by_law, occurrences
from supervision.splitting import TaskDraft
from supervision.splitting.tasks import LONGEST_REQUIREMENT, LONGEST_TASK

_NO_LIMIT, _NO_REPORTS = Choice("none", "不定时限"), Choice("none", "不另定反馈时间")
_NO_REQUIREMENT, _NO_LEADER = Choice("none", "无其他要求"), Choice("none", "不指定")
_FIELDS = (
    Choice("text", "任务内容"),
    Choice("leads", "牵头单位"),
    Choice("supports", "配合单位"),
    Choice("due", "完成时限"),
    Choice("reports", "进展反馈"),
    Choice("requirement", "工作要求"),
    Choice("leader", "分管县领导"),
    Choice("done", "本项完成"),
)
_MONTHS = MappingProxyType({3: "三", 6: "六"})


async def task_facts(unit: UnitOfWork, task: TaskDraft, number: int) -> dict[str, object]:
    """A task as prompts show it: names and dates in words."""
    units = {item.id: item for item in await unit.find(Unit, id=(*task.leads, *task.supports))}
    leader = await unit.get(Post, task.leader_in_charge_post_id) if task.leader_in_charge_post_id else None
    due = day(task.due_on, unit.today) if task.due_on else ""
    return {
        "number": number,
        "task": task.text,
        "lead_names": [short_name(units[item]) for item in task.leads if item in units],
        "support_names": [short_name(units[item]) for item in task.supports if item in units],
        "requirement": task.requirement,
        "due": due + (clock(task.due_hour) if task.due_hour else ""),
        "reports": [f"{item.month}月{item.day}日" for item in task.report_on],
        "leader": leader.title if leader else "",
    }


async def _show_text(_unit: UnitOfWork, draft: Draft) -> Ask:
    return Ask(facts={"number": number_of(draft.answers)})


async def _take_text(_turn: Turn, draft: Draft, said: Said) -> Next:
    text = typed(said, "text", LONGEST_TASK)
    key = draft.answers["at"]
    before = current(draft.answers) if key in draft.answers else TaskDraft("")
    order = order_of(draft.answers)
    return keep(draft.answers, "text", replace(before, text=text), order=order if key in order else [*order, key])


async def _matter(unit: UnitOfWork, draft: Draft) -> Matter:
    return await unit.require(Matter, draft.answers["matter"])


async def _due_offers(unit: UnitOfWork, draft: Draft) -> dict[str, date]:
    """Dates that can be tapped: the matter's own limit, and the terms of the law where the track has them (P6.1)."""
    matter = await _matter(unit, draft)
    schedule = schedule_of(matter, unit.county)
    offers = (
        {f"同事项时限 {day(matter.due_on)}": matter.due_on} if matter.due_on and matter.due_on >= unit.today else {}
    )
    for months in schedule.months:
        term = by_law(schedule, unit.today, months)
        offers[f"{_MONTHS.get(months, str(months))}个月内 {day(term, unit.today)}"] = term
    return offers


async def _show_due(unit: UnitOfWork, draft: Draft) -> Ask:
    offers = await _due_offers(unit, draft)
    choices = (*(Choice(value.isoformat(), label) for label, value in offers.items()), _NO_LIMIT)
    return Ask(
        facts=await task_facts(unit, current(draft.answers), number_of(draft.answers)), choices=choices, per_row=1
    )


async def _take_due(turn: Turn, draft: Draft, said: Said) -> Next:
    ask, task = await _show_due(turn.unit, draft), current(draft.answers)
    value = tapped(said, ask.choices, "due_on")
    if value == _NO_LIMIT.value:
        return keep(draft.answers, "due", replace(task, due_on=None, due_hour=None))
    if value:
        matter = await _matter(turn.unit, draft)
        chosen = date.fromisoformat(value)
        hour = matter.due_hour if chosen == matter.due_on else None
        return keep(draft.answers, "due", replace(task, due_on=chosen, due_hour=hour))
    local = turn.unit.county.local(turn.unit.now)
    limit = read_deadline("due_on", typed(said, "due_on", LONGEST_NAME), local)
    return keep(draft.answers, "due", replace(task, due_on=limit.day, due_hour=limit.hour))


async def _report_offers(unit: UnitOfWork, draft: Draft) -> tuple[str, tuple[date, ...]]:
    """The dates of the track's own schedule up to the task's limit, or to the end of the year (P2.2, P3.2)."""
    matter, task = await _matter(unit, draft), current(draft.answers)
    schedule = schedule_of(matter, unit.county)
    end = task.due_on or unit.today.replace(month=12, day=31)
    return schedule.title, occurrences(schedule, unit.today, end)


async def _show_reports(unit: UnitOfWork, draft: Draft) -> Ask:
    title, days = await _report_offers(unit, draft)
    offered = (Choice("schedule", f"按规定：{title}"),) if days else ()
    facts = await task_facts(unit, current(draft.answers), number_of(draft.answers))
    return Ask(facts=facts, choices=(*offered, _NO_REPORTS), per_row=1)


async def _take_reports(turn: Turn, draft: Draft, said: Said) -> Next:
    ask, task = await _show_reports(turn.unit, draft), current(draft.answers)
    match tapped(said, ask.choices, "report_on"):
        case "none":
            days: tuple[date, ...] = ()
        case "schedule":
            days = (await _report_offers(turn.unit, draft))[1]
        case _:
            days = read_days("report_on", said.text, turn.unit.today)
    return keep(draft.answers, "reports", replace(task, report_on=days))


async def _show_requirement(unit: UnitOfWork, draft: Draft) -> Ask:
    facts = await task_facts(unit, current(draft.answers), number_of(draft.answers))
    return Ask(facts=facts, choices=(_NO_REQUIREMENT,))


async def _take_requirement(_turn: Turn, draft: Draft, said: Said) -> Next:
    none = tapped(said, [_NO_REQUIREMENT], "requirement")
    words = "" if none else typed(said, "requirement", LONGEST_REQUIREMENT)
    return keep(draft.answers, "requirement", replace(current(draft.answers), requirement=words))


async def _show_leader(unit: UnitOfWork, draft: Draft) -> Ask:
    posts = by_rank(await unit.find(Post, role=COUNTY_LEADERS, active=True))
    facts = await task_facts(unit, current(draft.answers), number_of(draft.answers))
    return Ask(facts=facts, choices=(*(Choice(str(post.id), post.title) for post in posts), _NO_LEADER), per_row=2)


async def _take_leader(turn: Turn, draft: Draft, said: Said) -> Next:
    ask = await _show_leader(turn.unit, draft)
    value = picked(said, ask.choices, "leader")
    post_id = None if value == _NO_LEADER.value else int(value)
    return keep(draft.answers, "leader", replace(current(draft.answers), leader_in_charge_post_id=post_id))


async def _show_task(unit: UnitOfWork, draft: Draft) -> Ask:
    facts = await task_facts(unit, current(draft.answers), number_of(draft.answers))
    return Ask(facts=facts, choices=_FIELDS, per_row=2)


async def _take_task(_turn: Turn, draft: Draft, said: Said) -> Next:
    value = picked(said, _FIELDS, "task")
    if value == "done":
        return go("list", at=None, adding=None)
    return go(value, adding=None)


def begin_task(draft: Draft) -> Next:
    """Ask for a new task."""
    last = draft.answers.get("last")
    number = (last if isinstance(last, int) else 0) + 1
    return go("text", at=f"t{number}", last=number, adding=True)


def fill(draft: Draft, key: str) -> Next:
    """Ask for what a task that came out of the text still lacks, from its units on."""
    return go("leads", at=key, adding=True, **{key: plain(current({**draft.answers, "at": key}))})


QUESTIONS = {
    "text": Question(_show_text, _take_text),
    "due": Question(_show_due, _take_due),
    "reports": Question(_show_reports, _take_reports),
    "requirement": Question(_show_requirement, _take_requirement),
    "leader": Question(_show_leader, _take_leader),
    "task": Question(_show_task, _take_task),
}
"""Questions by name."""
