"""What we know of chats: whether they let us write, and where they went."""

from __future__ import annotations

from sqlalchemy import select, update

from storage.outbox import State
from storage.tables import MODELS, cards, chats, outbox
from storage.unit_of_work import UnitOfWork, insert_into
from supervision.model import Group


async def chat_state(unit: UnitOfWork, chat_id: int) -> str:
    """`open` unless something else is known of the chat."""
    state = (await unit.connection.execute(select(chats.c.state).where(chats.c.chat_id == chat_id))).scalar()
    return str(state or "open")


async def set_chat_state(unit: UnitOfWork, chat_id: int, state: str) -> bool:
    """Note that a chat is `open`, `blocked`, `gone` or `muted`; tells whether that is new."""
    if await chat_state(unit, chat_id) == state:
        return False
    insert = insert_into(unit.connection.dialect.name, chats).values(chat_id=chat_id, state=state, since=unit.now)
    await unit.connection.execute(
        insert.on_conflict_do_update(index_elements=[chats.c.chat_id], set_={"state": state, "since": unit.now})
    )
    return True


async def migrate_chat(unit: UnitOfWork, old: int, new: int) -> bool:
    """A group became a supergroup: bind the new chat, forget the old messages (their ids mean nothing there).

    Returns:
        Whether anything was bound to the old chat; false when it was done before.
    """
    groups = MODELS[Group]
    changed = await unit.connection.execute(update(groups).where(groups.c.chat_id == old).values(chat_id=new))
    unit.forget(Group)
    await unit.connection.execute(update(cards).where(cards.c.chat_id == old).values(live=0))
    on_the_way = (outbox.c.seat == f"chat/{old}") & outbox.c.status.in_([State.NEW, State.SENDING, State.WAITING])
    await unit.connection.execute(
        update(outbox).where(on_the_way, outbox.c.edit_of.is_(None)).values(seat=f"chat/{new}", reply_to=None)
    )
    await unit.connection.execute(
        update(outbox).where(on_the_way, outbox.c.edit_of.is_not(None)).values(status=State.VOID, reason="migrated")
    )
    begun = (outbox.c.chat_id == old) & (outbox.c.sent_parts > 0) & outbox.c.status.not_in([State.SENT, State.VOID])
    await unit.connection.execute(update(outbox).where(begun).values(chat_id=new))  # what is partly out goes on there
    await _note_migration(unit, old, new)
    return changed.rowcount > 0


async def _note_migration(unit: UnitOfWork, old: int, new: int) -> None:
    insert = insert_into(unit.connection.dialect.name, chats).values(
        chat_id=old, state="open", since=unit.now, migrated_to=new
    )
    await unit.connection.execute(
        insert.on_conflict_do_update(index_elements=[chats.c.chat_id], set_={"migrated_to": new})
    )
