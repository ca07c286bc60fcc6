"""/ledger: the matters that are picked, a page at a time, and what they can be narrowed by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import time

from handlers.conversation.context import Turn
from handlers.conversation.listing import page_of, serial, show
from handlers.conversation.routes import Command, Tap
from handlers.ledger.gathering import pick, scope_of_choice
from handlers.matters.ledger import lights_by_matter, registered_in
from messages.labels import LEDGER_KINDS
from messages.ledger_words import light_words, time_words
from messages.presses.lookups import NarrowLedger, TurnLedger
from messages.views.ledger import FilterView, Offer
from messages.views.lookups import LedgerLine, LedgerView
from messages.views.matters import short_name
from storage.queries import dispatching, ledgers, lookups, roster
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.bulletins.making import moment_of
from supervision.ledger.choice import LIGHTS_PICKED, TIMES, TRACK_ORDER, LedgerChoice
from supervision.model import Matter
from supervision.notices.lookups import LedgerFilters, LedgerList
from supervision.procedures.tracks import TRACKS
from supervision.refusals import InvalidInput, StaleButton
from supervision.roles import Permission
from supervision.search.finding import find_unit

MATTERS_PER_PAGE = 6
OFFERS_PER_PAGE = 6


async def ledger(turn: Turn) -> None:
    """/ledger, perhaps with a unit's name; its filters and pages."""
    choice, page = LedgerChoice(), 0
    if isinstance(turn.press, TurnLedger):
        choice, page = choice_of(turn.press), turn.press.page
    elif turn.heard.args.strip():
        choice = LedgerChoice(unit=await _unit_called(turn.unit, turn.heard.args.strip()))
    await show(turn, LedgerList(serial=await serial(turn), choice=choice, page=max(0, page)))


async def _unit_called(unit: UnitOfWork, words: str) -> int:
    found = find_unit(words, await roster.active_units(unit), unit.county.name)
    if len(found.units) != 1:
        raise InvalidInput("unit", "unknown_unit", given=words[:30])
    return found.units[0].id


async def narrow(turn: Turn) -> None:
    """［筛选］ and what is behind it."""
    press = turn.press
    if not isinstance(press, NarrowLedger):
        raise TypeError(press)
    if press.what and press.what not in LEDGER_KINDS:
        raise StaleButton
    choice = choice_of(press)
    await show(turn, LedgerFilters(serial=await serial(turn), what=press.what, choice=choice, page=max(0, press.page)))


def choice_of(press: TurnLedger | NarrowLedger) -> LedgerChoice:
    """The filters that a button holds. Raises StaleButton if they are none of ours."""
    return LedgerChoice.of_code(press.picked)


async def load_ledger(unit: UnitOfWork, notice: LedgerList, viewer: Actor) -> LedgerView:
    """One page of the ledger, as far as the viewer sees it."""
    if not viewer.may(Permission.LEDGER_READ):
        return LedgerView(allowed=False)
    choice = notice.choice
    picked = await pick(unit, viewer, choice)
    ids = picked[choice.show]
    new_year = moment_of(unit.today.replace(month=1, day=1), time.min, unit.county)
    carried_over, begun = await lookups.year_counts(unit, new_year, await registered_in(unit, viewer))
    page = page_of(len(ids), MATTERS_PER_PAGE, notice.page)
    return LedgerView(
        allowed=True,
        choice=choice,
        scope=await scope_of_choice(unit, choice) if choice.is_narrowed else "",
        may_export=viewer.may(Permission.LEDGER_EXPORT),
        total=len(ids),
        page=page.number,
        pages=page.pages,
        lines=await _lines(unit, page.cut(ids)),
        counts=tuple((key, len(some)) for key, some in picked.items()),
        year=unit.today.year,
        carried_over=carried_over,
        begun=begun,
    )


async def _lines(unit: UnitOfWork, ids: Sequence[int]) -> tuple[LedgerLine, ...]:
    if not ids:
        return ()
    matters = {matter.id: matter for matter in await unit.find(Matter, id=tuple(ids))}
    numbers = await dispatching.numbers_of(unit, ids)
    lights = await lights_by_matter(unit, ids)
    return tuple(LedgerLine(matters[one], numbers.get(one, ""), lights.get(one)) for one in ids)


async def load_filters(unit: UnitOfWork, notice: LedgerFilters, viewer: Actor) -> FilterView:
    """The kinds of filters, or a page of what can be picked of one kind."""
    if not viewer.may(Permission.LEDGER_READ):
        return FilterView(allowed=False)
    choice = notice.choice
    offers = await _offers(unit, viewer, notice.what, choice) if notice.what else []
    page = page_of(len(offers), OFFERS_PER_PAGE, notice.page)
    return FilterView(
        allowed=True,
        what=notice.what,
        choice=choice,
        scope=await scope_of_choice(unit, choice),
        offers=page.cut(offers),
        page=page.number,
        pages=page.pages,
    )


async def _offers(unit: UnitOfWork, viewer: Actor, what: str, choice: LedgerChoice) -> list[Offer]:
    match what:
        case "track":
            titles = [TRACKS[key].title for key in TRACK_ORDER]
            return [_offer(title, choice, track=n) for n, title in enumerate(titles, 1)]
        case "light":
            return [_offer(light_words(n), choice, light=n) for n in range(1, len(LIGHTS_PICKED) + 1)]
        case "time":
            return [_offer(time_words(n), choice, time=n) for n in range(1, len(TIMES) + 1)]
        case _:
            ids = (await pick(unit, viewer, replace(choice, unit=0)))[choice.show]
            return [_offer(short_name(one), choice, unit=one.id) for one in await ledgers.units_in(unit, ids)]


def _offer(words: str, choice: LedgerChoice, **picked: int) -> Offer:
    """A thing to pick; what is picked already is let go of by the same button."""
    ((field, value),) = picked.items()
    chosen = getattr(choice, field) == value
    return Offer(words, replace(choice, **{field: 0 if chosen else value}), chosen)  # type: ignore[arg-type]


_LEDGER = Permission.LEDGER_READ
ROUTES = (
    Command(name="ledger", callback=ledger, may=_LEDGER, description="督查台账", word="台账"),
    Tap(press=TurnLedger, callback=ledger, may=_LEDGER),
    Tap(press=NarrowLedger, callback=narrow, may=_LEDGER),
)
VIEWS = {"ledger_list": load_ledger, "ledger_filters": load_filters}
