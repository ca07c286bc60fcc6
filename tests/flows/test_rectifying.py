"""P5.3: what a unit has to put right stays open until it was checked. R3d: where it is grave, it is handed over."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from storage import outbox
from supervision.model import (
    Assignment,
    AssignmentStatus,
    DeskItem,
    DueKind,
    DueStatus,
    Finding,
    FindingVerdict,
    Matter,
    MatterStatus,
    Rectification,
    RectificationStatus,
    Report,
    ReportDue,
    ReportStatus,
)
from supervision.notices.base import OFFICE, to_unit
from supervision.notices.cards import MatterCard, report_subject
from supervision.notices.rectifying import RectificationCard, rectification_subject
from tests import roster
from tests.flows.papers import data_of, events, paper, water_reports, with_paper
from tests.world import MONDAY, World

WORDS = "北城河清淤2.3公里已完成，积存淤泥将继续清运整改。"


async def rectification(office: World) -> Rectification:
    """The only one."""
    async with office.transaction() as unit:
        (item,) = await unit.find(Rectification)
        return item


async def ordered(office: World) -> None:
    """水利局 reported, and the Office found something to put right."""
    await with_paper(office)
    await water_reports(office, WORDS)
    await office.clerk.taps("需整改")
    await office.clerk.says("现场尚有0.6公里未清。")
    await office.clerk.taps("一般问题")
    await office.clerk.taps("3月16日（周一）前")


async def failed(office: World, *, fraud: bool = False) -> None:
    """The same, arranged: promised, reported and checked, it did not pass."""
    await with_paper(office)
    async with office.transaction() as unit:
        item = Rectification(
            id=await unit.new_id("rectification"),
            matter_id=1,
            task_seq=2,
            unit_id=roster.WATER,
            problem="现场尚有0.6公里未清。",
            ordered_by=roster.id_of("clerk"),
            ordered_at=unit.now,
            due_on=MONDAY.date().replace(day=27),
            status=RectificationStatus.ORDERED if fraud else RectificationStatus.FAILED,
            fraud=fraud,
            basis="现场核查记录" if fraud else "",
            checked_at=None if fraud else unit.now,
            checked_by=None if fraud else roster.id_of("clerk2"),
            check_words="" if fraud else "仍有0.2公里未清。",
        )
        await unit.save(item)
        if fraud:
            await unit.save(finding(await unit.new_id("finding"), unit.now))
        for to in (OFFICE, to_unit(roster.WATER)):
            await outbox.tell(unit, [RectificationCard(to=to, rectification_id=item.id)])
        await unit.commit()
    await office.settle()


def finding(number: int, at: datetime, by: str = "clerk2") -> Finding:
    """What somebody found on the spot."""
    found_by = roster.id_of(by)
    return Finding(number, 0, 1, 2, roster.WATER, "现场未见清淤设备", FindingVerdict.FALSE, found_by, at)


async def test_P5_3_a_promise_to_rectify_stays_open_until_it_is_checked(office: World) -> None:
    await ordered(office)
    card = await office.water.card("整改通知", "现场尚有0.6公里未清", "并于3月16日（周一）前整改到位")
    await office.water.says("增派2台设备；王某；3月20日", reply_to=card)
    await office.water.sees("不得晚于整改期限3月16日")
    await office.water.says("已安排", reply_to=card)
    await office.water.says("增派2台设备；；3月13日")
    await office.water.sees("请写明整改责任人")
    await office.water.says("取消")
    await office.water.says("增派2台设备；王某；3月13日", reply_to=card)
    await office.water.sees("已收到整改措施")
    await office.clerk.card("整改措施已报", "增派2台设备", "王某", "3月13日")
    async with office.transaction() as unit:
        due = (await unit.find(ReportDue, matter_id=1, task_seq=2, unit_id=roster.WATER))[-1]
    assert (due.kind, due.due_on.isoformat(), (await rectification(office)).due_seq) == (
        DueKind.RECTIFICATION,
        "2026-03-13",
        due.seq,
    )
    assert "尚未报送整改结果" in await office.clerk.forges("jk:1", await office.clerk.card("责令整改"))

    await office.water.says("剩余0.6公里已清完。", reply_to=await office.water.card("整改通知", "存在问题"))
    await office.water.sees("已收到", "第3次反馈")
    checking = await office.clerk.card("责令整改", "请核查")
    await office.clerk.taps("采纳，任务完成")
    assert "没有此项权限" in await office.water.forges(
        data_of(checking, "核查通过"), await office.water.card("整改通知")
    )
    await _all_accepted(office)
    await office.clerk.starts()
    assert "尚有整改事项未核查通过" in await office.clerk.forges("mc:1", await office.clerk.card("督查室甲"))
    assert "整改核查通过" in await office.clerk.taps("核查通过", checking)
    await office.water.card("整改核查通过")
    assert (await rectification(office)).status is RectificationStatus.PASSED
    await office.clerk.sees("可以汇总办结")
    assert await events(office, rectification_subject(1)) == [
        "rectification.ordered",
        "rectification.promised",
        "rectification.passed",
    ]


async def test_P5_3_a_unit_that_does_not_promise_is_reminded_and_then_the_office(office: World) -> None:
    await ordered(office)
    await office.water.card("整改通知", "请你局于3月5日（周四）前报送整改措施")
    await office.advance("3月5日 09:00")
    await office.water.sees("今日提醒", "待报整改措施", "1号第2项 现场尚有0.6公里未清。：3月5日")
    await office.clerk.sees_nothing("逾期未报整改措施")
    await office.advance("3月6日 09:00")
    await office.clerk.sees("单位逾期未报整改措施，请电话督促", "县水利局 夏政督〔2026〕1号第2项")
    await office.water.taps("报送整改措施")
    await office.water.says("增派2台设备；王某；3月13日")
    await office.water.looks_away()
    await office.advance("3月9日 12:00")
    await office.water.sees_nothing("待报整改措施")
    async with office.transaction() as unit:
        assert [item.done_at is not None for item in await unit.find(DeskItem)] == [True, True]


async def test_a_suspended_matter_reminds_nobody_of_a_promise(office: World) -> None:
    await ordered(office)
    async with office.transaction() as unit:
        await unit.save(replace(await unit.require(Matter, 1), status=MatterStatus.SUSPENDED))
        await unit.commit()
    await office.water.looks_away()
    await office.advance("3月6日 09:00")
    await office.water.sees_nothing("待报整改措施")
    async with office.transaction() as unit:
        assert all(item.done_at is None for item in await unit.find(DeskItem))


async def promised(office: World) -> None:
    """水利局 named its measures too."""
    await ordered(office)
    await office.water.taps("报送整改措施")
    await office.water.says("增派2台设备；王某；3月13日")
    await office.clerk.card("责令整改", "完成时限：3月13日")


async def test_P5_3_a_report_in_reply_to_the_paper_that_is_due_as_put_right_shows_on_the_order(office: World) -> None:
    await promised(office)
    await office.water.says("剩余0.6公里已清完。", reply_to=await paper(office.water))
    receipt = await office.water.card("已收到", "3月13日（周五）前（整改情况）")
    assert "作为整改情况" not in receipt.buttons
    await office.clerk.card("责令整改", "整改结果已于3月2日", "请核查")


async def test_P5_3_a_unit_can_say_that_its_report_is_about_what_it_puts_right(office: World) -> None:
    await promised(office)
    async with office.transaction() as unit:
        due = await unit.require(ReportDue, 1, 2, roster.WATER, 1)
        await unit.save(replace(due, status=DueStatus.RETURNED, returns=1))
        await unit.save(replace(await unit.require(Report, 1), status=ReportStatus.RETURNED))
        await unit.commit()
    await office.water.says("剩余0.6公里已清完。", reply_to=await paper(office.water))
    receipt = await office.water.card("已收到", "该项任务正在整改")
    assert "没有此项权限" in await office.clerk.forges("js:2", await office.clerk.card("责令整改"))
    assert "未查到" in await office.housing_a.forges("js:2", await paper(office.housing_a))
    await office.clerk.card("责令整改", "完成时限：3月13日")
    assert "已作为整改情况报送" in await office.water.taps("作为整改情况", receipt)
    await office.clerk.card("责令整改", "整改结果已于3月2日", "请核查")
    await office.clerk.card("应于3月13日（周五）前报送（整改情况）")
    assert "已失效" in await office.water.forges("js:2", receipt)
    async with office.transaction() as unit:
        first, *_, owed = await unit.find(ReportDue, matter_id=1, task_seq=2, unit_id=roster.WATER)
    assert [first.status, owed.status] == [DueStatus.RETURNED, DueStatus.ANSWERED]
    assert (await events(office, report_subject(2)))[-1] == "report.moved"


async def _all_accepted(office: World) -> None:
    async with office.transaction() as unit:
        for item in await unit.find(Assignment, matter_id=1):
            await unit.save(replace(item, status=AssignmentStatus.ACCEPTED, accepted_at=unit.now))
        await unit.commit()


async def test_P5_3_what_did_not_pass_is_promised_anew_and_asked_by_steps(office: World) -> None:
    await failed(office)
    await office.water.taps("报送整改措施")
    await office.water.says("昼夜施工")
    await office.water.says("李某，局长")
    await office.water.says("3月20日")
    await office.water.sees("已收到整改措施")
    await office.water.says("已清完。", reply_to=await office.water.card("整改通知", "存在问题"))
    await office.clerk.taps("未通过")
    await office.clerk.says("仍有0.1公里未清。")
    await office.clerk.says("3月25日")
    await office.water.sees("整改通知", "核查未通过", "仍有0.1公里未清", "新的整改措施")
    assert (await rectification(office)).status is RectificationStatus.FAILED


async def test_a_report_needs_its_task_and_the_matter_its_way(office: World) -> None:
    await with_paper(office)
    async with office.transaction() as unit:
        matter = await unit.require(Matter, 1)
        await outbox.tell(unit, [MatterCard(to=OFFICE, matter_id=matter.id)])
        await unit.commit()
    await office.settle()
    await water_reports(office, WORDS)
    await office.clerk.taps("需整改")
    await office.clerk.says("字" * 501)
    await office.clerk.sees("请控制在500字以内")
    await office.clerk.says("现场<b>&未清。")
    await office.clerk.taps("弄虚作假")
    await office.clerk.says("3月2日现场核查记录")
    await office.clerk.says("昨天")
    await office.clerk.sees("已过")
    await office.clerk.says("3月27日")
    await office.water.card("整改通知", "现场<b>&未清。")
    assert "已有整改事项" in await office.clerk.forges("jo:1", await office.clerk.card("责令整改", "属弄虚作假"))


async def test_P5_3_what_was_found_on_the_spot_is_put_right(office: World) -> None:
    await with_paper(office)
    async with office.transaction() as unit:
        found = Finding(
            await unit.new_id("finding"), 0, 1, 2, roster.WATER, "尚有0.6公里未清", FindingVerdict.FALSE, 8, unit.now
        )
        await unit.save(found)
        await unit.commit()
    await office.clerk.starts()
    await office.clerk.forges("jb:1", await office.clerk.card("督查室甲"))
    await office.clerk.says("现场尚有0.6公里未清。")
    await office.clerk.taps("一般问题")
    await office.clerk.taps("3月16日（周一）前")
    await office.water.card("整改通知", "现场尚有0.6公里未清")
    assert (await rectification(office)).finding_id == 1
