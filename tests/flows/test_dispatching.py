"""印发: the question about dates, the number, the cards, who else hears of it, and the gate."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from storage import audit, outbox
from supervision.approving.approvals import hash_of
from supervision.model import (
    Assignment,
    AssignmentStatus,
    Chain,
    Dispatch,
    Matter,
    MatterStatus,
    Paper,
    Part,
    ReportDue,
    Task,
    Urgency,
)
from supervision.notices.base import to_post
from supervision.notices.cards import MatterCard, matter_subject
from tests import roster
from tests.builders import CLERK, split_matter
from tests.flows.approval_scenes import approved, change_task, forged, issued, paper_of, send, split, status
from tests.world import World

SECTION = next(number for number, seat in enumerate(roster.SEATS, 1) if seat.key == "section")
VICE_MAYOR = next(number for number, seat in enumerate(roster.SEATS, 1) if seat.key == "vice_mayor")


async def dues(office: World, matter: Matter) -> list[tuple[int, int, date, bool]]:
    async with office.transaction() as unit:
        found = await unit.find(ReportDue, matter_id=matter.id)
    return [(due.task_seq, due.unit_id, due.due_on, due.final) for due in found]


async def test_an_approved_matter_is_issued_with_one_card_a_unit(office: World) -> None:
    matter = await approved(office)
    await office.clerk.card("已审定", "请办理印发")
    await office.clerk.taps("印发")
    await office.clerk.sees("已印发 · 夏政督〔2026〕1号", "发送2个单位：县住建局、县水利局", "3月4日（周三）12:00前")
    for officer in (office.clerk, office.clerk2):
        assert not (await officer.card("已审定", "已印发：夏政督〔2026〕1号")).buttons
    assert await status(office, matter) is MatterStatus.IN_PROGRESS
    for liaison in (office.housing_a, office.housing_b):
        card = await liaison.card("督查通知单 · 夏政督〔2026〕1号", "请你局办理", "第1项（牵头）", "第2项（配合）")
        assert list(card.buttons) == ["签收", "申请延期", "申请改派", "备查", "文件"]
        assert len([m for m in await liaison.messages() if "督查通知单" in m.text]) == 1
    card = await office.water.card("第2项（牵头）北城河清淤2.3公里，3月20日（周五）前完成", "反馈进展：3月10日（周二）")
    assert "第1项" not in card.text
    assert "请于3月4日（周三）12:00前签收" in card.text
    assert "根据县长2月28日批示要求" in card.text
    async with office.transaction() as unit:
        papers, dispatches = await unit.find(Paper), await unit.find(Dispatch)
        chain = (await unit.find(Chain))[0]
        statuses = {item.status for item in await unit.find(Assignment, matter_id=matter.id)}
        events = [row.event for row in await audit.history(unit, matter_subject(matter.id))]
    assert len(papers) == 1
    assert len(dispatches) == 2
    assert chain.text.startswith("督办通知：")
    assert chain.text.removeprefix("督办通知：") in papers[0].text, "the paper has a name of its own"
    assert papers[0].text.startswith("督查通知单\n夏政督〔2026〕1号\n县住房和城乡建设局、县水利局：\n城区内涝点整治")
    assert papers[0].text.endswith("夏邑县人民政府办公室\n2026年3月2日")
    assert papers[0].text_hash == hash_of(papers[0].text)
    assert statuses == {AssignmentStatus.ISSUED}
    assert events[-1] == "matter.issued"
    end, progress = date(2026, 3, 20), date(2026, 3, 10)
    assert await dues(office, matter) == [
        (1, roster.HOUSING, end, True),
        (2, roster.HOUSING, progress, False),
        (2, roster.HOUSING, end, True),
        (2, roster.WATER, progress, False),
        (2, roster.WATER, end, True),
    ]


async def test_numbers_have_no_gap_and_each_register_its_own(office: World) -> None:
    await issued(office)
    await approved(office)
    await office.clerk.taps("印发")
    await office.clerk.sees("夏政督〔2026〕2号")
    await approved(office, track="document", form="breakdown_notice", issuer="government")
    await office.clerk.taps("印发")
    await office.clerk.sees("夏政〔2026〕1号")
    async with office.transaction() as unit:
        assert [paper.document_number for paper in await unit.find(Paper)] == [
            "夏政督〔2026〕1号",
            "夏政督〔2026〕2号",
            "夏政〔2026〕1号",
        ]


async def test_issuing_twice_gives_one_paper_and_no_gap(office: World) -> None:
    matter = await issued(office)
    assert "办理中" in await forged(office.clerk2, f"mi:{matter.id}")
    await approved(office)
    await office.clerk.taps("印发")
    await office.clerk.sees("夏政督〔2026〕2号")


async def test_dates_that_passed_while_it_was_signed_are_pointed_out(office: World) -> None:
    matter = await approved(office, due_on=date(2026, 3, 12))
    await office.advance("3月11日 09:00")
    await office.clerk.taps("印发")
    asked = await office.clerk.sees(
        "印发前提醒", "第2项进展反馈日期3月10日（周二）已过", "第1项时限3月12日（周四），还剩1个工作日"
    )
    assert await status(office, matter) is MatterStatus.APPROVED
    await office.clerk.taps("暂不印发")
    held = next(m for m in await office.clerk.messages() if m.id == asked.id)
    assert "暂未印发" in held.text
    assert not held.buttons
    assert await status(office, matter) is MatterStatus.APPROVED
    await office.clerk.taps("印发")
    await office.clerk.taps("仍按此印发")
    await office.clerk.sees("已印发 · 夏政督〔2026〕1号")
    assert "已按原定日期印发" in (await office.clerk.card("印发前提醒")).text
    assert [due[2] for due in await dues(office, matter)] == [date(2026, 3, 12)] * 3


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"track": "meeting.mayor"}, False),
        ({"track": "instruction.mayor"}, True),
        ({"track": "meeting.mayor", "urgency": Urgency.MOST_URGENT}, True),
    ],
    ids=["an ordinary paper", "县长批示件", "特急"],
)
async def test_R1_head_and_deputy_get_the_card_only_where_the_table_says(
    office: World, changes: dict[str, object], told: bool
) -> None:
    await issued(office, **changes)
    for leading in (office.water_head, office.water_deputy, office.housing_head):
        cards = [m for m in await leading.messages() if "督查通知单" in m.text]
        assert len(cards) == int(told)


async def test_R1_head_and_deputy_get_the_card_of_what_is_past_its_date(office: World) -> None:
    await approved(office, track="meeting.mayor", due_on=date(2026, 3, 12))
    await office.advance("3月13日 09:00")
    await office.clerk.taps("印发")
    await office.clerk.taps("仍按此印发")
    await office.water_head.card("督查通知单 · 夏政督〔2026〕1号")


async def test_a_unit_that_cannot_be_ordered_is_asked_by_letter(office: World) -> None:
    matter = await split(office)
    async with office.transaction() as unit:
        await unit.save(Assignment(matter.id, 1, roster.TAX, Part.SUPPORT))
        await unit.save(Assignment(matter.id, 1, roster.TOWN, Part.SUPPORT))
        await unit.commit()
    await send(office)
    await office.deputy.taps("同意")
    await office.director.taps("同意")
    await office.clerk.taps("印发")
    await office.clerk.sees("以下单位联络员未开通账号，请以电话或纸质方式送达：城关镇")
    await office.tax.card("商请函 · 夏政办函〔2026〕1号", "商请贵局协助办理", "此函。")


async def test_P2_2_a_schedule_of_the_notice_makes_its_own_dates(office: World) -> None:
    matter = await split(office, track="work_report", form="breakdown_notice")
    await change_task(office, matter, due_on=None)
    async with office.transaction() as unit:
        second = await unit.require(Task, matter.id, 2)
        await unit.save(replace(second, due_on=None, report_on=()))
        await unit.commit()
    await send(office)
    await office.mayor.taps("同意")
    await office.clerk.taps("印发")
    await office.clerk.sees("已印发 · 夏政办〔2026〕1号")
    assert [due[2:] for due in await dues(office, matter)][:4] == [
        (date(2026, 4, 10), False),
        (date(2026, 7, 10), False),
        (date(2026, 10, 10), False),
        (date(2026, 12, 10), True),
    ]
    await office.water.card("反馈进展：4月10日（周五）、7月10日（周五）、10月10日（周六）")


async def test_only_the_office_issues(office: World) -> None:
    matter = await approved(office)
    for who in ("section", "deputy", "director", "housing_a", "admin"):
        assert "没有此项权限" in await forged(office.people[who], f"mi:{matter.id}"), who
    assert await status(office, matter) is MatterStatus.APPROVED


@pytest.mark.parametrize("track", ["meeting.vice_mayor", "instruction.vice_mayor"])
async def test_P4_2_P5_2_the_gate_is_played_and_cannot_be_skipped(office: World, track: str) -> None:
    async with office.transaction() as unit:
        drafted = await split_matter(unit, track=track)
        matter = replace(
            drafted,
            status=MatterStatus.FOLLOWED,
            registered_by=SECTION,
            registered_post_id=SECTION,
            leader_post_id=VICE_MAYOR,
        )
        await unit.save(matter)
        for post in (SECTION, CLERK):
            await outbox.tell(unit, [MatterCard(to=to_post(post), matter_id=matter.id)])
        await unit.commit()
    await office.settle()
    assert "科室跟踪" in await forged(office.section, f"mp:{matter.id}")
    assert "科室跟踪" in await forged(office.clerk, f"mi:{matter.id}")
    assert "未查到" in await forged(office.clerk, f"mo:{matter.id}"), "the section takes it through, nobody else"
    await office.section.taps("提请督查室督促")
    await office.section.taps("属重大事项，确需督促")
    await office.section.taps("涉及多个单位，需统筹协调")
    await office.section.sees("已提请督查室督促。请分解任务，形成督办通知后送审")
    assert await status(office, matter) is MatterStatus.REGISTERED
    async with office.transaction() as unit:
        current = await unit.require(Matter, matter.id)
        await unit.save(replace(current, status=MatterStatus.SPLIT))
        await outbox.redraw(unit, [matter_subject(matter.id)])
        await unit.commit()
    await office.settle()
    await send(office, office.section)
    await office.deputy.taps("同意")
    await office.director.taps("同意")
    assert await status(office, matter) is MatterStatus.APPROVED
    assert "没有此项权限" in await forged(office.section, f"mi:{matter.id}")
    await office.clerk2.card("已审定", "请办理印发")
    await office.clerk2.taps("印发")
    assert (await paper_of(office, matter)).document_number == "夏政督〔2026〕1号"
