"""What tests of reminders share: a matter that is issued, an answer that came in, the digests that somebody has."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from storage.tables import outbox
from supervision.model import DueStatus, Matter, ReportDue
from tests import builders, roster
from tests.world import World


async def issue(office: World, **changes: object) -> Matter:
    async with office.transaction() as unit:
        matter, _ = await builders.issued_matter(unit, **changes)  # type: ignore[arg-type]
        await unit.commit()
    await office.settle()
    return matter


async def answer(office: World, matter: Matter, task: int, unit_id: int) -> None:
    """All reports of a unit on a task are in, as the reporting flow stores it."""
    async with office.transaction() as unit:
        for due in await unit.find(ReportDue, matter_id=matter.id, task_seq=task, unit_id=unit_id):
            await unit.save(replace(due, status=DueStatus.ANSWERED, first_answered_at=unit.now))
        await unit.commit()


async def rows(office: World, kind: str = "digest") -> list[tuple[str, str, str]]:
    async with office.transaction() as unit:
        found = await unit.connection.execute(
            select(outbox.c.key, outbox.c.status, outbox.c.reason).where(outbox.c.kind == kind).order_by(outbox.c.id)
        )
        return [(row.key, row.status, row.reason) for row in found]


async def digests_of(office: World, who: str, about: str = "") -> list[str]:
    messages = await getattr(office, who).messages()
    return [m.text for m in messages if m.text.startswith("今日提醒") and about in m.text]


def person_of(key: str) -> int:
    """The id of somebody of the test office."""
    return next(number for number, seat in enumerate(roster.SEATS, 1) if seat.key == key)
