"""`ducha backup FILE`: everything the bot knows, in one file, while it runs."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bot.archive import Writer, digest_of, new_archive
from bot.clock import Clock
from bot.config import Config
from bot.console import Say
from storage import copying
from storage.engine import Database
from storage.migrating import newest_revision, present_revision
from storage.unit_of_work import Setting
from supervision.calendars.workdays import Workdays

DONE, FAULTY = 0, 1

SQLITE = "sqlite+aiosqlite:///"


@dataclass(frozen=True, slots=True)
class Copied:
    """What a backup holds: rows by table, files by hash, and those that are named but not there as they should be."""

    rows: Mapping[str, int]
    files: int
    missing: tuple[str, ...]


async def backup(config: Config, target: Path, say: Say) -> int:
    """Write a backup: one state of the database, and every file of evidence that it names.

    Returns:
        The exit code: 1 when nothing was written, or a file of evidence is missing or damaged (the backup is there
        then, without it).
    """
    if not await asyncio.to_thread(_may_exist, config):
        say("没有可备份的数据：数据库尚未建立")
        return FAULTY
    database = Database.open(config.database())
    now = Clock().now()
    try:
        if not await _is_ours(database, config, now):
            say("数据库版本与本程序不一致，请用平时运行的那个版本备份")
            return FAULTY
        with new_archive(target, int(now.timestamp())) as archive:
            copied = await _copy(database, config, now, archive)
    except OSError as error:
        say(f"{target}：未能写入备份（{error.strerror}）")
        return FAULTY
    finally:
        await database.close()
    for name in copied.missing:
        say(f"佐证材料不在或已损坏，备份中没有这一份：{name}")
    say(f"已备份到 {target}：{len(copied.rows)}张表{sum(copied.rows.values())}行，佐证材料{copied.files}份")
    return FAULTY if copied.missing else DONE


def database_file(config: Config) -> Path | None:
    """The SQLite file, or none where the database is a server's."""
    url = config.database()
    return Path(url.removeprefix(SQLITE)) if url.startswith(SQLITE) else None


def bot_id(config: Config) -> str:
    """The bot's own Telegram id, which is the token's public half."""
    return config.token.get_secret_value().partition(":")[0]


async def _copy(database: Database, config: Config, now: datetime, archive: Writer) -> Copied:
    rows: dict[str, int] = {}
    async with database.read(Setting(now, config.county(), Workdays())) as unit:
        await copying.begin_snapshot(unit)
        values: dict[str, Any] = {"revision": await present_revision(unit.connection)}
        for name in copying.present_tables():
            with archive.member(f"tables/{name}.jsonl") as out:
                rows[name] = 0
                async for page in copying.rows_of(unit, name):
                    out.writelines(page)
                    rows[name] += len(page)
        named = await copying.evidence(unit)
        seq, digest = await copying.audit_end(unit)
    missing = await asyncio.to_thread(_add_files, archive, config.data_dir / "files", named)
    archive.manifest(
        {
            **values,
            "program": version("ducha-bot"),
            "bot": bot_id(config),
            "county": config.county().name,
            "made_at": now.isoformat(),
            "tables": copying.present_tables(),
            "rows": rows,
            "audit": {"rows": seq, "head": digest},
            "missing": missing,
        }
    )
    return Copied(rows, len(named) - len(missing), tuple(f"{named[digest]}（{digest[:12]}）" for digest in missing))


def _add_files(archive: Writer, folder: Path, named: Mapping[str, str]) -> list[str]:
    """Add the files of evidence; those that are missing or no longer have their hash are left out and named."""
    missing = []
    for digest in named:
        path = folder / digest
        if path.is_file() and digest_of(path) == digest:
            archive.file(f"files/{digest}", path)
        else:
            missing.append(digest)
    return missing


def _may_exist(config: Config) -> bool:
    file = database_file(config)
    return file is None or file.is_file()


async def _is_ours(database: Database, config: Config, now: datetime) -> bool:
    async with database.read(Setting(now, config.county(), Workdays())) as unit:
        return await present_revision(unit.connection) == newest_revision()
