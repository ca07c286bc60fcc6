"""Messages of a unit that answer no card: matched by their number, else asked; never lost, never silence."""

from __future__ import annotations

from supervision.model import ReportStatus
from supervision.notices.cards import report_subject
from tests import roster
from tests.flows.papers import PHOTO, READERS, data_of, due_of, events, paper, reports, water_reports, with_paper
from tests.world import World


async def test_a_message_that_belongs_to_nothing_is_kept_and_asked_about(office: World) -> None:
    await with_paper(office)
    await office.water.says("北城河清淤已完成1.2公里。")
    question = await office.water.sees("已收到", "哪份通知单的反馈")
    assert list(question.buttons) == ["1号第2项 北城河清淤2.3公里", "不是反馈"]
    (report,) = await reports(office)
    assert (report.status, report.matter_id, report.text) == (ReportStatus.UNPLACED, 0, "北城河清淤已完成1.2公里。")
    await office.clerk.sees_nothing("反馈审核")
    await office.advance("3月11日 15:00")
    await office.water.taps("1号第2项", question)
    assert list((await office.water.card("已收到", "1号第2项", "第1次反馈")).buttons) == READERS
    await office.clerk.card("反馈审核", "清淤已完成1.2公里", "按时")
    assert (await due_of(office, roster.WATER, 2)).first_answered_at == report.received_at


async def test_a_message_that_is_no_report_is_put_away(office: World) -> None:
    await with_paper(office)
    await office.water.says("收到，谢谢")
    await office.water.taps("不是反馈")
    assert not (await office.water.card("未作为反馈登记")).buttons
    assert await events(office, report_subject(1)) == ["report.submitted", "report.discarded"]
    await office.water.edits((await office.water.messages())[-2], "收到，谢谢了")
    assert await events(office, report_subject(1)) == ["report.submitted", "report.discarded"]


async def test_what_was_placed_cannot_be_placed_or_put_away_again(office: World) -> None:
    await with_paper(office)
    await office.water.says("清淤1.2公里。")
    question = await office.water.sees("哪份通知单")
    await office.water.taps("1号第2项")
    for label in question.buttons:
        assert "失效" in await office.water.forges(data_of(question, label), question)
    assert (await reports(office))[0].status is ReportStatus.SUBMITTED


async def test_pitfall_16_complaint_19_a_reply_whose_card_is_gone_is_matched_by_the_number_in_its_text(
    office: World,
) -> None:
    await with_paper(office)
    card = await paper(office.water)
    await office.control.mark_inaccessible(office.water.id, card.id)
    await office.water.says("夏政督〔2026〕1号：清淤1.2公里。", reply_to=card)
    await office.water.sees("已收到", "1号第2项")


async def test_pitfall_16_the_number_may_stand_in_the_words_that_were_quoted(office: World) -> None:
    await with_paper(office)
    card = await paper(office.water)
    await office.control.mark_inaccessible(office.water.id, card.id)
    await office.control.say(
        office.water.id, "已完成1.2公里。", reply_to=card.id, quote="督查通知单 · 夏政督〔2026〕1号"
    )
    await office.settle()
    await office.water.card("已收到", "1号第2项")


async def test_pitfall_16_a_reply_that_names_nothing_is_asked_and_not_lost(office: World) -> None:
    await with_paper(office)
    card = await paper(office.water)
    await office.control.mark_inaccessible(office.water.id, card.id)
    await office.water.says("已完成1.2公里。", reply_to=card)
    await office.water.sees("哪份通知单")
    assert len(await reports(office)) == 1


async def test_complaint_19_a_reply_to_a_receipt_and_to_a_deleted_report_is_understood(office: World) -> None:
    await with_paper(office)
    receipt = await water_reports(office)
    await office.control.delete(office.water.id, receipt.id)
    await office.water.says("1号第2项 又完成0.3公里")
    await office.water.sees("已收到", "1号第2项")


async def test_a_file_without_a_word_is_asked_about_and_its_copy_waits(office: World) -> None:
    await with_paper(office)
    await office.water.sends("现场.jpg", PHOTO, kind="photo")
    await office.water.sees("哪份通知单", "照片1张")
    assert not any(message.file is not None for message in await office.clerk.messages())
    await office.water.taps("1号第2项")
    assert any(message.file is not None for message in await office.clerk.messages())


async def test_two_papers_with_the_short_number_are_asked_apart(office: World) -> None:
    await with_paper(office)
    await with_paper(office)
    await office.water.says("2号已完成一半。")
    await office.water.sees("已收到", "2号第2项")
    await office.water.says("都完成一半。")
    question = await office.water.sees("哪份通知单")
    assert [label[:6] for label in question.buttons] == ["1号第2项 ", "2号第2项 ", "不是反馈"]


async def test_who_has_nothing_to_report_on_is_told_as_before(office: World) -> None:
    await with_paper(office)
    await office.tax.says("你好")
    await office.tax.sees("未能对应到具体事项")
    await office.clerk.says("你好")
    await office.clerk.sees("未能对应到具体事项")
    assert not await reports(office)


async def test_an_unknown_command_is_no_report(office: World) -> None:
    await with_paper(office)
    await office.water.says("/report")
    await office.water.sees("未能对应到具体事项")
    assert not await reports(office)


async def test_pitfall_17_a_plain_message_of_a_forum_topic_is_no_reply(office: World) -> None:
    await with_paper(office)
    bot = next(iter(office.sandbox.state.bots.scan())).id
    group = await office.control.create_group("论坛群", [office.water.id, bot], kind="supergroup", is_forum=True)
    await office.control.set_rights(group.id, bot, "administrator")
    thread = await office.control.create_topic(group.id, office.water.id, "内涝点整治")
    await office.control.say(office.water.id, "大家好", group.id, thread=thread)
    await office.settle()
    assert not await reports(office)


async def test_after_a_workday_without_a_tap_the_office_says_what_a_report_is_about(office: World) -> None:
    await with_paper(office)
    await office.water.says("北城河清淤已完成1.2公里。")
    await office.advance("3月3日 17:00")
    await office.clerk.sees_nothing("反馈待归入")
    await office.advance("3月4日 09:00")
    card = await office.clerk.card("反馈待归入", "县水利局", "1.2公里")
    await office.advance("3月6日 09:00")
    assert len([m for m in await office.clerk.messages() if "1.2公里" in m.text]) == 1
    await office.clerk.taps("1号第2项", card)
    await office.clerk.card("反馈审核", "第2项", "3月2日 08:30", "按时")
    await office.water.card("已收到", "1号第2项", "第1次反馈")
    assert await events(office, report_subject(1)) == ["report.submitted", "report.handed_over", "report.placed"]


async def test_a_reply_to_the_days_digest_is_matched_by_the_paper_that_it_names(office: World) -> None:
    await with_paper(office)
    await office.advance("3月10日 10:00")
    digest = await office.water.card("今日提醒")
    await office.water.says("清淤1.2公里。", reply_to=digest)
    await office.water.sees("已收到", "1号第2项", "第1次反馈")
