"""Where the tests of 更正、中止、撤销 and 并案 begin: an issued matter whose card the clerk has."""

from __future__ import annotations

from sandbox.client import Message
from storage import outbox
from supervision.model import Assignment, Matter, ReportDue, Task
from supervision.notices.base import to_post
from supervision.notices.cards import MatterCard
from tests import builders, roster
from tests.world import Someone, World


async def issued(office: World, *, acknowledged: bool = True, cards: int = 1) -> list[Matter]:
    """Matters of 县长批示 with their papers at 住建局 and 水利局; the mayor's office has the last signature."""
    made = []
    async with office.transaction() as unit:
        for _ in range(cards):
            matter, _ = await builders.issued_matter(unit, acknowledged=acknowledged)
            await outbox.tell(unit, [MatterCard(to=to_post(builders.CLERK), matter_id=matter.id)])
            made.append(matter)
        await unit.commit()
    await office.settle()
    return made


async def begins(someone: Someone, label: str) -> str:
    """Tap one of the acts behind ［更多］ of the matter's card, on whichever page it is."""
    await someone.taps("更多", await someone.card("登记号2026-1", "县长批示件　"))
    acts = await someone.sees("请点选要办理的内容")
    if label not in acts.buttons:
        await someone.taps("下一页", acts)
    return await someone.taps(label)


async def matter_of(office: World, matter_id: int = 1) -> Matter:
    """The matter as it stands."""
    async with office.transaction() as unit:
        return await unit.require(Matter, matter_id)


async def dues_of(office: World, unit_id: int = roster.WATER, matter_id: int = 1) -> list[ReportDue]:
    """What a unit owes."""
    async with office.transaction() as unit:
        return await unit.find(ReportDue, matter_id=matter_id, unit_id=unit_id)


async def tasks_of(office: World, matter_id: int = 1) -> list[Task]:
    """The tasks as they stand."""
    async with office.transaction() as unit:
        return await unit.find(Task, matter_id=matter_id)


async def assignments_of(office: World, matter_id: int = 1) -> list[Assignment]:
    """Who has what."""
    async with office.transaction() as unit:
        return await unit.find(Assignment, matter_id=matter_id)


async def agreed(office: World) -> Message:
    """The last signer – of 县长批示件, 主任 – agrees; gives his card."""
    card = await office.director.card("呈请审定")
    await office.director.taps("同意", card)
    return card
