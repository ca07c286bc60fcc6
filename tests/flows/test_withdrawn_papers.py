"""What goes on beside a withdrawn paper: answers to it, and a merger of the unit that had it."""

from __future__ import annotations

from dataclasses import replace

from handlers.changing.effects import withdraw_issued
from handlers.conversation.actors import actor_for
from supervision.model import (
    Assignment,
    AssignmentStatus,
    DeskItem,
    DeskKind,
    Dispatch,
    Matter,
    MatterStatus,
    Person,
    SigningStep,
    StepStatus,
)
from tests import roster
from tests.flows.papers import data_of, paper, reports
from tests.flows.test_unit_changes import merges
from tests.flows.test_verbal import issued_on_a_call
from tests.flows.test_withdrawing import denied, issued_anew
from tests.world import World


async def test_an_answer_to_the_withdrawn_card_counts_for_the_paper_in_force(office: World) -> None:
    """The task is the same and the words are there: nobody has to write them again because of the card he chose."""
    await issued_on_a_call(office)
    withdrawn = await paper(office.water)
    await denied(office)
    await issued_anew(office)
    await office.water.taps("签收", await paper(office.water, "夏政督〔2026〕2号"))
    await office.water.says("清淤完成1.2公里", reply_to=withdrawn)
    await office.water.sees("已收到", "2号第2项")
    await office.clerk.card("反馈审核", "夏政督〔2026〕2号")
    assert len(await reports(office)) == 1


async def test_an_answer_while_nothing_is_in_force_is_refused(office: World) -> None:
    await issued_on_a_call(office)
    withdrawn = await paper(office.water)
    await denied(office)
    await office.water.says("清淤完成1.2公里", reply_to=withdrawn)
    await office.water.sees_nothing("已收到")
    assert await reports(office) == []


async def test_a_merger_hands_no_withdrawn_paper_over(office: World) -> None:
    await issued_on_a_call(office)
    async with office.transaction() as unit:
        for item in await unit.find(Assignment, matter_id=1, unit_id=roster.HOUSING):
            await unit.delete(item)
        for sent in await unit.find(Dispatch, matter_id=1, unit_id=roster.HOUSING):
            await unit.delete(sent)
        await unit.commit()
    await denied(office)
    await merges(office)
    async with office.transaction() as unit:
        assert await unit.find(Dispatch, unit_id=roster.HOUSING) == []
        assert (await unit.require(Assignment, 1, 2, roster.HOUSING)).status is AssignmentStatus.PROPOSED
    assert not [message for message in await office.housing_a.messages() if "交接" in message.text]


async def test_a_consent_is_denied_while_the_matter_is_suspended(office: World) -> None:
    await issued_on_a_call(office)
    async with office.transaction() as unit:
        matter = replace(await unit.require(Matter, 1), status=MatterStatus.SUSPENDED, suspended_at=unit.now)
        review = DeskItem(DeskKind.REVIEW, "suspended/1", matter.registered_post_id, unit.today, matter.title)
        await unit.save(replace(matter, review_on=unit.today), review)
        await unit.commit()
    await denied(office)
    await office.water.card("撤回通知 · 夏政督〔2026〕1号")
    async with office.transaction() as unit:
        matter = await unit.require(Matter, 1)
        assert (matter.status, matter.suspended_at, matter.review_on) == (MatterStatus.SENT_BACK, None, None)
        assert (await unit.require(DeskItem, DeskKind.REVIEW, "suspended/1")).done_at is not None


async def test_nobody_has_to_stand_by_a_consent_to_what_was_withdrawn(office: World) -> None:
    await issued_on_a_call(office)
    card = await office.deputy.card("请补签", "您电话同意")
    async with office.transaction() as unit:
        clerk = await actor_for(unit, await unit.require(Person, roster.id_of("clerk")))
        await withdraw_issued(unit, clerk, 1, words="上级已另行部署")
        await unit.commit()
    await office.settle()
    await office.deputy.card("补签", "无需补签")
    assert "不再有效" in await office.deputy.forges(data_of(card, "确认同意"), card)
    await office.advance("3月6日 12:00")
    await office.clerk.sees_nothing("未补签")
    async with office.transaction() as unit:
        assert [step.status for step in await unit.find(SigningStep)] == [StepStatus.VOID, StepStatus.SIGNED]
