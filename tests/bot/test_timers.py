"""Timers: what comes late still comes, and comes once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from bot.timers import Timers
from handlers.conversation.catalogue import Tick
from handlers.conversation.context import Services
from handlers.topics import CATALOGUE
from supervision.county import County
from tests import builders
from tests.world import World, at, bot_of, world


def services_with(*ticks: Tick) -> Services:
    """Just enough of the services for a scheduler."""

    @asynccontextmanager
    async def read(setting: object) -> AsyncIterator[object]:
        yield None

    parts = {"catalogue": replace(CATALOGUE, ticks=ticks), "database": SimpleNamespace(read=read)}
    return cast(Services, SimpleNamespace(county=County(), setting=None, **parts))


async def always(unit: object) -> bool:
    return True


async def never(unit: object) -> bool:
    return False


async def nothing_due(unit: object) -> datetime | None:
    return None


def scheduler_of(timers: Timers) -> Any:
    return timers._scheduler


async def test_complaint_03_a_run_that_comes_late_is_not_dropped() -> None:
    timers = Timers(services_with())
    timers.start()
    try:
        (job,) = scheduler_of(timers).get_jobs()
        assert job.misfire_grace_time is None
        assert job.coalesce is True
        assert job.max_instances == 1
        assert str(job.trigger.timezone) == "Asia/Shanghai"
    finally:
        timers.stop()


@pytest.mark.parametrize("late", [10, 90, 3 * 86_400])
async def test_pitfall_29_complaint_03_a_job_whose_time_passed_while_the_loop_was_blocked_still_runs(
    late: int,
) -> None:
    ran = asyncio.Event()
    runs = 0

    async def run(services: Services) -> None:
        nonlocal runs
        runs += 1
        ran.set()

    timers = Timers(services_with(Tick("counting", always, run, nothing_due)))
    timers.start()
    try:
        (job,) = scheduler_of(timers).get_jobs()
        job.modify(next_run_time=job.next_run_time - timedelta(seconds=60 + late))
        async with asyncio.timeout(5):
            await ran.wait()
        assert runs == 1
        assert job.next_run_time > datetime.now(UTC)
    finally:
        timers.stop()


async def test_a_tick_that_fails_stops_no_other() -> None:
    seen: list[str] = []

    async def fail(services: Services) -> None:
        raise RuntimeError("bad")

    async def note(services: Services) -> None:
        seen.append("ran")

    timers = Timers(services_with(Tick("bad", always, fail, nothing_due), Tick("good", always, note, nothing_due)))
    await timers.run_all()
    assert seen == ["ran"]


async def test_a_tick_runs_if_it_is_due_or_cannot_be_asked() -> None:
    seen: list[str] = []

    def ticking(name: str, is_due: Callable[[object], Awaitable[bool]]) -> Tick:
        async def run(services: Services) -> None:
            seen.append(name)

        return Tick(name, is_due, run, nothing_due)

    async def unanswered(unit: object) -> bool:
        raise RuntimeError("bad")

    asked = {"idle": never, "first": always, "between": never, "broken": unanswered, "last": always, "after": never}
    await Timers(services_with(*(ticking(name, is_due) for name, is_due in asked.items()))).run_all()
    assert seen == ["first", "broken", "last"]


async def test_what_one_tick_has_done_makes_the_next_due() -> None:
    seen: list[str] = []

    async def first(services: Services) -> None:
        seen.append("first")

    async def second(services: Services) -> None:
        seen.append("second")

    async def after_the_first(unit: object) -> bool:
        return bool(seen)

    ticks = Tick("first", always, first, nothing_due), Tick("second", after_the_first, second, nothing_due)
    await Timers(services_with(*ticks)).run_all()
    assert seen == ["first", "second"]


async def test_pitfall_29_down_over_a_nag_time_sends_it_once_after_the_start(tmp_path: Path, template: Path) -> None:
    async with world(tmp_path, template, start=False) as office:
        async with bot_of(office):
            async with office.transaction() as unit:
                await builders.issued_matter(unit)
                await unit.commit()
            await office.advance("3月5日 08:50")
        office.sandbox.state.clock.move(at("3月5日 09:10").timestamp())
        for _ in range(2):
            async with bot_of(office):
                await office.settle()
                assert await digests(office) == 1


async def digests(office: World) -> int:
    messages = await office.water.messages()
    return len([message for message in messages if message.text.startswith("今日提醒 · 3月5日")])
