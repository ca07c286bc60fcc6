"""/split: from a matter to its tasks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from storage import audit
from supervision.model import (
    AssignmentStatus,
    Draft,
    MatterStatus,
    Part,
    Post,
    Unit,
    UnitKind,
)
from supervision.notices.cards import matter_subject
from tests import roster
from tests.builders import split_matter
from tests.flows.splitting import SECTION_POST, TEXT, arrange, matter_of, tasks_of, to_the_list
from tests.world import World


async def test_P4_1_mayors_meeting_is_registered_and_split(office: World) -> None:
    clerk = office.clerk
    await clerk.says("登记")
    for button in ("否，可以登记", "会议", "县长召开的会议"):
        await clerk.taps(button)
    await clerk.says("县长办公会议纪要\n〔2026〕3号\n2月27日\n县政府办公室")
    await clerk.taps("下一步")
    await clerk.says("城区内涝点整治")
    await clerk.taps("无批示")
    await clerk.taps("平件")
    await clerk.says("6月15日")
    await clerk.taps("督查通知单")
    await clerk.says(TEXT)
    await clerk.taps("下一步")
    await clerk.taps("不抄送")
    await clerk.taps("确认登记")
    card = await clerk.sees("登记号2026-1", "下一步：督查室工作人员甲分解任务")
    await clerk.taps("分解", on=card)
    await clerk.sees("正文识别出3个编号段落", "1. 凯旋路等3处积水点改造。")
    await clerk.taps("前2段")
    await clerk.sees("任务清单（共2项）", "牵头：县住建局；5月29日（周五）前完成", "未明确责任单位")
    await clerk.taps("补充第2项")
    await clerk.sees("第2项牵头单位", "北城河清淤")
    await clerk.says("水利局")
    await clerk.says("县住建局、城关镇")
    await clerk.taps("同事项时限 6月15日（周一）")
    await clerk.says("3月10日、20日")
    menu = await clerk.sees("第2项", "牵头：县水利局；配合：县住建局、城关镇", "3月10日、3月20日反馈进展")
    await clerk.taps("分管县领导", on=menu)
    await clerk.taps("副县长（城建）")
    await clerk.taps("工作要求")
    await clerk.says("确保汛期畅通")
    await clerk.sees("要求：确保汛期畅通", "分管县领导：副县长（城建）")
    await clerk.taps("本项完成")
    await clerk.taps("分解完成")
    await clerk.sees("由哪个单位总牵头")
    await clerk.taps("县住建局")
    await clerk.says("县委办公室")
    await clerk.sees("已完成分解", "登记号2026-1", "共2项任务，涉及3个单位，总牵头：县住建局")
    drawn = await clerk.card("登记号2026-1", "待送审")
    assert {"预览送审", "修改分解", "依据"} <= set(drawn.buttons)
    assert "分解2项，涉及3个单位，最迟6月15日（周一）" in drawn.text
    matter = await matter_of(office)
    assert matter.status is MatterStatus.SPLIT
    assert matter.coordinating_unit_id == roster.HOUSING
    assert matter.copy_to == ("县委办公室",)
    (first, leads), (second, others) = await tasks_of(office)
    assert first.due_on == date(2026, 5, 29)
    assert [item.unit_id for item in leads] == [roster.HOUSING]
    assert second.report_on == (date(2026, 3, 10), date(2026, 3, 20))
    assert second.requirement == "确保汛期畅通"
    assert {(item.unit_id, item.part) for item in others} == {
        (roster.WATER, Part.LEAD),
        (roster.HOUSING, Part.SUPPORT),
        (roster.TOWN, Part.SUPPORT),
    }
    assert {item.status for item in others} == {AssignmentStatus.PROPOSED}
    async with office.transaction() as unit:
        history = await audit.history(unit, matter_subject(matter.id))
        assert [row.event for row in history] == ["matter.registered", "matter.split"]
        assert await unit.first(Draft) is None
        assert (await audit.verify(unit)).intact


async def test_the_matter_is_chosen_from_a_list_or_by_its_number(office: World) -> None:
    clerk = office.clerk
    await clerk.says("分解")
    await clerk.sees("没有待分解的事项")
    await arrange(office)
    await clerk.says("/split")
    await clerk.sees("请选择要分解的事项")
    await clerk.taps("2026-1 城区内涝点整治")
    await clerk.sees("任务清单（共0项）")
    await clerk.says("取消")
    for number in ("2026-1", "1"):
        await clerk.says(f"/split {number}")
        await clerk.sees("任务清单（共0项）", "2026-1 城区内涝点整治")
        await clerk.says("取消")
    await clerk.says("/split 2026-99")
    await clerk.sees("未查到“2026-99”")
    await clerk.says("/split")
    await clerk.says("2026-98")
    await clerk.sees("未查到“2026-98”")
    await clerk.says("1")
    await clerk.sees("任务清单（共0项）")


async def test_tasks_are_added_changed_and_deleted(office: World) -> None:
    clerk = office.clerk
    await arrange(office)
    await clerk.says("/split 1")
    await clerk.taps("添加任务")
    await clerk.says("北城河清淤")
    await clerk.says("返回")
    await clerk.says("北城河清淤2.3公里")
    await clerk.sees("第1项牵头单位", "北城河清淤2.3公里")
    await clerk.says("水利局")
    await clerk.taps("无配合单位")
    await clerk.taps("不定时限")
    await clerk.taps("不另定反馈时间")
    await clerk.taps("本项完成")
    await to_the_list(clerk)
    await clerk.sees("任务清单（共2项）", "1. 北城河清淤2.3公里", "未定完成时限", "2. 凯旋路")
    await clerk.taps("修改")
    await clerk.says("1")
    await clerk.taps("完成时限")
    await clerk.says("6月15日18:00")
    await clerk.sees("6月15日（周一）18:00前完成")
    await clerk.taps("本项完成")
    await clerk.taps("删除")
    await clerk.taps("第2项")
    await clerk.sees("任务清单（共1项）")
    await clerk.taps("添加任务")
    await clerk.says("排水口巡查")
    await clerk.says("城关镇")
    await clerk.taps("无配合单位")
    await clerk.taps("不定时限")
    await clerk.says("每月25日至6月30日")
    await clerk.sees("3月25日、4月25日、5月25日、6月25日反馈进展")
    await clerk.taps("本项完成")
    await clerk.taps("分解完成")
    await clerk.taps("不指定")
    await clerk.taps("不抄送")
    await clerk.sees("共2项任务")
    assert [task.text for task, _ in await tasks_of(office)] == ["北城河清淤2.3公里", "排水口巡查"]


async def test_unknown_and_ambiguous_units_are_asked_about(office: World) -> None:
    clerk = office.clerk
    await arrange(office)
    await clerk.says("/split 1")
    await clerk.taps("添加任务")
    await clerk.says("北城河清淤")
    await clerk.says("县住建局、水务局")
    await clerk.sees("已选：县住建局", "未查到“水务局”，请点选或重新输入")
    await clerk.taps("县水利局")
    await clerk.sees("已选：县住建局、县水利局")
    await clerk.says("局")
    await clerk.sees("“局”对应多个单位")
    await clerk.taps("去掉 县住建局")
    await clerk.taps("选好了")
    await clerk.sees("第1项配合单位")
    await clerk.taps("按名录选择")
    await clerk.taps("县税务局")
    await clerk.sees("县税务局为垂直管理单位或企业，将以函的形式商请")
    await clerk.taps("选好了")
    await clerk.sees("完成时限")


async def test_all_townships_are_shown_before_they_count(office: World) -> None:
    async with office.transaction() as unit:
        await unit.save(Unit(8, "会亭镇人民政府", UnitKind.TOWNSHIP, ("会亭镇",)))
        await unit.commit()
    clerk = office.clerk
    await arrange(office)
    await clerk.says("/split 1")
    await clerk.taps("添加任务")
    await clerk.says("排水口巡查")
    await clerk.says("各乡镇人民政府")
    await clerk.sees("“各乡镇人民政府”现有2个", "城关镇、会亭镇")
    await clerk.taps("全部加入")
    await clerk.sees("已选：城关镇、会亭镇")
    await clerk.taps("选好了")
    await clerk.taps("无配合单位")
    await clerk.says("月底")
    await clerk.taps("不另定反馈时间")
    await clerk.taps("本项完成")
    await clerk.taps("分解完成")
    asked = await clerk.sees("由哪个单位总牵头")
    assert "不指定" not in asked.buttons
    await clerk.taps("城关镇")
    await clerk.taps("不抄送")
    await clerk.sees("涉及2个单位，总牵头：城关镇")


async def test_P2_2_the_tracks_own_report_dates_are_offered(office: World) -> None:
    clerk = office.clerk
    await arrange(office, track="work_report")
    await clerk.says("/split 1")
    await clerk.taps("添加任务")
    await clerk.says("新增绿化面积")
    await clerk.says("县住建局")
    await clerk.taps("无配合单位")
    await clerk.taps("不定时限")
    await clerk.taps("按规定：每年4月10日")
    await clerk.sees("4月10日、7月10日、10月10日、12月10日反馈进展")


async def test_P6_2_the_terms_of_the_law_are_offered(office: World) -> None:
    clerk = office.clerk
    await arrange(office, track="proposal.county")
    await clerk.says("/split 1")
    await clerk.taps("添加任务")
    await clerk.says("答复第12号建议")
    await clerk.says("县住建局")
    await clerk.taps("无配合单位")
    asked = await clerk.sees("完成时限")
    assert "三个月内 6月2日（周二）" in asked.buttons
    await clerk.taps("三个月内")
    await clerk.sees("进展反馈时间")


async def test_splitting_anew_replaces_the_tasks(office: World) -> None:
    async with office.transaction() as unit:
        await split_matter(unit)
        await unit.commit()
    clerk = office.clerk
    await clerk.says("/split 1")
    await clerk.sees("任务清单（共2项）", "牵头：县水利局；配合：县住建局", "3月10日反馈进展")
    await clerk.taps("删除")
    await clerk.taps("第1项")
    await clerk.taps("分解完成")
    await clerk.taps("不抄送")
    await clerk.sees("共1项任务，涉及2个单位，总牵头：县水利局")
    ((task, assignments),) = await tasks_of(office)
    assert (task.seq, task.text) == (1, "北城河清淤2.3公里")
    assert len(assignments) == 2


async def test_a_section_splits_its_own_matter_after_the_gate(office: World) -> None:
    await arrange(office, track="meeting.vice_mayor", post=SECTION_POST)
    await office.section.says("/split")
    await office.section.taps("2026-1 城区内涝点整治")
    await to_the_list(office.section)
    await office.section.taps("分解完成")
    await office.section.taps("不抄送")
    await office.section.sees("已完成分解")


async def test_the_leader_in_charge_is_filled_in_when_a_matter_is_split(office: World) -> None:
    async with office.transaction() as unit:
        post = await unit.require(Post, roster.id_of("vice_mayor"))
        await unit.save(replace(post, in_charge_of=(roster.HOUSING,)))
        await unit.commit()
    await arrange(office, text="")
    await office.clerk.taps("分解")
    await office.clerk.taps("添加任务")
    await office.clerk.says("凯旋路积水点改造")
    await office.clerk.says("住建局")
    for words in ("无配合单位", "不定时限", "不另定反馈时间"):
        await office.clerk.taps(words)
    await office.clerk.sees("分管县领导：副县长（城建）")
