"""`ducha migrate-to URL`: the whole record moves from an SQLite file to PostgreSQL, or nothing does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.backup_command import database_file
from bot.clock import Clock
from bot.config import Config
from bot.console import Say
from bot.sole import AlreadyRunningError, nobody_runs
from storage import audit, copying
from storage.copying import Sum
from storage.engine import Database, is_transient, is_url_of_server, without_password
from storage.migrating import newest_revision, present_revision, upgrade
from storage.unit_of_work import Setting
from supervision.calendars.workdays import Workdays

DONE, REFUSED = 0, 1


class RefusedError(Exception):
    """Nothing is moved; the message says why, for the person at the console."""


@dataclass(frozen=True, slots=True)
class Moved:
    """Table by table what was read and what stands in the target; and the audit, verified there."""

    sums: Mapping[str, tuple[Sum, Sum]]
    verdict: audit.Verdict


async def migrate_to(config: Config, url: str, say: Say) -> int:
    """Copy every row in one transaction, compare each table by its checksum and verify the audit, then commit.

    Returns:
        The exit code: 1 when nothing was moved.
    """
    try:
        _require_ways(config, url)
        async with nobody_runs(config.data_dir, config.database()), nobody_runs(config.data_dir, url):
            moved = await _move(config, url, say)
    except AlreadyRunningError:
        say("机器人正在运行，请先停止，再迁移")
        return REFUSED
    except RefusedError as error:
        say(f"{error}，未迁移")
        return REFUSED
    except Exception as error:
        if not is_transient(error):
            raise
        say(f"{without_password(url)}：无法连接或写入（{type(error).__name__}），未迁移")
        return REFUSED
    rows = sum(there.rows for _, there in moved.sums.values())
    say(f"已迁移{len(moved.sums)}张表{rows}行，两边校验值全部一致；审计记录完整：共{moved.verdict.rows}条")
    say("原数据库文件未作改动；佐证材料仍在数据目录，不必移动")
    say(f'请将 config.toml 中的 database_url 改为（补上密码）：\ndatabase_url = "{without_password(url)}"')
    say("改后运行 ducha doctor 检查，再启动机器人")
    return DONE


def _require_ways(config: Config, url: str) -> None:
    file = database_file(config)
    if file is None:
        raise RefusedError("现用的数据库不是 SQLite 文件")
    if not file.is_file():
        raise RefusedError("数据库尚未建立，没有可迁移的数据")
    if not is_url_of_server(url):
        raise RefusedError("目标须为 postgresql+asyncpg://用户:密码@主机/库名?schema=模式名")


async def _move(config: Config, url: str, say: Say) -> Moved:
    setting = Setting(Clock().now(), config.county(), Workdays())
    old, new = Database.open(config.database()), Database.open(url)
    try:
        async with old.read(setting) as source:
            if await present_revision(source.connection) != newest_revision():
                raise RefusedError("数据库版本与本程序不一致，请先用本程序运行一次，升级后再迁移")
            await upgrade(new)
            async with new.write(setting) as target:
                if await copying.holds_anything(target, copying.present_tables()):
                    raise RefusedError("目标数据库中已有数据；只能迁移到空的数据库或模式")
                sums = await copying.copy_tables(source, target)
                _show(sums, say)
                if any(here != there for here, there in sums.values()):
                    raise RefusedError("两边校验值不一致")
                await copying.go_on_counting(target)
                verdict = await audit.verify(target)
                if not verdict.intact:
                    raise RefusedError("审计记录不完整，请运行 ducha audit verify 查看")
                await target.commit()
    finally:
        await old.close()
        await new.close()
    return Moved(sums, verdict)


def _show(sums: Mapping[str, tuple[Sum, Sum]], say: Say) -> None:
    for name, (here, there) in sums.items():
        verdict = "一致" if here == there else "不一致"
        say(f"{name}：{here.rows}行 {here.short} → {there.rows}行 {there.short} {verdict}")
