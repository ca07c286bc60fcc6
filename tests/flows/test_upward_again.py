"""What goes up again, instead, or not at all: reminders stay until it went up, and old texts wait beside none."""

from __future__ import annotations

from dataclasses import replace

from storage import outbox
from supervision.instructions.instructing import reopened
from supervision.model import Assignment, AssignmentStatus, DeskItem, DeskKind, Matter, SubmissionStatus
from supervision.notices.base import to_post
from supervision.notices.cards import MatterCard
from tests import roster
from tests.flows.closing_scenes import BOTH, all_accepted, close_matter, send_summary, sign_all, submissions
from tests.flows.papers import data_of, post_of
from tests.flows.test_redoing import returned
from tests.flows.test_upward import TO_OFFICE
from tests.world import World


async def document(office: World) -> Matter:
    leader = post_of("executive")
    return await all_accepted(office, track="document", source_kind="city_document", leader_post_id=leader)


async def open_items(office: World) -> list[str]:
    async with office.transaction() as unit:
        return [item.key for item in await unit.find(DeskItem, kind=DeskKind.SUBMISSION) if item.done_at is None]


async def sent_up(office: World) -> None:
    for button in ("登记上报", "今天", "无文号"):
        await office.clerk.taps(button)


async def test_P1_3_an_interim_report_goes_up_and_the_final_date_stays(office: World) -> None:
    await document(office)
    await office.clerk.taps("更多")
    await office.clerk.taps("市级时限")
    await office.clerk.says("6月30日")
    await office.clerk.says("/sum 2026-1")
    await send_summary(office, way=TO_OFFICE, begin="")
    assert "已有汇总报告在审签" in await office.clerk.taps("汇总办结")
    await sign_all(office)
    await sent_up(office)
    assert await open_items(office) == ["1"]
    await close_matter(office, chain="", way=TO_OFFICE)
    await office.clerk.taps("登记上报", await office.clerk.card("待报"))
    await office.clerk.taps("今天")
    await office.clerk.taps("无文号")
    assert await open_items(office) == []


async def test_P1_3_what_was_sent_back_without_a_date_is_reminded_of_until_it_went_up(office: World) -> None:
    await returned(office)
    assert await open_items(office) == ["1/returned/1"]
    await office.advance("3月3日 12:00")
    await office.clerk.sees("待上报", "2026-1 城区内涝点整治")
    await office.clerk.taps("重新汇总上报", await office.clerk.card("退回补充 · 报市政府办公室"))
    await office.clerk.says("关于城区内涝点整治的补充报告\n管护措施已落实。")
    await office.clerk.taps(TO_OFFICE)
    await office.clerk.taps("确认送审")
    await sign_all(office)
    assert await open_items(office) == ["1/returned/1"]
    await sent_up(office)
    assert await open_items(office) == []


async def test_what_those_above_want_no_more_is_dropped_with_words(office: World) -> None:
    await returned(office)
    await office.clerk.taps("不再上报", await office.clerk.card("退回补充 · 报市政府办公室"))
    await office.clerk.says("市政府办公室电话答复，不需再报。")
    await office.clerk.card("不再上报 · 报市政府办公室")
    await office.clerk.looks_away()
    await office.advance("3月5日 12:00")
    await office.clerk.sees_nothing("待上报")
    assert await open_items(office) == []


async def test_an_unsent_report_waits_beside_no_newer_one(office: World) -> None:
    matter = await document(office)
    await close_matter(office, chain="", way=TO_OFFICE)
    old = await office.clerk.card("待报")
    async with office.transaction() as unit:
        await unit.save(reopened(await unit.require(Matter, matter.id), unit.now))
        await outbox.tell(unit, [MatterCard(to=to_post(matter.registered_post_id), matter_id=matter.id)])
        await unit.commit()
    await office.settle()
    await close_matter(office, chain="", way=TO_OFFICE)
    first, second = await submissions(office)
    assert (first.status, second.status, second.supersedes_id) == (
        SubmissionStatus.DROPPED,
        SubmissionStatus.READY,
        first.id,
    )
    assert "登记上报" not in (await office.clerk.card("已另行汇总上报")).buttons
    assert "不再上报" in await office.clerk.forges(data_of(old, "登记上报"), old)


async def test_the_end_is_not_told_to_a_unit_whose_task_was_given_away(office: World) -> None:
    matter = await all_accepted(office, track="meeting.mayor")
    async with office.transaction() as unit:
        share = await unit.require(Assignment, matter.id, 2, roster.WATER)
        await unit.save(replace(share, status=AssignmentStatus.WITHDRAWN))
        await unit.commit()
    await office.water.looks_away()
    await close_matter(office, chain=BOTH, way="印发督查通报（发责任单位）")
    await office.clerk.card("督查通报已印发", "已发1个责任单位")
    await office.water.sees_nothing("已办结")
    await office.water.sees_nothing("督查2026年第1期")
