"""The year: who lives, what comes, and the clock that drafts the bulletins on their days."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from random import Random

from handlers.bulletins.posting import is_drafting_due, is_posting_due, run_drafting, run_posting
from storage.engine import Database
from supervision.model import Bulletin
from tests.life.beginning import begin
from tests.life.county import settle_in
from tests.life.diary import Life
from tests.life.matters import drawn
from tests.world import ZONE

FIRST = date(2026, 1, 5)


@asynccontextmanager
async def county(folder: Path, template: Path, *, units: int, seed: int) -> AsyncIterator[Life]:
    """A county on the first workday of its year."""
    shutil.copy(template, folder / "year.db")
    database = Database.open(f"sqlite+aiosqlite:///{folder / 'year.db'}")
    life = Life(database, Random(seed))
    try:
        async with database.write(life.setting) as unit:
            life.seats = await settle_in(unit, units)
            await unit.commit()
        yield life
    finally:
        await database.close()


def plan(life: Life, *, tasks: int, last: date, until: date) -> int:
    """Put everything that comes to the Office up to `last` into the diary; gives the number of tasks."""
    days = [FIRST + timedelta(days=n) for n in range((last - FIRST).days + 1)]
    workdays = [day for day in days if life.workdays.is_workday(day)]
    begun = drawn(life.rng, life.seats, tasks=tasks, days=workdays, until=until)
    for one in begun:
        life.at(life.office_hour(one.on), partial(begin, life, one))
    return sum(max(1, len(one.tasks)) for one in begun)


async def drafts(life: Life, folder: Path, end: date) -> AsyncIterator[list[Bulletin]]:
    """Live up to a day; every time that the clock has drafted bulletins, give them."""
    services, day, known = life.services(folder), FIRST, set[int]()
    while day <= end:
        if life.workdays.is_workday(day):
            await life.live_until(datetime.combine(day, time(8, 30), tzinfo=ZONE))
            async with life.database.read(life.setting) as unit:
                due, to_post = await is_drafting_due(unit), await is_posting_due(unit)
            if to_post:
                await run_posting(services)
            if due:
                await run_drafting(services)
                async with life.database.read(life.setting) as unit:
                    new = [one for one in await unit.find(Bulletin) if one.id not in known and one.figures]
                known |= {one.id for one in new}
                if new:
                    yield new
        day += timedelta(days=1)
