"""先办后补签: the leader agrees by telephone, the paper goes out, and he ratifies or denies it later."""

from __future__ import annotations

from sandbox.client import Message
from storage import audit
from supervision.model import (
    Assignment,
    AssignmentStatus,
    Dispatch,
    DueStatus,
    Matter,
    MatterStatus,
    Paper,
    ReportDue,
    StepStatus,
)
from supervision.notices.cards import matter_subject
from tests.flows.approval_scenes import forged, reload, send, status, step_card, submitted
from tests.flows.papers import data_of
from tests.flows.recording_scenes import FILED, agrees_by_telephone, enters, signs_on_paper, steps, take_account
from tests.world import Someone, World


async def agreed(office: World) -> None:
    """副主任 agreed by telephone; the text is with 主任."""
    await submitted(office)
    await agrees_by_telephone(office)


async def issued_on_a_call(office: World) -> None:
    """主任 has signed after him, and the paper is out."""
    await agreed(office)
    await office.director.taps("同意")
    await office.clerk.taps("印发")


async def ratify_card(someone: Someone) -> Message:
    return await someone.card("补签", "您电话同意")


async def test_telephone_approval_lets_the_paper_go_out_and_is_ratified_with_one_tap(office: World) -> None:
    await issued_on_a_call(office)
    await office.water.card("督查通知单", "夏政督〔2026〕1号")
    card = await office.deputy.card("请补签", "夏政督〔2026〕1号已印发", "督查室甲通话记录，督查室乙核对")
    assert "3月5日（周四）前补签" in card.text
    assert "已补签" in await office.deputy.taps("确认同意", card)
    settled = await ratify_card(office.deputy)
    assert "已补签" in settled.text
    assert not settled.buttons
    matter = await reload(office, await _matter(office))
    step = (await steps(office, matter))[0]
    assert (step.status, step.decided_by) == (StepStatus.SIGNED, 6)
    assert matter.status is MatterStatus.IN_PROGRESS
    async with office.transaction() as unit:
        events = [row.event for row in await audit.history(unit, matter_subject(matter.id))]
    assert events[-1] == "approval.ratified"
    assert "approval.agreed_by_telephone" in events


async def test_telephone_approval_is_nothing_until_the_second_clerk_confirms_it(office: World) -> None:
    matter = await submitted(office)
    await enters(office.clerk, "2026-1", "电话同意", "无", "刚才")
    assert (await steps(office, matter))[0].status is StepStatus.CURRENT
    await office.deputy.sees_nothing("补签")
    await office.clerk2.taps("核对无误")
    first, second = await steps(office, matter)
    assert (first.status, first.decided_by, first.signed_hash) == (StepStatus.VERBAL, None, ""), "no signature yet"
    assert second.status is StepStatus.CURRENT
    assert "分管副主任（电话同意，待补签）" in (await step_card(office.director)).text


async def test_telephone_approval_denied_before_issue_goes_back(office: World) -> None:
    await agreed(office)
    await office.director.taps("同意")
    await office.deputy.taps("不予追认")
    await office.deputy.says("时限未商定，不同意印发")
    await office.deputy.sees("已记录不予追认", "文稿已退起草科室")
    await office.clerk.sees("不予追认", "时限未商定", "重新送审")
    matter = await _matter(office)
    assert await status(office, matter) is MatterStatus.SENT_BACK
    assert [step.status for step in await steps(office, matter)] == [StepStatus.DENIED, StepStatus.VOID]
    await office.water.sees_nothing("撤回")
    await send(office)
    assert await status(office, matter) is MatterStatus.IN_APPROVAL


async def test_telephone_approval_denied_after_issue_withdraws_the_paper(office: World) -> None:
    await issued_on_a_call(office)
    await office.water.taps("签收")
    await office.housing_a.looks_away()
    await office.deputy.taps("不予追认")
    await office.deputy.sees("夏政督〔2026〕1号将予撤回")
    await office.deputy.says("未同意印发")
    for liaison in (office.water, office.housing_a, office.housing_b):
        await liaison.card("撤回通知 · 夏政督〔2026〕1号", "暂停办理，不再计入反馈")
    card = await office.water.card("督查通知单 · 夏政督〔2026〕1号", "撤回")
    assert not card.buttons
    matter = await _matter(office)
    async with office.transaction() as unit:
        (paper,) = await unit.find(Paper, matter_id=matter.id)
        assignments = await unit.find(Assignment, matter_id=matter.id)
        dues = await unit.find(ReportDue, matter_id=matter.id)
    assert paper.withdrawn_at is not None
    assert {(a.status, a.delivered_at) for a in assignments} == {(AssignmentStatus.PROPOSED, None)}
    assert {due.status for due in dues} == {DueStatus.VOID}
    assert matter.status is MatterStatus.SENT_BACK


async def test_nobody_acknowledges_or_reports_on_what_was_withdrawn(office: World) -> None:
    await issued_on_a_call(office)
    card = await office.water.card("督查通知单")
    data = data_of(card, "签收")
    await office.deputy.taps("不予追认")
    await office.deputy.says("未同意印发")
    assert "按钮已失效" in await forged(office.water, data)
    await office.water.says("已完成。", reply_to=card)
    await office.water.sees("不能进行此项操作")
    await office.advance("3月24日 10:00")
    await office.water.sees_nothing("已超时限", "临近时限")


async def test_after_a_denial_the_same_is_issued_anew_under_its_own_number(office: World) -> None:
    await issued_on_a_call(office)
    await office.deputy.taps("不予追认")
    await office.deputy.says("未同意印发")
    matter = await _matter(office)
    await send(office)
    await office.deputy.taps("同意", await step_card(office.deputy))
    await office.director.taps("同意", await step_card(office.director))
    await office.clerk.taps("印发")
    await office.water.card("督查通知单", "夏政督〔2026〕2号")
    async with office.transaction() as unit:
        first, second = await unit.find(Paper, matter_id=matter.id)
        dues = await unit.find(ReportDue, matter_id=matter.id, unit_id=5)
        assert await unit.get(Dispatch, second.id, 5) is not None
    assert (first.withdrawn_at is None, second.withdrawn_at is None) == (False, True)
    assert [due.status for due in dues] == [DueStatus.VOID, DueStatus.VOID, DueStatus.OPEN, DueStatus.OPEN]


async def test_complaint_12_ratifying_is_done_once_and_by_the_leader_alone(office: World) -> None:
    await agreed(office)
    card = await ratify_card(office.deputy)
    ratify, deny = data_of(card, "确认同意"), data_of(card, "不予追认")
    assert "没有此项权限" in await forged(office.director, ratify)
    assert "没有此项权限" in await forged(office.clerk, deny)
    await office.deputy.taps("确认同意", card)
    assert "补签" in await forged(office.deputy, ratify)
    assert "补签" in await forged(office.deputy, deny)
    assert (await steps(office, await _matter(office)))[0].status is StepStatus.SIGNED


async def test_ratified_while_the_words_of_a_denial_are_asked_for(office: World) -> None:
    await agreed(office)
    card = await ratify_card(office.deputy)
    await office.deputy.taps("不予追认", card)
    await office.deputy.taps("确认同意", card)
    await office.deputy.says("还是不同意")
    assert (await steps(office, await _matter(office)))[0].status is StepStatus.SIGNED


async def test_a_leader_without_account_ratifies_on_paper(office: World) -> None:
    await take_account(office, "deputy")
    await issued_on_a_call(office)
    await office.clerk.says("待送达")
    await office.clerk.sees("补签文稿")
    await enters(office.clerk, "2026-1", "补签（分管副主任）", "确认同意", "无", "今天", FILED)
    assert "补签生效" in await office.clerk2.taps("核对无误")
    assert (await steps(office, await _matter(office)))[0].status is StepStatus.SIGNED
    await office.clerk.says("待送达")
    await office.clerk.sees_nothing("补签文稿")


async def test_a_denial_on_paper_needs_its_reason_and_withdraws_as_well(office: World) -> None:
    await take_account(office, "deputy")
    await issued_on_a_call(office)
    await enters(office.clerk, "2026-1", "补签（分管副主任）", "不予追认", "未同意印发", "今天", FILED)
    await office.clerk2.taps("核对无误")
    await office.water.sees("撤回通知 · 夏政督〔2026〕1号")
    assert await status(office, await _matter(office)) is MatterStatus.SENT_BACK


async def test_what_is_not_ratified_in_time_is_listed(office: World) -> None:
    await agreed(office)
    await office.clerk2.says("待核对")
    await office.clerk2.sees("待补签1件", "应于3月5日（周四）前补签")
    await office.advance("3月6日 08:35")
    await office.clerk.looks_away()
    await office.deputy.looks_away()
    await office.advance("3月6日 09:01")
    await office.clerk.sees("今日提醒", "逾期未补签", "分管副主任")
    await office.deputy.sees("今日提醒", "待您补签")
    await office.clerk2.says("待核对")
    await office.clerk2.sees("已超1个工作日")


async def _matter(office: World) -> Matter:
    async with office.transaction() as unit:
        return await unit.require(Matter, 1)


async def test_a_consent_by_telephone_is_never_shown_as_a_signature_to_who_issues(office: World) -> None:
    await submitted(office)
    await enters(office.clerk, "2026-1", "电话同意", "原则同意，抓紧办", "刚才")
    await office.clerk2.taps("核对无误")
    await office.director.taps("同意")
    ready = await office.clerk.card("审签完毕，其中分管副主任为电话同意，待补签")
    assert "已审定" not in ready.text
    assert "分管副主任审定：电话同意" in ready.text
    assert "原则同意，抓紧办" in ready.text
    await office.deputy.taps("确认同意", await ratify_card(office.deputy))
    await office.clerk.card("已审定", "分管副主任审定：已同意", "（电话同意，3月2日补签）")


async def test_who_issues_sees_a_consent_without_words_and_a_signature_on_paper(office: World) -> None:
    await submitted(office)
    await signs_on_paper(office)
    await office.clerk2.taps("核对无误")
    await agrees_by_telephone(office)
    ready = await office.clerk.card("审签完毕，其中办公室主任为电话同意，待补签")
    assert "分管副主任审定：已同意　3月2日（据纸质签批件录入）" in ready.text


async def test_a_ratification_on_paper_says_that_it_was_on_paper(office: World) -> None:
    await take_account(office, "deputy")
    await agreed(office)
    await enters(office.clerk, "2026-1", "补签（分管副主任）", "确认同意", "无", "今天", FILED)
    await office.clerk2.taps("核对无误")
    await office.director.taps("同意")
    assert "（电话同意，3月2日补签，据纸质签批件录入）" in (await step_card(office.director)).text
