"""补签收: who was told by telephone has the paper; his liaison, and nobody above, is still asked to sign for it."""

from __future__ import annotations

from dataclasses import replace

from handlers.conversation.carrying import carry_out
from sandbox.client import Message
from storage import audit
from storage.queries import dispatching
from supervision.actors import Actor
from supervision.carrying_out.acknowledging import deliver_by_telephone
from supervision.model import Assignment, AssignmentStatus, Dispatch, Person, Post
from supervision.notices.cards import paper_subject
from tests import roster
from tests.builders import CLERK
from tests.flows.approval_scenes import forged
from tests.flows.digests import digests_of, issue
from tests.world import World


async def phoned(office: World, unit_id: int = roster.WATER) -> None:
    """The clerk has told a unit of its paper by telephone and recorded it, now."""
    async with office.transaction() as unit:
        own = await dispatching.unit_paper(unit, 1, unit_id)
        clerk = Actor(await unit.require(Person, CLERK), (await unit.require(Post, CLERK),))
        await carry_out(unit, clerk, deliver_by_telephone(own, clerk, unit.now, unit.county, unit.workdays))
        await unit.commit()
    await office.settle()


async def test_who_was_told_by_telephone_is_still_asked_to_sign(office: World) -> None:
    await issue(office, acknowledged=False)
    await office.advance("3月10日 09:00")
    await office.clerk.sees("逾期未签收，请电话送达并作记录", "县水利局 1号")
    await office.advance("3月10日 10:00")
    await phoned(office)
    for who in ("water_deputy", "water_head", "clerk"):
        await getattr(office, who).looks_away()
    await office.advance("3月11日 09:00")
    asked = (await digests_of(office, "water"))[-1]
    assert "今日提醒 · 3月11日" in asked
    assert "待签收\n· 1号 城区内涝点整治：已电话告知，请补签收" in asked
    assert "应于3月4日" not in asked
    await office.water.says("我的任务")
    await office.water.sees("夏政督〔2026〕1号", "已电话告知，请补签收")
    await office.advance("3月12日 09:00")
    assert "请补签收" in (await digests_of(office, "water"))[-1]
    await office.advance("3月20日 17:00")
    assert len(await digests_of(office, "water", "请补签收")) == 3, "1, 2 and 4 workdays after the call"
    for who in ("water_deputy", "water_head"):
        await getattr(office, who).sees_nothing("签收")
    await office.clerk.sees_nothing("县水利局 1号 城区")


async def test_it_stops_with_the_receipt(office: World) -> None:
    await issue(office, acknowledged=False)
    await phoned(office)
    await office.advance("3月5日 09:00")
    digest = await office.water.sees("已电话告知，请补签收")
    await office.water.taps("签收1号", digest)
    await office.water.taps("签收", await office.water.sees("夏政督〔2026〕1号", "直接回复本条消息"))
    await office.advance("3月31日 17:00")
    assert len(await digests_of(office, "water", "请补签收")) == 1


async def asked_to_phone(office: World) -> Message:
    """The digest that asks the clerk to telephone two units that did not sign."""
    await issue(office, acknowledged=False)
    await office.advance("3月10日 10:00")
    return await office.clerk.sees("逾期未签收，请电话送达并作记录", "县水利局 1号")


async def records_call(office: World, digest: Message) -> None:
    """The clerk records from his digest that he has just spoken to the water bureau's liaison."""
    await office.clerk.taps("记录电话送达 县水利局1号", digest)
    for answer in ("水利局联络员", "刚才", "提交核对"):
        await office.clerk.taps(answer)


async def test_the_call_is_recorded_where_it_was_asked_for(office: World) -> None:
    digest = await asked_to_phone(office)
    assert [label for label in digest.buttons if "电话" in label] == [
        "记录电话送达 县住建局1号",
        "记录电话送达 县水利局1号",
    ]
    await records_call(office, digest)
    async with office.transaction() as unit:
        assert (await unit.require(Dispatch, 1, roster.WATER)).delivered_at is None, "one clerk alone does nothing"
    await office.clerk2.taps("核对无误")
    async with office.transaction() as unit:
        water, housing = [await unit.require(Dispatch, 1, of) for of in (roster.WATER, roster.HOUSING)]
        task = await unit.require(Assignment, 1, 2, roster.WATER)
        told = await audit.history(unit, paper_subject(1, roster.WATER))
    assert (water.channel, water.acknowledged_at, housing.delivered_at) == ("telephone", None, None)
    assert task.delivered_at is not None
    assert task.status is AssignmentStatus.ISSUED
    assert [(row.event, row.person_id) for row in told] == [("paper.delivered", CLERK)]
    await office.advance("3月11日 09:00")
    await office.water.sees("已电话告知，请补签收")


async def test_complaint_12_a_call_is_recorded_once(office: World) -> None:
    digest = await asked_to_phone(office)
    await records_call(office, digest)
    await office.clerk2.taps("核对无误")
    await office.advance("3月10日 11:00")
    again = await office.clerk.taps("记录电话送达 县水利局1号", digest)
    assert again == "县水利局　夏政督〔2026〕1号已于3月10日 10:00记录电话送达，无需重复记录。"
    await office.housing_a.taps("签收")
    signed = await office.clerk.taps("记录电话送达 县住建局1号", digest)
    assert signed == "县住建局已于3月10日 11:00签收夏政督〔2026〕1号，无需再作记录。"
    async with office.transaction() as unit:
        assert len(await audit.history(unit, paper_subject(1, roster.WATER))) == 1
        assert (await unit.require(Dispatch, 1, roster.HOUSING)).channel == "telegram"


async def test_nobody_is_told_of_what_was_taken_back(office: World) -> None:
    digest = await asked_to_phone(office)
    async with office.transaction() as unit:
        task = await unit.require(Assignment, 1, 2, roster.WATER)
        await unit.save(replace(task, status=AssignmentStatus.WITHDRAWN))
        await unit.commit()
    assert "按钮已失效" in await office.clerk.taps("记录电话送达 县水利局1号", digest)
    async with office.transaction() as unit:
        assert (await unit.require(Dispatch, 1, roster.WATER)).delivered_at is None


async def test_complaint_11_a_call_is_recorded_by_the_desk_of_the_matter_only(office: World) -> None:
    data = (await asked_to_phone(office)).buttons["记录电话送达 县水利局1号"]
    assert "未查到" in await forged(office.section, data)
    for who in (office.water, office.mayor, office.director):
        assert "没有此项权限" in await forged(who, data)
    async with office.transaction() as unit:
        assert (await unit.require(Dispatch, 1, roster.WATER)).delivered_at is None
