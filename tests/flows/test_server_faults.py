"""PostgreSQL ends sessions in the middle of work: what was begun is begun again, and nothing is given up."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import func, select, text

from storage import audit
from storage.tables import inbox, outbox
from storage.unit_of_work import UnitOfWork
from supervision.model import FileStatus, Report, StoredFile
from tests import databases
from tests.flows.papers import PHOTO, paper, with_paper
from tests.world import World, world

pytestmark = [pytest.mark.long, pytest.mark.timeout(120)]

REPORTS = 12
EVERY = 4
"""Of so many commits one meets the end of its session."""


@pytest.fixture
async def office(tmp_path: Path, template: Path) -> AsyncIterator[World]:
    """An office on PostgreSQL, whatever the other tests run on, with a matter issued."""
    databases.require_server()
    before = databases.choose("postgres")
    try:
        async with world(tmp_path, template) as running:
            await with_paper(running)
            yield running
    finally:
        databases.choose(before)


async def end_session(unit: UnitOfWork, *, while_it_asks: bool) -> None:
    """End the session of a transaction; that it does so itself is how it is surely asking something just then."""
    if while_it_asks:
        await unit.connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    pid = (await unit.connection.execute(text("SELECT pg_backend_pid()"))).scalar_one()
    admin = await asyncpg.connect(databases.POSTGRES.replace("+asyncpg", ""))
    await admin.execute("SELECT pg_terminate_backend($1)", pid)
    while await admin.fetchval("SELECT count(*) FROM pg_stat_activity WHERE pid = $1", pid):
        pass
    await admin.close()


async def test_sessions_that_end_before_their_commit_lose_nothing_and_bury_nothing(
    office: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, commits, ended = UnitOfWork.commit, 0, 0

    async def commit(unit: UnitOfWork) -> None:
        nonlocal commits, ended
        commits += 1
        if commits % EVERY == 0:
            ended += 1
            await end_session(unit, while_it_asks=ended % 2 == 1)
        await real(unit)

    for pause in ("bot.inbox.FIRST_PAUSE", "bot.delivery.ROUND_PAUSE", "bot.fetching.ROUND_PAUSE"):
        monkeypatch.setattr(pause, 0.01)
    card = await paper(office.water)
    with monkeypatch.context() as patched:
        patched.setattr(UnitOfWork, "commit", commit)
        for number in range(REPORTS):
            await office.water.says(f"已清淤{number}米。", reply_to=card)
        await office.water.sends("清淤.jpg", PHOTO, caption="已清淤99米。", reply_to=card)
        await office.settle()
    assert ended > REPORTS / 2
    await office.water.sees_nothing("系统出错")
    async with office.transaction() as unit:
        said = sorted(report.text for report in await unit.find(Report))
        assert said == sorted([*(f"已清淤{number}米。" for number in range(REPORTS)), "已清淤99米。"])
        assert [file.status for file in await unit.find(StoredFile)] == [FileStatus.STORED]
        for table in (inbox, outbox):
            dead = select(func.count()).where(table.c.status == "dead")
            assert (await unit.connection.execute(dead)).scalar_one() == 0
        assert (await audit.verify(unit)).intact
    receipts = [message.text for message in await office.water.messages() if "已收到" in message.text]
    assert len(receipts) == REPORTS + 1
