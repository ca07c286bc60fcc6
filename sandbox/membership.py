"""Groups coming and going: who is in them, with what rights, and their move to a supergroup."""

from sandbox.errors import ControlError
from sandbox.posting import service, standing_changed
from sandbox.records import GROUP, OPEN_PERMISSIONS, SUPERGROUP, Chat, Member
from sandbox.rendering import ADMIN_RIGHTS, member_api, user_api
from sandbox.state import State

STATUSES = ("creator", "administrator", "member", "restricted", "left", "kicked")


def create_group(
    state: State,
    title: str,
    kind: str,
    members: list[int],
    *,
    creator: int | None = None,
    is_forum: bool = False,
    chat_id: int | None = None,
) -> Chat:
    """Open a group. Bots among the members join as the last, so that they hear of it."""
    if kind not in (GROUP, SUPERGROUP):
        raise ControlError(400, "type must be group or supergroup")
    chat_id = chat_id or _new_id(state, kind)
    if state.chats.get(chat_id) is not None:
        raise ControlError(409, f"chat {chat_id} exists")
    chat = Chat(str(chat_id), chat_id, kind, title, is_forum=is_forum and kind == SUPERGROUP)
    state.chats.put(chat.key, chat)
    owner = creator or next((user for user in members if state.bots.get(user) is None), None)
    if owner is None:
        raise ControlError(400, "a group needs a person among its members")
    state.save_member(Member(chat.key, owner, "creator"))
    for user_id in sorted(set(members) - {owner}, key=lambda user: state.bots.get(user) is not None):
        if state.bots.get(user_id) is None:
            state.save_member(Member(chat.key, user_id))
        else:
            join(state, chat, user_id, owner)
    state.emit("chat", chat=chat.key)
    return chat


def _new_id(state: State, kind: str) -> int:
    if kind == SUPERGROUP:
        return -1_001_000_000_000 - state.number("supergroup")
    return -4_000_000_000 - state.number("group")


def join(state: State, chat: Chat, user_id: int, actor_id: int) -> None:
    """Someone enters, by himself or brought by `actor_id`."""
    if state.users.get(user_id) is None:
        raise ControlError(404, f"there is no user {user_id}")
    bot = state.bots.get(user_id)
    if bot is not None and not bot.can_join_groups:
        raise ControlError(409, f"@{bot.username} can't join groups")
    set_standing(state, chat, user_id, actor_id, "member")
    service(state, chat, actor_id, {"new_chat_members": [user_api(state, user_id)]})


def leave(state: State, chat: Chat, user_id: int, actor_id: int) -> None:
    """Someone goes, by himself (left) or removed by `actor_id` (kicked)."""
    member = state.member(chat, user_id)
    if member is None or not member.is_in:
        raise ControlError(409, f"{user_id} is not in the group")
    set_standing(state, chat, user_id, actor_id, "left" if user_id == actor_id else "kicked")
    service(state, chat, actor_id, {"left_chat_member": user_api(state, user_id)})


def set_standing(
    state: State,
    chat: Chat,
    user_id: int,
    actor_id: int,
    status: str,
    *,
    rights: dict[str, bool] | None = None,
) -> Member:
    """Give an account a status and, as an administrator or restricted member, its rights."""
    if status not in STATUSES:
        raise ControlError(400, f"status must be one of {', '.join(STATUSES)}")
    unknown = set(rights or {}) - {*ADMIN_RIGHTS, *OPEN_PERMISSIONS, "is_anonymous"}
    if unknown:
        raise ControlError(400, f"unknown rights: {', '.join(sorted(unknown))}")
    old = state.member(chat, user_id) or Member(chat.key, user_id, "left")
    new = Member(chat.key, user_id, status, rights or {})
    state.save_member(new)
    standing_changed(state, chat, actor_id, member_api(state, chat, old), member_api(state, chat, new))
    return new


def migrate(state: State, chat: Chat) -> Chat:
    """Make a supergroup of the group: new id, new message numbers, a service message in both."""
    if chat.kind != GROUP or chat.migrated_to is not None:
        raise ControlError(409, "only a group that has not moved yet can move")
    new_id = _new_id(state, SUPERGROUP)
    new = Chat(str(new_id), new_id, SUPERGROUP, chat.title, closed_permissions=chat.closed_permissions)
    state.chats.put(new.key, new)
    members = state.members.scan(f"{chat.key}/")
    for member in members:
        state.save_member(Member(new.key, member.user_id, member.status, member.rights))
    actor = next((member.user_id for member in members if member.status == "creator"), chat.id)
    service(state, chat, actor, {"migrate_to_chat_id": new.id})
    service(state, new, actor, {"migrate_from_chat_id": chat.id})
    chat.migrated_to = new.id
    state.chats.put(chat.key, chat)
    state.emit("chat", chat=chat.key, migrated_to=new.id)
    return new


def open_topic(state: State, chat: Chat, actor_id: int, name: str) -> int:
    """Open a forum topic and return its thread id."""
    if not chat.is_forum:
        raise ControlError(409, "the chat is not a forum")
    return service(state, chat, actor_id, {"forum_topic_created": {"name": name, "icon_color": 7322096}}).id
