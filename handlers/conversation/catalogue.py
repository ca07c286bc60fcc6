"""All routes, flows, views, conditions, ticks and follow-ups of the topics, in one table each."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import ModuleType
from typing import Any

from handlers.conversation import dialogue
from handlers.conversation.context import Services, Turn
from handlers.conversation.flows import Flow
from handlers.conversation.routes import Command, Edit, Otherwise, Reply, Route, Service, Tap, Unprompted, admit
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import Chain, Document, StoredFile

View = Callable[[UnitOfWork, Any, Actor], Awaitable[object]]
"""Loads what a card's template is given: the card's notice, and who is looking."""

Condition = Callable[[UnitOfWork, str], Awaitable[bool]]
"""Tells whether a condition that voids an unsent notice has come true for this key."""


@dataclass(frozen=True, slots=True)
class Tick:
    """Due work that is computed, never remembered.

    `is_due` tells whether there is anything to do now: a plain look, in one transaction with those of all ticks, as
    every minute almost all of them find nothing. `run` does what is due, and looks again. `next_due` says when more
    will be.
    """

    name: str
    is_due: Callable[[UnitOfWork], Awaitable[bool]]
    run: Callable[[Services], Awaitable[None]]
    next_due: Callable[[UnitOfWork], Awaitable[datetime | None]]


async def never_urgent(unit: UnitOfWork) -> datetime | None:
    """The `next_due` of what no clock needs to stop for."""
    return None


@dataclass(frozen=True, slots=True)
class ChainEffect:
    """What a request for approval leads to: after the last signature, and when a signer sends it back (his words)."""

    approved: Callable[[UnitOfWork, Actor, Chain], Awaitable[None]]
    sent_back: Callable[[UnitOfWork, Actor, Chain, str], Awaitable[None]]


FollowUp = Callable[[Services, StoredFile], Awaitable[None]]
"""Goes on with a file once it is on disk (or was refused), in a transaction of its own."""


async def nothing_loaded(unit: UnitOfWork, document: Document) -> Any:
    """What a file that is kept already is made of."""


@dataclass(frozen=True, slots=True)
class FileMaker:
    """A file of a document besides Word and PDF: a chart, the whole case file.

    `load` reads what it is made of, while the message is planned; `make` makes the bytes, in a thread. The same values
    make the same bytes. What is too large for that was made by somebody else before: `kept` gives its
    hash and what it is called.

    `failed` says so to whom it concerns where a file cannot be made that its message can do without: it then goes out
    without. A file that has none is needed, and its message is shown to the Office instead of being sent.
    """

    ending: str
    load: Callable[[UnitOfWork, Document], Awaitable[Any]] = nothing_loaded
    make: Callable[[Any], bytes] = bytes
    is_photo: bool = False
    kept: Callable[[UnitOfWork, Document], Awaitable[tuple[str, str]]] | None = None
    failed: Callable[[UnitOfWork, Document], Awaitable[None]] | None = None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What the topics offer."""

    routes: tuple[Route, ...]
    flows: Mapping[str, Flow]
    views: Mapping[str, View]
    conditions: Mapping[str, Condition]
    ticks: tuple[Tick, ...]
    follow_ups: Mapping[str, FollowUp]
    chain_effects: Mapping[str, ChainEffect]
    files: Mapping[str, FileMaker]

    @property
    def commands(self) -> Mapping[str, Command]:
        """Commands by name."""
        return {route.name: route for route in self.routes if isinstance(route, Command)}

    @property
    def words(self) -> Mapping[str, Command]:
        """Commands by their word on the keyboard."""
        return {route.word: route for route in self.routes if isinstance(route, Command) and route.word}

    @property
    def taps(self) -> tuple[Tap, ...]:
        """All kinds of buttons."""
        return tuple(route for route in self.routes if isinstance(route, Tap))

    @property
    def replies(self) -> Mapping[str, Reply]:
        """Replies by the kind of thing that is replied to."""
        return {route.subject: route for route in self.routes if isinstance(route, Reply)}

    @property
    def edits(self) -> Edit:
        """The route of edited messages."""
        return next(route for route in self.routes if isinstance(route, Edit))

    @property
    def otherwise(self) -> Otherwise:
        """The route of messages that belong to nothing, after those that say by themselves what they are."""
        last = next(route for route in self.routes if isinstance(route, Otherwise))
        unprompted = [route for route in self.routes if isinstance(route, Unprompted)]

        async def take(turn: Turn) -> None:
            if await dialogue.is_answer(turn):
                await dialogue.answer(turn)
                return
            await next((route.callback for route in unprompted if _is_for(route, turn)), last.callback)(turn)

        return replace(last, callback=take)

    @property
    def services(self) -> Mapping[str, Service]:
        """What Telegram itself reports, by event."""
        return {route.event: route for route in self.routes if isinstance(route, Service)}

    async def admit_and_call(self, command: Command, turn: Turn) -> None:
        """Run another command within this turn, after asking again whether the person may."""
        admit(command, turn.heard, turn.actor)
        await command.callback(turn)


def _is_for(route: Unprompted, turn: Turn) -> bool:
    """Tell whether a message is what the route knows, said where and by whom it may be said."""
    heard = turn.heard
    if heard.callback_id or heard.anonymous or heard.chat_kind not in route.chats:
        return False
    return turn.actor.may(route.may) and route.knows(turn)


def gather(topics: Iterable[ModuleType]) -> Catalogue:
    """Put the tables of the topics together.

    Raises:
        ValueError: two topics claim the same name.
    """
    topics = list(topics)
    return Catalogue(
        routes=tuple(route for topic in topics for route in getattr(topic, "ROUTES", ())),
        flows=_merge(topics, "FLOWS"),
        views=_merge(topics, "VIEWS"),
        conditions=_merge(topics, "CONDITIONS"),
        ticks=tuple(tick for topic in topics for tick in getattr(topic, "TICKS", ())),
        follow_ups=_merge(topics, "FOLLOW_UPS"),
        chain_effects=_merge(topics, "CHAIN_EFFECTS"),
        files=_merge(topics, "FILES"),
    )


def _merge(topics: Iterable[ModuleType], table: str) -> Mapping[str, Any]:
    merged: dict[str, Any] = {}
    for topic in topics:
        for name, thing in getattr(topic, table, {}).items():
            if name in merged:
                raise ValueError(f"{table} has {name} twice")
            merged[name] = thing
    return merged
