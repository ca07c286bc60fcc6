"""`ducha backup` and `ducha restore`: everything comes back, and a file that is not whole is refused."""

from __future__ import annotations

import asyncio
import shutil
import stat
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from bot.archive import examine
from bot.backup_command import backup
from bot.cli import app
from bot.config import Config
from bot.fetching import keep
from bot.restore_command import restore
from storage import audit, copying
from storage.engine import Database
from storage.outbox import State
from supervision.actors import MACHINE
from supervision.model import FileStatus, Report, StoredFile
from supervision.outcome import Fact
from supervision.subjects import Subject
from tests.builders import issued_matter
from tests.databases import POSTGRES
from tests.storage.conftest import postgresql
from tests.world import TOKEN, World, at, setting_at

Rows = dict[str, list[tuple[object, ...]]]


def config_of(folder: Path, url: str = "") -> Config:
    folder.mkdir(exist_ok=True)
    return Config.model_validate({"token": TOKEN, "data_dir": folder, "database_url": url})


async def everything(url: str) -> Rows:
    """Every row of every table, as the database itself has them."""
    database = Database.open(url)
    rows: Rows = {}
    async with database.connect() as connection:
        for name, columns in copying.present_tables().items():
            wanted = ", ".join(f'"{column}"' for column in columns)
            found = await connection.execute(text(f'SELECT {wanted} FROM "{name}"'))
            rows[name] = sorted((tuple(row) for row in found), key=repr)
    await database.close()
    return rows


def pending_in_doubt(rows: Rows) -> Rows:
    """What is expected after a restore: messages that waited are in doubt."""
    place = list(copying.present_tables()["outbox"]).index("status")
    changed = [
        (*row[:place], State.SENDING.value, *row[place + 1 :]) if row[place] == State.NEW else row
        for row in rows["outbox"]
    ]
    return {**rows, "outbox": sorted(changed, key=repr)}


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
async def kept(tmp_path: Path, template: Path) -> Config:
    """A data directory as after some work: a matter, cards that wait, evidence, an audit."""
    config = config_of(tmp_path / "data")
    shutil.copy(template, config.data_dir / "ducha.db")
    database = Database.open(config.database())
    await work_in(database, config)
    await database.close()
    return config


async def work_in(database: Database, config: Config) -> None:
    digest = keep(config.data_dir / "files", "积水点照片\n".encode() * 1000)
    async with database.write(setting_at()) as unit:
        matter, _ = await issued_matter(unit, acknowledged=False)
        await unit.save(
            StoredFile(
                1, "f", "u", "photo", "照片’1.jpg", 9, 5, 6, 1, unit.now, sha256=digest, status=FileStatus.STORED
            )
        )
        await audit.record(
            unit, MACHINE, [Fact("matter.registered", Subject("matter", str(matter.id)), {"词": "“<b>&"})]
        )
        await unit.commit()


async def test_a_restore_brings_back_every_row_and_file(kept: Config, tmp_path: Path, said: list[str]) -> None:
    before = await everything(kept.database())
    assert sum(map(bool, before.values())) > 10, "the comparison compares something"
    assert await backup(kept, tmp_path / "一份.tar.gz", said.append) == 0, said
    assert stat.S_IMODE((tmp_path / "一份.tar.gz").stat().st_mode) == 0o600
    assert ".part" not in {path.suffix for path in listing(tmp_path)}
    other = config_of(tmp_path / "other")
    assert await restore(other, tmp_path / "一份.tar.gz", said.append) == 0, said
    assert await everything(other.database()) == pending_in_doubt(before)
    assert files_in(other) == files_in(kept) != {}
    assert any("审计记录完整：共1条" in line for line in said)


async def test_the_time_of_the_backup_is_said_as_the_county_s_clock_shows_it(
    kept: Config, tmp_path: Path, said: list[str]
) -> None:
    await backup(kept, tmp_path / "b.tar.gz", said.append)
    other = config_of(tmp_path / "other")
    assert await restore(other, tmp_path / "b.tar.gz", said.append) == 0, said
    made = datetime.fromisoformat(str(examine(tmp_path / "b.tar.gz")["made_at"]))
    local = made.astimezone(ZoneInfo("Asia/Shanghai"))
    assert any(f"已恢复：夏邑县，{local:%Y-%m-%d %H:%M}的备份" in line for line in said)


def listing(folder: Path) -> list[Path]:
    return list(folder.iterdir())


def files_in(config: Config) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (config.data_dir / "files").iterdir()}


async def test_a_backup_while_reports_come_in_is_one_state(office: World, tmp_path: Path, said: list[str]) -> None:
    async with office.transaction() as unit:
        await issued_matter(unit)
        await unit.commit()
    await office.settle()
    card = await office.housing_a.card("凯旋路")
    live = config_of(office.settings.data_dir)

    async def report() -> None:
        for number in range(50):
            await office.control.say(
                office.housing_a.id, f"第{number}次：已完成{number}米，余下按期完成。", reply_to=card.id
            )

    reporting = asyncio.create_task(report())
    copies: list[Path] = []
    while not reporting.done():
        target = tmp_path / f"copy{len(copies)}.tar.gz"
        assert await backup(live, target, said.append) == 0, said
        copies.append(target)
    await reporting
    await office.settle()
    counts = [await look_into(config_of(tmp_path / f"back{n}"), copy, said) for n, copy in enumerate(copies)]
    assert counts == sorted(counts)
    assert counts[0] < 50, "copied while they were coming"
    async with office.transaction() as unit:
        assert len(await unit.find(Report)) == 50, "no report was kept waiting until it was lost"


async def look_into(config: Config, copy: Path, said: list[str]) -> int:
    """Restore and compare what must agree in any one state: audit with reports. Returns how many reports."""
    assert await restore(config, copy, said.append) == 0, said
    database = Database.open(config.database())
    async with database.read(setting_at()) as unit:
        reports = await unit.find(Report)
        facts = await unit.connection.execute(text("SELECT count(*) FROM audit WHERE event = 'report.submitted'"))
        assert facts.scalar_one() == len(reports)
    await database.close()
    return len(reports)


@pytest.mark.parametrize("tenth", range(10))
async def test_a_cut_file_is_refused_and_nothing_is_written(
    kept: Config, tmp_path: Path, said: list[str], tenth: int
) -> None:
    whole = tmp_path / "whole.tar.gz"
    await backup(kept, whole, said.append)
    content = whole.read_bytes()
    cut = tmp_path / "cut.tar.gz"
    cut.write_bytes(content[: len(content) * tenth // 10] if tenth else content[:-1])
    other = config_of(tmp_path / "other")
    assert await restore(other, cut, said.append) == 1
    assert "不是完整的备份" in said[-1]
    assert listing(other.data_dir) == []


@pytest.mark.parametrize("place", [0.1, 0.4, 0.6, 0.9])
async def test_a_flipped_byte_is_seen(kept: Config, tmp_path: Path, said: list[str], place: float) -> None:
    whole = tmp_path / "whole.tar.gz"
    await backup(kept, whole, said.append)
    content = bytearray(whole.read_bytes())
    content[int(len(content) * place)] ^= 0x10
    whole.write_bytes(content)
    assert await restore(config_of(tmp_path / "other"), whole, said.append) == 1
    assert "不是完整的备份" in said[-1]


async def test_nothing_is_restored_over_anything(kept: Config, tmp_path: Path, said: list[str]) -> None:
    whole = tmp_path / "whole.tar.gz"
    await backup(kept, whole, said.append)
    before = await everything(kept.database())
    assert await restore(kept, whole, said.append) == 1
    assert "已有文件" in said[-1]
    shutil.rmtree(kept.data_dir / "files")
    assert await restore(kept, whole, said.append) == 1
    assert "已有数据" in said[-1]
    assert await everything(kept.database()) == before
    assert await backup(kept, whole, said.append) == 1, "nor is a backup written over another file"
    assert "同名" in said[-1]
    examine(whole)


async def test_a_missing_file_of_evidence_is_named(kept: Config, tmp_path: Path, said: list[str]) -> None:
    for path in (kept.data_dir / "files").iterdir():
        path.write_bytes(b"something else")
    assert await backup(kept, tmp_path / "b.tar.gz", said.append) == 1
    assert any("照片’1.jpg" in line for line in said)
    assert await restore(config_of(tmp_path / "other"), tmp_path / "b.tar.gz", said.append) == 0
    assert any("备份时已缺佐证材料1份" in line for line in said)


async def test_a_changed_audit_is_said_after_the_restore(kept: Config, tmp_path: Path, said: list[str]) -> None:
    database = Database.open(kept.database())
    async with database.connect() as connection:
        await connection.execute(text("UPDATE audit SET event = 'matter.closed'"))
        await connection.commit()
    await database.close()
    assert await backup(kept, tmp_path / "b.tar.gz", said.append) == 0
    assert await restore(config_of(tmp_path / "other"), tmp_path / "b.tar.gz", said.append) == 1
    assert "审计记录不完整" in said[-1]


async def test_a_bot_that_runs_is_not_restored_over(kept: Config, tmp_path: Path, said: list[str]) -> None:
    from bot.sole import sole_process  # noqa: PLC0415 - only here

    await backup(kept, tmp_path / "b.tar.gz", said.append)
    other = config_of(tmp_path / "other")
    with sole_process(other.data_dir):
        assert await restore(other, tmp_path / "b.tar.gz", said.append) == 1
    assert "正在运行" in said[-1]


async def test_without_a_database_there_is_nothing_to_back_up(tmp_path: Path, said: list[str]) -> None:
    assert await backup(config_of(tmp_path / "none"), tmp_path / "b.tar.gz", said.append) == 1
    assert "尚未建立" in said[-1]
    assert not (tmp_path / "b.tar.gz").exists()


async def test_what_is_no_backup_is_refused(tmp_path: Path, said: list[str]) -> None:
    (tmp_path / "b.tar.gz").write_text("名册")
    assert await restore(config_of(tmp_path / "other"), tmp_path / "b.tar.gz", said.append) == 1
    assert "不是完整的备份" in said[-1]
    assert await restore(config_of(tmp_path / "other"), tmp_path / "没有.tar.gz", said.append) == 1
    assert "没有.tar.gz" in said[-1]


def test_both_are_commands_of_the_console(tmp_path: Path, template: Path) -> None:
    for name in ("data", "other"):
        config_of(tmp_path / name)
        (tmp_path / f"{name}.toml").write_text(f'token = "{TOKEN}"\ndata_dir = "{name}"\n')
        (tmp_path / f"{name}.toml").chmod(0o600)
    shutil.copy(template, tmp_path / "data" / "ducha.db")
    copy = str(tmp_path / "b.tar.gz")
    made = CliRunner().invoke(app, ["backup", copy, "-c", str(tmp_path / "data.toml")])
    assert (made.exit_code, "已备份到" in made.output) == (0, True), made.output
    back = CliRunner().invoke(app, ["restore", copy, "-c", str(tmp_path / "other.toml")])
    assert (back.exit_code, "已恢复：夏邑县" in back.output) == (0, True), back.output


@pytest.fixture
async def schemas() -> AsyncIterator[list[str]]:
    """The URLs of two new schemas of PostgreSQL, the first with the test office in it."""
    async with AsyncExitStack() as stack:
        servers = [asynccontextmanager(postgresql)() for _ in range(2)]
        opened = [await stack.enter_async_context(server) for server in servers]
        async with opened[1].connect() as connection:
            await connection.execute(text(f"DROP SCHEMA {opened[1].schema} CASCADE"))
            await connection.commit()
        yield [f"{POSTGRES}?schema={database.schema}" for database in opened]


@pytest.mark.long
async def test_postgresql_is_restored_into_sqlite_and_back(schemas: list[str], tmp_path: Path, said: list[str]) -> None:
    first = config_of(tmp_path / "first", schemas[0])
    database = Database.open(schemas[0])
    await work_in(database, first)
    await database.close()
    assert await backup(first, tmp_path / "1.tar.gz", said.append) == 0, said
    second = config_of(tmp_path / "second")
    assert await restore(second, tmp_path / "1.tar.gz", said.append) == 0, said
    assert await backup(second, tmp_path / "2.tar.gz", said.append) == 0, said
    third = config_of(tmp_path / "third", schemas[1])
    assert await restore(third, tmp_path / "2.tar.gz", said.append) == 0, said
    assert await everything(schemas[1]) == pending_in_doubt(await everything(schemas[0]))
    database = Database.open(schemas[1])
    async with database.write(setting_at(at("3月3日"))) as unit:
        await issued_matter(unit, acknowledged=False)  # the ids of the outbox go on
        await unit.commit()
    await database.close()
