"""The Office accepts or returns; rounds and dates are counted; who was first is told."""

from __future__ import annotations

from supervision.model import Assignment, AssignmentStatus, DueStatus, ReportStatus
from supervision.notices.cards import report_subject
from supervision.subjects import Subject
from tests import roster
from tests.flows.papers import data_of, due_of, events, paper, reports, water_reports, with_paper
from tests.world import World


async def assignment(office: World, task: int, unit_id: int) -> AssignmentStatus:
    async with office.transaction() as unit:
        return (await unit.require(Assignment, 1, task, unit_id)).status


async def test_accepting_a_progress_report_leaves_the_task_under_way(office: World) -> None:
    await with_paper(office)
    await water_reports(office)
    card = await office.clerk.card("反馈审核", "另有1次反馈未完成")
    assert list(card.buttons) == ["采纳", "采纳，任务完成", "退回补充", "改归节点", "需整改"]
    assert await office.clerk.taps("采纳") == "已采纳。"
    assert (await due_of(office, roster.WATER, 2)).status is DueStatus.ACCEPTED
    assert await assignment(office, 2, roster.WATER) is AssignmentStatus.IN_PROGRESS
    assert list((await office.clerk.card("反馈审核", "督查室甲 已采纳")).buttons) == ["需整改"]
    await office.water.card("已收到", "督查室已采纳")


async def test_the_last_date_completes_the_units_task(office: World) -> None:
    await with_paper(office)
    await water_reports(office)
    await office.clerk.taps("采纳")
    await water_reports(office, "全部完成2.3公里。")
    assert list((await office.clerk.card("反馈审核", "2.3公里")).buttons)[:2] == ["采纳", "退回补充"]
    assert "任务已完成" in await office.clerk.taps("采纳")
    assert await assignment(office, 2, roster.WATER) is AssignmentStatus.ACCEPTED
    await office.water.card("任务已完成", "1号第2项")
    await office.water.card("督查通知单", "已完成")
    assert await events(office, Subject("assignment", f"1/2/{roster.WATER}")) == ["assignment.completed"]


async def test_accepting_as_the_end_expects_no_more_and_counts_a_missed_date_as_late(office: World) -> None:
    await with_paper(office)
    await office.advance("3月12日 10:00")
    await water_reports(office, "全部完成2.3公里。")
    await office.clerk.taps("采纳，任务完成")
    assert await assignment(office, 2, roster.WATER) is AssignmentStatus.ACCEPTED
    assert (await due_of(office, roster.WATER, 2, 1)).status is DueStatus.ACCEPTED
    assert (await due_of(office, roster.WATER, 2, 2)).status is DueStatus.VOID


async def test_counting_returned_with_words_keeps_the_first_submission(office: World) -> None:
    await with_paper(office)
    await water_reports(office, "在办。")
    first = (await due_of(office, roster.WATER, 2)).first_answered_at
    await office.clerk.taps("退回补充")
    question = await office.clerk.sees("退回补充", "1号第2项", "3月4日（周三）17:30前")
    assert list(question.buttons)[:5] == ["内容空泛", "内容不完整", "未答所问", "缺少佐证", "其他"]
    await office.clerk.says("一、已清淤长度；二、下步安排")
    await office.water.card(
        "请补充 · 1号第2项 第1次反馈", "一、已清淤长度；二、下步安排", "3月4日（周三）17:30前", "首次反馈时间不变"
    )
    due = await due_of(office, roster.WATER, 2)
    assert (due.status, due.returns, due.first_answered_at) == (DueStatus.RETURNED, 1, first)

    returned = await office.water.card("请补充")
    await office.advance("3月4日 09:00")
    await office.water.says("已清淤1.2公里，3月20日前完成余下1.1公里。", reply_to=returned)
    await office.water.sees("已收到", "第1次反馈（第1次补充）")
    await office.clerk.card("反馈审核", "第1次补充", "首次反馈3月2日 08:30，按时", "在补充期限内")
    due = await due_of(office, roster.WATER, 2)
    assert (due.status, due.first_answered_at) == (DueStatus.ANSWERED, first)
    await office.clerk.card("反馈审核", "在办。", "督查室甲 已退回补充", "意见：一、已清淤长度")


async def test_counting_a_second_return_for_empty_content_unmakes_it(office: World) -> None:
    await with_paper(office)
    for number in range(2):
        await water_reports(office, f"正在积极推进{number}。")
        await office.clerk.taps("退回补充")
        await office.clerk.taps("内容空泛")
    due = await due_of(office, roster.WATER, 2)
    assert (due.returns, due.empty_returns, due.first_answered_at) == (2, 2, None)
    await office.water.card("请补充", "第2次请你单位补充", "以本次补充的时间为准")
    await office.advance("3月12日 10:00")
    await water_reports(office, "已清淤1.2公里。")
    await office.clerk.card("反馈审核", "逾期2个工作日")


async def test_a_question_that_is_put_again_is_answered_by_the_earlier_message_as_well_and_once(office: World) -> None:
    """After an act on another card; the earlier one may be a copy that the bot does not know of (ADR 0004)."""
    await with_paper(office)
    await water_reports(office)
    await water_reports(office, "第二次报告。")
    await office.clerk.taps("退回补充", on=await office.clerk.card("反馈审核", "已完成1.2公里"))
    earlier = await office.clerk.sees("退回补充", "1号第2项")
    incomplete = data_of(earlier, "内容不完整")
    await office.clerk.taps("采纳", on=await office.clerk.card("反馈审核", "第二次报告"))
    assert (await office.clerk.sees("请点选退回原因")).id != earlier.id
    await office.clerk.forges(incomplete, earlier)
    assert [report.status for report in await reports(office)] == [ReportStatus.RETURNED, ReportStatus.ACCEPTED]
    assert "该按钮已失效" in await office.clerk.forges(incomplete, earlier)


async def test_a_reason_returns_the_report_that_its_question_names_whatever_was_tapped_since(office: World) -> None:
    await with_paper(office)
    await water_reports(office)
    await water_reports(office, "第二次报告。")
    await office.clerk.taps("退回补充", on=await office.clerk.card("反馈审核", "已完成1.2公里"))
    asked = await office.clerk.sees("请点选退回原因")
    await office.clerk.taps("退回补充", on=await office.clerk.card("反馈审核", "第二次报告"))
    await office.clerk.taps("内容不完整", on=asked)
    assert [report.status for report in await reports(office)] == [ReportStatus.RETURNED, ReportStatus.SUBMITTED]


async def test_other_asks_for_the_words(office: World) -> None:
    await with_paper(office)
    await water_reports(office)
    await office.clerk.taps("退回补充")
    await office.clerk.taps("其他")
    await office.clerk.sees("请输入需要补充的内容")
    await office.clerk.says("请附验收单")
    await office.water.card("请补充", "经审核，请补充：请附验收单")


async def test_complaint_16_a_return_needs_words_and_not_too_many(office: World) -> None:
    await with_paper(office)
    await water_reports(office)
    await office.clerk.taps("退回补充")
    await office.clerk.says("补" * 501)
    await office.clerk.sees("控制在500字以内")
    assert (await reports(office))[0].status is ReportStatus.SUBMITTED
    await office.clerk.says("取消")
    await office.clerk.sees("已取消退回补充")
    assert (await reports(office))[0].status is ReportStatus.SUBMITTED


async def test_pitfall_08_the_second_officer_is_told_who_decided_and_when(office: World) -> None:
    await with_paper(office)
    await water_reports(office)
    card = await office.clerk.card("反馈审核")
    await office.clerk.taps("采纳")
    assert "督查室甲已于3月2日 08:30采纳" in await office.clerk.forges(data_of(card, "采纳"), card)
    assert "督查室甲已于3月2日 08:30采纳" in await office.clerk.forges(data_of(card, "退回补充"), card)
    assert await events(office, report_subject(1)) == ["report.submitted", "report.placed", "report.accepted"]


async def test_a_question_about_a_report_that_was_decided_meanwhile_ends(office: World) -> None:
    await with_paper(office)
    await water_reports(office)
    await office.clerk.taps("退回补充")
    await office.clerk.taps("采纳")
    await office.clerk.sees("已取消退回补充")
    await office.clerk.says("你好")
    await office.clerk.sees("未能对应到具体事项")


async def test_words_for_a_report_that_was_corrected_meanwhile_return_nothing(office: World) -> None:
    await with_paper(office)
    await water_reports(office, "已完成1.2公里。")
    await office.clerk.taps("退回补充")
    mine = next(m for m in await office.water.messages() if m.sender == office.water.id)
    await office.water.edits(mine, "已完成1.3公里。")
    await office.clerk.says("请补充下步安排")
    await office.clerk.sees("请以最新的消息为准")
    assert (await reports(office))[0].status is ReportStatus.SUBMITTED
    await office.clerk.taps("采纳")
    assert (await reports(office))[0].status is ReportStatus.ACCEPTED


async def test_complaint_11_a_unit_does_not_review_its_own_report(office: World) -> None:
    await with_paper(office)
    await water_reports(office)
    card = await office.clerk.card("反馈审核")
    assert "没有此项权限" in await office.water.forges(data_of(card, "采纳"), await paper(office.water))
    await office.mayor.starts()
    greeting = await office.mayor.card("县长")
    assert "没有此项权限" in await office.mayor.forges(data_of(card, "采纳"), greeting)
    assert (await reports(office))[0].status is ReportStatus.SUBMITTED


async def test_a_section_does_not_review_what_is_the_offices(office: World) -> None:
    await with_paper(office)
    await water_reports(office)
    card = await office.clerk.card("反馈审核")
    await office.section.starts()
    greeting = await office.section.card("综合科科员")
    assert "未查到" in await office.section.forges(data_of(card, "采纳"), greeting)


async def test_the_office_can_let_a_report_answer_another_date(office: World) -> None:
    await with_paper(office)
    await water_reports(office, "全部完成2.3公里。")
    await office.clerk.taps("改归节点")
    await office.clerk.taps("第2次：3月20日（周五）")
    await office.clerk.sees("1号第2项", "改归第2次反馈节点")
    assert (await due_of(office, roster.WATER, 2, 1)).status is DueStatus.OPEN
    moved = await due_of(office, roster.WATER, 2, 2)
    assert (moved.status, moved.first_answered_at) == (DueStatus.ANSWERED, (await reports(office))[0].received_at)
    await office.water.card("已收到", "第2次反馈")


async def test_two_messages_for_one_date_are_one_hand_in(office: World) -> None:
    await with_paper(office)
    receipt = await water_reports(office)
    await office.water.says("另出动机械6台。", reply_to=receipt)
    await office.clerk.taps("采纳")
    assert [report.status for report in await reports(office)] == [ReportStatus.ACCEPTED] * 2
