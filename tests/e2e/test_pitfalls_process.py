"""Pitfalls that only a process of its own can meet: signals, a second process, a token that is refused."""

from __future__ import annotations

import asyncio
import random
import signal
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.cli import ALREADY_RUNNING, TOKEN_WRONG
from sandbox.client import Message
from storage import audit
from storage.tables import inbox
from supervision.model import FileStatus, Report, StoredFile
from tests.e2e.killable import SLOW
from tests.e2e.process import Machine, again, machine, stop
from tests.world import setting_at


async def statuses(office: Machine) -> Counter[str]:
    """How many updates the inbox holds in each state."""
    database = office.database()
    async with database.read(setting_at()) as unit:
        rows = await unit.connection.execute(select(inbox.c.status))
        counted = Counter(row.status for row in rows)
    await database.close()
    return counted


async def reports_of(office: Machine) -> list[Report]:
    """All reports."""
    database = office.database()
    async with database.read(setting_at()) as unit:
        found = await unit.find(Report)
        assert (await audit.verify(unit)).intact
    await database.close()
    return found


async def reply(office: Machine, card: Message, text: str) -> None:
    """水利局's liaison answers its paper."""
    await office.control.say(office.account("water"), text, reply_to=card.id)


async def finished(office: Machine) -> None:
    """A healthy process does what is left, and stops."""
    healthy = await office.start()
    await office.settle()
    assert await stop(healthy) == 0


async def test_pitfall_02_sigterm_and_a_second_later_sigkill_lose_none_of_twenty(
    tmp_path: Path, morning: Machine
) -> None:
    async with again(tmp_path, morning) as office:
        card = await office.control.last(office.account("water"))
        slow = await office.start(SLOW)
        await office.settle()
        for number in range(20):
            await reply(office, card, f"第{number}次")
        slow.terminate()
        try:
            async with asyncio.timeout(1):
                await slow.wait()
        except TimeoutError:
            slow.kill()
            await slow.wait()
        assert (await statuses(office))["done"] < 20, "it was stopped too late to prove anything"
        await finished(office)
        assert sorted(report.text for report in await reports_of(office)) == sorted(f"第{n}次" for n in range(20))
        assert set(await statuses(office)) == {"done"}


@pytest.mark.long
@pytest.mark.timeout(240)
async def test_pitfall_01_fifty_queued_updates_and_kills_at_random_times(tmp_path: Path, morning: Machine) -> None:
    dice = random.Random(20260302)
    async with again(tmp_path, morning) as office:
        card = await office.control.last(office.account("water"))
        for number in range(50):
            await reply(office, card, f"第{number}次")
        for _ in range(20):
            doomed = await office.start(SLOW)
            try:
                async with asyncio.timeout(dice.uniform(0.8, 2.5)):
                    await doomed.wait()
            except TimeoutError:
                doomed.kill()
            assert await doomed.wait() == -signal.SIGKILL
        await finished(office)
        assert [report.text for report in await reports_of(office)] == [f"第{n}次" for n in range(50)]
        assert await statuses(office) == {"done": 50}
        receipts = [m.text for m in await office.control.messages(office.account("water")) if "已收到" in m.text]
        plain = [text for text in receipts if "重发" not in text]
        assert len(plain) <= 50 <= len(receipts), "a repetition says that it is one"


async def test_pitfall_31_a_kill_in_the_middle_of_an_album_leaves_one_report(tmp_path: Path, morning: Machine) -> None:
    async with again(tmp_path, morning) as office:
        card = await office.control.last(office.account("water"))
        doomed = await office.start("before_commit")
        await office.settle()
        for number in range(10):
            if number == 5:
                office.arm.touch()
            await office.control.send_file(
                office.account("water"),
                f"{number}.jpg",
                b"\xff\xd8\xff\xe0" + bytes([number]),
                kind="photo",
                caption="清淤现场" if number == 7 else "",
                reply_to=card.id,
                media_group="album",
            )
        assert await doomed.wait() == -signal.SIGKILL
        await finished(office)
        (report,) = await reports_of(office)
        assert report.text == "清淤现场"
        database = office.database()
        async with database.read(setting_at()) as unit:
            files = await unit.find(StoredFile)
        await database.close()
        assert [(file.report_id, file.status) for file in files] == [(report.id, FileStatus.STORED)] * 10
        receipts = [m.text for m in await office.control.messages(office.account("water")) if "已收到" in m.text]
        assert len([text for text in receipts if "重发" not in text]) == 1


@pytest.mark.skipif("config.getoption('--database') == 'postgres'", reason="there it stands by: test_standby.py")
async def test_pitfall_38_complaint_02_a_second_process_does_not_start(tmp_path: Path, template: Path) -> None:
    async with machine(tmp_path, template) as office:
        first = await office.start()
        await office.settle()
        second = await office.start()
        assert await second.wait() == ALREADY_RUNNING
        assert "机器人已在运行" in (tmp_path / "bot.log").read_text(encoding="utf-8")
        clerk = office.account("clerk")
        await office.control.say(clerk, "/help")
        await office.settle()
        answers = [m for m in await office.control.messages(clerk) if m.sender != clerk]
        assert len(answers) == 1
        first.kill()
        await first.wait()
        await finished(office)


async def test_pitfall_04_a_token_that_is_refused_ends_the_process_with_words(tmp_path: Path, template: Path) -> None:
    async with machine(tmp_path, template) as office:
        process = await office.start()
        await office.settle()
        await office.control.add_fault("error", "getUpdates", code=401, description="Unauthorized", count=1)
        await office.control.say(office.account("clerk"), "/help")
        async with asyncio.timeout(20):
            assert await process.wait() == TOKEN_WRONG
        assert "令牌无效" in (tmp_path / "bot.log").read_text(encoding="utf-8")
        await finished(office)
        assert set(await statuses(office)) == {"done"}
