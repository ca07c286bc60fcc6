"""反馈表 of a unit that was merged: its successor is told how to report instead."""

from __future__ import annotations

from tests.flows.test_report_sheets import by_sheet, filled, housing_sheet
from tests.world import World


async def test_a_sheet_of_the_old_unit_is_answered_with_what_to_do(office: World) -> None:
    sheet = await housing_sheet(office)
    data = await filled(office, sheet, {(1, "进展情况"): "已完成"})
    await office.head.says("/unit 住建局")
    await office.head.taps("并入其他单位")
    await office.head.says("水利局")
    await office.head.taps("今天")
    await office.head.taps("确认")
    await office.water.sends("反馈表（住建局）.xlsx", data)
    await office.water.sees("原单位的反馈表", "已移交你单位", "直接回复相应的通知单")
    await office.tax.sends("反馈表（住建局）.xlsx", data)
    await office.tax.sees("不是发给你单位的反馈表")
    assert await by_sheet(office) == []
