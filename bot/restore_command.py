"""`ducha restore FILE`: a backup into an empty database and data directory, whole or not at all."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from bot.archive import BLOCK, FORMAT, DamagedError, examine, members
from bot.backup_command import bot_id
from bot.clock import Clock
from bot.config import Config
from bot.console import Say
from bot.sole import AlreadyRunningError, nobody_runs
from storage import audit, copying
from storage.engine import Database
from storage.migrating import knows, upgrade
from storage.unit_of_work import Setting, UnitOfWork
from supervision.calendars.workdays import Workdays

DONE, REFUSED = 0, 1


class RefusedError(Exception):
    """The backup is not restored; the message says why, for the person at the console."""


async def restore(config: Config, source: Path, say: Say) -> int:
    """Check a backup from end to end, then put it into an empty installation and verify the audit.

    Returns:
        The exit code: 1 when nothing was restored, or the audit of what was is not whole.
    """
    try:
        manifest = await asyncio.to_thread(_examine, source)
        config.data_dir.mkdir(parents=True, exist_ok=True)
        async with nobody_runs(config.data_dir, config.database()):
            verdict, doubted = await _restore(config, source, manifest)
    except AlreadyRunningError:
        say("机器人正在运行，请先停止，再恢复")
        return REFUSED
    except OSError as error:
        say(f"{error.filename or source}：无法读写（{error.strerror}），未恢复")
        return REFUSED
    except RefusedError as error:
        say(f"{error}，未恢复")
        return REFUSED
    _report(config, manifest, doubted, say)
    if not verdict.intact:
        say("审计记录不完整：备份时即已如此，请运行 ducha audit verify 查看")
        return REFUSED
    say(f"审计记录完整：共{verdict.rows}条")
    return DONE


def _examine(source: Path) -> dict[str, Any]:
    try:
        manifest = examine(source)
    except DamagedError:
        raise RefusedError(f"{source} 不是完整的备份：文件被截断、改动或不是备份文件") from None
    if manifest.get("format") != FORMAT or not knows(str(manifest.get("revision"))):
        raise RefusedError(f"{source} 由更新版本的程序备份（{manifest.get('program')}），请用该版本恢复")
    return manifest


async def _restore(config: Config, source: Path, manifest: Mapping[str, Any]) -> tuple[audit.Verdict, int]:
    files, arriving = config.data_dir / "files", config.data_dir / "files.restoring"
    if files.exists() and any(files.iterdir()):
        raise RefusedError(f"{files} 中已有文件；只能恢复到空的数据目录")
    database = Database.open(config.database())
    try:
        await upgrade(database, str(manifest["revision"]))
        async with database.write(Setting(Clock().now(), config.county(), Workdays())) as unit:
            await _require_empty(unit, manifest["tables"])
            _empty_folder(arriving)
            await _fill(unit, source, manifest, arriving)
            verdict = await audit.verify(unit)
            doubted = await copying.doubt_what_waited(unit)
            await copying.go_on_counting(unit)
            await _commit_with_files(unit, arriving, files)
        await upgrade(database)
    finally:
        shutil.rmtree(arriving, ignore_errors=True)
        await database.close()
    return verdict, doubted


async def _require_empty(unit: UnitOfWork, tables: Mapping[str, Mapping[str, str]]) -> None:
    if not await copying.have_columns(unit, tables):
        raise RefusedError("数据库与备份的表不一致；只能恢复到空的数据库")
    if await copying.holds_anything(unit, tables):
        raise RefusedError("数据库中已有数据；只能恢复到空的数据库")


async def _fill(unit: UnitOfWork, source: Path, manifest: Mapping[str, Any], folder: Path) -> None:
    for name, content in members(source):
        kind, _, rest = name.partition("/")
        if kind == "tables":
            table = rest.removesuffix(".jsonl")
            count = await copying.put_rows(unit, table, manifest["tables"][table], content)
            if count != manifest["rows"][table]:
                raise RefusedError(f"表 {table} 的行数与备份清单不符")
        elif kind == "files":
            _write(folder / rest, content)


def _write(path: Path, content: IO[bytes]) -> None:
    with path.open("wb") as out:
        shutil.copyfileobj(content, out, BLOCK)
        out.flush()
        os.fsync(out.fileno())


def _empty_folder(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)


async def _commit_with_files(unit: UnitOfWork, arrived: Path, folder: Path) -> None:
    """The files take their place just before the commit, and leave it again if that fails."""
    _move(arrived, folder)
    try:
        await unit.commit()
    except BaseException:
        _move(folder, arrived)
        raise


def _move(folder: Path, to: Path) -> None:
    if to.exists():
        to.rmdir()
    folder.rename(to)


def _report(config: Config, manifest: Mapping[str, Any], doubted: int, say: Say) -> None:
    tables, rows = len(manifest["rows"]), sum(manifest["rows"].values())
    files = sum(name.startswith("files/") for name in manifest["members"])
    made = datetime.fromisoformat(str(manifest["made_at"])).astimezone(config.county().zone)
    say(f"已恢复：{manifest['county']}，{made:%Y-%m-%d %H:%M}的备份，{tables}张表{rows}行，佐证材料{files}份")
    if manifest["missing"]:
        say(f"备份时已缺佐证材料{len(manifest['missing'])}份，恢复后仍缺")
    if doubted:
        say(f"备份时有{doubted}条消息待发送，此后可能已经发出；启动后重发的注明“重发”，其余列入待送达")
    if manifest["bot"] != bot_id(config):
        say("注意：备份属于另一个机器人，原有消息下的按钮不能再用，人员须重新打开对话")
    say("备份以后登记、发出的内容不在其中；印发新文件前，请核对各类文号的最后号数")
