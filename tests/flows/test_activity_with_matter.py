"""督查活动 instead of a 督查通知单: the matter and its plan signed in one round, going out together (P4.1, P8.1)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handlers.conversation.actors import actor_of
from handlers.splitting.matter import present_tasks, split_matter
from supervision.model import (
    Activity,
    ActivityKind,
    ActivityStatus,
    Chain,
    ChainPurpose,
    ChainStatus,
    Matter,
    MatterStatus,
)
from tests import builders, roster
from tests.flows.changing_scenes import agreed, begins, issued
from tests.flows.test_activities import the_activity
from tests.flows.test_changing import resumed, suspended
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
    async with office.transaction() as unit:  # what was approved is of the tasks as they were
        clerk = await actor_of(unit, office.clerk.id)
        await split_matter(unit, clerk, 1, await present_tasks(unit, 1))
        await unit.commit()
    assert (await the_activity(office)).status is ActivityStatus.DRAFT
    async with office.transaction() as unit:
        assert {chain.status for chain in await unit.find(Chain)} == {ChainStatus.VOID}


async def _approved_on(office: World, matter: Matter) -> None:
    """An activity on a matter in hand, approved by its own chain; the section goes along."""
    async with office.transaction() as unit:
        activity = Activity(
            id=1,
            kind=ActivityKind.SITE_VISIT,
            title="内涝点实地查看",
            since=unit.today,
            until=unit.today,
            drafted_by=builders.CLERK,
            drafted_post_id=builders.CLERK,
            drafted_at=unit.now,
            status=ActivityStatus.APPROVED,
            members=("督查室甲", "综合科科员"),
            member_posts=(builders.CLERK, roster.id_of("section")),
            unit_ids=(roster.WATER,),
            tasks=(f"{matter.id}/2",),
            matter_id=matter.id,
        )
        await unit.save(activity)
        await unit.commit()


async def test_a_suspended_matter_holds_its_activity_and_a_withdrawn_one_ends_it(office: World) -> None:
    (matter,) = await issued(office)
    await _approved_on(office, matter)
    await suspended(office)
    await office.section.sees("督查活动暂缓 · 内涝点实地查看", "恢复办理后继续")
    await office.section.says("/activity")
    await office.section.taps("实地查看：内涝点实地查看")
    held = await office.section.sees("对应事项已中止办理，督查暂缓")
    assert not [label for label in held.buttons if "开始" in label]
    await office.clerk.says("/activity")
    assert "督查暂缓" in await office.clerk.forges("vg:1:0", await office.clerk.sees("督查活动"))
    await resumed(office)
    await office.section.sees("督查活动继续 · 内涝点实地查看")
    assert (await the_activity(office)).status is ActivityStatus.APPROVED
    await begins(office.clerk, "撤销")
    await office.clerk.says("上级已另行部署")
    await office.clerk.taps("送审")
    await agreed(office)
    assert (await the_activity(office)).status is ActivityStatus.CANCELLED
    await office.section.sees("督查活动取消 · 内涝点实地查看", "该事项已撤销，本次督查不再进行")
    told = [m for m in await office.clerk.messages() if "督查活动取消" in m.text]
    assert len(told) == 1, "the drafter goes along, and is told once"
