"""Who signs a bulletin looks behind its figures from the card, and signs its annex with its text."""

from __future__ import annotations

from dataclasses import replace

from messages.presses.base import pack
from messages.presses.bulletins import ShowFigure
from supervision.approving.approvals import hash_of, seal_of
from supervision.figures.groups import KEYS
from supervision.model import Bulletin, BulletinStatus, Chain, ChainPurpose, SigningStep, Unit
from tests import roster
from tests.flows.quarter import before_the_mayor, bind_group
from tests.flows.test_publishing import NAMED, in_group
from tests.world import World

LATE = pack(ShowFigure(1, KEYS.index("late")))


async def test_R3a_who_signs_a_bulletin_taps_each_figure_down_to_the_matter(office: World) -> None:
    await before_the_mayor(office)
    card = await office.mayor.card("呈请审定 · 2026年第一季度督查通报", "督查事项落实情况汇总表》，见", "逐项核对")
    assert len(card.buttons) <= 6
    await office.mayor.taps("全文", card)
    await office.mayor.taps("数据来源", await office.mayor.sees("2026年第一季度督查通报", "· 全文"))
    await office.mayor.taps("逾期2", await office.mayor.sees("请选择要核对的数据"))
    facts = await office.mayor.sees("逾期：2次", "（登记号2026-1）第2项", "县水利局，应于3月10日反馈，3月13日收到")
    assert list(facts.buttons) == ["2026-1", "数据来源"]
    await office.mayor.taps("2026-1", facts)
    await office.mayor.sees("城区内涝点整治", "登记号")
    await office.mayor.taps("数据来源", facts)
    await office.mayor.sees("请选择要核对的数据")


async def test_R3a_the_annex_is_signed_and_its_figures_are_shown_to_signers_and_office_alone(office: World) -> None:
    await before_the_mayor(office)
    async with office.transaction() as unit:
        (chain,) = await unit.find(Chain, purpose=ChainPurpose.BULLETIN)
        first = (await unit.find(SigningStep, chain_id=chain.id))[0]
    assert first.signed_hash == chain.text_hash == seal_of(chain.text, chain.annex) != hash_of(chain.text)
    (table,) = chain.annex
    touched = replace(table, rows=(("1", "县水利局", *table.rows[0][2:]), *table.rows[1:]))
    assert seal_of(chain.text, (touched,)) != chain.text_hash
    for reader in (office.vice_mayor, office.water_head, office.housing_a):
        await reader.says("/help")
        assert "未查到" in await reader.forges(LATE, (await reader.messages())[-1])
    for signer in (office.deputy, office.mayor, office.clerk):
        assert "未查到" not in await signer.forges(LATE, (await signer.messages())[-1])
        await signer.sees("逾期：2次")


async def test_a_bulletin_whose_annex_changed_after_it_was_signed_is_held(office: World) -> None:
    group = await bind_group(office)
    await before_the_mayor(office)
    await office.mayor.taps(NAMED)
    async with office.transaction() as unit:
        housing = await unit.require(Unit, roster.HOUSING)
        await unit.save(replace(housing, name="县住房和城乡建设管理局"))
        await unit.commit()
    await office.advance("4月21日 09:01")
    await office.clerk.sees("督查通报暂缓发布", "附件汇总表所列单位或数据与审定时不一致")
    assert not [message for message in await in_group(office, group) if "通报" in message.text]
    async with office.transaction() as unit:
        assert (await unit.require(Bulletin, 1)).status is BulletinStatus.SENT_BACK
