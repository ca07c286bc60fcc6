"""停机: a note every few minutes that the bot is there, and, when it was away, a report to the Office at its start."""

from __future__ import annotations

from datetime import datetime

from handlers.conversation.catalogue import Tick, never_urgent
from handlers.conversation.context import Services
from storage import outbox
from storage.outbox import State
from storage.queries import climbing, owed, undelivered
from storage.unit_of_work import UnitOfWork
from supervision.model import CalendarKey
from supervision.notices.absence import BackInService
from supervision.notices.base import OFFICE
from supervision.procedures.ladders import ladders
from supervision.reminding.absence import (
    ALIVE,
    BEAT,
    Doubtful,
    Missed,
    climbed_between,
    digests_between,
    may_have_lost,
    was_away,
)
from supervision.reminding.reminders import Pace, of_dispatch


async def report_absence(services: Services) -> None:
    """At the start of the process, before anything is due: tell the Office of a stop, and begin to be there."""
    async with services.transaction() as unit:
        note = await unit.get(CalendarKey, ALIVE)
        last = note.used_at if note else None
        if last is not None and was_away(last, unit.now, unit.county):
            await outbox.tell(unit, [await _report(unit, last)])
        await unit.save(CalendarKey(ALIVE, unit.now))
        await unit.commit()


async def _report(unit: UnitOfWork, since: datetime) -> BackInService:
    counted = await undelivered.count_by_state(unit)
    return BackInService(
        to=OFFICE,
        since=since,
        until_now=unit.now,
        missed=await _missed(unit, since),
        doubtful=Doubtful(
            ambiguous=counted.get(State.AMBIGUOUS, 0),
            dead=counted.get(State.DEAD, 0),
            waiting=counted.get(State.WAITING, 0),
        ),
        may_have_lost=may_have_lost(since, unit.now),
    )


async def _missed(unit: UnitOfWork, since: datetime) -> Missed:
    pace = Pace(unit.county, unit.workdays)
    things = rungs = 0
    for urgency in await climbing.urgencies_under_way(unit):
        ladder = ladders(unit.county, urgency).report
        passed = [(pace.latest(rung, since), pace.latest(rung, unit.now)) for rung in ladder]
        counted = await climbing.count_between(unit, passed, urgency)
        things, rungs = things + counted.things, rungs + counted.rungs
    papers = [
        (of_dispatch(one.dispatch, one.told_at).limit, ladders(unit.county, one.urgency).acknowledgement)
        for one in await owed.waiting_papers(unit)
    ]
    steps = [(one.since, ladders(unit.county, one.urgency).signing) for one in await owed.waiting_steps(unit)]
    return Missed(
        digests=digests_between(since, unit.now, pace),
        things=things,
        rungs=rungs,
        papers=sum(climbed_between(since, unit.now, limit, ladder, pace) for limit, ladder in papers),
        steps=sum(climbed_between(since, unit.now, limit, ladder, pace) for limit, ladder in steps),
    )


async def is_due(unit: UnitOfWork) -> bool:
    """Whether the note is getting old."""
    note = await unit.get(CalendarKey, ALIVE)
    return note is None or unit.now - note.used_at >= BEAT


async def note_alive(services: Services) -> None:
    """Write down that the bot is there."""
    async with services.transaction() as unit:
        await unit.save(CalendarKey(ALIVE, unit.now))
        await unit.commit()


TICKS = (Tick("alive", is_due, note_alive, never_urgent),)
