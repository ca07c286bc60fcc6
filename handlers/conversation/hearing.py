"""Reading Telegram's updates: the one place where its types are looked into."""

from __future__ import annotations

from typing import Any

from telegram import (
    Message,
    MessageOriginChannel,
    MessageOriginChat,
    MessageOriginHiddenUser,
    MessageOriginUser,
    Update,
)

from handlers.conversation.heard import GROUP, PRIVATE, Heard, SentFile

UNNAMED = "?"
"""Who wrote what was forwarded, if Telegram does not say."""


def hear(update: Update) -> Heard:
    """Read an update with a message, an edited message, a tap or a change of the bot's standing.

    Raises:
        ValueError: the update has neither a sender nor a chat we could answer.
    """
    query, message = update.callback_query, update.effective_message
    who = _who(update)
    if query is not None:
        return Heard(
            **who,
            message_id=query.message.message_id if query.message else None,
            callback_id=query.id,
            callback_data=query.data or "",
        )
    if update.my_chat_member is not None:
        before, member = update.my_chat_member.old_chat_member, update.my_chat_member.new_chat_member
        return Heard(
            **who,
            membership=member.status,
            may_post=getattr(member, "can_send_messages", True),
            was_in=before.status not in (before.LEFT, before.BANNED),
        )
    if message is None:
        return Heard(**who)
    return _hear_message(who, message, edited=update.edited_message is not None)


def _who(update: Update) -> dict[str, Any]:
    chat, user = update.effective_chat, update.effective_user
    if chat is None or user is None:
        raise ValueError("an update without chat or sender")
    return {
        "telegram_id": user.id,
        "sender_name": user.full_name,
        "chat_id": chat.id,
        "chat_kind": PRIVATE if chat.type == "private" else GROUP,
        "chat_title": chat.title or "",
    }


def _hear_message(who: dict[str, Any], message: Message, *, edited: bool) -> Heard:
    text = message.text or message.caption or ""
    quoted = message.reply_to_message
    if quoted is not None and quoted.forum_topic_created:
        quoted = None  # in a forum every message "replies" to the one that opened its topic
    return Heard(
        **who,
        message_id=message.message_id,
        at=message.edit_date if edited else message.date,
        text=text,
        args=text.partition(" ")[2].strip() if text.startswith("/") else "",
        files=_files(message),
        media_group=message.media_group_id or "",
        reply_to=quoted.message_id if quoted else None,
        quoted_text=_quoted_text(message, quoted),
        forwarded=_author(message),
        anonymous=message.sender_chat is not None,
        migrated_from=message.migrate_from_chat_id or 0,
        migrated_to=message.migrate_to_chat_id or 0,
    )


def _quoted_text(message: Message, quoted: Message | None) -> str:
    """The words that are answered: of the message, or what was quoted of one that Telegram no longer shows us."""
    if quoted is not None:
        return quoted.text or quoted.caption or ""
    return message.quote.text if message.quote else ""


def _author(message: Message) -> str:
    """Who wrote what was forwarded: a person, also one who hides his account, or the chat that it comes from."""
    match message.forward_origin:
        case None:
            return ""
        case MessageOriginUser(sender_user=user):
            return user.full_name or UNNAMED
        case MessageOriginHiddenUser(sender_user_name=name):
            return name or UNNAMED
        case MessageOriginChat(sender_chat=chat) | MessageOriginChannel(chat=chat):
            return chat.effective_name or UNNAMED
    return UNNAMED


def _files(message: Message) -> tuple[SentFile, ...]:
    if message.photo:
        largest = message.photo[-1]
        return (SentFile("photo", largest.file_id, largest.file_unique_id, "", largest.file_size or 0),)
    for kind, thing in (
        ("document", message.document),
        ("voice", message.voice),
        ("video", message.video),
        ("audio", message.audio),
    ):
        if thing is not None:
            name = getattr(thing, "file_name", None) or ""
            return (SentFile(kind, thing.file_id, thing.file_unique_id, name, thing.file_size or 0),)
    return ()
