"""更正: the same signer, the same number with （更正）, and only the units concerned sign again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from supervision.model import Assignment, AssignmentStatus, Channel, Dispatch, DueStatus, Paper, Part
from supervision.notices.cards import matter_subject
from tests import roster
from tests.flows.changing_scenes import agreed, assignments_of, begins, dues_of, issued, tasks_of
from tests.flows.papers import NUMBER, events, paper
from tests.flows.recording_scenes import enters
from tests.world import World

CORRECTED = f"{NUMBER}（更正）"


async def asked(office: World, task: str, field: str, value: str) -> None:
    """The clerk asks for one field of one task to be corrected."""
    await begins(office.clerk, "更正")
    await office.clerk.says("印发时限有误")
    await office.clerk.taps(task)
    await office.clerk.taps(field)
    await office.clerk.says(value)


async def corrected(office: World, task: str, field: str, value: str) -> None:
    await asked(office, task, field, value)
    await office.clerk.taps("送审")
    await agreed(office)


async def test_correction_same_signer_same_number_only_touched_units_sign_again(office: World) -> None:
    await issued(office)
    await asked(office, "第1项", "完成时限", "3月25日")
    changed = "第1项完成时限由“2026年3月20日前”更正为“2026年3月25日前”。"
    await office.clerk.sees(changed, "县住房和城乡建设局", "由原审定人审定")
    await office.clerk.taps("送审")
    await agreed(office)
    card = await office.housing_a.card("更正通知单", CORRECTED, "3月25日（周三）")
    assert "签收" in card.buttons
    await office.water.sees_nothing("更正")
    assert f"以{CORRECTED}为准" in (await paper(office.housing_a)).text
    assert "更正" not in (await paper(office.water)).text
    due = (await dues_of(office, roster.HOUSING))[0]
    assert (due.due_on, due.status) == (date(2026, 3, 25), DueStatus.OPEN)
    async with office.transaction() as unit:
        first, second = await unit.find(Paper)
        assert (second.document_number, second.corrects_id, second.correction) == (CORRECTED, first.id, 1)
        assert (first.text, first.withdrawn_at) == ("城区内涝点整治", None), "the old paper stays as it was signed"
        assert [item.unit_id for item in await unit.find(Dispatch, paper_id=second.id)] == [roster.HOUSING]
    assert "paper.corrected" in await events(office, matter_subject(1))
    await office.housing_a.taps("签收", card)
    async with office.transaction() as unit:
        assert (await unit.require(Dispatch, 2, roster.HOUSING)).acknowledged_at is not None


async def test_correction_that_nobody_signed_changes_nothing(office: World) -> None:
    await issued(office)
    await asked(office, "第1项", "完成时限", "3月25日")
    await office.clerk.taps("送审")
    await office.director.taps("退回修改", await office.director.card("呈请审定"))
    await office.director.taps("时限")
    assert (await tasks_of(office))[0].due_on == date(2026, 3, 20)
    async with office.transaction() as unit:
        assert len(await unit.find(Paper)) == 1


async def test_counting_an_earlier_date_is_held_against_nobody_who_has_not_signed_for_it(office: World) -> None:
    await issued(office)
    before = (await dues_of(office))[-1].late_after
    await corrected(office, "第2项", "完成时限", "3月6日")
    due = next(due for due in await dues_of(office) if due.final)
    assert (due.due_on, due.late_after) == (date(2026, 3, 6), before)
    await office.water.taps("签收", await office.water.card(CORRECTED))
    due = next(due for due in await dues_of(office) if due.final)
    assert due.late_after.astimezone(office.settings.county.zone).date() == date(2026, 3, 6)


async def test_counting_a_correction_told_by_telephone_counts_from_the_call(office: World) -> None:
    await issued(office)
    await corrected(office, "第2项", "完成时限", "3月6日")
    await enters(office.clerk, "2026-1", "送达", "县水利局", "值班室", "刚才")
    await office.clerk2.taps("核对无误")
    due = next(due for due in await dues_of(office) if due.final)
    assert due.late_after.astimezone(office.settings.county.zone).date() == date(2026, 3, 6)
    async with office.transaction() as unit:
        sent = await unit.require(Dispatch, 2, roster.WATER)
    assert (sent.channel, sent.acknowledged_at) == (Channel.TELEPHONE, None)
    await office.water.taps("签收", await office.water.card(CORRECTED))
    assert next(item for item in await dues_of(office) if item.final) == due


async def test_correction_of_units_gives_the_task_to_one_and_takes_it_from_the_other(office: World) -> None:
    await issued(office)
    await corrected(office, "第2项", "牵头单位", "城关镇")
    await office.water.sees("更正通知", "第2项不再由你单位承担")
    status = {(item.task_seq, item.unit_id): item.status for item in await assignments_of(office)}
    assert status[2, roster.WATER] is AssignmentStatus.WITHDRAWN
    assert status[2, roster.TOWN] is AssignmentStatus.ISSUED
    assert {due.status for due in await dues_of(office, roster.WATER)} == {DueStatus.VOID}
    assert [due.due_on for due in await dues_of(office, roster.TOWN)] == [date(2026, 3, 10), date(2026, 3, 20)]
    async with office.transaction() as unit:
        assert {item.unit_id for item in await unit.find(Dispatch, paper_id=2)} == {roster.HOUSING, roster.TOWN}


async def test_a_second_correction_is_called_the_second(office: World) -> None:
    await issued(office)
    await corrected(office, "第1项", "完成时限", "3月25日")
    await corrected(office, "第1项", "任务内容", "凯旋路等4处积水点改造")
    await office.housing_a.card("更正通知单", f"{NUMBER}（更正2）", "凯旋路等4处积水点改造")
    assert "签收" not in (await office.housing_a.card("更正通知单", CORRECTED)).buttons


async def test_733_5_a_letter_is_corrected_by_a_letter_with_its_own_units_tasks_alone(office: World) -> None:
    await issued(office)
    async with office.transaction() as unit:
        order = (await unit.find(Paper))[0]
        letter = replace(order, id=2, form="letter", document_number="夏政办函〔2026〕1号", issuer="government_office")
        share = Assignment(1, 2, roster.TAX, Part.SUPPORT, AssignmentStatus.ISSUED, delivered_at=unit.now)
        await unit.save(letter, Dispatch(2, roster.TAX, 1, unit.now, unit.now), share)
        await unit.commit()
    await asked(office, "第1项", "任务内容", "凯旋路等4处积水点改造")
    await office.clerk.taps("继续更正")
    await office.clerk.taps("第2项")
    await office.clerk.taps("完成时限")
    await office.clerk.says("3月25日")
    await office.clerk.taps("送审")
    await agreed(office)
    async with office.transaction() as unit:
        made = {paper.form: paper.text for paper in await unit.find(Paper) if paper.corrects_id}
    assert made["letter"].split("\n") == [
        "函",
        "夏政办函〔2026〕1号（更正）",
        "县税务局：",
        "经审定，现将夏政办函〔2026〕1号函（城区内涝点整治）有关内容更正如下：",
        "一、更正内容",
        "第2项完成时限由“2026年3月20日前”更正为“2026年3月25日前”。",
        "二、更正后的事项",
        "2. 北城河清淤2.3公里。请县税务局于2026年3月25日前协助办理。进展情况请于2026年3月10日函告我办。",
        "其余内容不变，请予支持，并将办理情况函复我办。",
        "此函。",
        "夏邑县人民政府办公室",
        "2026年3月2日",
    ]
    assert made["supervision_notice"].startswith(f"督查通知单\n{CORRECTED}\n县住房和城乡建设局、县水利局：\n经审定，")
    assert "第1项任务内容由“" in made["supervision_notice"]
    assert "请示" not in made["supervision_notice"]
