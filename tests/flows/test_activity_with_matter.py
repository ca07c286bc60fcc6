"""督查活动 instead of a 督查通知单: the matter and its plan are signed in one round and go out together (P4.1, P8.1)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handlers.conversation.actors import actor_of
from handlers.splitting.matter import present_tasks, split_matter
from supervision.model import ActivityStatus, Chain, ChainPurpose, Matter, MatterStatus
from tests import builders
from tests.flows.test_activities import the_activity
from tests.world import World


async def _goes_out_as_activity(office: World, track: str) -> None:
    """A split matter that is to be carried out by 督查活动; its card is before the clerk."""
    async with office.transaction() as unit:
        matter = await builders.split_matter(unit, track=track)
        await unit.save(replace(matter, form="activity"))
        await unit.commit()
    await office.clerk.says("/matter 2026-1")
    await office.clerk.sees("城区内涝点整治")


async def _writes_the_plan(office: World) -> None:
    await office.clerk.taps("督查方案")
    await office.clerk.taps("联合督查")
    await office.clerk.says("城区内涝点整治联合督查")
    await office.clerk.taps("全部责任单位（2个）")
    await office.clerk.says("3月5日")
    await office.clerk.says("督查室甲")
    await office.clerk.says("查看整治进度。")


@pytest.mark.parametrize("clause", ["P4_1", "P8_1"])
async def test_P4_1_P8_1_instead_of_a_notice_an_activity_signed_with_its_plan_in_one_round(
    office: World, clause: str
) -> None:
    await _goes_out_as_activity(office, {"P4_1": "meeting.mayor", "P8_1": "assignment"}[clause])
    assert "请先制定督查方案" in await office.clerk.taps("预览送审")
    await _writes_the_plan(office)
    card = await office.clerk.card("联合督查 · 起草中", "方案随事项一并送审")
    assert "随事项一并送审" in await office.clerk.forges("vs:1:000000000000", card)
    await office.clerk.taps("预览送审", card)
    await office.clerk.sees("附：督查方案", "联合督查方案：城区内涝点整治联合督查", "督查时间：3月5日")
    await office.clerk.taps("确认送审")
    assert (await the_activity(office)).status is ActivityStatus.IN_APPROVAL
    await office.deputy.sees("呈请审定", "附：督查方案")
    await office.deputy.taps("退回修改")
    await office.deputy.taps("措辞")
    assert (await the_activity(office)).status is ActivityStatus.SENT_BACK
    await office.clerk.card("联合督查 · 退回修改", "退回意见：文字表述需修改")
    await office.clerk.says("/matter 2026-1")
    await office.clerk.taps("预览送审")
    await office.clerk.taps("确认送审")
    await office.deputy.taps("同意")
    await office.director.taps("同意")
    approved = await office.clerk.card("联合督查 · 待实施", "随督查通知印发开始")
    assert not [label for label in approved.buttons if "开始" in label]
    assert "随督查通知印发开始" in await office.clerk.forges("vg:1:1", approved)
    await office.clerk.taps("印发", await office.clerk.card("城区内涝点整治", "待印发"))
    activity = await the_activity(office)
    assert (activity.status, activity.number) == (ActivityStatus.RUNNING, "夏政督〔2026〕1号")
    async with office.transaction() as unit:
        assert (await unit.require(Matter, 1)).status is MatterStatus.IN_PROGRESS
        assert [chain.purpose for chain in await unit.find(Chain)] == [ChainPurpose.ISSUE] * 2  # sent back, then signed
    await office.water.sees("夏政督〔2026〕1号")


async def test_P4_1_a_plan_signed_with_its_matter_is_void_with_it(office: World) -> None:
    await _goes_out_as_activity(office, "meeting.mayor")
    await _writes_the_plan(office)
    await office.clerk.taps("预览送审")
    await office.clerk.taps("确认送审")
    async with office.transaction() as unit:
        clerk = await actor_of(unit, office.clerk.id)
        await split_matter(unit, clerk, 1, await present_tasks(unit, 1))
        await unit.commit()
    assert (await the_activity(office)).status is ActivityStatus.DRAFT


async def test_P4_2_a_matter_through_the_gate_is_signed_first_and_its_activity_by_its_own_chain(office: World) -> None:
    await _goes_out_as_activity(office, "meeting.vice_mayor")
    await office.clerk.taps("预览送审")
    await office.clerk.taps("确认送审")
    await office.deputy.taps("同意")
    await office.director.taps("同意")
    assert "请先制定督查方案" in await office.clerk.taps("印发")
    await office.clerk.says("/matter 2026-1")
    await _writes_the_plan(office)
    await office.clerk.taps("预览送审")
    await office.clerk.sees("对应事项：城区内涝点整治（登记号2026-1）")
    await office.clerk.taps("确认送审")
    await office.deputy.taps("同意")
    await office.director.taps("同意")
    await office.clerk.taps("印发", await office.clerk.card("城区内涝点整治", "待印发"))
    assert (await the_activity(office)).status is ActivityStatus.RUNNING
