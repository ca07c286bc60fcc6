"""函 to units that cannot be ordered (Order 733 art. 5): a number of its own, their tasks, never a criticism."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from storage.queries import dispatching
from supervision.approving.approvals import hash_of
from supervision.bulletins.appraisal import appraise
from supervision.figures.ledger import Counted
from supervision.model import Assignment, Chain, Dispatch, Paper, Part, ReportDue, Standing, Unit, UnitKind
from tests import roster
from tests.flows.approval_scenes import approved, split
from tests.rules.ledgers import ledger
from tests.world import World, at


async def with_letter_unit(office: World, unit_id: int, *, alone: bool = False) -> None:
    """A matter before its preview in which this unit leads the second task, alone or beside those that are ordered."""
    matter = await split(office)
    async with office.transaction() as unit:
        for item in await unit.find(Assignment, matter_id=matter.id):
            if alone or item.task_seq == 2:
                await unit.delete(item)
        for seq in (1, 2) if alone else (2,):
            await unit.save(Assignment(matter.id, seq, unit_id, Part.LEAD))
        await unit.commit()


async def signed_and_issued(office: World) -> None:
    """Everybody signs, and the Office issues."""
    await office.clerk.taps("预览送审")
    await office.clerk.taps("确认送审")
    for signer in (office.deputy, office.director):
        await signer.taps("同意")
    await office.clerk.taps("印发")


@pytest.mark.parametrize(
    ("unit_id", "key", "name", "short"),
    [(roster.TAX, "tax", "县税务局", "县税务局"), (roster.PUBLICITY, "publicity", "县委宣传部", "县委宣传部")],
)
async def test_733_5_a_unit_that_cannot_be_ordered_gets_a_letter_with_its_own_number(
    office: World, unit_id: int, key: str, name: str, short: str
) -> None:
    await with_letter_unit(office, unit_id)
    await office.clerk.taps("预览送审")
    await office.clerk.sees("送审预览", f"涉及{name}的事项，另以函商请协助办理。")
    await office.clerk.taps("确认送审")
    await office.deputy.sees("呈请")
    for signer in (office.deputy, office.director):
        await signer.taps("同意")
    await office.clerk.taps("印发")
    seen = await office.clerk.sees("已印发 · 夏政督〔2026〕1号", "夏政督〔2026〕1号　发送1个单位：县住建局")
    assert f"夏政办函〔2026〕1号　发送1个单位：{short}" in seen.text
    card = await office.people[key].card("商请函 · 夏政办函〔2026〕1号", f"{name}：", "第2项（牵头）北城河清淤2.3公里")
    assert "商请贵" in card.text
    assert "此函。" in card.text
    ordered = await office.housing_a.card("督查通知单 · 夏政督〔2026〕1号", "请你局办理")
    assert "第2项" not in ordered.text
    async with office.transaction() as unit:
        order, letter = await unit.find(Paper)
        (chain,) = await unit.find(Chain)
        dispatches = {(item.paper_id, item.unit_id) for item in await unit.find(Dispatch)}
        first = await dispatching.paper_of(unit, order.matter_id)
    assert dispatches == {(order.id, roster.HOUSING), (letter.id, unit_id)}
    assert first == order, "what the matter was issued in is the paper that orders"
    assert f"涉及{name}的事项，另以函商请协助办理。" in chain.text, "the signers have signed for it"
    assert order.text.startswith("督查通知单\n夏政督〔2026〕1号\n县住房和城乡建设局：\n")
    assert letter.text.startswith(f"函\n夏政办函〔2026〕1号\n{name}：\n根据县长2026年2月28日批示要求")
    assert "2. " in letter.text
    assert "凯旋路" not in letter.text, "nobody else's tasks"
    assert (letter.form, letter.issuer) == ("letter", "government_office")
    assert letter.text_hash == hash_of(letter.text)
    await office.clerk.says("台账")
    await office.clerk.sees("督查台账", "夏政督〔2026〕1号　")
    await office.clerk.sees_nothing("夏政办函")


async def test_733_5_where_nobody_is_ordered_the_letter_goes_out_alone(office: World) -> None:
    await with_letter_unit(office, roster.TAX, alone=True)
    await signed_and_issued(office)
    await office.clerk.sees("已印发 · 夏政办函〔2026〕1号", "发送1个单位：县税务局")
    async with office.transaction() as unit:
        (letter,) = await unit.find(Paper)
        (chain,) = await unit.find(Chain)
    assert letter.form == "letter"
    assert "现商请协助办理以下事项：" in chain.text, "what is signed is the letter"
    assert "此函。" in chain.text
    await office.tax.taps("签收")
    await office.tax.says("第1项：已完成", reply_to=await office.tax.card("商请函"))
    await office.tax.sees("已收到")


async def test_733_5_a_task_that_goes_over_to_such_a_unit_goes_by_a_letter(office: World) -> None:
    await approved(office)
    await office.clerk.taps("印发")
    await office.water.taps("申请改派")
    await office.water.says("该事项不属我局职责")
    await office.clerk.taps("同意改派")
    await office.clerk.says("税务局")
    await office.tax.card("商请函 · 夏政办函〔2026〕1号", "第2项（牵头）北城河清淤2.3公里", "商请贵局协助办理")
    async with office.transaction() as unit:
        letter = next(paper for paper in await unit.find(Paper) if paper.form == "letter")
    assert letter.text.startswith("函\n夏政办函〔2026〕1号\n县税务局：")
    assert "凯旋路" not in letter.text


async def test_733_5_the_second_letter_of_the_year_has_the_next_number(office: World) -> None:
    await with_letter_unit(office, roster.TAX)
    await signed_and_issued(office)
    await with_letter_unit(office, roster.PUBLICITY)
    await signed_and_issued(office)
    await office.publicity.card("商请函 · 夏政办函〔2026〕2号")
    await office.housing_a.card("督查通知单 · 夏政督〔2026〕2号")


@pytest.mark.parametrize("kind", [UnitKind.VERTICAL, UnitKind.ENTERPRISE, UnitKind.PARTY])
async def test_733_5_who_is_asked_is_never_criticised(office: World, kind: UnitKind) -> None:
    async with office.transaction() as unit:
        zone, workdays = unit.county.zone, unit.workdays
    late = ReportDue(1, 1, 7, 1, date(2026, 3, 3), None, at("3月3日 23:59"), final=True)
    late = replace(late, first_answered_at=at("3月9日 10:00"))
    units = (Unit(7, "县税务局", kind), Unit(5, "县水利局", UnitKind.DEPARTMENT))
    reports = tuple(Counted(replace(late, unit_id=one.id), one, "1号", "清淤", delivered=True) for one in units)
    made = appraise(1, ledger(reports, matters=1, carried_over=0, tasks=1), at("4月6日 10:00"), workdays, zone)
    assert [line.unit_id for line in made.lines if line.standing is Standing.CRITICISED] == [5]
