"""科室跟踪: a section follows a vice-mayor's matter up itself, ends it, or takes it to the Office."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from storage import audit, outbox
from supervision.instructions import following
from supervision.model import DeskItem, Matter, MatterStatus, Note, NoteKind, Paper
from supervision.notices.base import to_post
from supervision.notices.cards import MatterCard, matter_subject
from tests import roster
from tests.builders import split_matter
from tests.flows.approval_scenes import forged, paper_of, reload, send, status
from tests.flows.filling import confirms
from tests.world import World

SECTION, VICE_MAYOR = roster.id_of("section"), roster.id_of("vice_mayor")


async def followed(office: World, *, track: str = "instruction.vice_mayor") -> Matter:
    """A matter that the section follows, its card before the section."""
    async with office.transaction() as unit:
        drafted = await split_matter(unit, track=track, officer=SECTION)
        matter = replace(drafted, status=MatterStatus.FOLLOWED, leader_post_id=VICE_MAYOR)
        await unit.save(matter)
        await outbox.tell(unit, [MatterCard(to=to_post(SECTION), matter_id=matter.id)])
        await unit.commit()
    await office.settle()
    return matter


async def called(office: World, matter: Matter, reason: str) -> None:
    """The section takes it to the Office, for this reason."""
    await office.section.taps("提请督查室督促")
    await office.section.taps("属重大事项，确需督促")
    await office.section.says(reason)
    assert await status(office, matter) is MatterStatus.REGISTERED


async def test_P4_2_a_section_follows_and_closes_its_own_matter(office: World) -> None:
    matter = await followed(office, track="meeting.vice_mayor")
    await office.section.taps("记录进展")
    await office.section.says("已约谈<施工单位>，5月底前完工_*[")
    await office.section.sees("已记录进展（登记号2026-1）")
    card = await office.section.card("科室跟踪记录（共1条）", "已约谈<施工单位>，5月底前完工_*[")
    assert list(card.buttons)[:4] == ["记录进展", "办结", "提请督查室督促", "依据"]
    await office.section.taps("办结", on=card)
    await office.section.says("　 ")
    await office.section.sees("内容不能为空")
    assert await status(office, matter) is MatterStatus.FOLLOWED, "every matter has an outcome, and it has words"
    await office.section.says("3处积水点已改造完成")
    await office.section.sees("已办结：登记号2026-1")
    assert await status(office, matter) is MatterStatus.CLOSED
    await office.section.card("科室跟踪记录", "办理结果：3处积水点已改造完成")
    async with office.transaction() as unit:
        notes = await unit.find(Note, matter_id=matter.id)
        assert [note.kind for note in notes] == [NoteKind.PROGRESS, NoteKind.OUTCOME]
        events = [row.event for row in await audit.history(unit, matter_subject(matter.id))]
        assert [event for event in events if event.startswith("matter.")][-2:] == [
            "matter.progress_noted",
            "matter.ended_by_section",
        ]
        assert events[-1] == "answer.presented", "the leader who instructed hears what came of it (P5.3)"
        assert not await unit.find(Paper), "nothing goes out of it"
    assert "已办结" in await forged(office.section, f"fe:{matter.id}")


async def test_P4_2_nobody_else_notes_or_ends_it(office: World) -> None:
    matter = await followed(office)
    for who in ("clerk", "deputy", "housing_a", "admin"):
        assert "没有此项权限" in await forged(office.people[who], f"fe:{matter.id}"), who
    async with office.transaction() as unit:
        post = await unit.find(Matter, id=matter.id)
        await unit.save(replace(post[0], registered_post_id=roster.id_of("clerk")))
        await unit.commit()
    assert "未查到" in await forged(office.section, f"fn:{matter.id}"), "another desk's matter"
    assert await status(office, matter) is MatterStatus.FOLLOWED


async def test_P5_2_a_section_drafts_the_follow_up_notice_and_only_then_the_office_issues(office: World) -> None:
    matter = await followed(office)
    await called(office, matter, "涉及三个单位，<久拖未决>")
    await office.section.sees("形成督办通知后送审；经分管副主任、办公室主任审定，由督查室印发")
    assert "待分解" in await forged(office.clerk, f"mi:{matter.id}")
    async with office.transaction() as unit:
        await unit.save(replace(await unit.require(Matter, matter.id), status=MatterStatus.SPLIT))
        await outbox.redraw(unit, [matter_subject(matter.id)])
        await unit.commit()
    await office.settle()
    await send(office, office.section)
    card = await office.deputy.card("呈请审定")
    assert "督办通知：城区内涝点整治\n确需督查室督促的理由：涉及三个单位，<久拖未决>" in card.text
    assert "审签中" in await forged(office.clerk, f"mi:{matter.id}")
    await office.deputy.taps("同意")
    await office.director.taps("同意")
    assert "没有此项权限" in await forged(office.section, f"mi:{matter.id}")
    await office.clerk.taps("印发")
    paper = await paper_of(office, matter)
    assert paper.form == "supervision_notice"
    assert "理由" not in paper.text, "why is for the signers alone"
    assert "督办通知" not in paper.text
    assert "理由" not in (await office.people["housing_a"].card("督查通知单")).text


async def test_P5_2_what_is_not_major_stays_with_the_section(office: World) -> None:
    matter = await followed(office)
    await office.section.taps("提请督查室督促")
    await office.section.taps("仍由科室跟踪")
    await office.section.sees("本件仍由科室跟踪办理")
    assert (await reload(office, matter)).gate_reason == ""
    assert await status(office, matter) is MatterStatus.FOLLOWED


async def test_P4_2_a_section_is_reminded_of_its_own_date_until_it_ends_the_matter(office: World) -> None:
    matter = await followed(office)
    async with office.transaction() as unit:
        dated = replace(matter, due_on=date(2026, 3, 6))
        item = following.reminder(dated, unit.workdays)
        assert item is not None
        assert (item.on, item.every, item.post_id) == (date(2026, 3, 5), 2, SECTION)
        await unit.save(dated, replace(item, on=date(2026, 3, 3)))
        await unit.commit()
    await office.advance("3月3日 09:00")
    await office.section.sees("今日提醒", "2026-1", "城区内涝点整治")
    await office.section.taps("办结", on=await office.section.card("科室跟踪", "下一步"))
    await office.section.says("3处积水点已改造完成")
    async with office.transaction() as unit:
        (kept,) = await unit.find(DeskItem)
        assert kept.done_at is not None
        assert following.reminder(await unit.require(Matter, matter.id), unit.workdays) is None


async def test_P5_2_the_reminder_is_there_from_the_registration_and_goes_with_the_gate(office: World) -> None:
    section = office.section
    await section.says(
        "来源：副县长批示，城区内涝点整治情况报告\n批示要求：副县长（城建）2月28日批示，汛期前完成\n时限：5月29日"
    )
    await confirms(section)
    await section.taps("确认登记")
    async with office.transaction() as unit:
        (item,) = await unit.find(DeskItem)
    assert (item.on, item.due_on, item.done_at) == (date(2026, 5, 28), date(2026, 5, 29), None)
    await section.taps("提请督查室督促")
    await section.taps("属重大事项，确需督促")
    await section.taps("领导要求由督查室督办")
    async with office.transaction() as unit:
        (item,) = await unit.find(DeskItem)
    assert item.done_at is not None
