"""Several papers and several leaders, question by question."""

from __future__ import annotations

from tests.flows.registering import PAPER, one_instruction, the_only_matter, to_the_title
from tests.world import World


async def test_sources_of_three_kinds_and_the_first_in_rank_is_proposed(office: World) -> None:
    clerk = office.clerk
    await clerk.says("/new")
    await clerk.taps("否，可以登记")
    await clerk.taps("会议")
    await clerk.taps("县长召开的会议")
    await clerk.says("县政府第3次常务会议纪要\n〔2026〕3号")
    await clerk.taps("再加其他来源")
    again = await clerk.sees("第2件的来源")
    assert "一次填报" not in again.buttons
    await clerk.taps("报告与实事")
    await clerk.taps("十件实事")
    await clerk.says("十件实事分解方案\n夏政办〔2026〕3号")
    await clerk.taps("再加其他来源")
    await clerk.says("《政府工作报告》")
    await clerk.says("2026年县政府工作报告\n2月10日")
    await clerk.sees("已录入3件")
    await clerk.taps("下一步")
    await clerk.says("老旧小区改造")
    await clerk.taps("无批示")
    await clerk.sees("现选“县长会议决定事项”", "来源含《政府工作报告》", "宜按“《政府工作报告》重点工作”办理")
    await clerk.taps("改为《政府工作报告》重点工作")
    for button in ("平件", "暂不定时限", "跳过", "不抄送"):
        await clerk.taps(button)
    await clerk.sees("类别：《政府工作报告》重点工作", "多个来源中以此为先", "来源3：2026年县政府工作报告")
    await clerk.taps("确认登记")
    card = await clerk.sees("登记号2026-1", "等3件")
    assert "类别：来源含《政府工作报告》，多个来源中以此为先" in card.text
    assert "来源2：十件实事，《十件实事分解方案》" in card.text
    matter = await the_only_matter(office)
    assert [source.kind for source in matter.sources] == ["mayor_meeting", "ten_things", "work_report"]
    assert (matter.track, matter.source_kind, matter.track_why) == (
        "work_report",
        "work_report",
        "first_source:work_report",
    )


async def test_what_the_officer_keeps_is_noted_as_his_choice(office: World) -> None:
    clerk = office.clerk
    await to_the_title(clerk, "副县长批示件")
    await one_instruction(clerk, "县长")
    await clerk.taps("保持不变")
    await clerk.taps("副县长（城建）")
    for button in ("平件", "暂不定时限", "督查通知单", "跳过", "不抄送"):
        await clerk.taps(button)
    await clerk.sees("类别：副县长批示件", "由经办人选定")
    await clerk.taps("确认登记")
    assert (await the_only_matter(office)).track_why == "chosen"


async def test_S5_a_city_leaders_instruction_is_entered_with_his_title(office: World) -> None:
    clerk = office.clerk
    await to_the_title(clerk, "领导交办的近期重点工作")
    await clerk.taps("市政府领导")
    await clerk.says("分管副市长")
    await clerk.sees("分管副市长的批示日期")
    await clerk.taps("今天")
    await clerk.says("请夏邑县抓紧办理。")
    await one_instruction(clerk, "县长")
    await clerk.sees("多份批示中，市领导职务最高", "宜按“市政府及其办公室公文”办理")
    await clerk.taps("改为市政府及其办公室公文")
    for button in ("平件", "暂不定时限", "无市级时限", "县政府办公室", "跳过", "不抄送"):
        await clerk.taps(button)
    await clerk.sees("分管副市长3月2日批示，请夏邑县抓紧办理。", "县领导：县长")
    await clerk.taps("确认登记")
    matter = await the_only_matter(office)
    assert [(item.city, item.leader_post_id, item.leader_title) for item in matter.instructions] == [
        (True, None, "分管副市长"),
        (False, 1, "县长"),
    ]
    assert (matter.track, matter.leader_post_id) == ("document", 1)


async def test_going_back_between_two_sources_loses_nothing_of_the_first(office: World) -> None:
    clerk = office.clerk
    await clerk.says("/new")
    await clerk.taps("否，可以登记")
    await clerk.says("县长批示")
    await clerk.says(PAPER)
    await clerk.taps("再加其他来源")
    await clerk.says("返回")
    await clerk.sees("已录入1件")
    await clerk.taps("再加一件")
    await clerk.says("关于排水管网的请示\n〔2026〕9号")
    await clerk.sees("已录入2件")
