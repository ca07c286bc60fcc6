"""A bare python-telegram-bot echo bot, as its examples have it: the yardstick."""

from __future__ import annotations

import os
import sys

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters


async def echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say what was said."""
    if update.message and update.message.text:
        await update.message.reply_text(update.message.text)


if __name__ == "__main__":
    os.environ.pop("HTTP_PROXY", None)
    base = sys.argv[1]
    application = (
        Application.builder().token(sys.argv[2]).base_url(f"{base}/bot").base_file_url(f"{base}/file/bot").build()
    )
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling()
