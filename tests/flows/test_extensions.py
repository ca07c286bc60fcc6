"""申请延期: asked by the unit before the date, answered by the Office or by the leaders, counted and visible."""

from __future__ import annotations

from datetime import date

from messages.presses.base import pack
from messages.presses.requesting import GrantExtension
from supervision.calendars.deadlines import local_date
from supervision.changing import suspending
from supervision.model import (
    Assignment,
    Change,
    ChangeKind,
    DueStatus,
    ExtensionRequest,
    Matter,
    ReportDue,
    TransferStatus,
)
from tests import roster
from tests.builders import CLERK, issued_matter
from tests.flows.approval_scenes import forged
from tests.world import ZONE, World, at


async def issued(office: World, track: str = "instruction.mayor", due_on: date | None = None) -> int:
    """A matter with its papers acknowledged; the water bureau owes 10 March (progress) and the final date."""
    async with office.transaction() as unit:
        matter, _ = await issued_matter(unit, track=track, due_on=due_on)
        await unit.commit()
    await office.settle()
    return matter.id


async def ask(office: World, *, which: str = "3月10日", until: str = "3月16日") -> None:
    """The water bureau's liaison asks for more time."""
    await office.water.taps("申请延期")
    await office.water.taps(which)
    await office.water.says(until)
    await office.water.taps("主要负责同志")
    await office.water.says("连续降雨，<河道>水位过高")
    await office.water.says("已完成1.1公里，雨停后每日清淤200米")


async def due_of(office: World, seq: int = 1) -> ReportDue:
    async with office.transaction() as unit:
        found = await unit.first(ReportDue, unit_id=roster.WATER, task_seq=2, seq=seq)
    assert found is not None
    return found


async def request_of(office: World) -> ExtensionRequest:
    async with office.transaction() as unit:
        return (await unit.find(ExtensionRequest))[-1]


async def test_counting_an_extension_in_time_moves_the_limit_and_keeps_the_printed_date(office: World) -> None:
    await issued(office)
    await ask(office)
    await office.water.sees("延期至3月16日（周一）的申请已送督查室。答复前，时限不变")
    assert "已申请将3月10日（周二）的时限延至3月16日（周一），待答复" in (await office.water.card("督查通知单")).text
    card = await office.clerk.card(
        "申请延期 · 夏政督〔2026〕1号第2项",
        "（第1次申请）",
        "理由：连续降雨，<河道>水位过高",
        "水利局主要负责同志（主要负责同志）",
    )
    assert list(card.buttons) == ["同意", "另定时限", "不同意"]
    assert (
        await office.clerk.taps("同意", on=card) == "夏政督〔2026〕1号第2项同意延期至3月16日（周一），已告知县水利局。"
    )
    await office.water.card("延期办理 · 夏政督〔2026〕1号", "原反馈时间3月10日（周二），同意延期至3月16日（周一）")
    assert "3月10日（周二）的反馈已延期至3月16日（周一）" in (await office.water.card("督查通知单")).text
    due = await due_of(office)
    assert (due.due_on, due.extended_to) == (date(2026, 3, 10), date(2026, 3, 16))
    assert local_date(due.late_after, ZONE) == date(2026, 3, 16)
    assert "同意延期" in await forged(office.clerk, pack(GrantExtension((await request_of(office)).id)))


async def test_counting_an_extension_asked_after_the_date_stays_late(office: World) -> None:
    await issued(office)
    await office.advance("3月11日 09:00")
    limit = (await due_of(office)).late_after
    await ask(office)
    await office.water.sees("申请晚于原定时限，原时限的逾期情况仍予记录")
    await office.clerk.card("本申请晚于原定时限提出")
    await office.clerk.taps("同意")
    due = await due_of(office)
    assert (due.extended_to, due.late_after) == (date(2026, 3, 16), limit)
    await office.water.card("延期办理", "原时间的逾期情况仍予记录")


async def test_counting_the_time_that_leaders_take_is_not_the_units(office: World) -> None:
    """A final date is the leaders' to move; the report came while they had it, and is in time by their answer."""
    await issued(office, due_on=date(2026, 3, 12))
    await ask(office, which="3月12日", until="3月16日")
    await office.clerk.card("完成时限的变更须报分管副主任审定")
    assert "已报分管副主任审定" in await office.clerk.taps("报批")
    assert not (await office.clerk.card("申请延期", "现呈：分管副主任审定")).buttons
    await office.advance("3月13日 09:00")
    paper = await office.water.card("督查通知单")
    await office.water.says("第2项已清淤1.1公里", reply_to=paper)
    await office.water.says("第2项清淤已全部完成", reply_to=paper)
    await office.deputy.card("呈请审定", "县水利局申请将夏政督〔2026〕1号第2项延期", "申请延至：2026年3月16日前")
    await office.deputy.taps("同意")
    due = await due_of(office, 2)
    assert due.extended_to == date(2026, 3, 16)
    assert due.status is DueStatus.ANSWERED
    assert due.first_answered_at is not None
    assert local_date(due.first_answered_at, ZONE) > due.due_on
    assert due.first_answered_at <= due.late_after
    await office.water.card("延期办理", "同意延期至3月16日（周一）")


async def test_counting_beyond_the_year_only_with_the_mayor(office: World) -> None:
    await issued(office, track="ten_things", due_on=date(2026, 12, 31))
    await office.water.taps("申请延期")
    asked = await office.water.sees("请点选要申请延期的时限", "仅列近期的和完成时限")
    assert [button for button in asked.buttons if button.startswith("第")] == [
        *(f"第2项 {day}" for day in ("1月10日", "1月15日", "2月10日", "2月15日", "12月31日")),
    ]
    await office.water.says("取消")
    await ask(office, which="12月31日", until="2027年1月20日")
    await office.clerk.card("延至下一年度，须报分管副主任、县长审定（二（三）2）")
    await office.clerk.taps("报批")
    await office.deputy.taps("同意")
    assert (await due_of(office, 2)).extended_to is None
    card = await office.mayor.card("呈请审定", "该项按规定应于年内全部完成", "申请延至：2027年1月20日前")
    await office.mayor.taps("退回修改", on=card)
    await office.mayor.taps("其他")
    await office.mayor.says("年内必须完成")
    back = await office.clerk.card("申请延期 · 夏政督〔2026〕1号第2项", "县长退回，意见：年内必须完成")
    await office.clerk.taps("不同意", on=back)
    await office.clerk.says("县长要求年内完成")
    await office.water.card("延期申请的答复", "不同意延期，理由：县长要求年内完成", "请按12月31日（周四）的时限办理")
    assert (await due_of(office, 2)).extended_to is None


async def test_a_report_that_no_button_offers_is_typed(office: World) -> None:
    await issued(office, track="ten_things", due_on=date(2026, 12, 31))
    await office.water.taps("申请延期")
    await office.water.says("第2项6月3日")
    await office.water.sees("请点选下方按钮，或按提示输入")
    await office.water.says("第2项6月15日")
    await office.water.sees("申请延期 · 夏政督〔2026〕1号第2项", "现反馈时限：6月15日")


async def test_the_digest_says_that_a_request_waits(office: World) -> None:
    """The date stands until there is an answer (Counting): it is reminded of, and the request with it."""
    await issued(office)
    await ask(office)
    office.sandbox.state.clock.move(at("3月9日 08:50").timestamp())
    await office.advance("3月9日 09:01")
    await office.water.sees("今日提醒", "1号第2项 北城河清淤2.3公里：3月10日（周二）反馈", "，延期申请待答复")


async def test_the_office_sets_another_date(office: World) -> None:
    await issued(office)
    await ask(office, until="3月30日")
    await office.clerk.taps("另定时限")
    await office.clerk.says("3月9日")
    await office.clerk.sees("不晚于现反馈时间")
    await office.clerk.says("3月13日")
    await office.clerk.sees("同意延期至3月13日（周五），已告知县水利局")
    await office.water.card("延期办理", "同意延期至3月13日（周五）")


async def test_a_date_is_asked_about_once_at_a_time_and_counted(office: World) -> None:
    await issued(office)
    await ask(office)
    await office.water.taps("申请延期")
    await office.water.sees("申请延期 · 夏政督〔2026〕1号第2项", "现完成时限：3月20日")
    await office.water.says("/cancel")
    await office.clerk.taps("同意")
    await ask(office, which="3月16日", until="3月18日")
    card = await office.clerk.card("（第2次申请）")
    assert card.buttons


async def test_other_units_and_the_unanswerable_are_refused(office: World) -> None:
    await issued(office)
    button = (await office.water.card("督查通知单")).buttons["申请延期"]
    assert "未查到相应内容" in await forged(office.tax, button)
    await ask(office)
    grant = pack(GrantExtension((await request_of(office)).id))
    assert await forged(office.section, grant)
    assert (await request_of(office)).status is TransferStatus.ASKED
    await office.water.says("第2项已清淤2.3公里", reply_to=await office.water.card("督查通知单"))
    await office.clerk.card("申请延期", "该次反馈已收到或已另行延期，本申请无需答复")
    assert "已失效" in await forged(office.clerk, grant)


async def test_a_request_lapses_with_its_task(office: World) -> None:
    await issued(office, due_on=date(2026, 3, 12))
    await ask(office, which="3月12日", until="3月16日")
    await office.clerk.taps("报批")
    await office.water.taps("申请改派")
    await office.water.says("该河段属城关镇管理")
    await office.clerk.taps("同意改派")
    await office.clerk.says("税务局")
    assert (await request_of(office)).status is TransferStatus.LAPSED
    await office.clerk.card("申请延期", "本申请不再办理")
    assert not (await office.deputy.card("县水利局申请将")).buttons


async def test_what_leaders_signed_while_the_matter_stood_still_is_granted_and_told(office: World) -> None:
    await issued(office)
    await ask(office, which="3月20日", until="3月27日")
    await office.clerk.taps("报批")
    async with office.transaction() as unit:
        matter = await unit.require(Matter, 1)
        change = Change(1, 1, ChangeKind.SUSPEND, "待上级明确", CLERK, unit.now, review_on=date(2026, 4, 1))
        assignments = await unit.find(Assignment, matter_id=1)
        dues = await unit.find(ReportDue, matter_id=1)
        await unit.save(*suspending.suspend(matter, change, assignments, dues, unit.now).saves)
        await unit.commit()
    await office.deputy.taps("同意")
    assert (await request_of(office)).status is TransferStatus.GRANTED
    due = await due_of(office, 2)
    assert (due.status, due.extended_to) == (DueStatus.HELD, date(2026, 3, 27))
    await office.water.card("延期办理", "同意延期至3月27日")
