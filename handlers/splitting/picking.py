"""Choosing units: by typing names, or by buttons – units that the text names first, then the whole roster by pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handlers.conversation.answering import tapped
from handlers.conversation.context import Turn
from handlers.conversation.flows import Ask, Next, Question, Said, Show, Take
from handlers.splitting.course import PICKING, current, go, keep, number_of, plain
from messages.views.matters import short_name
from storage.unit_of_work import UnitOfWork
from supervision.model import RESPONSIBLE_KINDS, Draft, Matter, Part, Post, Unit, UnitKind
from supervision.notices.dialogue import Choice
from supervision.refusals import InvalidInput
from supervision.registering.leading import leader_of
from supervision.roles import COUNTY_LEADERS
from supervision.search.finding import find_unit, find_units, named_in
from supervision.splitting import TaskDraft
from supervision.splitting.tasks import needs_letter

PER_PAGE = 20
"""Units on one page of buttons."""

_DONE = Choice("done", "选好了")
_NOBODY = {Part.LEAD: Choice("done", "无牵头单位"), Part.SUPPORT: Choice("done", "无配合单位")}
_TOWNSHIPS = Choice("townships", "各乡镇人民政府")
_ALL, _NOT_ALL = Choice("all", "全部加入"), Choice("not_all", "不加入")
_ROSTER = Choice("page0", "按名录选择")


async def responsible_units(unit: UnitOfWork) -> list[Unit]:
    """The units that can be given a task."""
    return await unit.find(Unit, kind=RESPONSIBLE_KINDS, active=True)


def _picked(draft: Draft, part: Part) -> tuple[int, ...]:
    task = current(draft.answers)
    return task.leads if part is Part.LEAD else task.supports


def _with(task: TaskDraft, part: Part, units: Sequence[int]) -> TaskDraft:
    """The task with these units in this part; who is put into one part leaves the other."""
    chosen = tuple(dict.fromkeys(units))
    if part is Part.LEAD:
        return replace(task, leads=chosen, supports=tuple(unit for unit in task.supports if unit not in chosen))
    return replace(task, supports=chosen, leads=tuple(unit for unit in task.leads if unit not in chosen))


def _show(part: Part) -> Show:
    async def show(unit: UnitOfWork, draft: Draft) -> Ask:
        units = await responsible_units(unit)
        by_id = {item.id: item for item in units}
        picked = [by_id[unit_id] for unit_id in _picked(draft, part) if unit_id in by_id]
        townships = [item for item in units if item.kind is UnitKind.TOWNSHIP]
        facts = {
            "number": number_of(draft.answers),
            "task": current(draft.answers).text,
            "picked": [short_name(item) for item in picked],
            "letters": [short_name(item) for item in picked if needs_letter(item)],
            "names": [short_name(item) for item in townships] if draft.answers.get("townships") else [],
        }
        if draft.answers.get("townships"):
            return Ask(facts=facts, choices=(_ALL, _NOT_ALL))
        return Ask(facts=facts, choices=await _choices(unit, draft, units, picked, part))

    return show


async def _choices(
    unit: UnitOfWork, draft: Draft, units: list[Unit], picked: list[Unit], part: Part
) -> tuple[Choice, ...]:
    end = _DONE if picked else _NOBODY[part]
    out = [Choice(f"x{item.id}", f"去掉 {short_name(item)}") for item in picked[:5]]
    page = draft.answers.get("page")
    if isinstance(page, int):
        start = page * PER_PAGE
        shown = [item for item in units if item not in picked][start : start + PER_PAGE]
        turning = [Choice(f"page{page - 1}", "上一页")] if page else []
        turning += [Choice(f"page{page + 1}", "下一页")] if start + PER_PAGE < len(units) - len(picked) else []
        return (*_buttons(shown), *turning, *out, end)
    offered = draft.answers.get("offered")
    if isinstance(offered, list):
        suggested = [item for item in units if item.id in offered]
    else:
        matter = await unit.require(Matter, draft.answers["matter"])
        words = "\n".join((current(draft.answers).text, *(item.gist for item in matter.instructions)))
        suggested = [item for item in named_in(words, units) if item not in picked]
    return (*_buttons(suggested), *out, _TOWNSHIPS, _ROSTER, end)


def _buttons(units: Sequence[Unit]) -> list[Choice]:
    return [Choice(f"u{item.id}", short_name(item)) for item in units]


def _take(part: Part, question: str) -> Take:
    async def take(turn: Turn, draft: Draft, said: Said) -> Next:
        ask = await _show(part)(turn.unit, draft)
        value = tapped(said, ask.choices, question)
        if not value:
            return await _typed(turn, draft, said, part, question)
        if value == _DONE.value:
            task = await _with_leader(turn.unit, current(draft.answers), part)
            return keep(draft.answers, question, task, **PICKING)
        return await _tapped(turn, draft, part, question, value)

    return take


async def _tapped(turn: Turn, draft: Draft, part: Part, question: str, value: str) -> Next:
    """Take a button that leaves the question open: a unit in or out, a page, all townships."""
    if value.startswith("page"):
        return go(question, page=int(value.removeprefix("page")), offered=None)
    if value == _TOWNSHIPS.value:
        return go(question, townships=True)
    picked: tuple[int, ...] = _picked(draft, part)
    if value == _ALL.value:
        picked += tuple(item.id for item in await turn.unit.find(Unit, kind=UnitKind.TOWNSHIP, active=True))
    elif value.startswith("u"):
        picked += (int(value[1:]),)
    elif value.startswith("x"):
        picked = tuple(item for item in picked if item != int(value[1:]))
    return _again(draft, question, _with(current(draft.answers), part, picked), page=draft.answers.get("page"))


def _again(draft: Draft, question: str, task: TaskDraft, **more: object) -> Next:
    """Ask for more units, with what was chosen so far."""
    return go(question, **{str(draft.answers["at"]): plain(task), **PICKING, **more})


async def _typed(turn: Turn, draft: Draft, said: Said, part: Part, question: str) -> Next:
    """Read typed names: if every one is one unit that is the answer, else the doubtful ones are asked about."""
    if not said.text:
        raise InvalidInput(question, "empty")
    units = await responsible_units(turn.unit)
    found = find_units(said.text, units, turn.unit.county.name)
    if found.unknown:
        await _refuse_copy_only(turn.unit, found.unknown)
    task = current(draft.answers)
    chosen = (*_picked(draft, part), *(item.id for item in found.units))
    task = _with(task, part, chosen)
    if found.complete:
        return keep(draft.answers, question, await _with_leader(turn.unit, task, part), **PICKING)
    offered = [item.id for item in (*found.several, *found.nearest) if item.id not in chosen]
    return _again(
        draft,
        question,
        task,
        offered=offered or None,
        written=found.written or None,
        unknown=found.unknown or None,
        townships=found.all_townships or None,
    )


async def _with_leader(unit: UnitOfWork, task: TaskDraft, part: Part) -> TaskDraft:
    """Once the leads are known, the county leader in charge of them as the roster has it; what was chosen stays."""
    if part is not Part.LEAD or task.leader_in_charge_post_id is not None:
        return task
    leader = leader_of(task.leads, task.text, await unit.find(Post, role=COUNTY_LEADERS, active=True))
    return replace(task, leader_in_charge_post_id=leader.id) if leader else task


async def _refuse_copy_only(unit: UnitOfWork, name: str) -> None:
    others = await unit.find(Unit, kind=UnitKind.COPY_ONLY, active=True)
    hits = find_unit(name, others, unit.county.name).units
    if hits:
        raise InvalidInput("units", "copy_only", given=hits[0].name)


QUESTIONS = {
    "leads": Question(_show(Part.LEAD), _take(Part.LEAD, "leads")),
    "supports": Question(_show(Part.SUPPORT), _take(Part.SUPPORT, "supports")),
}
"""Questions by name."""
