"""委托代签 by a written order: one person of the Office enters it, another compares it with its paper."""

from __future__ import annotations

from datetime import date

from handlers.conversation.actors import actor_of
from handlers.signers import deputies
from supervision.model import Delegation
from tests.flows.approval_scenes import forged, step_card, submitted
from tests.flows.recording_scenes import sole_officer
from tests.flows.signer_scenes import number_of, texts
from tests.world import World

TODAY, WEDNESDAY = date(2026, 3, 2), date(2026, 3, 4)


async def enter_on_paper(office: World, deputy: str = "deputy") -> None:
    """The Office enters a leader's written order, by the use case."""
    async with office.transaction() as unit:
        actor = await actor_of(unit, office.people["clerk"].id)
        away, instead = number_of("director"), number_of(deputy)
        await deputies.grant(
            unit, actor, away=away, deputy=instead, since=TODAY, until=WEDNESDAY, reference="委托书1号"
        )
        await unit.commit()
    await office.settle()


async def test_complaint_15_with_one_officer_the_head_is_asked_to_confirm_a_written_order(office: World) -> None:
    await sole_officer(office)
    await enter_on_paper(office)
    assert list((await office.clerk.card("委托代签", "待督查室另一名同志")).buttons) == ["撤回录入"]
    await office.head.card("委托代签 · 办公室主任", "依据：委托书1号", "录入：督查室甲")
    await office.admin.card("委托代签 · 办公室主任", "请对照原件核对")
    assert await office.head.taps("核对无误") == "已核对，委托生效。"
    async with office.transaction() as unit:
        (given,) = await unit.find(Delegation)
    assert given.confirmed_by == number_of("head")


async def test_who_would_sign_by_it_is_not_asked_to_confirm_it(office: World) -> None:
    await sole_officer(office)
    await enter_on_paper(office, deputy="head")
    assert not await texts(office.head, "委托代签")
    assert await office.admin.taps("核对无误", await office.admin.card("委托代签")) == "已核对，委托生效。"


async def test_a_written_order_that_waits_stands_in_the_list_of_records(office: World) -> None:
    await enter_on_paper(office)
    await office.clerk.says("/records")
    own = await office.clerk.sees("待核对、待补签", "您录入的1项待其他同志核对")
    assert not own.buttons
    await office.clerk2.looks_away()
    await office.clerk2.says("待核对")
    listed = await office.clerk2.sees(
        "没有待您核对的录入", "待核对的代签委托1件", "办公室主任：3月2日（周一）至3月4日（周三），由分管副主任代签"
    )
    await office.clerk2.taps("核对代签委托（1件）", listed)
    assert "已核对" in await office.clerk2.taps("核对无误", (await office.clerk2.messages())[-1])
    await office.clerk2.says("待核对")
    assert "代签委托" not in (await office.clerk2.card("待核对、待补签")).text
    assert "失效" in await forged(office.clerk2, listed.buttons["核对代签委托（1件）"])
    assert "没有此项权限" in await forged(office.section, listed.buttons["核对代签委托（1件）"])


async def test_complaint_15_the_office_enters_a_written_order_and_a_second_person_confirms_it(office: World) -> None:
    await submitted(office)
    await office.deputy.taps("同意")
    await office.clerk.says("委托")
    await office.clerk.taps("办公室主任")
    await office.clerk.taps("督查室主任")
    await office.clerk.taps("今日")
    await office.clerk.taps("当日")
    await office.clerk.says("主任外出<委托书>&3月1日")
    await office.clerk.taps("确认委托")
    await office.clerk.sees("督查室另一名同志核对后生效")
    assert not await texts(office.head, "呈请审定"), "it does not count yet"
    mine = await office.clerk.card("委托代签", "依据：主任外出<委托书>&3月1日")
    assert list(mine.buttons) == ["撤回录入"]
    theirs = await office.clerk2.card("委托代签", "录入：督查室甲")
    assert "没有此项权限" in await forged(office.clerk, theirs.buttons["核对无误"])
    assert not await texts(office.head, "呈请审定")
    assert await office.clerk2.taps("核对无误") == "已核对，委托生效。"
    assert "同意" in (await step_card(office.head)).buttons
    await office.director.card("委托代签", "依据：主任外出<委托书>&3月1日（督查室甲录入，督查室乙核对）")
    assert "按钮已失效" in await forged(office.clerk2, theirs.buttons["核对无误"])
