"""Putting messages into chats and telling the bots that may see them."""

from sandbox.privacy import readers
from sandbox.records import PRIVATE, Bot, Chat, Json, Member, Message
from sandbox.rendering import chat_api, inaccessible, member_api, render, user_api
from sandbox.state import State


def post(
    state: State,
    chat: Chat,
    sender_id: int,
    body: Json,
    *,
    sender_chat: Json | None = None,
    reply_to: int | None = None,
    thread_id: int | None = None,
    markup: Json | None = None,
    service: bool = False,
) -> Message:
    """Append a message to the chat, keep it, and queue it for the bots that see it."""
    message = Message(
        chat.key,
        chat.next_message_id,
        int(state.clock.now()),
        sender_id,
        body,
        sender_chat=sender_chat,
        reply_to=reply_to,
        thread_id=thread_id,
        markup=markup,
        service=service,
    )
    chat.next_message_id += 1
    if not service and state.bots.get(sender_id):
        chat.last_bot_id = sender_id
    state.chats.put(chat.key, chat)
    message.meant_for = readers(state, chat, message)
    state.save_message(message, "message")
    publish(state, chat, message, "message")
    return message


def publish(state: State, chat: Chat, message: Message, kind: str) -> None:
    """Queue the message as an update (`message` or `edited_message`) for the bots it is meant for."""
    for bot_id in message.meant_for:
        state.updates.push(bot_id, kind, render(state, chat, message), f"chat {chat.id}")


def service(state: State, chat: Chat, actor_id: int, body: Json, thread_id: int | None = None) -> Message:
    """Append a service message (someone joined, the chat moved …); every bot in the group gets it."""
    return post(state, chat, actor_id, body, service=True, thread_id=thread_id)


def standing_changed(state: State, chat: Chat, actor_id: int, old: Json, new: Json) -> None:
    """Tell of a changed standing: the bot itself by my_chat_member, admin bots by chat_member."""
    update: Json = {
        "chat": chat_api(state, chat),
        "from": user_api(state, actor_id),
        "date": int(state.clock.now()),
        "old_chat_member": old,
        "new_chat_member": new,
    }
    subject = new["user"]["id"]
    for bot in state.bots.scan():
        if bot.id == subject:
            state.updates.push(bot.id, "my_chat_member", update, f"chat {chat.id}")
        elif (member := state.member(chat, bot.id)) and member.is_admin:
            state.updates.push(bot.id, "chat_member", update, f"chat {chat.id}")
    state.emit("member", chat=chat.key, user=subject, status=new["status"])


def private_key(bot_id: int, user_id: int) -> str:
    """The key of a private chat."""
    return f"{bot_id}:{user_id}"


def private_chat(state: State, bot: Bot, user_id: int) -> Chat:
    """The user's chat with the bot, opened when there is none; writing to a blocked bot unblocks it."""
    key = private_key(bot.id, user_id)
    chat = state.chats.get(key)
    if chat is None:
        chat = Chat(key, user_id, PRIVATE, bot_id=bot.id)
        state.chats.put(key, chat)
        state.emit("chat", chat=key)
    return chat


def set_blocked(state: State, chat: Chat, blocked: bool) -> None:
    """The user stops or restarts the bot; the bot hears it as my_chat_member."""
    if chat.blocked == blocked:
        return
    chat.blocked = blocked
    state.chats.put(chat.key, chat)
    before, after = ("member", "kicked") if blocked else ("kicked", "member")
    old, new = (member_api(state, chat, Member(chat.key, chat.bot_id, status)) for status in (before, after))
    standing_changed(state, chat, chat.id, old, new)


def callback_message(state: State, chat: Chat, message: Message) -> Json:
    """The message as a callback query shows it."""
    if message.inaccessible:
        return inaccessible(state, chat, message.id)
    return render(state, chat, message)
