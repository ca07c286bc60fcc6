"""editMessageText, -Caption, -ReplyMarkup, -Media: own messages, no forwards, no reply keyboards.

An edit that names no `reply_markup` drops the inline keyboard.
"""

from copy import deepcopy

from sandbox.errors import NOT_MODIFIED, bad_request
from sandbox.keyboards import parse_inline
from sandbox.methods.call import Call, method
from sandbox.methods.content import caption_body, text_body
from sandbox.methods.media import media_body
from sandbox.methods.targets import message_of, open_chat
from sandbox.records import Chat, Json, Message
from sandbox.rendering import render

TEXT_FIELDS = ("text", "entities", "link_preview_options")
CAPTION_FIELDS = ("caption", "caption_entities", "show_caption_above_media")
MEDIA = ("photo", "document", "voice")


def _editable(call: Call) -> tuple[Chat, Message]:
    chat = open_chat(call)
    message = message_of(call, chat, "edit")
    keyboard = message.markup is None or "inline_keyboard" in message.markup
    own = message.sender_id == call.bot.id and not message.service and "forward_origin" not in message.body
    if not own or not keyboard:
        raise bad_request("message can't be edited")
    return chat, message


def version(message: Message) -> Json:
    """The message as it stands, for its history."""
    return deepcopy({"date": message.edit_date or message.date, "body": message.body, "markup": message.markup})


def _replace(call: Call, chat: Chat, message: Message, body: Json) -> Json:
    markup = parse_inline(call.params.nested("reply_markup"))
    if body == message.body and markup == message.markup:
        raise bad_request(NOT_MODIFIED)
    message.edits.append(version(message))
    message.body, message.markup = body, markup
    message.edit_date = int(call.state.clock.now())
    call.state.save_message(message, "edit")
    return render(call.state, chat, message)


def _without(body: Json, *names: str) -> Json:
    return {name: value for name, value in body.items() if name not in names}


@method("editMessageText")
def edit_text(call: Call) -> Json:
    """Replace the text."""
    fields = text_body(call)
    chat, message = _editable(call)
    if "text" not in message.body:
        raise bad_request("there is no text in the message to edit")
    return _replace(call, chat, message, {**_without(message.body, *TEXT_FIELDS), **fields})


@method("editMessageCaption")
def edit_caption(call: Call) -> Json:
    """Replace the caption; without one it is removed."""
    fields = caption_body(call)
    chat, message = _editable(call)
    if not any(kind in message.body for kind in MEDIA):
        raise bad_request("there is no caption in the message to edit")
    return _replace(call, chat, message, {**_without(message.body, *CAPTION_FIELDS), **fields})


@method("editMessageReplyMarkup")
def edit_reply_markup(call: Call) -> Json:
    """Replace or remove the inline keyboard."""
    chat, message = _editable(call)
    return _replace(call, chat, message, message.body)


@method("editMessageMedia")
def edit_media(call: Call) -> Json:
    """Replace the file, and with it the caption. A text message may become a media message."""
    item = call.params.object("media")
    if item is None or item.get("type") not in MEDIA:
        raise bad_request("can't parse InputMedia: type must be photo or document")
    caption = caption_body(call, item)
    chat, message = _editable(call)
    kind = str(item["type"])
    if "media_group_id" in message.body and kind not in message.body:
        raise bad_request("message content type can't be changed in an album")
    media = media_body(call, kind, str(item.get("media", "")))
    kept = _without(message.body, *MEDIA, *TEXT_FIELDS, *CAPTION_FIELDS)
    return _replace(call, chat, message, {**kept, **media, **caption})
