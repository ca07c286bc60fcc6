"""What is summed up goes to those it is for: to the signers that the Office chose, to the city, to the units."""

from __future__ import annotations

from datetime import date

import pytest

from storage import audit
from supervision.model import (
    Bulletin,
    BulletinStatus,
    Matter,
    MatterStatus,
    Submission,
    SubmissionStatus,
    SummaryKind,
    Urgency,
)
from supervision.notices.upward import submission_subject
from tests.flows.approval_scenes import reload, status
from tests.flows.closing_scenes import (
    BOTH,
    all_accepted,
    close_matter,
    send_summary,
    set_city_date,
    sign_all,
    submissions,
    summaries,
)
from tests.flows.papers import data_of, events, post_of, with_paper
from tests.flows.quarter import bind_group
from tests.world import World

TO_OFFICE = "以县政府办公室名义报市政府办公室"
TO_CITY = "以县政府名义报市政府"
CITY_DUE = date(2026, 3, 11)


async def document(office: World, leader: str = "executive") -> Matter:
    matter = await all_accepted(office, track="document", source_kind="city_document", leader_post_id=post_of(leader))
    await set_city_date(office, matter, CITY_DUE)
    return matter


async def only(office: World) -> Submission:
    (row,) = await submissions(office)
    return row


async def test_P1_3_checked_approved_and_reported_to_the_city_on_time(office: World) -> None:
    matter = await document(office)
    preview = await send_summary(office, way=TO_OFFICE)
    assert "1. 常务副县长（常务副县长）审定" in preview.text
    assert "应于3月9日（周一）前上报（市级时限3月11日（周三））" in preview.text
    assert await submissions(office) == []
    assert await sign_all(office) == ["常务副县长审定"]
    assert await status(office, matter) is MatterStatus.CLOSED
    row = await only(office)
    assert (row.status, row.due_on, row.own_due_on) == (SubmissionStatus.READY, CITY_DUE, date(2026, 3, 9))

    await office.clerk.taps("登记上报", await office.clerk.card("待报", "报市政府办公室", "应于3月9日"))
    await office.clerk.taps("今天")
    await office.clerk.taps("取号")
    await office.clerk.sees("已登记上报", "夏政办〔2026〕1号")
    sent = await only(office)
    assert (sent.status, sent.submitted_on, sent.number) == (
        SubmissionStatus.SENT,
        date(2026, 3, 2),
        "夏政办〔2026〕1号",
    )
    assert sent.due_on == CITY_DUE
    assert await events(office, submission_subject(sent.id)) == ["submission.ready", "submission.sent"]


async def test_P1_3_in_the_governments_name_the_mayor_signs(office: World) -> None:
    await document(office)
    assert await close_matter(office, chain="", way=TO_CITY) == ["县长审定"]
    assert (await only(office)).issuer == "government"
    await office.clerk.taps("登记上报")
    await office.clerk.says("3月2日")
    await office.clerk.taps("取号")
    assert (await only(office)).number == "夏政〔2026〕1号"


async def test_P2_3_findings_go_to_the_city_and_the_county_government(office: World) -> None:
    matter = await all_accepted(office, track="work_report")
    await office.clerk.says("/sum 2026-1")
    await send_summary(office, way="以县政府名义报市政府，并报县政府", begin="")
    assert await status(office, matter) is MatterStatus.IN_PROGRESS
    assert await sign_all(office) == ["分管副主任审阅", "办公室主任审阅", "县长审定"]
    await office.clerk.card("汇总报告已审定", "本事项继续办理")
    assert await status(office, matter) is MatterStatus.IN_PROGRESS
    rows = {row.destination: row.status for row in await submissions(office)}
    assert rows == {"city_government": SubmissionStatus.READY, "county_government": SubmissionStatus.SENT}
    assert [item.kind for item in await summaries(office)] == [SummaryKind.CITY]


CHOICES = [
    ("meeting.mayor", "mayor", BOTH, ["分管副主任审阅", "办公室主任审阅"]),
    ("meeting.mayor", "mayor", "县长审定", ["分管副主任审阅", "办公室主任审阅", "县长审定"]),
]


@pytest.mark.parametrize(("track", "leader", "chain", "signed"), CHOICES)
async def test_P4_3_reviewed_then_the_office_chooses_who_goes_on(
    office: World, track: str, leader: str, chain: str, signed: list[str]
) -> None:
    matter = await all_accepted(office, track=track, leader_post_id=post_of(leader))
    assert await close_matter(office, chain=chain, way="印发督查通报（发责任单位）") == signed
    assert (await reload(office, matter)).result_chain == (len(signed) == 3)
    printed = await office.water.card("夏邑政务督查　2026年第1期", "关于城区内涝点整治办理情况的通报", "清淤2.3公里")
    assert "关于城区内涝点整治办理情况的报告" not in printed.text
    await office.clerk.card("督查通报已印发", "已发2个责任单位")
    async with office.transaction() as unit:
        (bulletin,) = await unit.find(Bulletin)
    assert (bulletin.status, bulletin.period, bulletin.group_text) == (BulletinStatus.POSTED, "matter/1/1", "")


async def test_P4_3_a_bulletin_goes_into_the_group_only_where_the_office_ticked_it(office: World) -> None:
    group = await bind_group(office)
    await all_accepted(office, track="meeting.mayor")
    await close_matter(office, chain=BOTH, way="印发督查通报（并发工作群）")
    await office.clerk.card("督查通报已印发", "定于3月2日（周一）发工作群")
    await office.advance("3月2日 09:05")
    posted = [m.text for m in await office.head.messages(group) if "办理情况的通报" in m.text]
    assert len(posted) == 1
    async with office.transaction() as unit:
        (bulletin,) = await unit.find(Bulletin)
    assert bulletin.status is BulletinStatus.POSTED


async def test_P5_4_a_vice_mayor_approves_what_he_instructed(office: World) -> None:
    await all_accepted(office, track="instruction.vice_mayor", leader_post_id=post_of("vice_mayor"))
    signed = await close_matter(office, chain="副县长审定")
    assert signed == ["分管副主任审阅", "办公室主任审阅", "副县长（城建）审定"]


async def test_P7_3_the_hotline_waits_for_the_executive_and_gets_its_report(office: World) -> None:
    await all_accepted(office, track="hotline", urgency=Urgency.URGENT)
    signed = await close_matter(office, chain="常务副县长审定", way="报市长热线电话室")
    assert signed == ["分管副主任审阅", "办公室主任审阅", "常务副县长审定"]
    await office.clerk.taps("登记上报", await office.clerk.card("待报", "报市长热线电话室"))
    await office.clerk.taps("今天")
    await office.clerk.taps("无文号")
    assert await office.clerk.taps("热线已收") == "已登记：已收"
    assert await office.clerk.taps("核销") == "已登记：核销"
    assert (await only(office)).status is SubmissionStatus.SETTLED


async def test_P8_3_the_party_leader_who_gave_it_approves(office: World) -> None:
    await all_accepted(office, track="assignment", leader_post_id=post_of("party"))
    signed = await close_matter(office, chain="", way="印发督查通报（发责任单位）")
    assert signed == ["分管副主任审阅", "办公室主任审阅", "县委副书记审定"]
    await office.housing_b.card("2026年第1期", "办理情况的通报")


async def test_P4_3_a_bulletin_that_names_units_takes_another_way(office: World) -> None:
    await all_accepted(office, track="meeting.mayor")
    await office.clerk.taps("汇总办结")
    await office.clerk.says("关于内涝点整治的报告\n对县水利局予以通报批评。")
    await office.clerk.taps(BOTH)
    assert "须按通报程序" in await office.clerk.taps("印发督查通报（并发工作群）")
    await office.clerk.taps("暂不上报")
    await office.clerk.sees("审签流程：")


async def test_P4_3_a_signer_adds_no_criticism_to_what_is_printed(office: World) -> None:
    await all_accepted(office, track="meeting.mayor")
    await send_summary(office, chain=BOTH, way="印发督查通报（发责任单位）")
    await office.deputy.taps("修改后同意", await office.deputy.card("呈请"))
    await office.deputy.says("关于内涝点整治的报告\n县水利局清淤严重滞后，现提出批评。")
    await office.deputy.sees("须按通报程序")
    await office.deputy.says("关于内涝点整治的报告\n3处积水点已改造。")
    await office.deputy.taps("确认修改并同意")
    assert await sign_all(office) == ["办公室主任审阅"]
    await office.water.card("2026年第1期", "关于内涝点整治的通报", "3处积水点已改造")


async def test_R2_every_sentence_keeps_its_report(office: World) -> None:
    await document(office)
    await office.clerk.taps("汇总办结")
    shown = await office.clerk.sees("各句依据", "县水利局")
    assert "县水利局：清淤2.3公里，已验收。（县水利局第1次反馈，3月2日（周一））" in shown.text
    await office.clerk.says(
        "关于城区内涝点整治办理情况的报告\n县住建局的3处积水点已改造。管护单位已明确。\n县水利局：清淤2.3公里，已验收。\n全县防汛形势平稳。"
    )
    await office.clerk.taps(TO_OFFICE)
    await office.clerk.taps("确认送审")
    (summary,) = await summaries(office)
    assert [item.report_id for item in summary.sentences] == [None, 90, 90, 91, None]
    await office.executive.taps("全文")
    await office.executive.sees("全县防汛形势平稳。（督查室补充）", "已验收。（县水利局第1次反馈")
    assert await sign_all(office) == ["常务副县长审定"]
    await office.clerk.taps("全文及依据")
    await office.clerk.sees("全县防汛形势平稳。（督查室补充）", "已验收。（县水利局第1次反馈")


async def test_city_returned_supplemented_settled(office: World) -> None:
    matter = await document(office)
    await close_matter(office, chain="", way=TO_OFFICE)
    await office.clerk.taps("登记上报")
    await office.clerk.taps("今天")
    await office.clerk.says("夏政办〔2026〕30号")
    await office.clerk.taps("退回补充")
    await office.clerk.says("缺少长效管护措施。")
    await office.clerk.says("3月20日")
    card = await office.clerk.card("退回补充 · 报市政府办公室", "缺少长效管护措施", "事项已办结")
    assert await status(office, matter) is MatterStatus.CLOSED
    await office.clerk.taps("重新汇总上报", card)
    await office.clerk.says("关于城区内涝点整治的补充报告\n管护措施已落实。")
    await office.clerk.taps(TO_OFFICE)
    await office.clerk.taps("确认送审")
    await sign_all(office)
    first, second = await submissions(office)
    assert (second.supersedes_id, second.due_on, first.due_on) == (first.id, date(2026, 3, 20), CITY_DUE)
    assert "已另行汇总上报" in (await office.clerk.card("缺少长效管护措施")).text
    await office.clerk.taps("登记上报", await office.clerk.card("待报"))
    await office.clerk.taps("今天")
    await office.clerk.taps("无文号")
    await office.clerk.taps("核销")
    assert [row.status for row in await submissions(office)] == [SubmissionStatus.RETURNED, SubmissionStatus.SETTLED]


async def test_counting_the_offices_own_date_is_nagged_before_the_citys(office: World) -> None:
    matter = await all_accepted(office, track="document", source_kind="city_document")
    await office.clerk.taps("更多")
    await office.clerk.taps("市级时限")
    await office.clerk.says("3月11日，商政办〔2026〕5号")
    await office.clerk.sees("市级时限3月11日（周三）（商政办〔2026〕5号）", "应于3月9日（周一）前上报")
    await office.advance("3月5日 12:00")
    await office.clerk.sees_nothing("待上报")
    await office.advance("3月6日 12:00")
    await office.clerk.sees("待上报", "2026-1 城区内涝点整治：3月9日（周一）")
    await office.clerk.looks_away()
    await office.advance("3月9日 12:00")
    await office.clerk.sees("待上报")
    assert (await reload(office, matter)).city_due_on == CITY_DUE
    await close_matter(office, chain="", way=TO_OFFICE)
    await office.clerk.taps("登记上报")
    await office.clerk.taps("今天")
    await office.clerk.taps("取号")
    assert (
        "上报：报市政府办公室，已报（3月9日（周一），夏政办〔2026〕1号）"
        in (await office.clerk.card("已办结", "涉及")).text
    )
    await office.clerk.looks_away()
    await office.advance("3月11日 12:00")
    await office.clerk.sees_nothing("待上报")


async def test_an_extension_asked_of_the_city_moves_the_offices_date_and_keeps_the_citys(office: World) -> None:
    await document(office)
    await close_matter(office, chain="", way=TO_OFFICE)
    await office.clerk.taps("申请延期")
    await office.clerk.says("3月10日，电话")
    await office.clerk.sees("不晚于现市级时限")
    await office.clerk.says("3月25日，市政府办公室电话答复")
    row = await only(office)
    assert (row.due_on, row.extended_to, row.own_due_on) == (CITY_DUE, date(2026, 3, 25), date(2026, 3, 23))
    await office.clerk.card("待报", "市级时限：3月11日（周三），已同意延至3月25日（周三）")


async def test_only_the_office_enters_what_goes_up_and_old_buttons_do_nothing(office: World) -> None:
    await document(office)
    await close_matter(office, chain="", way=TO_OFFICE)
    card = await office.clerk.card("待报")
    old = data_of(card, "登记上报")
    assert "没有此项权限" in await office.water.forges(old, await office.water.card("已办结"))
    await office.clerk.taps("登记上报", card)
    await office.clerk.taps("今天")
    await office.clerk.taps("无文号")
    assert "已报" in await office.clerk.forges(old, card)
    async with office.transaction() as unit:
        assert [row.event for row in await audit.history(unit, submission_subject(1))].count("submission.sent") == 1


async def test_a_matter_goes_on_while_its_summary_is_signed_and_only_one_is_under_way(office: World) -> None:
    matter = await all_accepted(office, track="instruction.mayor")
    await office.clerk.taps("更多")
    await send_summary(office, chain=BOTH, way="暂不上报", begin="阶段汇总")
    await office.clerk.says("/sum 2026-1")
    await office.clerk.sees("已有汇总报告在审签")
    await office.deputy.taps("退回修改")
    await office.deputy.taps("措辞")
    await office.clerk.taps("重新汇总", await office.clerk.card("退回修改 · 汇总报告"))
    await office.clerk.sees("各句依据", "清淤2.3公里")
    assert await status(office, matter) is MatterStatus.IN_PROGRESS


async def test_there_is_nothing_to_sum_up_before_something_was_accepted(office: World) -> None:
    await with_paper(office)
    await office.clerk.says("/sum")
    await office.clerk.says("2026-1")
    await office.clerk.sees("尚无已采纳的反馈")
