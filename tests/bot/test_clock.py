"""The clock, and how it follows a clock server."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import httpx
import pytest
from structlog.testing import capture_logs

from bot.clock import LONGEST_PAUSE, Clock, ClockFollower, monotonic

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAY = 86400.0


class ClockServer(httpx.AsyncBaseTransport):
    """Answers polls with the scripted replies in order, then holds the next poll for ever."""

    def __init__(self, *replies: httpx.Response | Exception) -> None:
        self.replies = list(replies)
        self.asked: list[dict[str, str]] = []
        self.holding = asyncio.Event()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        assert request.url.path == "/clock"
        self.asked.append(dict(request.url.params))
        if not self.replies:
            self.holding.set()
            await asyncio.Event().wait()
        reply = self.replies.pop(0)
        if isinstance(reply, Exception):
            raise reply
        return reply


def reading(n: int, offset: float) -> httpx.Response:
    return httpx.Response(200, json={"n": n, "offset": offset})


async def nothing_due() -> datetime | None:
    return None


async def follow_until_held(
    server: ClockServer,
    clock: Clock,
    on_change: Callable[[], Awaitable[datetime | None]] = nothing_due,
) -> list[float]:
    """Run a follower until the server has no more replies; returns the pauses it made."""
    pauses: list[float] = []

    async def pause(seconds: float) -> None:
        pauses.append(seconds)

    follower = ClockFollower(clock, "http://sandbox/", transport=server, pause=pause)
    task = asyncio.create_task(follower.run(on_change))
    await asyncio.wait_for(server.holding.wait(), timeout=5)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    return pauses


def test_now_is_aware_utc_and_ahead_by_the_offset() -> None:
    plain, ahead = Clock(), Clock(offset=3 * DAY)
    before, there, after = plain.now(), ahead.now(), plain.now()
    assert before.tzinfo is UTC
    assert before <= there - timedelta(days=3) <= after


def test_today_is_the_local_date() -> None:
    clock = Clock()
    to_evening = datetime(2099, 3, 1, 16, 30, tzinfo=UTC) - clock.now()
    clock.set_offset(to_evening.total_seconds())
    assert clock.now().date().isoformat() == "2099-03-01"
    assert clock.today(SHANGHAI).isoformat() == "2099-03-02"


def test_never_goes_back() -> None:
    clock = Clock()
    assert clock.set_offset(DAY)
    assert not clock.set_offset(DAY - 1)
    assert clock.offset == DAY


def test_monotonic_measures_spans_and_ignores_offsets() -> None:
    before = monotonic()
    Clock(offset=DAY)
    assert 0 <= monotonic() - before < 5


async def test_a_change_is_worked_off_then_acknowledged_with_the_next_due() -> None:
    due = datetime(2026, 3, 2, 9, 0, tzinfo=SHANGHAI)
    clock, server = Clock(), ClockServer(reading(0, 0.0), reading(1, DAY))
    offsets_seen_by_the_work: list[float] = []

    async def work() -> datetime | None:
        offsets_seen_by_the_work.append(clock.offset)
        return due

    await follow_until_held(server, clock, work)
    assert offsets_seen_by_the_work == [0.0, DAY]
    assert server.asked == [
        {"seen": "-1", "idle": "-1"},
        {"seen": "0", "idle": "0", "due": "2026-03-02T01:00:00+00:00"},
        {"seen": "1", "idle": "1", "due": "2026-03-02T01:00:00+00:00"},
    ]


async def test_an_unchanged_number_is_no_change() -> None:
    worked: list[None] = []

    async def work() -> datetime | None:
        worked.append(None)
        return None

    await follow_until_held(ClockServer(reading(4, 0.0), reading(4, 0.0), reading(4, 0.0)), Clock(), work)
    assert len(worked) == 1


async def test_synchronise_sets_the_offset_and_leaves_the_work_to_run() -> None:
    clock, server = Clock(), ClockServer(reading(7, DAY))
    follower = ClockFollower(clock, "http://sandbox", transport=server)
    await follower.synchronise()
    assert clock.offset == DAY

    changed = asyncio.Event()

    async def work() -> datetime | None:
        changed.set()
        return None

    task = asyncio.create_task(follower.run(work))
    await asyncio.wait_for(server.holding.wait(), timeout=5)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert changed.is_set()
    assert server.asked[-1] == {"seen": "7", "idle": "7"}


async def test_an_outage_is_retried_with_growing_pauses_and_two_lines_in_the_log() -> None:
    refusals = [httpx.ConnectError("refused") for _ in range(8)]
    garbage = [httpx.Response(502, text="Bad Gateway"), httpx.Response(200, text="<html>")]
    clock, server = Clock(), ClockServer(*refusals, *garbage, reading(1, DAY))
    with capture_logs() as lines:
        pauses = await follow_until_held(server, clock)
    assert clock.offset == DAY
    assert pauses == sorted(pauses)
    assert pauses[0] < pauses[1]
    assert pauses[-1] == LONGEST_PAUSE
    assert [line["event"] for line in lines] == ["clock.unreachable", "clock.reachable", "clock.moved"]


async def test_a_server_that_forgot_the_offset_does_not_set_the_clock_back() -> None:
    clock, server = Clock(), ClockServer(reading(3, DAY), reading(0, 0.0))
    with capture_logs() as lines:
        await follow_until_held(server, clock)
    assert clock.offset == DAY
    assert lines[-1]["event"] == "clock.never_goes_back"


async def test_a_bug_in_the_work_ends_the_task_instead_of_acknowledging() -> None:
    async def broken() -> datetime | None:
        raise RuntimeError("tick")

    server = ClockServer(reading(1, 0.0))
    follower = ClockFollower(Clock(), "http://sandbox", transport=server)
    with pytest.raises(RuntimeError, match="tick"):
        await follower.run(broken)
    assert len(server.asked) == 1
