"""Assembly: the parts are put together once, by hand, here."""

from __future__ import annotations

import asyncio
import os
import sys
import warnings
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any, cast

import structlog
from telegram.ext import Application, CallbackContext, ContextTypes, ExtBot
from telegram.warnings import PTBUserWarning

from bot.answers import TapAnswers
from bot.archiving import Archiving
from bot.certificates import trusted
from bot.clock import Clock, ClockFollower, monotonic
from bot.converting import Converting
from bot.delivery import Delivery
from bot.documents import DocumentFiles
from bot.errors import note_error
from bot.fencing import calls_while_held
from bot.fetching import Fetching
from bot.inbox import Inbox
from bot.limits import Limits, Pace
from bot.persistence import DraftPersistence
from bot.polling import poll
from bot.posting import JsonRequest
from bot.routing import ptb_handlers
from bot.timers import Timers
from handlers.conversation.context import Services, Shelf
from handlers.conversation.transaction import Context
from handlers.reminding.absence import report_absence
from handlers.topics import CATALOGUE
from storage import outbox, queueing
from storage.engine import Database
from storage.inbox import count_new
from storage.leading import Leadership, take_office
from storage.unit_of_work import Origin, UnitOfWork
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import CalendarYear
from supervision.notices.base import Lane
from supervision.notices.refusing import LateToast

PtbApplication = Application[ExtBot[None], Context, dict[Any, Any], dict[Any, Any], Services, None]

DELIVERY = "delivery"
"""The task that ends by itself when it is asked to; all others are cancelled."""

log = structlog.get_logger()

# Buttons live longer than the messages that a per_message conversation would track, and getUpdates is called raw
# so that updates are stored before they are confirmed; both are meant.
# PTB gives waits as timedelta when this is set, and warns about each when it is not.
os.environ.setdefault("PTB_TIMEDELTA", "true")
# httpcore imports sniffio several times in each call; where it is not installed, all of the path is searched each time.
if find_spec("sniffio") is None:
    sys.modules.setdefault("sniffio", None)  # type: ignore[arg-type]  # as Python says that there is no such module
warnings.filterwarnings("ignore", message=".*per_message=False.*", category=PTBUserWarning)
warnings.filterwarnings("ignore", message=".*getUpdates.*", category=PTBUserWarning)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the assembly needs of the configuration."""

    token: str
    base_url: str
    base_file_url: str
    database_url: str
    data_dir: Path
    county: County
    workdays: Workdays
    limits: Limits
    read_timeout: float = 30.0
    proxy: str = ""
    administrators: tuple[int, ...] = ()
    letterheads: Path = Path("letterheads")
    soffice: str = ""
    """LibreOffice's program, which makes PDFs; empty: none are made."""


class Running:
    """A bot that is up: its parts, and `settle`, which waits until it has nothing left to do."""

    def __init__(
        self,
        *,
        services: Services,
        inbox: Inbox,
        delivery: Delivery,
        fetching: Fetching,
        converting: Converting,
        archiving: Archiving,
        timers: Timers,
    ) -> None:
        self.services = services
        self.inbox = inbox
        self.delivery = delivery
        self.fetching = fetching
        self.converting = converting
        self.archiving = archiving
        self.timers = timers
        self.tasks: list[asyncio.Task[None]] = []

    async def settle(self) -> datetime | None:
        """Run all ticks and drain inbox, files and outbox, until a whole pass finds nothing to do.

        Returns:
            The next instant at which something will be due.
        """
        while True:
            await self.timers.run_all()
            await self.inbox.wait_idle()
            await self.fetching.drain()
            await self.archiving.drain()
            await self.converting.drain()
            await self.delivery.drain()
            async with self.services.database.read(self.services.setting) as unit:
                if await count_new(unit) + await queueing.pending(unit) == 0:
                    return await self._next_due(unit)

    async def _next_due(self, unit: UnitOfWork) -> datetime | None:
        ticks, queued = await self.timers.next_due(unit), await queueing.next_not_before(unit)
        return min((instant for instant in (ticks, queued) if instant is not None), default=None)


@asynccontextmanager
async def running(
    settings: Settings, clock: Clock, *, intake: bool = True, held: Leadership | None = None
) -> AsyncIterator[Running]:
    """Bring the bot up and, on leaving, down: no more updates, open transactions end, calls under way end.

    Args:
        intake: whether to poll; false when updates come by webhook.
        held: by what this process is the bot, where several could be.
    """
    database = Database.open(settings.database_url, name=held.name if held else "")
    async with AsyncExitStack() as stack:
        stack.push_async_callback(database.close)
        if held:
            await take_office(database, held, clock.now())
        bot = _bot(settings, held)
        await bot.initialize()
        parts, application = _assemble(settings, database, clock, bot)
        await _fill_calendar(parts.services)
        await application.initialize()
        stack.push_async_callback(application.shutdown)
        await parts.delivery.resolve_doubts()
        await report_absence(parts.services)
        await parts.inbox.resume()
        tasks = parts.tasks
        tasks += [
            asyncio.create_task(parts.delivery.run(), name=DELIVERY),
            asyncio.create_task(parts.fetching.run(), name="fetching"),
            asyncio.create_task(parts.converting.run(), name="converting"),
            asyncio.create_task(parts.archiving.run(), name="archiving"),
        ]
        parts.timers.start()
        if intake:
            await bot.delete_webhook(drop_pending_updates=False)
            tasks.append(asyncio.create_task(poll(bot, parts.inbox.take), name="polling"))
        stack.push_async_callback(_stop, parts)
        log.info("bot_started", bot=bot.username, offset=clock.offset)
        yield parts


async def _fill_calendar(services: Services) -> None:
    """Count by the years that the Office entered."""
    async with services.database.read(services.setting) as unit:
        services.calendar.set(await unit.find(CalendarYear))


async def follow_clock(parts: Running, clock: Clock, url: str) -> None:
    """Keep to the clock of a sandbox: whenever it was moved, do everything that is due and say so."""
    await ClockFollower(clock, url).run(parts.settle)


async def _stop(parts: Running) -> None:
    """Hear no more, finish what is open, say what is being said; then nothing runs any more."""
    parts.timers.stop()
    delivery = [task for task in parts.tasks if task.get_name() == DELIVERY]
    others = [task for task in parts.tasks if task.get_name() != DELIVERY]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    await parts.inbox.stop()
    parts.delivery.stop()
    await asyncio.gather(*delivery, return_exceptions=True)


def _bot(settings: Settings, held: Leadership | None) -> ExtBot[None]:
    proxy = {"proxy": settings.proxy} if settings.proxy else {}
    # trust_env is off: a proxy of the environment must not be asked for a server on this machine.
    plain: dict[str, Any] = {
        "httpx_kwargs": {"trust_env": False, "verify": trusted()} | (calls_while_held(held) if held else {}),
        "pool_timeout": 10.0,
        "connect_timeout": 10.0,
        **proxy,
    }
    sending = JsonRequest(
        connection_pool_size=len(Lane) * settings.limits.at_once + 8,  # beside what is sent: answers to taps, files
        read_timeout=settings.read_timeout,
        write_timeout=30.0,
        media_write_timeout=120.0,
        **plain,
    )
    return ExtBot(
        settings.token,
        base_url=settings.base_url,
        base_file_url=settings.base_file_url,
        request=sending,
        get_updates_request=JsonRequest(connection_pool_size=8, read_timeout=45.0, **plain),
    )


def _assemble(
    settings: Settings, database: Database, clock: Clock, bot: ExtBot[None]
) -> tuple[Running, PtbApplication]:
    async def say_instead(chat_id: int, words: str) -> None:
        async with services.transaction(Origin("telegram", None, chat_id, None)) as unit:
            await outbox.tell(unit, [LateToast(words=words)])
            await unit.commit()

    services = Services(
        database=database,
        clock=clock.now,
        county=settings.county,
        calendar=Shelf(settings.workdays),
        catalogue=CATALOGUE,
        bot_username=bot.username,
        files=settings.data_dir / "files",
        wake_delivery=lambda: delivery.wake(),  # noqa: PLW0108 - made below
        wake_fetching=lambda: fetching.wake(),  # noqa: PLW0108 - made below
        answer_tap=TapAnswers(bot, say_instead).answer,
        first_administrators=settings.administrators,
    )
    documents = DocumentFiles(services, settings.letterheads)
    delivery = Delivery(services, bot, Pace(settings.limits, monotonic), documents)
    fetching = Fetching(services, bot)
    converting = Converting(services, documents, settings.soffice)
    application = _application(services, bot)
    inbox = Inbox(services, bot, application.process_update)
    parts = Running(
        services=services,
        inbox=inbox,
        delivery=delivery,
        fetching=fetching,
        converting=converting,
        archiving=Archiving(services, settings.letterheads),
        timers=Timers(services),
    )
    return parts, application


def _application(services: Services, bot: ExtBot[None]) -> PtbApplication:
    # PTB calls this "type" to make its bot_data; ours is there already and never changes.
    the_services = cast(type[Services], lambda: services)
    application: PtbApplication = (
        Application.builder()
        .bot(bot)
        .context_types(ContextTypes(context=CallbackContext, bot_data=the_services))
        .persistence(DraftPersistence(services.database, services.setting))
        .updater(None)
        .job_queue(None)
        .build()
    )
    application.add_handlers(ptb_handlers(CATALOGUE))
    application.add_error_handler(note_error)
    return application
