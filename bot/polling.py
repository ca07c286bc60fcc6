"""Fetching updates. PTB's own poller confirms before it handles; this one stores first (ADR 0001)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from telegram import Bot
from telegram.error import Conflict, EndPointNotFound, InvalidToken, RetryAfter, TelegramError

ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"]
"""Stated with every call: Telegram remembers the last choice otherwise."""

LONG_POLL = 30
"""Seconds that the server may hold a call; it allows 50."""

READ_TIMEOUT = LONG_POLL + 15.0
LONGEST_PAUSE = 30.0
FIRST_PAUSE = 0.5

Take = Callable[[list[dict[str, Any]]], Awaitable[None]]

log = structlog.get_logger()


class TokenRevokedError(RuntimeError):
    """Telegram does not know the token (any more); nothing works until it is replaced."""


async def poll(bot: Bot, take: Take) -> None:
    """Fetch updates until cancelled. The offset moves on only after `take` has stored them.

    Raises:
        TokenRevokedError: Telegram refuses the token.
    """
    offset: int | None = None
    pause = FIRST_PAUSE
    while True:
        try:
            updates = await _fetch(bot, offset)
            await take(updates)
        except InvalidToken as error:
            raise TokenRevokedError from error
        except Exception as error:
            _report(error)
            await asyncio.sleep(_pause(error, pause))
            pause = min(pause * 2, LONGEST_PAUSE)
            continue
        pause = FIRST_PAUSE
        if updates:
            offset = int(updates[-1]["update_id"]) + 1


async def _fetch(bot: Bot, offset: int | None) -> list[dict[str, Any]]:
    arguments: dict[str, Any] = {"timeout": LONG_POLL, "limit": 100, "allowed_updates": ALLOWED_UPDATES}
    if offset is not None:
        arguments["offset"] = offset
    try:
        result = await bot.do_api_request("getUpdates", api_kwargs=arguments, read_timeout=READ_TIMEOUT)
    except EndPointNotFound as error:  # how PTB reads 401 on a raw call; getUpdates itself is always there
        raise InvalidToken from error
    return list(result) if isinstance(result, list) else []


def _report(error: Exception) -> None:
    if isinstance(error, Conflict):
        log.error("another_poller", error=str(error))
    elif isinstance(error, TelegramError):
        log.warning("fetch_failed", error=str(error))
    else:
        log.error("store_failed", exc_info=error)


def _pause(error: Exception, pause: float) -> float:
    if isinstance(error, RetryAfter):
        wait = error.retry_after
        return float(wait if isinstance(wait, int | float) else wait.total_seconds())
    return pause
