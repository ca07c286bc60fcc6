"""/calendar, 工作日历: when reports fall due by which clause and reading, and which days are worked."""

from __future__ import annotations

from datetime import date

from handlers.conversation.context import Turn
from handlers.conversation.listing import serial, show
from handlers.conversation.routes import Command, Tap
from messages.labels import LEVEL
from messages.presses.calendars import ShowCalendar
from messages.views.calendars import CalendarView
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.calendars.calendar_entry import YEARS_AHEAD, known_days, spans_of
from supervision.calendars.schedules import SCHEDULES, Level, ScheduleKey, TenThingsReading, occurrences
from supervision.model import CalendarYear
from supervision.notices.calendars import CalendarList
from supervision.refusals import NotFound
from supervision.roles import Permission

EARLIEST, LATEST = 2014, 2099
"""The years that are shown: from the notice on."""


async def load(unit: UnitOfWork, notice: CalendarList, viewer: Actor) -> CalendarView:
    """The calendar of a year."""
    year, county = notice.year, unit.county
    row = await unit.get(CalendarYear, year)
    known = "entered" if row else "provisional" if unit.workdays.provisional(date(year, 1, 1)) else "package"
    off, worked = known_days(unit.workdays, year)
    dates = occurrences(SCHEDULES[ScheduleKey.FOUR_TIMES_A_YEAR], date(year, 1, 1), date(year, 12, 31))
    titles = tuple((LEVEL[level], SCHEDULES[county.ten_things_schedule(level)].title) for level in Level)
    near = unit.today.year - 1 <= year <= unit.today.year + YEARS_AHEAD
    return CalendarView(
        year=year,
        known=known,
        reference=row.reference if row else "",
        four_dates=dates,
        ten_things=titles,
        both=county.ten_things_reading is TenThingsReading.BOTH_DAYS,
        holidays=spans_of(off),
        makeup_days=worked,
        enterable=near and viewer.may(Permission.CALENDAR_ENTER),
    )


async def browse(turn: Turn) -> None:
    """/calendar, and /calendar 2027."""
    asked = turn.heard.args.strip().removesuffix("年")
    await _show(turn, int(asked) if asked.isdecimal() and len(asked) == len("2027") else turn.unit.today.year)


async def turn_year(turn: Turn) -> None:
    """Another year."""
    assert isinstance(turn.press, ShowCalendar)
    await _show(turn, turn.press.year)


async def _show(turn: Turn, year: int) -> None:
    if not EARLIEST <= year <= LATEST:
        raise NotFound("calendar")
    await show(turn, CalendarList(serial=await serial(turn), year=year))


VIEWS = {"calendar_list": load}

ROUTES = (
    Command(name="calendar", callback=browse, may=Permission.CALENDAR_READ, description="工作日历", word="工作日历"),
    Tap(press=ShowCalendar, callback=turn_year, may=Permission.CALENDAR_READ),
)
