"""`ducha run`: one process from start to SIGTERM."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import AsyncExitStack

import structlog

from bot.application import Settings, follow_clock, running
from bot.clock import Clock, ClockFollower, awake
from bot.config import Config
from bot.converting import office_program
from bot.sole import sole_process
from bot.webhook import serve_webhook
from storage.engine import Database
from storage.leading import Leadership, Standing, is_shared, leading, open_named
from storage.migrating import upgrade
from supervision.calendars.workdays import Workdays

LEADERSHIP_LOST = 5
"""Exit code of one that is no longer the bot; started again, it stands by."""

log = structlog.get_logger()


def settings_of(config: Config) -> Settings:
    """What the assembly needs, out of the configuration."""
    pace = config.delivery
    return Settings(
        token=config.token.get_secret_value(),
        base_url=config.base_url,
        base_file_url=config.base_file_url,
        database_url=config.database(),
        data_dir=config.data_dir,
        county=config.county(),
        workdays=Workdays(),
        limits=pace.limits(),
        read_timeout=pace.read_timeout,
        proxy=config.proxy,
        administrators=config.administrators,
        letterheads=config.documents.letterheads,
        soffice=office_program(config.documents),
    )


async def run(config: Config) -> None:
    """Run until SIGTERM or SIGINT; on the way down no update and no message is lost.

    On PostgreSQL a second process stands by until the first is gone.

    Raises:
        AlreadyRunningError: another process runs on the same data directory, on SQLite.
    """
    config.data_dir.mkdir(parents=True, exist_ok=True)
    settings = settings_of(config)
    if is_shared(settings.database_url):
        await _run_when_leading(config, settings)
    else:
        with sole_process(config.data_dir):
            await _run(config, settings)


async def _run_when_leading(config: Config, settings: Settings) -> None:
    """Stand by until no other process is the bot. Until then a signal just ends this one: nothing is open."""
    database = open_named(settings.database_url)
    try:
        async with leading(database, _leave, _stand_by, awake, _cannot_ask) as held:
            await _run(config, settings, held)
    finally:
        await database.close()


def _stand_by(now: Standing) -> None:
    log.info("standing_by", active=now.holder, since=str(now.since or ""))


def _cannot_ask(error: BaseException) -> None:
    log.warning("standing_by_without_server", error=repr(error))


def _leave() -> None:
    """End at once, like a kill, which loses nothing: what was not said is said by the successor."""
    log.error("leadership_lost")
    sys.stderr.flush()
    os._exit(LEADERSHIP_LOST)


async def _run(config: Config, settings: Settings, held: Leadership | None = None) -> None:
    await _migrate(settings.database_url)
    clock = Clock()
    if config.clock_url:
        await ClockFollower(clock, config.clock_url).synchronise()
        log.warning("clock_is_not_the_systems", url=config.clock_url, offset=clock.offset)
    stopped = _stop_signal()
    async with AsyncExitStack() as stack:
        parts = await stack.enter_async_context(running(settings, clock, intake=config.mode == "polling", held=held))
        helpers: list[asyncio.Task[None]] = []
        if config.clock_url:
            helpers.append(asyncio.create_task(follow_clock(parts, clock, config.clock_url), name="clock"))
        if config.mode == "webhook":
            helpers.append(asyncio.create_task(serve_webhook(config.webhook, parts), name="webhook"))
        await _until(stopped, [*helpers, *parts.tasks])
        for task in helpers:
            task.cancel()
        await asyncio.gather(*helpers, return_exceptions=True)
    log.info("bot_stopped")


async def _migrate(url: str) -> None:
    database = Database.open(url)
    try:
        await upgrade(database)
    finally:
        await database.close()


def _stop_signal() -> asyncio.Event:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopped.set)
    return stopped


async def _until(stopped: asyncio.Event, tasks: list[asyncio.Task[None]]) -> None:
    """Wait for the signal, or for a task that ended though it never should: then its exception ends the process."""
    waiting = asyncio.create_task(stopped.wait())
    done, _ = await asyncio.wait([waiting, *tasks], return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    for task in done - {waiting}:
        task.result()
