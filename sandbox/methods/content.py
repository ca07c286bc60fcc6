"""Reading the text, caption and reply target of a call."""

from dataclasses import dataclass, field

from sandbox.detection import trimmed, with_detected
from sandbox.entities import Formatted, parse_html, utf16_length
from sandbox.errors import bad_request
from sandbox.limits import MAX_CAPTION, MAX_QUOTE, MAX_RAW_BYTES, MAX_TEXT
from sandbox.methods.call import Call
from sandbox.methods.targets import chat_of
from sandbox.records import Chat, Json
from sandbox.rendering import render, user_api


def text_body(call: Call) -> Json:
    """`text` and `entities` of a text message. Raises ApiError for markup, length and emptiness."""
    raw = call.params.text("text")
    if len(raw.encode()) > MAX_RAW_BYTES:
        raise bad_request("text is too long")
    formatted = formatted_text(call, raw, call.params.text("parse_mode"), call.params.objects("entities"))
    if not formatted.text:
        raise bad_request("message text is empty")
    if len(formatted.text) > MAX_TEXT:
        raise bad_request("message is too long")
    body: Json = {"text": formatted.text}
    if formatted.entities:
        body["entities"] = formatted.entities
    if preview := call.params.object("link_preview_options"):
        body["link_preview_options"] = preview
    return body


def caption_body(call: Call, fields: Json | None = None) -> Json:
    """`caption` and `caption_entities`, from the call or one item of an album; empty without a caption."""
    source = fields if fields is not None else call.params.values
    raw = str(source.get("caption") or "")
    if len(raw.encode()) > MAX_RAW_BYTES:
        raise bad_request("message caption is too long")
    entities = source.get("caption_entities") if fields is not None else call.params.objects("caption_entities")
    formatted = formatted_text(call, raw, str(source.get("parse_mode") or ""), entities)
    if len(formatted.text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    body: Json = {}
    if formatted.text:
        body["caption"] = formatted.text
        if formatted.entities:
            body["caption_entities"] = formatted.entities
    above = source.get("show_caption_above_media")
    if str(above).lower() == "true":
        body["show_caption_above_media"] = True
    return body


def formatted_text(call: Call, raw: str, parse_mode: str, entities: object) -> Formatted:
    """Parse, trim and detect. Raises ApiError for wrong markup and for any mode but HTML."""
    if parse_mode.lower() == "html":
        formatted = parse_html(raw)
    elif parse_mode:
        raise bad_request("unsupported parse_mode")
    else:
        formatted = Formatted(raw, list(entities) if isinstance(entities, list) else [])
    formatted = with_detected(trimmed(formatted))
    for entity in formatted.entities:
        if user_id := entity.pop("user_id", None):
            entity["user"] = user_api(call.state, user_id)
    return formatted


@dataclass(slots=True)
class Reply:
    """What a message answers: one of the same chat by number, or fields for one elsewhere, and a quote."""

    to: int | None = None
    body: Json = field(default_factory=dict)


def reply_of(call: Call, chat: Chat) -> Reply:
    """The reply target. Raises ApiError "message to be replied not found" unless the call allows that."""
    raw = call.params.object("reply_parameters")
    if raw is None and call.params.has("reply_to_message_id"):
        raw = {
            "message_id": call.params.integer("reply_to_message_id"),
            "allow_sending_without_reply": call.params.flag("allow_sending_without_reply"),
        }
    if not raw:
        return Reply()
    source = chat_of(call, str(raw["chat_id"])) if raw.get("chat_id") else chat
    target = call.state.message(source, int(raw.get("message_id", 0)))
    if target is None:
        if raw.get("allow_sending_without_reply"):
            return Reply()
        raise bad_request("message to be replied not found")
    reply = Reply(target.id)
    if source.key != chat.key:
        shown = render(call.state, source, target, with_reply=False)
        origin = {"type": "user", "sender_user": shown["from"], "date": target.date}
        external = {"origin": origin, "chat": shown["chat"], "message_id": target.id}
        reply = Reply(None, {"external_reply": external})
    if quote := raw.get("quote"):
        text = str(target.body.get("text") or target.body.get("caption") or "")
        reply.body["quote"] = quote_of(text, str(quote))
    return reply


def quote_of(text: str, quote: str) -> Json:
    """The `TextQuote`. Raises ApiError when the quote is not, letter by letter, in the text."""
    if quote not in text or len(quote) > MAX_QUOTE:
        raise bad_request("QUOTE_TEXT_INVALID")
    return {"text": quote, "position": utf16_length(text.partition(quote)[0])}
