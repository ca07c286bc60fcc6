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
from supervision.calendars.dates import read_deadline
from supervision.calendars.report_days import schedule_of
from supervision.calendars.schedules import by_law, occurrences
from supervision.calendars.timing import Timing, cycle_words, limit_words, read_limit, read_reports, review_day
from supervision.calendars.year_turn import check_within_year
from supervision.model import Draft, Matter, Post, Unit
from supervision.notices.dialogue import Choice
from supervision.registering.registration import LONGEST_NAME, by_rank
from supervision.roles import COUNTY_LEADERS
from supervision.splitting import TaskDraft
from supervision.splitting.tasks import LONGEST_REQUIREMENT, LONGEST_TASK, with_limit, with_reports

_ONGOING = Choice("ongoing", "持续推进，不定完成时限")
_CYCLES = (Choice("quarter_ends", "每季度末"), Choice("month_ends", "每月末"))
_CODES = MappingProxyType({"quarter_ends": "quarterly:31", "month_ends": "monthly:31"})
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
        "term": limit_words(task) if not due else "",
        "ongoing": task.ongoing,
        "review": day(task.review_on, unit.today) if task.review_on else "",
        "reports": [f"{item.month}月{item.day}日" for item in task.report_on],
        "cycle": cycle_words(task),
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
    choices = (*(Choice(value.isoformat(), label) for label, value in offers.items()), _ONGOING, _NO_LIMIT)
    return Ask(
        facts=await task_facts(unit, current(draft.answers), number_of(draft.answers)), choices=choices, per_row=1
    )


async def _take_due(turn: Turn, draft: Draft, said: Said) -> Next:
    ask, task = await _show_due(turn.unit, draft), current(draft.answers)
    value = tapped(said, ask.choices, "due_on")
    matter = await _matter(turn.unit, draft)
    if value == _NO_LIMIT.value:
        limit = Timing()
    elif value == _ONGOING.value:
        limit = Timing(ongoing=True, review_on=review_day(turn.unit.today))
    elif value:
        chosen = date.fromisoformat(value)
        limit = Timing(due_on=chosen, due_hour=matter.due_hour if chosen == matter.due_on else None)
    else:
        local = turn.unit.county.local(turn.unit.now)
        limit = read_limit("due_on", typed(said, "due_on", LONGEST_NAME), local)
    check_within_year(matter, limit.due_on)
    return keep(draft.answers, "due", with_limit(task, limit))


async def _report_offers(unit: UnitOfWork, draft: Draft) -> tuple[str, tuple[date, ...]]:
    """The dates of the track's own schedule up to the task's limit, or to the end of the year (P2.2, P3.2)."""
    matter, task = await _matter(unit, draft), current(draft.answers)
    schedule = schedule_of(matter, unit.county)
    end = task.due_on or unit.today.replace(month=12, day=31)
    return schedule.title, occurrences(schedule, unit.today, end)


async def _show_reports(unit: UnitOfWork, draft: Draft) -> Ask:
    title, days = await _report_offers(unit, draft)
    task = current(draft.answers)
    offered = (Choice("schedule", f"按规定：{title}"),) if days and not task.ongoing else ()
    cycles = () if days else _CYCLES
    # What is ongoing has nothing but its cycle, so that without one nobody would ever report.
    none = () if task.ongoing and not days else (_NO_REPORTS,)
    facts = await task_facts(unit, task, number_of(draft.answers))
    return Ask(facts=facts, choices=(*offered, *cycles, *none), per_row=1 if offered else 2)


async def _take_reports(turn: Turn, draft: Draft, said: Said) -> Next:
    ask, task = await _show_reports(turn.unit, draft), current(draft.answers)
    match tapped(said, ask.choices, "report_on"):
        case "none":
            reports = Timing()
        case "schedule":
            reports = Timing(report_on=(await _report_offers(turn.unit, draft))[1])
        case "":
            reports = read_reports("report_on", said.text, turn.unit.today)
        case cycle:
            reports = Timing(cycle=_CODES[cycle])
    return keep(draft.answers, "reports", with_reports(task, reports))


async def _show_review(unit: UnitOfWork, draft: Draft) -> Ask:
    default = review_day(unit.today)
    choices = (Choice(default.isoformat(), day(default, unit.today)),)
    return Ask(facts=await task_facts(unit, current(draft.answers), number_of(draft.answers)), choices=choices)


async def _take_review(turn: Turn, draft: Draft, said: Said) -> Next:
    ask = await _show_review(turn.unit, draft)
    value = tapped(said, ask.choices, "review_on")
    if value:
        on = date.fromisoformat(value)
    else:
        local = turn.unit.county.local(turn.unit.now)
        on = read_deadline("review_on", typed(said, "review_on", LONGEST_NAME), local).day
    return keep(draft.answers, "review", replace(current(draft.answers), review_on=on))


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
    "review": Question(_show_review, _take_review),
    "requirement": Question(_show_requirement, _take_requirement),
    "leader": Question(_show_leader, _take_leader),
    "task": Question(_show_task, _take_task),
}
"""Questions by name."""
