"""/find: two characters are enough, and a unit finds only its own."""

from __future__ import annotations

from dataclasses import replace

from handlers.conversation.carrying import carry_out
from storage.queries import search
from storage.unit_of_work import UnitOfWork
from supervision.actors import MACHINE
from supervision.model import Matter, Task, Unit
from supervision.outcome import Outcome
from tests import roster
from tests.builders import issued_matter, split_matter
from tests.world import World


async def arrange(office: World) -> None:
    """One issued matter (1, 1号) and one that is not (2)."""
    async with office.transaction() as unit:
        issued, _ = await issued_matter(unit)
        other = await split_matter(unit)
        own = replace(other, title="农村<b>饮水&安全_100%", registered_post_id=roster.id_of("section"))
        await unit.save(replace(own, sources=(), instructions=(), leader_post_id=None))
        await search.refresh(unit, [issued.id, other.id])
        await unit.commit()
    await office.settle()


async def test_complaint_20_two_characters_find_a_matter(office: World) -> None:
    await arrange(office)
    for words in ("内涝 1号", "清淤 水利局 县长 内涝", "夏政督〔2026〕1号", "县长批示 督查室甲 2026-1"):
        await office.clerk.says(f"/find {words}")
        found = await office.clerk.sees(
            "查找", "1项", "夏政督〔2026〕1号　城区内涝点整治", "办理中　县住建局、县水利局牵头"
        )
    await office.clerk.taps("1号", found)
    await office.clerk.sees("登记号", "城区内涝点整治")
    await office.clerk.says("/find 3月2日 住建局")
    await office.clerk.sees("2项")
    await office.clerk.says("/find 没有的词")
    await office.clerk.sees("未查到", "几个词之间用空格隔开")


async def test_what_is_no_letter_is_itself(office: World) -> None:
    await arrange(office)
    for words in ("100%", "<b>饮水&", "全_1"):
        await office.clerk.says(f"/find {words}")
        await office.clerk.sees("1项", "农村<b>饮水&安全_100%")
    for words in ("10_%", "%%", "__", "/%", "''"):
        await office.clerk.says(f"/find {words}")
        await office.clerk.sees("未查到")


async def test_asked_without_words_it_asks(office: World) -> None:
    await arrange(office)
    await office.clerk.says("查找")
    await office.clerk.sees("请输入要找的词，两个字即可")
    await office.clerk.says("涝")
    await office.clerk.sees("“涝”太短，请至少输入两个字")
    await office.clerk.says("内涝")
    await office.clerk.sees("“内涝”", "1项")


async def test_a_unit_finds_only_its_own(office: World) -> None:
    await arrange(office)
    await office.water.says("/find 清淤")
    found = await office.water.sees("1项", "夏政督〔2026〕1号")
    assert "牵头" not in found.text
    await office.water.taps("1号", found)
    await office.water.sees("夏政督〔2026〕1号", "北城河清淤")
    for others in ("凯旋路", "住建局", "汛期", "饮水", "督查室甲"):
        await office.water.says(f"/find {others}")
        await office.water.sees("未查到")
    await office.tax.says("/find 内涝")
    await office.tax.sees("未查到")
    await office.admin.says("/find 内涝")
    await office.admin.sees("没有此项权限")


async def test_a_section_finds_what_it_registered(office: World) -> None:
    await arrange(office)
    await office.section.says("/find 饮水")
    await office.section.sees("1项", "登记号2026-2")
    await office.section.says("/find 内涝 1号")
    await office.section.sees("未查到")
    await office.mayor.says("/find 饮水")
    await office.mayor.sees("1项")


async def test_the_list_has_pages_and_a_forged_button_finds_nothing_more(office: World) -> None:
    async with office.transaction() as unit:
        matters = [(await issued_matter(unit))[0] for _ in range(8)]
        await search.refresh(unit, [matter.id for matter in matters])
        await unit.commit()
    await office.settle()
    await office.clerk.says("/find 内涝")
    listed = await office.clerk.sees("8项，第1/2页", "夏政督〔2026〕8号")
    data = listed.buttons["下一页"]
    assert data
    await office.clerk.taps("下一页", listed)
    turned = await office.clerk.card("第2/2页", "夏政督〔2026〕1号")
    assert turned.id == listed.id
    await office.water.says("我的任务")
    stale = await office.water.card("本单位在办任务")
    await office.water.forges(data, stale)
    await office.water.sees_nothing("第2/2页")


async def saved(unit: UnitOfWork, row: object) -> None:
    await carry_out(unit, MACHINE, Outcome(saves=(row,)))


async def test_every_change_is_found_at_once(office: World) -> None:
    await arrange(office)
    async with office.transaction() as unit:
        await saved(unit, replace(await unit.require(Matter, 1), title="排水管网"))
        await saved(unit, replace(await unit.require(Task, 1, 2), text="拦河坝除险"))
        await saved(unit, replace(await unit.require(Unit, roster.WATER), name="县河湖局", aliases=("水利局",)))
        await unit.commit()
    await office.clerk.says("/find 排水管网 拦河坝 河湖局 水利局")
    await office.clerk.sees("1项")
    await office.water.says("/find 拦河坝")
    await office.water.sees("1项")
    await office.water.says("/find 清淤")
    await office.water.sees("未查到")
