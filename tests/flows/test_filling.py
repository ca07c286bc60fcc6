"""Registering and splitting in one go: a message, a table, what is wrong in them, and the preview."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from storage import audit
from supervision.model import MatterStatus, Part, Urgency
from supervision.notices.cards import matter_subject
from tests import roster
from tests.flows.filling import HEAD, confirms, everything, message, thirty
from tests.flows.registering import the_draft, the_only_matter
from tests.world import World, bot_of, world


async def test_thirty_tasks_in_three_turns_by_message(office: World) -> None:
    clerk = office.clerk
    await clerk.says(message())
    await clerk.sees("是否涉密", "尚未登记，文件未下载")
    await confirms(clerk)
    preview = await clerk.sees(
        "请核对 · 登记并分解（尚未保存）",
        "类别：县长批示件（依据：二（五）1、3、4）",
        "据县长批示确定",
        "来源：夏住建〔2026〕8号 城区内涝点整治情况报告，县住建局，2月27日",
        "县长2月28日批示，汛期前完成改造",
        "总牵头：县住建局　分解30项，涉及3个单位，最迟6月28日",
        "1. 第1处积水点改造",
        "第1页，共3页",
    )
    assert set(preview.buttons) == {
        *("确认登记并分解", "逐项修改", "调整类别", "要求报送方案", "下一页"),
        *("返回上一步", "取消"),
    }
    assert await everything(office) == ([], [], [], [])
    await clerk.taps("确认登记并分解")
    await clerk.sees("已登记并分解　登记号2026-1", "共30项任务，涉及3个单位")
    await clerk.sees("登记号2026-1", "县长批示件", "待送审", "分解30项")
    matter = await the_only_matter(office)
    _, tasks, assignments, _ = await everything(office)
    assert (matter.status, matter.urgency) == (MatterStatus.SPLIT, Urgency.URGENT)
    assert (matter.track_why, matter.coordinating_unit_id) == ("only_instruction:mayor", roster.HOUSING)
    assert [task.text for task in tasks] == [f"第{number}处积水点改造" for number in range(1, 31)]
    assert {item.part for item in assignments} == {Part.LEAD}
    async with office.transaction() as unit:
        events = [row.event for row in await audit.history(unit, matter_subject(matter.id))]
    assert events == ["matter.registered", "matter.split"]
    assert await the_draft(office) is None


async def test_errors_are_told_line_by_line_and_the_corrected_message_goes_on(office: World) -> None:
    clerk = office.clerk
    await clerk.says(message("水务局"))
    await confirms(clerk)
    await clerk.sees(
        "请更正（尚未保存）", "第13行 牵头单位：未查到“水务局”，是否为县水利局", "第13行 时限：“6月底前后”无法识别"
    )
    await clerk.says(message())
    await clerk.sees("请核对 · 登记并分解（尚未保存）")
    assert (await everything(office))[0] == []
    await clerk.taps("确认登记并分解")
    await clerk.sees("已登记并分解")


async def test_three_sources_and_two_leaders_and_the_preview_says_why(office: World) -> None:
    clerk = office.clerk
    await clerk.says(
        "/new 事项：城区改造\n来源：报告，2026年县政府工作报告\n来源：实事，十件实事分解方案，夏政办〔2026〕3号\n"
        "来源：常务会，县政府第3次常务会议纪要，〔2026〕3号，2月27日\n批示要求：副县长（城建），请抓紧\n"
        "批示要求：县长，按期完成\n县住建局|老旧小区改造|9月30日"
    )
    await confirms(clerk)
    await clerk.sees(
        "《政府工作报告》重点工作（依据：二（二））",
        "来源含《政府工作报告》，多个来源中以此为先，由本县规定",
        "来源3：",
    )
    await clerk.taps("调整类别")
    await clerk.taps("县长会议决定事项")
    await clerk.sees("类别：县长会议决定事项", "由经办人选定")
    await clerk.taps("确认登记并分解")
    matter = await the_only_matter(office)
    assert [source.kind for source in matter.sources] == ["work_report", "ten_things", "mayor_meeting"]
    assert (matter.track, matter.track_why) == ("meeting.mayor", "chosen")
    assert [item.leader_title for item in matter.instructions] == ["副县长（城建）", "县长"]
    assert len((await everything(office))[1]) == 1


async def test_S5_a_city_leaders_instruction_counts_most(office: World) -> None:
    clerk = office.clerk
    await clerk.says(
        "来源：关于北城河的请示\n批示要求：副市长3月1日批示，请夏邑县办理\n批示要求：县长，请办\n县水利局|清淤|5月29日"
    )
    await confirms(clerk)
    await clerk.sees("类别：市政府及其办公室公文", "多份批示中，市领导职务最高", "县领导：县长")
    await clerk.taps("确认登记并分解")
    city, mayor = (await the_only_matter(office)).instructions
    assert (city.city, city.leader_post_id, city.leader_title) == (True, None, "副市长")
    assert not mayor.city


async def test_P1_3_the_citys_date_comes_with_the_paper_and_reminds_the_office(office: World) -> None:
    clerk = office.clerk
    lines = "来源：市公文，关于防汛的通知，商政〔2026〕1号\n县领导：常务副县长\n市级时限：3月11日，商政办〔2026〕5号\n"
    await clerk.says(lines + "县水利局|排查|3月9日")
    await confirms(clerk)
    await clerk.sees("市级时限：3月11日（周三）（商政办〔2026〕5号），应于3月9日（周一）前上报")
    await clerk.taps("调整类别")
    await clerk.taps("县长批示件")
    assert "市级时限" not in (await clerk.sees("类别：县长批示件")).text
    await clerk.taps("调整类别")
    await clerk.taps("市政府及其办公室公文")
    await clerk.sees("市级时限：3月11日")
    await clerk.taps("确认登记并分解")
    assert (await the_only_matter(office)).city_due_on == date(2026, 3, 11)
    await office.advance("3月6日 12:00")
    await clerk.sees("待上报", "3月9日（周一）")


async def test_what_is_lacking_is_asked_before_the_preview(office: World) -> None:
    clerk = office.clerk
    await clerk.says("来源：市公文，关于防汛的通知，商政〔2026〕1号\n牵头：县住建局、县水利局，配合：|排查|5月29日")
    await confirms(clerk)
    await clerk.sees("请明确审定的县领导")
    await clerk.taps("常务副县长")
    await clerk.sees("由哪个单位总牵头")
    await clerk.taps("县水利局")
    await clerk.sees("县领导：常务副县长", "总牵头：县水利局　分解1项")
    await clerk.taps("确认登记并分解")
    assert (await the_only_matter(office)).coordinating_unit_id == roster.WATER


async def test_tasks_are_changed_and_dropped_in_the_preview(office: World) -> None:
    clerk = office.clerk
    await clerk.says(message())
    await confirms(clerk)
    await clerk.taps("下一页")
    await clerk.sees("11. 第11处积水点改造", "第2页，共3页")
    await clerk.taps("逐项修改")
    await clerk.says("31")
    await clerk.sees("请点选下方按钮")
    await clerk.says("第12项")
    await clerk.sees("第12项", "城关镇|第12处积水点改造|2026年6月12日")
    await clerk.says("水务局|改造|6月12日")
    await clerk.sees("未查到“水务局”")
    await clerk.says("县水利局，配合：城关镇|北城河清淤|6月20日")
    await clerk.sees("12. 北城河清淤", "牵头：县水利局；配合：城关镇", "第2页，共3页")
    await clerk.taps("逐项修改")
    await clerk.says("1")
    await clerk.taps("删除本项")
    await clerk.sees("分解29项")
    await clerk.taps("确认登记并分解")
    tasks = (await everything(office))[1]
    assert [task.text for task in tasks[:2]] == ["第2处积水点改造", "第3处积水点改造"]
    assert tasks[10].text == "北城河清淤"


async def test_733_15_a_source_registered_before_is_pointed_out(office: World) -> None:
    clerk = office.clerk
    await clerk.says(HEAD + thirty()[0])
    await confirms(clerk)
    assert "请核对是否重复" not in (await clerk.sees("请核对 · 登记并分解")).text
    await clerk.taps("确认登记并分解")
    await clerk.says(HEAD + thirty()[0])
    await confirms(clerk)
    await clerk.sees("来文“夏住建〔2026〕8号”已于登记号2026-1登记，请核对是否重复（《政府督查工作条例》第十五条）")


async def test_complaint_14_a_restart_at_the_preview_loses_nothing(template: Path, tmp_path: Path) -> None:
    async with world(tmp_path, template, start=False) as office:
        clerk = office.clerk
        async with bot_of(office):
            await clerk.says(message())
        async with bot_of(office):
            await confirms(clerk)
            await clerk.sees("分解30项")
        async with bot_of(office):
            await clerk.taps("确认登记并分解")
            await clerk.sees("已登记并分解")
            assert len((await everything(office))[1]) == 30


async def test_P4_2_a_section_fills_in_only_its_own_and_its_tasks_wait_in_the_text(office: World) -> None:
    section = office.section
    await section.says(HEAD + thirty()[0])
    await confirms(section)
    await section.sees("“县长批示件”由督查室登记")
    await section.says(HEAD.replace("县长2月", "副县长（城建）2月") + thirty()[0])
    await section.sees("副县长批示件", "任务记入正文，提请督查室督促后再分解")
    await section.taps("确认登记")
    await section.sees("由本科室跟踪办理", "所填1项任务已记入正文")
    matter = await the_only_matter(office)
    assert matter.status is MatterStatus.FOLLOWED
    assert matter.text == "1. 第1处积水点改造。牵头单位：县住房和城乡建设局；完成时限：2026年6月1日"
    assert (await everything(office))[1] == []


async def test_complaint_18_signs_in_a_form_stay_as_written(office: World) -> None:
    clerk = office.clerk
    await clerk.says("事项：<b>&_*[\n来源：关于<i>&_*[ 的报告\n批示要求：县长，<办>&_*\n县住建局|改造<br>&_*[|5月29日")
    await confirms(clerk)
    await clerk.sees("事项：<b>&_*[", "关于<i>&_*[ 的报告", "<办>&_*", "改造<br>&_*[")
    await clerk.taps("逐项修改")
    await clerk.says("1")
    await clerk.sees("县住建局|改造<br>&_*[|2026年5月29日")
    await clerk.taps("返回")
    await clerk.taps("确认登记并分解")
    await clerk.sees("<b>&_*[")


async def test_the_blank_is_offered_to_copy(office: World) -> None:
    clerk = office.clerk
    await clerk.says("/new")
    await confirms(clerk)
    await clerk.taps("一次填报")
    blank = await clerk.sees("类别：\n事项：\n来源：\n批示要求：\n紧急程度：平件\n总牵头：\n牵头单位|任务|时限")
    assert "逐项登记" in blank.buttons
    await clerk.says("今天天气不错")
    await clerk.sees("第1行 任务：“今天天气不错”不是“牵头单位|事项|时限”的样式", "来源：未填写")
    await clerk.says("取消")
    await clerk.sees("已取消登记督查事项")


async def test_a_form_is_heard_from_drafters_alone_and_answers_an_open_question(office: World) -> None:
    for person in (office.mayor, office.housing_a):
        await person.says(message())
        await person.sees("尚未登记")
    clerk = office.clerk
    await clerk.says("/new")
    await confirms(clerk)
    await clerk.says(message())
    await clerk.sees("请核对 · 登记并分解（尚未保存）", "分解30项")


async def test_the_first_answer_may_be_typed(office: World) -> None:
    clerk = office.clerk
    await clerk.says(message())
    await clerk.says("否，可以登记")
    await clerk.sees("请核对 · 登记并分解（尚未保存）")
    await clerk.says("确认登记并分解")
    await clerk.sees("已登记并分解")


async def test_P1_2_the_preview_can_ask_for_the_plans(office: World) -> None:
    await office.clerk.says(HEAD + "县住建局|凯旋路等3处积水点改造|6月15日")
    await confirms(office.clerk)
    await office.clerk.taps("要求报送方案")
    preview = await office.clerk.sees("方案：要求各责任单位报送工作方案")
    assert "不要求报送方案" in preview.buttons
    await office.clerk.taps("确认登记并分解")
    ((matter,), *_) = await everything(office)
    assert matter.plan_wanted
    await office.clerk.taps("预览送审")
    await office.clerk.sees("各责任单位自收到本通知之日起10个工作日内，将工作方案报县政府督查室。")
