"""Timers: every tick asks the database what is due now; asking often is harmless and nothing is remembered here."""

from __future__ import annotations

import asyncio
from datetime import datetime

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from handlers.conversation.catalogue import Tick
from handlers.conversation.context import Services
from storage.engine import is_transient

EVERY = 60
"""Seconds between two runs of the ticks."""

log = structlog.get_logger()


class Timers:
    """Runs the ticks, every minute and whenever the clock was moved; never two runs at once."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._running = asyncio.Lock()
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
            for tick in self._services.catalogue.ticks:
                await self._run(tick)

    async def next_due(self) -> datetime | None:
        """The next instant at which a tick will have something to do, for a clock that jumps from due to due."""
        async with self._services.database.read(self._services.setting) as unit:
            instants = [await tick.next_due(unit) for tick in self._services.catalogue.ticks]
        return min((instant for instant in instants if instant is not None), default=None)

    async def _run(self, tick: Tick) -> None:
        try:
            await tick.run(self._services)
        except Exception as error:
            log.log(30 if is_transient(error) else 40, "tick_failed", tick=tick.name, exc_info=error)
