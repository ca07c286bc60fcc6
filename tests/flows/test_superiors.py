"""R3c: 垂管 units are not criticised; a letter to those above is drafted, signed and sent, and no group hears of it."""

from __future__ import annotations

from dataclasses import replace

from supervision.model import (
    Dispatch,
    Document,
    DocumentKind,
    DueStatus,
    LetterStatus,
    LetterUp,
    NumberTaken,
    ReportDue,
    Unit,
    UnitKind,
)
from supervision.notices.superiors import letter_up_subject
from tests import roster
from tests.builders import issued_matter
from tests.flows.papers import events
from tests.flows.quarter import DRAFTED, EVENING_BEFORE, bind_group
from tests.world import World, at

CITY_TAX = "国家税务总局商丘市税务局"


async def tax_was_late(office: World, *, kind: UnitKind = UnitKind.VERTICAL) -> None:
    """税务局 reported once three workdays late and once not at all; the quarter's bulletin is drafted."""
    office.sandbox.state.clock.move(at(EVENING_BEFORE).timestamp())
    await office.settle()
    issued = at("3月2日 08:31")
    async with office.transaction() as unit:
        matter, _ = await issued_matter(unit, second=roster.TAX)
        await unit.save(replace(matter, registered_at=issued, issued_at=issued))
        await unit.save(replace(await unit.require(Unit, roster.TAX), kind=kind))
        for sent in await unit.find(Dispatch, matter_id=matter.id):
            await unit.save(replace(sent, sent_at=issued, delivered_at=issued))
        for due in await unit.find(ReportDue, matter_id=matter.id):
            if due.unit_id != roster.TAX or due.seq == 1:
                when = at("3月13日 10:00") if due.unit_id == roster.TAX else at("3月9日 10:00")
                await unit.save(replace(due, status=DueStatus.ANSWERED, first_answered_at=when))
        await unit.commit()
    await office.settle()
    await office.advance(DRAFTED)


async def drafted(office: World) -> None:
    """The letter is drafted in the usual words."""
    await tax_was_late(office)
    await office.clerk.taps("垂管等单位")
    await office.clerk.taps("起草函：县税务局")
    await office.clerk.says(CITY_TAX)
    await office.clerk.taps("按此起草")


async def letter(office: World) -> LetterUp:
    """The only one."""
    async with office.transaction() as unit:
        (found,) = await unit.find(LetterUp)
        return found


async def test_R3c_a_letter_to_those_above_is_drafted_signed_and_sent(office_with_papers: World) -> None:
    office = office_with_papers
    await bind_group(office)
    await tax_was_late(office)
    await office.clerk.card("督查通报", "不列入")
    await office.clerk.taps("垂管等单位")
    await office.clerk.sees("不列入通报批评", "县税务局", "应于3月10日", "3月13日", "超过时限3个工作日", "尚未收到")
    await office.clerk.taps("起草函：县税务局")
    await office.clerk.sees("请输入上级主管单位全称")
    await office.clerk.says(CITY_TAX)
    await office.clerk.sees(f"主送：{CITY_TAX}")
    await office.clerk.says("请贵单位对县税务局予以通报批评。")
    await office.clerk.sees("请勿使用“批评”")
    await office.clerk.taps("按此起草")
    card = await office.clerk.card("商请反馈函", CITY_TAX, "请核对文稿", "商请贵单位督促其尽快反馈办理情况")
    await office.clerk.taps("送审", card)
    await office.deputy.card("呈请", f"函（致{CITY_TAX}）", "关于商请督促县税务局反馈督查事项办理情况的函")
    await office.deputy.taps("已阅，同意")
    assert "尚未审定" in await office.clerk.forges("lw:1", await office.clerk.card("商请反馈函"))
    await office.director.taps("同意")
    await office.clerk.sees("夏政办函〔2026〕1号", "Word")
    await office.clerk.card("商请反馈函", "夏政办函〔2026〕1号", "请印发后登记发出日期")
    await office.clerk.taps("登记发出")
    await office.clerk.taps("今天")
    await office.clerk.card("商请反馈函", "已于4月17日（周五）发出")
    found = await letter(office)
    async with office.transaction() as unit:
        (document,) = await unit.find(Document, kind=DocumentKind.LETTER, subject_kind="letter_up")
        (taken,) = await unit.find(NumberTaken, register="letter")
    body = [*document.content.addressees, *(block.text + block.rest for block in document.content.body)]
    assert body == [line.rstrip("：") if n == 0 else line for n, line in enumerate(found.text.splitlines()[1:])]
    assert document.content.title.replace("\n", "") == found.text.splitlines()[0]
    assert (found.status, taken.number, document.number) == (LetterStatus.SENT, found.number, found.number)
    happened = await events(office, letter_up_subject(found.id))
    assert [event for event in happened if event.startswith("letter_up.")] == [
        "letter_up.drafted",
        "letter_up.submitted",
        "letter_up.approved",
        "letter_up.sent",
    ]


async def test_R3c_nobody_but_the_office_and_its_signers_hears_of_it(office: World) -> None:
    await bind_group(office)
    await drafted(office)
    await office.clerk.taps("送审")
    await office.deputy.taps("已阅，同意")
    await office.director.taps("同意")
    for person in (office.tax, office.water, office.mayor):
        await person.sees_nothing("商请反馈函")
        await person.sees_nothing("函（致")
    assert "没有此项权限" in await office.tax.forges("ld:1:7", await office.tax.card("商请函"))
    assert "没有此项权限" in await office.tax.forges("lu:1", await office.tax.card("商请函"))


async def test_R3c_it_comes_back_and_is_worded_anew(office: World) -> None:
    await drafted(office)
    await office.clerk.taps("送审")
    assert "请待审签完成" in await office.clerk.forges("ld:1:7", await office.clerk.card("商请反馈函", "审签中"))
    await office.deputy.taps("退回修改")
    await office.deputy.taps("措辞")
    await office.clerk.card("商请反馈函", "退回修改")
    await office.clerk.taps("修改")
    await office.clerk.says("商请贵单位<b>&予以支持。")
    card = await office.clerk.card("商请反馈函", "商请贵单位<b>&予以支持。")
    await office.clerk.taps("送审", card)
    await office.deputy.card("呈请", "商请贵单位<b>&予以支持。")
    assert (await letter(office)).status is LetterStatus.IN_APPROVAL


async def test_R3c_an_enterprise_may_be_written_to_itself(office: World) -> None:
    await tax_was_late(office, kind=UnitKind.ENTERPRISE)
    await office.clerk.taps("垂管等单位")
    await office.clerk.taps("起草函：县税务局")
    await office.clerk.taps("县税务局")
    await office.clerk.taps("按此起草")
    await office.clerk.card("商请反馈函", "关于商请反馈督查事项办理情况的函", "商请贵单位尽快反馈办理情况")
    async with office.transaction() as unit:
        assert (await unit.require(Unit, roster.TAX)).superior == "县税务局"
