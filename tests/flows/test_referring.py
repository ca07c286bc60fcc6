"""R3d: what is grave is checked, ordered to be put right, approved by the mayor, handed over; no unit hears."""

from __future__ import annotations

from sqlalchemy import select

from storage.tables import outbox
from supervision.model import Chain, ChainPurpose, Document, Finding, NumberTaken, Referral, ReferralStatus
from supervision.notices.rectifying import referral_subject
from tests import roster
from tests.flows.papers import events, paper
from tests.flows.quarter import bind_group
from tests.flows.test_rectifying import failed, finding
from tests.world import MONDAY, World


async def test_R3d_correct_first_then_the_mayor_then_handed_over(office: World) -> None:
    await failed(office)
    await office.clerk.taps("提出移送建议")
    assert "请继续督促整改" in await office.clerk.taps("不属情节严重")
    await office.clerk.taps("情节严重")
    await office.clerk.says("责令改正后仍不落实，影响防汛。")
    await office.deputy.card(
        "移送建议", "县水利局", "核查（核查人：督查室乙），整改未通过，仍有0.2公里未清。", "第二十五条"
    )
    await office.deputy.taps("退回修改")
    await office.deputy.taps("措辞")
    await office.clerk.taps("修改后重新送审")
    await office.clerk.taps("情节严重")
    await office.clerk.says("责令改正后两次核查仍未落实，影响防汛。")
    await office.deputy.taps("已阅，同意")
    await office.director.taps("已阅，同意")
    assert "尚未审定" in await office.clerk.forges("jh:1", await office.clerk.card("移送建议"))
    await office.mayor.taps("同意")
    await office.clerk.card("移送建议", "已审定")
    await office.clerk.taps("登记移送")
    await office.clerk.taps("县纪委监委")
    await office.clerk.taps("今天")
    await office.clerk.says("夏政办函〔2026〕5号")
    await office.clerk.card("移送建议", "已移送县纪委监委", "夏政办函〔2026〕5号")
    async with office.transaction() as unit:
        (referral,) = await unit.find(Referral)
    assert (referral.status, referral.handed_on) == (ReferralStatus.HANDED_OVER, MONDAY.date())
    happened = [event for event in await events(office, referral_subject(1)) if event.startswith("referral.")]
    assert happened == [
        "referral.proposed",
        "referral.sent_back",
        "referral.proposed",
        "referral.approved",
        "referral.handed_over",
    ]
    assert "已提出移送建议" in await office.clerk.forges("jw:1", await office.clerk.card("移送建议"))


async def test_R3d_a_unit_sees_nothing_of_it(office: World) -> None:
    await failed(office, fraud=True)
    card = await office.water.card("整改通知", "现场尚有0.6公里未清")
    assert "弄虚作假" not in card.text
    assert "提出移送建议" not in card.buttons
    assert "没有此项权限" in await office.water.forges("jw:1", card)
    await office.clerk.taps("提出移送建议")
    await office.clerk.taps("情节严重")
    await office.clerk.says("虚报进度，性质恶劣。")
    await office.water.looks_away()
    for person in (office.water, office.water_head, office.housing_a):
        await person.sees_nothing("移送")
    await office.water.says("/find 移送")
    await office.water.sees_nothing("移送建议")
    assert "没有此项权限" in await office.water.forges("jh:1", await paper(office.water))


async def test_R3d_it_is_proposed_only_upon_a_check_by_somebody_else(office: World) -> None:
    await failed(office, fraud=True)
    card = await office.clerk.card("责令整改", "属弄虚作假")
    async with office.transaction() as unit:
        (found,) = await unit.find(Finding)
        await unit.delete(found)
        await unit.commit()
    assert "尚无核查记录" in await office.clerk.taps("提出移送建议", card)
    async with office.transaction() as unit:
        await unit.save(finding(7, unit.now, by="clerk"))
        await unit.commit()
    assert "由督查室其他同志提出" in await office.clerk.taps("提出移送建议", card)
    await office.clerk2.taps("提出移送建议")
    await office.clerk2.taps("情节严重")
    await office.clerk2.says("虚报进度，性质恶劣。")
    await office.deputy.card("移送建议", "现场核查（核查人：督查室甲），与反馈不符，现场未见清淤设备。")
    async with office.transaction() as unit:
        (referral,) = await unit.find(Referral)
    assert (referral.evidence, referral.checked_by) == (("finding/7",), roster.id_of("clerk"))


async def test_R3d_the_letter_is_what_the_mayor_approved_and_only_the_office_has_it(office_with_papers: World) -> None:
    office = office_with_papers
    group = await bind_group(office)
    await failed(office)
    await office.clerk.taps("提出移送建议")
    await office.clerk.taps("情节严重")
    await office.clerk.says("责令改正后仍不落实，影响防汛。")
    await office.deputy.taps("已阅，同意")
    await office.director.taps("已阅，同意")
    assert "尚未审定" in await office.clerk.forges("jl:1", await office.clerk.card("移送建议"))
    await office.mayor.taps("同意")
    card = await office.clerk.card("移送建议", "请出具移送函")
    assert "没有此项权限" in await office.mayor.forges("jl:1", await office.mayor.card("移送建议"))
    await office.clerk.taps("出具移送函", card)
    await office.clerk.sees("夏政办函〔2026〕1号", "Word")
    assert "已失效" in await office.clerk.forges("jl:1", card)
    await office.clerk.taps("登记移送")
    await office.clerk.taps("县纪委监委")
    await office.clerk.taps("今天")
    await office.clerk.taps("夏政办函〔2026〕1号")
    await office.clerk.card("移送建议", "已移送县纪委监委", "夏政办函〔2026〕1号")
    async with office.transaction() as unit:
        (document,) = await unit.find(Document, subject_kind="referral")
        (taken,) = await unit.find(NumberTaken, register="letter")
        (signed,) = await unit.find(Chain, purpose=ChainPurpose.REFERRAL)
        rows = (await unit.connection.execute(select(outbox.c.seat, outbox.c.kind))).all()
    content = document.content
    lines = [content.title.replace("\n", ""), f"{content.addressees[0]}：", *(b.text + b.rest for b in content.body)]
    assert (lines, document.text_hash) == (signed.text.splitlines(), signed.text_hash)
    assert (taken.title, document.matter_id) == ("移送函", 0)
    about = {seat for seat, kind in rows if kind in {"referral_card", "paper_file", "step_card"}}
    ours = ("clerk", "clerk2", "head", "deputy", "director", "mayor", "secretary")
    assert {seat for seat in about if seat.startswith("post/")} <= {f"post/{roster.id_of(key)}" for key in ours}
    assert not [seat for seat in about if seat.startswith(("unit/", "group/"))]
    assert all("移送" not in message.text for message in await office.clerk.messages(group))
