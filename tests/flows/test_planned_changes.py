"""Several planned changes of units: each is carried out on its day, and one that cannot be stops no other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from handlers.conversation.carrying import carry_out
from supervision.actors import MACHINE
from supervision.model import Assignment, AssignmentStatus, Post, Unit
from supervision.outcome import Outcome
from tests import roster
from tests.flows.papers import with_paper
from tests.flows.test_unit_changes import WATER_A, sends_roster, unit_of, with_changes
from tests.world import World

NEW_NAME = "国家税务总局夏邑县税务局"
TAX_A = ["县税务局", "", "", "县税务局联络员A", "联络员", "A", "税务局新联络员", "0370-0000009", "", "", ""]


async def plans_merger(office: World, name: str, into: str, day: str) -> None:
    await office.head.says(f"/unit {name}")
    await office.head.taps("并入其他单位")
    await office.head.says(into)
    await office.head.says(day)
    await office.head.taps("确认")
    await office.head.sees("已登记", day)


async def plans_rename_of_tax(office: World, day: str) -> None:
    await office.head.says("/unit 税务局")
    await office.head.taps("更名")
    await office.head.says(NEW_NAME)
    await office.head.says(day)
    await office.head.taps("确认")


async def task_is_with(office: World, unit_id: int) -> bool:
    async with office.transaction() as unit:
        found = await unit.get(Assignment, 1, 2, unit_id)
    return found is not None and found.status is AssignmentStatus.ISSUED


@pytest.mark.parametrize(
    ("first", "second"),
    [("3月4日", "3月5日"), ("3月5日", "3月4日"), ("3月5日", "3月5日")],
    ids=["one-after-the-other", "the-last-first", "same-day"],
)
async def test_two_mergers_in_a_row_lead_to_the_last_and_stop_nothing(office: World, first: str, second: str) -> None:
    await with_paper(office)
    await plans_merger(office, "水利局", "住建局", first)
    await plans_merger(office, "住建局", "城关镇", second)
    await plans_rename_of_tax(office, "3月5日")
    await office.advance("3月5日 08:30")
    water, housing = await unit_of(office, roster.WATER), await unit_of(office, roster.HOUSING)
    assert (water.active, housing.active, housing.successor_id) == (False, False, roster.TOWN)
    assert (await unit_of(office, roster.TAX)).name == NEW_NAME
    assert await task_is_with(office, roster.TOWN)
    assert not await task_is_with(office, roster.HOUSING)
    assert not [message for message in await office.clerk.messages() if "未能办理" in message.text]
    assert {"县水利局", "县住房和城乡建设局"} <= set((await unit_of(office, roster.TOWN)).past_names)


async def successor_ends(office: World) -> None:
    """县水利局 is to go to 县住建局 on 3月4日, and that is ended before, without anybody to go on with its work."""
    await plans_merger(office, "水利局", "住建局", "3月4日")
    async with office.transaction() as unit:
        housing = await unit.require(Unit, roster.HOUSING)
        await carry_out(unit, MACHINE, Outcome(saves=(replace(housing, active=False, valid_to=date(2026, 3, 2)),)))
        await unit.commit()


async def test_a_change_that_cannot_be_carried_out_is_told_once_and_stops_no_other(office: World) -> None:
    await with_paper(office)
    await successor_ends(office)
    await plans_rename_of_tax(office, "3月4日")
    for moment in ("3月4日 00:01", "3月4日 00:02", "3月4日 09:00"):
        await office.advance(moment)
    assert (await unit_of(office, roster.WATER)).active
    assert (await unit_of(office, roster.TAX)).name == NEW_NAME
    told = [message.text for message in await office.clerk.messages() if "单位变更未能办理" in message.text]
    assert len(told) == 1
    assert "县水利局原定自3月4日起并入县住房和城乡建设局，现未能办理：县住房和城乡建设局已停用" in told[0]
    await office.head.says("/unit 水利局")
    await office.head.taps("取消原定变更")
    await office.head.sees("已取消县水利局原定的变更")


async def test_a_roster_that_changes_something_else_is_taken_over_all_the_same(office: World) -> None:
    await successor_ends(office)
    await office.advance("3月4日 09:00")
    await sends_roster(office.head, with_changes(TAX_A))
    await office.head.sees("换人", "税务局新联络员")
    await office.head.taps("确认导入")
    await office.head.sees("名册已导入")
    async with office.transaction() as unit:
        posts = await unit.find(Post, unit_id=roster.TAX, seat="A", active=True)
        assert [post.holder_id is not None for post in posts] == [True]
    assert (await unit_of(office, roster.WATER)).active


async def test_a_change_that_is_due_now_goes_on_beside_one_that_cannot(office: World) -> None:
    await successor_ends(office)
    await office.advance("3月4日 09:00")
    await office.head.says("/unit 税务局")
    await office.head.taps("更名")
    await office.head.says(NEW_NAME)
    await office.head.taps("今天")
    await office.head.taps("确认")
    await office.head.sees(f"县税务局已更名为{NEW_NAME}")
    assert (await unit_of(office, roster.TAX)).name == NEW_NAME


async def test_a_new_unit_takes_others_in_on_the_day_it_begins(office: World) -> None:
    await with_paper(office)
    new = [
        "县水务局",
        "县直",
        "",
        "县水务局联络员A",
        "联络员",
        "A",
        "水务局联络员",
        "0370-0000011",
        "",
        "",
        "2026-03-04",
    ]
    await sends_roster(office.head, with_changes(new, [*WATER_A, "", "县水务局", "2026-03-04"]))
    await office.head.sees("并入：县水利局 → 县水务局")
    await office.head.taps("确认导入")
    await office.advance("3月4日 09:00")
    async with office.transaction() as unit:
        (opened,) = await unit.find(Unit, name="县水务局")
    assert opened.active
    assert (await unit_of(office, roster.WATER)).successor_id == opened.id
    assert not (await unit_of(office, roster.WATER)).active
    assert await task_is_with(office, opened.id)
