"""Where the tests of reporting begin, and what they look at: an issued paper, its reports and dates."""

from __future__ import annotations

from sandbox.client import Message
from storage import audit, outbox
from supervision.model import Report, ReportDue, StoredFile
from supervision.notices.base import to_post
from supervision.notices.cards import PaperCard
from supervision.subjects import Subject
from tests import roster
from tests.builders import issued_matter
from tests.world import Someone, World

READERS = ["主要负责同志", "分管负责同志"]
NUMBER = "夏政督〔2026〕1号"
PHOTO = b"\xff\xd8\xff\xe0" + b"0" * 64


async def with_paper(office: World, *, acknowledged: bool = True) -> None:
    """An issued matter with a card at each unit: 水利局 leads task 2; 住建局 leads task 1 and supports task 2."""
    async with office.transaction() as unit:
        await issued_matter(unit, acknowledged=acknowledged)
        await unit.commit()
    await office.settle()


async def paper(someone: Someone, number: str = NUMBER) -> Message:
    """The card of a paper in somebody's chat."""
    return await someone.card("督查通知单", number)


async def send_paper_to(office: World, key: str, unit_id: int) -> None:
    """Show a unit's paper to one more person: its head has no card of his own."""
    async with office.transaction() as unit:
        await outbox.tell(unit, [PaperCard(to=to_post(post_of(key)), paper_id=1, unit_id=unit_id, again=1)])
        await unit.commit()
    await office.settle()


def post_of(key: str) -> int:
    """The id of a seat of the test office: of its post and its person."""
    return next(number for number, seat in enumerate(roster.SEATS, 1) if seat.key == key)


async def reports(office: World) -> list[Report]:
    """All reports."""
    async with office.transaction() as unit:
        return await unit.find(Report)


async def files(office: World) -> list[StoredFile]:
    """All files."""
    async with office.transaction() as unit:
        return await unit.find(StoredFile)


async def due_of(office: World, unit_id: int, task: int, seq: int = 1) -> ReportDue:
    """One expected date."""
    async with office.transaction() as unit:
        return await unit.require(ReportDue, 1, task, unit_id, seq)


async def events(office: World, subject: Subject) -> list[str]:
    """What the audit says happened to a thing, in order."""
    async with office.transaction() as unit:
        return [row.event for row in await audit.history(unit, subject)]


async def water_reports(office: World, words: str = "北城河清淤已完成1.2公里。") -> Message:
    """水利局 answers its paper; returns its receipt."""
    await office.water.says(words, reply_to=await paper(office.water))
    return await office.water.sees("已收到")


def data_of(message: Message, label: str) -> str:
    """What a button carries, by part of its label."""
    return next(data for name, data in message.buttons.items() if label in name and data is not None)
