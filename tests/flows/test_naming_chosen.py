"""R3c: how criticism goes out is chosen by whoever signs last, and never by the way."""

from __future__ import annotations

from datetime import date

from supervision.model import Bulletin, BulletinStatus
from supervision.roles import Role
from tests import roster
from tests.flows.batch_scenes import papers_before
from tests.flows.quarter import asked, before_the_mayor
from tests.flows.signer_scenes import give
from tests.world import World


async def the_bulletin(office: World) -> Bulletin:
    async with office.transaction() as unit:
        return await unit.require(Bulletin, 1)


async def test_R3c_no_list_signs_a_bulletin(office: World) -> None:
    await before_the_mayor(office)
    await papers_before(office, Role.MAYOR, 2)
    await office.advance("4月20日 16:30")
    await office.mayor.taps("全部同意（2件）", await office.mayor.sees("今日呈签"))
    assert (await the_bulletin(office)).status is BulletinStatus.IN_APPROVAL
    await office.mayor.says("/pending")
    listed = await office.mayor.sees("待您")
    assert not any("列表" in label for label in listed.buttons)


async def test_R3c_who_signs_for_the_mayor_chooses(office: World) -> None:
    await asked(office)
    await office.water.taps("情况属实")
    await office.advance("4月20日 10:00")
    await give(office, "mayor", "vice_mayor", date(2026, 4, 20), date(2026, 4, 30))
    await office.clerk.taps("送审", await office.clerk.card("督查通报 · 草稿"))
    await office.deputy.taps("已阅，同意")
    await office.director.taps("已阅，同意")
    card = await office.vice_mayor.sees("通报批评的发布方式请您确定")
    await office.vice_mayor.taps("同意，单独告知", card)
    bulletin = await the_bulletin(office)
    assert (bulletin.status, bulletin.name_in_group) == (BulletinStatus.APPROVED, False)
    assert bulletin.named_by == roster.id_of("vice_mayor")


async def test_R3c_an_opinion_agrees_to_what_the_card_says(office: World) -> None:
    await before_the_mayor(office)
    await office.mayor.taps("附意见同意")
    await office.mayor.says("请抓好整改")
    bulletin = await the_bulletin(office)
    assert (bulletin.status, bulletin.name_in_group) == (BulletinStatus.APPROVED, True)
    assert bulletin.named_by == roster.id_of("mayor")
