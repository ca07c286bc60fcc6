"""copyMessage(s) and forwardMessage(s)."""

from copy import deepcopy

from sandbox.errors import bad_request
from sandbox.methods.albums import album_id
from sandbox.methods.call import Call, method
from sandbox.methods.content import caption_body
from sandbox.methods.sending import send
from sandbox.methods.targets import ids_of, message_of, open_chat, require_right_to_send
from sandbox.records import Chat, Json, Message
from sandbox.rendering import render, user_api
from sandbox.state import State

NOT_CARRIED = ("quote", "external_reply", "media_group_id", "has_protected_content", "effect_id")


def origin(state: State, message: Message) -> Json:
    """Where a message comes from, as its forward shows; a forward of a forward keeps the first origin."""
    if known := message.body.get("forward_origin"):
        return dict(known)
    if message.sender_chat:
        return {"type": "chat", "sender_chat": message.sender_chat, "date": message.date}
    return {"type": "user", "sender_user": user_api(state, message.sender_id), "date": message.date}


def copied_body(message: Message) -> Json:
    """The content that goes along. Raises ApiError for service messages."""
    if message.service:
        raise bad_request("message can't be copied")
    return {name: deepcopy(value) for name, value in message.body.items() if name not in NOT_CARRIED}


def _target(call: Call) -> Chat:
    chat = open_chat(call)
    require_right_to_send(call, chat, "can_send_messages", "text messages")
    return chat


@method("copyMessage")
def copy_message(call: Call) -> Json:
    """Send the same content as the bot's own; a new caption may replace the old."""
    source = open_chat(call, "from_chat_id")
    message = message_of(call, source, "copy")
    body = copied_body(message)
    body.pop("forward_origin", None)
    if call.params.has("caption") and "text" not in body:
        body = {name: value for name, value in body.items() if not name.startswith("caption")}
        body |= caption_body(call)
    return {"message_id": send(call, _target(call), body).id}


@method("forwardMessage")
def forward_message(call: Call) -> Json:
    """Send a message on with its origin."""
    source = open_chat(call, "from_chat_id")
    message = message_of(call, source, "forward")
    if message.body.get("has_protected_content"):
        raise bad_request("message can't be forwarded")
    target = _target(call)
    return render(call.state, target, send(call, target, _forwarded(call, message)))


def _forwarded(call: Call, message: Message) -> Json:
    return {**copied_body(message), "forward_origin": origin(call.state, message)}


def _several(call: Call, forward: bool) -> list[Json]:
    source = open_chat(call, "from_chat_id")
    found = [call.state.message(source, message_id) for message_id in ids_of(call, increasing=True)]
    messages = [message for message in found if message is not None and not message.service]
    if not messages:
        raise bad_request(f"there are no messages to {'forward' if forward else 'copy'}")
    target = _target(call)
    groups: dict[str, str] = {}
    sent = []
    for message in messages:
        body = _forwarded(call, message) if forward else copied_body(message)
        if not forward:
            body.pop("forward_origin", None)
        if not forward and call.params.flag("remove_caption"):
            body = {name: value for name, value in body.items() if not name.startswith("caption")}
        if old := message.body.get("media_group_id"):
            body["media_group_id"] = groups.setdefault(old, album_id(call.state))
        sent.append(send(call, target, body))
    return [{"message_id": message.id} for message in sent]


@method("copyMessages")
def copy_messages(call: Call) -> list[Json]:
    """Copy up to 100 messages, perhaps without captions; albums stay albums, missing messages are skipped."""
    return _several(call, forward=False)


@method("forwardMessages")
def forward_messages(call: Call) -> list[Json]:
    """Forward up to 100 messages; albums stay albums, missing messages are skipped."""
    return _several(call, forward=True)
