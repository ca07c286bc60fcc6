"""Finding what a call is about – chat, message, topic – or refusing it in the words of telegram.md §6."""

from itertools import pairwise

from sandbox.errors import bad_request, forbidden, migrated
from sandbox.methods.call import Call
from sandbox.posting import private_key
from sandbox.records import SUPERGROUP, Chat, Message


def open_chat(call: Call, name: str = "chat_id") -> Chat:
    """The chat that a parameter names, when the bot may talk to it. Raises ApiError 400 or 403."""
    raw = call.params.text(name)
    if not raw:
        raise bad_request(f"{name} is empty")
    return chat_of(call, raw)


def chat_of(call: Call, raw: str) -> Chat:
    """The chat of this id or @username, when the bot may talk to it. Raises ApiError 400 or 403."""
    if raw.startswith("@"):
        named = [chat for chat in call.state.chats.scan() if chat.username == raw[1:]]
        if not named:
            raise bad_request("chat not found")
        return _open_group(call, named[0])
    try:
        chat_id = int(raw)
    except ValueError:
        raise bad_request("chat not found") from None
    if chat_id > 0:
        return _open_private(call, chat_id)
    chat = call.state.chats.get(chat_id)
    if chat is None:
        raise bad_request("chat not found")
    return _open_group(call, chat)


def _open_private(call: Call, user_id: int) -> Chat:
    state = call.state
    user = state.users.get(user_id)
    chat = state.chats.get(private_key(call.bot.id, user_id))
    if user is None or (chat is None and not user.is_bot and not _have_met(call, user_id)):
        raise bad_request("chat not found")
    if user.is_bot:
        raise forbidden("bot can't send messages to bots")
    if user.deactivated:
        raise forbidden("user is deactivated")
    if chat is None:
        raise forbidden("bot can't initiate conversation with a user")
    if chat.blocked:
        raise forbidden("bot was blocked by the user")
    return chat


def _have_met(call: Call, user_id: int) -> bool:
    """Whether the bot knows the user from a group."""
    members = call.state.members
    return any(
        members.get(f"{member.chat_key}/{call.bot.id}") is not None
        for member in members.scan()
        if member.user_id == user_id
    )


def _open_group(call: Call, chat: Chat) -> Chat:
    kind = "supergroup" if chat.kind == SUPERGROUP else "group"
    member = call.state.member(chat, call.bot.id)
    if member is None:
        raise bad_request("chat not found")
    if chat.migrated_to is not None:
        raise migrated(chat.migrated_to)
    if chat.deleted:
        raise forbidden("the group chat was deleted")
    if member.status == "kicked":
        raise forbidden(f"bot was kicked from the {kind} chat")
    if not member.is_in:
        raise forbidden(f"bot is not a member of the {kind} chat")
    return chat


def require_right_to_send(call: Call, chat: Chat, permission: str, noun: str) -> None:
    """Refuse content that the group does not let the bot send. Raises ApiError 400 "not enough rights …"."""
    if chat.is_private:
        return
    member = call.state.member(chat, call.bot.id)
    if member is None or member.is_admin:
        return
    allowed = chat.permissions()[permission]
    if member.status == "restricted":
        allowed = allowed and member.rights.get(permission, True)
    if not allowed:
        raise bad_request(f"not enough rights to send {noun} to the chat")


def has_admin_right(call: Call, chat: Chat, right: str) -> bool:
    """Whether the bot is an administrator with this right, or the group's creator."""
    member = call.state.member(chat, call.bot.id)
    if member is None:
        return False
    return member.status == "creator" or (member.status == "administrator" and member.rights.get(right, False))


def thread_of(call: Call, chat: Chat) -> int | None:
    """The topic to send into. Raises ApiError when the chat has no such topic."""
    if not call.params.text("message_thread_id"):
        return None
    thread_id = call.params.integer("message_thread_id")
    opening = call.state.message(chat, thread_id)
    if not chat.is_forum or opening is None or "forum_topic_created" not in opening.body:
        raise bad_request("message thread not found")
    return thread_id


def message_of(call: Call, chat: Chat, purpose: str, name: str = "message_id") -> Message:
    """The message that a parameter names. Raises ApiError "message to <purpose> not found"."""
    message = call.state.message(chat, call.params.integer(name))
    if message is None:
        raise bad_request(f"message to {purpose} not found")
    return message


def ids_of(call: Call, increasing: bool) -> list[int]:
    """The parameter `message_ids`: 1 to 100 whole numbers. Raises ApiError otherwise."""
    raw = call.params.nested("message_ids")
    if not isinstance(raw, list) or not raw or not all(str(value).isdigit() for value in raw):
        raise bad_request("message identifiers are not specified")
    if len(raw) > 100:
        raise bad_request("too many message identifiers specified")
    ids = [int(value) for value in raw]
    if increasing and any(left >= right for left, right in pairwise(ids)):
        raise bad_request("message identifiers must be in a strictly increasing order")
    return ids
