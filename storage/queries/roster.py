"""Who is who, and which messages stand in whose chat."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select, update

from storage.outbox import State
from storage.outgoing import CardRow
from storage.tables import MODELS, cards, outbox
from storage.unit_of_work import UnitOfWork
from supervision.model import Invitation, Person, Post, Unit

_CARD = [cards.c[name] for name in CardRow.__dataclass_fields__]


async def active_units(unit: UnitOfWork, kinds: Collection[str] = ()) -> list[Unit]:
    """All units that take part, or those of some kinds, in the order of the roster."""
    only = {"kind": tuple(kinds)} if kinds else {}
    return await unit.find(Unit, active=True, **only)


async def posts_by_unit(unit: UnitOfWork) -> dict[int, list[Post]]:
    """All posts that exist now, by unit."""
    posts: dict[int, list[Post]] = {}
    for post in await unit.find(Post, active=True):
        posts.setdefault(post.unit_id, []).append(post)
    return posts


async def holders(unit: UnitOfWork, posts: Collection[Post]) -> dict[int, Person]:
    """Who holds the posts, by person."""
    ids = tuple({post.holder_id for post in posts if post.holder_id is not None})
    return {person.id: person for person in await unit.find(Person, id=ids)} if ids else {}


async def open_invitations(unit: UnitOfWork, person_id: int | None = None) -> list[Invitation]:
    """Links that could still be used, oldest first; of one person, or all."""
    table = MODELS[Invitation]
    statement = select(table).where(
        table.c.used_at.is_(None), table.c.revoked_at.is_(None), table.c.expires_at > unit.now
    )
    if person_id is not None:
        statement = statement.where(table.c.person_id == person_id)
    return await unit.all(Invitation, statement.order_by(table.c.issued_at, table.c.code))


async def cards_of_seats(unit: UnitOfWork, seats: Collection[str]) -> list[CardRow]:
    """The messages in use that were sent to these seats, oldest first."""
    statement = select(*_CARD).where(cards.c.seat.in_(seats), cards.c.live == 1)
    rows = await unit.connection.execute(statement.order_by(cards.c.chat_id, cards.c.message_id))
    return [CardRow(*row) for row in rows]


async def cards_in_chat(unit: UnitOfWork, chat_id: int) -> list[CardRow]:
    """The messages in use in a chat, oldest first."""
    statement = select(*_CARD).where(cards.c.chat_id == chat_id, cards.c.live == 1).order_by(cards.c.message_id)
    return [CardRow(*row) for row in await unit.connection.execute(statement)]


async def retire_cards(unit: UnitOfWork, chat_id: int, seat: str | None = None) -> None:
    """Take the messages of a chat out of use (those of one seat, or all): they are not edited any more."""
    here = (cards.c.chat_id == chat_id) & (cards.c.live == 1)
    if seat is not None:
        here &= cards.c.seat == seat
    await unit.connection.execute(update(cards).where(here).values(live=0))


async def move_seat(unit: UnitOfWork, old: str, new: str) -> None:
    """What waits for one seat waits for another from now on."""
    unsent = outbox.c.status.in_([State.NEW, State.SENDING, State.WAITING])
    await unit.connection.execute(update(outbox).where(outbox.c.seat == old, unsent).values(seat=new))
