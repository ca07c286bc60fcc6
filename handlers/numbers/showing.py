"""/numbers, 文号登记: the registers of a year, and one of them page by page."""

from __future__ import annotations

from handlers.conversation.context import Turn
from handlers.conversation.listing import page_of, serial, show
from handlers.conversation.routes import Command, Tap
from handlers.numbers.voiding import bearers_of
from messages.presses.numbers import ShowRegister, ShowRegisters
from messages.views.numbers import NumberLine, NumberListView, RegisterLine, RegistersView
from storage.queries import registers as queries
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import NumberTaken
from supervision.notices.numbers import NumberList, NumberRegisters
from supervision.papers.numbering import REGISTERS, RegisterKey
from supervision.papers.registers import is_voidable
from supervision.refusals import NotFound
from supervision.roles import Permission

EARLIEST, LATEST = 2014, 2099
"""The years that are shown: from the notice on."""

NUMBERS_PER_PAGE = 6


async def browse(turn: Turn) -> None:
    """/numbers, /numbers 2025, and the buttons of years."""
    asked = turn.heard.args.strip().removesuffix("年")
    year = int(asked) if asked.isdecimal() and len(asked) == len("2026") else turn.unit.today.year
    if isinstance(turn.press, ShowRegisters):
        year = turn.press.year
    if not EARLIEST <= year <= LATEST:
        raise NotFound("number")
    await show(turn, NumberRegisters(serial=await serial(turn), year=year))


async def open_register(turn: Turn) -> None:
    """A register, or another page of it."""
    press = turn.press
    assert isinstance(press, ShowRegister)
    if press.register not in REGISTERS:
        raise NotFound("number")
    page = max(0, press.page)
    await show(turn, NumberList(serial=await serial(turn), register=press.register, year=press.year, page=page))


async def load_registers(unit: UnitOfWork, notice: NumberRegisters, viewer: Actor) -> RegistersView:
    """How far the registers of a year have come."""
    if not viewer.may(Permission.NUMBER_READ):
        return RegistersView(year=notice.year, allowed=False)
    lines = []
    for key in RegisterKey:
        extent = await queries.extent_of(unit, key, notice.year)
        if extent is not None:
            first, last = await _numbered(unit, key, notice.year, extent.first, extent.last)
            lines.append(RegisterLine(key.value, REGISTERS[key].title, first, last, extent.drawn, extent.void))
    return RegistersView(year=notice.year, lines=tuple(lines), later=notice.year < unit.today.year)


async def _numbered(unit: UnitOfWork, key: RegisterKey, year: int, first: int, last: int) -> tuple[str, str]:
    """The numbers as they were written when they were drawn, whatever the form is by now."""
    rows = await unit.find(NumberTaken, register=key.value, year=year, n=(first, last))
    written = {row.n: row.number for row in rows}
    return written[first], written[last]


async def load_register(unit: UnitOfWork, notice: NumberList, viewer: Actor) -> NumberListView:
    """A page of one register, the newest number first."""
    title = REGISTERS[notice.register].title
    if not viewer.may(Permission.NUMBER_READ):
        return NumberListView(register=notice.register, title=title, year=notice.year, allowed=False)
    extent = await queries.extent_of(unit, RegisterKey(notice.register), notice.year)
    page = page_of(extent.drawn if extent else 0, NUMBERS_PER_PAGE, notice.page)
    rows = await queries.numbers_of_page(unit, notice.register, notice.year, start=page.start, size=page.size)
    may_void = viewer.may(Permission.NUMBER_VOID)
    bearers = await bearers_of(unit, rows) if may_void else {}
    return NumberListView(
        register=notice.register,
        title=title,
        year=notice.year,
        page=page.number,
        pages=page.pages,
        total=extent.drawn if extent else 0,
        void=extent.void if extent else 0,
        lines=tuple(NumberLine(row, may_void and is_voidable(row, bearers.get(row.n))) for row in rows),
    )


_READ = Permission.NUMBER_READ
ROUTES = (
    Command(name="numbers", callback=browse, may=_READ, description="文号登记", word="文号登记"),
    Tap(press=ShowRegisters, callback=browse, may=_READ),
    Tap(press=ShowRegister, callback=open_register, may=_READ),
)
VIEWS = {"number_registers": load_registers, "number_list": load_register}
