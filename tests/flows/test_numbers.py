"""文号登记: what was drawn for what, what is void and why, and who may say so."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from handlers.documents.numbers import draw
from messages.presses.base import pack
from messages.presses.numbers import ShowRegister, VoidNumber
from supervision.county import BulletinForm, County
from supervision.model import Document, DocumentKind, LetterStatus, LetterUp, NumberTaken
from supervision.papers.numbering import RegisterKey
from supervision.subjects import Subject
from tests.flows.approval_scenes import issued
from tests.flows.quarter import before_the_mayor
from tests.flows.test_verbal import issued_on_a_call
from tests.flows.test_withdrawing import denied, issued_anew
from tests.world import World, at, world

SECOND = "夏政办函〔2026〕1号"


async def an_approved_letter(office: World) -> None:
    """A letter to those above a unit, approved and not sent."""
    async with office.transaction() as unit:
        subject = Subject("letter_up", "1")
        number = await draw(unit, RegisterKey.LETTER, subject=subject, title="致市税务局函")
        text = "关于反馈的函\n市税务局：\n请反馈。"
        await unit.save(LetterUp(1, 0, 1, "市税务局", (), text, 1, unit.now, LetterStatus.APPROVED, number))
        await unit.commit()


async def number(office: World, register: str, n: int) -> NumberTaken:
    async with office.transaction() as unit:
        return await unit.require(NumberTaken, register, 2026, n)


async def test_the_register_lists_what_was_issued(office: World) -> None:
    await issued(office)
    await office.clerk.says("/numbers")
    await office.clerk.card("文号登记 · 2026年", "督查通知单：夏政督〔2026〕1号，共1个")
    await office.clerk.taps("督查通知单")
    page = await office.clerk.card("文号登记 · 督查通知单", "夏政督〔2026〕1号")
    assert "作废" not in str(page.buttons)
    assert "尚未撤回" in await office.clerk.forges(pack(VoidNumber("supervision", 2026, 1)), page)
    await office.clerk.taps("全部登记簿")
    await office.clerk.taps("2025年")
    await office.clerk.card("文号登记 · 2025年", "该年没有编号")
    await office.mayor.says("文号登记")
    await office.mayor.card("文号登记 · 2026年")
    await office.water.says("/numbers")
    await office.water.sees_nothing("文号登记 · 2026年")
    await office.water.forges(pack(ShowRegister("supervision", 2026, 0)), await office.water.card("督查通知单"))
    await office.water.sees_nothing("文号登记 · 督查通知单")


async def test_a_withdrawn_paper_makes_its_number_void_and_the_next_is_another(office: World) -> None:
    await issued_on_a_call(office)
    await denied(office)
    gone = await number(office, "supervision", 1)
    assert (gone.void_why, gone.void_at is not None) == ("denied", True)
    await issued_anew(office)
    assert (await number(office, "supervision", 2)).void_at is None
    await office.clerk.says("/numbers")
    await office.clerk.card("夏政督〔2026〕1号 至 夏政督〔2026〕2号，共2个，作废1个")
    await office.clerk.taps("督查通知单")
    await office.clerk.card("夏政督〔2026〕1号", "已作废（领导不予追认，文件已撤回）")


async def test_a_void_number_stays_void(office: World) -> None:
    await an_approved_letter(office)
    await office.clerk.says("/numbers")
    await office.clerk.taps("县政府办公室函")
    page = await office.clerk.card("文号登记 · 县政府办公室函", SECOND)
    press = pack(VoidNumber("letter", 2026, 1))
    await office.mayor.says("/numbers")
    await office.mayor.taps("县政府办公室函")
    theirs = await office.mayor.card("文号登记 · 县政府办公室函")
    assert "作废" not in str(theirs.buttons)
    await office.mayor.forges(press, theirs)
    await office.clerk.taps("作废1号", page)
    await office.clerk.sees("作废文号", SECOND, "请输入作废原因")
    await office.clerk.says("字" * 61)
    await office.clerk.sees("60字以内")
    await office.clerk.says("主送<b>单位有误")
    await office.clerk.sees(f"{SECOND}已作废", "主送<b>单位有误", "另编新号")
    assert "已登记作废" in await office.clerk.forges(press, page)
    async with office.transaction() as unit:
        letter = await unit.require(LetterUp, 1)
        following = await draw(unit, RegisterKey.LETTER, subject=Subject("letter_up", "2"), title="函")
        assert following == "夏政办函〔2026〕2号"
    assert (letter.status, letter.number) == (LetterStatus.SENT_BACK, "")
    assert (await number(office, "letter", 1)).void_why == "主送<b>单位有误"


async def test_a_number_is_taken_at_issue_and_given_back_when_it_fails(office: World) -> None:
    async with office.transaction() as unit:
        assert (
            await draw(unit, RegisterKey.SUPERVISION, subject=Subject("paper", "9"), title="试") == "夏政督〔2026〕1号"
        )
    await issued(office)  # what was drawn above was never committed
    taken = await number(office, "supervision", 1)
    async with office.transaction() as unit:
        assert await unit.find(NumberTaken, register="supervision") == [taken]


@pytest.mark.parametrize(("moment", "expected"), [("2026-12-31 23:30", 2026), ("2027-01-01 00:10", 2027)])
async def test_the_bulletin_of_the_new_year_begins_at_1(office: World, moment: str, expected: int) -> None:
    """The year is that of the county's own day, not of Greenwich."""
    async with office.transaction() as unit:
        await draw(unit, RegisterKey.BULLETIN, subject=Subject("bulletin", "1"), title="督查通报")
        await unit.commit()
    await office.advance(datetime.fromisoformat(moment).replace(tzinfo=at("4月1日").tzinfo))
    async with office.transaction() as unit:
        drawn = await draw(unit, RegisterKey.BULLETIN, subject=Subject("bulletin", "2"), title="督查通报")
    assert drawn == f"夏邑政务督查　{expected}年第{2 if expected == 2026 else 1}期"


async def test_a_formal_bulletin_is_a_paper_of_the_government_office(tmp_path: Path, template: Path) -> None:
    """公文处理条例 art. 17: 督查室 edits a 简报; where it is to be formal, the Office issues it with a 文号."""
    async with world(tmp_path, template, county=replace(County(), bulletin_form=BulletinForm.FORMAL)) as office:
        await before_the_mayor(office)
        await office.mayor.taps("同意，单独告知")
        async with office.transaction() as unit:
            (document,) = await unit.find(Document, subject_kind="bulletin")
            (taken,) = await unit.find(NumberTaken, subject_kind="bulletin")
        assert (document.kind, document.number) == (DocumentKind.BULLETIN_FORMAL, "夏政办〔2026〕1号")
        assert (taken.register, taken.number) == ("office", document.number)
        assert document.content.mark == "夏邑县人民政府办公室文件"
