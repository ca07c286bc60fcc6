"""What was not ratified in time: once its term is over, the leader and the Office find it in their digest."""

from __future__ import annotations

from datetime import datetime, timedelta

from handlers.conversation.catalogue import Tick
from handlers.conversation.context import Services
from storage.queries import records, reminders
from storage.unit_of_work import UnitOfWork
from supervision.approving import verbal
from supervision.model import Chain, Post, Reminder, SigningStep
from supervision.roles import OFFICE, Role


async def is_due(unit: UnitOfWork) -> bool:
    """Whether a consent is past its term and somebody is to be reminded of it."""
    return any([await _rows(unit, step) for step in await _unnoticed(unit)])


async def remind_to_ratify(services: Services) -> None:
    """Put every consent past its term into the day's digests, once."""
    async with services.transaction() as unit:
        for step in await _unnoticed(unit):
            await reminders.add(unit, await _rows(unit, step))
        await unit.commit()


async def next_due(unit: UnitOfWork) -> datetime | None:
    """When the next term will be over: the first moment after it."""
    terms = [_by(unit, step) for step in await _unnoticed(unit)]
    return min((by + timedelta(microseconds=1) for by in terms if by >= unit.now), default=None)


async def _unnoticed(unit: UnitOfWork) -> list[SigningStep]:
    """The consents that wait for their 补签 and of which nobody was reminded."""
    waiting = await records.verbal_steps(unit)
    return [step for step in waiting if not await _noticed(unit, step)]


async def _noticed(unit: UnitOfWork, step: SigningStep) -> bool:
    same = await unit.find(Reminder, matter_id=0, task_seq=step.seq, unit_id=0, due_seq=step.chain_id)
    return any(row.rung.startswith(f"{verbal.UNRATIFIED}@") for row in same)


async def _rows(unit: UnitOfWork, step: SigningStep) -> list[Reminder]:
    return verbal.unratified(step, await _office_of(unit, step), _by(unit, step), unit.now, unit.county)


def _by(unit: UnitOfWork, step: SigningStep) -> datetime:
    return verbal.ratify_by(step, unit.county, unit.workdays)


async def _office_of(unit: UnitOfWork, step: SigningStep) -> list[int]:
    """The officer who drafted the text, else all of them."""
    chain = await unit.require(Chain, step.chain_id)
    drafter = await unit.get(Post, chain.drafted_post_id) if chain.drafted_post_id else None
    if drafter is not None and drafter.active and drafter.holder_id is not None and drafter.role in OFFICE:
        return [drafter.id]
    return [post.id for post in await unit.find(Post, role=Role.OFFICER, active=True)]


TICKS = (Tick("ratifying", is_due, remind_to_ratify, next_due),)
