"""Random acts by random people: nothing comes true without its approvals, nothing is lost, the audit chain holds.

Every act is a use case on the real database, in a part of one transaction that is rolled back in the end. Half of the
acts are the natural next ones, so that matters come to their ends; the others are anybody's anything.
"""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from handlers.conversation.actors import actor_for
from storage import audit
from storage.engine import Database
from storage.unit_of_work import Origin, Setting, UnitOfWork
from supervision.actors import Actor
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import Matter, Person
from supervision.refusals import Refusal
from tests import roster
from tests.machine import acts, invariants, later_acts
from tests.machine.acts import NothingToDoError, Play
from tests.machine.invariants import Book
from tests.machine.natural import FITTING, next_of
from tests.world import MONDAY

ACTS = {
    name: act
    for module in (acts, later_acts)
    for name, act in vars(module).items()
    if asyncio.iscoroutinefunction(act) and act.__module__ == module.__name__ and name not in {"register", "change"}
}
MATTERS = 4
SECTIONS_OWN = acts.PLAYED.index("instruction.vice_mayor")
ANYBODY = [*(seat.key for seat in roster.SEATS), "stranger"]
REGISTRARS = ["clerk", "clerk2", "section", "section", "head"]


class Life(RuleBasedStateMachine):
    """An office in one transaction."""

    database: Database  # one for all, with its compiled statements
    runner: asyncio.Runner

    def __init__(self) -> None:
        super().__init__()
        self.now = MONDAY
        self.stack = AsyncExitStack()
        self.done: list[str] = []
        self.runner.run(self._open())

    async def _open(self) -> None:
        self.connection = await self.stack.enter_async_context(self.database.connect())
        _ = await self.connection.begin()
        self.book = await Book.of(self._unit())

    def _unit(self) -> UnitOfWork:
        unit = UnitOfWork(self.connection, Setting(self.now, County(), Workdays()))
        unit.origin = Origin("telegram", len(self.done), roster.FIRST_ACCOUNT, len(self.done))
        return unit

    def teardown(self) -> None:
        self.runner.run(self._close())

    async def _close(self) -> None:
        try:
            verdict = await audit.verify(self._unit())
            assert verdict.intact
            assert verdict.rows == self.book.head[0]
        finally:
            await self.connection.rollback()
            await self.stack.aclose()

    @initialize(firsts=st.tuples(*[st.tuples(st.integers(0, 3), st.integers(0, 20), st.booleans())] * 2))
    def begin(self, firsts: tuple[tuple[int, int, bool], ...]) -> None:
        """Two matters, each somewhere on its way."""
        for number, (track, acts_done, flag) in enumerate(firsts):
            self.runner.run(self._register("section" if track == SECTIONS_OWN and flag else "clerk", track))
            for _ in range(acts_done):
                self.runner.run(self._go_on(number, number + 1, flag))

    @rule(who=st.sampled_from(REGISTRARS), n=st.integers(0, 7))
    def register(self, who: str, n: int) -> None:
        if len(self.book.rows[Matter]) < MATTERS:
            self.runner.run(self._register(who, n))

    @rule(seeds=st.lists(st.integers(0, 999_999), min_size=2, max_size=6))
    def live(self, seeds: list[int]) -> None:
        """The next acts in their natural order, the same by anybody, and others that a matter can have as it stands."""
        for seed in seeds:
            which, n, flag, what = seed % 4, seed // 4 % 10, seed % 7 < 4, seed // 40
            if what % 6 == 1:
                name, _ = next_of(self.book, self._matter(which), flag=flag)
                self.runner.run(self._act(name, ANYBODY[seed % len(ANYBODY)], which, n, flag))
                continue
            if what % 2:
                self.runner.run(self._go_on(which, n, flag))
                continue
            fitting = FITTING[self._matter(which).status]
            self.runner.run(self._act(fitting[what // 2 % len(fitting)], "the right one", which, n, flag))

    @rule(
        name=st.sampled_from(sorted(ACTS)),
        who=st.sampled_from(["the right one", "the right one", *ANYBODY]),
        which=st.integers(0, 9),
        n=st.integers(0, 9),
        flag=st.booleans(),
    )
    def act(self, name: str, who: str, which: int, n: int, flag: bool) -> None:
        """Anybody's anything; only the names of acts are known."""
        self.runner.run(self._act(name, who, which, n, flag))

    @rule(hours=st.integers(1, 24 * 9))
    def wait(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    async def _register(self, who: str, n: int) -> None:
        async def run(unit: UnitOfWork) -> None:
            await acts.register(unit, await self._actor(unit, who), n)

        await self._try(f"register by {who}", run)

    async def _go_on(self, which: int, n: int, flag: bool) -> None:
        alive = [number for number, one in enumerate(self.book.rows[Matter]) if one.status != "withdrawn"]
        which = alive[which % len(alive)] if alive else which
        matter = self._matter(which)
        name, who = next_of(self.book, matter, flag=flag)
        await self._act(name, who, which, n, flag)

    async def _act(self, name: str, who: str, which: int, n: int, flag: bool) -> None:
        matter = self._matter(which)

        async def run(unit: UnitOfWork) -> None:
            key = who if who != "the right one" else next_of(self.book, matter, flag=flag, act=name, n=n)[1]
            play = Play(unit, await self._actor(unit, key), matter, n, flag)
            await ACTS[name](play)

        await self._try(f"{name} by {who} on {matter.registration_number}", run)

    def _matter(self, which: int) -> Matter:
        matters: list[Matter] = self.book.rows[Matter]
        return matters[which % len(matters)]

    async def _actor(self, unit: UnitOfWork, key: str) -> Actor:
        if key == "stranger":
            return Actor(None)
        return await actor_for(unit, await unit.require(Person, roster.id_of(key)))

    async def _try(self, what: str, run: Any) -> None:
        self.now += timedelta(minutes=1)
        try:
            async with self.connection.begin_nested():
                await run(self._unit())
        except (Refusal, NothingToDoError) as refusal:
            self.done.append(f"{what}: {type(refusal).__name__}")
            return
        self.done.append(what)
        note(what)
        before, self.book = self.book, await Book.of(self._unit())
        invariants.compare(before, self.book)
        invariants.check(self.book)


@pytest.fixture(scope="module", autouse=True)
def office_of_the_machine(template: Path) -> Any:
    """A database with the test office in it, which every example leaves as it was."""
    with asyncio.Runner() as Life.runner:
        Life.database = Database.open(f"sqlite+aiosqlite:///{template}")
        yield
        Life.runner.run(Life.database.close())


GENERATED = settings(deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate, Phase.shrink])


def test_no_random_life_comes_to_anything_without_its_approvals() -> None:
    """Nothing is issued, closed, changed or sent up without its approvals; nothing is lost."""
    run_state_machine_as_test(Life, settings=settings(GENERATED, max_examples=20, stateful_step_count=20))


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_many_long_random_lives() -> None:
    run_state_machine_as_test(Life, settings=settings(GENERATED, max_examples=250, stateful_step_count=50))
