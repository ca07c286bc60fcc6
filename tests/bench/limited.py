"""What people use today: a python-telegram-bot that answers, and broadcasts through PTB's AIORateLimiter alone."""

from __future__ import annotations

import asyncio
import sys

from telegram import Update
from telegram.ext import AIORateLimiter, Application, ContextTypes, MessageHandler, filters

BROADCAST = "群发"


async def heard(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Answer; or send so many messages, from this account on."""
    if update.message is None or update.message.text is None:
        return
    word, *numbers = update.message.text.split()
    if word != BROADCAST:
        await update.message.reply_text("待办：无")
        return
    first, count = map(int, numbers)
    sending = [context.bot.send_message(first + n, "2026年第一季度督查通报：县水利局应反馈1件。") for n in range(count)]
    await asyncio.gather(*sending, return_exceptions=True)


if __name__ == "__main__":
    base = sys.argv[1]
    limiter = AIORateLimiter(overall_max_rate=30, overall_time_period=1, max_retries=5)
    builder = Application.builder().token(sys.argv[2]).base_url(f"{base}/bot").base_file_url(f"{base}/file/bot")
    application = builder.rate_limiter(limiter).concurrent_updates(True).connection_pool_size(64).build()
    application.add_handler(MessageHandler(filters.TEXT, heard))
    application.run_polling()
