"""An edited report is a new version, never a second report; any other edit is nothing."""

from __future__ import annotations

from sandbox.client import Message
from supervision.model import DueStatus, ReportStatus, ReportVersion
from supervision.notices.cards import report_subject
from tests import roster
from tests.flows.papers import PHOTO, data_of, due_of, events, files, paper, reports, water_reports, with_paper
from tests.world import World


async def versions(office: World) -> list[str]:
    async with office.transaction() as unit:
        return [version.text for version in await unit.find(ReportVersion)]


async def own(office: World, words: str) -> Message:
    """水利局's own message with these words."""
    return next(m for m in await office.water.messages() if m.sender == office.water.id and words in m.text)


async def test_pitfall_14_complaint_19_an_edit_is_a_version_and_no_second_report(office: World) -> None:
    await with_paper(office)
    await water_reports(office, "已完成1.2公里。")
    await office.water.edits(await own(office, "1.2公里"), "已完成1.3公里。")
    (report,) = await reports(office)
    assert (report.text, report.version) == ("已完成1.3公里。", 2)
    assert await versions(office) == ["已完成1.2公里。", "已完成1.3公里。"]
    await office.water.card("已更正", "1号第2项")
    await office.clerk.card("反馈审核", "1.3公里", "已更正（第2稿")
    assert [m for m in await office.clerk.messages() if "反馈审核" in m.text][1:] == []


async def test_pitfall_09_a_card_drawn_before_an_edit_does_not_accept_what_was_not_read(office: World) -> None:
    await with_paper(office)
    await water_reports(office, "已完成1.2公里。")
    old = await office.clerk.card("反馈审核")
    await office.water.edits(await own(office, "1.2公里"), "已完成0.2公里。")
    assert "失效" in await office.clerk.forges(data_of(old, "采纳"), old)
    assert (await reports(office))[0].status is ReportStatus.SUBMITTED


async def test_counting_an_edit_after_acceptance_changes_no_status(office: World) -> None:
    await with_paper(office)
    await water_reports(office, "已完成1.2公里。")
    await office.clerk.taps("采纳")
    await office.water.edits(await own(office, "1.2公里"), "已完成1.3公里。")
    (report,) = await reports(office)
    assert (report.status, report.version) == (ReportStatus.ACCEPTED, 2)
    assert (await due_of(office, roster.WATER, 2)).status is DueStatus.ACCEPTED
    await office.clerk.card("反馈审核", "采纳后报送单位又作更正", "采纳结论不变")


async def test_counting_an_edit_of_a_returned_report_hands_it_in_again(office: World) -> None:
    await with_paper(office)
    await water_reports(office, "在办。")
    first = (await due_of(office, roster.WATER, 2)).first_answered_at
    await office.clerk.taps("退回补充")
    await office.clerk.taps("内容不完整")
    await office.advance("3月3日 10:00")
    await office.water.edits(await own(office, "在办"), "已完成1.2公里，余下3月底完成。")
    due = await due_of(office, roster.WATER, 2)
    assert (due.status, due.first_answered_at) == (DueStatus.ANSWERED, first)
    await office.clerk.card("已按退回意见更正1号第2项反馈")
    await office.clerk.card("反馈审核", "余下3月底完成", "第1次补充")
    await office.clerk.taps("采纳")
    assert (await reports(office))[0].status is ReportStatus.ACCEPTED


async def test_pitfall_14_an_edit_of_what_is_no_report_is_passed_over(office: World) -> None:
    await with_paper(office)
    await office.tax.says("你好")
    mine = next(m for m in await office.tax.messages() if m.sender == office.tax.id)
    await office.tax.edits(mine, "您好")
    await office.tax.sees_nothing()
    stranger = await office.stranger()
    said = await stranger.says("你好")
    await stranger.edits(said, "您好")
    await stranger.sees_nothing()
    assert not await reports(office)


async def test_an_edit_that_changes_nothing_is_no_version(office: World) -> None:
    await with_paper(office)
    await water_reports(office, "已完成1.2公里。")
    await office.water.edits(await own(office, "1.2公里"), "已完成1.2公里。 ")
    assert await events(office, report_subject(1)) == ["report.submitted", "report.placed"]


async def test_the_caption_of_an_album_can_be_corrected(office: World) -> None:
    await with_paper(office)
    album = [("1.jpg", PHOTO + b"1"), ("2.jpg", PHOTO + b"2")]
    await office.water.sends_album(album, caption="清淤现场", reply_to=await paper(office.water))
    await office.water.edits(await own(office, "清淤现场"), "北城河清淤现场")
    (report,) = await reports(office)
    assert (report.text, report.version) == ("北城河清淤现场", 2)
    assert len(await files(office)) == 2
