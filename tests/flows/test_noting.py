"""备查: 工作方案 with quantified goals and a person for each, and the 专人 of a hotline order."""

from __future__ import annotations

from dataclasses import replace

from messages.presses.base import pack
from messages.presses.requesting import NotePlan
from storage import outbox
from supervision.model import Assignment, DeskItem, DeskKind, DueKind, Matter, Paper, Plan, ReportDue
from supervision.notices.base import to_post
from supervision.notices.cards import MatterCard
from tests import roster
from tests.builders import issued_matter
from tests.flows.approval_scenes import forged
from tests.flows.approval_scenes import issued as handed_out
from tests.world import World, at


async def issued(office: World, track: str = "document", *, acknowledged: bool = True, wanted: bool = False) -> Paper:
    """A matter with its papers at the units, and its card before the clerk."""
    async with office.transaction() as unit:
        matter, paper = await issued_matter(unit, track=track, acknowledged=acknowledged)
        if wanted:
            await unit.save(replace(matter, plan_wanted=True))
        await outbox.tell(unit, [MatterCard(to=to_post(matter.registered_post_id), matter_id=matter.id)])
        await unit.commit()
    await office.settle()
    return paper


async def plans(office: World) -> list[Plan]:
    async with office.transaction() as unit:
        return await unit.find(Plan)


async def test_P1_2_the_plan_is_only_noted_unless_the_paper_asks(office: World) -> None:
    await issued(office)
    assert "工作方案" not in (await office.water.card("督查通知单")).text
    await office.water.taps("备查")
    await office.water.taps("工作方案")
    await office.water.sees("方案由你单位留存备查，无需报送")
    await office.water.says("3月9日")
    await office.water.sees("晚于今天")
    await office.water.taps("今天")
    await office.water.taps("不填")
    await office.water.sees("工作方案（3月2日（周一）制定）已备查")
    assert "方案：3月2日（周一）制定，已备查" in (await office.water.card("督查通知单")).text
    assert "县水利局：方案3月2日（周一）制定，备查" in (await office.clerk.card("城区内涝点整治", "登记号")).text
    await office.advance("3月25日 10:00")  # housing made none, and is asked for none and late with none
    assert [plan.unit_id for plan in await plans(office)] == [roster.WATER]
    assert not [m for m in await office.housing_a.messages() if "方案" in m.text]


async def test_P1_2_a_plan_that_the_paper_asks_for_is_handed_in(office: World) -> None:
    await issued(office, wanted=True)
    assert "请于3月16日（周一）前报送工作方案" in (await office.water.card("督查通知单")).text
    await office.water.taps("报送方案")
    await office.water.taps("工作方案")
    await office.water.taps("今天")
    await office.water.says("2｜清淤｜2.3公里｜张三")
    await office.water.says("没有文件")
    await office.water.sees("请发送工作方案的文件")
    await office.water.sends("方案.docx", b"plan")
    await office.water.sees("已报送督查室，目标1项")
    await office.clerk.card("工作方案 · 夏政督〔2026〕1号", "县水利局报送工作方案", "第2项 清淤，2.3公里，责任人张三")
    (plan,) = await plans(office)
    assert plan.handed_in


async def test_P2_2_goals_have_quantities_and_persons(office: World) -> None:
    await issued(office, "work_report")
    await office.water.taps("备查")
    await office.water.taps("工作方案")
    await office.water.taps("今天")
    await office.water.sees("各项目标须量化，并明确责任人")
    for said, answer in (
        ("1｜清淤｜2.3公里｜张三", "“1｜清淤｜2.3公里｜张三”无法识别"),
        ("2｜清淤", "第2项的目标须量化"),
        ("2｜清淤｜2.3公里", "第2项的目标须明确责任人"),
    ):
        await office.water.says(said)
        await office.water.sees(answer)
    await office.water.says("2｜北城河<清淤>｜2.3公里｜张三")
    await office.water.sees("已备查，目标1项")
    assert "第2项 北城河<清淤>，2.3公里，张三负责" in (await office.clerk.card("登记号", "县水利局：方案")).text


async def test_P3_2_plan_and_the_heads_first(office: World) -> None:
    await issued(office, "ten_things")
    card = await office.water.card("督查通知单")
    assert "你局主要负责同志为第一责任人，请制定实施方案，量化目标，年内全部完成" in card.text
    await office.water_head.looks_away()
    await office.water.taps("备查")
    await office.water.taps("工作方案")
    await office.water.taps("今天")
    await office.water.says("清淤｜")
    await office.water.sees("第2项的目标须量化")
    await office.water.says("清淤｜2.3公里")
    assert "已备查（目标1项）" in (await office.water.card("督查通知单")).text


async def test_P7_2_one_person_is_named_at_acknowledging(office: World) -> None:
    paper = await issued(office, "hotline", acknowledged=False)
    await office.water.taps("签收")
    await office.water.sees("明确专人 · 夏政督〔2026〕1号")
    await office.water.taps("以后再填")
    assert "请明确一名专人办理" in (await office.water.card("督查通知单")).text
    await office.water.taps("备查")
    await office.water.taps("专人")
    await office.water.says("李<四> 0370-62x")
    await office.water.says("/cancel")
    await office.water.taps("备查")
    await office.water.taps("专人")
    await office.water.says("李四 0370-6210001")
    await office.water.sees("专人已登记为李四")
    assert "专人：李四　0370-6210001" in (await office.water.card("督查通知单")).text
    assert "专人李四 0370-6210001" in (await office.clerk.card("登记号", "县水利局：")).text
    async with office.transaction() as unit:
        named = await unit.require(Assignment, paper.matter_id, 2, roster.WATER)
        other = await unit.require(Assignment, paper.matter_id, 2, roster.HOUSING)
    assert (named.handler_name, other.handler_name) == ("李四", "")
    assert "未查到相应内容" in await forged(office.tax, pack(NotePlan(paper.id, roster.WATER)))


async def test_P8_2_progress_and_result_come_back(office: World) -> None:
    await issued(office, "assignment")
    card = await office.water.card("督查通知单")
    await office.water.says("第2项已清淤1.1公里", reply_to=card)
    await office.clerk.card("北城河清淤2.3公里", "第2项已清淤1.1公里")
    await office.water.says("第2项已全部完成", reply_to=card)
    await office.clerk.card("北城河清淤2.3公里", "第2项已全部完成")
    async with office.transaction() as unit:
        matter = await unit.require(Matter, 1)
    assert matter.track == "assignment"


async def test_P3_2_a_plan_that_the_paper_asks_for_is_reminded_of_until_it_is_handed_in(office: World) -> None:
    """住建局 never signed for the paper: nothing is asked of it, and nothing is said against it."""
    await handed_out(office, track="assignment", plan_wanted=True)
    await office.water.taps("签收")
    for day, unit_is_told, office_is_told in (
        ("3月12日", False, False),
        ("3月13日", True, False),
        ("3月17日", True, True),
    ):
        office.sandbox.state.clock.move(at(f"{day} 08:50").timestamp())
        await office.settle()
        for someone in (office.water, office.housing_a, office.clerk):
            await someone.looks_away()
        await office.advance(f"{day} 09:01")
        for someone, told, words in (
            (office.water, unit_is_told, "工作方案待报送，请在通知单点“报送方案”"),
            (office.housing_a, False, "工作方案待报送"),
            (office.clerk, office_is_told, "逾期未报送工作方案"),
        ):
            await (someone.sees(words) if told else someone.sees_nothing(words))
    card = await office.clerk.sees("单位逾期未报送工作方案，请督促", "县水利局")
    assert "住建局" not in card.text.partition("未报送工作方案")[2]
    async with office.transaction() as unit:
        assert {due.kind for due in await unit.find(ReportDue)} == {DueKind.REPORT}  # no bulletin counts it
    await office.water.taps("报送方案")
    await office.water.taps("工作方案")
    await office.water.taps("今天")
    await office.water.taps("不填")
    await office.water.sends("方案.docx", b"plan")
    async with office.transaction() as unit:
        done = {(item.kind, item.key) for item in await unit.find(DeskItem) if item.done_at is not None}
    assert done == {(DeskKind.PLAN, f"1/{roster.WATER}"), (DeskKind.PLAN_OVER, f"1/{roster.WATER}")}


async def test_a_unit_that_comes_to_the_matter_later_is_reminded_of_the_plan_too(office: World) -> None:
    await handed_out(office, track="assignment", plan_wanted=True)
    await office.water.taps("申请改派")
    await office.water.says("该河段属城关镇管理")
    await office.clerk.taps("同意改派")
    await office.clerk.says("城关")
    async with office.transaction() as unit:
        items = await unit.find(DeskItem)
    keys = {(item.kind, item.key) for item in items if item.done_at is None}
    assert {(DeskKind.PLAN, f"1/{roster.TOWN}"), (DeskKind.PLAN_OVER, f"1/{roster.TOWN}")} <= keys
