"""申请改派: asked by the unit, granted or refused by the Office, told to both units."""

from __future__ import annotations

from pathlib import Path

from supervision.model import Assignment, AssignmentStatus, Dispatch, DueStatus, Part, ReportDue
from tests import roster
from tests.builders import issued_matter
from tests.flows.approval_scenes import dispatched, forged, reload
from tests.world import World, bot_of, world


async def ask(office: World, reason: str = "该河段属城关镇管理") -> None:
    await office.water.taps("签收")
    await office.water.taps("申请改派")
    await office.water.says(reason)


async def test_a_task_is_handed_to_another_unit(office: World) -> None:
    matter = await dispatched(office)
    await ask(office)
    await office.water.sees("改派申请已送督查室")
    assert "已申请改派，待督查室答复" in (await office.water.card("督查通知单")).text
    await office.clerk.card("申请改派 · 夏政督〔2026〕1号第2项", "县水利局（牵头）", "理由：该河段属城关镇管理")
    await office.clerk.taps("同意改派")
    await office.clerk.says("税务局")
    await office.clerk.sees("夏政督〔2026〕1号第2项已由县水利局改派县税务局")
    assert "同意改派，改由县税务局办理" in (await office.clerk.card("理由：该河段")).text
    await office.water.card("改派申请的答复", "同意改派，改由县税务局办理")
    old = await office.water.card("督查通知单")
    assert "已改派其他单位" in old.text
    assert not old.buttons
    card = await office.tax.card("第2项（牵头）北城河清淤2.3公里，3月20日（周五）前完成", "反馈进展：3月10日（周二）")
    assert list(card.buttons) == ["签收", "申请延期", "申请改派", "备查", "文件"]
    await office.tax.taps("签收")
    async with office.transaction() as unit:
        given = await unit.require(Assignment, matter.id, 2, roster.WATER)
        taken = await unit.require(Assignment, matter.id, 2, roster.TAX)
        old_dues = await unit.find(ReportDue, unit_id=roster.WATER)
        new_dues = await unit.find(ReportDue, unit_id=roster.TAX)
    assert given.status is AssignmentStatus.WITHDRAWN
    assert (taken.status, taken.part) == (AssignmentStatus.IN_PROGRESS, Part.LEAD)
    assert {due.status for due in old_dues} == {DueStatus.VOID}
    assert [due.due_on for due in new_dues] == [due.due_on for due in old_dues]
    assert {due.status for due in new_dues} == {DueStatus.OPEN}


async def test_a_request_is_refused_with_words(office: World) -> None:
    await dispatched(office)
    await ask(office)
    await office.clerk.taps("不同意")
    await office.clerk.says("　")
    await office.clerk.sees("内容不能为空")
    await office.clerk.says("该河段<已>移交县管")
    await office.clerk.sees("不同意改派，已告知县水利局")
    await office.water.card("不同意改派，理由：该河段<已>移交县管\n请你单位按原时限继续办理。")
    card = await office.water.card("督查通知单")
    assert "已申请改派" not in card.text
    assert list(card.buttons) == ["申请延期", "申请改派", "备查"]


async def test_the_task_is_asked_about_if_there_are_several(office: World) -> None:
    matter = await dispatched(office)
    await office.housing_a.taps("申请改派")
    await office.housing_a.sees("请点选要申请改派的任务", "第1项　凯旋路等3处积水点改造", "第2项　北城河清淤")
    await office.housing_a.says("第9项")
    await office.housing_a.sees("请点选下方按钮")
    await office.housing_a.taps("第2项")
    await office.housing_a.says("清淤由水利局负责即可")
    async with office.transaction() as unit:
        first = await unit.require(Assignment, matter.id, 1, roster.HOUSING)
        second = await unit.require(Assignment, matter.id, 2, roster.HOUSING)
    assert (first.status, second.status) == (AssignmentStatus.ISSUED, AssignmentStatus.TRANSFER_ASKED)
    await office.clerk.taps("不同意")
    await office.clerk.says("请继续配合")
    async with office.transaction() as unit:
        second = await unit.require(Assignment, matter.id, 2, roster.HOUSING)
    assert second.status is AssignmentStatus.ISSUED, "not acknowledged yet"


async def test_a_unit_that_supports_already_takes_the_lead(office: World) -> None:
    matter = await dispatched(office)
    await ask(office)
    await office.clerk.taps("同意改派")
    await office.clerk.says("住建局")
    await office.clerk.sees("已由县水利局改派县住建局")
    cards = [m for m in await office.housing_a.messages() if "督查通知单" in m.text]
    assert "第2项（牵头）北城河清淤" in cards[-1].text
    async with office.transaction() as unit:
        taken = await unit.require(Assignment, matter.id, 2, roster.HOUSING)
        dues = await unit.find(ReportDue, unit_id=roster.HOUSING, task_seq=2)
    assert taken.part is Part.LEAD
    assert [due.status for due in dues] == [DueStatus.OPEN, DueStatus.OPEN]


async def test_a_unit_that_has_the_paper_acknowledges_what_was_added(office: World) -> None:
    matter = await dispatched(office)
    await office.housing_a.taps("签收")
    await office.housing_a.taps("申请改派")
    await office.housing_a.taps("第1项")
    await office.housing_a.says("建议由水利局统一办理")
    await office.water.taps("签收")
    await office.clerk.taps("同意改派")
    await office.clerk.says("县水利局")
    cards = [m for m in await office.water.messages() if "督查通知单" in m.text]
    assert len(cards) == 2
    assert "签收" in cards[-1].buttons
    await office.water.taps("签收", on=cards[-1])
    async with office.transaction() as unit:
        added = await unit.require(Assignment, matter.id, 1, roster.WATER)
        dispatch = await unit.require(Dispatch, 1, roster.WATER)
    assert added.status is AssignmentStatus.IN_PROGRESS
    assert dispatch.delivered_at is not None
    assert (await reload(office, matter)).coordinating_unit_id == roster.WATER


async def test_an_unknown_unit_is_not_guessed(office: World) -> None:
    await dispatched(office)
    await ask(office)
    await office.clerk.taps("同意改派")
    await office.clerk.says("火星办事处")
    await office.clerk.sees("未查到“火星办事处”")
    await office.clerk.says("水利局")
    await office.clerk.sees("县水利局不能承接该项任务，请另选单位")
    await office.clerk.says("城关")
    await office.clerk.sees("已由县水利局改派城关镇")


async def test_complaint_12_a_request_is_decided_once(office: World) -> None:
    await dispatched(office)
    await ask(office)
    data = (await office.clerk.card("理由：该河段")).buttons["同意改派"]
    await office.clerk.taps("同意改派")
    refused = (await office.clerk.card("理由：该河段")).buttons["不同意"]
    assert refused is not None
    await office.clerk2.says("你好")
    await office.clerk2.forges(refused, (await office.clerk2.messages())[-1])
    await office.clerk2.says("请继续办理")
    await office.clerk.says("城关镇")
    await office.clerk.sees("该按钮已失效：督查室乙已于3月2日 08:30不同意改派")
    assert "督查室乙已于3月2日 08:30不同意改派" in await forged(office.head, data)


async def test_complaint_11_only_the_own_unit_asks_and_only_the_office_decides(office: World) -> None:
    await dispatched(office)
    asking = (await office.water.card("督查通知单")).buttons["申请改派"]
    assert "未查到" in await forged(office.housing_a, asking)
    assert "没有此项权限" in await forged(office.clerk, asking)
    await ask(office)
    deciding = (await office.clerk.card("理由：该河段")).buttons["同意改派"]
    assert "没有此项权限" in await forged(office.water, deciding)
    assert "未查到" in await forged(office.section, deciding)
    assert "按钮已失效" in await forged(office.water, asking), "nothing is left to ask for"


async def test_complaint_14_a_reason_is_still_asked_for_after_a_restart(tmp_path: Path, template: Path) -> None:
    async with world(tmp_path, template, start=False) as office:
        async with bot_of(office):
            await dispatched(office)
            await office.water.taps("申请改派")
            await office.water.sees("请输入理由")
        async with bot_of(office):
            await office.water.says("该河段属城关镇管理")
            await office.water.sees("改派申请已送督查室")
            await office.clerk.card("申请改派", "理由：该河段属城关镇管理")


async def test_P7_2_a_hotline_order_is_given_back_within_its_term(office: World) -> None:
    async with office.transaction() as unit:
        await issued_matter(unit, track="hotline")
        await unit.commit()
    await office.settle()
    button = (await office.water.card("督查通知单")).buttons["申请改派"]
    await office.advance("3月5日 09:00")
    assert "已超过规定的退回期限" in await forged(office.water, button)
    await office.water.sees_nothing("请输入理由")
