"""When the sweep will next have something to do: a rung is reached, or the hour of the digests comes."""

from __future__ import annotations

from datetime import datetime

from storage.queries import owed, reminders
from storage.unit_of_work import UnitOfWork
from supervision.model import Urgency
from supervision.procedures.ladders import ladders
from supervision.reminding.reminders import (
    Pace,
    may_send_digests,
    next_digest,
    next_rung,
    of_dispatch,
    of_due,
    week_of,
)


async def next_sweep(unit: UnitOfWork) -> datetime | None:
    """The next instant at which a rung is reached or a digest goes out."""
    now, county, workdays = unit.now, unit.county, unit.workdays
    pace = Pace(county, workdays)
    of = {urgency: ladders(county, urgency) for urgency in Urgency}
    reports, papers = await owed.owed_reports(unit), await owed.waiting_papers(unit)
    limits = {(of_due(item.due, item.since).limit, of[item.urgency].report) for item in reports}
    limits |= {(of_dispatch(item.dispatch, item.told_at).limit, of[item.urgency].acknowledgement) for item in papers}
    limits |= {(item.since, of[item.urgency].signing) for item in await owed.waiting_steps(unit)}
    moments = [next_rung(ladder, limit, pace, now) for limit, ladder in limits]
    closed = not may_send_digests(now, county, workdays)
    if (closed and limits) or await reminders.unsaid(unit):
        moments.append(next_digest(now, county, workdays))
    if reports:
        moments.append(_next_week(now, pace))
    return min((moment for moment in moments if moment is not None), default=None)


def _next_week(now: datetime, pace: Pace) -> datetime:
    digest = next_digest(now, pace.county, pace.workdays)
    while pace.county.local(digest).date() != week_of(digest, pace.county, pace.workdays):
        digest = next_digest(digest, pace.county, pace.workdays)
    return digest
