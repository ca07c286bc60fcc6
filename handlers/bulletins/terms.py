"""What the clock does with hearings: it notes their arrival, tells whom to phone, and what waits for a decision."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from handlers.bulletins.deciding import put_before_leaders
from handlers.conversation.carrying import carry_out
from handlers.conversation.catalogue import Tick
from handlers.conversation.context import Services
from storage.queries import objections as queries
from storage.unit_of_work import UnitOfWork
from supervision.actors import MACHINE
from supervision.bulletins import objections
from supervision.bulletins.hearing import Stage, stage_of
from supervision.model import Bulletin, CalendarKey, Channel, Objection, Unit


async def is_due(unit: UnitOfWork) -> bool:
    """Whether a line has arrived, a term has passed, or a decision is overdue."""
    hearings = await queries.in_hand(unit)
    if not hearings:
        return False
    return bool(_silent(unit, hearings) or await _arrived(unit, hearings) or await _to_raise(unit, hearings))


async def run(services: Services) -> None:
    """Note what arrived; then tell the Office whom to phone, and its leaders what nobody decided on."""
    async with services.transaction() as unit:
        await note_arrivals(unit)
        by_bulletin: dict[int, list[Objection]] = {}
        hearings = await queries.in_hand(unit)
        for item in _silent(unit, hearings):
            by_bulletin.setdefault(item.bulletin_id, []).append(item)
        for bulletin_id, items in by_bulletin.items():
            lapsed = [(item, await unit.require(Unit, item.unit_id)) for item in items]
            bulletin = await unit.require(Bulletin, bulletin_id)
            await carry_out(unit, MACHINE, objections.lapse(bulletin, lapsed, unit.now))
        for item in await _to_raise(unit, hearings):
            await put_before_leaders(unit, item)
        await unit.commit()


async def note_arrivals(unit: UnitOfWork) -> None:
    """Write down which units have their lines by now."""
    for item, at in await _arrived(unit, await queries.in_hand(unit)):
        await _deliver(unit, item, at)


async def _deliver(unit: UnitOfWork, item: Objection, at: datetime | None) -> None:
    bulletin = await unit.require(Bulletin, item.bulletin_id)
    by = Channel.TELEPHONE if at is None else Channel.TELEGRAM
    outcome = objections.deliver(bulletin, item, at or unit.now, by=by, county=unit.county, workdays=unit.workdays)
    await carry_out(unit, MACHINE, outcome)


async def _arrived(unit: UnitOfWork, hearings: Sequence[Objection]) -> list[tuple[Objection, datetime | None]]:
    waiting = [item for item in hearings if item.delivered_at is None]
    found = await queries.arrivals(unit, waiting)
    keyed = ((item, (item.bulletin_id, item.unit_id)) for item in waiting)
    return [(item, found[key]) for item, key in keyed if key in found]


def _to_be_phoned(hearings: Sequence[Objection]) -> list[Objection]:
    return [item for item in hearings if item.answered_at is None and item.phoned_at is None and item.phone_at is None]


def _silent(unit: UnitOfWork, hearings: Sequence[Objection]) -> list[Objection]:
    return objections.due_now(_to_be_phoned(hearings), unit.now, unit.county, unit.workdays)


async def _to_raise(unit: UnitOfWork, hearings: Sequence[Objection]) -> list[Objection]:
    return [item for item, at in await _raise_moments(unit, hearings) if at <= unit.now]


async def _raise_moments(unit: UnitOfWork, hearings: Sequence[Objection]) -> list[tuple[Objection, datetime]]:
    waiting = [item for item in hearings if stage_of(item, unit.now) is Stage.EXPLAINED]
    keys = [objections.raised_key(item) for item in waiting]
    raised = {row.key for row in await unit.find(CalendarKey, key=keys)} if keys else set()
    moments = [(item, objections.raise_moment(item, unit.county, unit.workdays)) for item in waiting]
    return [(item, at) for item, at in moments if objections.raised_key(item) not in raised]


async def next_due(unit: UnitOfWork) -> datetime | None:
    """When the next term passes, or the next explanation goes to the leaders."""
    hearings = await queries.in_hand(unit)
    waiting = _to_be_phoned(hearings)
    phone = [objections.phone_moment(item, unit.county, unit.workdays) for item in waiting]
    up = [at for _, at in await _raise_moments(unit, hearings)]
    return min((moment for moment in (*phone, *up) if moment > unit.now), default=None)


TICKS = (Tick("bulletin_hearing", is_due, run, next_due),)
