"""Two processes with one token on one PostgreSQL: one is the bot, the other stands by and takes over.

The reports of the units stream in meanwhile; at the end the database and the chats are compared with what was said.
"""

from __future__ import annotations

import asyncio
import re
import signal
import sys
import time
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.running import LEADERSHIP_LOST
from storage import audit, leading
from storage.leading import Standing
from storage.tables import outbox
from supervision.model import Report
from tests import databases
from tests.builders import issued_matter
from tests.e2e.counting import Told, faults
from tests.e2e.process import Machine, machine, stop
from tests.world import setting_at

pytestmark = [pytest.mark.long, pytest.mark.timeout(180)]

REPORTS = 50

RECEIPTS = select(outbox.c.subject_key, outbox.c.status, outbox.c.message_id, outbox.c.resent).where(
    outbox.c.kind == "report_receipt", outbox.c.edit_of.is_(None)
)


@pytest.fixture
async def office(tmp_path: Path, template: Path) -> AsyncIterator[Machine]:
    """A machine on PostgreSQL, whatever the other tests run on, with a matter issued and delivered."""
    databases.require_server()
    before = databases.choose("postgres")
    async with machine(tmp_path, template) as made:
        database = made.database()
        async with database.write(setting_at()) as unit:
            await issued_matter(unit, acknowledged=False)
            await unit.commit()
        await database.close()
        yield made
    databases.choose(before)


async def who(office: Machine) -> Standing:
    """Who is the bot, and who waits."""
    database = office.database()
    found = await leading.standing(database)
    await database.close()
    return found


async def until(office: Machine, holds: Callable[[Standing], bool]) -> float:
    """Wait for a state of the two; returns the seconds that it took."""
    begun = time.monotonic()
    async with asyncio.timeout(60):
        while not holds(await who(office)):
            pass
    return time.monotonic() - begun


async def two(office: Machine) -> tuple[Process, Process, str]:
    """The active process, one that stands by, and the name of the active one."""
    active = await office.start()
    await office.settle()
    name = (await who(office)).holder
    assert f"/{active.pid}/" in name
    standby = await office.start()
    await until(office, lambda now: any(f"/{standby.pid}/" in waiting for waiting in now.waiting))
    return active, standby, name


async def stream(office: Machine, at_half: Callable[[], Awaitable[None]]) -> None:
    """水利局 answers its paper again and again; half way something happens."""
    card = await office.control.last(office.account("water"))
    for number in range(REPORTS):
        if number == REPORTS // 2:
            await at_half()
        await office.control.say(office.account("water"), f"已清淤{number}米。", reply_to=card.id)


async def nothing_lost_or_doubled(office: Machine) -> None:
    """Each report once; each receipt once, but one that was being sent, which may come again and says so."""
    database = office.database()
    async with database.read(setting_at()) as unit:
        reports = await unit.find(Report)
        assert (await audit.verify(unit)).intact
        rows = (await unit.connection.execute(RECEIPTS)).all()
    await database.close()
    assert sorted(one.text for one in reports) == sorted(f"已清淤{number}米。" for number in range(REPORTS))
    water = office.account("water")
    shown = {m.id: m.text for m in await office.control.messages(water) if m.sender != water and "已收到" in m.text}
    found = faults([str(one.id) for one in reports], [Told(*row) for row in rows], shown, doubts=1)
    assert not list(found)


async def standing_line(office: Machine) -> str:
    """What `ducha doctor`, run as anybody would, says of the two."""
    doctor = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "doctor", "--config", str(office.config), stdout=asyncio.subprocess.PIPE
    )
    said, _ = await doctor.communicate()
    (line,) = (line for line in said.decode().splitlines() if "] 主备：" in line)
    return line


async def test_doctor_says_who_is_active_since_when_and_who_waits(office: Machine) -> None:
    assert await standing_line(office) == "[提示] 主备：没有正在运行的进程，待命的：无"
    active, standby, _ = await two(office)
    line = await standing_line(office)
    assert re.fullmatch(
        rf"\[正常\] 主备：正在运行：ducha/public/\S+/{active.pid}/\w+（2026-03-02 08:3\d:\d\d起），"
        rf"待命的：ducha/public/\S+/{standby.pid}/\w+",
        line,
    ), line
    active.kill()
    await until(office, lambda now: f"/{standby.pid}/" in now.holder)
    line = await standing_line(office)
    assert f"/{standby.pid}/" in line.partition("，")[0], line
    assert line.endswith("待命的：无")
    assert await stop(standby) == 0


async def test_the_standby_takes_over_while_fifty_reports_stream_in(office: Machine) -> None:
    active, standby, first = await two(office)
    taken: list[float] = []

    async def kill() -> None:
        active.kill()
        taken.append(await until(office, lambda now: now.holder not in ("", first)))

    await stream(office, kill)
    await office.settle()
    print(f"took over after {taken[0]:.1f} s")
    await nothing_lost_or_doubled(office)
    assert f"/{standby.pid}/" in (await who(office)).holder
    assert await stop(standby) == 0


async def test_one_that_stood_still_and_wakes_up_says_and_writes_nothing(office: Machine) -> None:
    active, standby, first = await two(office)
    taken: list[float] = []

    async def freeze() -> None:
        active.send_signal(signal.SIGSTOP)
        taken.append(await until(office, lambda now: now.holder not in ("", first)))

    await stream(office, freeze)
    await office.settle()
    print(f"took over after {taken[0]:.1f} s")
    active.send_signal(signal.SIGCONT)
    async with asyncio.timeout(20):
        assert await active.wait() == LEADERSHIP_LOST
    await office.settle()
    await nothing_lost_or_doubled(office)
    assert f"/{standby.pid}/" in (await who(office)).holder
    assert await stop(standby) == 0
