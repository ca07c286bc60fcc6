"""A quarter to be appraised: one matter, 住建局 did well and in time, 水利局 was late once and silent once.

Either played day by day (`first_quarter`) or put into the database as it would stand then (`arranged_quarter`).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from storage.unit_of_work import UnitOfWork
from supervision.model import Assignment, Dispatch, DueStatus, Group, Matter, Post, Reminder, ReportDue
from supervision.reminding.reminders import rung_name
from supervision.roles import Role
from tests import builders, roster
from tests.world import World, at

EVENING_BEFORE = "4月16日 18:00"
DRAFTED = "4月17日 08:30"
"""Five workdays after the cut-off of 10 April, when the office opens."""

REMINDED = ((1, "T+1", "3月11日"), (1, "T+3", "3月13日"), (2, "T+1", "3月23日"), (2, "T+3", "3月25日"))
"""水利局's reminders after its two dates: due, rung, day."""


async def first_quarter(office: World) -> Matter:
    """Play the quarter up to the evening before the bulletin is drafted."""
    async with office.transaction() as unit:
        matter, _ = await builders.issued_matter(unit)
        await unit.commit()
    await office.advance("3月9日 10:00")
    await report(office, matter, roster.HOUSING, DueStatus.ACCEPTED)
    await office.advance("3月13日 10:00")
    await report(office, matter, roster.WATER, DueStatus.ANSWERED, seq=1)
    await office.advance(EVENING_BEFORE)
    return matter


async def arranged_quarter(office: World, *, until: str = EVENING_BEFORE) -> Matter:
    """The same quarter without its days."""
    office.sandbox.state.clock.move(at(until).timestamp())
    await office.settle()
    async with office.transaction() as unit:
        matter, _ = await builders.issued_matter(unit)
        issued = at("3月2日 08:31")
        await unit.save(replace(matter, registered_at=issued, issued_at=issued))
        for sent in await unit.find(Dispatch, matter_id=matter.id):
            await unit.save(replace(sent, sent_at=issued, delivered_at=issued))
        await _reported(unit, matter, roster.HOUSING, when=at("3月9日 10:00"), status=DueStatus.ACCEPTED)
        await _reported(unit, matter, roster.WATER, when=at("3月13日 10:00"), status=DueStatus.ANSWERED, seq=1)
        await _reminded(unit, matter)
        await unit.commit()
    await office.settle()
    return matter


async def report(office: World, matter: Matter, unit_id: int, status: DueStatus, seq: int | None = None) -> None:
    """Reports of a unit come in now, as the reporting flow stores them."""
    async with office.transaction() as unit:
        await _reported(unit, matter, unit_id, when=unit.now, status=status, seq=seq)
        await unit.commit()


async def _reported(
    unit: UnitOfWork, matter: Matter, unit_id: int, *, when: datetime, status: DueStatus, seq: int | None = None
) -> None:
    for due in await unit.find(ReportDue, matter_id=matter.id, unit_id=unit_id):
        if seq is None or due.seq == seq:
            await unit.save(replace(due, status=status, first_answered_at=when))


async def _reminded(unit: UnitOfWork, matter: Matter) -> None:
    liaison = (await unit.find(Post, unit_id=roster.WATER, role=Role.LIAISON))[0]
    task_seq = (await unit.find(Assignment, matter_id=matter.id, unit_id=roster.WATER))[0].task_seq
    for seq, rung, day in REMINDED:
        due = await unit.require(ReportDue, matter.id, task_seq, roster.WATER, seq)
        nine = at(f"{day} 09:00")
        await unit.save(
            Reminder(
                matter.id,
                task_seq,
                roster.WATER,
                seq,
                rung=rung_name(rung, due.late_after, unit.county),
                post_id=liaison.id,
                created_at=nine,
                told_at=nine,
                counted_from=due.late_after,
                told_by="digest",
            )
        )


async def bind_group(office: World, title: str = "夏邑政务督查群", id_: int = 1) -> int:
    """A group that the bot is in, bound."""
    bots = [user["id"] for user in (await office.control.state())["bots"]]
    group = await office.control.create_group(title, [office.head.id, office.water.id, office.housing_a.id, *bots])
    async with office.transaction() as unit:
        await unit.save(Group(id_, group.id, title, bound_by=1, bound_at=unit.now))
        await unit.commit()
    return group.id


async def ticked(office: World) -> None:
    """The Office has the draft and ticked one unit on each side."""
    await arranged_quarter(office)
    await office.advance(DRAFTED)
    await office.clerk.taps("通报批评备选（1）")
    await office.clerk.taps("列入 县水利局")
    await office.clerk.taps("通报表扬备选（1）")
    await office.clerk.taps("列入 县住房和城乡建设局")


async def asked(office: World) -> None:
    """水利局 has its line, to confirm or explain."""
    await ticked(office)
    await office.clerk.taps("通报前核对")


async def explained(office: World, words: str = "第1项已电话报告，汛情期间未及时补报") -> None:
    """水利局 objects, and nobody has decided."""
    await asked(office)
    await office.clerk.looks_away()
    await office.water.taps("说明情况")
    await office.water.sees("请输入需要说明的情况")
    await office.water.says(words)


async def before_the_mayor(office: World) -> None:
    """水利局 agreed, two have signed on Monday 20 April at 10:00, and the bulletin lies before the last."""
    await asked(office)
    await office.water.taps("情况属实")
    await office.advance("4月20日 10:00")
    await office.clerk.taps("送审")
    await office.deputy.taps("已阅，同意")
    await office.director.taps("已阅，同意")


async def posted(office: World, way: str) -> int:
    """The bulletin stands in the group since 21 April, 09:00; gives the group's chat."""
    group = await bind_group(office)
    await before_the_mayor(office)
    await office.mayor.taps(way)
    await office.advance("4月21日 09:01")
    return group
