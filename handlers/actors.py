"""Who is behind a Telegram account: the person, and the posts he holds now."""

from __future__ import annotations

from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import Person, Post


async def actor_of(unit: UnitOfWork, telegram_id: int) -> Actor:
    """The actor of an account; without a person when the account is nobody's of the roster."""
    person = await unit.first(Person, telegram_id=telegram_id, active=True)
    return await actor_for(unit, person) if person else Actor(None)


async def actor_for(unit: UnitOfWork, person: Person) -> Actor:
    """The actor that a person is."""
    return Actor(person, tuple(await unit.find(Post, holder_id=person.id, active=True)))
