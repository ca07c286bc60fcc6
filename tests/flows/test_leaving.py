"""A liaison's leave: the other one hears meanwhile, the deputy if nobody is left, and nothing is lost."""

from __future__ import annotations

from storage import audit, outbox
from supervision.model import Leave
from supervision.notices.base import to_unit
from supervision.notices.leaving import leave_subject
from supervision.notices.unit_changes import UnitRenamed
from tests import roster
from tests.flows.papers import NUMBER, data_of, with_paper
from tests.world import Someone, World


async def goes(someone: Someone, since: str = "今天", until: str = "3月6日") -> None:
    await someone.says("请假")
    await (someone.taps(since) if since == "今天" else someone.says(since))
    await someone.says(until)
    await someone.taps("确认")


async def tells_housing(office: World) -> None:
    """Something that goes to the unit."""
    async with office.transaction() as unit:
        notice = UnitRenamed(
            to=to_unit(roster.HOUSING), unit_id=4, old="县建设局", new="县住建局", on=unit.today, tasks=0
        )
        await outbox.tell_again(unit, notice)
        await unit.commit()
    await office.settle()


async def test_while_a_liaison_is_away_the_other_hears(office: World) -> None:
    await office.housing_a.says("/leave")
    await office.housing_a.sees("登记请假 · 县住建局联络员A")
    await office.housing_a.taps("今天")
    await office.housing_a.says("3月6日")
    await office.housing_a.sees("请核对 · 登记请假", "3月2日（周一）至3月6日（周五）", "县住建局联络员B")
    await office.housing_a.taps("确认")
    await office.housing_a.sees("请假 · 县住建局联络员A", "期间通知单和提醒发送：县住建局联络员B")
    await office.housing_b.sees("请假 · 县住建局联络员A", "住建局联络员甲")
    await office.housing_a.looks_away()
    await tells_housing(office)
    await office.housing_b.sees("更名")
    await office.housing_a.sees_nothing()


async def test_nobody_left_means_the_deputy_hears_as_well_and_gets_the_open_papers(office: World) -> None:
    await with_paper(office)
    await goes(office.housing_b)
    await office.housing_deputy.sees_nothing()
    await goes(office.housing_a)
    await office.housing_deputy.sees("督查通知单", NUMBER)
    await tells_housing(office)
    await office.housing_deputy.sees("更名")
    await office.housing_a.sees("更名")


async def test_a_leave_begins_and_is_over_by_itself(office: World) -> None:
    await goes(office.housing_a, "3月4日", "3月4日")
    await tells_housing(office)
    await office.housing_a.sees("更名")
    await office.advance("3月4日 08:31")
    assert office.housing_a.mark < (await office.housing_a.card("请假 · 县住建局联络员A")).id
    await office.housing_a.looks_away()
    await tells_housing(office)
    await office.housing_a.sees_nothing()
    await office.advance("3月5日 08:31")
    await office.housing_a.sees("请假已结束，通知单和提醒恢复向您发送")
    assert "（已结束）" in (await office.housing_b.card("请假 · 县住建局联络员A")).text
    await tells_housing(office)
    await office.housing_a.sees("更名")


async def test_he_may_come_back_early_and_the_office_may_enter_it(office: World) -> None:
    await office.clerk.says("/leave")
    await office.clerk.says("住建")
    await office.clerk.sees("请点选由谁请假")
    await office.clerk.taps("县住建局联络员B")
    await office.clerk.taps("明天")
    await office.clerk.says("3月1日")
    await office.clerk.sees("早于起始日期")
    await office.clerk.says("8月1日")
    await office.clerk.sees("最长92天")
    await office.clerk.taps("仅当天")
    await office.clerk.taps("确认")
    await office.clerk.sees("请假 · 县住建局联络员B")
    card = await office.housing_b.sees("请假 · 县住建局联络员B")
    await office.housing_b.taps("取消请假", card)
    assert not (await office.housing_b.card("请假 · 县住建局联络员B")).buttons
    assert not (await office.clerk.card("请假 · 县住建局联络员B")).buttons
    async with office.transaction() as unit:
        (leave,) = await unit.find(Leave)
        rows = [row.event for row in await audit.history(unit, leave_subject(leave.id))]
    assert leave.ended_at is not None
    assert rows == ["leave.entered", "leave.ended"]


async def test_another_unit_s_leave_is_not_there_for_him(office: World) -> None:
    await goes(office.housing_a)
    card = await office.housing_a.card("请假 · 县住建局联络员A")
    press = data_of(card, "提前销假")
    await office.water.says("你好")
    await office.water.forges(press, (await office.water.messages())[-1])
    async with office.transaction() as unit:
        (leave,) = await unit.find(Leave)
    assert leave.ended_at is None
    await office.mayor.says("/leave")
    await office.mayor.sees("没有此项权限")


async def test_a_liaison_on_leave_is_not_reminded_and_with_both_away_the_deputy_is(office: World) -> None:
    await with_paper(office)
    await goes(office.housing_a, until="3月20日")
    await office.advance("3月17日 09:10")
    await office.housing_b.card("今日提醒", "第1项")
    for message in await office.housing_a.messages():
        assert "今日提醒" not in message.text
    await goes(office.housing_b, until="3月20日")
    await office.advance("3月19日 09:10")
    await office.housing_deputy.card("今日提醒", "第1项")
