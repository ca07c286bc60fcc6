"""The desk of 待送达 with many lines, and what may have arrived."""

from __future__ import annotations

from storage import audit, outbox, outgoing
from storage.outbox import State
from supervision.model import Person
from supervision.notices.base import to_person
from supervision.notices.people import PostTaken
from supervision.subjects import Subject
from tests.flows.test_undelivered import TOWN, tell_town
from tests.world import World


async def tell_strangers(office: World, count: int) -> None:
    """One message each for people who have no account."""
    async with office.transaction() as unit:
        await unit.save(*(Person(1000 + n, f"某{n}", f"1390000{n:04}", None) for n in range(count)))
        told = [PostTaken(to=to_person(1000 + n), name=f"某{n}", title="联络员", open_work=0) for n in range(count)]
        await outbox.tell(unit, told)
        await unit.commit()
    await office.settle()


async def test_long_lists_have_pages(office: World) -> None:
    await tell_strangers(office, 8)
    await office.clerk.says("待送达")
    listed = await office.clerk.sees("共8项，第1页，共2页")
    assert "上一页" not in listed.buttons
    await office.clerk.taps("下一页", listed)
    second = await office.clerk.card("第2页", "8. 某7")
    await office.clerk.taps("第8项已电话告知", second)
    await office.clerk.card("第2页", "7. 某6")
    await office.clerk.taps("第7项已电话告知")
    await office.clerk.card("共6项")


async def test_all_that_waits_for_one_is_one_line_and_one_call(office: World) -> None:
    await tell_town(office, 30)
    await tell_strangers(office, 3)
    await office.clerk.says("待送达")
    listed = await office.clerk.sees("共4项（33条）", "接任通知等30条")
    assert len(listed.buttons) <= 6
    await tell_town(office)
    await office.clerk.taps("第1项已电话告知", listed)
    await office.clerk.card("共4项", "城关镇联络员")
    async with office.transaction() as unit:
        assert len([row for row in await outgoing.undelivered(unit) if row.seat == f"post/{TOWN}"]) == 1, "came after"
        (fact,) = await audit.history(unit, Subject("message", "30"))
    assert (fact.event, fact.details["phone"]) == ("message.told_by_phone", "13800000019")
    assert "城关镇联络员" in str(fact.details["name"])


async def test_what_did_arrive_is_closed_and_not_repeated(office: World) -> None:
    await tell_town(office)
    async with office.transaction() as unit:
        await outgoing.set_aside(unit, 1, State.AMBIGUOUS, "in_doubt")
        await unit.commit()
    await office.clerk.says("待送达")
    listed = await office.clerk.sees("可能未送达", "先向收件人核实")
    await office.clerk2.says("待送达")
    assert [name for name in listed.buttons if "第1项" in name] == ["第1项已送达", "重发第1项"]
    assert "已收到，不再重发" in await office.clerk.taps("第1项已送达", listed)
    await office.clerk.card("没有待送达的内容")
    assert "已处理" in await office.clerk2.taps("重发第1项")
    async with office.transaction() as unit:
        assert [fact.event for fact in await audit.history(unit, Subject("message", "1"))] == ["message.arrived"]
