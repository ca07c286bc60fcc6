"""What the tests of /new share: getting to a question, and looking."""

from __future__ import annotations

from supervision.model import Draft, Matter
from tests.world import Someone, World

PAPER = "城区内涝点整治情况报告\n夏住建〔2026〕8号\n2月27日\n县住建局"


async def to_the_title(person: Someone, track: str) -> None:
    await person.says("/new")
    await person.taps("否，可以登记")
    await person.says(track)
    await person.says(PAPER)
    await person.taps("下一步")
    await person.says("城区内涝点整治")


async def one_instruction(person: Someone, leader: str = "县长") -> None:
    await person.taps(leader)
    await person.says("2月28日")
    await person.says("县住建局牵头，汛期前完成3处积水点改造。")
    await person.taps("无其他批示，下一步")


async def the_only_matter(office: World) -> Matter:
    async with office.transaction() as unit:
        (matter,) = await unit.find(Matter)
        return matter


async def the_draft(office: World) -> Draft | None:
    async with office.transaction() as unit:
        return await unit.first(Draft)
