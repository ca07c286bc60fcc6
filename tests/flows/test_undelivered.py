"""待送达: whom to phone, and closing what was told by telephone."""

from __future__ import annotations

from datetime import date

from storage import audit, outbox, outgoing
from storage.outbox import State
from supervision.deadlines import local_date
from supervision.model import Assignment, AssignmentStatus, Dispatch, ReportDue
from supervision.notices.base import to_person, to_post
from supervision.notices.cards import PaperCard, paper_subject
from supervision.notices.people import PostTaken
from supervision.subjects import Subject
from tests import roster
from tests.builders import CLERK
from tests.flows.approval_scenes import dispatched
from tests.world import World

TOWN = next(n for n, seat in enumerate(roster.SEATS, 1) if seat.key == "town")


async def tell_town(office: World, count: int = 1) -> None:
    """Messages for the township's liaison, who has no account."""
    async with office.transaction() as unit:
        await outbox.tell(
            unit,
            [
                PostTaken(to=to_post(TOWN), name=f"第{n}条<b>&", title="城关镇联络员A", open_work=0)
                for n in range(count)
            ],
        )
        await unit.commit()
    await office.settle()


async def test_a_line_told_by_telephone_is_closed_with_its_audit(office: World) -> None:
    await tell_town(office)
    await office.clerk.says("/undelivered")
    listed = await office.clerk.sees(
        "待送达", "共1项", "城关镇联络员（城关镇联络员A）", "接任通知", "尚未开通账号", "电话：13800000019"
    )
    toast = await office.clerk.taps("第1项已电话告知", listed)
    assert "已记录" in toast
    assert "城关镇联络员" in toast
    assert "没有待送达的内容" in (await office.control.message(office.clerk.id, listed.id)).text
    async with office.transaction() as unit:
        assert await outgoing.undelivered(unit) == []
        rows = await audit.history(unit, Subject("message", "1"))
        assert [(row.event, row.details["seat"]) for row in rows] == [("message.told_by_phone", f"post/{TOWN}")]
    # who enrols later is not told again what he heard by telephone
    async with office.transaction() as unit:
        assert await outgoing.revive(unit, [f"post/{TOWN}"]) == 0


async def test_a_line_is_closed_once(office: World) -> None:
    await tell_town(office, 2)
    await office.clerk.says("待送达")
    await office.clerk2.says("待送达")
    await office.clerk.taps("第1项已电话告知")
    assert "已处理" in await office.clerk2.taps("第1项已电话告知")


async def test_long_lists_have_pages(office: World) -> None:
    await tell_town(office, 8)
    await office.clerk.says("待送达")
    listed = await office.clerk.sees("共8项，第1页，共2页")
    assert "上一页" not in listed.buttons
    await office.clerk.taps("下一页", listed)
    second = await office.clerk.card("第2页", "8. 城关镇联络员")
    await office.clerk.taps("第8项已电话告知", second)
    await office.clerk.card("第2页", "7. 城关镇联络员")
    await office.clerk.taps("第7项已电话告知")
    await office.clerk.card("共6项")


async def test_what_may_have_arrived_is_sent_again_only_by_hand(office: World) -> None:
    async with office.transaction() as unit:
        await outbox.tell(
            unit, [PostTaken(to=to_person(TOWN - 3), name="水利局联络员", title="县水利局联络员A", open_work=0)]
        )
        await unit.commit()
    await office.settle()
    async with office.transaction() as unit:
        await outgoing.set_aside(unit, 1, State.AMBIGUOUS, "in_doubt")
        await unit.commit()
    await office.clerk.says("待送达")
    await office.clerk.sees("可能未送达")
    await office.water.looks_away()
    await office.clerk.taps("重发第1项")
    await office.water.sees("接任通知", "重发")
    await office.clerk.card("没有待送达的内容")


async def test_units_and_leaders_have_no_such_list(office: World) -> None:
    await tell_town(office)
    await office.water.says("待送达")
    await office.water.sees("没有此项权限")
    await office.clerk.says("待送达")
    listed = await office.clerk.sees("共1项")
    data = listed.buttons["第1项已电话告知"]
    assert data
    own = await office.water.card("没有此项权限")
    assert "没有此项权限" in await office.water.forges(data, own)


async def test_counting_a_paper_told_by_telephone_is_delivered(office: World) -> None:
    await dispatched(office)
    await handed_to_town(office)
    await office.advance("3月24日 10:00")
    await office.clerk.says("待送达")
    await office.clerk.taps("已电话告知", await office.clerk.sees("城关镇联络员", "通知单"))
    async with office.transaction() as unit:
        dispatch = await unit.require(Dispatch, 1, roster.TOWN)
        progress, final = await unit.find(ReportDue, unit_id=roster.TOWN)
        assignment = await unit.first(Assignment, unit_id=roster.TOWN)
        rows = await audit.history(unit, paper_subject(1, roster.TOWN))
    assert dispatch.channel == "telephone"
    assert dispatch.delivered_at is not None
    assert dispatch.acknowledged_at is None
    assert assignment is not None
    assert assignment.status is AssignmentStatus.ISSUED, "签收 is still asked for"
    assert [(row.event, row.person_id) for row in rows] == [("paper.delivered", CLERK)]
    assert {local_date(due.late_after, unit.county.zone) for due in (progress, final)} == {date(2026, 3, 26)}


async def test_only_the_unit_s_own_people_can_be_told_of_its_paper(office: World) -> None:
    await dispatched(office)
    async with office.transaction() as unit:
        await outbox.tell(unit, [PaperCard(to=to_post(TOWN), paper_id=1, unit_id=roster.WATER)])
        await unit.commit()
    await office.settle()
    await office.clerk.says("待送达")
    await office.clerk.taps("已电话告知")
    async with office.transaction() as unit:
        assert (await unit.require(Dispatch, 1, roster.WATER)).delivered_at is None


async def handed_to_town(office: World) -> None:
    """The water bureau's task goes to the township, whose liaison has no account."""
    await office.water.taps("申请改派")
    await office.water.says("该河段属城关镇管理")
    await office.clerk.taps("同意改派")
    await office.clerk.says("城关")
