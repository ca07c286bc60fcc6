"""The figures of a bulletin as people meet them: what they count, words of the Office, a text that is too long."""

from __future__ import annotations

from dataclasses import replace

from handlers.bulletins.annex import content_of
from supervision.figures.groups import keys_of
from supervision.model import Bulletin, BulletinGroup
from tests.flows.quarter import DRAFTED, arranged_quarter
from tests.world import World


async def drafted(office: World) -> None:
    await arranged_quarter(office)
    await office.advance(DRAFTED)


async def test_R3a_every_figure_can_be_tapped_down_to_what_it_counts(office: World) -> None:
    await drafted(office)
    await office.clerk.taps("预览全文")
    text = await office.clerk.sees("一、总体情况", "二、存在问题", "逾期反馈2次，涉及1个单位，其中1次尚未反馈")
    assert "附件：2026年第一季度督查事项落实情况汇总表" in text.text
    await office.clerk.taps("数据来源", text)
    choice = await office.clerk.sees("数据来源", "请选择要核对的数据")
    await office.clerk.taps("逾期2", choice)
    facts = await office.clerk.sees("逾期：2次", "县水利局，应于3月10日反馈，3月13日收到")
    assert "县水利局，应于3月20日反馈，未收到" in facts.text
    await office.clerk.taps("督查事项1", choice)
    await office.clerk.sees("督查事项：1项", "城区内涝点整治")
    await office.clerk.taps("逾期单位1", choice)
    await office.clerk.sees("逾期单位：1个", "· 县水利局")
    assert "未查到" in await office.water.forges("bpf:1:0:0", (await office.water.messages())[-1])


async def test_the_office_words_the_problems_in_place_of_the_figures(office: World) -> None:
    await drafted(office)
    await office.clerk.taps("预览全文")
    await office.clerk.taps("修改存在问题", await office.clerk.sees("一、总体情况"))
    await office.clerk.says("个别单位<b>主体责任&落实不到位。")
    await office.clerk.sees("已保存存在问题")
    await office.clerk.taps("预览全文", await office.clerk.card("督查通报 · 草稿"))
    shown = await office.clerk.sees("二、存在问题\n个别单位<b>主体责任&落实不到位。")
    assert "逾期反馈2次" not in shown.text


async def test_a_figure_that_was_touched_is_shown_to_nobody_and_the_keepers_hear_of_it(office: World) -> None:
    await drafted(office)
    async with office.transaction() as unit:
        late = next(one for one in await unit.find(BulletinGroup, bulletin_id=1) if "late" in keys_of(one.verdict))
        await unit.save(replace(late, value=late.value - 1))
        await unit.commit()
    card = await office.clerk.card("督查通报 · 草稿")
    assert "数据核对未通过" in await office.clerk.taps("预览全文", card)
    await office.clerk.sees_nothing("一、总体情况")
    assert "数据核对未通过" in await office.clerk.taps("送审", card)
    await office.head.sees("通报数据核对未通过", "2026年第一季度督查通报")
    async with office.transaction() as unit:
        bulletin = await unit.require(Bulletin, 1)
        await unit.save(replace(bulletin, figures={**bulletin.figures, "due": 9}))
        await unit.commit()
    await office.clerk.says("/bulletin")
    again = await office.clerk.sees("数据核对未通过：合计数与分项数或点名依据不一致")
    assert not again.buttons


async def test_a_text_that_is_too_long_is_flagged_before_it_is_sent(office: World) -> None:
    await drafted(office)
    async with office.transaction() as unit:
        bulletin = await unit.require(Bulletin, 1)
        await unit.save(replace(bulletin, next_steps="\n".join("请抓紧整改。" * 50 for _ in range(14))))
        await unit.commit()
    await office.clerk.taps("送审", await office.clerk.card("督查通报 · 草稿"))
    flagged = await office.clerk.sees("超过4000字。请精简后再送审")
    await office.deputy.sees_nothing("2026年第一季度督查通报")
    assert "已送审" in await office.clerk.taps("仍然送审", flagged)


async def test_the_paper_of_a_bulletin_has_the_units_or_none(office: World) -> None:
    await drafted(office)
    async with office.transaction() as unit:
        bulletin = await unit.require(Bulletin, 1)
        text = "关于某事的通报\n各乡镇人民政府：\n一、总体情况"
        named = await content_of(unit, bulletin, text)
        unnamed = await content_of(unit, bulletin, text, named=False)
    assert [row[1:7] for row in named.tables[0].rows] == [
        ("县住房和城乡建设局", "2", "0", "3", "3", "0"),
        ("县水利局", "1", "0", "2", "0", "2"),
        ("合计", "3", "0", "5", "3", "2"),
    ]
    assert "县水利局" not in str(unnamed)
