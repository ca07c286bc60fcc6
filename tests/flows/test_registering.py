"""/new: from the first question to the registration number."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from storage import audit
from supervision.calendars.schedules import TenThingsReading
from supervision.county import County
from supervision.model import Draft, FileStatus, MatterStatus, StoredFile, Urgency
from supervision.notices.cards import matter_subject
from supervision.procedures.tracks import TRACKS
from tests.flows.registering import PAPER, one_instruction, the_draft, the_only_matter, to_the_title
from tests.world import Someone, World, world


async def test_P5_1_mayors_instruction_is_registered(office: World) -> None:
    clerk = office.clerk
    await clerk.says("登记")
    first = await clerk.sees("是否涉密、属于工作秘密或不宜公开")
    assert first.buttons
    await clerk.taps("否，可以登记")
    groups = await clerk.sees("领导批示：市政府领导批示、交办、县委领导批示、县长批示", "一次填报")
    assert set(groups.buttons) == {
        *("领导批示", "会议", "公文", "报告与实事", "建议提案与热线", "其他", "一次填报"),
        *("返回上一步", "取消"),
    }
    await clerk.taps("领导批示")
    await clerk.sees("县长批示：按“县长批示件”办理")
    await clerk.taps("县长批示")
    await clerk.sees("来件标题")
    await clerk.says("城区内涝点整治情况报告")
    await clerk.says("夏住建〔2026〕8号")
    await clerk.says("2月27日")
    await clerk.says("县住建局")
    await clerk.sees("已录入1件", "夏住建〔2026〕8号 城区内涝点整治情况报告（县住建局）")
    await clerk.taps("再加一件")
    await clerk.says("关于排水管网的请示")
    await clerk.taps("无文号")
    await clerk.taps("今天")
    await clerk.taps("不详")
    await clerk.sees("已录入2件")
    await clerk.taps("下一步")
    await clerk.says("城区内涝点整治")
    await clerk.taps("县长")
    await clerk.sees("县长的批示日期")
    await clerk.says("2月28日")
    await clerk.sees("不录批示原文")
    await clerk.says("县住建局牵头，汛期前完成3处积水点改造。")
    await clerk.taps("无其他批示，下一步")
    await clerk.taps("加急")
    await clerk.says("6月15日18:00")
    await clerk.taps("督查通知单")
    await clerk.sees("请粘贴正文")
    await clerk.says("1. 改造凯旋路等3处积水点。")
    await clerk.sees("已收到正文")
    await clerk.taps("下一步")
    await clerk.says("县委办公室、县人大常委会办公室")
    await clerk.sees(
        "请核对登记内容", "县长批示件（依据：二（五）1、3、4）", "6月15日（周一）18:00前", "县委办公室、县人大"
    )
    await clerk.taps("确认登记")
    await clerk.sees("已登记", "登记号2026-1")
    card = await clerk.sees("登记号2026-1", "县长批示件", "待分解", "加急", "批示要求（摘要）：县长2月28日")
    assert "分解" in card.buttons
    assert await clerk.taps("依据", on=card) == (
        "依据：夏政办〔2014〕29号二（五）1、3、4。\n流程：分管副主任审定 → 办公室主任审定。\n"
        "形式：督查通知单或督查活动，以县政府办公室名义。\n通知未明确、由本县确定：印发名义、归档方式。"
    )
    matter = await the_only_matter(office)
    assert [source.number for source in matter.sources] == ["夏住建〔2026〕8号", ""]
    assert matter.urgency is Urgency.URGENT
    assert matter.text == "1. 改造凯旋路等3处积水点。"
    assert matter.copy_to == ("县委办公室", "县人大常委会办公室")
    async with office.transaction() as unit:
        history = await audit.history(unit, matter_subject(matter.id))
        assert [row.event for row in history] == ["matter.registered"]
        assert await unit.first(Draft) is None


@pytest.mark.parametrize("key", list(TRACKS))
async def test_every_track_can_be_registered(office: World, key: str) -> None:
    track = TRACKS[key]
    clerk = office.clerk
    await to_the_title(clerk, track.title)
    await clerk.taps("无批示")
    if "请明确审定的县领导" in (await clerk.messages())[-1].text:
        await clerk.taps("常务副县长")
    await clerk.taps("平件")
    await clerk.taps("暂不定时限")
    if key in {"document", "proposal.city", "hotline"}:
        await clerk.taps("无市级时限")
    if len(track.forms) > 1:
        await clerk.taps("督查通知单")
    if len(track.issuers) > 1:
        await clerk.taps("县政府办公室")
    await clerk.taps("跳过")
    await clerk.taps("不抄送")
    await clerk.sees("请核对登记内容", track.title, track.clause)
    await clerk.taps("确认登记")
    await clerk.sees("已登记", "2026-1")
    matter = await the_only_matter(office)
    assert matter.track == key
    assert matter.status is MatterStatus.REGISTERED
    assert matter.form in track.forms
    assert matter.issuer in track.issuers
    needs_leader = key in {
        "document",
        "meeting.vice_mayor",
        "instruction.vice_mayor",
        "proposal.city",
        "assignment",
    }
    assert (matter.leader_post_id is not None) == needs_leader


async def test_P4_2_a_section_registers_its_own_tracks_and_follows_them_up_itself(office: World) -> None:
    section = office.section
    await section.says("/new")
    await section.taps("否，可以登记")
    shown = await section.sees("请选择事项来源")
    assert set(shown.buttons) == {
        *("常务副县长召开的会议", "副县长召开的协调会议", "常务副县长批示", "副县长批示"),
        *("一次填报", "返回上一步", "取消"),
    }
    await section.says("县长批示件")
    await section.sees("请点选下方按钮")
    await section.taps("副县长批示")
    await section.says(PAPER)
    await section.taps("下一步")
    await section.taps("同来件标题")
    offered = await section.sees("县领导是否有批示")
    assert not {"县长", "市政府领导"}.intersection(offered.buttons)
    await one_instruction(section, "副县长（城建）")
    await section.taps("平件")
    await section.taps("暂不定时限")
    await section.taps("督查通知单")
    await section.taps("跳过")
    await section.taps("不抄送")
    await section.taps("确认登记")
    await section.sees("由本科室跟踪办理")
    assert (await the_only_matter(office)).status is MatterStatus.FOLLOWED


async def test_a_source_without_a_procedure_of_its_own_shows_its_default(office: World) -> None:
    clerk = office.clerk
    await clerk.says("/new")
    await clerk.taps("否，可以登记")
    await clerk.taps("会议")
    await clerk.sees(
        "市政府会议：按“市政府及其办公室公文”办理（通知未单列，由本县确定）",
        "县长召开的会议：按“县长会议决定事项”办理\n",
    )
    await clerk.taps("返回上一步")
    await clerk.taps("公文")
    await clerk.taps("县政府决策部署和公文")
    await clerk.sees("来件标题")
    draft = await the_draft(office)
    assert draft is not None
    assert (draft.answers["track"], draft.answers["kind"]) == ("document", "county_document")


async def test_the_highest_leader_proposes_the_track_and_is_named(office: World) -> None:
    clerk = office.clerk
    await to_the_title(clerk, "副县长批示件")
    await clerk.taps("副县长（城建）")
    await clerk.taps("今天")
    await clerk.says("请住建局办理。")
    await one_instruction(clerk, "县长")
    await clerk.sees("是否调整类别", "多份批示中，县长职务最高", "宜按“县长批示件”办理")
    await clerk.taps("改为县长批示件")
    await clerk.sees("紧急程度")
    draft = await the_draft(office)
    assert draft is not None
    assert draft.answers["track"] == "instruction.mayor"


async def test_P1_1_a_paper_of_the_city_keeps_its_track_and_is_approved_by_who_wrote_on_it(office: World) -> None:
    clerk = office.clerk
    await to_the_title(clerk, "市政府及其办公室公文")
    await one_instruction(clerk, "副县长（城建）")
    await clerk.sees("紧急程度")
    await clerk.taps("平件")
    await clerk.taps("暂不定时限")
    await clerk.sees("市级时限", "督查室提前2个工作日上报")
    await clerk.says("3月11日，商政办〔2026〕5号")
    await clerk.taps("县政府办公室")
    await clerk.taps("跳过")
    await clerk.taps("不抄送")
    await clerk.sees(
        "县领导：副县长（城建）", "市级时限：3月11日（周三）（商政办〔2026〕5号），应于3月9日（周一）前上报"
    )
    await clerk.taps("确认登记")
    matter = await the_only_matter(office)
    assert (matter.city_due_on, matter.city_ref) == (date(2026, 3, 11), "商政办〔2026〕5号")


async def test_an_oral_order_names_place_and_recorder(office: World) -> None:
    clerk = office.clerk
    await clerk.says("/new")
    await clerk.taps("否，可以登记")
    await clerk.taps("其他")
    await clerk.taps("县委、县政府领导交办")
    await clerk.taps("口头交办，无文件")
    await clerk.says("尽快疏通北城河")
    await clerk.says("县长")
    await clerk.taps("今天")
    await clerk.says("县政府三楼会议室")
    await clerk.taps("本人记录")
    await clerk.sees("尽快疏通北城河（县长）（口头交办）")
    draft = await the_draft(office)
    assert draft is not None
    assert draft.answers["sources"] == [
        {
            "oral": True,
            "title": "尽快疏通北城河",
            "author": "县长",
            "dated": "2026-03-02",
            "place": "县政府三楼会议室",
            "recorder": "督查室甲",
            "kind": "leader_assignment",
        }
    ]


async def test_files_are_fetched_and_the_text_of_a_txt_is_taken_in(office: World) -> None:
    clerk = office.clerk
    await to_the_title(clerk, "县长批示件")
    await one_instruction(clerk)
    await clerk.taps("平件")
    await clerk.taps("暂不定时限")
    await clerk.taps("督查通知单")
    await clerk.sends("纪要.txt", "1. 改造积水点。\r\n2. 清淤。".encode("gb18030"))
    await clerk.sees("正在读取：纪要.txt")
    await clerk.sees("已读取“纪要.txt”")
    await clerk.sends("附件.docx", b"PK")
    await clerk.sees("已收存“附件.docx”")
    await clerk.says("3. 巡查。")
    await clerk.sees("文件2份")
    await clerk.taps("下一步")
    await clerk.taps("不抄送")
    await clerk.taps("确认登记")
    matter = await the_only_matter(office)
    assert matter.text == "1. 改造积水点。\n2. 清淤。\n3. 巡查。"
    async with office.transaction() as unit:
        files = await unit.find(StoredFile)
        assert [file.status for file in files] == [FileStatus.STORED] * 2
        assert {file.matter_id for file in files} == {matter.id}


async def register_one(person: Someone) -> None:
    await to_the_title(person, "十件实事")
    for button in ("无批示", "平件", "暂不定时限", "跳过", "不抄送", "确认登记"):
        await person.taps(button)


async def test_P3_2_where_the_county_tells_them_apart_it_is_asked_whose_ten_things_they_are(
    template: Path, tmp_path: Path
) -> None:
    county = County(ten_things_reading=TenThingsReading.CITY_THEN_COUNTY)
    async with world(tmp_path, template, county=county) as office:
        clerk = office.clerk
        await to_the_title(clerk, "十件实事")
        await clerk.taps("无批示")
        await clerk.says("省定")
        await clerk.sees("请点选下方按钮")
        await clerk.taps("市定")
        for button in ("平件", "暂不定时限", "跳过", "不抄送"):
            await clerk.taps(button)
        await clerk.sees("请核对登记内容", "级别：市定")
        await clerk.taps("确认登记")
        assert (await the_only_matter(office)).level == "city"
        await to_the_title(clerk, "县长批示件")
        await clerk.taps("无批示")
        await clerk.sees("紧急程度")


async def test_P3_2_a_limit_beyond_the_year_is_refused_where_it_is_asked_for(office: World) -> None:
    clerk = office.clerk
    await to_the_title(clerk, "十件实事")
    for button in ("无批示", "平件"):
        await clerk.taps(button)
    await clerk.says("2027年1月31日")
    await clerk.sees("不得超过本年12月31日")
    await clerk.says("12月31日")
    await clerk.sees_nothing("不得超过")


async def test_numbers_follow_the_paper_register_without_gaps(template: Path, tmp_path: Path) -> None:
    county = County(last_numbers={"matter/2026": 30})
    async with world(tmp_path, template, county=county) as office:
        await register_one(office.clerk)
        await office.clerk.sees("登记号2026-31")
        await office.clerk.says("/new")
        await office.clerk.says("取消")
        await register_one(office.clerk2)
        await office.clerk2.sees("登记号2026-32")
