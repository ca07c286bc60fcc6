"""getChat, getChatMember, getChatAdministrators, getChatMemberCount, leaveChat."""

from sandbox.errors import bad_request
from sandbox.membership import leave
from sandbox.methods.call import Call, method
from sandbox.methods.targets import open_chat
from sandbox.records import Json, Member
from sandbox.rendering import chat_api, member_api, render


@method("getChat")
def get_chat(call: Call) -> Json:
    """Everything about a chat: `ChatFullInfo`."""
    chat = open_chat(call)
    gifts = dict.fromkeys(
        ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"),
        False,
    )
    body = {
        **chat_api(call.state, chat),
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": gifts,
    }
    if not chat.is_private:
        body["permissions"] = chat.permissions()
    pinned = call.state.message(chat, chat.pinned[-1]) if chat.pinned else None
    if pinned:
        body["pinned_message"] = render(call.state, chat, pinned, with_reply=False)
    return body


@method("getChatMember")
def get_chat_member(call: Call) -> Json:
    """One account's standing; of someone who was never there, "left"."""
    chat = open_chat(call)
    user_id = call.params.integer("user_id")
    if call.state.users.get(user_id) is None:
        raise bad_request("user not found")
    if chat.is_private:
        if user_id not in (chat.id, chat.bot_id):
            raise bad_request("user not found")
        return member_api(call.state, chat, Member(chat.key, user_id))
    member = call.state.member(chat, user_id) or Member(chat.key, user_id, "left")
    return member_api(call.state, chat, member)


@method("getChatAdministrators")
def get_chat_administrators(call: Call) -> list[Json]:
    """The creator and the administrators, without other bots."""
    chat = open_chat(call)
    if chat.is_private:
        raise bad_request("there are no administrators in the private chat")
    members = [member for member in call.state.members.scan(f"{chat.key}/") if member.is_admin]
    bots = {bot.id for bot in call.state.bots.scan()} - {call.bot.id}
    return [member_api(call.state, chat, member) for member in members if member.user_id not in bots]


@method("getChatMemberCount")
def get_chat_member_count(call: Call) -> int:
    """How many accounts are in the chat."""
    chat = open_chat(call)
    if chat.is_private:
        return 2
    return sum(member.is_in for member in call.state.members.scan(f"{chat.key}/"))


@method("leaveChat")
def leave_chat(call: Call) -> bool:
    """Leave a group."""
    chat = open_chat(call)
    if chat.is_private:
        raise bad_request("chat member status can't be changed in private chats")
    leave(call.state, chat, call.bot.id, call.bot.id)
    return True
