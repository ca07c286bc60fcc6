"""Groups and chats: binding, migration, and the bot's standing in them."""

from __future__ import annotations

from handlers.chats.migrating import follow_migration
from handlers.chats.undelivered import chat_is_closed
from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Turn
from handlers.conversation.heard import PRIVATE
from handlers.conversation.routes import IN_GROUPS, Command, Service
from handlers.people.enrolment import open_chat
from storage import chats, outbox, outgoing
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import Group
from supervision.notices.base import to_person
from supervision.notices.groups import GroupEntered, GroupMuted, GroupReported
from supervision.notices.undelivered import PersonReachable
from supervision.people import groups
from supervision.roles import Permission

OUT = frozenset({"left", "kicked"})
"""Standings of somebody who is not in a chat; in a private chat `kicked` means that the person blocked the bot."""

BLOCKED, GONE, MUTED, OPEN = "blocked", "gone", "muted", "open"
"""States of a chat."""


async def bind(turn: Turn) -> None:
    """/bind in a group: bulletins are posted here from now on."""
    await bind_group(turn.unit, turn.actor, turn.heard.chat_id, turn.heard.chat_title)


async def bind_group(unit: UnitOfWork, actor: Actor, chat_id: int, title: str) -> None:
    """Bind a group; what waited for it goes out. If the bot cannot post there, the binder is told in private."""
    known = await unit.first(Group, chat_id=chat_id)
    group_id = known.id if known else await unit.new_id("group")
    was = await chats.chat_state(unit, chat_id)
    if was != MUTED:
        await chats.set_chat_state(unit, chat_id, OPEN)
    await carry_out(
        unit, actor, groups.bind(actor, known, group_id=group_id, chat_id=chat_id, title=title, now=unit.now)
    )
    if was == MUTED:
        await outbox.tell(unit, [GroupMuted(to=to_person(actor.person_id), title=title)])
    else:
        await outgoing.revive(unit, [f"group/{group_id}", f"chat/{chat_id}"])


async def migrated(turn: Turn) -> None:
    """A group became a supergroup; both of Telegram's service messages lead here, in any order."""
    heard = turn.heard
    if heard.migrated_to:
        await follow_migration(turn.unit, heard.chat_id, heard.migrated_to)
    elif heard.migrated_from:
        await follow_migration(turn.unit, heard.migrated_from, heard.chat_id)


async def standing_changed(turn: Turn) -> None:
    """The bot was blocked or unblocked by a person; added to a group, removed from it, muted or heard again."""
    if turn.heard.chat_kind == PRIVATE:
        await _person_changed(turn)
    else:
        await _group_changed(turn)


async def _person_changed(turn: Turn) -> None:
    unit, chat_id, actor = turn.unit, turn.heard.chat_id, turn.actor
    blocked = turn.heard.membership in OUT
    if actor.person is None:
        await chats.set_chat_state(unit, chat_id, BLOCKED if blocked else OPEN)
        return
    if blocked:
        if await chats.set_chat_state(unit, chat_id, BLOCKED):
            await carry_out(unit, actor, groups.chat_closed(chat_id, BLOCKED, None))
            await chat_is_closed(unit, chat_id, actor.person_id, BLOCKED)
        return
    if await chats.chat_state(unit, chat_id) != OPEN:
        revived = await open_chat(unit, actor, chat_id)
        await carry_out(unit, actor, groups.chat_opened(chat_id, None))
        titles = tuple(post.title for post in actor.posts)
        await outbox.tell(unit, [PersonReachable(name=actor.name, posts=titles, revived=revived)])


async def _group_changed(turn: Turn) -> None:
    unit, heard, actor = turn.unit, turn.heard, turn.actor
    state = _state_of(heard.membership, may_post=heard.may_post)
    group = await unit.first(Group, chat_id=heard.chat_id)
    entered = state == OPEN and not heard.was_in
    if not await chats.set_chat_state(unit, heard.chat_id, state) and not (entered and group is None):
        return
    group_id = group.id if group else None
    if state != OPEN:
        await carry_out(unit, actor, groups.chat_closed(heard.chat_id, state, group_id))
        await chat_is_closed(unit, heard.chat_id, None, state)
        return
    await carry_out(unit, actor, groups.chat_opened(heard.chat_id, group_id))
    if group is not None:
        await outgoing.revive(unit, [f"group/{group.id}", f"chat/{heard.chat_id}"])
    elif actor.may(Permission.GROUP_BIND):
        await outbox.tell(unit, [GroupEntered()])
        return
    await outbox.tell(unit, [GroupReported(title=heard.chat_title, by=heard.sender_name, bound=group is not None)])


def _state_of(membership: str, *, may_post: bool) -> str:
    if membership in OUT:
        return GONE
    return OPEN if may_post else MUTED


ROUTES = (
    Command(name="bind", callback=bind, may=Permission.GROUP_BIND, description="绑定本群发布通报", chats=IN_GROUPS),
    Service(event="migration", callback=migrated),
    Service(event="membership", callback=standing_changed),
)
