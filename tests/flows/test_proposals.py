"""建议提案: analysed, assigned at a meeting, issued, given back within its days (P6.1, P6.2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from storage import audit
from supervision.model import DeskItem, DeskKind, Handling, MatterStatus, Proposal, Task
from supervision.subjects import Subject
from tests import roster
from tests.flows.approval_scenes import forged, send, status
from tests.flows.closing_scenes import sign_all
from tests.flows.proposal_scenes import ALONE, analysed, dues, events, issued, meetings, play_analysis, registered
from tests.world import World

EACH = replace(ALONE, handling=Handling.SEPARATE, leads=(roster.HOUSING, roster.WATER))
MEETING_DAY, THREE_MONTHS, SIX_MONTHS = date(2026, 3, 2), date(2026, 6, 2), date(2026, 9, 2)


async def hold_meeting(office: World, *absent: str) -> None:
    """The Office enters today's meeting on all that waits for one."""
    clerk = office.clerk
    await clerk.says("/proposals")
    await clerk.taps("登记交办会议")
    await clerk.taps("今天")
    await clerk.says("县政府二楼<会议室>")
    await clerk.taps("下一步")
    for name in absent:
        await clerk.taps(f"未到会 {name}")
    await clerk.taps("确认登记")


async def test_P6_2_analysed_one_by_one_then_an_assignment_meeting_with_attendance(office: World) -> None:
    matter = await play_analysis(office)
    card = await office.clerk.sees("第12号建议 · 已分析，待交办", "张三、李<四>", "主办：县住建局；协办：县水利局")
    await hold_meeting(office, "县水利局")
    await office.clerk.sees("已登记交办会议", "交办1件，到会1个单位，未到会：县水利局")
    await office.clerk.card("第12号建议 · 已交办，待印发", "县政府二楼<会议室>；未到会：县水利局", "答复时限：6月2日")
    (meeting,) = await meetings(office)
    assert meeting.attended == (roster.HOUSING,)
    assert meeting.absent == (roster.WATER,)
    assert "已失效" in await office.clerk.forges(f"pd:{matter.id}", card), "assigned at the meeting, once"
    await office.clerk.says("/proposals")
    listed = await office.clerk.sees("共1件", "已交办，待印发1件")
    assert "登记交办会议" not in listed.buttons
    await office.clerk.taps("第12号建议")
    await office.clerk.taps("查看事项")
    await office.clerk.taps("预览送审")
    await office.clerk.sees_nothing("未明确牵头单位")
    await office.clerk.taps("确认送审")
    assert await sign_all(office) == ["分管副主任审定", "办公室主任审定"]
    await office.clerk.taps("印发")
    assert await status(office, matter) is MatterStatus.IN_PROGRESS
    await office.clerk.card("第12号建议 · 办理中")
    assert await dues(office, matter) == [
        (1, roster.HOUSING, THREE_MONTHS),
        (2, roster.WATER, date(2026, 5, 2)),
    ], "who helps tells the one that leads within two months"
    await office.housing_a.card("交办通知", "代表张三、李<四>提出，逐人书面答复")
    async with office.transaction() as unit:
        (held,) = await audit.history(unit, Subject("meeting", str(meeting.id)))
        assert held.event == "proposals.meeting_held"
    assert [e for e in await events(office, matter) if e.startswith("proposal")] == [
        "proposal.analysed",
        "proposal.assigned",
    ]


@pytest.mark.parametrize(("long", "last"), [(False, THREE_MONTHS), (True, SIX_MONTHS)])
async def test_P6_2_three_months_or_six_from_the_assignment(office: World, long: bool, last: date) -> None:
    matter = await analysed(office, analysis=replace(ALONE, complex=long, explained_on=MEETING_DAY if long else None))
    await office.clerk.taps("预览送审")
    await office.clerk.sees(f"未载明完成时限的事项，自交办之日起{'六' if long else '三'}个月内办结。")
    await office.clerk.taps("会前交办")
    await office.clerk.says("3月9日")
    await office.clerk.sees("晚于今天")
    await office.clerk.says("3月2日")
    shown = await office.clerk.sees("3月2日（周一）交办（未经交办会议）", f"答复时限：{last.month}月{last.day}日")
    assert ("向代表说明延长情况" in shown.text) is long
    async with office.transaction() as unit:
        (task,) = await unit.find(Task, matter_id=matter.id)
    assert task.due_on == last


async def test_P6_2_each_for_itself_has_a_task_of_its_own(office: World) -> None:
    matter = await analysed(office, analysis=EACH)
    async with office.transaction() as unit:
        tasks = await unit.find(Task, matter_id=matter.id)
        noted = await unit.require(Proposal, matter.id)
    assert len(tasks) == 2
    assert noted.proposers == ("张三", "李<四>")
    await office.clerk.card("分别办理：县住建局、县水利局")


async def test_P6_2_returned_within_ten_workdays_and_never_forwarded(office: World) -> None:
    matter, _ = await issued(office, assigned_on=date(2026, 2, 10), meeting=True)
    card = await office.water.card("第2项（牵头）")
    assert not [label for label in card.buttons if "转" in label], "a unit hands nothing on by itself"
    await office.water.taps("申请改派", on=card)
    await office.water.says("　 ")
    await office.water.sees("内容不能为空")
    await office.water.says("属县住建局职责")
    async with office.transaction() as unit:
        item = await unit.require(DeskItem, DeskKind.REASSIGN, "1")
    assert (item.on, item.due_on) == (date(2026, 3, 11), date(2026, 3, 16))
    await office.clerk.taps("不同意")
    await office.clerk.says("仍由你局办理")
    async with office.transaction() as unit:
        assert (await unit.require(DeskItem, DeskKind.REASSIGN, "1")).done_at is not None
        await unit.save(replace(await unit.require(Proposal, matter.id), assigned_on=date(2026, 2, 9)))
        await unit.commit()
    assert "已超过规定的退回期限" in await office.water.taps("申请改派", on=card)


async def test_P6_2_what_is_wrong_about_a_proposal_is_put_right_at_its_next_analysis(office: World) -> None:
    matter = await play_analysis(office)
    clerk = office.clerk
    await clerk.taps("分析交办", await clerk.card("第12号建议"))
    await clerk.sees("第12号建议，县十六届人大五次会议；提出人：张三、李<四>", "有误的，请点“更改”")
    await clerk.taps("更改")
    for words in ("第12号", "代表建议", "张三、李四、王五", "无", "由县住建局牵头整治。", "主办"):
        await clerk.says(words)
    await clerk.taps("县住建局")
    await clerk.taps("无")
    await clerk.taps("三个月")
    await clerk.taps("确认")
    async with office.transaction() as unit:
        assert (await unit.require(Proposal, matter.id)).proposers == ("张三", "李四", "王五")


async def test_P6_2_a_forgotten_proposer_is_added_after_the_issue(office: World) -> None:
    await issued(office)
    await office.clerk.taps("建议提案")
    await office.clerk.taps("更正提出人")
    await office.clerk.sees("现登记：张三、李四")
    await office.clerk.says("张三、李四、王五")
    await office.clerk.sees("第12号建议", "提出代表：张三、李四、王五", "待答复3份")


async def test_P6_1_the_leader_approves_before_it_goes_to_its_units(office: World) -> None:
    matter = await analysed(office, track="proposal.city", assigned_on=MEETING_DAY)
    await office.clerk.taps("查看事项")
    await send(office)
    assert await sign_all(office) == ["常务副县长审定"]
    await office.clerk.taps("印发")
    assert await dues(office, matter) == [(1, roster.HOUSING, THREE_MONTHS)]


async def test_P6_2_only_the_office_handles_proposals(office: World) -> None:
    matter = await registered(office)
    for who in ("section", "housing_a", "mayor", "admin"):
        assert "没有此项权限" in await forged(office.people[who], f"pa:{matter.id}"), who
    other = await issued(office)
    await office.clerk.looks_away()
    assert "当前状态为" in await forged(office.clerk, f"pa:{other[0].id}")
