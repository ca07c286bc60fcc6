"""What reminders become: one digest a person and day, and a note of when it was said, by what became of its message."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from handlers.conversation.context import Services
from handlers.reminding.digests import sections_of
from storage import audit, outbox
from storage.outbox import State
from storage.queries import owed, reminders
from storage.unit_of_work import UnitOfWork
from supervision.actors import MACHINE
from supervision.model import Reminder
from supervision.notices.base import to_person
from supervision.notices.reminding import Digest
from supervision.outcome import Fact
from supervision.reminding.reminders import LOST, OVER
from supervision.subjects import Subject


async def gather(services: Services) -> None:
    """Give every person with unsaid reminders one digest, unless he has had today's; some people a transaction."""
    after = 0
    while True:
        async with services.transaction() as unit:
            people = await reminders.people_to_tell(unit, after)
            for digest, rows in await _digests(unit, people):
                if isinstance(digest, Digest):
                    await outbox.tell(unit, [digest])
                await reminders.assign_all(unit, rows, digest.row_key if isinstance(digest, Digest) else digest)
            await unit.commit()
        if not people:
            return
        after = people[-1]


async def anything_unsaid(unit: UnitOfWork) -> bool:
    """Whether somebody has unsaid reminders and can be given a digest."""
    after = 0
    while people := await reminders.people_to_tell(unit, after):
        if await _digests(unit, people):
            return True
        after = people[-1]
    return False


async def _digests(unit: UnitOfWork, people: Sequence[int]) -> list[tuple[Digest | str, list[Reminder]]]:
    """The digest that is to say the unsaid reminders of a person: a new one, or the key of one that waits.

    What arises after the day's digest was written waits for the next workday.
    """
    new = {
        person: Digest(to=to_person(person), person_id=person, day=unit.today, not_before=unit.now) for person in people
    }
    waiting = await reminders.waiting_messages(unit, "digest", [f"person/{person}" for person in people])
    written = await reminders.message_states(unit, [digest.row_key for digest in new.values()])
    told: dict[int, Digest | str] = {}
    for person, digest in new.items():
        if key := waiting.get(f"person/{person}"):
            told[person] = key
        elif digest.row_key not in written:
            told[person] = digest
    unsaid = await reminders.unsaid(unit, told)
    return [(told[person], rows) for person, rows in unsaid.items()]


async def mark_said(services: Services) -> None:
    """Write down when each reminder was said, by what became of its message; asked again after a kill."""
    while True:
        async with services.transaction() as unit:
            settled = await reminders.settled(unit)
            await audit.record(unit, MACHINE, [fact for item in settled for fact in await _marked(unit, item)])
            await unit.commit()
        if len(settled) < owed.BATCH:
            return


async def _marked(unit: UnitOfWork, item: reminders.Settled) -> list[Fact]:
    row = item.reminder
    if item.status == State.SENT:
        await reminders.assign(unit, row, row.told_by, item.sent_at)
        return [_said(row, item.sent_at)]
    await reminders.assign(unit, row, await _after_void(unit, row) if item.status == State.VOID else LOST)
    return []


def _said(row: Reminder, at: datetime | None) -> Fact:
    subject = Subject("reminder", f"{row.matter_id}/{row.task_seq}/{row.unit_id}/{row.due_seq}")
    return Fact("reminder.sent", subject, {"rung": row.rung, "post": row.post_id, "at": at and at.isoformat()})


async def _after_void(unit: UnitOfWork, row: Reminder) -> str:
    """A digest that came too late for its day is said anew, unless what it said is done by now."""
    still_owed = not (await sections_of(unit, [row])).view(unit).is_empty
    return "" if still_owed and row.told_by.startswith("digest/") else OVER
