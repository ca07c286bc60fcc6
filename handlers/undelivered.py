"""Telling the Office that somebody can no longer be reached by message: whom to phone."""

from __future__ import annotations

from storage import outbox
from storage.unit_of_work import UnitOfWork
from supervision.model import Group, Person, Post
from supervision.notices.undelivered import GroupClosed, PersonUnreachable


async def chat_is_closed(unit: UnitOfWork, chat_id: int, person_id: int | None, state: str) -> None:
    """Tell the Office, once for each time a chat closes: a person who blocked the bot, a group that muted it."""
    if person_id is not None:
        person = await unit.require(Person, person_id)
        titles = tuple(post.title for post in await unit.find(Post, holder_id=person_id, active=True))
        await outbox.tell(unit, [PersonUnreachable(name=person.name, phone=person.phone, posts=titles)])
        return
    group = await unit.first(Group, chat_id=chat_id)
    if group is not None:
        await outbox.tell(unit, [GroupClosed(title=group.title, state=state)])
