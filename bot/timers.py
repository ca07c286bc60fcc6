"""Timers: every tick asks the database what is due now; asking often is harmless and nothing is remembered here."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.rounds import note_failure
from handlers.conversation.catalogue import Tick
from handlers.conversation.context import Services
from storage.unit_of_work import UnitOfWork

EVERY = 60
"""Seconds between two runs of the ticks."""


class Timers:
    """Runs the ticks, every minute and whenever the clock was moved; never two runs at once."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._running = asyncio.Lock()
        self.failures: Counter[str] = Counter()
        """How often each tick failed since the start."""
        # misfire_grace_time=None: a run that comes late because the loop was busy still comes.
        self._scheduler = AsyncIOScheduler(
            timezone=services.county.zone,
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )

    def start(self) -> None:
        """Begin to run by the minute."""
        self._scheduler.add_job(self.run_all, IntervalTrigger(seconds=EVERY, timezone=self._services.county.zone))
        self._scheduler.start()

    def stop(self) -> None:
        """Begin no more runs."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def run_all(self) -> None:
        """Do everything that is due now. A tick that fails does not stop the others, and is tried a minute later."""
        async with self._running:
            ticks = self._services.catalogue.ticks
            while ticks := ticks[await self._idle_before(ticks) :]:
                await self._run(ticks[0])
                ticks = ticks[1:]

    async def next_due(self, unit: UnitOfWork) -> datetime | None:
        """The next instant at which a tick will have something to do, for a clock that jumps from due to due."""
        instants = [await tick.next_due(unit) for tick in self._services.catalogue.ticks]
        return min((instant for instant in instants if instant is not None), default=None)

    async def _idle_before(self, ticks: Sequence[Tick]) -> int:
        """How many ticks, from the first on, have nothing to do now. What one has done, the next look sees."""
        idle = 0
        with suppress(Exception):  # of a tick that cannot be asked its own run says what is wrong
            async with self._services.database.read(self._services.setting) as unit:
                for tick in ticks:
                    if await tick.is_due(unit):
                        break
                    idle += 1
        return idle

    async def _run(self, tick: Tick) -> None:
        try:
            await tick.run(self._services)
        except Exception as error:
            self.failures[tick.name] += 1
            note_failure("tick_failed", error, tick=tick.name)
