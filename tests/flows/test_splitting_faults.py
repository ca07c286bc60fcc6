"""/split when something is wrong: wrong states, wrong people, restarts, bad input."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sandbox.client import Message
from supervision.model import (
    Chain,
    ChainPurpose,
    ChainStatus,
    Matter,
    MatterStatus,
    SigningStep,
    StepStatus,
    Unit,
    UnitKind,
)
from tests.builders import CLERK, split_matter
from tests.flows.splitting import SECTION_POST, TEXT, arrange, tasks_of, to_the_list
from tests.world import Someone, World, bot_of, world


async def test_copy_only_units_get_no_task(office: World) -> None:
    async with office.transaction() as unit:
        await unit.save(Unit(8, "县法院", UnitKind.COPY_ONLY, ("法院",)))
        await unit.commit()
    clerk = office.clerk
    await arrange(office)
    await clerk.says("/split 1")
    await clerk.taps("添加任务")
    await clerk.says("清理执行积案")
    await clerk.says("法院")
    await clerk.sees("县法院不承担政府督查任务，只能列为抄送单位")


async def test_what_is_not_ready_is_not_finished(office: World) -> None:
    clerk = office.clerk
    await arrange(office, text=TEXT)
    await clerk.says("/split 1")
    await clerk.taps("全部3段")
    assert "第2项尚未明确责任单位" in await clerk.taps("分解完成")


async def test_a_matter_past_splitting_is_refused_with_its_state(office: World) -> None:
    clerk = office.clerk
    matter = await arrange(office)
    card = await clerk.card("登记号2026-1")
    async with office.transaction() as unit:
        await unit.save(replace(matter, status=MatterStatus.IN_PROGRESS))
        await unit.commit()
    assert "办理中" in await clerk.taps("分解", on=card)
    await clerk.says("/split 1")
    await clerk.sees("当前状态为“办理中”")


async def test_a_state_that_changes_during_the_conversation_is_noticed_at_its_end(office: World) -> None:
    clerk = office.clerk
    matter = await arrange(office)
    await clerk.says("/split 1")
    await to_the_list(clerk)
    await clerk.taps("分解完成")
    async with office.transaction() as unit:
        await unit.save(replace(matter, status=MatterStatus.WITHDRAWN))
        await unit.commit()
    assert "已撤销" in await clerk.taps("不抄送")
    assert await tasks_of(office) == []


async def test_complaint_11_others_do_not_split(office: World) -> None:
    await arrange(office)
    for person in (office.housing_a, office.mayor, office.admin):
        await person.says("/split 1")
        await person.sees("没有此项权限")
        shown = await person.forges("ms:1", await _any_message(person))
        assert "权限" in shown
    await office.section.says("/split 1")
    await office.section.sees("未查到")


async def _any_message(person: Someone) -> Message:
    return [message for message in await person.messages() if message.sender != person.id][-1]


async def test_complaint_14_a_restart_goes_on_at_the_same_question(template: Path, tmp_path: Path) -> None:
    async with world(tmp_path, template, start=False) as office:
        clerk = office.clerk
        async with bot_of(office):
            await arrange(office)
            await clerk.says("/split 1")
            await clerk.taps("添加任务")
            await clerk.says("北城河清淤")
            await clerk.says("县住建局、水务局")
        async with bot_of(office):
            await clerk.taps("县水利局")
            await clerk.sees("已选：县住建局、县水利局")
            await clerk.taps("选好了")
        async with bot_of(office):
            await clerk.taps("无配合单位")
            await clerk.sees("完成时限")


async def test_complaint_18_bad_input_is_answered_in_plain_chinese(office: World) -> None:
    async with office.transaction() as unit:
        await unit.save(Unit(8, "县<b>&_*[局", UnitKind.DEPARTMENT))
        await unit.commit()
    clerk = office.clerk
    await arrange(office)
    await clerk.says("/split 1")
    await clerk.taps("添加任务")
    await clerk.says("很" * 501)
    await clerk.sees("500字以内")
    await clerk.sends("任务.docx", b"PK")
    await clerk.sees("这一步请输入文字")
    await clerk.says("<i>清淤</i> & _*[")
    await clerk.sees("<i>清淤</i> & _*[")
    await clerk.says("县<b>&_*[局")
    await clerk.sees("第1项配合单位")
    await clerk.taps("无配合单位")
    await clerk.says("2月1日")
    await clerk.sees("“2月1日”已过")
    await clerk.says("2月30日")
    await clerk.sees("未能识别日期")
    await clerk.says("5月29日")
    await clerk.sees("进展反馈时间", "<i>清淤</i> & _*[")
    await clerk.says("以后")
    await clerk.sees("未能识别日期")


async def test_a_matter_that_its_section_follows_is_not_split_before_the_gate(office: World) -> None:
    matter = await arrange(office, track="meeting.vice_mayor", post=SECTION_POST, status=MatterStatus.FOLLOWED)
    card = await office.section.card("登记号2026-1", "科室跟踪")
    assert "分解" not in card.buttons
    await office.section.says("/split 1")
    await office.section.sees("当前状态为“科室跟踪”")
    await office.section.taps("提请督查室督促", on=card)
    await office.section.taps("属重大事项，确需督促")
    await office.section.taps("多次协调，进展缓慢")
    drawn = await office.section.card("登记号2026-1", "待分解")
    assert "分解" in drawn.buttons
    await office.clerk.starts()
    any_message = await _any_message(office.clerk)
    await office.clerk.forges(f"mv:{matter.id}", any_message)
    await office.clerk.sees("登记号2026-1", "待分解")
    assert "未查到" in await office.section.forges("mv:99", card)
    assert "权限" in await office.housing_a.forges("mv:1", await _hello(office.housing_a))


async def _hello(person: Someone) -> Message:
    await person.says("你好")
    return await _any_message(person)


async def test_complaint_12_splitting_anew_voids_what_was_signed(office: World) -> None:
    async with office.transaction() as unit:
        matter = await split_matter(unit)
        await unit.save(
            replace(matter, status=MatterStatus.IN_APPROVAL),
            Chain(1, ChainPurpose.ISSUE, matter.id, "县长批示件", "正文", "0" * 64, CLERK, unit.now),
            SigningStep(1, 1, "deputy_director", "approve", 6, "分管副主任", StepStatus.CURRENT),
        )
        await unit.commit()
    clerk = office.clerk
    await clerk.says("/split 1")
    await clerk.taps("删除")
    await clerk.taps("第2项")
    await clerk.taps("分解完成")
    await clerk.taps("不抄送")
    await clerk.sees("共1项任务，涉及1个单位", "原送审文稿已作废，须重新送审")
    async with office.transaction() as unit:
        assert (await unit.require(Chain, 1)).status is ChainStatus.VOID
        assert (await unit.require(SigningStep, 1, 1)).status is StepStatus.VOID
        assert (await unit.require(Matter, matter.id)).status is MatterStatus.SPLIT
