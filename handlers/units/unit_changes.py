"""/unit: a unit is renamed or merged into another, now or on a later day; and what is due is carried out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from handlers.conversation.answering import picked, tapped, typed
from handlers.conversation.carrying import carry_out
from handlers.conversation.catalogue import Tick
from handlers.conversation.context import Services, Turn
from handlers.conversation.dialogue import open_flow
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said
from handlers.conversation.routes import Command
from handlers.units.applying import apply_due
from messages.filters import day
from messages.views.matters import short_name
from storage import outbox
from storage.queries import handing_over, roster
from storage.unit_of_work import UnitOfWork
from supervision.actors import MACHINE
from supervision.calendars.dates import read_day
from supervision.model import Draft, Unit
from supervision.notices.dialogue import Choice
from supervision.notices.unit_changes import UnitChangePrompt, UnitChangeSaved
from supervision.refusals import InvalidInput, NotFound
from supervision.roles import Permission
from supervision.roster import unit_changes
from supervision.roster.roster_sheets import LONGEST
from supervision.roster.unit_changes import ChangeKind, DueChange
from supervision.search.finding import find_unit

MOST_OFFERED = 8
"""Units that are offered for a name that fits several or none."""

_TODAY, _YES, _DROP = Choice("today", "今天"), Choice("yes", "确认"), Choice("dropped", "取消原定变更")
_KINDS = (Choice(ChangeKind.RENAMED, "更名"), Choice(ChangeKind.MERGED, "并入其他单位"))


async def begin(turn: Turn) -> None:
    """/unit, and /unit 单位名称."""
    if not turn.heard.args:
        await open_flow(turn, FLOW, "unit_change.unit", {}, wanted="unit")
        return
    found = await _find(turn.unit, turn.heard.args)
    first = _chosen(found, "unit_change.unit", "unit", turn.heard.args)
    await open_flow(turn, FLOW, str(first.question), first.answers, wanted="unit")


async def _find(unit: UnitOfWork, words: str) -> Sequence[Unit]:
    """The unit that the words name; several if they fit several, or none but are like some."""
    found = find_unit(words, await roster.active_units(unit), unit.county.name)
    return found.units or found.offered


def _chosen(units: Sequence[Unit], question: str, answer: str, words: str) -> Next:
    """What follows a name: the next question, or the same with the units that it may mean."""
    if not units:
        raise NotFound("unit", words[:40])
    following = {"unit": "unit_change.kind", "into": "unit_change.on"}[answer]
    if len(units) == 1:
        return Next(following, {answer: units[0].id, "offered": None})
    return Next(question, {"offered": [one.id for one in units[:MOST_OFFERED]]})


async def _show_offered(unit: UnitOfWork, draft: Draft) -> Ask:
    offered = draft.answers.get("offered")
    units = await unit.find(Unit, id=offered) if isinstance(offered, list) and offered else []
    choices = tuple(Choice(str(one.id), short_name(one)) for one in units)
    return Ask(await _names(unit, draft), choices, per_row=2)


async def _take_unit(turn: Turn, draft: Draft, said: Said) -> Next:
    return await _take_name_of_unit(turn, draft, said, "unit")


async def _take_into(turn: Turn, draft: Draft, said: Said) -> Next:
    return await _take_name_of_unit(turn, draft, said, "into")


async def _take_name_of_unit(turn: Turn, draft: Draft, said: Said, answer: str) -> Next:
    ask = await _show_offered(turn.unit, draft)
    value = tapped(said, ask.choices, "unit")
    words = said.text
    units = (
        [await turn.unit.require(Unit, int(value))] if value else await _find(turn.unit, typed(said, "unit", LONGEST))
    )
    return _chosen(units, draft.question, answer, words)


async def _names(unit: UnitOfWork, draft: Draft) -> dict[str, str]:
    """The names behind the ids that were answered so far."""
    old, into = draft.answers.get("unit"), draft.answers.get("into")
    facts = {"old": (await unit.require(Unit, old)).name} if isinstance(old, int) else {}
    new = (await unit.require(Unit, into)).name if isinstance(into, int) else str(draft.answers.get("name") or "")
    return {**facts, "new": new}


async def _planned(unit: UnitOfWork, draft: Draft) -> DueChange | None:
    chosen = await unit.require(Unit, draft.answers["unit"])
    return next(iter(unit_changes.planned([chosen])), None)


async def _show_kind(unit: UnitOfWork, draft: Draft) -> Ask:
    planned = await _planned(unit, draft)
    facts: dict[str, object] = {**await _names(unit, draft), "planned": ""}
    if planned is not None:
        into = await unit.get(Unit, planned.unit.successor_id) if planned.unit.successor_id else None
        new = into.name if into else planned.unit.renamed_to
        facts |= {"planned": planned.kind, "planned_on": day(planned.on, unit.today), "planned_new": new}
    return Ask(facts, (*_KINDS, _DROP) if planned else _KINDS, per_row=2)


async def _take_kind(turn: Turn, draft: Draft, said: Said) -> Next:
    ask = await _show_kind(turn.unit, draft)
    value = picked(said, ask.choices, "kind")
    if value == _DROP.value:
        chosen = await turn.unit.require(Unit, draft.answers["unit"])
        await carry_out(turn.unit, turn.actor, unit_changes.drop(chosen, turn.actor))
        saved = UnitChangeSaved(kind=value, old=chosen.name, new="", on=turn.unit.today, done=True)
        await outbox.tell(turn.unit, [saved])
        return END
    return Next("unit_change.name" if value == ChangeKind.RENAMED else "unit_change.into", {"kind": value})


async def _show_name(unit: UnitOfWork, draft: Draft) -> Ask:
    return Ask(await _names(unit, draft))


async def _take_name(turn: Turn, draft: Draft, said: Said) -> Next:
    name = "".join(typed(said, "unit", LONGEST).split())
    chosen = await turn.unit.require(Unit, draft.answers["unit"])
    unit_changes.require_free_name(chosen, name, await turn.unit.find(Unit))
    return Next("unit_change.on", {"name": name})


async def _show_on(unit: UnitOfWork, draft: Draft) -> Ask:
    return Ask(await _names(unit, draft), (_TODAY,))


async def _take_on(turn: Turn, draft: Draft, said: Said) -> Next:
    today = turn.unit.today
    if tapped(said, (_TODAY,), "date"):
        return Next("unit_change.confirm", {"on": today.isoformat()})
    chosen = read_day("date", typed(said, "date", LONGEST), today).day
    if chosen < today:
        raise InvalidInput("date", "past_date", given=said.text[:30])
    return Next("unit_change.confirm", {"on": chosen.isoformat()})


async def _show_confirm(unit: UnitOfWork, draft: Draft) -> Ask:
    on = date.fromisoformat(str(draft.answers["on"]))
    tasks = len(await handing_over.open_assignments(unit, int(str(draft.answers["unit"]))))
    return Ask({**await _names(unit, draft), "on_words": day(on, unit.today), "tasks": tasks}, (_YES,))


async def _take_confirm(turn: Turn, draft: Draft, said: Said) -> Next:
    picked(said, (_YES,), "confirm")
    unit, actor = turn.unit, turn.actor
    old, kind = await unit.require(Unit, draft.answers["unit"]), str(draft.answers["kind"])
    on = date.fromisoformat(str(draft.answers["on"]))
    if kind == ChangeKind.RENAMED:
        new = str(draft.answers["name"])
        units = await unit.find(Unit)
        outcome = unit_changes.plan_rename(old, new, on, actor, units=units, today=unit.today)
    else:
        into = await unit.require(Unit, draft.answers["into"])
        new = into.name
        outcome = unit_changes.plan_merge(old, into, on, actor, unit.today)
    await carry_out(unit, actor, outcome)
    applied = await apply_due(unit, actor, turn.services.catalogue)
    done = any((change.unit.id, change.kind) == (old.id, kind) for change in applied.done)
    saved = UnitChangeSaved(kind=kind, old=old.name, new=new, on=on, done=done)
    await outbox.tell(unit, [saved])
    return END


async def is_due(unit: UnitOfWork) -> bool:
    """Whether the day of something planned has come."""
    return any(change.on <= unit.today for change in unit_changes.planned(await unit.find(Unit)))


async def carry_out_due(services: Services) -> None:
    """At the beginning of a day: everything that was planned for it."""
    async with services.transaction() as unit:
        applied = await apply_due(unit, MACHINE, services.catalogue, at_console=True)
        if applied.done or applied.failed:
            await unit.commit()


async def next_change(unit: UnitOfWork) -> datetime | None:
    """The beginning of the next day on which something is planned."""
    days = [change.on for change in unit_changes.planned(await unit.find(Unit)) if change.on > unit.today]
    return datetime.combine(min(days), time(0), unit.county.zone) if days else None


FLOW = Flow(
    "unit_change",
    UnitChangePrompt,
    {
        "unit_change.unit": Question(_show_offered, _take_unit),
        "unit_change.kind": Question(_show_kind, _take_kind),
        "unit_change.name": Question(_show_name, _take_name),
        "unit_change.into": Question(_show_offered, _take_into),
        "unit_change.on": Question(_show_on, _take_on),
        "unit_change.confirm": Question(_show_confirm, _take_confirm),
    },
)

ROUTES = (
    Command(name="unit", callback=begin, may=Permission.UNIT_CHANGE, description="单位更名、并入", word="单位变更"),
)
FLOWS = {FLOW.name: FLOW}
TICKS = (Tick("unit_changes", is_due, carry_out_due, next_change),)
