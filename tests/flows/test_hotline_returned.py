"""市长热线: an order that goes back to the hotline, and comes again (P7.2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from supervision.model import DueStatus, MatterStatus, ReportDue, Transfer
from tests import roster
from tests.builders import issued_matter
from tests.flows.approval_scenes import forged, reload
from tests.flows.test_hotline import order_of, with_order
from tests.world import World


@pytest.mark.parametrize(("merged_into", "seen"), [(None, "请核对 · 市长热线交办件1件"), (2, "“SQ-7”已登记，登记号")])
async def test_P7_1_an_order_that_was_withdrawn_comes_again(office: World, merged_into: int | None, seen: str) -> None:
    async with office.transaction() as unit:
        matter, _ = await issued_matter(unit, track="hotline")
        await unit.commit()
    await with_order(office, matter, status=MatterStatus.WITHDRAWN, merged_into_id=merged_into)
    await office.clerk.says("/hotline SQ-7|县府路路灯不亮|3月12日|县住建局")
    await office.clerk.sees(seen)


async def test_P7_2_what_is_nobodys_here_goes_back_to_the_hotline(office: World) -> None:
    async with office.transaction() as unit:
        matter, _ = await issued_matter(unit, track="hotline")
        await unit.commit()
    await with_order(office, matter)
    await office.water.taps("申请改派")
    await office.water.says("该路段属市管")
    clerk = office.clerk
    asked = await clerk.card("申请改派", "理由：该路段属市管")
    button = asked.buttons["退回热线室"]
    await clerk.taps("退回热线室", on=asked)
    await clerk.sees("退回热线室 · SQ-7", "单位所述理由：该路段属市管")
    await clerk.taps("按单位所述理由")
    await clerk.sees("SQ-7（登记号2026-1）已登记退回热线室，距交办2个工作日", "已告知县住建局、县水利局")
    order = await order_of(office, matter)
    assert (order.returned_on, order.returned_why, order.returned_days) == (date(2026, 3, 2), "该路段属市管", 2)
    assert (await reload(office, matter)).status is MatterStatus.WITHDRAWN
    await office.water.card("撤销")
    async with office.transaction() as unit:
        assert {due.status for due in await unit.find(ReportDue)} == {DueStatus.VOID}
    await clerk.says("/hotline")
    await clerk.taps("查看清单")
    await clerk.sees("退回热线室1件", "3月2日（周一）退回热线室")
    assert "已撤销" in await forged(clerk, button)
    await clerk.sees_nothing("请写明退回理由")
    await clerk.says("/hotline SQ-7|县府路路灯不亮|3月12日|县住建局")  # the hotline insists
    await clerk.taps("仅登记")
    await clerk.sees("已登记市长热线交办件1件", "2026-2　SQ-7")


async def test_P7_2_what_is_late_is_not_given_back_by_the_office_alone(office: World) -> None:
    async with office.transaction() as unit:
        matter, _ = await issued_matter(unit, track="hotline")
        (due,) = [item for item in await unit.find(ReportDue, unit_id=roster.WATER) if item.seq == 1]
        await unit.save(replace(due, late_after=unit.now - timedelta(days=1)))
        await unit.commit()
    await with_order(office, matter)
    await office.clerk.taps("更多")
    assert "不能直接退回热线室；确需撤销的" in await office.clerk.taps("退回热线室")
    await office.clerk.sees_nothing("请写明退回理由")


async def test_P7_1_a_caller_in_a_units_reason_is_masked_and_in_the_offices_words_refused(office: World) -> None:
    async with office.transaction() as unit:
        matter, _ = await issued_matter(unit, track="hotline")
        await unit.commit()
    await with_order(office, matter)
    await office.water.taps("申请改派")
    await office.water.says("来电人：张三，13812345678，称属市管")
    asked = await office.clerk.card("申请改派", "理由：来电人：**，138****，称属市管")
    await office.clerk.taps("不同意", on=asked)
    await office.clerk.says("请先联系张先生核实")
    await office.clerk.sees("含来电人信息")
    async with office.transaction() as unit:
        (transfer,) = await unit.find(Transfer)
    assert (transfer.reason, transfer.note) == ("来电人：**，138****，称属市管", "")
    await office.clerk.says("该路段属你单位管护")
    await office.water.sees("该路段属你单位管护")
