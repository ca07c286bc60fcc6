"""The ledger, one matter, a unit's own tasks."""

from __future__ import annotations

from dataclasses import replace

from supervision.model import Assignment, AssignmentStatus, MatterStatus
from tests import roster
from tests.builders import issued_matter, split_matter
from tests.world import World

SECTION_POST = next(n for n, seat in enumerate(roster.SEATS, 1) if seat.key == "section")


async def test_the_ledger_shows_three_lights_and_is_filtered_by_buttons(office: World) -> None:
    async with office.transaction() as unit:
        await split_matter(unit)
        matter, _ = await issued_matter(unit)
        await unit.save(replace(matter, title="农村<b>饮水&安全"))
        await unit.commit()
    await office.settle()
    await office.clerk.says("台账")
    listed = await office.clerk.sees("在办1项", "夏政督〔2026〕1号", "农村<b>饮水&安全", "自报🔴 核查— 时限🟢")
    await office.clerk.taps("未印发（1）", listed)
    shown = await office.clerk.card("未印发1项", "登记号2026-1", "待送审")
    assert shown.id == listed.id
    await office.clerk.taps("全部（2）")
    await office.clerk.card("全部2项", "登记号2026-1", "夏政督〔2026〕1号")
    await office.advance("4月1日")
    await office.mayor.says("/ledger")
    await office.mayor.sees("时限🔴")


async def test_the_lights_are_never_one(office: World) -> None:
    async with office.transaction() as unit:
        matter, _ = await issued_matter(unit)
        item = await unit.require(Assignment, matter.id, 1, roster.HOUSING)
        await unit.save(replace(item, status=AssignmentStatus.ACCEPTED))
        await unit.commit()
    await office.clerk.says("台账")
    await office.clerk.sees("自报🟡 核查— 时限🟢")


async def test_the_ledger_has_pages(office: World) -> None:
    async with office.transaction() as unit:
        for _ in range(10):
            await split_matter(unit)
        await unit.commit()
    await office.clerk.says("台账")
    await office.clerk.taps("未印发（10）")
    first = await office.clerk.card("未印发10项，第1/2页", "登记号2026-10")
    await office.clerk.taps("下一页", first)
    await office.clerk.card("第2/2页", "登记号2026-1")


async def test_a_section_sees_what_it_registered_and_a_unit_no_ledger(office: World) -> None:
    async with office.transaction() as unit:
        await split_matter(unit)
        own = await split_matter(unit)
        await unit.save(replace(own, registered_post_id=SECTION_POST, title="科室事项"))
        await unit.commit()
    await office.section.says("台账")
    await office.section.taps("未印发（1）")
    seen = await office.section.card("科室事项")
    assert "城区内涝点整治" not in seen.text
    await office.section.says("/matter 1")
    await office.section.sees("未查到“1”")
    await office.water.says("台账")
    await office.water.sees("没有此项权限")
    await office.water.says("/matter 2")
    await office.water.sees("没有此项权限")


async def test_complaint_20_a_matter_is_found_by_number_or_two_characters(office: World) -> None:
    async with office.transaction() as unit:
        await split_matter(unit)
        matter, _ = await issued_matter(unit)
        await unit.save(replace(matter, title="百分之100%的桥", status=MatterStatus.IN_PROGRESS))
        await unit.commit()
    for words in ("/matter 2026-1", "/matter 登记号2026-1", "/matter 内涝"):
        await office.clerk.says(words)
        await office.clerk.sees("城区内涝点整治", "2026-1")
    for words in ("/matter 夏政督[2026]1号", "/matter 夏政督〔2026〕1", "/matter 100% 桥", "/matter 2"):
        await office.clerk.says(words)
        await office.clerk.sees("百分之100%的桥")
    for words in ("/matter 99", "/matter _", "/matter 没有这个词"):
        await office.clerk.says(words)
        await office.clerk.sees("未查到")
    await office.clerk.says("/matter " + "甲" * 61)
    await office.clerk.sees("控制在60字以内")


async def test_several_matters_are_offered(office: World) -> None:
    async with office.transaction() as unit:
        await split_matter(unit)
        await issued_matter(unit)
        await unit.commit()
    await office.clerk.says("查询")
    await office.clerk.sees("请输入登记号、文号，或标题中的几个字")
    await office.clerk.says("整治")
    await office.clerk.sees("查到以下事项")
    await office.clerk.taps("2026-2　城区内涝点整治")
    await office.clerk.sees("夏政督〔2026〕1号")
    await office.clerk.says("/matter 1")
    await office.clerk.sees("查到以下事项")


async def test_a_unit_sees_its_own_open_tasks_and_opens_the_paper_again(office: World) -> None:
    async with office.transaction() as unit:
        await issued_matter(unit, acknowledged=False)
        await unit.commit()
    await office.settle()
    await office.water.says("我的任务")
    listed = await office.water.sees(
        "本单位在办任务", "夏政督〔2026〕1号", "第2项（牵头）北城河清淤2.3公里", "3月10日（周二）前反馈", "签收"
    )
    assert "凯旋路" not in listed.text
    await office.water.taps("打开1号", listed)
    card = await office.water.sees("夏政督〔2026〕1号")
    assert card.id > listed.id
    await office.housing_head.says("/mine")
    await office.housing_head.sees("第1项（牵头）", "第2项（配合）")
    data = listed.buttons["打开1号"]
    assert data
    own = await office.tax.says("/mine")
    shown = await office.tax.sees("目前没有在办任务")
    assert own.id < shown.id
    assert "未查到" in await office.tax.forges(data, shown)


async def test_the_word_of_the_unit_is_no_command_of_others(office: World) -> None:
    await office.clerk.says("我的任务")
    await office.clerk.sees("没有此项权限")
