"""Entering the calendar of a year: the pasted notice, its number, a look, and what moves with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from handlers.calendars import files
from handlers.conversation.answering import picked, typed
from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Services, Turn
from handlers.conversation.dialogue import open_flow
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said
from handlers.conversation.routes import Tap
from messages.presses.calendars import EnterCalendar, EnterFromFile
from storage import outbox
from storage.queries import calendars as queries
from storage.queries import desk
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.calendars.calendar_entry import (
    LONGEST_REFERENCE,
    ReadYear,
    check_days,
    check_year,
    enter,
    read_notice,
    retime,
    spans_of,
)
from supervision.model import CalendarYear, DeskItem, DeskKind, Draft, FileStatus, ReportDue, StoredFile
from supervision.notices.calendars import CalendarEntered, CalendarPrompt
from supervision.notices.dialogue import Choice
from supervision.refusals import InvalidInput, NotFound
from supervision.roles import Permission

_CONFIRM, _AGAIN = Choice("confirm", "确认录入"), Choice("again", "重新输入")
_WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Effect:
    """What entering a year changes: the years as they are then, and the limits that move."""

    years: tuple[CalendarYear, ...]
    before: CalendarYear | None
    retimed: tuple[ReportDue, ...]


async def enter_year(services: Services, unit: UnitOfWork, actor: Actor, read: ReadYear, reference: str) -> int:
    """Enter a year; from the commit on everything counts by it. Gives how many limits moved.

    Raises:
        NotAllowed, InvalidInput: see `calendar_entry.enter`.
    """
    effect = await _effect(services, unit, actor, read, reference)
    outcome = enter(read, reference, actor, unit.now, before=effect.before, retimed=effect.retimed)
    await carry_out(unit, actor, outcome)
    for item in await unit.find(DeskItem, kind=DeskKind.CALENDAR, number=str(read.year)):
        await desk.settle(unit, DeskKind.CALENDAR, item.key)

    async def count_by_it() -> None:
        services.calendar.set(effect.years)

    unit.after_commit.append(count_by_it)
    return len(effect.retimed)


async def _effect(services: Services, unit: UnitOfWork, actor: Actor, read: ReadYear, reference: str) -> Effect:
    rows = {row.year: row for row in await unit.find(CalendarYear)}
    row = CalendarYear(read.year, read.holidays, read.makeup_days, reference, actor.person_id, unit.now)
    years = tuple({**rows, read.year: row}.values())
    running = await queries.running_dues(unit, date(read.year - 1, 12, 1), date(read.year + 1, 1, 15))
    moved = retime(
        running,
        unit.workdays,
        services.calendar.counted(years),
        unit.county,
        unit.now,
        counted_until=await queries.counted_until(unit),
    )
    return Effect(years, rows.get(read.year), moved)


async def begin(turn: Turn) -> None:
    """［录入某年］."""
    assert isinstance(turn.press, EnterCalendar)
    turn.actor.require(Permission.CALENDAR_ENTER)
    check_year(turn.press.year, turn.unit.today)
    await open_flow(turn, FLOW, "calendar.days", {"year": turn.press.year})


async def begin_from_table(turn: Turn) -> None:
    """［核对录入］: the days of a table, then the notice's number.

    Raises:
        NotAllowed, NotFound: it is another's file, or none.
        InvalidInput: its days are no whole year, or one that is not to be entered now.
    """
    assert isinstance(turn.press, EnterFromFile)
    turn.actor.require(Permission.CALENDAR_ENTER)
    file = await turn.unit.get(StoredFile, turn.press.file)
    if file is None or file.sent_by != turn.actor.person_id or file.status is not FileStatus.STORED:
        raise NotFound("calendar")
    read = await files.days_of(turn.services, file)
    check_year(read.year, turn.unit.today)
    await open_flow(turn, FLOW, "calendar.reference", {"year": read.year, **_days(read)})


def _days(read: ReadYear) -> dict[str, object]:
    off, worked = ([day.isoformat() for day in days] for days in (read.holidays, read.makeup_days))
    return {"holidays": off, "makeup_days": worked}


def _read(answers: Mapping[str, Any]) -> ReadYear:
    off, worked = (tuple(map(date.fromisoformat, answers[name])) for name in ("holidays", "makeup_days"))
    return ReadYear(int(answers["year"]), off, worked)


async def _show_days(_unit: UnitOfWork, draft: Draft) -> Ask:
    year = int(str(draft.answers["year"]))
    return Ask(facts={"year": year, "new_year": _WEEKDAYS[date(year, 1, 1).weekday()]})


async def _take_days(turn: Turn, draft: Draft, said: Said) -> Next:
    if said.choice:
        raise InvalidInput("calendar", "not_a_choice")
    if said.files:
        await files.take_table(turn, said)
        return END
    return Next("calendar.reference", _days(read_notice(said.text, int(str(draft.answers["year"])))))


async def _show_reference(_unit: UnitOfWork, draft: Draft) -> Ask:
    return Ask(facts={"year": draft.answers["year"]})


async def _take_reference(turn: Turn, draft: Draft, said: Said) -> Next:
    reference = typed(said, "reference", LONGEST_REFERENCE)
    effect = await _effect(turn.services, turn.unit, turn.actor, _read(draft.answers), reference)
    return Next("calendar.confirm", {"reference": reference, "retimed": len(effect.retimed)})


async def _show_confirm(_unit: UnitOfWork, draft: Draft) -> Ask:
    read = check_days(_read(draft.answers))
    facts = {
        "year": read.year,
        "off": len(read.holidays),
        "worked": len(read.makeup_days),
        "holidays": "、".join(_span(*span) for span in spans_of(read.holidays)),
        "makeup_days": "、".join(_day(day) for day in read.makeup_days),
        "reference": draft.answers["reference"],
        "retimed": draft.answers["retimed"],
    }
    return Ask(facts=facts, choices=(_CONFIRM, _AGAIN))


def _span(first: date, last: date) -> str:
    return _day(first) if first == last else f"{_day(first)}至{_day(last)}"


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日（周{_WEEKDAYS[day.weekday()]}）"


async def _take_confirm(turn: Turn, draft: Draft, said: Said) -> Next:
    if picked(said, (_CONFIRM, _AGAIN), "confirm") == _AGAIN.value:
        return Next("calendar.days")
    read = _read(draft.answers)
    again = await turn.unit.get(CalendarYear, read.year) is not None
    retimed = await enter_year(turn.services, turn.unit, turn.actor, read, str(draft.answers["reference"]))
    answer = CalendarEntered(
        year=read.year,
        holidays=len(read.holidays),
        makeup_days=len(read.makeup_days),
        retimed=retimed,
        again=again,
    )
    await outbox.tell(turn.unit, [answer])
    return END


FLOW = Flow(
    "calendar",
    CalendarPrompt,
    {
        "calendar.days": Question(_show_days, _take_days),
        "calendar.reference": Question(_show_reference, _take_reference),
        "calendar.confirm": Question(_show_confirm, _take_confirm),
    },
)
FLOWS = {FLOW.name: FLOW}

ROUTES = (
    Tap(press=EnterCalendar, callback=begin, may=Permission.CALENDAR_ENTER),
    Tap(press=EnterFromFile, callback=begin_from_table, may=Permission.CALENDAR_ENTER),
)
