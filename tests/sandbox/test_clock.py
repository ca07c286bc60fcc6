import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from telegram import Bot

from sandbox.client import ControlClient, ControlRefused, User
from sandbox.server import Sandbox
from tests.sandbox.conftest import BEGIN, TOKEN

MINUTE = timedelta(minutes=1)


class ClockFollower:
    """A bot that does nothing but follow the clock: it notes when it was told, and reports what is due."""

    def __init__(self, url: str, due: list[datetime]) -> None:
        self.url, self.due, self.told = url, due, list[datetime]()
        self.n, self.offset = -1, 0.0

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self.offset)

    async def run(self) -> None:
        async with httpx.AsyncClient(trust_env=False, verify=False, timeout=60) as client:
            while True:
                params: dict[str, str | int] = {"seen": self.n, "due": self._due()}
                if self.n >= 0:
                    params["idle"] = self.n
                answer = (await client.get(f"{self.url}/clock", params=params)).json()
                self.n, self.offset = answer["n"], answer["offset"]
                self.told.append(self.now())
                self.due = [moment for moment in self.due if moment > self.now()]

    def _due(self) -> str:
        return min(self.due).isoformat() if self.due else ""


@pytest.fixture
async def follower(sandbox: Sandbox, people: ControlClient) -> AsyncIterator[ClockFollower]:
    made = ClockFollower(sandbox.url, [])
    task = asyncio.create_task(made.run())
    yield made
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


def close_to(moment: datetime, wanted: datetime) -> bool:
    return wanted <= moment < wanted + timedelta(seconds=2)


async def test_time_begins_where_it_is_told(people: ControlClient, bot: Bot, li: User) -> None:
    assert close_to(await people.now(), BEGIN)
    assert close_to((await bot.send_message(li.id, "x")).date + timedelta(seconds=1), BEGIN)


async def test_without_a_bot_advance_jumps_and_says_so(people: ControlClient, li: User) -> None:
    rest = await people.advance(BEGIN + timedelta(hours=23))
    assert close_to(rest.now, BEGIN + timedelta(hours=23))
    assert rest.note is not None
    assert len(await people.pending()) == 1


async def test_the_clock_never_goes_back(people: ControlClient, follower: ClockFollower) -> None:
    await people.settle(need_bot=True)
    rest = await people.advance(BEGIN - timedelta(days=1))
    assert close_to(rest.now, BEGIN)
    assert rest.note is None


async def test_advance_stops_at_every_due_instant(people: ControlClient, follower: ClockFollower) -> None:
    due = [BEGIN + timedelta(hours=hours) for hours in (1, 24, 25, 72)]
    follower.due = [*due, BEGIN - MINUTE]
    await people.settle(need_bot=True)
    told = len(follower.told)
    rest = await people.advance(BEGIN + timedelta(days=2))
    wanted = [*due[:3], BEGIN + timedelta(days=2)]
    # The first one is settling, which does not move the time.
    for moment, target in zip(follower.told[told + 1 :], wanted, strict=True):
        assert close_to(moment, target)
    assert close_to(rest.now, BEGIN + timedelta(days=2))
    assert follower.due == [due[3]]


async def test_settle_waits_for_confirmation_and_idleness(
    people: ControlClient, bot: Bot, li: User, follower: ClockFollower
) -> None:
    with pytest.raises(ControlRefused, match="504: updates are still waiting for the bot"):
        await people.settle(timeout=0.05)
    settling = asyncio.create_task(people.settle())
    (update,) = await bot.get_updates()
    assert not settling.done()
    await bot.get_updates(offset=update.update_id + 1)
    assert (await asyncio.wait_for(settling, 5)).note is None


async def test_a_bot_that_never_rests_is_504(sandbox: Sandbox, people: ControlClient) -> None:
    async with httpx.AsyncClient(trust_env=False, verify=False) as client:
        await client.get(f"{sandbox.url}/clock", params={"seen": -1})
        with pytest.raises(ControlRefused, match="504: the bot is not idle after change 1"):
            await people.settle(timeout=0.05)
        with pytest.raises(ControlRefused, match="504"):
            await people.advance(seconds=60, timeout=0.05)
    assert close_to(await people.now(), BEGIN)


async def test_settle_can_wait_for_a_bot(people: ControlClient) -> None:
    with pytest.raises(ControlRefused, match="504: no bot followed the clock"):
        await people.settle(timeout=0.05, need_bot=True)
    assert (await people.settle()).note is not None


async def test_times_need_a_zone(sandbox: Sandbox, people: ControlClient) -> None:
    with pytest.raises(ControlRefused, match="has no time zone"):
        await people.post("advance", to="2026-03-02T09:00:00")
    async with httpx.AsyncClient(trust_env=False, verify=False) as client:
        assert (await client.get(f"{sandbox.url}/clock", params={"due": "soon"})).status_code == 400
        raw = await client.get(f"{sandbox.url}/clock?seen=-1&due=2026-03-02T09:00:00+08:00")
        assert raw.json()["n"] == 0


async def test_stopping_does_not_wait_for_open_polls() -> None:
    async with Sandbox() as sandbox, ControlClient(sandbox.url) as people:
        await people.create_bot(TOKEN, "ducha_bot")
        async with httpx.AsyncClient(trust_env=False, verify=False, timeout=60) as client:
            waits = [
                asyncio.create_task(client.get(f"{sandbox.url}/clock", params={"seen": 0})),
                asyncio.create_task(client.get(f"{sandbox.url}/bot{TOKEN}/getUpdates", params={"timeout": 50})),
                asyncio.create_task(client.get(f"{sandbox.url}/control/events")),
            ]
            tasks = sandbox._listener._state.tasks
            while len(tasks) < 3:  # noqa: ASYNC110 – uvicorn has no event for it
                await asyncio.sleep(0)
            loop = asyncio.get_running_loop()
            before = loop.time()
            await sandbox._listener.stop()
            assert loop.time() - before < 0.1
            results = await asyncio.gather(*waits, return_exceptions=True)
            assert all(isinstance(result, httpx.TransportError) for result in results)
