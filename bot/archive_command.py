"""`ducha archive YEAR DIR`: the files of a year, whatever their size, as one archive in a folder."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.case_zip import write_year
from bot.config import Config
from bot.console import Say, setting_of
from bot.packing import BoundYear, Desk, bind_year
from storage.engine import Database
from storage.migrating import upgrade
from supervision.archiving.years import root_name
from supervision.county import County

DONE, REFUSED = 0, 1


async def archive(config: Config, year: int, folder: Path, say: Say) -> int:
    """Bind the year's cases and write them; no file is overwritten.

    Returns:
        The exit code: 1 when nothing was written.
    """
    setting = await setting_of(config, say)
    if setting is None:
        return REFUSED
    database = Database.open(config.database())
    desk = Desk(
        read=lambda: database.read(setting),
        write=lambda: database.write(setting),
        files=config.data_dir / "files",
        letterheads=config.documents.letterheads,
    )
    try:
        await upgrade(database)
        bound = await bind_year(desk, year, asked_by=0)
        if not bound.cases:
            say(f"{year}年没有办结的督查事项，未导出")
            return REFUSED
        target = folder / f"{root_name(year)}.zip"
        if await asyncio.to_thread(target.exists):
            say(f"{target}：已有该文件，未导出")
            return REFUSED
        await asyncio.to_thread(_write, target, bound, desk.files, setting.county)
    except OSError as error:
        say(f"{folder}：未能写入（{error.strerror}）")
        return REFUSED
    finally:
        await database.close()
    missing = f"，缺失文件{bound.missing}个（目录中已注明）" if bound.missing else ""
    say(f"已导出案卷{len(bound.cases)}件{missing}：{target}")
    return DONE


def _write(target: Path, bound: BoundYear, files: Path, county: County) -> None:
    """Whole under its name, or not at all; only its owner may read it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(".part")
    partial.touch(mode=0o600)
    try:
        write_year(partial, bound, bound.cases, files, county)
        partial.rename(target)
    finally:
        partial.unlink(missing_ok=True)
