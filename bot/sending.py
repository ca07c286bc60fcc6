"""One call to Telegram for one part of a message. Beside `bot/answers.py` nothing else calls it to say something."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import segno
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
    ReplyParameters,
)

from messages.outgoing import Keyboard, Part
from messages.splitting import plain

QR_SCALE = 8
"""Pixels a module of a QR code: large enough to be read off a telephone's screen."""

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


@dataclass(frozen=True, slots=True)
class Sent:
    """The messages that a part became, and by which id Telegram has its file."""

    message_ids: Sequence[int]
    file_id: str = ""


async def send_part(bot: Bot, chat_id: int, part: Part, files: Path, reply_to: int | None = None) -> Sent:
    """Send one part.

    Args:
        bot: whose token it is.
        chat_id: where it goes.
        part: what it is.
        files: the folder of files, where those of documents lie under their hashes.
        reply_to: the message that it answers.

    Raises:
        FileNotFoundError: the file is not there any more.
        telegram.error.TelegramError: as `bot/failures.py` judges it.
    """
    if part.menu:
        await _set_menu(bot, chat_id, part)
        return Sent([])
    if part.copies:
        copied = await bot.copy_messages(chat_id, part.copy_from, list(part.copies), remove_caption=part.bare or None)
        return Sent([item.message_id for item in copied])
    reply = ReplyParameters(reply_to, allow_sending_without_reply=True) if reply_to else None
    if part.qr:
        sent = await bot.send_photo(
            chat_id,
            qr_picture(part.qr),
            caption=part.text,
            parse_mode="HTML",
            reply_markup=inline(part.keyboard),
            reply_parameters=reply,
        )
    elif part.file:
        return await _send_file(bot, chat_id, part, files, reply)
    else:
        words = ReplyKeyboardMarkup(part.words, resize_keyboard=True, is_persistent=True) if part.words else None
        sent = await bot.send_message(
            chat_id,
            part.text,
            parse_mode=None if part.is_plain else "HTML",
            link_preview_options=_NO_PREVIEW,
            reply_markup=words or inline(part.keyboard),
            reply_parameters=reply,
        )
    return Sent([sent.message_id])


async def _send_file(bot: Bot, chat_id: int, part: Part, files: Path, reply: ReplyParameters | None) -> Sent:
    content: str | bytes = part.file_id
    if not part.file_id:
        content = await asyncio.to_thread((files / part.file).read_bytes)
    about: dict[str, Any] = {
        "caption": part.text or None,
        "parse_mode": None if part.is_plain else "HTML",
        "filename": part.file_name,
        "reply_markup": inline(part.keyboard),
        "reply_parameters": reply,
        "disable_notification": part.silent,
    }
    if not part.is_photo:
        about["disable_content_type_detection"] = True  # else a sound or a GIF is no document, and has no id as one
    sent = await (bot.send_photo if part.is_photo else bot.send_document)(chat_id, content, **about)
    kept = sent.photo[-1] if part.is_photo and sent.photo else sent.document
    return Sent([sent.message_id], kept.file_id if kept else "")


async def edit_part(bot: Bot, chat_id: int, message_id: int, part: Part) -> None:
    """Edit a message in place. Its keyboard is always stated: an edit without one takes it away.

    Raises:
        telegram.error.TelegramError: as `bot/failures.py` judges it.
    """
    await bot.edit_message_text(
        part.text,
        chat_id,
        message_id,
        parse_mode=None if part.is_plain else "HTML",
        link_preview_options=_NO_PREVIEW,
        reply_markup=inline(part.keyboard) or InlineKeyboardMarkup([]),
    )


def without_markup(part: Part) -> Part:
    """The same part as plain text, for markup that Telegram does not understand."""
    return replace(part, text=plain(part.text), is_plain=True)


def inline(keyboard: Keyboard) -> InlineKeyboardMarkup | None:
    """PTB's markup of a keyboard, or none for an empty one."""
    if not keyboard:
        return None
    return InlineKeyboardMarkup(
        [
            [
                InlineKeyboardButton(item.label, url=item.url)
                if item.url
                else InlineKeyboardButton(item.label, callback_data=item.data)
                for item in row
            ]
            for row in keyboard
        ]
    )


def qr_picture(text: str) -> bytes:
    """A QR code as PNG."""
    buffer = io.BytesIO()
    segno.make(text, error="m").save(buffer, kind="png", scale=QR_SCALE, border=4)
    return buffer.getvalue()


async def _set_menu(bot: Bot, chat_id: int, part: Part) -> None:
    commands = [BotCommand(name, description) for name, description in part.menu]
    await bot.set_my_commands(commands, scope=BotCommandScopeChat(chat_id))
