"""Who is behind a Telegram account: the person, and the posts he holds now."""

from __future__ import annotations

from storage.queries.seats import occupant
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import Person, Post


async def actor_of(unit: UnitOfWork, telegram_id: int) -> Actor:
    """The actor of an account; without a person when the account is nobody's of the roster."""
    found = await occupant(unit, f"chat/{telegram_id}")
    active = found is not None and found.actor.person is not None and found.actor.person.active
    return found.actor if found is not None and active else Actor(None)


async def actor_for(unit: UnitOfWork, person: Person) -> Actor:
    """The actor that a person is."""
    return Actor(person, tuple(await unit.find(Post, holder_id=person.id, active=True)))
