"""R3c: what stands in the groups names nobody unheard, and nobody at all where the leader chose 单独告知."""

from __future__ import annotations

from dataclasses import replace

from supervision.model import Bulletin, BulletinSection, BulletinStatus, Matter, Unit
from tests import roster
from tests.flows.quarter import arranged_quarter, asked, bind_group, posted
from tests.flows.test_monthly import arranged_month
from tests.flows.test_publishing import PRIVATE, in_group
from tests.world import World

NAMES = ("县水利局", "水利局", "清淤2.3公里")


async def heard(office: World) -> None:
    """水利局 agreed; it is Monday 20 April, and the bulletin was not sent yet."""
    await asked(office)
    await office.water.taps("情况属实")
    await office.advance("4月20日 10:00")


async def wording(office: World, label: str) -> None:
    await office.clerk.taps("预览全文", await office.clerk.card("督查通报 · 草稿"))
    await office.clerk.taps(label, await office.clerk.card("下一步要求"))


async def test_R3c_what_the_office_words_names_no_unit(office: World) -> None:
    await heard(office)
    await wording(office, "修改存在问题")
    await office.clerk.says("水利局清淤推进迟缓，城关镇弄虚作假。")
    await office.clerk.sees("此处不写单位名称", "县水利局、城关镇人民政府", "列入“通报批评备选”")
    await office.clerk.says("个别单位推进迟缓，要向县政府督查室说明。")
    await office.clerk.sees("存在问题")
    async with office.transaction() as unit:
        (section,) = (await unit.require(Bulletin, 1)).sections
    assert section.words == "个别单位推进迟缓，要向县政府督查室说明。"


async def test_R3c_words_that_name_somebody_since_are_not_sent(office: World) -> None:
    """They were typed before the roster had the name."""
    await heard(office)
    async with office.transaction() as unit:
        bulletin = await unit.require(Bulletin, 1)
        words = BulletinSection("problems", "清淤中心推进迟缓。")
        water = await unit.require(Unit, roster.WATER)
        await unit.save(replace(bulletin, sections=(words,)), replace(water, aliases=(*water.aliases, "清淤中心")))
        await unit.commit()
    assert "不写单位名称（写有：县水利局），请修改后再送审" in await office.clerk.taps(
        "送审", await office.clerk.card("督查通报 · 草稿")
    )
    async with office.transaction() as unit:
        assert (await unit.require(Bulletin, 1)).status is BulletinStatus.DRAFT


async def test_R3c_unnamed_a_months_tasks_point_at_nobody(office: World) -> None:
    await bind_group(office)
    await arranged_month(office)
    await office.advance("3月20日 08:30")
    await office.clerk.taps("通报批评备选（1）", await office.clerk.card("2026年3月十件实事督查通报 · 草稿"))
    await office.clerk.taps("列入 县水利局")
    await office.clerk.taps("通报前核对", await office.clerk.card("2026年3月十件实事督查通报 · 草稿"))
    await office.water.taps("情况属实")
    assert "已送审" in await office.clerk.taps("送审", await office.clerk.card("2026年3月十件实事督查通报 · 草稿"))
    async with office.transaction() as unit:
        bulletin = await unit.require(Bulletin, 1)
    assert "北城河清淤2.3公里（县水利局" in bulletin.text
    for word in (*NAMES, "暂无经采纳的反馈"):
        assert word not in bulletin.group_text


async def test_R3c_unnamed_the_title_of_a_matter_names_nobody(office: World) -> None:
    matter = await arranged_quarter(office, until="4月15日 10:00")
    async with office.transaction() as unit:
        await unit.save(replace(await unit.require(Matter, matter.id), title="县水利局北城河清淤"))
        await unit.commit()
    await office.clerk.says("/bulletin 2026-1")
    await office.clerk.taps("通报批评备选（1）")
    await office.clerk.taps("列入 县水利局")
    await office.clerk.taps("通报前核对", await office.clerk.card("督查通报 · 草稿"))
    await office.water.taps("情况属实")
    assert "已送审" in await office.clerk.taps("送审", await office.clerk.card("督查通报 · 草稿"))
    async with office.transaction() as unit:
        bulletin = await unit.require(Bulletin, 1)
    assert bulletin.text.startswith("关于县水利局北城河清淤落实情况的通报")
    assert bulletin.group_text.startswith("关于有关单位北城河清淤落实情况的通报")
    assert "水利局" not in bulletin.group_text


async def test_R3c_the_correction_of_an_unnamed_bulletin_names_nobody(office: World) -> None:
    group = await posted(office, PRIVATE)
    await office.clerk.taps("更正通报", await office.clerk.card("督查通报 · 已发布"))
    await office.clerk.taps("县水利局")
    await office.clerk.says("县水利局3月10日已书面报送，督查室漏登")
    await office.clerk.sees("更正原因中不写单位名称", "可写“该单位”")
    await office.clerk.says("该单位3月10日已书面报送，登记时漏登")
    shown = await office.clerk.sees(
        "对县水利局的通报批评予以撤销", "工作群内发布的文字", "对有关单位的通报批评予以撤销"
    )
    await office.clerk.taps("送审", shown)
    for signer in (office.deputy, office.director, office.mayor):
        await signer.taps("同意", await signer.card("更正通报"))
    await office.advance("4月22日 09:01")
    texts = [message.text for message in await in_group(office, group)]
    assert "该单位3月10日已书面报送" in texts[-1]
    assert not any(name in text for text in texts for name in NAMES)
