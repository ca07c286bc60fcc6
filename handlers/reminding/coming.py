"""When the sweep will next have something to do: a rung is reached, or the hour of the digests comes."""

from __future__ import annotations

from datetime import UTC, datetime

from storage.queries import climbing, owed, reminders
from storage.unit_of_work import UnitOfWork
from supervision.model import Urgency
from supervision.procedures.ladders import ladders
from supervision.reminding.reminders import (
    Pace,
    may_send_digests,
    next_digest,
    next_rung,
    of_dispatch,
    week_of,
)

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
"""Before every limit."""


async def next_sweep(unit: UnitOfWork) -> datetime | None:
    """The next instant at which a rung is reached or a digest goes out."""
    now, county, workdays = unit.now, unit.county, unit.workdays
    pace = Pace(county, workdays)
    of = {urgency: ladders(county, urgency) for urgency in Urgency}
    moments, coming = [], False
    for urgency in await climbing.urgencies_under_way(unit):
        ladder = of[urgency].report
        for rung in ladder:
            limit = await climbing.first_limit_beyond(unit, pace.latest(rung, now), urgency)
            moments += [pace.reached_on(rung, limit)] if limit else []
        coming = coming or await climbing.first_limit_beyond(unit, BEGINNING, urgency) is not None
    papers = await owed.waiting_papers(unit)
    limits = {(of_dispatch(item.dispatch, item.told_at).limit, of[item.urgency].acknowledgement) for item in papers}
    limits |= {(item.since, of[item.urgency].signing) for item in await owed.waiting_steps(unit)}
    moments += [moment for limit, ladder in limits if (moment := next_rung(ladder, limit, pace, now))]
    closed = not may_send_digests(now, county, workdays)
    if (closed and (limits or coming)) or await reminders.anything_unsaid(unit):
        moments.append(next_digest(now, county, workdays))
    if coming:
        moments.append(_next_week(now, pace))
    return min(moments, default=None)


def _next_week(now: datetime, pace: Pace) -> datetime:
    digest = next_digest(now, pace.county, pace.workdays)
    while pace.county.local(digest).date() != week_of(digest, pace.county, pace.workdays):
        digest = next_digest(digest, pace.county, pace.workdays)
    return digest
