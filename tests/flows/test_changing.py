"""中止、恢复、撤销、并案、移交: agreed to by the last signer, told to the units, out of every count."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handlers.topics import CATALOGUE
from messages.presses.base import pack
from messages.presses.changing import HandOverMatter, MergeMatter, SuspendMatter, WithdrawMatter
from storage import audit
from storage.queries.bulletins import ledger_of
from supervision.actors import MACHINE
from supervision.bulletins.appraisal import window
from supervision.calendars.deadlines import late_after
from supervision.calendars.schedules import Quarter
from supervision.model import (
    Assignment,
    AssignmentStatus,
    Chain,
    ChainPurpose,
    ChainStatus,
    Change,
    ChangeStatus,
    DeskItem,
    DeskKind,
    DueStatus,
    Matter,
    MatterStatus,
    Note,
    Paper,
    Post,
    Report,
    SigningStep,
    StepStatus,
)
from supervision.notices.cards import matter_subject
from tests import roster
from tests.builders import CLERK
from tests.flows.approval_scenes import submitted
from tests.flows.changing_scenes import agreed, assignments_of, begins, dues_of, issued, matter_of
from tests.flows.papers import paper, post_of
from tests.flows.test_following import followed
from tests.world import World


async def suspended(office: World) -> None:
    await begins(office.clerk, "中止")
    await office.clerk.says("汛期施工条件不具备")
    await office.clerk.taps("30天后")
    await office.clerk.taps("送审")
    await agreed(office)


async def resumed(office: World) -> None:
    await begins(office.clerk, "恢复办理")
    await office.clerk.says("施工条件已具备")
    await office.clerk.taps("送审")
    await agreed(office)


async def counted(office: World) -> tuple[int, int]:
    """Matters in hand and reports counted in the first quarter's bulletin."""
    async with office.transaction() as unit:
        ledger = await ledger_of(unit, window(Quarter(2026, 1), unit.workdays, unit.county.zone))
    return len(ledger.matters), len(ledger.reports)


async def test_counting_suspended_days_do_not_count_and_the_printed_date_stands(office: World) -> None:
    await issued(office)
    await suspended(office)
    assert (await matter_of(office)).status is MatterStatus.SUSPENDED
    assert {due.status for due in await dues_of(office)} == {DueStatus.HELD}
    await office.water.sees("中止办理通知 · 夏政督〔2026〕1号", "汛期施工条件不具备", "不计入时限")
    assert "起中止办理" in (await office.water.card("第2项（牵头）")).text
    await office.advance("3月23日 09:30")
    await office.water.sees_nothing("已超时限", "还剩")
    assert await counted(office) == (1, 0)
    await resumed(office)
    await office.water.sees("恢复办理通知", "中止的15个工作日不计入时限")
    async with office.transaction() as unit:
        moved = late_after(date(2026, 3, 20), None, unit.workdays, unit.county, not_counted=15)
    final = (await dues_of(office))[-1]
    assert (final.due_on, final.late_after, final.status) == (date(2026, 3, 20), moved, DueStatus.OPEN)


async def test_counting_a_report_during_the_suspension_is_taken_and_in_time(office: World) -> None:
    await issued(office)
    await suspended(office)
    await office.advance("3月25日 10:00")
    await office.water.says("北城河清淤已完成1.2公里。", reply_to=await office.water.card("第2项（牵头）"))
    due = (await dues_of(office))[0]
    assert due.status is DueStatus.ANSWERED
    await resumed(office)
    due = (await dues_of(office))[0]
    assert due.first_answered_at is not None
    assert (due.status, due.first_answered_at <= due.late_after) == (DueStatus.ANSWERED, True)


async def test_suspending_needs_the_last_signer_and_a_return_changes_nothing(office: World) -> None:
    await issued(office)
    await begins(office.clerk, "中止")
    await office.clerk.says("汛期施工条件不具备")
    await office.clerk.taps("30天后")
    await office.clerk.sees("拟于2026年4月1日复查是否恢复", "由原审定人审定")
    await office.clerk.taps("送审")
    await office.clerk.sees("现呈：")
    await office.clerk.card("登记号2026-1", "中止审签中：办公室主任审定")
    assert (await matter_of(office)).status is MatterStatus.IN_PROGRESS
    assert "审签" in await begins(office.clerk, "撤销")
    await office.director.taps("退回修改", await office.director.card("呈请审定"))
    await office.director.taps("措辞")
    await office.clerk.sees("退回修改", "中止")
    assert "审签中" not in (await office.clerk.card("县长批示件　")).text
    assert (await matter_of(office)).status is MatterStatus.IN_PROGRESS
    async with office.transaction() as unit:
        assert (await unit.require(Change, 1)).status is ChangeStatus.SENT_BACK


async def test_a_matter_can_be_changed_though_the_post_of_its_last_signer_was_abolished(office: World) -> None:
    await issued(office)
    async with office.transaction() as unit:
        vice = await unit.require(Post, post_of("vice_mayor"))
        chain = Chain(
            90, ChainPurpose.ISSUE, 1, "立项", "立项", "0", CLERK, unit.now, ChainStatus.APPROVED, matter_id=1
        )
        step = SigningStep(90, 1, "vice_mayor", "approve", vice.id, vice.title, StepStatus.SIGNED)
        await unit.save(chain, step, replace(vice, active=False))
        await unit.commit()
    await begins(office.clerk, "撤销")
    await office.clerk.says("上级已另行部署")
    await office.clerk.sees("办公室主任")
    await office.clerk.taps("送审")
    await agreed(office)
    assert (await matter_of(office)).status is MatterStatus.WITHDRAWN


async def test_a_change_of_a_matter_that_is_closed_meanwhile_leaves_its_signer(office: World) -> None:
    await issued(office)
    await begins(office.clerk, "撤销")
    await office.clerk.says("上级已另行部署")
    await office.clerk.taps("送审")
    card = await office.director.card("呈请审定")
    async with office.transaction() as unit:
        await unit.save(replace(await unit.require(Matter, 1), status=MatterStatus.CLOSING))
        result = Chain(90, ChainPurpose.RESULT, 1, "办结报告", "已办结。", "0", CLERK, unit.now, ChainStatus.APPROVED)
        await unit.save(replace(result, matter_id=1))
        await CATALOGUE.chain_effects[ChainPurpose.RESULT].approved(unit, MACHINE, result)
        await unit.commit()
    await office.settle()
    assert (await matter_of(office)).status is MatterStatus.CLOSED
    async with office.transaction() as unit:
        assert (await unit.require(Change, 1)).status is ChangeStatus.VOID
    assert not (await office.director.card("呈请审定")).buttons
    assert "不再有效" in await office.director.forges(str(card.buttons["同意"]), card)


async def test_withdraw_before_the_issue_ends_the_approval_at_once(office: World) -> None:
    await submitted(office)
    step = await office.deputy.card("呈请审定")
    await begins(office.clerk, "撤销")
    await office.clerk.says("重复登记")
    await office.clerk.taps("确认")
    await office.clerk.sees("登记号2026-1", "已撤销")
    assert (await matter_of(office)).status is MatterStatus.WITHDRAWN
    async with office.transaction() as unit:
        assert {chain.status for chain in await unit.find(Chain)} == {ChainStatus.VOID}
    assert not (await office.deputy.card("呈请审定")).buttons
    assert "不再有效" in await office.deputy.forges(str(step.buttons["同意"]), step)


async def test_counting_withdrawn_leaves_both_sides_and_every_button_is_stale(office: World) -> None:
    await issued(office, acknowledged=False)
    await office.water.says("已清淤", reply_to=await paper(office.water))
    before = await paper(office.water)
    await begins(office.clerk, "撤销")
    await office.clerk.says("上级已另行部署")
    await office.clerk.taps("送审")
    await agreed(office)
    await office.water.sees("撤销通知 · 夏政督〔2026〕1号", "停止办理")
    assert (await counted(office)) == (0, 0)
    assert {item.status for item in await assignments_of(office)} == {AssignmentStatus.WITHDRAWN}
    async with office.transaction() as unit:
        assert all(found.withdrawn_at for found in await unit.find(Paper)), "nothing is deleted"
        assert len(await unit.find(Report)) == 1
        assert "matter.withdrawn" in [row.event for row in await audit.history(unit, matter_subject(1))]
    assert not (await office.water.card("已于3月2日（周一）撤销", "停止办理")).buttons
    assert "失效" in await office.water.forges(str(before.buttons["签收"]), before)


async def test_counting_merged_leaves_both_sides_and_the_units_are_told_where_it_goes_on(office: World) -> None:
    await issued(office, cards=2)
    assert await counted(office) == (2, 10)
    await begins(office.clerk, "并案")
    await office.clerk.says("夏政督〔2026〕2号")
    await office.clerk.says("与2号事项内容重复")
    await office.clerk.sees("拟并入：夏政督〔2026〕2号", "任务不随之转移")
    await office.clerk.taps("送审")
    await agreed(office)
    assert (await matter_of(office)).merged_into_id == 2
    await office.clerk.card("登记号2026-1", "已并入登记号2026-2办理")
    await office.clerk.card("登记号2026-2", "登记号2026-1已并入本事项")
    assert await counted(office) == (1, 5)
    await office.water.sees("夏政督〔2026〕1号", "并入夏政督〔2026〕2号办理")
    async with office.transaction() as unit:
        assert [note.text for note in await unit.find(Note, matter_id=2)] == ["2026-1"]


async def test_a_matter_is_not_merged_into_itself(office: World) -> None:
    await issued(office)
    await begins(office.clerk, "并案")
    await office.clerk.says("夏政督〔2026〕1号")
    await office.clerk.sees("不能并入自身")


async def test_hand_over_tells_both_and_reports_go_to_the_successor(office: World) -> None:
    await issued(office)
    await begins(office.clerk, "移交")
    await office.clerk.taps("工作人员乙")
    await office.clerk.says("岗位调整")
    await office.clerk.sees("已移交督查室工作人员乙")
    await office.clerk2.sees("移交 · 登记号2026-1", "审核反馈、答复询问均由你负责")
    assert (await matter_of(office)).registered_post_id == post_of("clerk2") != CLERK
    await office.water.says("已清淤1公里", reply_to=await paper(office.water))
    await office.water.taps("分管负责同志")
    await office.clerk2.card("已清淤1公里")


async def test_who_takes_a_matter_is_reminded_of_it_from_then_on(office: World) -> None:
    (matter,) = await issued(office)
    async with office.transaction() as unit:
        report_up = DeskItem(DeskKind.SUBMISSION, "1", CLERK, date(2026, 3, 4), matter.title, "2026-1", every=1)
        await unit.save(report_up, replace(report_up, key="2"))
        await unit.commit()
    await begins(office.clerk, "移交")
    await office.clerk.taps("工作人员乙")
    await office.clerk.says("岗位调整")
    async with office.transaction() as unit:
        assert {item.key: item.post_id for item in await unit.find(DeskItem)} == {"1": post_of("clerk2"), "2": CLERK}


async def test_P4_2_what_a_section_follows_itself_goes_to_no_officer(office: World) -> None:
    matter = await followed(office)
    await office.section.taps("更多")
    assert "没有其他可以接办该事项的岗位" in await office.section.taps("移交")
    assert (await matter_of(office, matter.id)).status is MatterStatus.FOLLOWED


async def test_nobody_else_changes_a_matter(office: World) -> None:
    await issued(office)
    card = await paper(office.water)
    for press in (WithdrawMatter(1), SuspendMatter(1), MergeMatter(1), HandOverMatter(1)):
        assert "没有此项权限" in await office.water.forges(pack(press), card)
    assert (await matter_of(office)).status is MatterStatus.IN_PROGRESS
    assert roster.WATER in {item.unit_id for item in await assignments_of(office)}


async def test_the_officer_hears_at_the_resumption_that_everything_was_accepted_meanwhile(office: World) -> None:
    await issued(office)
    await suspended(office)
    async with office.transaction() as unit:
        for share in await unit.find(Assignment, matter_id=1):
            await unit.save(replace(share, status=AssignmentStatus.ACCEPTED, accepted_at=unit.now))
        await unit.commit()
    await resumed(office)
    await office.clerk.sees("可以汇总办结")
