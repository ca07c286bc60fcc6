"""sendPhoto, sendDocument, sendVoice, and getFile."""

from sandbox.errors import bad_request
from sandbox.files import by_file_id, keep_document, keep_photo, keep_voice, link, media_of
from sandbox.methods.call import Call, method
from sandbox.methods.content import caption_body
from sandbox.methods.sending import send
from sandbox.methods.targets import open_chat, require_right_to_send
from sandbox.records import Chat, Json
from sandbox.rendering import render

RIGHTS = {
    "photo": ("can_send_photos", "photos"),
    "document": ("can_send_documents", "documents"),
    "voice": ("can_send_voice_notes", "voice notes"),
}


def media_body(call: Call, kind: str, reference: str, duration: int = 0) -> Json:
    """The content field for a file that is uploaded with the call or named by id.

    Raises ApiError otherwise.
    """
    upload = call.params.upload(kind, reference)
    if upload is None:
        if not reference:
            raise bad_request(f"there is no {kind} in the request")
        stored = by_file_id(call.state, reference)
        if stored.kind != kind:
            raise bad_request(f"can't use file of type {stored.kind.title()} as {kind.title()}")
        return {kind: media_of(call.state, stored)}
    if kind == "photo":
        return {kind: keep_photo(call.state, upload, strict=True)}
    if kind == "voice":
        return {kind: keep_voice(call.state, upload, duration)}
    return {kind: keep_document(call.state, upload)}


def require_media_right(call: Call, chat: Chat, kind: str) -> None:
    """Refuse media that the group does not let the bot send."""
    require_right_to_send(call, chat, *RIGHTS[kind])


def _send_media(call: Call, kind: str) -> Json:
    caption = caption_body(call)
    chat = open_chat(call)
    require_media_right(call, chat, kind)
    media = media_body(call, kind, call.params.text(kind), call.params.integer("duration"))
    return render(call.state, chat, send(call, chat, {**media, **caption}))


@method("sendPhoto")
def send_photo(call: Call) -> Json:
    """Send a picture."""
    return _send_media(call, "photo")


@method("sendDocument")
def send_document(call: Call) -> Json:
    """Send a file."""
    return _send_media(call, "document")


@method("sendVoice")
def send_voice(call: Call) -> Json:
    """Send a recording."""
    return _send_media(call, "voice")


@method("getFile")
def get_file(call: Call) -> Json:
    """Prepare a download link."""
    file_id = call.params.text("file_id")
    if not file_id:
        raise bad_request("file_id not specified")
    stored = call.state.files.get(file_id)
    if stored is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    return link(call.state, stored)
