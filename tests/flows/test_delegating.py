"""委托代签: a leader is away, his deputy signs and is named as one; taken back at any time."""

from __future__ import annotations

import asyncio
from datetime import date

from messages.presses.base import pack
from messages.presses.signers import RevokeDelegation
from storage import audit
from supervision.model import ChainStatus, Delegation, MatterStatus, StepStatus
from supervision.notices.delegating import delegation_subject
from tests.flows.approval_scenes import forged, split, status, step_card, submitted
from tests.flows.signer_scenes import chains, give, history, number_of, steps
from tests.world import World

TODAY, WEDNESDAY, THURSDAY = date(2026, 3, 2), date(2026, 3, 4), date(2026, 3, 5)


async def test_complaint_15_a_leader_away_names_who_signs_and_the_paper_goes_on(office: World) -> None:
    matter = await submitted(office)
    await office.director.says("委托")
    await office.director.sees("请点选代签的负责同志")
    await office.director.taps("督查室主任")
    await office.director.taps("今日")
    await office.director.says("3月6日")
    await office.director.sees("3月2日（周一）至3月6日（周五），由督查室主任代为审签")
    await office.director.taps("确认委托")
    await office.director.sees("已办理")
    await office.head.card("委托代签 · 办公室主任", "请您代为审签")
    await office.deputy.taps("同意")
    card = await step_card(office.head)
    assert "办公室主任外出，委托您代为审签，签署时注明“代”" in card.text
    await office.head.taps("同意")
    assert await status(office, matter) is MatterStatus.APPROVED
    for who in (office.head, office.director, office.deputy):
        assert "督查室主任（代办公室主任） 已同意　3月2日 08:30" in (await step_card(who)).text
    last = (await steps(office))[-1]
    assert (last.decided_by, last.by_post_id, last.post_id) == (
        number_of("head"),
        number_of("head"),
        number_of("director"),
    )
    signed = [row for row in await history(office, matter) if row.event == "approval.signed"]
    assert signed[-1].details["by_post"] == number_of("head")


async def test_what_waits_goes_to_the_deputy_at_once_and_who_is_second_is_told(office: World) -> None:
    matter = await submitted(office)
    await office.deputy.taps("同意")
    waiting = await step_card(office.director)
    await give(office, "director", "head", TODAY, WEDNESDAY)
    card = await step_card(office.head)
    taps = [
        office.control.tap(someone.id, message.id, "同意")
        for someone, message in ((office.head, card), (office.director, waiting))
    ]
    callbacks = await asyncio.gather(*taps)
    await office.settle()
    answers = [(await office.control.callback_answer(callback)).text for callback in callbacks]
    assert sum("已同意。审签完毕" in answer for answer in answers) == 1
    assert sum("该按钮已失效：" in answer for answer in answers) == 1
    signed = [row for row in await history(office, matter) if row.event == "approval.signed"]
    assert len(signed) == 2, "the deputy director's, and one of these two"


async def test_complaint_15_it_is_taken_back_at_any_time(office: World) -> None:
    matter = await submitted(office)
    await office.deputy.taps("同意")
    await give(office, "director", "head", TODAY, WEDNESDAY)
    old = (await step_card(office.head)).buttons["同意"]
    await office.director.says("/delegate")
    await office.director.sees("1. 办公室主任：3月2日（周一）至3月4日（周三），由督查室主任代签")
    assert await office.director.taps("收回办公室主任的委托") == "委托已收回。"
    await office.head.card("委托收回 · 办公室主任", "已于3月2日 08:30收回")
    assert not (await step_card(office.head)).buttons
    assert "没有此项权限" in await forged(office.head, old)
    assert await status(office, matter) is MatterStatus.IN_APPROVAL
    await office.director.taps("同意", on=await step_card(office.director))
    assert await status(office, matter) is MatterStatus.APPROVED
    assert (await steps(office))[-1].by_title == ""
    card = await office.director.card("委托代签", "已于3月2日 08:30收回")
    assert not card.buttons


async def test_complaint_15_a_leader_is_told_that_the_office_took_his_delegation_back(office: World) -> None:
    await give(office, "director", "head", TODAY, WEDNESDAY)
    await office.clerk.says("委托")
    await office.director.looks_away()
    await office.clerk.taps("收回办公室主任的委托")
    await office.director.sees("委托收回 · 办公室主任", "此后的文稿由办公室主任审签")
    await office.head.sees("委托收回 · 办公室主任")


async def test_it_begins_when_the_office_opens_and_ends_with_its_last_day(office: World) -> None:
    await submitted(office)
    await office.deputy.taps("同意")
    await give(office, "director", "head", WEDNESDAY, THURSDAY)
    await office.head.card("委托代签 · 办公室主任")
    assert not await cards(office), "not before its day"
    await office.advance("3月4日 08:29")
    assert not await cards(office)
    await office.advance("3月4日 08:31")
    assert "同意" in (await step_card(office.head)).buttons
    await office.advance("3月5日 23:59")
    assert "同意" in (await step_card(office.head)).buttons
    await office.advance("3月6日 00:01")
    assert not (await step_card(office.head)).buttons
    assert "同意" in (await step_card(office.director)).buttons
    await office.director.card("委托代签", "已到期")
    async with office.transaction() as unit:
        rows = await audit.history(unit, delegation_subject(1))
    assert [row.event for row in rows] == ["delegation.granted", "delegation.began", "delegation.ended"]


async def cards(office: World) -> list[str]:
    return [m.text for m in await office.head.messages() if "呈请审定" in m.text]


async def test_what_comes_while_it_runs_goes_to_both(office: World) -> None:
    await give(office, "deputy", "vice_mayor", TODAY, WEDNESDAY)
    await split(office)
    await office.clerk.taps("预览送审")
    await office.clerk.sees("1. 分管副主任（分管副主任）审定，外出期间由副县长（城建）代签")
    await office.clerk.taps("确认送审")
    for who in (office.deputy, office.vice_mayor):
        assert "同意" in (await step_card(who)).buttons
    await office.vice_mayor.says("待办")
    await office.vice_mayor.sees("待您审签的文稿1件", "审定（代分管副主任）")
    await office.deputy.taps("同意")
    assert "分管副主任 已同意" in (await step_card(office.vice_mayor)).text, "named as himself"


async def test_the_reminder_of_a_signature_goes_to_who_stands_in(office: World) -> None:
    await give(office, "deputy", "vice_mayor", TODAY, THURSDAY)
    await submitted(office)
    await office.advance("3月4日 09:01")
    await office.vice_mayor.sees("今日提醒", "3月2日", "呈送")
    await office.deputy.sees_nothing("今日提醒")


async def test_complaint_15_nobody_signs_twice_not_even_for_another(office: World) -> None:
    matter = await submitted(office)
    await office.deputy.taps("同意")
    await give(office, "director", "deputy", TODAY, WEDNESDAY)
    data = (await step_card(office.director)).buttons["同意"]
    mine = await office.deputy.card("呈请审定", "现呈：办公室主任")
    assert not mine.buttons
    assert "同一文稿不重复审签" in await forged(office.deputy, data)
    assert await status(office, matter) is MatterStatus.IN_APPROVAL


async def test_complaint_15_who_signs_later_does_not_sign_for_another_before(office: World) -> None:
    await submitted(office)
    await give(office, "deputy", "director", TODAY, WEDNESDAY)
    data = (await step_card(office.deputy)).buttons["同意"]
    assert "您在该文稿后续环节另行审签" in await forged(office.director, data)
    assert [step.status for step in await steps(office)] == [StepStatus.CURRENT, StepStatus.WAITING]


async def test_who_signs_for_another_and_for_himself_signs_once(office: World) -> None:
    await give(office, "director", "deputy", TODAY, WEDNESDAY)
    matter = await submitted(office)
    await office.deputy.sees("本环节含您的审定环节", "办公室主任外出，委托您代为审签")
    await office.deputy.taps("同意", on=await step_card(office.deputy))
    assert await status(office, matter) is MatterStatus.APPROVED
    assert "分管副主任（代办公室主任） 已同意" in (await step_card(office.deputy)).text


async def test_complaint_15_the_drafter_does_not_sign_as_a_deputy_either(office: World) -> None:
    matter = await submitted(office, registered_by=number_of("head"))
    await office.deputy.taps("同意")
    await give(office, "director", "head", TODAY, WEDNESDAY)
    data = (await step_card(office.director)).buttons["同意"]
    assert not (await step_card(office.head)).buttons
    assert "本人起草的文稿" in await forged(office.head, data)
    assert await status(office, matter) is MatterStatus.IN_APPROVAL


async def test_the_drafter_s_own_step_is_signed_by_who_stands_in_for_him(office: World) -> None:
    await give(office, "director", "head", TODAY, WEDNESDAY)
    matter = await submitted(office, registered_by=number_of("director"))
    await office.deputy.taps("同意")
    assert not (await step_card(office.director)).buttons
    await office.head.taps("同意")
    assert await status(office, matter) is MatterStatus.APPROVED
    assert [chain.status for chain in await chains(office)] == [ChainStatus.APPROVED]


async def test_a_deputy_asks_and_sends_back_in_his_own_name(office: World) -> None:
    matter = await submitted(office)
    await office.deputy.taps("同意")
    await give(office, "director", "head", TODAY, WEDNESDAY)
    await office.head.taps("询问")
    await office.head.says("桩号是否核实？")
    question = await office.clerk.card("审签询问", "督查室主任（代办公室主任）", "桩号是否核实？")
    await office.clerk.says("已核实", reply_to=question)
    await office.head.card("您问：桩号是否核实？", "答复：已核实")
    await office.head.taps("退回修改", on=await step_card(office.head))
    await office.head.taps("措辞")
    await office.clerk.card("退回修改", "督查室主任（代办公室主任）意见：文字表述需修改")
    assert await status(office, matter) is MatterStatus.SENT_BACK


async def test_complaint_15_the_deputy_of_a_deputy_is_refused(office: World) -> None:
    await give(office, "deputy", "head", TODAY, WEDNESDAY)
    await office.director.says("/delegate")
    await office.director.taps("分管副主任")
    await office.director.taps("今日")
    await office.director.taps("当日")
    refused = await office.director.taps("确认委托")
    assert "分管副主任3月2日（周一）至3月4日（周三）已委托他人代签，不再转委托" in refused
    await office.director.says("/cancel")
    async with office.transaction() as unit:
        assert len(await unit.find(Delegation)) == 1


async def test_who_has_no_part_in_it_sees_and_gives_none(office: World) -> None:
    given = await give(office, "mayor", "executive", TODAY, WEDNESDAY)
    await office.housing_a.says("/delegate")
    await office.housing_a.sees("没有此项权限")
    await office.section.says("委托")
    await office.section.sees("没有此项权限")
    await office.secretary.says("委托")
    listed = await office.secretary.sees("1. 县长：3月2日（周一）至3月4日（周三），由常务副县长代签")
    assert not listed.buttons
    card = await office.mayor.card("委托代签")
    data = card.buttons["收回委托"]
    for who in (office.executive, office.secretary, office.housing_a):
        assert "没有此项权限" in await forged(who, data)
    nothing = await forged(office.director, pack(RevokeDelegation(77)))
    assert await forged(office.director, data) == nothing, "to others it does not exist"
    async with office.transaction() as unit:
        assert (await unit.require(Delegation, given.id)).revoked_at is None
    await office.vice_mayor.says("委托")
    await office.vice_mayor.sees("请点选代签的负责同志")
