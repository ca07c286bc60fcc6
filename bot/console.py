"""What commands at the console share: the clock they go by, reading a file into the database, the words they show."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from bot.clock import Clock, ClockFollower
from bot.config import Config
from messages.reading.tables import UnreadableTableError
from messages.render import render
from messages.splitting import plain
from storage.engine import Database
from storage.migrating import upgrade
from storage.unit_of_work import Setting
from supervision.calendars.workdays import Workdays
from supervision.notices.base import Notice, kind_of

T = TypeVar("T")

Say = Callable[[str], None]
"""Shows a line."""

Agree = Callable[[], bool]
"""Asks the person at the console whether to go on."""

CLOCK_SECONDS = 10.0
"""How long a sandbox's clock is waited for."""


async def setting_of(config: Config, say: Say) -> Setting | None:
    """The present setting; none, and said why, if a sandbox's clock does not answer."""
    clock = Clock()
    try:
        if config.clock_url:
            async with asyncio.timeout(CLOCK_SECONDS):
                await ClockFollower(clock, config.clock_url).synchronise()
    except TimeoutError:
        say(f"沙盒时钟没有应答：{config.clock_url}，请先启动沙盒")
        return None
    return Setting(clock.now(), config.county(), Workdays())


async def import_file(
    config: Config,
    path: Path,
    say: Say,
    *,
    read: Callable[[Path], T],
    unreadable: Callable[[str], Notice],
    carry_out: Callable[[Database, Setting, T], Awaitable[Notice]],
) -> Notice | None:
    """Read a file and carry out what it is for on the database, brought up to date first; says what came of it.

    Args:
        read: what the file holds; raises UnreadableTableError.
        unreadable: the notice for the reason of that error.

    Returns:
        The answer; none if the file could not be read or the clock does not answer.
    """
    setting = await setting_of(config, say)
    if setting is None:
        return None
    try:
        content = await asyncio.to_thread(read, path)
    except OSError as error:
        say(f"{path}：无法读取（{error.strerror}）")
        return None
    except UnreadableTableError as error:
        say(words(unreadable(error.reason), setting))
        return None
    config.data_dir.mkdir(parents=True, exist_ok=True)
    database = Database.open(config.database())
    try:
        await upgrade(database)
        answer = await carry_out(database, setting, content)
    finally:
        await database.close()
    say(words(answer, setting))
    return answer


def words(content: object, setting: Setting, kind: str = "") -> str:
    """A message as plain text: a notice, or a card's view with the kind of the card."""
    values = {
        "county": setting.county,
        "now": setting.now,
        "today": setting.now.astimezone(setting.county.zone).date(),
        "workdays": setting.workdays,
        "resent": False,
    }
    kind = kind or (kind_of(type(content)) if isinstance(content, Notice) else "")
    return "\n".join(plain(part.text) for part in render(kind, content, **values).parts)
