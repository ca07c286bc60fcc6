"""The sweep: once a minute, what has reached a rung becomes reminders, and reminders become one digest a person."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.conversation.catalogue import Tick
from handlers.conversation.context import Services
from handlers.reminding.alone import say_at_once
from handlers.reminding.coming import next_sweep
from handlers.reminding.saying import anything_unsaid, gather, mark_said
from storage.queries import climbing, duty, owed, reminders, standing_in
from storage.unit_of_work import Setting, UnitOfWork
from supervision.model import Post, Reminder, Urgency
from supervision.people.leaving import reminded
from supervision.procedures.ladders import Ladder, Ladders, Place, Told, ladders
from supervision.reminding.reminders import (
    WEEK,
    Pace,
    Thing,
    bands,
    climb,
    may_send_digests,
    of_dispatch,
    of_due,
    of_step,
    seats_of,
    week_of,
    week_reminder,
)
from supervision.roles import Role

log = logging.getLogger(__name__)

Posts = dict[Told, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Climber:
    """Something that stands on a rung of which nobody was reminded yet; `signer` is the post of a signature.

    `place` is where a report owed stands among those that are read.
    """

    thing: Thing
    ladder: Ladder
    officer_post_id: int = 0
    signer: int = 0
    place: climbing.Place | None = None


@dataclass(frozen=True, slots=True)
class Climb:
    """What is of one urgency, on the ladders of that urgency."""

    urgency: Urgency
    ladders: Ladders
    pace: Pace


@dataclass(frozen=True, slots=True)
class Work:
    """What there is to do: to mark what was said, to climb, to hear the week, to say what is unsaid."""

    said: bool
    climbing: Sequence[Climb]
    hearing: bool
    unsaid: bool
    open_now: bool

    @property
    def is_any(self) -> bool:
        """Whether there is anything to do."""
        return bool(self.said or self.climbing or self.hearing or self.unsaid)


async def sweep(services: Services) -> None:
    """Mark what was said, find what has reached a rung, and put it into digests. One look says what there is to do."""
    async with services.database.read(services.setting) as unit:
        work = await _look(unit)
    if work.said:
        await mark_said(services)
    for on in work.climbing:
        await _climb_all(services, on)
    if work.hearing:
        await _hear_the_week(services)
    if work.open_now and work.is_any:
        await gather(services)


async def is_due(unit: UnitOfWork) -> bool:
    """Whether a sweep finds anything to do."""
    return (await _look(unit)).is_any


async def _look(unit: UnitOfWork) -> Work:
    setting = unit.setting
    open_now = may_send_digests(setting.now, setting.county, setting.workdays)
    under_way = await climbing.urgencies_under_way(unit)
    climbs = [on for on in _climbs(setting) if open_now or on.ladders.by_the_clock]
    return Work(
        said=bool(await reminders.settled(unit, limit=1)),
        climbing=[on for on in climbs if on.urgency in under_way and await _is_climbed(unit, on)],
        hearing=open_now and bool(await _deputies_to_hear(unit)),
        unsaid=open_now and await anything_unsaid(unit),
        open_now=open_now,
    )


async def _is_climbed(unit: UnitOfWork, on: Climb) -> bool:
    return bool(await _owed(unit, on, None, limit=1) or await _papers_and_steps(unit, on))


def _climbs(setting: Setting) -> list[Climb]:
    pace = Pace(setting.county, setting.workdays)
    return [Climb(urgency, ladders(setting.county, urgency), pace) for urgency in Urgency]


async def _climb_all(services: Services, on: Climb) -> None:
    """A batch is read, then written in a transaction of its own: between two of them everybody else may write."""
    after: climbing.Place | None = None
    while True:
        async with services.database.read(services.setting) as unit:
            found = await _owed(unit, on, after)
            others = [] if after else await _papers_and_steps(unit, on)
        if not found and not others:
            return
        await _write(services, [*found, *others], on)
        if len(found) < owed.BATCH:
            return
        after = found[-1].place


async def _owed(unit: UnitOfWork, on: Climb, after: climbing.Place | None, limit: int = owed.BATCH) -> list[Climber]:
    of = on.ladders
    rungs = bands(of.report, on.pace, unit.now)
    items = await climbing.owed_on_rungs(unit, rungs, on.urgency, after=after, limit=limit)
    return [_climber(item, of, unit.now) for item in items]


def _climber(item: owed.OwedReport, of: Ladders, now: datetime) -> Climber:
    thing = of_due(item.due, item.since)
    ladder = of.owed(thing.limit, now, delivered=item.delivered_at is not None)
    return Climber(thing, ladder, item.officer_post_id, place=climbing.place_of(item.due))


async def _papers_and_steps(unit: UnitOfWork, on: Climb) -> list[Climber]:
    of, pace = on.ladders, on.pace
    papers = await owed.papers_on_rungs(unit, bands(of.acknowledgement, pace, unit.now), on.urgency)
    steps = await owed.steps_on_rungs(unit, bands(of.signing, pace, unit.now), on.urgency)
    return [
        *(
            Climber(
                of_dispatch(item.dispatch, item.told_at),
                of.told if item.told_at else of.acknowledgement,
                item.officer_post_id,
            )
            for item in papers
        ),
        *(Climber(of_step(item.step, item.since), of.signing, signer=item.step.post_id) for item in steps),
    ]


async def _write(services: Services, batch: Sequence[Climber], on: Climb) -> None:
    """One transaction for the batch; if that fails, one a row, so that a bad row stops no other."""
    try:
        async with services.transaction() as unit:
            for item in batch:
                await _climb(unit, item, on)
            await unit.commit()
    except Exception:
        if len(batch) == 1:
            log.exception("reminder_skipped: %s", batch[0].thing)
            return
        for item in batch:
            await _write(services, [item], on)


async def _climb(unit: UnitOfWork, item: Climber, on: Climb) -> None:
    seats = await (_seats_of_signer(unit, item) if item.signer else _seats_of_unit(unit, item))
    if on.ladders.by_the_clock:
        seats[Place.DUTY] = await duty.posts_on_duty(unit)
    else:  # 特急 is told to those on leave as well
        seats = reminded(seats, await standing_in.away_today(unit))
    rows = climb(item.thing, item.ladder, seats, on.pace, unit.now)
    new = await reminders.add(unit, rows)
    if on.ladders.by_the_clock:
        await say_at_once(unit, new)


async def _seats_of_unit(unit: UnitOfWork, item: Climber) -> Posts:
    posts = {post.id: post for post in await unit.find(Post, unit_id=item.thing.unit_id)}
    posts |= {post.id: post for post in await unit.find(Post, role=Role.OFFICER)}
    if officer := await unit.get(Post, item.officer_post_id):
        posts[officer.id] = officer
    return {**seats_of(posts.values(), item.officer_post_id)}


async def _seats_of_signer(unit: UnitOfWork, item: Climber) -> Posts:
    """While he has delegated (代签) his deputies are reminded, and not he who is away."""
    beside = await standing_in.beside_signer(unit, item.signer)
    heads = await unit.find(Post, role=Role.OFFICE_HEAD, active=True)
    deputies = [post.id for post in beside if post.role is not Role.SECRETARY]
    return {
        Place.SIGNER: deputies or [item.signer],
        Role.SECRETARY: [post.id for post in beside if post.role is Role.SECRETARY],
        Role.OFFICE_HEAD: [post.id for post in heads],
    }


async def _deputies_to_hear(unit: UnitOfWork) -> list[Reminder]:
    if unit.county.head_weekday:  # they get the whole picture of their week (`handlers/overview`)
        return []
    week = week_of(unit.now, unit.county, unit.workdays)
    if unit.today < week:
        return []
    posts = await reminders.deputies_to_hear(unit, f"{WEEK}@{week.isoformat()}")
    return [week_reminder(post, week, unit.now) for post in posts]


async def _hear_the_week(services: Services) -> None:
    async with services.transaction() as unit:
        await reminders.add(unit, await _deputies_to_hear(unit))
        await unit.commit()


TICKS = (Tick("sweep", is_due, sweep, next_sweep),)
