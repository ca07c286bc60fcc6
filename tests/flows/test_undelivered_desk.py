"""The desk of 待送达 with many lines, and what may have arrived."""

from __future__ import annotations

from storage import audit, outbox, outgoing
from storage.outbox import State
from storage.queries import undelivered as queries
from supervision.model import Person, Post
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
    listed = await office.clerk.sees("共8项，收件人8名；第1页，共2页")
    assert list(listed.buttons) == ["第1项", "第2项", "第3项", "第4项", "打印清单", "下一页"]
    await office.clerk.taps("下一页", listed)
    await office.clerk.taps("第8项", await office.clerk.card("第2页", "8. 某7"))
    await office.clerk.taps("已电话告知", await office.clerk.card("待送达\n某7\n电话：13900000007"))
    await office.clerk.card("共7项", "第2页", "7. 某6")


async def test_all_that_waits_for_one_is_one_line_and_one_call(office: World) -> None:
    await tell_town(office, 30)
    await tell_strangers(office, 3)
    await office.clerk.says("待送达")
    listed = await office.clerk.sees("共4项（33条），收件人4名", "接任通知等30条")
    await office.clerk.taps("第1项", listed)
    opened = await office.clerk.card("城关镇联络员", "接任通知等30条", "13800000019")
    await tell_town(office)
    await office.clerk.taps("已电话告知", opened)
    await office.clerk.card("城关镇联络员", "接任通知（")
    async with office.transaction() as unit:
        assert len([row for row in await outgoing.undelivered(unit) if row.seat == f"post/{TOWN}"]) == 1, "came after"
        (fact,) = await audit.history(unit, Subject("message", "30"))
    assert (fact.event, fact.details["phone"]) == ("message.told_by_phone", "13800000019")
    assert "城关镇联络员" in str(fact.details["name"])


async def test_five_hundred_rows_are_worked_through_by_person(office: World) -> None:
    """All of one person stands together, whichever seat of his it was for; no screen has over six buttons."""
    await tell_town(office, 100)
    async with office.transaction() as unit:
        await unit.save(*(Person(1000 + n, f"某{n}", f"1390000{n:04}", None) for n in range(20)))
        told = [PostTaken(to=to_person(1000 + n % 20), name=f"第{n}件", title="", open_work=0) for n in range(400)]
        await outbox.tell(unit, told)
        await unit.commit()
    await office.settle()
    async with office.transaction() as unit:
        rows = [row.id for row in await queries.page(unit, offset=0, limit=600)]
        assert len(rows) == 500
        for number in rows[100:120]:
            await outgoing.set_aside(unit, number, State.AMBIGUOUS, "in_doubt")
        holder = (await unit.require(Post, TOWN)).holder_id
        assert holder is not None
        await outbox.tell(unit, [PostTaken(to=to_person(holder), name="城关镇", title="", open_work=0)])
        await unit.commit()
    await office.settle()
    await office.clerk.says("待送达")
    await office.clerk.sees("共42项（501条），收件人21名；第1页，共6页", "1. 城关镇联络员", "接任通知等2项")
    assert await pages(office) == 6
    await office.clerk.taps("第21项")
    await office.clerk.taps("返回清单", await office.clerk.card("待送达\n某19"))
    await office.clerk.card("第6页，共6页", "21. 某19")
    await office.clerk.says("待送达")
    await office.clerk.taps("第2项")
    opened = await office.clerk.card("待送达\n某0", "第1件，共2件", "可能未送达")
    assert list(opened.buttons) == ["已送达", "重发", "下一件", "返回清单"]
    await office.clerk.taps("已送达", opened)
    await office.clerk.taps("已电话告知", await office.clerk.card("待送达\n某0", "接任通知等19条"))
    await office.clerk.card("共40项", "收件人20名", "第1页", "2. 某1")


async def pages(office: World) -> int:
    """Turn to the last page; how many there are."""
    number = 1
    while True:
        card = await office.clerk.card(f"第{number}页")
        assert len(card.buttons) <= 6
        if "下一页" not in card.buttons:
            return number
        await office.clerk.taps("下一页", card)
        number += 1


async def test_what_did_arrive_is_closed_and_not_repeated(office: World) -> None:
    await tell_town(office)
    async with office.transaction() as unit:
        await outgoing.set_aside(unit, 1, State.AMBIGUOUS, "in_doubt")
        await unit.commit()
    await office.clerk.says("待送达")
    listed = await office.clerk.sees("可能未送达", "先向收件人核实")
    await office.clerk2.says("待送达")
    assert list(listed.buttons) == ["已送达", "重发", "打印清单"]
    assert "已收到接任通知，不再重发" in await office.clerk.taps("已送达", listed)
    await office.clerk.card("没有待送达的内容")
    assert "已处理" in await office.clerk2.taps("重发")
    async with office.transaction() as unit:
        assert [fact.event for fact in await audit.history(unit, Subject("message", "1"))] == ["message.arrived"]
