"""Scenes that tests of deputies, secretaries and changed texts begin with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handlers.conversation.actors import actor_of
from handlers.signers import deputies
from storage import audit
from storage.audit import AuditRow
from supervision.model import Chain, Delegation, Matter, Person, SigningStep
from supervision.notices.cards import matter_subject
from tests import roster
from tests.world import Someone, World


def number_of(key: str) -> int:
    """The id of a person of the test office, and of his post."""
    return next(number for number, seat in enumerate(roster.SEATS, 1) if seat.key == key)


async def give(office: World, away: str, deputy: str, since: date, until: date) -> Delegation:
    """A leader lets another sign for him: by the use case, without his telephone."""
    async with office.transaction() as unit:
        actor = await actor_of(unit, office.people[away].id)
        given = await deputies.grant(
            unit, actor, away=number_of(away), deputy=number_of(deputy), since=since, until=until
        )
        await unit.commit()
    await office.settle()
    return given


async def chains(office: World) -> list[Chain]:
    """All requests for approval, the oldest first."""
    async with office.transaction() as unit:
        return await unit.find(Chain)


async def steps(office: World, chain_id: int = 1) -> list[SigningStep]:
    """The steps of a chain as they stand."""
    async with office.transaction() as unit:
        return await unit.find(SigningStep, chain_id=chain_id)


async def history(office: World, matter: Matter) -> list[AuditRow]:
    """What the audit says of a matter."""
    async with office.transaction() as unit:
        return await audit.history(unit, matter_subject(matter.id))


async def take_account(office: World, key: str) -> None:
    """Leave a person without an account."""
    async with office.transaction() as unit:
        person = await unit.require(Person, number_of(key))
        await unit.save(replace(person, telegram_id=None))
        await unit.commit()


async def texts(someone: Someone, *words: str) -> list[str]:
    """All messages of a chat that have the words."""
    return [m.text for m in await someone.messages() if all(word in m.text for word in words)]
