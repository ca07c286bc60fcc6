"""sendMediaGroup: several photos or documents as separate messages with one `media_group_id`."""

from sandbox.errors import bad_request
from sandbox.limits import MAX_ALBUM
from sandbox.methods.call import Call, method
from sandbox.methods.content import caption_body
from sandbox.methods.media import media_body, require_media_right
from sandbox.methods.sending import send
from sandbox.methods.targets import open_chat
from sandbox.records import Json
from sandbox.rendering import render
from sandbox.state import State


def album_id(state: State) -> str:
    """A new `media_group_id`."""
    return str(13_000_000_000_000_000 + state.number("album"))


@method("sendMediaGroup")
def send_media_group(call: Call) -> list[Json]:
    """Send an album of 2 to 10; the real server lets a single item pass, too."""
    items = call.params.objects("media")
    if not items:
        raise bad_request("there are no messages to send")
    if len(items) > MAX_ALBUM:
        raise bad_request("too many messages to send as an album")
    kinds = {str(item.get("type")) for item in items}
    if not kinds <= {"photo", "document"}:
        raise bad_request(f'type "{sorted(kinds)[-1]}" can\'t be used in sendMediaGroup')
    if len(kinds) > 1:
        raise bad_request("document can't be mixed with other media types")
    if call.params.has("reply_markup"):
        raise bad_request("can't use reply_markup in sendMediaGroup")
    captions = [caption_body(call, item) for item in items]
    chat = open_chat(call)
    kind = kinds.pop()
    require_media_right(call, chat, kind)
    group = {"media_group_id": album_id(call.state)} if len(items) > 1 else {}
    bodies = [media_body(call, kind, str(item.get("media", ""))) for item in items]
    messages = [send(call, chat, {**body, **caption, **group}) for body, caption in zip(bodies, captions, strict=True)]
    return [render(call.state, chat, message) for message in messages]
