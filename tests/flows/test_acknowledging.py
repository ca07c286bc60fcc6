"""签收: one tap settles the card, for the unit and nobody else."""

from __future__ import annotations

from datetime import timedelta

from storage import audit
from supervision.model import Assignment, AssignmentStatus, Dispatch, ReportDue
from supervision.notices.cards import paper_subject
from tests import roster
from tests.flows.approval_scenes import dispatched, forged
from tests.world import World, at


async def test_one_tap_settles_all_tasks_and_redraws_every_card(office: World) -> None:
    matter = await dispatched(office)
    await office.advance("3月3日 10:00")
    assert await office.housing_a.taps("签收") == "已签收夏政督〔2026〕1号，共2项任务。"
    for liaison in (office.housing_a, office.housing_b):
        card = await liaison.card("督查通知单")
        assert "住建局联络员甲　3月3日 10:00 已签收" in card.text
        assert list(card.buttons) == ["申请延期", "申请改派", "备查"]
    assert "县住建局（办理中）" in (await office.clerk.card("登记号2026-1", "下一步")).text
    async with office.transaction() as unit:
        housing = await unit.require(Dispatch, 1, roster.HOUSING)
        water = await unit.require(Dispatch, 1, roster.WATER)
        statuses = {(a.task_seq, a.unit_id): a.status for a in await unit.find(Assignment, matter_id=matter.id)}
        events = [row.event for row in await audit.history(unit, paper_subject(1, roster.HOUSING))]
    assert housing.delivered_at is not None
    assert timedelta(0) <= housing.delivered_at - at("3月3日 10:00") < timedelta(minutes=1)
    assert (housing.channel, water.delivered_at) == ("telegram", None)
    assert statuses == {
        (1, roster.HOUSING): AssignmentStatus.IN_PROGRESS,
        (2, roster.HOUSING): AssignmentStatus.IN_PROGRESS,
        (2, roster.WATER): AssignmentStatus.ISSUED,
    }
    assert events == ["paper.acknowledged"]


async def test_complaint_12_acknowledging_twice_changes_nothing_and_says_who_did(office: World) -> None:
    await dispatched(office)
    data = (await office.housing_b.card("督查通知单")).buttons["签收"]
    await office.housing_a.taps("签收")
    assert "3月2日 08:30由住建局联络员甲签收，无需重复签收" in await forged(office.housing_b, data)
    async with office.transaction() as unit:
        events = [row.event for row in await audit.history(unit, paper_subject(1, roster.HOUSING))]
    assert events == ["paper.acknowledged"]


async def test_complaint_11_pitfall_10_a_unit_acknowledges_only_its_own(office: World) -> None:
    await dispatched(office)
    data = (await office.housing_a.card("督查通知单")).buttons["签收"]
    assert "未查到" in await forged(office.water, data)
    assert "没有此项权限" in await forged(office.clerk, data)
    async with office.transaction() as unit:
        assert (await unit.require(Dispatch, 1, roster.HOUSING)).delivered_at is None


async def test_a_paper_that_came_too_late_leaves_time(office: World) -> None:
    await dispatched(office)
    await office.advance("3月12日 15:00")
    await office.water.taps("签收")
    async with office.transaction() as unit:
        progress, final = await unit.find(ReportDue, unit_id=roster.WATER)
    assert progress.late_after.astimezone(at("3月16日").tzinfo).date().isoformat() == "2026-03-16"
    assert final.late_after.astimezone(at("3月16日").tzinfo).date().isoformat() == "2026-03-20"
