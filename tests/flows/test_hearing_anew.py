"""A draft whose ground moves: counted anew on both sides, and who is named for something new is heard again."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from storage import audit
from storage.outbox import State
from storage.tables import outbox
from supervision.model import (
    Assignment,
    AssignmentStatus,
    Bulletin,
    BulletinStatus,
    DueStatus,
    Finding,
    FindingVerdict,
    Objection,
    Post,
    ReportDue,
)
from supervision.notices.objecting import objection_subject
from supervision.roles import Role
from tests import roster
from tests.flows.instructing_scenes import merged
from tests.flows.quarter import asked, before_the_mayor, bind_group, explained, ticked
from tests.flows.test_matter_bulletin import drafted
from tests.flows.test_rectifying_merged import merged as merged_into_housing
from tests.world import World, at

NAMED = "同意，群内点名"
DRAFT = "督查通报 · 草稿"


async def withdraw_shares(office: World, unit_id: int) -> None:
    async with office.transaction() as unit:
        for share in await unit.find(Assignment, unit_id=unit_id):
            await unit.save(replace(share, status=AssignmentStatus.WITHDRAWN))
        await unit.commit()


async def something_new(office: World) -> None:
    """A report of 水利局 is not counted any more, and what was found there comes in."""
    async with office.transaction() as unit:
        first = (await unit.find(ReportDue, unit_id=roster.WATER))[0]
        await unit.save(replace(first, status=DueStatus.VOID))
        found = Finding(
            900,
            0,
            1,
            2,
            roster.WATER,
            "现场未见清淤设备",
            FindingVerdict.FALSE,
            roster.id_of("clerk"),
            at("4月9日 10:00"),
        )
        await unit.save(replace(found, told_at=at("4月9日 11:00")))
        await unit.commit()


async def test_R3b_praise_of_what_was_withdrawn_does_not_go_out(office: World) -> None:
    await asked(office)
    await office.water.taps("情况属实")
    await office.advance("4月20日 10:00")
    await withdraw_shares(office, roster.HOUSING)
    assert "县住房和城乡建设局的有关情况已有变动" in await office.clerk.taps("送审", await office.clerk.card(DRAFT))
    await office.clerk.card(DRAFT, "通报表扬：备选0个")
    assert "已送审" in await office.clerk.taps("送审", await office.clerk.card(DRAFT))
    async with office.transaction() as unit:
        bulletin = await unit.require(Bulletin, 1)
    assert "县住房和城乡建设局" not in bulletin.text


async def test_counting_an_acceptance_taken_back_after_the_signatures_holds_the_bulletin(office: World) -> None:
    group = await bind_group(office)
    await before_the_mayor(office)
    await office.mayor.taps(NAMED)
    async with office.transaction() as unit:
        for due in await unit.find(ReportDue, unit_id=roster.HOUSING):
            await unit.save(replace(due, status=DueStatus.OPEN, returns=2, first_answered_at=None))
        await unit.commit()
    await office.advance("4月21日 09:01")
    await office.clerk.sees("督查通报暂缓发布", "县住房和城乡建设局有关事项")
    assert not [m for m in await office.head.messages(group) if "通报" in m.text]


async def test_counting_a_late_report_that_comes_in_meanwhile_holds_nothing(office: World) -> None:
    await asked(office)
    await office.water.taps("情况属实")
    await office.advance("4月20日 10:00")
    async with office.transaction() as unit:
        for due in await unit.find(ReportDue, unit_id=roster.WATER, first_answered_at=None):
            await unit.save(replace(due, status=DueStatus.ANSWERED, first_answered_at=unit.now))
        await unit.commit()
    assert "已送审" in await office.clerk.taps("送审")


async def test_R3c_what_a_unit_was_not_heard_of_is_not_sent_to_the_signers(office: World) -> None:
    await asked(office)
    await office.water.taps("情况属实")
    await office.advance("4月20日 10:00")
    await something_new(office)
    assert "有关情况已有变动" in await office.clerk.taps("送审")
    await office.water.card("通报前核对", "所列情况已有变动")
    await office.clerk.card(DRAFT, "县水利局　待核对")
    assert "县水利局所列情况有增加，请重新进行通报前核对" in await office.clerk.taps(
        "送审", await office.clerk.card(DRAFT)
    )
    assert "已向1个单位发送通报前核对" in await office.clerk.taps("通报前核对", await office.clerk.card(DRAFT))
    again = await office.water.card("通报前核对", "现场未见清淤设备")
    assert "情况属实" in again.buttons
    assert "尚未答复" in await office.clerk.taps("送审", await office.clerk.card(DRAFT))
    await office.water.taps("情况属实", again)
    await office.clerk.sees("答复：情况属实")
    assert "已送审" in await office.clerk.taps("送审", await office.clerk.card(DRAFT))


async def test_a_unit_that_falls_out_is_told_and_its_cards_are_redrawn(office: World) -> None:
    await explained(office)
    await office.water_head.sees("通报前核对")
    await withdraw_shares(office, roster.WATER)
    await office.clerk.taps("送审", await office.clerk.card(DRAFT))
    await office.water.card("通报前核对", "本期通报不再列入你单位")
    card = await office.water_head.card("通报前核对", "本期通报不再列入你单位")
    assert not card.buttons
    await office.clerk2.card("单位说明", "该单位已不再列入通报批评")
    assert "未查到" not in await office.water_head.forges("bo:1:5", card)
    async with office.transaction() as unit:
        dead = await unit.connection.execute(
            select(outbox.c.kind, outbox.c.reason).where(outbox.c.status == State.DEAD)
        )
        assert dead.all() == []


async def test_who_has_a_merged_units_work_is_heard_of_its_line(office: World) -> None:
    await ticked(office)
    async with office.transaction() as unit:
        for share in await unit.find(Assignment, unit_id=roster.WATER):
            await unit.save(replace(share, status=AssignmentStatus.ACCEPTED, accepted_at=at("4月16日 10:00")))
        for due in await unit.find(ReportDue, unit_id=roster.WATER):
            await unit.save(replace(due, status=DueStatus.ACCEPTED, first_answered_at=at("4月1日 10:00")))
        await unit.commit()
    await merged(office)
    said = await office.clerk.taps("通报前核对", await office.clerk.card(DRAFT))
    if "变动" in said:
        said = await office.clerk.taps("通报前核对", await office.clerk.card(DRAFT))
    assert "已向1个单位发送通报前核对" in said
    async with office.transaction() as unit:
        town = {f"post/{post.id}" for post in await unit.find(Post, unit_id=roster.TOWN)}
        seats = await unit.connection.execute(select(outbox.c.seat).where(outbox.c.kind == "objection_card"))
        assert {row.seat for row in seats} <= town
        liaison = (await unit.find(Post, unit_id=roster.TOWN, role=Role.LIAISON))[0]
        person = (await unit.find(Post, unit_id=roster.HOUSING, role=Role.LIAISON))[0].holder_id
        await unit.save(replace(liaison, holder_id=person))
        await unit.commit()
    card = (await office.housing_a.messages())[-1]
    await office.housing_a.forges("bo:1:5", card)
    await office.clerk.sees("县水利局", "答复：情况属实")


async def test_R1_a_picture_counts_no_hearing_that_is_over(office: World) -> None:
    await asked(office)
    await office.water_head.says("/overview")
    await office.water_head.sees("待核对")
    await office.clerk.taps("撤下 县水利局", await office.clerk.card("通报批评备选"))
    await office.water_head.looks_away()
    await office.water_head.says("/overview")
    assert "核对" not in (await office.water_head.messages())[-1].text


async def test_P4_3_one_named_bulletin_of_a_matter_at_a_time(office: World) -> None:
    await drafted(office)
    async with office.transaction() as unit:
        bulletin = await unit.require(Bulletin, 1)
        await unit.save(replace(bulletin, status=BulletinStatus.IN_APPROVAL))
        await unit.commit()
    await office.clerk.says("/bulletin 2026-1")
    await office.clerk.sees("审签中")
    async with office.transaction() as unit:
        assert len(await unit.find(Bulletin)) == 1


async def test_R3c_who_takes_a_unit_in_is_heard_of_its_line_with_a_term_of_its_own(office: World) -> None:
    await asked(office)
    await office.advance("4月20日 10:00")
    async with office.transaction() as unit:
        before = await unit.require(Objection, 1, roster.WATER)
    await merged_into_housing(office)
    card = await office.housing_a.card("通报前核对", "县水利局（已并入你单位）：", "请于4月")
    async with office.transaction() as unit:
        passed = await unit.require(Objection, 1, roster.WATER)
        sent = select(outbox.c.seat).where(outbox.c.key.like("objection/1/5/anew/1%"), outbox.c.edit_of.is_(None))
        seats = [row.seat for row in await unit.connection.execute(sent)]
        (fact,) = [
            row for row in await audit.history(unit, objection_subject(1, roster.WATER)) if "passed" in row.event
        ]
    assert (before.answer_by < passed.answer_by, passed.asked_anew) == (True, 1)
    assert len(seats) == len(set(seats)) > 0
    assert fact.details["to"] == roster.HOUSING
    await office.housing_a.taps("情况属实", card)
    await office.clerk.sees("县水利局", "答复：情况属实")


async def test_R3c_what_a_unit_answered_before_it_was_merged_stands(office: World) -> None:
    await explained(office)
    await merged_into_housing(office)
    async with office.transaction() as unit:
        kept = await unit.require(Objection, 1, roster.WATER)
        facts = await audit.history(unit, objection_subject(1, roster.WATER))
    assert (kept.words, kept.asked_anew) == ("第1项已电话报告，汛情期间未及时补报", 0)
    assert "objection.passed_on" not in [row.event for row in facts]
