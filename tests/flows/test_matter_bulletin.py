"""A matter's own bulletin that names units: counted, heard and signed as every bulletin (P4.3, P5.4, P8.3)."""

from __future__ import annotations

from dataclasses import replace

from handlers.changing.effects import withdraw_issued
from handlers.conversation.actors import actor_of
from supervision.model import Bulletin, BulletinKind, BulletinStatus, Matter, MatterStatus
from tests.flows.quarter import arranged_quarter, bind_group
from tests.world import World


async def drafted(office: World) -> None:
    await arranged_quarter(office, until="4月15日 10:00")
    await office.clerk.says("/bulletin 2026-1")
    await office.clerk.sees("单项督查通报 · 草稿", "该事项分解任务2项，已办结0项；应反馈5次，已反馈4次，其中按时3次")


async def test_P4_3_a_matters_bulletin_names_units_after_hearing_and_signatures(office: World) -> None:
    group = await bind_group(office)
    await drafted(office)
    await office.clerk.taps("通报批评备选（1）")
    await office.clerk.taps("列入 县水利局")
    await office.clerk.taps("预览全文", await office.clerk.card("督查通报 · 草稿"))
    text = await office.clerk.sees(
        "关于城区内涝点整治落实情况的通报", "二、任务落实情况", "1. 县水利局：夏政督〔2026〕1号第2项"
    )
    assert "全县督查事项" not in text.text
    assert "尚未核对" in await office.clerk.taps("送审", await office.clerk.card("督查通报 · 草稿"))
    await office.clerk.taps("通报前核对")
    await office.water.taps("情况属实")
    assert "已送审" in await office.clerk.taps("送审", await office.clerk.card("督查通报 · 草稿"))
    await office.deputy.taps("已阅，同意")
    await office.director.taps("已阅，同意")
    await office.mayor.taps(await agreement(office))
    await office.advance("4月16日 09:01")
    await office.settle()
    assert any("关于城区内涝点整治落实情况的通报" in m.text for m in await office.head.messages(group))
    await office.water.sees("督查通报告知 · 县水利局", "逾期3个工作日")
    async with office.transaction() as unit:
        made = await unit.require(Bulletin, 1)
    assert (made.kind, made.status, made.period) == (BulletinKind.MATTER, BulletinStatus.POSTED, "matter/1/1")


async def agreement(office: World) -> str:
    """What the last signer taps: his consent, and where it is asked how criticism goes out, named in the group."""
    card = await office.mayor.sees("督查通报")
    return next(label for label in card.buttons if label.startswith("同意"))


async def test_it_is_drafted_once_and_only_of_what_was_issued(office: World) -> None:
    await drafted(office)
    await office.clerk.says("/bulletin 2026-1")
    await office.water.says("/bulletin 2026-1")
    await office.water.sees("没有此项权限")
    async with office.transaction() as unit:
        assert len(await unit.find(Bulletin)) == 1
        matter = await unit.require(Matter, 1)
        await unit.save(replace(matter, status=MatterStatus.SPLIT))
        await unit.commit()
    await office.clerk.says("/bulletin 2026-1")
    await office.clerk.sees("当前状态为“待送审”")
    await office.clerk.says("/bulletin 2026-99")
    await office.clerk.sees("未查到")


async def test_what_was_withdrawn_meanwhile_is_criticised_no_more(office: World) -> None:
    await drafted(office)
    await office.clerk.taps("通报批评备选（1）")
    await office.clerk.taps("列入 县水利局")
    async with office.transaction() as unit:
        await withdraw_issued(unit, await actor_of(unit, office.clerk.id), 1, words="发错")
        await unit.commit()
    assert "有关情况已有变动" in await office.clerk.taps("通报前核对", await office.clerk.card("督查通报 · 草稿"))
    await office.clerk.card("督查通报 · 草稿", "通报批评：备选0个，已列入0个")
