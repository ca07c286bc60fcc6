"""A unit reports by replying: receipt, task, reader."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from supervision.county import County, ReaderAsked
from supervision.model import Assignment, AssignmentStatus, DueStatus, Group, ReportStatus
from supervision.notices.base import to_group
from supervision.notices.cards import PaperCard, report_subject
from tests import roster
from tests.flows.papers import (
    READERS,
    data_of,
    due_of,
    events,
    paper,
    reports,
    send_paper_to,
    water_reports,
    with_paper,
)
from tests.world import World, world


async def test_U3_a_reply_to_the_paper_is_the_units_report_once_its_reader_is_tapped(office: World) -> None:
    await with_paper(office)
    receipt = await water_reports(office)
    assert all(words in receipt.text for words in ("1号第2项", "第1次反馈", "文字1段", "3月10日"))
    assert list(receipt.buttons) == READERS
    await office.clerk.sees("反馈审核", "县水利局", "第2项", "北城河清淤已完成1.2公里。", "按时", "尚未确认")
    await office.clerk2.sees_nothing("反馈审核")

    (report,) = await reports(office)
    assert (report.status, report.task_seq, report.due_seq) == (ReportStatus.SUBMITTED, 2, 1)
    due = await due_of(office, roster.WATER, 2)
    assert (due.status, due.first_answered_at) == (DueStatus.ANSWERED, report.received_at)

    assert "分管负责同志" in await office.water.taps("分管负责同志")
    assert not (await office.water.card("已收到", "审阅：分管负责同志")).buttons
    await office.clerk.card("反馈审核", "审阅：分管负责同志")
    assert await events(office, report_subject(1)) == ["report.submitted", "report.placed", "report.read_by"]


async def test_U3_a_head_who_reports_himself_is_asked_nothing(office: World) -> None:
    await with_paper(office)
    await send_paper_to(office, "water_head", roster.WATER)
    await office.water_head.says("清淤完成过半。", reply_to=await paper(office.water_head))
    assert not (await office.water_head.sees("已收到", "审阅：主要负责同志")).buttons


async def test_U3_where_the_county_wants_it_the_head_or_deputy_confirms_himself(tmp_path: Path, template: Path) -> None:
    county = County(report_reader_asked=ReaderAsked.READER_CONFIRMS)
    async with world(tmp_path, template, county=county) as office:
        await with_paper(office)
        assert not (await water_reports(office)).buttons
        await office.clerk.sees("反馈审核", "尚未确认")
        await office.water_head.sees("请您审阅", "1.2公里")
        await office.water_deputy.sees("请您审阅", "1.2公里")
        await office.water_deputy.taps("同意报送")
        await office.clerk.card("反馈审核", "审阅：分管负责同志")
        assert not (await office.water_head.card("请您审阅", "分管负责同志已同意报送")).buttons
        await office.water.card("已收到", "审阅：分管负责同志")


async def test_U3_where_the_county_does_not_ask_nobody_is_asked(tmp_path: Path, template: Path) -> None:
    county = County(report_reader_asked=ReaderAsked.NOT_ASKED)
    async with world(tmp_path, template, county=county) as office:
        await with_paper(office)
        assert not (await water_reports(office)).buttons
        assert "尚未确认" not in (await office.clerk.sees("反馈审核")).text


async def test_with_several_open_tasks_the_report_is_kept_and_the_task_asked(office: World) -> None:
    await with_paper(office)
    await office.housing_a.says("已完成2处。", reply_to=await paper(office.housing_a))
    receipt = await office.housing_a.sees("已收到", "哪一项任务")
    assert [label[:6] for label in receipt.buttons] == ["1号第1项 ", "1号第2项 "]
    (report,) = await reports(office)
    assert report.status is ReportStatus.UNPLACED
    await office.clerk.sees_nothing("反馈审核")

    await office.advance("3月2日 15:00")
    assert "第1项" in await office.housing_a.taps("1号第1项")
    receipt = await office.housing_a.card("已收到", "1号第1项", "第1次反馈")
    assert list(receipt.buttons) == READERS
    await office.clerk.sees("反馈审核", "已完成2处。", "3月2日 08:30")
    due = await due_of(office, roster.HOUSING, 1)
    assert due.first_answered_at == report.received_at


@pytest.mark.parametrize("words", ["第2项：已配合出动机械2台。", "第二项 已配合出动机械2台。"])
async def test_a_text_that_begins_with_its_task_is_asked_nothing(office: World, words: str) -> None:
    await with_paper(office)
    await office.housing_a.says(words, reply_to=await paper(office.housing_a))
    await office.housing_a.sees("已收到", "1号第2项")


async def test_the_task_may_be_typed_instead_of_tapped(office: World) -> None:
    await with_paper(office)
    await office.housing_a.says("已完成2处。", reply_to=await paper(office.housing_a))
    await office.housing_a.says("第2项")
    assert list((await office.housing_a.card("已收到", "1号第2项")).buttons) == READERS
    assert len(await reports(office)) == 1


async def test_complaint_11_pitfall_10_only_the_own_unit_says_what_a_report_is_about(office: World) -> None:
    await with_paper(office)
    await office.housing_a.says("已完成2处。", reply_to=await paper(office.housing_a))
    receipt = await office.housing_a.sees("已收到")
    data = data_of(receipt, "第1项")
    elsewhere = await paper(office.water)
    assert "未查到" in await office.water.forges(data, elsewhere)
    assert (await reports(office))[0].status is ReportStatus.UNPLACED
    await office.housing_b.forges(data, await paper(office.housing_b))
    assert (await reports(office))[0].task_seq == 1


async def test_a_forged_reader_or_a_second_tap_changes_nothing(office: World) -> None:
    await with_paper(office)
    receipt = await water_reports(office)
    assert "未查到" in await office.housing_a.forges(data_of(receipt, "主要负责同志"), await paper(office.housing_a))
    assert "失效" in await office.water.forges("rr:1:mayor", receipt)
    await office.water.taps("主要负责同志")
    assert "失效" in await office.water.forges(data_of(receipt, "分管负责同志"), receipt)
    assert (await reports(office))[0].reader == "unit_head"


async def test_a_reply_to_the_receipt_adds_to_its_date_and_one_to_the_paper_answers_the_next(office: World) -> None:
    await with_paper(office)
    receipt = await water_reports(office)
    await office.water.says("补充：出动机械6台。", reply_to=receipt)
    await office.water.sees("已收到", "第1次反馈")
    assert [report.due_seq for report in await reports(office)] == [1, 1]
    await office.water.says("已全部完成。", reply_to=await paper(office.water))
    await office.water.sees("已收到", "第2次反馈", "最终反馈")


async def test_more_than_is_asked_for_is_kept_as_a_supplement(office: World) -> None:
    await with_paper(office)
    for words in ("已完成1.2公里。", "已全部完成。", "另附验收单。"):
        await water_reports(office, words)
    await office.water.sees("已收到", "补充材料")
    await office.clerk.card("反馈审核", "节点以外的补充材料", "另附验收单。")


async def test_a_late_report_says_by_how_much_to_the_office_only(office: World) -> None:
    await with_paper(office)
    await office.advance("3月12日 10:00")
    assert "逾期" not in (await water_reports(office)).text
    await office.clerk.card("反馈审核", "逾期2个工作日")


async def test_counting_nothing_is_late_that_was_not_delivered(office: World) -> None:
    await with_paper(office, acknowledged=False)
    await office.advance("3月12日 10:00")
    await water_reports(office)
    assert "逾期" not in (await office.clerk.card("反馈审核", "县水利局")).text


async def test_what_was_taken_back_from_a_unit_is_not_reported_on(office: World) -> None:
    await with_paper(office)
    async with office.transaction() as unit:
        mine = await unit.require(Assignment, 1, 2, roster.WATER)
        await unit.save(replace(mine, status=AssignmentStatus.WITHDRAWN))
        await unit.commit()
    await office.water.says("已完成。", reply_to=await paper(office.water))
    await office.water.sees("已撤回")
    assert not await reports(office)


async def test_complaint_18_pitfall_44_words_with_markup_come_through(office: World) -> None:
    await with_paper(office)
    await water_reports(office, "进度<b>&_*[50%](x)</b>")
    await office.clerk.card("反馈审核", "进度<b>&_*[50%](x)</b>")


async def test_a_long_report_is_cut_on_the_card_and_copied_whole(office: World) -> None:
    await with_paper(office)
    text = "北城河清淤情况" * 570
    await water_reports(office, text)
    await office.clerk.card("反馈审核", "全文见所附原消息")
    assert any(message.text == text for message in await office.clerk.messages())


async def test_a_report_does_not_answer_the_question_that_is_open(office: World) -> None:
    await with_paper(office)
    card = await paper(office.water)
    await office.water.taps("申请改派", card)
    await water_reports(office)
    assert len(await reports(office)) == 1


async def test_complaint_11_pitfall_41_in_a_group_members_reply_and_others_are_refused(office: World) -> None:
    await with_paper(office)
    bot = next(iter(office.sandbox.state.bots.scan())).id
    people = [office.water.id, office.housing_a.id, office.mayor.id]
    group = await office.control.create_group("政务督查工作群", [*people, bot])
    async with office.transaction() as unit:
        from storage import outbox  # noqa: PLC0415

        await unit.save(Group(1, group.id, "政务督查工作群", 1, unit.now))
        await outbox.tell(unit, [PaperCard(to=to_group(1), paper_id=1, unit_id=roster.WATER, again=2)])
        await unit.commit()
    await office.settle()
    card = next(message for message in await office.water.messages(group.id) if "督查通知单" in message.text)

    await office.water.says("清淤1.2公里。", reply_to=card, chat=group.id)
    receipt = (await office.water.messages(group.id))[-1]
    assert "已收到" in receipt.text
    await office.clerk.card("反馈审核", "清淤1.2公里。")

    await office.housing_a.says("我们也完成了。", reply_to=card, chat=group.id)
    assert "未查到" in (await office.housing_a.messages(group.id))[-1].text
    await office.mayor.says("抓紧。", reply_to=card, chat=group.id)
    assert "没有此项权限" in (await office.mayor.messages(group.id))[-1].text
    await office.control.say(office.water.id, "已完成", group.id, reply_to=card.id, anonymous=True)
    await office.settle()
    assert "请以本人身份发言" in (await office.water.messages(group.id))[-1].text
    await office.water.says("大家好", chat=group.id)
    assert len(await reports(office)) == 1
