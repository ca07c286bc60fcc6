"""A task that comes by transfer to a unit which has the paper already: nothing of it is late until it is told of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from storage.queries import bulletins, owed
from supervision.bulletins.appraisal import appraise, window
from supervision.calendars.schedules import Quarter
from supervision.model import Assignment, Dispatch, Matter, Standing
from tests import roster
from tests.flows.approval_scenes import dispatched
from tests.flows.digests import answer, digests_of
from tests.world import World, at

DATE = date(2026, 3, 20)
"""The printed date of the first task, which 县住建局 is rid of only after it has passed."""


async def handed_on_late(office: World) -> Matter:
    """Both signed for the paper on 3月2日; on 3月23日 住建局's first task, due on 3月20日, comes to 水利局."""
    matter = await dispatched(office)
    await office.water.taps("签收")
    for unit_id in (roster.WATER, roster.HOUSING):
        await answer(office, matter, 2, unit_id)
    await office.housing_a.taps("签收")
    await office.housing_a.taps("申请改派")
    await office.housing_a.taps("第1项")
    await office.housing_a.says("建议由水利局统一办理")
    await office.advance("3月23日 10:00")
    await office.clerk.taps("同意改派")
    await office.clerk.says("水利局")
    await office.clerk.sees("夏政督〔2026〕1号第1项已由县住建局改派县水利局")
    return matter


async def is_over(office: World, matter: Matter) -> bool:
    """Whether the only report that 水利局 owes is overdue now."""
    async with office.transaction() as unit:
        (item,) = await owed.owed_reports(unit, matter_id=matter.id, unit_id=roster.WATER)
        assert (item.due.task_seq, item.due.due_on) == (1, DATE)
        return item.is_over(unit.now)


async def criticised(office: World) -> list[tuple[int, int | None]]:
    """For which tasks 水利局 would be named in the bulletin, and how many workdays late they are."""
    async with office.transaction() as unit:
        zone = unit.county.zone
        ledger = await bulletins.ledger_of(unit, window(Quarter(2026, 1), unit.workdays, zone))
        assert any(item.unit.id == roster.WATER and item.due.task_seq == 1 for item in ledger.reports)
        lines = appraise(1, ledger, unit.now, unit.workdays, zone).lines
        named = [line for line in lines if (line.unit_id, line.standing) == (roster.WATER, Standing.CRITICISED)]
        return [(event.task_seq, event.late_workdays) for line in named for event in line.events]


async def test_counting_a_transferred_task_is_not_late_before_its_own_delivery(office: World) -> None:
    matter = await handed_on_late(office)
    async with office.transaction() as unit:
        dispatch = await unit.require(Dispatch, 1, roster.WATER)
        added = await unit.require(Assignment, matter.id, 1, roster.WATER)
    assert dispatch.delivered_at is not None, "the paper came with the unit's own task"
    assert added.delivered_at is None, "this task did not"
    assert not await is_over(office, matter)
    assert await criticised(office) == []
    await office.mayor.says("/ledger")
    await office.mayor.sees("夏政督〔2026〕1号", "时限🟡")
    await office.water.says("我的任务")
    await office.water.sees("第1项（牵头）凯旋路", "请于3月25日（周三）12:00前签收")


async def test_a_transferred_task_is_asked_to_be_acknowledged_and_reported_to_nobody_above(office: World) -> None:
    await handed_on_late(office)
    await office.advance("3月25日 11:00")
    assert await digests_of(office, "water") == [], "to acknowledge it there is time until noon; late it cannot be"
    await office.advance("3月26日 09:00")
    latest = (await digests_of(office, "water"))[-1]
    assert "待签收" in latest
    assert "应于3月25日（周三）12:00前签收" in latest
    assert "已超" not in latest
    assert await digests_of(office, "water_deputy", "1号") == await digests_of(office, "water_head", "1号") == []
    assert await digests_of(office, "clerk", "电话送达") == [], "its term began with the transfer"


async def test_counting_once_told_it_has_its_term_and_then_is_late(office: World) -> None:
    matter = await handed_on_late(office)
    await office.water.taps("签收")
    await office.water.says("我的任务")
    assert "前签收" not in (await office.water.sees("第1项（牵头）凯旋路")).text
    await office.advance("3月25日 23:00")
    assert not await is_over(office, matter), "two full workdays from its delivery on 3月23日"
    await office.advance("3月26日 09:00")
    assert await is_over(office, matter)
    assert "应于3月20日（周五）反馈，已超1个工作日" in (await digests_of(office, "water"))[-1]
    await office.mayor.says("/ledger")
    await office.mayor.sees("夏政督〔2026〕1号", "时限🔴")


async def test_counting_what_was_told_in_time_is_named_in_the_bulletin(office: World) -> None:
    matter = await handed_on_late(office)
    async with office.transaction() as unit:
        added = await unit.require(Assignment, matter.id, 1, roster.WATER)
        await unit.save(replace(added, delivered_at=at("3月19日 10:00")))
        await unit.commit()
    assert await criticised(office) == [(1, 1)]
    assert await is_over(office, matter)
