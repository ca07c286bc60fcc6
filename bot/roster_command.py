"""`ducha roster import FILE`: the roster at the console, without Telegram."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from bot.clock import Clock, ClockFollower
from bot.config import Config
from handlers.people.rosters import import_or_explain
from handlers.topics import CATALOGUE
from messages.reading.roster import UnreadableRosterError, read_rows
from messages.render import render
from messages.splitting import plain
from storage.engine import Database
from storage.migrating import upgrade
from storage.unit_of_work import Origin, Setting
from supervision.actors import MACHINE
from supervision.notices.base import Notice, kind_of, to_person
from supervision.notices.rosters import RosterImported, RosterUnreadable
from supervision.roster_sheets import SheetRow
from supervision.workdays import Workdays

Say = Callable[[str], None]
"""Shows a line."""

DONE, REFUSED = 0, 1

CLOCK_SECONDS = 10.0
"""How long a sandbox's clock is waited for."""


async def import_roster(config: Config, path: Path, say: Say) -> int:
    """Bring the database's roster up to date with a file, or list what is wrong with it and change nothing.

    What the change causes to be said is sent by the bot, now or when it next runs.

    Returns:
        The exit code: 0 when the roster is as the file says, 1 when nothing was imported.
    """
    clock = Clock()
    try:
        if config.clock_url:
            async with asyncio.timeout(CLOCK_SECONDS):
                await ClockFollower(clock, config.clock_url).synchronise()
    except TimeoutError:
        say(f"沙盒时钟没有应答：{config.clock_url}，请先启动沙盒")
        return REFUSED
    setting = Setting(clock.now(), config.county(), Workdays())
    try:
        rows = await asyncio.to_thread(_read, path)
    except OSError as error:
        say(f"{path}：无法读取（{error.strerror}）")
        return REFUSED
    except UnreadableRosterError as error:
        say(_words(RosterUnreadable(to=to_person(0), name=path.name, reason=error.reason), setting))
        return REFUSED
    config.data_dir.mkdir(parents=True, exist_ok=True)
    database = Database.open(config.database())
    try:
        await upgrade(database)
        async with database.write(setting) as unit:
            unit.origin = Origin("console")
            answer = await import_or_explain(unit, MACHINE, CATALOGUE, rows, name=path.name)
            if isinstance(answer, RosterImported):
                await unit.commit()
    finally:
        await database.close()
    say(_words(answer, setting))
    return DONE if isinstance(answer, RosterImported) else REFUSED


def _read(path: Path) -> list[SheetRow]:
    return read_rows(path.name, path.read_bytes())


def _words(notice: Notice, setting: Setting) -> str:
    values = {
        "county": setting.county,
        "now": setting.now,
        "today": setting.now.astimezone(setting.county.zone).date(),
        "workdays": setting.workdays,
        "resent": False,
    }
    rendered = render(kind_of(type(notice)), notice, **values)
    return "\n".join(plain(part.text) for part in rendered.parts)
