"""What people do: write, edit, send files, tap buttons, start and stop the bot, delete."""

from dataclasses import dataclass
from secrets import randbits

from sandbox.detection import trimmed, with_detected
from sandbox.entities import Formatted
from sandbox.errors import ControlError
from sandbox.files import Upload, keep_document, keep_photo, keep_voice
from sandbox.limits import MAX_CAPTION, MAX_TEXT
from sandbox.methods.content import quote_of
from sandbox.methods.editing import version
from sandbox.methods.forwarding import copied_body, origin
from sandbox.posting import callback_message, post, private_chat, publish, set_blocked
from sandbox.records import Bot, Callback, Chat, Json, Message
from sandbox.rendering import ANONYMOUS_ADMIN, CHANNEL_SENDER, chat_api, user_api
from sandbox.state import State


@dataclass(frozen=True, slots=True)
class Setting:
    """Where and how a person writes: as himself, as the anonymous group, or as a channel."""

    user_id: int
    chat: Chat
    reply_to: int | None = None
    quote: str = ""
    thread: int | None = None
    anonymous: bool = False
    sender_chat: Json | None = None


def _write(state: State, setting: Setting, body: Json) -> Message:
    chat, sender_id, sender_chat = setting.chat, setting.user_id, setting.sender_chat
    member = state.member(chat, setting.user_id)
    if setting.anonymous:
        sender_id, sender_chat = ANONYMOUS_ADMIN.id, chat_api(state, chat)
    elif sender_chat:
        sender_id = CHANNEL_SENDER.id
    elif not chat.is_private and (member is None or not member.is_in):
        raise ControlError(409, f"{setting.user_id} is not in the group")
    if chat.migrated_to is not None or chat.deleted:
        raise ControlError(409, "nobody can write to this group any more")
    if chat.is_private:
        set_blocked(state, chat, blocked=False)
    target = state.message(chat, setting.reply_to) if setting.reply_to else None
    if setting.reply_to and target is None:
        raise ControlError(404, f"there is no message {setting.reply_to} to reply to")
    if setting.quote and target:
        body = {**body, "quote": quote_of(content_text(target), setting.quote) | {"is_manual": True}}
    return post(
        state,
        chat,
        sender_id,
        body,
        sender_chat=sender_chat,
        reply_to=setting.reply_to,
        thread_id=setting.thread,
    )


def content_text(message: Message) -> str:
    """The text or caption of a message."""
    return str(message.body.get("text") or message.body.get("caption") or "")


def _typed(text: str, limit: int, names: tuple[str, str]) -> Json:
    """Text as a person types it, with the entities that Telegram finds in it."""
    formatted = with_detected(trimmed(Formatted(text)))
    if len(formatted.text) > limit:
        raise ControlError(400, f"nobody can send more than {limit} characters at once")
    body: Json = {names[0]: formatted.text} if formatted.text else {}
    if formatted.entities:
        body[names[1]] = formatted.entities
    return body


def say(state: State, setting: Setting, text: str) -> Message:
    """Write a text."""
    body = _typed(text, MAX_TEXT, ("text", "entities"))
    if not body:
        raise ControlError(400, "nobody can send an empty text")
    return _write(state, setting, body)


def forward(state: State, setting: Setting, source: Chat, message_id: int) -> Message:
    """Send a message of another chat on."""
    message = state.message(source, message_id)
    if message is None:
        raise ControlError(404, f"there is no message {message_id} to forward")
    return _write(state, setting, {**copied_body(message), "forward_origin": origin(state, message)})


def send_file(
    state: State, setting: Setting, kind: str, upload: Upload, *, caption: str, group: str, size: int | None
) -> Message:
    """Send a photo, document or recording; `group` makes it part of an album, `size` declares its bytes."""
    if kind == "photo":
        media: Json = {kind: keep_photo(state, upload, strict=False)}
    elif kind == "voice":
        media = {kind: keep_voice(state, upload, 3)}
    elif kind == "document":
        media = {kind: keep_document(state, upload, size)}
    else:
        raise ControlError(400, "kind must be photo, document or voice")
    body = media | _typed(caption, MAX_CAPTION, ("caption", "caption_entities"))
    if group:
        body["media_group_id"] = group
    return _write(state, setting, body)


def edit(state: State, user_id: int, chat: Chat, message_id: int, text: str) -> Message:
    """Change an own text or caption; the bots that saw it get `edited_message`."""
    message = _existing(state, chat, message_id)
    if message.sender_id != user_id:
        raise ControlError(409, "nobody can edit what somebody else wrote")
    names = ("text", "entities") if "text" in message.body else ("caption", "caption_entities")
    limit = MAX_TEXT if names[0] == "text" else MAX_CAPTION
    message.edits.append(version(message))
    kept = {name: value for name, value in message.body.items() if name not in names}
    message.body = kept | _typed(text, limit, names)
    message.edit_date = int(state.clock.now())
    state.save_message(message, "edit")
    publish(state, chat, message, "edited_message")
    return message


def _existing(state: State, chat: Chat, message_id: int) -> Message:
    message = state.message(chat, message_id)
    if message is None:
        raise ControlError(404, f"there is no message {message_id}")
    return message


def tap(
    state: State,
    user_id: int,
    chat: Chat,
    message_id: int,
    *,
    label: str | None,
    data: str | None,
    force: bool,
) -> Callback:
    """Press an inline button, named by its label or its data; `force` sends any data, as a forger would."""
    message = _existing(state, chat, message_id)
    member = state.member(chat, user_id)
    if not force and not (chat.id == user_id if chat.is_private else member and member.is_in):
        raise ControlError(409, f"{user_id} does not see this message")
    bot = state.bots.get(message.sender_id)
    if bot is None:
        raise ControlError(409, "only a bot's message has buttons")
    chosen = data if force and data is not None else _data_of(message, label, data)
    callback = Callback(str(randbits(62)), bot.id, user_id, state.clock.now(), chosen)
    state.callbacks.put(callback.id, callback)
    query: Json = {
        "id": callback.id,
        "from": user_api(state, user_id),
        "message": callback_message(state, chat, message),
        "chat_instance": str(-abs(chat.id) * 7919),
        "data": chosen,
    }
    state.updates.push(bot.id, "callback_query", query, f"user {user_id}")
    state.emit("tap", chat=chat.key, message_id=message_id, user=user_id)
    return callback


def _data_of(message: Message, label: str | None, data: str | None) -> str:
    rows = (message.markup or {}).get("inline_keyboard", [])
    for button in (button for row in rows for button in row):
        if button["text"] == label or (data is not None and button.get("callback_data") == data):
            if "callback_data" not in button:
                raise ControlError(409, f"the button {button['text']} does not talk to the bot")
            return str(button["callback_data"])
    labels = ", ".join(button["text"] for row in rows for button in row) or "none"
    raise ControlError(404, f"message {message.id} has no button {label or data}; it has: {labels}")


def start(state: State, bot: Bot, user_id: int, payload: str) -> Message:
    """Press Start, directly or by a deep link."""
    chat = private_chat(state, bot, user_id)
    return say(state, Setting(user_id, chat), f"/start {payload}".strip())


def delete(state: State, chat: Chat, message_id: int) -> None:
    """Delete a message for everyone. Telegram tells bots nothing about that."""
    message = _existing(state, chat, message_id)
    message.deleted = True
    state.save_message(message, "delete")
