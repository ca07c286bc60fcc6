"""A leader wants more done, and a unit that would do it was merged meanwhile (P5.3)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from storage.tables import outbox
from supervision.model import Assignment, AssignmentStatus, Dispatch, Paper, Part, ReportDue
from tests import roster
from tests.flows.instructing_scenes import closed, merged
from tests.world import World


async def test_P5_3_a_task_of_a_merged_unit_is_given_again_to_who_took_it_in(office: World) -> None:
    await closed(office)
    await merged(office)
    await office.mayor.taps("继续督办", await office.mayor.card("办理结果呈报"))
    await office.clerk.taps("重新交办")
    await office.clerk.taps("第2项")
    await office.clerk.says("3月27日")
    await office.clerk.sees("已重新交办", "城关镇")
    async with office.transaction() as unit:
        shares = {item.unit_id: item for item in await unit.find(Assignment, matter_id=1, task_seq=2)}
        dues = await unit.find(ReportDue, matter_id=1, unit_id=roster.TOWN)
        assert await unit.find(Dispatch, matter_id=1, unit_id=roster.TOWN)
        seat = f"post/{roster.id_of('town')}"
        told = await unit.connection.execute(select(outbox.c.kind).where(outbox.c.seat == seat))
        assert {"given_again", "paper_card"} <= set(told.scalars())
    assert shares[roster.WATER].status is AssignmentStatus.ACCEPTED
    assert (shares[roster.TOWN].status, shares[roster.TOWN].part) == (AssignmentStatus.ISSUED, Part.LEAD)
    assert [(due.due_on, due.final) for due in dues] == [(date(2026, 3, 27), True)]


async def test_P5_3_a_notice_to_a_unit_merged_while_it_was_signed_is_signed_anew(office: World) -> None:
    await closed(office)
    await office.vice_mayor.taps("另作批示")
    await office.vice_mayor.says("请加快北城河二期。")
    await office.clerk.taps("另下督办通知")
    await office.clerk.says("县水利局|北城河二期清淤1.5公里|4月17日")
    await office.clerk.taps("确认送审")
    await office.deputy.taps("同意")
    await office.director.taps("同意")
    card = await office.clerk.card("督办通知已审定，可以印发")
    await merged(office)
    await office.clerk.taps("印发", card)
    await office.clerk.sees("未印发")
    async with office.transaction() as unit:
        assert not await unit.find(Assignment, matter_id=1, task_seq=3)
    card = await office.clerk.card("县水利局已并入其他单位或停用，督办通知不能按审定稿印发")
    await office.clerk.taps("修改后重新送审", card)
    await office.clerk.says("城关镇|北城河二期清淤1.5公里|4月17日")
    await office.clerk.taps("确认送审")
    await office.deputy.taps("同意")
    await office.director.taps("同意")
    await office.clerk.taps("印发")
    async with office.transaction() as unit:
        (share,) = await unit.find(Assignment, matter_id=1, task_seq=3)
        newest = max(await unit.find(Paper, matter_id=1), key=lambda paper: paper.id)
    assert share.unit_id == roster.TOWN
    assert "\n城关镇人民政府：\n" in newest.text
    assert "\n3. 北城河二期清淤1.5公里" in newest.text
    assert "县水利局" not in newest.text
