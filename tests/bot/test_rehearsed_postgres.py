"""A rehearsal of an installation on PostgreSQL says what the same data say on SQLite, and changes no row."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import AsyncIterator
from datetime import date, datetime
from pathlib import Path

import pytest

from bot.config import Config
from bot.migrate_command import migrate_to
from bot.rehearse_command import Order, rehearse
from storage import outbox
from storage.engine import Database
from supervision.notices.base import to_person
from supervision.notices.refusing import LateToast
from tests import databases, roster
from tests.bot.test_migrate_to import lines_of
from tests.bot.test_rehearse_command import answered, now_is
from tests.builders import issued_matter
from tests.world import MONDAY, at, setting_at

pytestmark = pytest.mark.long


@pytest.fixture
async def twins(tmp_path: Path, template: Path) -> AsyncIterator[tuple[Config, Config]]:
    """An installation on SQLite and the same on a schema of PostgreSQL."""
    databases.require_server()
    shutil.copy(template, tmp_path / "ducha.db")
    here = Config.model_validate({"token": "", "data_dir": tmp_path})
    database = Database.open(here.database())
    async with database.write(setting_at()) as unit:
        await issued_matter(unit)
        await answered(unit, roster.HOUSING, at("3月18日 10:00"))
        await unit.commit()
    async with database.write(setting_at(at("3月12日 09:00"))) as unit:
        await outbox.tell(unit, [LateToast(to=to_person(1), words="已经说过")])
        await unit.commit()
    await database.close()
    name, said = f"t{secrets.token_hex(6)}", list[str]()
    await databases.on_server(f"CREATE DATABASE {name}")
    url = f"{databases.url_of(name)}?schema=xiayi"
    assert await migrate_to(here, url, said.append) == 0, said
    yield here, Config.model_validate({"token": "", "data_dir": tmp_path, "database_url": url})
    await databases.on_server(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.parametrize("now", [MONDAY, at("6月30日 10:00")], ids=["to come", "wound back"])
async def test_both_say_the_same(twins: tuple[Config, Config], now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    now_is(monkeypatch, now)
    on_sqlite, on_postgres = twins
    before = await lines_of(on_postgres.database())
    said: dict[str, list[str]] = {}
    for name, config in (("sqlite", on_sqlite), ("postgres", on_postgres)):
        said[name] = []
        order = Order(date(2026, 3, 2), date(2026, 4, 17))
        assert await rehearse(config, order, said[name].append) == 0, said[name]
    assert said["postgres"] == said["sqlite"]
    assert any(line.startswith("03-05 09:00") for line in said["postgres"])
    assert any("2026年第一季度督查通报" in line for line in said["postgres"])
    assert await lines_of(on_postgres.database()) == before


@pytest.mark.parametrize(
    ("right", "wrong", "why"),
    [("/t", "/none", "does not exist"), ("schema=xiayi", "schema=other", "结构与本程序版本不一致")],
    ids=["no such database", "no schema of ours"],
)
async def test_a_server_that_cannot_be_read_is_said(
    twins: tuple[Config, Config], right: str, wrong: str, why: str
) -> None:
    url = twins[1].database().replace(right, wrong, 1)
    config = Config.model_validate({"token": "", "data_dir": twins[0].data_dir, "database_url": url})
    said: list[str] = []
    assert await rehearse(config, Order(date(2026, 3, 2), date(2026, 3, 3)), said.append) == 1
    assert said[-1].startswith("数据无法读取（")
    assert why in said[-1]
