"""Rehearsing: the ticks of the service on a copy of its data and a clock moved by hand; what is said is written down.

Nothing here knows Telegram or the present time. A message is planned and worded by `bot/planning.py` as before it
would be sent, paced by `bot/limits.py`, and settled as if it had arrived at once. Files are not made.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.documents import DocumentFiles, Load
from bot.limits import Limits, Pace
from bot.planning import Aside, Place, locate, word
from bot.rehearsed_messages import Message, receiver_of
from bot.settling import Result, settle_all
from bot.timers import EVERY, Timers
from handlers.conversation.context import Services, Shelf
from handlers.topics import CATALOGUE
from messages.outgoing import Rendered, from_json
from messages.splitting import plain
from storage import outgoing, queueing, rehearsal
from storage.engine import Database
from storage.outbox import State
from storage.outgoing import Claim, Outgoing
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import CalendarYear

BATCH = 60
"""How many rows are looked at in one round, as delivery does."""

GRID = timedelta(minutes=10)
"""What the record says of a span that has passed comes true at the next multiple of this: a day has thousands of such
times, and a ladder counts days, or hours."""

FIRST_MESSAGE = 1_000_000_000
"""Ids of messages that nobody sends begin beyond those of messages that were sent."""

MINUTE = timedelta(seconds=EVERY)


@dataclass(slots=True)
class MovedByHand:
    """A clock that stands still until it is moved."""

    moment: datetime

    def now(self) -> datetime:
        """The moment at which it stands."""
        return self.moment

    def seconds(self) -> float:
        """The same in seconds, for limits a second."""
        return self.moment.timestamp()


@dataclass(slots=True)
class UnmadeFiles(DocumentFiles):
    """Files that are named and never made; a message with a workbook is worded as soon as it was asked for."""

    _asked: dict[int, Load] = field(default_factory=dict, init=False)
    _worded: dict[int, Rendered] = field(default_factory=dict, init=False)

    async def filled(self, unit: UnitOfWork, rendered: Rendered) -> Rendered:
        """The message as it is."""
        return rendered

    async def have(self, unit: UnitOfWork, row_id: int, wanted: object) -> bool:
        """As if all files were there."""
        return True

    def message(self, row: Outgoing, person_id: int | None, load: Load) -> Rendered | None:
        """The words of a message whose workbook would be made; none the first time that they are asked for."""
        if row.id in self._worded:
            return self._worded.pop(row.id)
        self._asked[row.id] = load
        return None

    async def word_asked(self, unit: UnitOfWork) -> None:
        """Word the messages that were asked for."""
        for row_id, load in self._asked.items():
            self._worded[row_id] = (await load(unit))[0]
        self._asked.clear()


Listen = Callable[[Message], Awaitable[None]]
"""Is given every message, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """By what a rehearsal plays: the county's settings, and how fast messages go out."""

    county: County
    limits: Limits


@dataclass(slots=True)
class Rehearsal:
    """One rehearsal, from the clock's moment on. Make it with `begin`."""

    services: Services
    clock: MovedByHand
    documents: UnmadeFiles
    timers: Timers
    pace: Pace
    room: int
    beat: float
    """Seconds from one message to the next, whoever gets them."""
    listen: Listen
    edits: int = 0
    _message_id: int = FIRST_MESSAGE

    @classmethod
    async def begin(cls, copy: Database, rules: Rules, at: datetime, folder: Path, listen: Listen) -> Rehearsal:
        """Assemble it, as `bot/application.py` does the service; `folder` is an empty one for its files."""
        clock = MovedByHand(at.astimezone(UTC))
        services = Services(
            database=copy,
            clock=clock.now,
            county=rules.county,
            calendar=Shelf(Workdays()),
            catalogue=CATALOGUE,
            bot_username="",
            files=folder,
            wake_delivery=_nothing,
            wake_fetching=_nothing,
            answer_tap=_no_answer,
        )
        async with copy.read(services.setting) as unit:
            services.calendar.set(await unit.find(CalendarYear))
        return cls(
            services=services,
            clock=clock,
            documents=UnmadeFiles(services, folder),
            timers=Timers(services),
            pace=Pace(rules.limits, clock.seconds),
            room=max(1, min(BATCH, int(rules.limits.per_second))),
            beat=1 / rules.limits.per_second,
            listen=listen,
        )

    async def play(self, until: datetime) -> None:
        """Go from due to due, and on to the end if nothing is."""
        while self.clock.moment <= until:
            async with self.services.transaction() as unit:
                await rehearsal.let_come_true(unit)
                await unit.commit()
            await self.timers.run_all()
            said = await self._deliver(self.clock.moment + MINUTE)
            following = await self._next(said=said)
            if following is None:
                return
            self.clock.moment = following

    async def _next(self, *, said: bool) -> datetime | None:
        """When something is due again: where something was said the ticks look a minute later, as in service."""
        now = self.clock.moment
        async with self.services.database.read(self.services.setting) as unit:
            if said and await queueing.pending(unit):
                return now
            due = [await self.timers.next_due(unit), await queueing.next_not_before(unit)]
            record = await rehearsal.next_to_come(unit)
        if record is not None:
            due.append(_on_grid(record))
        if said:
            due.append(now + MINUTE)
        following = min((at if at > now else now + MINUTE for at in due if at is not None), default=None)
        return None if following is None else _to_the_second(following)

    async def _deliver(self, until: datetime) -> bool:
        """Say what may be said, until nothing is left or the ticks are to look again. Tells whether anything was."""
        said = False
        while self.clock.moment < until:
            claims, asides, wait = await self._plan()
            if claims or asides:
                said = True
                await self._write(claims, asides)
            elif wait is None:
                break
            if wait is not None:
                self.clock.moment += timedelta(seconds=max(1.0, wait))
        return said

    async def _plan(self) -> tuple[list[Claim], list[Aside], float | None]:
        claims: list[Claim] = []
        asides: list[Aside] = []
        held: set[str] = set()
        chats: set[int] = set()
        wait: float | None = None
        async with self.services.database.read(self.services.setting) as unit:
            while not asides and len(claims) < self.room:
                rows = await queueing.first_of_each_seat(unit, limit=BATCH, skip_seats=held)
                for row in rows:
                    held.add(row.seat)
                    planned = await self._plan_row(unit, row, chats)
                    if isinstance(planned, Claim):
                        claims.append(planned)
                    elif isinstance(planned, Aside):
                        asides.append(planned)
                        await self._missed(unit, row, planned)
                    elif planned is not None:
                        wait = min(planned, wait or planned)
                    if len(claims) == self.room or (wait is not None and wait <= self.beat):
                        return claims, asides, wait  # nobody can be sent anything before that
                if len(rows) < BATCH:
                    break
        return claims, asides, wait

    async def _plan_row(self, unit: UnitOfWork, row: Outgoing, chats: set[int]) -> Claim | Aside | float | None:
        """The message, or why it is not sent, or for how many seconds it must wait; none: its chat has one already."""
        place = await locate(unit, self.services, row)
        if isinstance(place, Aside):
            return place
        if place.chat_id in chats:
            return None
        if (wait := self.pace.wait(place.chat_id)) > 0:
            return wait
        planned = await self._word(unit, row, place)
        if isinstance(planned, Claim):
            self.pace.take(place.chat_id)
            chats.add(place.chat_id)
            await self._tell(unit, row, place, planned)
        return planned

    async def _word(self, unit: UnitOfWork, row: Outgoing, place: Place) -> Claim | Aside | None:
        planned = await word(unit, self.services, self.documents, row, place)
        if planned is None:
            await self.documents.word_asked(unit)
            planned = await word(unit, self.services, self.documents, row, place)
        return planned

    async def _tell(self, unit: UnitOfWork, row: Outgoing, place: Place, planned: Claim) -> None:
        if row.edit_of is not None:
            self.edits += 1
            return
        parts = from_json(planned.payload).parts
        if all(part.menu for part in parts):
            return
        text = "\n".join(part.text for part in parts if part.text)
        to = await receiver_of(unit, row, place.viewer)
        await self.listen(Message(self.clock.moment, row.kind, to, plain(text)))

    async def _missed(self, unit: UnitOfWork, row: Outgoing, aside: Aside) -> None:
        if aside.state is not State.VOID and row.edit_of is None:
            to = await receiver_of(unit, row, Actor(None))
            await self.listen(Message(self.clock.moment, row.kind, to, "", missed=aside.reason))

    async def _write(self, claims: list[Claim], asides: list[Aside]) -> None:
        async with self.services.transaction() as unit:
            for aside in asides:
                await outgoing.set_aside(unit, aside.row_id, aside.state, aside.reason)
            for claim in await outgoing.claim(unit, claims):
                await settle_all(unit, [self._arrived(claim)])
            await unit.commit()

    def _arrived(self, claim: Claim) -> Result:
        rendered = from_json(claim.payload)
        self._message_id += len(rendered.parts)
        ids = list(range(self._message_id - len(rendered.parts) + 1, self._message_id + 1))
        if claim.row.edit_of is not None:
            ids = [claim.row.edit_of]
        return Result(claim, None, ids, len(rendered.parts), stays=rendered.stays)


def _to_the_second(at: datetime) -> datetime:
    """The whole second at or after a moment: a day's last microsecond is over when anybody looks."""
    return at.replace(microsecond=0) + timedelta(seconds=1) if at.microsecond else at


def _on_grid(at: datetime) -> datetime:
    passed = timedelta(seconds=at.timestamp() % GRID.total_seconds())
    return at if not passed else at + GRID - passed


def _nothing() -> None:
    """Nobody waits to be woken."""


async def _no_answer(query_id: str, words: str, alert: bool, chat_id: int) -> None:
    """Nobody taps."""
