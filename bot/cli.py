"""`ducha`: the command line. Its words are for the person at the console and stand here, not in templates."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import Annotated

import typer

from bot import logs
from bot.config import Config, ConfigError, load
from bot.init import run_interview
from bot.polling import TokenRevokedError
from bot.running import run as run_bot

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help="督查机器人")

ConfigPath = Annotated[Path | None, typer.Option("--config", "-c", help="配置文件，默认 ./config.toml")]

CONFIG_WRONG = 2
TOKEN_WRONG = 3


def _load(path: Path | None) -> Config:
    try:
        return load(path, os.environ)
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
        asyncio.run(run_bot(loaded))
    except TokenRevokedError:
        typer.echo("令牌无效：Telegram 不认得该令牌，请核对 config.toml 中的 token。", err=True)
        raise typer.Exit(TOKEN_WRONG) from None


def main() -> None:
    """The entry point of the `ducha` script."""
    app(prog_name="ducha")


if __name__ == "__main__":
    main()
