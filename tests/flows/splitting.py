"""What the tests of /split share: a registered matter, a first task, and looking."""

from __future__ import annotations

from datetime import date

from storage import outbox
from storage.unit_of_work import UnitOfWork
from supervision.model import (
    Assignment,
    Matter,
    MatterStatus,
    Source,
    Task,
    Urgency,
)
from supervision.notices.base import to_post
from supervision.notices.cards import MatterCard
from tests import roster
from tests.builders import CLERK
from tests.world import Someone, World

TEXT = """一、工作任务
1. 凯旋路等3处积水点改造。牵头单位：县住建局；完成时限：5月29日
2. 北城河清淤2.3公里。
3. 排水口巡查。
"""
SECTION_POST = next(number for number, seat in enumerate(roster.SEATS, 1) if seat.key == "section")


async def registered(
    unit: UnitOfWork,
    *,
    text: str = "",
    track: str = "meeting.mayor",
    status: MatterStatus = MatterStatus.REGISTERED,
    post: int = CLERK,
    due_on: date | None = None,
) -> Matter:
    number = await unit.count_up("matter/2026")
    matter = Matter(
        id=await unit.new_id("matter"),
        registration_number=f"2026-{number}",
        track=track,
        title="城区内涝点整治",
        status=status,
        urgency=Urgency.ROUTINE,
        registered_by=post,
        registered_post_id=post,
        registered_at=unit.now,
        text=text,
        sources=(Source("县长办公会议纪要", "〔2026〕3号", date(2026, 2, 27)),),
        form="supervision_notice",
        issuer="government_office",
        due_on=due_on,
    )
    await unit.save(matter)
    return matter


async def arrange(office: World, **changes: object) -> Matter:
    async with office.transaction() as unit:
        matter = await registered(unit, **changes)  # type: ignore[arg-type]
        await outbox.tell(unit, [MatterCard(to=to_post(matter.registered_post_id), matter_id=matter.id)])
        await unit.commit()
    await office.settle()
    return matter


async def tasks_of(office: World) -> list[tuple[Task, list[Assignment]]]:
    async with office.transaction() as unit:
        assignments = await unit.find(Assignment)
        return [(task, [item for item in assignments if item.task_seq == task.seq]) for task in await unit.find(Task)]


async def matter_of(office: World) -> Matter:
    async with office.transaction() as unit:
        (matter,) = await unit.find(Matter)
        return matter


async def to_the_list(person: Someone) -> None:
    """A first task, nothing left out that is asked."""
    await person.taps("添加任务")
    await person.says("凯旋路等3处积水点改造")
    await person.says("县住建局")
    await person.taps("无配合单位")
    await person.says("5月29日")
    await person.taps("不另定反馈时间")
    await person.taps("本项完成")
