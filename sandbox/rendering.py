"""Stored records → Bot API objects, as a bot sees them."""

from sandbox.records import Chat, Json, Member, Message, User
from sandbox.state import State

ANONYMOUS_ADMIN = User(1087968824, "Group", is_bot=True, username="GroupAnonymousBot")
CHANNEL_SENDER = User(136817688, "Channel", is_bot=True, username="Channel_Bot")
SPECIAL_SENDERS = {user.id: user for user in (ANONYMOUS_ADMIN, CHANNEL_SENDER)}
ADMIN_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
    "can_manage_topics",
)


def user_api(state: State, user_id: int) -> Json:
    """The `User` object; an account that nobody created still has a name."""
    user = SPECIAL_SENDERS.get(user_id) or state.users.get(user_id)
    return (user or User(user_id, f"User {user_id}")).api()


def chat_api(state: State, chat: Chat) -> Json:
    """The `Chat` object."""
    if chat.is_private:
        user = user_api(state, chat.id)
        names: Json = {name: user[name] for name in ("first_name", "last_name", "username") if name in user}
        return {"id": chat.id, "type": chat.kind, **names}
    body: Json = {"id": chat.id, "type": chat.kind, "title": chat.title}
    if chat.username:
        body["username"] = chat.username
    if chat.is_forum:
        body["is_forum"] = True
    return body


def inaccessible(state: State, chat: Chat, message_id: int) -> Json:
    """The `InaccessibleMessage` object."""
    return {"chat": chat_api(state, chat), "message_id": message_id, "date": 0}


def render(state: State, chat: Chat, message: Message, with_reply: bool = True) -> Json:
    """The `Message` object, with one level of `reply_to_message`."""
    body: Json = {
        "message_id": message.id,
        "from": user_api(state, message.sender_id),
        "chat": chat_api(state, chat),
        "date": message.date,
        **message.body,
    }
    if message.sender_chat:
        body["sender_chat"] = message.sender_chat
    if message.edit_date:
        body["edit_date"] = message.edit_date
    if message.thread_id is not None:
        body["message_thread_id"] = message.thread_id
        body["is_topic_message"] = True
    if message.markup and "inline_keyboard" in message.markup:
        body["reply_markup"] = message.markup
    if "pinned_message_id" in body:
        body["pinned_message"] = _pinned(state, chat, body.pop("pinned_message_id"))
    target = message.reply_to or message.thread_id
    if with_reply and target is not None:
        replied = state.message(chat, target)
        if replied and not replied.inaccessible:
            body["reply_to_message"] = render(state, chat, replied, with_reply=False)
    return body


def _pinned(state: State, chat: Chat, message_id: int) -> Json:
    pinned = state.message(chat, message_id)
    if pinned is None:
        return inaccessible(state, chat, message_id)
    return render(state, chat, pinned, with_reply=False)


def member_api(state: State, chat: Chat, member: Member) -> Json:
    """The `ChatMember` object of the member's status."""
    body: Json = {"status": member.status, "user": user_api(state, member.user_id)}
    if member.status == "creator":
        body["is_anonymous"] = member.rights.get("is_anonymous", False)
    if member.status == "administrator":
        body |= {"can_be_edited": False, "is_anonymous": member.rights.get("is_anonymous", False)}
        body |= {name: member.rights.get(name, name == "can_manage_chat") for name in ADMIN_RIGHTS}
    if member.status == "restricted":
        body |= {name: member.rights.get(name, allowed) for name, allowed in chat.permissions().items()}
        body |= {"is_member": True, "until_date": 0}
    if member.status == "kicked":
        body["until_date"] = 0
    return body
