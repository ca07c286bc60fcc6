"""Messages as people see them: text as HTML, buttons, files, replies – for the page and for tests."""

from sandbox.acts import content_text
from sandbox.detection import to_html
from sandbox.entities import Formatted
from sandbox.records import Chat, Json, Message
from sandbox.rendering import user_api
from sandbox.state import State

SERVICE_FIELDS = (
    "new_chat_members",
    "left_chat_member",
    "migrate_to_chat_id",
    "migrate_from_chat_id",
    "pinned_message_id",
    "forum_topic_created",
)


def shown(state: State, chat: Chat, message: Message) -> Json:
    """One message for the control API; its keys are described in `sandbox.control`."""
    body, markup = message.body, message.markup or {}
    entities = body.get("entities") or body.get("caption_entities") or []
    text = content_text(message)
    return {
        "id": message.id,
        "chat": chat.id,
        "date": message.date,
        "from": user_api(state, message.sender_id),
        "sender_chat": message.sender_chat,
        "text": text,
        "entities": entities,
        "html": to_html(Formatted(text, entities)),
        "rows": [[_button(button) for button in row] for row in markup.get("inline_keyboard", [])],
        "keyboard": [[button["text"] for button in row] for row in markup.get("keyboard", [])],
        "force_reply": bool(markup.get("force_reply")),
        "reply_to": message.reply_to,
        "quote": (body.get("quote") or {}).get("text"),
        "thread": message.thread_id,
        "file": _file(body),
        "media_group_id": body.get("media_group_id"),
        "forward_origin": body.get("forward_origin"),
        "service": {name: body[name] for name in SERVICE_FIELDS if name in body},
        "edited": bool(message.edits),
        "edits": [_version(version) for version in message.edits],
        "reactions": [item["emoji"] for reactions in message.reactions.values() for item in reactions],
        "pinned": message.id in chat.pinned,
        "inaccessible": message.inaccessible,
        "deleted": message.deleted,
    }


def _button(button: Json) -> Json:
    return {
        "label": button["text"],
        "data": button.get("callback_data"),
        "url": button.get("url"),
        "copy_text": (button.get("copy_text") or {}).get("text"),
        "style": button.get("style"),
    }


def _file(body: Json) -> Json | None:
    for kind in ("photo", "document", "voice"):
        if kind in body:
            media = body[kind][-1] if kind == "photo" else body[kind]
            return {
                "kind": kind,
                "file_id": media["file_id"],
                "name": media.get("file_name"),
                "mime": media.get("mime_type", "image/jpeg"),
                "size": media["file_size"],
                "url": f"/control/file/{media['file_id']}",
            }
    return None


def _version(version: Json) -> Json:
    body, markup = version["body"], version["markup"] or {}
    return {
        "date": version["date"],
        "text": body.get("text") or body.get("caption") or "",
        "rows": [[_button(button) for button in row] for row in markup.get("inline_keyboard", [])],
    }


def reply_keyboard(state: State, chat: Chat) -> list[list[str]]:
    """The reply keyboard in force in the chat: the latest one that no later message removed."""
    for message in state.messages.scan(f"{chat.key}/", newest_first=True):
        markup = message.markup or {}
        if message.deleted or not markup:
            continue
        if markup.get("remove_keyboard"):
            return []
        if "keyboard" in markup:
            return [[button["text"] for button in row] for row in markup["keyboard"]]
    return []
