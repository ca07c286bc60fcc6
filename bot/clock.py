"""The only module of the project that reads time: everything else is handed `now`.

The clock is the system's, plus an offset in memory. The offset is zero against Telegram; where the
configuration names a clock URL (sandbox, demonstration, tests) a :class:`ClockFollower` keeps it equal to the
offset which that server dictates. Stored times use :meth:`Clock.now`; back-off, rate limits and time-outs
use :func:`monotonic`, which no offset moves.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta, tzinfo

import httpx
import structlog
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.certificates import trusted

_log = structlog.stdlib.get_logger(__name__)

POLL_TIMEOUT = httpx.Timeout(10.0, read=40.0)
"""Seconds; the clock server may hold a poll for 25 of them."""

FIRST_PAUSE = 0.25
LONGEST_PAUSE = 5.0
"""Seconds between attempts to reach a clock server that is away: the first, doubled up to the longest."""

OnChange = Callable[[], Awaitable[datetime | None]]
"""Does all work that is due now and returns the next instant at which something will be, if anything."""


def awake() -> float:
    """Seconds on a clock that goes on while the process, or the machine, sleeps; on Linux alone the latter."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if sys.platform == "linux" else time.monotonic()


def monotonic() -> float:
    """Seconds from an arbitrary point, for measuring spans; never set back and never moved by an offset."""
    return time.monotonic()


class Clock:
    """What time it is: the system's time plus an offset, which only grows once it was first set.

    The first setting may be negative: a demonstration begins on a day of its own choice.
    """

    def __init__(self, offset: float | None = None) -> None:
        self._offset = timedelta(seconds=offset or 0.0)
        self._set = offset is not None

    @property
    def offset(self) -> float:
        """Seconds by which this clock is ahead of the system's; 0.0 in service."""
        return self._offset.total_seconds()

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        return datetime.now(UTC) + self._offset

    def today(self, zone: tzinfo) -> date:
        """The calendar date that it is now in `zone`."""
        return self.now().astimezone(zone).date()

    def set_offset(self, seconds: float) -> bool:
        """Move the clock to `seconds` ahead of the system's; going back moves nothing and returns False."""
        offset = timedelta(seconds=seconds)
        if self._set and offset < self._offset:
            return False
        self._offset, self._set = offset, True
        return True


class _Reading(BaseModel):
    """A clock server's answer: the number of its last change, and its offset in seconds."""

    model_config = ConfigDict(frozen=True)

    n: int
    offset: float = Field(allow_inf_nan=False, ge=-100 * 366 * 86400, le=100 * 366 * 86400)


class ClockFollower:
    """Keeps a :class:`Clock` equal to a clock server's, and tells the server when a change is worked off.

    `GET {url}/clock?seen=N&idle=N&due=ISO` is held by the server until its change number differs from
    `seen`, 25 s at the most. `idle` is the last change after which the bot had nothing left to do, and `due`
    the next instant at which it will have; both are -1 and absent before the first change.
    """

    def __init__(
        self,
        clock: Clock,
        url: str,
        *,
        transport: httpx.AsyncBaseTransport | None = None,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._clock = clock
        self._url = f"{url.rstrip('/')}/clock"
        self._transport = transport
        self._pause = pause
        self._seen = -1
        self._idle = -1
        self._due: datetime | None = None

    async def synchronise(self) -> None:
        """Learn the offset once, before anything else reads the clock; waits until the server answers."""
        async with self._client() as client:
            await self._poll(client)

    async def run(self, on_change: OnChange) -> None:
        """Follow until cancelled. An exception of `on_change` ends the task: it is a bug, not an outage."""
        async with self._client() as client:
            while True:
                if self._idle != self._seen:
                    self._due = await on_change()
                    self._idle = self._seen
                await self._poll(client)

    def _client(self) -> httpx.AsyncClient:
        # trust_env: a proxy that is meant for Telegram must not be asked for a server on this machine.
        return httpx.AsyncClient(timeout=POLL_TIMEOUT, trust_env=False, verify=trusted(), transport=self._transport)

    async def _poll(self, client: httpx.AsyncClient) -> None:
        """One answered poll, however many attempts it takes; one line in the log for each outage."""
        pause = FIRST_PAUSE
        while True:
            try:
                reading = await self._ask(client)
                break
            except (httpx.HTTPError, ValidationError) as error:
                if pause == FIRST_PAUSE:
                    _log.warning("clock.unreachable", url=self._url, error=repr(error))
                await self._pause(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
        if pause != FIRST_PAUSE:
            _log.info("clock.reachable", url=self._url)
        if reading.n != self._seen:
            self._take(reading)

    async def _ask(self, client: httpx.AsyncClient) -> _Reading:
        params = {"seen": str(self._seen), "idle": str(self._idle)}
        if self._due is not None:
            params["due"] = self._due.astimezone(UTC).isoformat()
        response = await client.get(self._url, params=params)
        response.raise_for_status()
        return _Reading.model_validate_json(response.content)

    def _take(self, reading: _Reading) -> None:
        self._seen = reading.n
        if self._clock.set_offset(reading.offset):
            _log.info("clock.moved", n=reading.n, offset=reading.offset)
        else:
            _log.warning("clock.never_goes_back", n=reading.n, offset=reading.offset, kept=self._clock.offset)


async def follow(clock: Clock, url: str, on_change: OnChange) -> None:
    """Follow the clock server at `url` until cancelled; see :class:`ClockFollower`."""
    await ClockFollower(clock, url).run(on_change)
