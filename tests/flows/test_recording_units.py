"""录入 of what a unit did on paper or by telephone: receipt, report, a later date – all the way to 办结."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from storage import audit
from supervision.calendars.deadlines import local_date
from supervision.model import (
    Assignment,
    AssignmentStatus,
    Channel,
    Dispatch,
    DueStatus,
    Extension,
    Matter,
    Reader,
    Report,
    ReportDue,
    Urgency,
)
from supervision.notices.cards import paper_subject
from tests import roster
from tests.flows.approval_scenes import dispatched, forged
from tests.flows.papers import with_paper
from tests.flows.recording_scenes import answers_with, enters, records, take_account
from tests.world import World

FORM = "水利局反馈表1号"


async def paper_of_water(office: World) -> None:
    """A paper is with the units; the water bureau's liaison has no account."""
    await take_account(office, "water")
    await with_paper(office, acknowledged=False)


async def receipt_on_paper(office: World) -> None:
    await enters(office.clerk, "2026-1", "签收", "县水利局", "纸质", "水利局联络员", "今天", "送达回执1号")


async def test_a_receipt_on_paper_counts_from_its_day_once_confirmed(office: World) -> None:
    await paper_of_water(office)
    await office.advance("3月4日 10:00")
    await receipt_on_paper(office)
    async with office.transaction() as unit:
        assert (await unit.require(Dispatch, 1, roster.WATER)).delivered_at is None
    await office.advance("3月5日 10:00")
    await office.clerk2.taps("核对无误")
    async with office.transaction() as unit:
        dispatch = await unit.require(Dispatch, 1, roster.WATER)
        assignment = await unit.require(Assignment, 1, 2, roster.WATER)
        (row,) = await audit.history(unit, paper_subject(1, roster.WATER))
    assert dispatch.delivered_at is not None
    assert local_date(dispatch.delivered_at, unit.county.zone) == date(2026, 3, 4)
    assert (dispatch.channel, dispatch.acknowledged_by) == (Channel.PAPER, 16)
    assert assignment.status is AssignmentStatus.IN_PROGRESS
    assert (row.event, row.person_id, row.details["record"]) == ("paper.acknowledged", 16, 1)


async def test_a_receipt_by_somebody_who_is_not_on_the_roster_is_the_unit_s(office: World) -> None:
    await paper_of_water(office)
    await enters(office.clerk, "2026-1", "签收", "县水利局", "电话", "值班员老张", "刚才")
    await office.clerk2.sees("县水利局（值班员老张）：3月2日 08:30 电话签收")
    await office.clerk2.taps("核对无误")
    async with office.transaction() as unit:
        dispatch = await unit.require(Dispatch, 1, roster.WATER)
    assert dispatch.acknowledged_at is not None
    assert not dispatch.acknowledged_by
    assert dispatch.channel == Channel.TELEPHONE


async def test_counting_a_report_on_paper_is_on_time_by_its_own_day(office: World) -> None:
    await paper_of_water(office)
    await receipt_on_paper(office)
    await office.clerk2.taps("核对无误")
    await office.advance("3月12日 09:30")
    answers = ("县水利局", "纸质", "水利局联络员", "北城河清淤已完成1.2公里。", "主要负责同志", "3月10日", FORM)
    await enters(office.clerk, "2026-1", "反馈", *answers)
    async with office.transaction() as unit:
        assert await unit.find(Report) == []
    await office.clerk2.taps("核对无误")
    async with office.transaction() as unit:
        (report,) = await unit.find(Report)
        due = await unit.require(ReportDue, 1, 2, roster.WATER, 1)
    assert (report.channel, report.record_id, report.reader) == (Channel.PAPER, 2, Reader.UNIT_HEAD)
    assert due.status is DueStatus.ANSWERED
    assert due.first_answered_at is not None
    assert due.first_answered_at <= due.late_after, "the paper came on the day, the record two days later"
    card = await office.clerk.card("反馈审核", "北城河清淤已完成1.2公里")
    assert "按时" in card.text
    assert "据纸质材料录入" in card.text


async def test_a_report_by_telephone_of_an_unknown_speaker_is_reviewed_like_any_other(office: World) -> None:
    await paper_of_water(office)
    await enters(office.clerk, "2026-1", "反馈", "县水利局", "电话", "值班员老张", "已完成一半。", "未注明", "刚才")
    await office.clerk2.taps("核对无误")
    await office.clerk.taps("采纳", await office.clerk.card("反馈审核", "值班员老张", "据电话记录"))
    async with office.transaction() as unit:
        assert (await unit.require(ReportDue, 1, 2, roster.WATER, 1)).status is DueStatus.ACCEPTED


async def test_scans_of_a_paper_report_are_its_evidence(office: World) -> None:
    await paper_of_water(office)
    await office.clerk.says("/record 2026-1")
    await office.clerk.taps("反馈")
    for answer in ("县水利局", "纸质", "水利局联络员", "见附件。", "未注明", "今天"):
        await answers_with(office.clerk, answer)
    await office.clerk.sends("反馈表.pdf", b"%PDF-1.4")
    await office.clerk.taps("下一步")
    await office.clerk.taps("提交核对")
    await office.clerk2.taps("核对无误")
    await office.clerk.card("反馈审核", "文件1件")


async def test_an_extension_moves_the_limit_and_leaves_the_printed_date(office: World) -> None:
    await with_paper(office)
    await office.advance("3月9日 10:00")
    answers = ("县水利局", "第2项　3月10日（周二）", "3月16日", "连续降雨", "电话", "水利局联络员", "刚才")
    await enters(office.clerk, "2026-1", "延期", *answers)
    await office.clerk2.taps("核对无误")
    await office.water.sees("延期办理 · 夏政督〔2026〕1号", "同意延期至3月16日（周一）")
    async with office.transaction() as unit:
        due = await unit.require(ReportDue, 1, 2, roster.WATER, 1)
        (extension,) = await unit.find(Extension)
    assert (due.due_on, due.extended_to) == (date(2026, 3, 10), date(2026, 3, 16))
    assert local_date(due.late_after, unit.county.zone) == date(2026, 3, 16)
    assert (extension.in_time, extension.granted_by) == (True, 8)
    assert "3月10日（周二）的反馈已延期至3月16日（周一）" in (await office.water.card("督查通知单")).text
    await office.water.looks_away()
    await office.advance("3月11日 10:00")
    await office.water.sees_nothing("已超时限")


async def test_counting_an_extension_of_what_is_most_urgent_waits_for_no_workday(office: World) -> None:
    await with_paper(office)
    async with office.transaction() as unit:
        await unit.save(replace(await unit.require(Matter, 1), urgency=Urgency.MOST_URGENT))
        await unit.commit()
    answers = ("县水利局", "第2项　3月10日（周二）", "3月14日", "连续降雨", "电话", "水利局联络员", "刚才")
    await enters(office.clerk, "2026-1", "延期", *answers)
    await office.clerk2.taps("核对无误")
    async with office.transaction() as unit:
        due = await unit.require(ReportDue, 1, 2, roster.WATER, 1)
    assert local_date(due.late_after, unit.county.zone) == date(2026, 3, 14), "a Saturday"


async def test_counting_an_extension_given_after_the_date_leaves_the_report_late(office: World) -> None:
    await with_paper(office)
    await office.advance("3月12日 10:00")
    answers = ("县水利局", "第2项　3月10日（周二）", "3月16日", "连续降雨", "纸质", "水利局联络员", "今天", "申请1号")
    await enters(office.clerk, "2026-1", "延期", *answers)
    await office.clerk2.taps("核对无误")
    await office.water.sees("原时间的逾期情况仍予记录")
    async with office.transaction() as unit:
        due = await unit.require(ReportDue, 1, 2, roster.WATER, 1)
    assert local_date(due.late_after, unit.county.zone) == date(2026, 3, 10)


async def test_complaint_12_what_the_unit_did_itself_meanwhile_lets_the_record_lapse(office: World) -> None:
    await with_paper(office, acknowledged=False)
    await receipt_on_paper(office)
    await office.water.taps("签收")
    assert "录入失效" in await office.clerk2.taps("核对无误")
    async with office.transaction() as unit:
        assert (await unit.require(Dispatch, 1, roster.WATER)).channel == Channel.TELEGRAM


async def test_many_records_are_confirmed_from_one_list_after_it_was_seen(office: World) -> None:
    await paper_of_water(office)
    await receipt_on_paper(office)
    for words in ("完成一成。", "完成两成。"):
        await enters(office.clerk, "2026-1", "反馈", "县水利局", "电话", "水利局联络员", words, "未注明", "刚才")
    await office.clerk2.says("待核对")
    listed = await office.clerk2.sees("待您核对3项", "签收", "反馈")
    await office.clerk2.taps("第3项不选", listed)
    assert "已核对2项" in await office.clerk2.taps("全部核对无误（2项）")
    assert [record.status.value for record in await records(office)] == ["confirmed", "confirmed", "waiting"]
    done = await office.clerk2.card("本次核对3项", "已核对")
    assert not done.buttons
    await office.clerk.says("待核对")
    await office.clerk.sees("没有待您核对的录入", "您录入的1项待其他同志核对")


async def test_a_list_confirms_nothing_that_came_after_it_was_seen(office: World) -> None:
    await paper_of_water(office)
    await receipt_on_paper(office)
    await office.clerk2.says("待核对")
    listed = await office.clerk2.sees("待您核对1项")
    await enters(office.clerk, "2026-1", "反馈", "县水利局", "电话", "水利局联络员", "完成一成。", "未注明", "刚才")
    await office.clerk2.taps("全部核对无误（1项）", listed)
    assert [record.status.value for record in await records(office)] == ["confirmed", "waiting"]


async def test_complaint_16_a_list_shows_all_that_is_confirmed_by_it(office: World) -> None:
    await paper_of_water(office)
    await receipt_on_paper(office)
    words = "水" * 1500
    await enters(office.clerk, "2026-1", "反馈", "县水利局", "电话", "水利局联络员", words, "未注明", "刚才")
    await enters(office.clerk, "2026-1", "反馈", "县水利局", "电话", "水利局联络员", "淤" * 1500, "未注明", "刚才")
    await office.clerk2.says("待核对")
    listed = await office.clerk2.sees("待您核对2项，另有1项随后列出", "原件：送达回执1号", words)
    assert "淤" not in listed.text, "what does not fit in full stands on the next list"
    await office.clerk2.taps("全部核对无误（2项）", listed)
    await office.clerk2.says("待核对")
    await office.clerk2.sees("待您核对1项", "淤" * 1500)


async def test_a_list_is_confirmed_as_it_was_shown(office: World) -> None:
    await paper_of_water(office)
    for words in ("完成一成。", "完成两成。"):
        await enters(office.clerk, "2026-1", "反馈", "县水利局", "电话", "水利局联络员", words, "未注明", "刚才")
    await office.clerk2.says("待核对")
    listed = await office.clerk2.sees("待您核对2项")
    before = listed.buttons["全部核对无误（2项）"]
    await office.clerk2.taps("第2项不选", listed)
    assert "失效" in await forged(office.clerk2, before)
    assert {record.status.value for record in await records(office)} == {"waiting"}
    await office.clerk2.taps("全部核对无误（1项）", await office.clerk2.card("待您核对2项"))
    assert [record.status.value for record in await records(office)] == ["confirmed", "waiting"]


async def test_an_extension_in_a_list_shows_its_new_date_and_its_paper(office: World) -> None:
    await dispatched(office)
    answers = (
        "延期",
        "县水利局",
        "第2项　3月20日（周五）",
        "4月30日",
        "资金未到位",
        "纸质",
        "水利局联络员",
        "今天",
        FORM,
    )
    await enters(office.clerk, "2026-1", *answers)
    await office.clerk2.says("/records")
    await office.clerk2.sees("待您核对1项", "延期至4月30日", "理由：资金未到位", f"原件：{FORM}", "录入：督查室甲")


async def test_a_unit_without_any_account_goes_all_the_way_to_its_result_on_paper(office: World) -> None:
    await paper_of_water(office)
    await office.clerk.says("待送达")
    await office.clerk.taps("已电话告知", await office.clerk.sees("水利局联络员", "通知单　夏政督〔2026〕1号"))
    await office.clerk2.taps("核对无误")
    assert "已电话告知，请补签收" not in (await office.clerk.card("待送达")).text
    await receipt_on_paper(office)
    await office.clerk2.taps("核对无误")
    for on, words in (("3月10日", "已清淤1.2公里。"), ("3月20日", "已全部完成。")):
        await office.advance(f"{on} 15:00")
        await enters(
            office.clerk, "2026-1", "反馈", "县水利局", "纸质", "水利局联络员", words, "主要负责同志", on, FORM
        )
        await office.clerk2.taps("核对无误")
        await office.clerk.taps("采纳", await office.clerk.card("反馈审核", words))
    async with office.transaction() as unit:
        assignment = await unit.require(Assignment, 1, 2, roster.WATER)
        dues = await unit.find(ReportDue, matter_id=1, unit_id=roster.WATER)
        assert (await audit.verify(unit)).intact
    assert assignment.status is AssignmentStatus.ACCEPTED
    assert {due.status for due in dues} == {DueStatus.ACCEPTED}
    assert all(due.first_answered_at is not None and due.first_answered_at <= due.late_after for due in dues)
    assert {(r.entered_by, r.confirmed_by) for r in await records(office)} == {(8, 9)}


async def test_the_matter_s_card_leads_to_a_record_and_says_what_waits(office: World) -> None:
    await dispatched(office)
    await office.clerk.taps("录入")
    await office.clerk.sees("请点选要录入的内容")
    for answer in ("签收", "县水利局", "电话", "水利局联络员", "刚才", "提交核对"):
        await answers_with(office.clerk, answer)
    assert "录入待核对1项" in (await office.clerk.card("登记号2026-1", "下一步")).text
    await office.clerk2.taps("核对无误")
    assert "待核对" not in (await office.clerk.card("登记号2026-1", "下一步")).text
