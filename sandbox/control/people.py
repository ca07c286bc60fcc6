"""Bots, users, groups and who is in them."""

from dataclasses import asdict

from sandbox.control.endpoint import Ask
from sandbox.errors import ControlError
from sandbox.membership import create_group, join, leave, migrate, open_topic, set_standing
from sandbox.posting import set_blocked
from sandbox.records import GROUP, OPEN_PERMISSIONS, Bot, Json, Member, User
from sandbox.rendering import member_api
from sandbox.updates import first_update_id


def create_bot(ask: Ask) -> Json:
    """A bot by its token; an existing one is changed and logged in again, its queue kept."""
    token = ask.text("token")
    if not token.partition(":")[0].isdigit():
        raise ControlError(400, "token must look like 123:abc")
    bot_id = int(token.partition(":")[0])
    old = ask.state.bots.get(bot_id)
    username = ask.text("username", old.username if old else "")
    if not username.lower().endswith("bot"):
        raise ControlError(400, "username must end in bot")
    name = ask.text("name", old.name if old else username)
    bot = old or Bot(bot_id, token, username, name, first_update_id())
    bot.token, bot.username, bot.name, bot.logged_out = token, username, name, False
    bot.privacy = ask.flag("privacy", bot.privacy)
    bot.can_join_groups = ask.flag("can_join_groups", bot.can_join_groups)
    ask.state.bots.put(bot_id, bot)
    ask.state.users.put(bot_id, User(bot_id, name, is_bot=True, username=username))
    ask.state.emit("bot", bot=bot_id)
    return asdict(bot)


def create_user(ask: Ask) -> Json:
    """A person; an existing one is changed."""
    user_id = ask.optional("id") or 5_000_000_000 + ask.state.number("user")
    user = User(
        user_id,
        str(ask.need("first_name")),
        last_name=ask.text("last_name") or None,
        username=ask.text("username") or None,
        language_code=ask.text("language_code") or None,
    )
    ask.state.users.put(user_id, user)
    ask.state.emit("user", user=user_id)
    return asdict(user)


def deactivate(ask: Ask) -> Json:
    """The person deletes his account."""
    user = ask.user()
    user.deactivated = True
    ask.state.users.put(user.id, user)
    ask.state.emit("user", user=user.id)
    return asdict(user)


def block(ask: Ask) -> Json:
    """The person stops the bot."""
    set_blocked(ask.state, ask.chat(), blocked=True)
    return {"blocked": True}


def unblock(ask: Ask) -> Json:
    """The person restarts the bot."""
    set_blocked(ask.state, ask.chat(), blocked=False)
    return {"blocked": False}


def create_chat(ask: Ask) -> Json:
    """A group or supergroup."""
    members = ask.numbers("members")
    for user_id in members:
        if ask.state.users.get(user_id) is None:
            raise ControlError(404, f"there is no user {user_id}")
    chat = create_group(
        ask.state,
        str(ask.need("title")),
        ask.text("type", GROUP),
        members,
        creator=ask.optional("creator"),
        is_forum=ask.flag("is_forum"),
        chat_id=ask.optional("id"),
    )
    return asdict(chat)


def delete_chat(ask: Ask) -> Json:
    """The group is deleted by its creator."""
    chat = ask.chat()
    chat.deleted = True
    ask.state.chats.put(chat.key, chat)
    ask.state.emit("chat", chat=chat.key)
    return {"deleted": chat.id}


def add_member(ask: Ask) -> Json:
    """Someone enters, brought by `by` or by himself."""
    join(ask.state, ask.chat(), ask.user().id, ask.optional("by") or ask.number("user"))
    return {"joined": ask.number("user")}


def remove_member(ask: Ask) -> Json:
    """Someone goes, removed by `by` or by himself."""
    leave(ask.state, ask.chat(), ask.user().id, ask.optional("by") or ask.number("user"))
    return {"gone": ask.number("user")}


def set_rights(ask: Ask) -> Json:
    """Status and rights of a member."""
    chat = ask.chat()
    members: list[Member] = ask.state.members.scan(f"{chat.key}/")
    owner = next((member.user_id for member in members if member.status == "creator"), ask.number("user"))
    actor = ask.optional("by") or owner
    rights = ask.fields.get("rights") or {}
    member = set_standing(ask.state, chat, ask.user().id, actor, str(ask.need("status")), rights=rights)
    return member_api(ask.state, chat, member)


def set_permissions(ask: Ask) -> Json:
    """What ordinary members may not do, as a list `closed` of Bot API permission names."""
    closed = [str(name) for name in ask.fields.get("closed") or []]
    if unknown := set(closed) - set(OPEN_PERMISSIONS):
        raise ControlError(400, f"unknown permissions: {', '.join(sorted(unknown))}")
    chat = ask.chat()
    chat.closed_permissions = closed
    ask.state.chats.put(chat.key, chat)
    ask.state.emit("chat", chat=chat.key)
    return chat.permissions()


def migrate_chat(ask: Ask) -> Json:
    """The group becomes a supergroup."""
    return asdict(migrate(ask.state, ask.chat()))


def create_topic(ask: Ask) -> Json:
    """A person opens a forum topic."""
    return {"thread": open_topic(ask.state, ask.chat(), ask.user().id, str(ask.need("name")))}
