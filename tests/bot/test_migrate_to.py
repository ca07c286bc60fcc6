"""`ducha migrate-to`: every row arrives, the numbers go on, and what cannot be moved whole is not moved at all."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text, update

from bot.migrate_command import migrate_to
from bot.sole import sole_process
from storage import audit, copying, outbox
from storage.engine import Database
from storage.tables import MODELS, metadata
from storage.unit_of_work import UnitOfWork
from supervision.model import Matter
from supervision.notices.base import to_person
from supervision.notices.refusing import Incident
from tests import databases
from tests.bot.test_backup import config_of, work_in
from tests.builders import issued_matter
from tests.world import at, setting_at

pytestmark = pytest.mark.long


@pytest.fixture
async def target() -> AsyncIterator[str]:
    """The URL of a schema that is not there yet, beside another county's."""
    databases.require_server()
    name = f"t{secrets.token_hex(6)}"
    await databases.on_server(f"CREATE DATABASE {name}")
    yield f"{databases.url_of(name)}?schema=xiayi"
    await databases.on_server(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
async def source(tmp_path: Path, template: Path) -> Path:
    """A data directory in which some work was done."""
    config = config_of(tmp_path / "data")
    shutil.copy(template, tmp_path / "data" / "ducha.db")
    database = Database.open(config.database())
    await work_in(database, config)
    await database.close()
    return tmp_path / "data"


async def lines_of(url: str) -> dict[str, list[bytes]]:
    """Every row of every table, read through the types of its columns."""
    database = Database.open(url)
    async with database.read(setting_at()) as unit:
        found = {
            name: sorted([line async for page in copying.rows_of(unit, name) for line in page])
            for name in copying.present_tables()
        }
    await database.close()
    return found


async def test_every_row_arrives_and_the_numbers_go_on(source: Path, target: str) -> None:
    said: list[str] = []
    assert await migrate_to(config_of(source), target, said.append) == 0, said
    assert await lines_of(target) == await lines_of(config_of(source).database())
    per_table = [line for line in said if line.endswith(" 一致")]
    assert len(per_table) == len(metadata.tables)
    assert "审计记录完整" in "\n".join(said)
    assert "database_url = " in "\n".join(said)
    database = Database.open(target)
    async with database.write(setting_at(at("3月3日"))) as unit:
        before = {one.id for one in await unit.find(Matter)}
        await issued_matter(unit, acknowledged=False)
        await outbox.tell(unit, [Incident(to=to_person(1), number="1")])
        assert {one.id for one in await unit.find(Matter)} > before
        await unit.commit()
    async with database.read(setting_at()) as unit:
        assert (await audit.verify(unit)).intact
    await database.close()


async def test_a_target_that_holds_something_and_a_bot_that_runs_are_refused(source: Path, target: str) -> None:
    said: list[str] = []
    with sole_process(source):
        assert await migrate_to(config_of(source), target, said.append) == 1
    assert "正在运行" in said[-1]
    assert await migrate_to(config_of(source), target, said.append) == 0, said
    assert await migrate_to(config_of(source), target, said.append) == 1
    assert "已有数据" in said[-1]
    assert await migrate_to(config_of(source, target), target, said.append) == 1
    assert "不是 SQLite" in said[-1]


async def test_a_row_that_does_not_arrive_as_it_was_moves_nothing(
    source: Path, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = copying.sum_of

    async def spoiled(unit: UnitOfWork, name: str) -> copying.Sum:
        if name == "matters":
            await unit.connection.execute(update(MODELS[Matter]).values(title="别的"))
        return await original(unit, name)

    monkeypatch.setattr(copying, "sum_of", spoiled)
    said: list[str] = []
    assert await migrate_to(config_of(source), target, said.append) == 1
    assert "校验值不一致" in said[-1]
    assert any(line.startswith("matters：") and line.endswith("不一致") for line in said)
    database = Database.open(target)
    async with database.connect() as connection:
        for name in metadata.tables:
            assert (await connection.execute(text(f'SELECT count(*) FROM "{name}"'))).scalar_one() == 0
    await database.close()
