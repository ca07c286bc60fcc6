"""`make try`: sandbox and bot start, answer, stop on Ctrl-C, and go on where they were."""

from __future__ import annotations

import asyncio
import os
import signal
import stat
from pathlib import Path

import httpx
import pytest

from sandbox.client import ControlClient
from sandbox.demo.courses import CLERK, HOUSING
from sandbox.demo.enrolling import CAST, FIRST_ACCOUNT, GROUP
from tests.e2e.trying import bot_of, launch, tried

pytestmark = pytest.mark.timeout(240)

CLERKS_ACCOUNT = FIRST_ACCOUNT + [seat.name for seat in CAST].index(CLERK)


async def test_a_newcomer_starts_it_twice(tmp_path: Path) -> None:
    folder = tmp_path / "try"
    async with tried(folder) as trial:
        async with httpx.AsyncClient(trust_env=False) as browser:
            page = await browser.get(f"{trial.url}/")
        assert "督查机器人" in page.text
        assert stat.S_IMODE((folder / "config.toml").stat().st_mode) == 0o600
        async with ControlClient(trial.url) as control:
            assert (await control.now()).date().isoformat() == "2026-03-02"
            await control.say(CLERKS_ACCOUNT, "台账")
            await control.settle(30, need_bot=True)
            assert "督查台账" in (await control.last(CLERKS_ACCOUNT)).text
            people = (await control.state())["users"]
        assert {CLERK, HOUSING} <= {user["first_name"] for user in people}
        assert await trial.end(signal.SIGINT) == 0
        assert trial.printed[-1].count("已停止") == 1
    async with tried(folder) as trial, ControlClient(trial.url) as control:
        state = await control.state()
        assert state["users"] == people
        assert [chat["title"] for chat in state["chats"] if chat["kind"] == "group"] == [GROUP]
        before = await control.messages(CLERKS_ACCOUNT)
        assert [message.text for message in before if message.text.startswith("/start")] != []
        assert sum("您的账号已开通" in message.text for message in before) == 1
        await control.say(CLERKS_ACCOUNT, "你好")
        await control.settle(30, need_bot=True)
        assert len(await control.messages(CLERKS_ACCOUNT)) > len(before) + 1
        second = await launch("sandbox", "--folder", str(folder), "--port", "0")
        assert await second.end() == 1
        assert "正在运行" in second.printed[-1]


@pytest.mark.long
async def test_a_bot_that_dies_is_reported_with_its_last_words(tmp_path: Path) -> None:
    folder = tmp_path / "try"
    async with tried(folder) as trial:
        os.kill(bot_of(folder), signal.SIGKILL)
        assert await trial.end() == 1
        assert "机器人进程已退出" in trial.printed[-1]
        assert "clock.moved" in trial.printed[-1]


@pytest.mark.long
async def test_a_launcher_that_is_killed_leaves_no_bot_behind(tmp_path: Path) -> None:
    folder = tmp_path / "try"
    async with tried(folder) as trial:
        bot = os.pidfd_open(bot_of(folder))
        await trial.end(signal.SIGKILL)
        await _ended(bot)


async def _ended(descriptor: int) -> None:
    """Wait for the end of a process that is not our child."""
    loop, gone = asyncio.get_running_loop(), asyncio.Event()
    loop.add_reader(descriptor, gone.set)
    async with asyncio.timeout(30):
        await gone.wait()
    loop.remove_reader(descriptor)
    os.close(descriptor)
