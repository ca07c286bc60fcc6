"""A whole office in one event loop: the sandbox, the real bot over HTTP, and people who say, tap and see.

Everything that a person does is followed by `settle`: the bot has handled the update, run its ticks and sent what it
had to send. The clock begins on Monday 2 March 2026, 08:30 in Shanghai, and moves only when a test advances it.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.application import Running, Settings, follow_clock, running
from bot.clock import Clock, ClockFollower
from bot.limits import Limits
from sandbox.client import ControlClient, ControlRefused, FilePart, Message
from sandbox.posting import private_chat
from sandbox.records import User
from sandbox.server import Sandbox
from storage.unit_of_work import Setting, UnitOfWork
from supervision.calendars.workdays import Workdays
from supervision.county import County
from tests import roster
from tests.databases import office_database

ZONE = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 3, 2, 8, 30, tzinfo=ZONE)
TOKEN = "7000000001:AAtesttesttesttesttesttesttesttest1"
USERNAME = "xiayi_ducha_bot"

UNLIMITED = Limits(per_second=10_000, per_chat_interval=0.0, per_chat_burst=1_000, per_group_per_minute=100_000)
"""For tests that are not about pace: the sandbox's own limits are off as well."""


@dataclass
class Someone:
    """A person at a telephone. What he saw before his last act is behind him."""

    world: World
    id: int
    mark: int = 0

    async def says(self, text: str, *, reply_to: Message | None = None, chat: int | None = None) -> Message:
        """Write a text, in private or in a group, perhaps as a reply."""
        await self._begin()
        sent = await self.control.say(self.id, text, chat, reply_to=reply_to.id if reply_to else None)
        await self.world.settle()
        return sent

    async def starts(self, payload: str = "") -> None:
        """Press Start, or open a deep link."""
        await self._begin()
        await self.control.start(self.id, payload)
        await self.world.settle()

    async def sends(
        self,
        name: str,
        data: bytes,
        *,
        kind: str = "document",
        caption: str = "",
        reply_to: Message | None = None,
        size: int | None = None,
        chat: int | None = None,
    ) -> Message:
        """Send a file; `size` declares more bytes than there are."""
        await self._begin()
        sent = await self.control.send_file(
            self.id, name, data, chat, kind=kind, caption=caption, reply_to=reply_to.id if reply_to else None, size=size
        )
        await self.world.settle()
        return sent

    async def sends_album(self, files: list[FilePart], *, caption: str = "", reply_to: Message | None = None) -> None:
        """Send several photos as one album."""
        await self._begin()
        await self.control.send_album(self.id, files, caption=caption, reply_to=reply_to.id if reply_to else None)
        await self.world.settle()

    async def edits(self, message: Message, text: str, *, chat: int | None = None) -> None:
        """Change an own message."""
        await self._begin()
        await self.control.edit(self.id, message.id, text, chat)
        await self.world.settle()

    async def taps(self, label: str, on: Message | None = None, *, chat: int | None = None) -> str:
        """Tap a button by (part of) its label: on the given message, else on the newest that has it.

        Returns:
            What the bot showed in the toast or box.
        """
        message, found = await self._find_button(label, on, chat)
        await self._begin()
        callback = await self.control.tap(self.id, message.id, found, chat)
        await self.world.settle()
        return (await self.control.callback_answer(callback)).text

    async def forges(self, data: str, on: Message, *, chat: int | None = None) -> str:
        """Send callback data that no button of his has; returns what the bot showed."""
        await self._begin()
        callback = await self.control.tap(self.id, on.id, chat=chat, data=data, force=True)
        await self.world.settle()
        return (await self.control.callback_answer(callback)).text

    async def sees(self, *texts: str, chat: int | None = None) -> Message:
        """Assert that a message since his last act (or an older one that still stands) has all the texts.

        Newest first; returns the message.
        """
        messages = [m for m in await self.messages(chat) if m.sender != self.id]
        for message in reversed([m for m in messages if m.id > self.mark]):
            if all(text in message.text for text in texts):
                return message
        shown = "\n---\n".join(m.text for m in messages[-6:]) or "(nothing)"
        raise AssertionError(f"{self.world.name_of(self.id)} does not see {texts!r}. He sees:\n{shown}")

    async def sees_nothing(self, *texts: str) -> None:
        """Assert that no message since his last act has any of the texts (none given: that there is no message)."""
        for message in await self.messages():
            if message.id <= self.mark or message.sender == self.id:
                continue
            if not texts or any(text in message.text for text in texts):
                raise AssertionError(f"{self.world.name_of(self.id)} sees:\n{message.text}")

    async def card(self, *texts: str) -> Message:
        """The newest message of his whole chat that has all the texts, as it stands now (edits included)."""
        for message in reversed(await self.messages()):
            if message.sender != self.id and all(text in message.text for text in texts):
                return message
        raise AssertionError(f"{self.world.name_of(self.id)} has no card with {texts!r}")

    async def messages(self, chat: int | None = None) -> list[Message]:
        """All messages of the chat, oldest first; none before somebody wrote the first."""
        try:
            return await self.control.messages(chat if chat is not None else self.id)
        except ControlRefused:
            return []

    async def looks_away(self) -> None:
        """Put everything seen so far behind him without doing anything."""
        await self._begin()

    @property
    def control(self) -> ControlClient:
        """The sandbox's control API."""
        return self.world.control

    async def _begin(self) -> None:
        self.mark = max((m.id for m in await self.messages()), default=0)

    async def _find_button(self, label: str, on: Message | None, chat: int | None) -> tuple[Message, str]:
        where = await self.messages(chat)
        candidates = [m for m in where if on is None or m.id == on.id]
        for exact in (True, False):
            for message in reversed(candidates):
                for name in message.buttons:
                    if name == label or (not exact and label in name):
                        return message, name
        shown = [list(m.buttons) for m in where if m.buttons]
        raise AssertionError(f"{self.world.name_of(self.id)} has no button {label!r}; he has {shown}")


@dataclass
class World:
    """The office, its people and the bot."""

    control: ControlClient
    sandbox: Sandbox
    settings: Settings
    clock: Clock
    people: dict[str, Someone] = field(default_factory=dict)
    parts: Running | None = None
    _stop: Callable[[], object] | None = None

    def __getattr__(self, key: str) -> Someone:
        people: dict[str, Someone] = self.__dict__.get("people", {})
        if key in people:
            return people[key]
        raise AttributeError(key)

    async def settle(self) -> None:
        """Wait until the bot has nothing left to do."""
        await self.control.settle(20, need_bot=True)

    async def advance(self, to: datetime | str) -> None:
        """Move the clock to a time (aware, or `3月5日 09:00` of 2026 in Shanghai), by way of all that is due."""
        await self.control.advance(to=at(to) if isinstance(to, str) else to)

    async def stranger(self, name: str = "路人") -> Someone:
        """An account that belongs to nobody of the roster."""
        user = await self.control.create_user(name)
        return Someone(self, user.id)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[UnitOfWork]:
        """A transaction on the bot's database, for arranging and for looking."""
        assert self.parts is not None
        async with self.parts.services.transaction() as unit:
            yield unit

    def name_of(self, account: int) -> str:
        """Who an account is in this test."""
        return next((key for key, person in self.people.items() if person.id == account), str(account))


def at(text: str) -> datetime:
    """`3月5日 09:00` of 2026, in Shanghai; without the hour 09:00."""
    day, _, hour = text.partition(" ")
    month, _, rest = day.partition("月")
    clock = datetime.strptime(hour or "09:00", "%H:%M").replace(tzinfo=UTC).time()
    return datetime(2026, int(month), int(rest.rstrip("日")), clock.hour, clock.minute, tzinfo=ZONE)


def settings_for(folder: Path, url: str, database: str, **changes: object) -> Settings:
    """The bot's settings against a sandbox at `url`, its data in `folder` and a database."""
    settings = Settings(
        token=TOKEN,
        base_url=f"{url}/bot",
        base_file_url=f"{url}/file/bot",
        database_url=database,
        data_dir=folder,
        county=County(contact_phone="0370-6210000"),
        workdays=Workdays(),
        limits=UNLIMITED,
    )
    return replace(settings, **changes)  # type: ignore[arg-type]


@asynccontextmanager
async def world(
    folder: Path,
    template: Path,
    *,
    start: bool = True,
    begin: datetime = MONDAY,
    papers: bool = False,
    overviews: bool = False,
    **changes: object,
) -> AsyncIterator[World]:
    """A fresh office: the template database copied, every account created, the bot running.

    Papers go out as files, and pictures of the week and month go to leaders, only where a test is about them.
    """
    async with (
        office_database(folder, template) as database,
        Sandbox(begin=begin) as sandbox,
        ControlClient(sandbox.url) as control,
    ):
        created = await control.create_bot(TOKEN, USERNAME, "夏邑政务督查")
        account_of_bot = sandbox.state.bots.get(created.id)
        assert account_of_bot is not None
        settings = settings_for(folder, sandbox.url, database, **changes)
        settings = replace(settings, county=replace(settings.county, send_documents=papers))
        if not overviews:
            settings = replace(settings, county=replace(settings.county, head_weekday=0, head_month_workday=0))
        office = World(control, sandbox, settings, Clock())
        with sandbox.state.store.transaction():
            for number, seat in enumerate(roster.SEATS):
                account = roster.FIRST_ACCOUNT + number
                sandbox.state.users.put(account, User(account, seat.name))
                private_chat(sandbox.state, account_of_bot, account)  # they all pressed Start long ago
                office.people[seat.key] = Someone(office, account)
        async with bot_of(office) if start else nullcontext():
            yield office


@asynccontextmanager
async def bot_of(office: World) -> AsyncIterator[Running]:
    """The bot of an office, up and following the sandbox's clock; leaving stops it."""
    url = office.sandbox.url
    await ClockFollower(office.clock, url).synchronise()
    async with running(office.settings, office.clock) as parts:
        office.parts = parts
        following = asyncio.create_task(follow_clock(parts, office.clock, url))
        try:
            yield parts
        finally:
            following.cancel()
            await asyncio.gather(following, return_exceptions=True)
            office.parts = None


def setting_at(now: datetime = MONDAY) -> Setting:
    """A setting for transactions outside a running bot."""
    return Setting(now, County(), Workdays())
