"""Answering taps, after the commit. A tap that is answered too late is answered by a message instead."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import structlog
from telegram import Bot
from telegram.error import BadRequest, TelegramError

SayInstead = Callable[[int, str], Awaitable[None]]
"""Puts the words into the outbox, for this chat."""

log = structlog.get_logger()


class TapAnswers:
    """Answers callback queries; what it says may be empty, which only stops the button's clock."""

    def __init__(self, bot: Bot, say_instead: SayInstead) -> None:
        self._bot = bot
        self._say_instead = say_instead

    async def answer(self, callback_id: str, words: str, alert: bool, chat_id: int) -> None:
        """Answer one tap. Never raises: what was decided stands, whether the answer arrives or not."""
        try:
            await self._bot.answer_callback_query(callback_id, words or None, show_alert=alert)
        except BadRequest as error:
            log.info("tap_answered_late", error=str(error))
            if words:
                await self._say_instead(chat_id, words)
        except TelegramError as error:
            log.warning("tap_not_answered", error=str(error))
