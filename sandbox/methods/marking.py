"""Deleting, pinning and reacting."""

from sandbox.errors import bad_request
from sandbox.limits import DELETE_SECONDS
from sandbox.methods.call import Call, method
from sandbox.methods.targets import has_admin_right, ids_of, message_of, open_chat
from sandbox.posting import service
from sandbox.records import Chat, Message

REACTIONS = set(
    "👍👎🔥🥰👏😁🤔🤯😱🤬😢🎉🤩🤮💩🙏👌🕊🤡🥱🥴😍🐳🌚🌭💯🤣🍌🏆💔🤨😐🍓🍾💋🖕😈😴😭🤓👻👀🎃🙈😇😨🤝🤗🫡🎅🎄💅🤪🗿🆒💘🙉🦄😘💊🙊😎👾😡"
) | {
    "❤",
    "⚡",
    "✍",
    "☃",
    "👨‍💻",
    "❤‍🔥",
    "🤷",
    "🤷‍♂",
    "🤷‍♀",
}


def _can_delete(call: Call, chat: Chat, message: Message) -> bool:
    is_old = call.state.clock.now() - message.date > DELETE_SECONDS
    own = message.sender_id == call.bot.id
    if chat.is_private or own:
        return not is_old
    return has_admin_right(call, chat, "can_delete_messages")


@method("deleteMessage")
def delete_message(call: Call) -> bool:
    """Delete one message: own ones within 48 hours, others' in groups with the right."""
    chat = open_chat(call)
    message = message_of(call, chat, "delete")
    if not _can_delete(call, chat, message):
        raise bad_request("message can't be deleted")
    message.deleted = True
    call.state.save_message(message, "delete")
    return True


@method("deleteMessages")
def delete_messages(call: Call) -> bool:
    """Delete up to 100 messages; those that cannot be deleted are skipped."""
    chat = open_chat(call)
    for message_id in ids_of(call, increasing=False):
        message = call.state.message(chat, message_id)
        if message and _can_delete(call, chat, message):
            message.deleted = True
            call.state.save_message(message, "delete")
    return True


@method("setMessageReaction")
def set_message_reaction(call: Call) -> bool:
    """Set or remove the bot's one reaction."""
    chat = open_chat(call)
    message = message_of(call, chat, "react")
    reactions = call.params.objects("reaction") or []
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    for reaction in reactions:
        if reaction.get("type") != "emoji" or str(reaction.get("emoji")).rstrip("\ufe0f") not in REACTIONS:
            raise bad_request("REACTION_INVALID")
    message.reactions[str(call.bot.id)] = reactions
    call.state.save_message(message, "reaction")
    return True


def _require_pin_right(call: Call, chat: Chat) -> None:
    if not chat.is_private and not has_admin_right(call, chat, "can_pin_messages"):
        raise bad_request("not enough rights to manage pinned messages in the chat")


@method("pinChatMessage")
def pin_chat_message(call: Call) -> bool:
    """Pin a message; the chat gets a service message about it."""
    chat = open_chat(call)
    message = message_of(call, chat, "pin")
    _require_pin_right(call, chat)
    if message.id not in chat.pinned:
        chat.pinned.append(message.id)
        call.state.chats.put(chat.key, chat)
        service(call.state, chat, call.bot.id, {"pinned_message_id": message.id})
    return True


@method("unpinChatMessage")
def unpin_chat_message(call: Call) -> bool:
    """Unpin one message, or the latest pinned one."""
    chat = open_chat(call)
    _require_pin_right(call, chat)
    message_id = call.params.integer("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if message_id not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(message_id)
    call.state.chats.put(chat.key, chat)
    call.state.emit("chat", chat=chat.key)
    return True


@method("unpinAllChatMessages")
def unpin_all_chat_messages(call: Call) -> bool:
    """Unpin everything."""
    chat = open_chat(call)
    _require_pin_right(call, chat)
    chat.pinned.clear()
    call.state.chats.put(chat.key, chat)
    call.state.emit("chat", chat=chat.key)
    return True
