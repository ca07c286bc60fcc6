"""补签收: who was told by telephone has the paper; his liaison, and nobody above, is still asked to sign for it."""

from __future__ import annotations

from handlers.conversation.carrying import carry_out
from storage.queries import dispatching
from supervision.acknowledging import deliver_by_telephone
from supervision.actors import Actor
from supervision.model import Person, Post
from tests import roster
from tests.builders import CLERK
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
