"""Scenes of 特急: a paper that is before its signers, or with its units, late in the evening."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from supervision.model import DutyDay, Matter, Person, Urgency
from tests.flows.approval_scenes import approved, submitted
from tests.flows.digests import person_of
from tests.world import World, at


async def on_duty(office: World, who: str, day: date) -> None:
    """Put somebody of the Office on duty."""
    async with office.transaction() as unit:
        await unit.save(DutyDay(day, person_of(who), person_of("clerk")))
        await unit.commit()


async def without_account(office: World, *keys: str) -> None:
    """Take people's accounts away: they are reached on paper and by telephone."""
    async with office.transaction() as unit:
        for key in keys:
            await unit.save(replace(await unit.require(Person, person_of(key)), telegram_id=None))
        await unit.commit()


async def issued_at(office: World, moment: str, due_on: date, urgency: Urgency = Urgency.MOST_URGENT) -> Matter:
    """A matter whose paper goes to 住建局 and 水利局 at this moment, by the clerk's own tap."""
    await office.advance(moment)
    matter = await approved(office, due_on=due_on, urgency=urgency)
    await office.clerk.taps("印发")
    if any("仍按此印发" in message.buttons for message in await office.clerk.messages()):
        await office.clerk.taps("仍按此印发")
    return matter


async def before_its_signer(office: World, moment: str, due_on: date) -> Matter:
    """A 特急 matter that its first signer has got at this moment."""
    await office.advance(moment)
    return await submitted(office, due_on=due_on, urgency=Urgency.MOST_URGENT)


def minute(text: str) -> int:
    """`3月2日 22:30` in whole minutes, as messages are compared by: `message.date // 60`."""
    return int(at(text).timestamp()) // 60
