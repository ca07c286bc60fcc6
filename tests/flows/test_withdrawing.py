"""撤回 after 不予追认: what was under way on the paper ends with it, and nothing brings it back."""

from __future__ import annotations

import pytest

from supervision.model import (
    Assignment,
    AssignmentStatus,
    DueStatus,
    Matter,
    MatterStatus,
    Paper,
    Report,
    ReportDue,
    ReportStatus,
    Transfer,
    TransferStatus,
)
from supervision.notices.cards import matter_subject, report_subject
from tests import roster
from tests.flows.approval_scenes import forged, send, step_card
from tests.flows.papers import data_of, events, paper, reports
from tests.flows.test_verbal import issued_on_a_call, ratify_card
from tests.world import World


async def denied(office: World) -> None:
    """The leader does not stand by his consent: the paper is withdrawn."""
    await office.deputy.taps("不予追认", await ratify_card(office.deputy))
    await office.deputy.says("未同意过")


async def asked_for_transfer(office: World) -> None:
    """水利局 has signed for the paper and asks to be rid of its task."""
    await issued_on_a_call(office)
    await office.water.taps("签收")
    await office.water.taps("申请改派")
    await office.water.says("不属我局")


async def reported(office: World) -> None:
    """水利局 has signed for the paper and reported on it; the Office has not looked yet."""
    await issued_on_a_call(office)
    await office.water.taps("签收")
    await office.water.says("清淤完成1.2公里", reply_to=await paper(office.water))


async def issued_anew(office: World) -> None:
    """The matter goes through its approval once more and out under another number."""
    await send(office)
    await office.deputy.taps("同意", await step_card(office.deputy))
    await office.director.taps("同意", await step_card(office.director))
    await office.clerk.taps("印发")


async def _nothing_is_out(office: World) -> None:
    async with office.transaction() as unit:
        assert {due.status for due in await unit.find(ReportDue)} == {DueStatus.VOID}
        assert {item.status for item in await unit.find(Assignment)} == {AssignmentStatus.PROPOSED}
        assert all(found.withdrawn_at for found in await unit.find(Paper)), "a 函 went out without an approval"
        assert await unit.get(Assignment, 1, 2, roster.TAX) is None
        assert (await unit.require(Matter, 1)).status is MatterStatus.SENT_BACK


@pytest.mark.parametrize(("label", "answer"), [("同意改派", "税务局"), ("不同意", "请按原时限办理")])
async def test_a_request_for_transfer_ends_with_the_paper(office: World, label: str, answer: str) -> None:
    await asked_for_transfer(office)
    data = data_of(await office.clerk.card("申请改派"), label)
    await denied(office)
    card = await office.clerk.card("申请改派", "通知单已撤回", "本申请不再办理")
    assert not card.buttons
    assert "按钮已失效" in await forged(office.clerk, data)
    office.water.mark = 0
    await office.clerk.says(answer)
    await office.water.sees_nothing("按原时限继续办理")
    await _nothing_is_out(office)
    async with office.transaction() as unit:
        transfer = await unit.require(Transfer, 1)
    assert (transfer.status, transfer.decided_by) == (TransferStatus.LAPSED, None)
    assert "transfer.lapsed" in await events(office, matter_subject(1))


@pytest.mark.parametrize(("label", "answer"), [("同意改派", "税务局"), ("不同意", "请按原时限办理")])
async def test_the_paper_is_withdrawn_while_a_decision_is_being_typed(office: World, label: str, answer: str) -> None:
    await asked_for_transfer(office)
    await office.clerk.taps(label, await office.clerk.card("申请改派"))
    await denied(office)
    await office.clerk.says(answer)
    await office.clerk.sees("失效")
    await _nothing_is_out(office)


async def test_a_lapsed_request_decides_nothing_of_the_matter_issued_anew(office: World) -> None:
    await asked_for_transfer(office)
    data = data_of(await office.clerk.card("申请改派"), "同意改派")
    await denied(office)
    await issued_anew(office)
    await office.water.taps("申请改派", await paper(office.water, "夏政督〔2026〕2号"))
    await office.water.says("仍不属我局")
    assert "按钮已失效" in await forged(office.clerk, data)
    async with office.transaction() as unit:
        assert [found.status for found in await unit.find(Transfer)] == [TransferStatus.LAPSED, TransferStatus.ASKED]


async def test_a_report_on_a_withdrawn_paper_is_neither_listed_nor_decided(office: World) -> None:
    await reported(office)
    card = await office.clerk.card("反馈审核", "县水利局")
    accept, send_back = data_of(card, "采纳"), data_of(card, "退回补充")
    await denied(office)
    card = await office.clerk.card("反馈审核", "县水利局", "留存备查，不再审核")
    assert not card.buttons
    assert "按时" not in card.text
    await office.water.sees("已收到", "留存备查，不再审核")
    assert "任务已撤回" in await forged(office.clerk, accept)
    assert "任务已撤回" in await forged(office.clerk, send_back)
    await office.clerk.says("/review")
    await office.clerk.sees("没有待您审核的反馈")
    await _nothing_is_out(office)
    (report,) = await reports(office)
    assert (report.status, report.text) == (ReportStatus.WITHDRAWN, "清淤完成1.2公里"), "it stays on record"
    assert "report.withdrawn" in await events(office, report_subject(report.id))


async def test_a_list_shown_before_the_withdrawal_accepts_nothing_of_it(office: World) -> None:
    await reported(office)
    await office.clerk.says("/review")
    listed = await office.clerk.card("反馈审核清单")
    await denied(office)
    await office.clerk.taps("全部采纳", listed)
    await office.clerk.card("反馈审核清单", "未能采纳1项", "已不在待审核状态")
    await _nothing_is_out(office)


async def test_a_report_on_the_withdrawn_paper_is_not_accepted_for_the_new_one(office: World) -> None:
    await reported(office)
    accept = data_of(await office.clerk.card("反馈审核", "县水利局"), "采纳")
    await denied(office)
    await issued_anew(office)
    await office.water.taps("签收", await paper(office.water, "夏政督〔2026〕2号"))
    assert "任务已撤回" in await forged(office.clerk, accept)
    async with office.transaction() as unit:
        dues = await unit.find(ReportDue, matter_id=1, unit_id=roster.WATER)
    assert [due.status for due in dues] == [DueStatus.VOID, DueStatus.VOID, DueStatus.OPEN, DueStatus.OPEN]


async def test_a_message_whose_task_was_asked_for_is_placed_nowhere_after_the_withdrawal(office: World) -> None:
    await issued_on_a_call(office)
    await office.housing_a.taps("签收")
    await office.housing_a.says("进展顺利", reply_to=await paper(office.housing_a))
    data = data_of(await office.housing_a.sees("请点选"), "第1项")
    await denied(office)
    assert "按钮已失效" in await forged(office.housing_a, data)
    (report,) = await reports(office)
    assert report.status is ReportStatus.WITHDRAWN
    await _nothing_is_out(office)


async def test_what_the_old_unit_had_sent_is_not_reviewed_once_the_task_is_another_s(office: World) -> None:
    await reported(office)
    accept = data_of(await office.clerk.card("反馈审核", "县水利局"), "采纳")
    await office.water.taps("申请改派", await paper(office.water))
    await office.water.says("不属我局")
    await office.clerk.taps("同意改派", await office.clerk.card("申请改派"))
    await office.clerk.says("城关镇")
    assert "任务已撤回" in await forged(office.clerk, accept)
    await office.clerk.says("/review")
    await office.clerk.sees("没有待您审核的反馈")
    async with office.transaction() as unit:
        dues = await unit.find(ReportDue, matter_id=1, task_seq=2, unit_id=roster.WATER)
        (report,) = await unit.find(Report)
    assert {due.status for due in dues} == {DueStatus.VOID}
    assert report.status is ReportStatus.WITHDRAWN


async def test_a_request_is_not_granted_once_the_task_was_accepted(office: World) -> None:
    await reported(office)
    await office.water.taps("申请改派", await paper(office.water))
    await office.water.says("不属我局")
    await office.clerk.taps("采纳，任务完成", await office.clerk.card("反馈审核", "县水利局"))
    assert "已完成" in await office.clerk.taps("同意改派", await office.clerk.card("申请改派"))
    async with office.transaction() as unit:
        assert (await unit.require(Assignment, 1, 2, roster.WATER)).status is AssignmentStatus.ACCEPTED
