"""修改后同意: a later signer changes the text; difference shown, earlier signers told, the paper as changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from handlers.conversation.actors import actor_of
from handlers.reviewing.closing import summarise
from supervision.model import (
    Amendment,
    Assignment,
    AssignmentStatus,
    Chain,
    ChainStatus,
    Matter,
    MatterStatus,
    Part,
    ReportDue,
    StepStatus,
    Task,
    Unit,
    Urgency,
)
from tests import roster
from tests.builders import issued_matter
from tests.flows.approval_scenes import forged, paper_of, status, step_card, submitted
from tests.flows.signer_scenes import chains, give, history, number_of, steps, texts
from tests.flows.test_signatures import split_anew
from tests.world import Someone, World, bot_of, world


async def change_date(signer: Someone, item: str = "第2项", day: str = "3月13日") -> None:
    """Go as far as the difference."""
    await signer.taps("修改后同意")
    await signer.taps(item)
    await signer.taps("完成时限")
    await signer.says(day)


async def test_complaint_12_the_second_of_three_changes_a_date(office: World) -> None:
    matter = await submitted(office, track="hotline", urgency=Urgency.URGENT)
    await office.deputy.taps("已阅，同意")
    await change_date(office.director)
    shown = await office.director.sees("第2项 完成时限：3月20日（周五） → 3月13日（周五）")
    assert (
        "原：2. 北城河清淤2.3公里。牵头单位：县水利局；配合单位：县住房和城乡建设局；完成时限：2026年3月20日前"
        in shown.text
    )
    assert (
        "改为：2. 北城河清淤2.3公里。牵头单位：县水利局；配合单位：县住房和城乡建设局；完成时限：2026年3月13日前"
        in shown.text
    )
    assert await status(office, matter) is MatterStatus.IN_APPROVAL
    assert [step.status for step in await steps(office)][1] is StepStatus.CURRENT, "nothing is changed yet"
    await office.director.taps("确认修改并同意")
    await office.director.sees("已修改并同意。现呈常务副县长审定")
    told = await office.deputy.card("文稿修改告知", "第2项 完成时限：3月20日（周五） → 3月13日（周五）")
    assert "文稿已由办公室主任于3月2日 08:30修改并同意" in told.text
    assert "您3月2日 08:30签署的意见保留" in told.text
    await office.clerk.card("文稿修改告知", "文稿按修改后的内容继续审签")
    card = await step_card(office.executive)
    assert "北城河清淤2.3公里。牵头单位：县水利局；配合单位：县住房和城乡建设局；完成时限：2026年3月13日前" in card.text
    assert "办公室主任3月2日 08:30修改" in card.text
    await office.executive.taps("同意")
    await office.clerk.taps("印发")
    paper = await paper_of(office, matter)
    assert "完成时限：2026年3月13日前" in paper.text
    async with office.transaction() as unit:
        assert (await unit.require(Task, matter.id, 2)).due_on == date(2026, 3, 13)
        finals = await unit.find(ReportDue, matter_id=matter.id, task_seq=2, final=True)
        assert {due.due_on for due in finals} == {date(2026, 3, 13)}
    signed = await steps(office)
    of = (await chains(office))[0]
    assert signed[0].signed_hash != of.text_hash, "the first signed the text as it was"
    assert [step.signed_hash for step in signed[1:]] == [of.text_hash, of.text_hash]
    events = [row.event for row in await history(office, matter)]
    assert "matter.split" not in events[events.index("approval.requested") :]


async def test_the_earlier_signer_reads_the_whole_text_as_it_is_now(office: World) -> None:
    await submitted(office)
    await office.deputy.taps("同意")
    await change_date(office.director)
    await office.director.taps("确认修改并同意")
    await office.deputy.taps("全文", on=await office.deputy.card("文稿修改告知"))
    await office.deputy.sees("全文", "完成时限：2026年3月13日前")
    assert "办公室主任3月2日 08:30修改" in (await step_card(office.deputy)).text


async def test_units_and_words_are_changed_and_several_things_at_once(office: World) -> None:
    matter = await submitted(office)
    await office.deputy.taps("修改后同意")
    await office.deputy.says("1")
    await office.deputy.taps("牵头单位")
    await office.deputy.says("水务局")
    asked = await office.deputy.sees("未查到“水务局”")
    assert "县水利局" in asked.buttons
    await office.deputy.taps("县水利局")
    await office.deputy.sees("第1项 牵头单位：")
    await office.deputy.taps("继续修改")
    await office.deputy.taps("第1项")
    await office.deputy.taps("任务内容")
    await office.deputy.says("凯旋路<等>5处&积水点_*[改造。")
    await office.deputy.sees("原：凯旋路等3处积水点改造", "改为：凯旋路<等>5处&积水点_*[改造")
    await office.deputy.taps("确认修改并同意")
    assert "1. 凯旋路<等>5处&积水点_*[改造。牵头单位：县水利局；" in (await step_card(office.director)).text
    async with office.transaction() as unit:
        mine = await unit.find(Assignment, matter_id=matter.id, task_seq=1)
        changed = await unit.require(Matter, matter.id)
        amendment = (await unit.find(Amendment))[0]
    assert [(item.unit_id, item.part) for item in mine] == [(roster.WATER, Part.LEAD)]
    assert changed.coordinating_unit_id == roster.HOUSING, "it supports the second task still"
    assert [change.field for change in amendment.changes] == ["text", "leads"]


async def test_what_does_not_do_leaves_the_question_open(office: World) -> None:
    await submitted(office)
    await office.deputy.taps("修改后同意")
    await office.deputy.says("第9项")
    await office.deputy.sees("请点选下方按钮")
    await office.deputy.says("第2项")
    await office.deputy.taps("完成时限")
    await office.deputy.says("3月1日")
    await office.deputy.sees("已过")
    await office.deputy.says("3月20日")
    await office.deputy.sees("修改后的内容与原文一致")
    await office.deputy.taps("返回上一步")
    await office.deputy.taps("任务内容")
    await office.deputy.says("长" * 600)
    await office.deputy.sees("500字以内")
    await office.deputy.says("取消")
    assert not await office.director.messages() or not await texts(office.director, "呈请")


async def test_complaint_12_an_old_card_and_a_forged_press_change_nothing(office: World) -> None:
    await submitted(office)
    data = (await step_card(office.deputy)).buttons["修改后同意"]
    assert data is not None
    assert "没有此项权限" in await forged(office.director, data)
    assert "没有此项权限" in await forged(office.housing_a, data)
    assert "未作任何处理" in await forged(office.deputy, data[:-1] + ("0" if data[-1] != "0" else "1"))
    await office.deputy.taps("同意", on=await step_card(office.deputy))
    assert "已于3月2日 08:30同意" in await forged(office.deputy, data)
    assert not await texts(office.deputy, "文稿修改告知")


async def test_pitfall_09_a_change_of_the_tasks_meanwhile_makes_the_difference_void(office: World) -> None:
    matter = await submitted(office)
    await change_date(office.deputy)
    await split_anew(office, matter)
    assert "按钮已失效" in await office.deputy.taps("确认修改并同意")
    assert [chain.status for chain in await chains(office)] == [ChainStatus.VOID]
    async with office.transaction() as unit:
        assert (await unit.require(Task, matter.id, 2)).due_on == date(2026, 3, 20)
        assert await unit.find(Amendment) == []


async def test_who_signed_meanwhile_is_not_overruled(office: World) -> None:
    """The leader himself signs while his deputy is changing the text."""
    matter = await submitted(office)
    await give(office, "deputy", "head", date(2026, 3, 2), date(2026, 3, 4))
    await change_date(office.head)
    await office.deputy.taps("同意")
    assert "分管副主任已于3月2日 08:30同意" in await office.head.taps("确认修改并同意")
    async with office.transaction() as unit:
        assert await unit.find(Amendment) == []
        assert (await unit.require(Task, matter.id, 2)).due_on == date(2026, 3, 20)


async def test_a_deputy_changes_it_in_his_own_name(office: World) -> None:
    await submitted(office)
    await office.deputy.taps("同意")
    await give(office, "director", "head", date(2026, 3, 2), date(2026, 3, 4))
    await change_date(office.head)
    await office.head.taps("确认修改并同意")
    await office.deputy.card("文稿修改告知", "文稿已由督查室主任（代办公室主任）于3月2日 08:30修改并同意")


async def test_complaint_12_what_is_worded_otherwise_by_now_is_shown_again_and_not_signed(office: World) -> None:
    await submitted(office)
    await change_date(office.deputy)
    first = await office.deputy.sees("请核对以下修改")
    async with office.transaction() as unit:
        water = await unit.require(Unit, roster.WATER)
        await unit.save(replace(water, name="县水利和湖泊局", aliases=()))
        await unit.commit()
    await office.deputy.taps("确认修改并同意", on=first)
    again = await office.deputy.sees(
        "请核对以下修改",
        "改为：2. 北城河清淤2.3公里。牵头单位：县水利和湖泊局；配合单位：县住房和城乡建设局；完成时限：2026年3月13日前",
    )
    assert (await steps(office))[0].status is StepStatus.CURRENT
    await office.deputy.taps("确认修改并同意", on=again)
    assert "县水利和湖泊局" in (await step_card(office.director)).text


async def test_nothing_is_changed_by_dropping_it(office: World) -> None:
    await submitted(office)
    await change_date(office.deputy)
    await office.deputy.taps("不改了")
    await office.deputy.sees("文稿未作修改，仍在您处")
    assert "完成时限：2026年3月20日前" in (await step_card(office.deputy)).text
    await office.deputy.taps("同意", on=await step_card(office.deputy))
    assert not await texts(office.clerk, "文稿修改告知")


async def test_complaint_14_a_kill_in_the_middle_loses_nothing(tmp_path: Path, template: Path) -> None:
    async with world(tmp_path, template, start=False) as office:
        async with bot_of(office):
            matter = await submitted(office)
            await change_date(office.deputy)
        async with bot_of(office):
            await office.settle()
            await office.deputy.taps("确认修改并同意")
            await office.deputy.sees("已修改并同意")
            async with office.transaction() as unit:
                assert (await unit.require(Task, matter.id, 2)).due_on == date(2026, 3, 13)


async def closing(office: World) -> Matter:
    """A matter whose summary is with its first signer."""
    async with office.transaction() as unit:
        matter, _ = await issued_matter(unit)
        for assignment in await unit.find(Assignment, matter_id=matter.id):
            await unit.save(replace(assignment, status=AssignmentStatus.ACCEPTED))
        clerk = await actor_of(unit, office.clerk.id)
        text = "关于城区内涝点整治办理情况的报告\n县住建局：已完成2处。"
        await summarise(unit, clerk, matter.id, text=text, choice=0)
        await unit.commit()
    await office.settle()
    return matter


async def test_a_result_is_rewritten_as_a_whole(office: World) -> None:
    matter = await closing(office)
    await office.deputy.taps("已阅，同意")
    await office.director.taps("修改后同意")
    await office.director.sees("县住建局：已完成2处。")
    await office.director.says("关于城区内涝点整治办理情况的报告\n县住建局：已完成3处<全部>。")
    await office.director.sees("原：县住建局：已完成2处。", "改为：县住建局：已完成3处<全部>。")
    await office.director.taps("确认修改并同意")
    await office.director.sees("已修改并同意。审签完毕")
    await office.deputy.card("文稿修改告知", "改为：县住建局：已完成3处<全部>。")
    assert await status(office, matter) is MatterStatus.CLOSED
    async with office.transaction() as unit:
        assert (await unit.find(Chain))[-1].text.endswith("已完成3处<全部>。")


async def test_who_changed_a_text_may_sign_what_is_sent_anew(office: World) -> None:
    """A change is no drafting: sent back by the next and sent anew, it comes to the same signers."""
    await submitted(office)
    await change_date(office.deputy)
    await office.deputy.taps("确认修改并同意")
    await office.director.taps("退回修改")
    await office.director.taps("措辞")
    await office.clerk.taps("重新送审")
    await office.clerk.taps("确认送审")
    assert [step.post_id for step in await steps(office, 2)] == [number_of("deputy"), number_of("director")]
    assert "完成时限：2026年3月13日前" in (await step_card(office.deputy)).text, "the change stands"


@pytest.mark.parametrize("label", ["请抓紧办理", "请按时限要求落实", "办理结果及时报告"])
async def test_each_ready_opinion_is_one_tap(office: World, label: str) -> None:
    await submitted(office)
    await office.deputy.taps("附意见同意")
    await office.deputy.taps(label)
    assert f"意见：{label}" in (await step_card(office.deputy)).text
    assert f"分管副主任意见：{label}" in (await step_card(office.director)).text


async def test_a_long_opinion_is_refused_and_the_question_stays(office: World) -> None:
    await submitted(office)
    await office.deputy.taps("附意见同意")
    await office.deputy.says("长" * 501)
    await office.deputy.sees("500字以内")
    await office.deputy.says("同意")
    assert "意见：同意" in (await step_card(office.deputy)).text


async def test_two_questions_and_a_signature_without_waiting_for_the_second_answer(office: World) -> None:
    matter = await submitted(office)
    for words in ("时限是否商定？", "经费是否落实？"):
        await office.deputy.taps("询问", on=await step_card(office.deputy))
        await office.deputy.says(words)
    first = await office.clerk.card("审签询问", "时限是否商定？")
    await office.clerk.says("已商定", reply_to=first)
    await office.deputy.taps("同意", on=await step_card(office.deputy))
    assert not (await office.clerk.card("审签询问", "经费是否落实？")).buttons
    assert (await office.clerk.card("审签询问", "经费是否落实？")).text.endswith("无需再答复。")
    assert [row.event for row in await history(office, matter)].count("approval.asked") == 2
