"""The life's clock: what is done at which moment, a day in one transaction, refused acts undone and counted."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import count
from pathlib import Path
from random import Random

from sqlalchemy import text

from handlers.approving.naming import chooses_naming
from handlers.approving.signing import sign
from handlers.conversation.context import Services, Shelf
from handlers.topics import CATALOGUE
from storage.engine import Database
from storage.queries.approvals import newest_signing
from storage.unit_of_work import Origin, Setting, UnitOfWork
from supervision.actors import Actor
from supervision.approving.approvals import SHOWN
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import ChainPurpose
from supervision.refusals import Refusal
from tests.life.county import Seats
from tests.world import ZONE

Act = Callable[[UnitOfWork], Awaitable[None]]


@dataclass
class Life:
    """A county in its database, and all that will be done in it."""

    database: Database
    rng: Random
    county: County = field(default_factory=lambda: County(contact_phone="0370-6210000"))
    workdays: Workdays = field(default_factory=Workdays)
    seats: Seats = field(default_factory=Seats)
    now: datetime = datetime(2026, 1, 5, 8, tzinfo=ZONE)
    acts: list[tuple[datetime, int, Act]] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    expected: set[tuple[int, int, int, int]] = field(default_factory=set)
    """Reports due for which it is settled what will come of them."""
    numbers: count[int] = field(default_factory=lambda: count(1))

    @property
    def clerk(self) -> Actor:
        """Who works for the Office."""
        return self.seats.office["clerk"]

    def at(self, moment: datetime, act: Act) -> None:
        """Put an act into the diary; what should have been done already is done next."""
        heapq.heappush(self.acts, (max(moment, self.now), next(self.numbers), act))

    def office_hour(self, day: date, *, after: int = 0) -> datetime:
        """Some moment of the workday on or after the day, or so many workdays later, at which the Office works."""
        on = self.workdays.add_workdays(self.workdays.on_or_after(day), after)
        return datetime.combine(on, time(9), tzinfo=ZONE) + timedelta(minutes=self.rng.randint(0, 480))

    def day_of(self, moment: datetime) -> date:
        """The local day."""
        return moment.astimezone(ZONE).date()

    async def live_until(self, end: datetime) -> None:
        """Do everything up to a moment."""
        while self.acts and self.acts[0][0] < end:
            today = self.day_of(self.acts[0][0])
            async with self.database.write(self.setting) as unit:
                while self.acts and self.acts[0][0] < end and self.day_of(self.acts[0][0]) == today:
                    self.now, _, act = heapq.heappop(self.acts)
                    unit.setting = self.setting
                    unit.origin = Origin("telegram", next(self.numbers), 1, 1)
                    await self._do(unit, act)
                await unit.connection.execute(_SENT)
                await unit.commit()
        self.now = end

    async def _do(self, unit: UnitOfWork, act: Act) -> None:
        try:
            async with unit.attempt():
                await act(unit)
        except Refusal as refusal:
            name = getattr(act, "func", act)
            self.refused[f"{name.__name__}: {refusal!r}"[:110]] += 1

    @property
    def setting(self) -> Setting:
        """What a transaction opened now is told."""
        return Setting(self.now, self.county, self.workdays)

    def services(self, folder: Path) -> Services:
        """The process that the clock's own work runs in."""

        async def answer(*_: object) -> None:
            return None

        return Services(
            database=self.database,
            clock=lambda: self.now,
            county=self.county,
            calendar=Shelf(self.workdays),
            catalogue=CATALOGUE,
            bot_username="",
            files=folder,
            wake_delivery=lambda: None,
            wake_fetching=lambda: None,
            answer_tap=answer,
        )

    async def signed(self, unit: UnitOfWork, purpose: ChainPurpose, subject_id: int) -> None:
        """Everybody whose turn comes signs; who signs a bulletin last lets it name whom it criticises."""
        signing = await newest_signing(unit, purpose, subject_id)
        assert signing is not None
        for step in signing.steps:
            signer, shown = self.seats.by_post[step.post_id], signing.chain.text_hash[:SHOWN]
            named = await chooses_naming(unit, signing, step, signer) or None
            await sign(unit, signer, CATALOGUE.chain_effects, signing.chain.id, step.seq, shown=shown, named=named)
        self.done[f"signed {purpose}"] += 1


_SENT = text("UPDATE outbox SET status = 'sent', sent_at = created_at WHERE status = 'new'")
"""Everything was said: whether it arrived is not the life's matter."""


def earlier(moment: datetime, by: timedelta, than: datetime) -> datetime:
    """A moment before another by so much, but not before a third."""
    return max(moment - by, than)
