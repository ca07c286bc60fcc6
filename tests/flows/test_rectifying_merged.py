"""P5.3: what a merged unit had to put right is put right by the unit that took it in; the matter stays open for it."""

from __future__ import annotations

import pytest

from handlers.rectifying.loading import open_rectifications
from supervision.model import DeskItem, DeskKind, Rectification, ReportDue
from tests import roster
from tests.flows.test_rectifying import ordered
from tests.world import World


async def merged(office: World) -> None:
    """县水利局 is merged into 县住建局 today, which is at work on the task itself."""
    await office.head.says("/unit 水利局")
    await office.head.taps("并入其他单位")
    await office.head.says("住建局")
    await office.head.taps("今天")
    await office.head.taps("确认")


@pytest.mark.parametrize("promised", [False, True])
async def test_P5_3_a_merged_units_rectification_goes_on_with_its_successor(office: World, *, promised: bool) -> None:
    await ordered(office)
    if promised:
        await office.water.taps("报送整改措施")
        await office.water.says("增派2台设备；王某；3月13日")
    await merged(office)
    card = await office.housing_a.card("整改通知", "现场尚有0.6公里未清")
    assert ("报送整改措施" in card.buttons) is not promised
    async with office.transaction() as unit:
        item = await unit.require(Rectification, 1)
        assert (item.unit_id, await open_rectifications(unit, 1)) == (roster.HOUSING, 1)
        reminded = await unit.require(DeskItem, DeskKind.PROMISE, "1")
        assert (reminded.unit_id, reminded.done_at is not None) == (
            roster.WATER if promised else roster.HOUSING,
            promised,
        )
    if not promised:
        await office.housing_a.says("增派2台设备；王某；3月13日", reply_to=card)
        await office.housing_a.sees("已收到整改措施")
        return
    async with office.transaction() as unit:
        due = await unit.require(ReportDue, 1, 2, roster.HOUSING, item.due_seq)
    assert due.due_on.isoformat() == "2026-03-13"
    await office.housing_a.says("剩余0.6公里已清完。", reply_to=card)
    checking = await office.clerk.card("责令整改", "请核查")
    assert "整改核查通过" in await office.clerk.taps("核查通过", checking)
