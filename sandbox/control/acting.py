"""What people do in chats."""

from sandbox import acts
from sandbox.control.endpoint import Ask
from sandbox.errors import ControlError
from sandbox.methods.albums import album_id
from sandbox.records import Json
from sandbox.showing import shown


def _setting(ask: Ask) -> acts.Setting:
    return acts.Setting(
        ask.user().id,
        ask.chat(open_private=True),
        ask.optional("reply_to"),
        ask.text("quote"),
        ask.optional("thread"),
        ask.flag("anonymous"),
        ask.fields.get("sender_chat"),
    )


def say(ask: Ask) -> Json:
    """Write a text, or send a message of another chat on (`forward_from`, `forward_id`)."""
    setting = _setting(ask)
    if ask.fields.get("forward_id") is not None:
        source = Ask(ask.state, {**ask.fields, "chat": ask.need("forward_from")}).chat()
        message = acts.forward(ask.state, setting, source, ask.number("forward_id"))
    else:
        message = acts.say(ask.state, setting, str(ask.need("text")))
    return shown(ask.state, setting.chat, message)


def edit(ask: Ask) -> Json:
    """Change an own message."""
    chat = ask.chat()
    message = acts.edit(ask.state, ask.user().id, chat, ask.number("message_id"), str(ask.need("text")))
    return shown(ask.state, chat, message)


def send_file(ask: Ask) -> Json:
    """Send one uploaded file."""
    return _send(ask, ask.text("media_group"))[0]


def send_album(ask: Ask) -> list[Json]:
    """Send several uploaded files as one album; the caption goes to the first."""
    return _send(ask, ask.text("media_group") or album_id(ask.state))


def _send(ask: Ask, group: str) -> list[Json]:
    if not ask.uploads:
        raise ControlError(400, "there is no file")
    setting, sent = _setting(ask), []
    for number, upload in enumerate(ask.uploads):
        caption = ask.text("caption") if number == 0 else ""
        kind, size = ask.text("kind", "document"), ask.optional("size")
        message = acts.send_file(ask.state, setting, kind, upload, caption=caption, group=group, size=size)
        sent.append(shown(ask.state, setting.chat, message))
    return sent


def start(ask: Ask) -> Json:
    """Press Start."""
    message = acts.start(ask.state, ask.bot(), ask.user().id, ask.text("payload"))
    return shown(ask.state, ask.chat(), message)


def tap(ask: Ask) -> Json:
    """Press an inline button."""
    label, data = ask.fields.get("label"), ask.fields.get("data")
    if label is None and data is None:
        raise ControlError(400, "label or data is missing")
    callback = acts.tap(
        ask.state,
        ask.user().id,
        ask.chat(),
        ask.number("message_id"),
        label=label,
        data=data,
        force=ask.flag("force"),
    )
    return {"callback_id": callback.id}


def callback_answer(ask: Ask) -> Json:
    """What the bot showed for a tap."""
    callback = ask.state.callbacks.get(ask.text("id"))
    if callback is None:
        raise ControlError(404, "there is no such tap")
    empty = {"text": "", "show_alert": False, "url": ""}
    return {"answered": callback.answer is not None, **(callback.answer or empty)}


def delete(ask: Ask) -> Json:
    """Delete a message for everyone."""
    acts.delete(ask.state, ask.chat(), ask.number("message_id"))
    return {"deleted": ask.number("message_id")}


def mark_inaccessible(ask: Ask) -> Json:
    """Make a message too old to show: callbacks carry an InaccessibleMessage, replies nothing."""
    chat = ask.chat()
    message = ask.state.message(chat, ask.number("message_id"))
    if message is None:
        raise ControlError(404, f"there is no message {ask.fields['message_id']}")
    message.inaccessible = True
    ask.state.save_message(message, "edit")
    return shown(ask.state, chat, message)
