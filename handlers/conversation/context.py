"""What a callback is given: the process's services, and the turn."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from handlers.conversation.heard import Heard
from handlers.conversation.setting import template_setting
from messages.presses.base import Press
from messages.render import render_plain
from storage.engine import Database
from storage.unit_of_work import Origin, Setting, UnitOfWork
from supervision.actors import Actor
from supervision.calendars.workdays import Workdays, with_years
from supervision.county import County
from supervision.model import CalendarYear
from supervision.notices.base import Notice, kind_of

if TYPE_CHECKING:  # a turn reaches all routes, and their callbacks take a turn: types alone form this circle
    from handlers.conversation.catalogue import Catalogue

AnswerTap = Callable[[str, str, bool, int], Awaitable[None]]
"""Answers a callback query: its id, the words (may be empty), as an alert or not, and the chat for late answers."""


class Shelf:
    """Where the calendar of workdays lies: the one thing of the process that changes while it runs.

    A use case that saves a `CalendarYear` calls `set` once its transaction is committed (`unit.after_commit`), with all
    years; transactions that are opened after that count by it.
    """

    def __init__(self, base: Workdays) -> None:
        self._base = base
        self.workdays = base

    def set(self, years: Iterable[CalendarYear]) -> None:
        """Put there the calendar with these years, which are all that were entered."""
        self.workdays = self.counted(years)

    def counted(self, years: Iterable[CalendarYear]) -> Workdays:
        """Give the calendar as it would be with these years."""
        return with_years(self._base, years)


@dataclass(frozen=True, slots=True)
class Services:
    """What the process gives to the use cases, once, immutable. PTB hands it on as `bot_data`."""

    database: Database
    clock: Callable[[], datetime]
    county: County
    calendar: Shelf
    catalogue: Catalogue
    bot_username: str
    files: Path
    wake_delivery: Callable[[], None]
    wake_fetching: Callable[[], None]
    answer_tap: AnswerTap
    first_administrators: tuple[int, ...] = ()

    @property
    def workdays(self) -> Workdays:
        """The calendar of workdays as it is now."""
        return self.calendar.workdays

    @property
    def setting(self) -> Setting:
        """The setting of a transaction opened now."""
        return Setting(self.clock(), self.county, self.workdays)

    @asynccontextmanager
    async def transaction(self, origin: Origin | None = None) -> AsyncIterator[UnitOfWork]:
        """Open a transaction for a use case that no update started: a timer, the command line, a follow-up."""
        async with self.database.write(self.setting) as unit:
            if origin is not None:
                unit.origin = origin
            yield unit
        self.wake_delivery()


@dataclass(slots=True)
class Turn:
    """One update on its way through a callback.

    `state` is the question that is open afterwards (`dialogue.CLOSED` for none); None leaves it as it is.
    """

    unit: UnitOfWork
    services: Services
    heard: Heard
    actor: Actor
    press: Press | None = None
    state: str | int | None = None
    toast: str = field(default="", init=False)
    alert: bool = field(default=False, init=False)

    def say_in_toast(self, notice: Notice, *, alert: bool = False) -> None:
        """Answer the tap with a notice's words, above the chat (or as a box to close)."""
        self.toast = render_plain(kind_of(type(notice)), notice, **template_setting(self.unit))
        self.alert = alert
