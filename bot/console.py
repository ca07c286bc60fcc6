"""What commands that change the database at the console share: the clock that they go by, and the words they show."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from bot.clock import Clock, ClockFollower
from bot.config import Config
from messages.render import render
from messages.splitting import plain
from storage.unit_of_work import Setting
from supervision.notices.base import Notice, kind_of
from supervision.workdays import Workdays

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
