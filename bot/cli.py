"""`ducha`: the command line. Its words are for the person at the console and stand here, not in templates."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bot import (
    archive_command,
    audit_command,
    backup_command,
    doctor,
    ledger_command,
    letterheads_command,
    logs,
    migrate_command,
    rehearse_command,
    restore_command,
    roster_command,
)
from bot.config import DEFAULT_PATH, Config, ConfigError, load
from bot.init import run_interview
from bot.polling import TokenRevokedError
from bot.running import run as run_bot
from bot.sole import AlreadyRunningError

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help="督查机器人")
roster = typer.Typer(no_args_is_help=True, help="名册")
audit = typer.Typer(no_args_is_help=True, help="审计记录")
ledger = typer.Typer(no_args_is_help=True, help="督查台账")
letterheads = typer.Typer(no_args_is_help=True, help="公文模板")
app.add_typer(roster, name="roster")
app.add_typer(ledger, name="ledger")
app.add_typer(audit, name="audit")
app.add_typer(letterheads, name="letterheads")

ConfigPath = Annotated[Path | None, typer.Option("--config", "-c", help="配置文件，默认 ./config.toml")]

CONFIG_WRONG = 2
TOKEN_WRONG = 3
ALREADY_RUNNING = 4


def event_loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """uvloop's where there is one: half of a report's cost is the loop, woken by the database's thread."""
    if sys.platform == "win32":
        return None
    import uvloop  # noqa: PLC0415 - not installed everywhere

    return uvloop.new_event_loop


NO_TOKEN = f"0:{'-' * 35}"
"""Has the form of a token, and is none: for what needs no Telegram."""


def _load(path: Path | None, environ: Mapping[str, str] = os.environ) -> Config:
    try:
        return load(path, environ)
    except ConfigError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(CONFIG_WRONG) from error


@app.command()
def init(path: Annotated[Path, typer.Argument(help="写到哪个文件")] = Path("config.toml")) -> None:
    """问几个问题，写出 config.toml。"""
    raise typer.Exit(run_interview(path, input, typer.echo))


@app.command()
def run(config: ConfigPath = None) -> None:
    """运行机器人。"""
    loaded = _load(config)
    logs.configure(loaded.log.level, loaded.log.format)
    try:
        with asyncio.Runner(loop_factory=event_loop()) as runner:
            runner.run(run_bot(loaded))
    except TokenRevokedError:
        typer.echo("令牌无效：Telegram 不承认该令牌，请核对 config.toml 中的 token。", err=True)
        raise typer.Exit(TOKEN_WRONG) from None
    except AlreadyRunningError as error:
        typer.echo(f"机器人已在运行：数据目录 {error} 正由另一个进程使用，请先停止该进程。", err=True)
        raise typer.Exit(ALREADY_RUNNING) from None


@app.command("doctor")
def examine(config: ConfigPath = None) -> None:
    """检查配置、令牌、数据库、时钟和群组，说明哪里有误。"""
    raise typer.Exit(asyncio.run(doctor.examine(_load(config), typer.echo)))


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="写到哪个文件（.tar.gz），不覆盖已有文件")], config: ConfigPath = None
) -> None:
    """备份数据库和佐证材料到一个文件；机器人可以照常运行。"""
    raise typer.Exit(asyncio.run(backup_command.backup(_load(config), file, typer.echo)))


@app.command()
def archive(
    year: Annotated[int, typer.Argument(help="哪一年", min=2000, max=2100)],
    folder: Annotated[Path, typer.Argument(help="写到哪个目录，不覆盖已有文件")],
    config: ConfigPath = None,
) -> None:
    """把全年办结的督查事项逐件立卷，打包导出；不限大小，机器人可以照常运行。"""
    raise typer.Exit(asyncio.run(archive_command.archive(_load(config), year, folder, typer.echo)))


@app.command()
def restore(file: Annotated[Path, typer.Argument(help="备份文件")], config: ConfigPath = None) -> None:
    """把备份恢复到空的数据目录和数据库；恢复前先核对全部校验值。"""
    raise typer.Exit(asyncio.run(restore_command.restore(_load(config), file, typer.echo)))


@app.command()
def rehearse(
    *,
    first: Annotated[datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="从哪天起，可以是过去的日期")],
    last: Annotated[datetime, typer.Option("--to", formats=["%Y-%m-%d"], help="到哪天止")],
    config: Annotated[
        Path | None,
        typer.Option("--config", "-c", help="按哪份配置预演，默认 ./config.toml；与现行配置不同的，列出前后对比"),
    ] = None,
    against: Annotated[Path | None, typer.Option("--against", help="现行配置，默认 ./config.toml")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="每行一个 JSON 对象")] = False,
    out: Annotated[Path | None, typer.Option("--out", help="逐条消息写到哪个目录，屏幕上只列汇总")] = None,
) -> None:
    """预演：在数据副本上按时间推演，列出届时将发给谁什么消息、各单位负担和通报草稿；不发送，不改动数据。"""
    present = against or (DEFAULT_PATH if DEFAULT_PATH.exists() else None)
    in_force = _rehearsed(present or config)
    changed = None if config is None or present is None or config.samefile(present) else _rehearsed(config)
    order = rehearse_command.Order(first.date(), last.date(), changed, as_json, out)
    logs.configure("error", "console")
    raise typer.Exit(asyncio.run(rehearse_command.rehearse(in_force, order, typer.echo)))


def _rehearsed(path: Path | None) -> Config:
    """A configuration for a rehearsal, which needs no token."""
    return _load(path, {"DUCHA_TOKEN": NO_TOKEN} | os.environ)


@app.command("migrate-to")
def migrate_to(
    url: Annotated[
        str, typer.Argument(help="postgresql+asyncpg://用户:密码@主机/库名?schema=模式名", envvar="DUCHA_MIGRATE_TO")
    ],
    config: ConfigPath = None,
) -> None:
    """把 SQLite 数据库整体迁移到空的 PostgreSQL：逐表核对校验值，全部一致才算完成；须先停止机器人。"""
    raise typer.Exit(asyncio.run(migrate_command.migrate_to(_load(config), url, typer.echo)))


@roster.command("import")
def import_roster(
    file: Annotated[Path, typer.Argument(help="名册文件（.xlsx 或 .csv）")],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="列出变动后直接导入，不再询问")] = False,
    config: ConfigPath = None,
) -> None:
    """导入单位和人员名册：先列出变动，确认后导入；有一处错误即不作任何改动，并逐行列出。"""

    def agree() -> bool:
        return yes or typer.confirm("以上变动，确认导入")

    raise typer.Exit(asyncio.run(roster_command.import_roster(_load(config), file, typer.echo, agree)))


@ledger.command("import")
def import_ledger(
    file: Annotated[Path, typer.Argument(help="原有督查台账，或 ledger export 导出的台账（.xlsx 或 .csv）")],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="列出内容后直接转入，不再询问")] = False,
    config: ConfigPath = None,
) -> None:
    """转入原有督查台账：先列出内容，确认后转入；有一处错误即不作任何改动，并逐行列出。"""

    def agree() -> bool:
        return yes or typer.confirm("以上内容，确认转入")

    raise typer.Exit(asyncio.run(ledger_command.import_ledger(_load(config), file, typer.echo, agree)))


@ledger.command("export")
def export_ledger(
    file: Annotated[Path, typer.Argument(help="写到哪个文件（.xlsx），不覆盖已有文件")], config: ConfigPath = None
) -> None:
    """导出全部督查台账；导出的文件可以转入空的系统。"""
    raise typer.Exit(asyncio.run(ledger_command.export_ledger(_load(config), file, typer.echo)))


@audit.command("verify")
def verify(config: ConfigPath = None) -> None:
    """核对审计记录是否完整。"""
    raise typer.Exit(asyncio.run(audit_command.verify(_load(config), typer.echo)))


@letterheads.command("export")
def export_letterheads(folder: Annotated[Path, typer.Argument(help="写到哪个目录，不覆盖已有文件")]) -> None:
    """写出自带的公文模板（Word 文件），供单位修改。"""
    raise typer.Exit(letterheads_command.export(folder, typer.echo))


@letterheads.command("check")
def check_letterheads(config: ConfigPath = None) -> None:
    """用样稿试填单位自己的模板，说明能否使用、缺少什么。"""
    raise typer.Exit(letterheads_command.check(_load(config), typer.echo))


def main() -> None:
    """The entry point of the `ducha` script."""
    app(prog_name="ducha")


if __name__ == "__main__":
    main()
