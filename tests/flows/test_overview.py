"""Heads of units and leaders hear at regular intervals how the work stands, and whenever they ask (R1)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from supervision.model import DueStatus, Matter, Post, ReportDue
from tests import builders, roster
from tests.flows.quarter import report
from tests.world import World, world

TITLE = "督查事项每周情况"


@pytest.fixture
async def county(tmp_path: Path, template: Path) -> AsyncIterator[World]:
    """An office whose heads and leaders get the picture."""
    async with world(tmp_path, template, overviews=True) as office:
        yield office


async def arranged(office: World) -> Matter:
    """住建局 has reported everything; 水利局 owes a report of 6 March, and one of 13 March."""
    async with office.transaction() as unit:
        matter, _ = await builders.issued_matter(unit)
        for due in await unit.find(ReportDue, matter_id=matter.id, unit_id=roster.WATER):
            day = 6 if due.seq == 1 else 13
            limit = due.late_after.replace(day=day)
            await unit.save(replace(due, due_on=due.due_on.replace(day=day), late_after=limit))
        mayor = await unit.require(Post, builders.MAYOR)
        await unit.save(replace(mayor, in_charge_of=(roster.HOUSING, roster.WATER)))
        await unit.commit()
    await report(office, matter, roster.HOUSING, DueStatus.ACCEPTED)
    return matter


async def test_R1_on_monday_the_head_the_deputy_and_the_leaders_hear_how_it_stands_once(county: World) -> None:
    await arranged(county)
    await county.advance("3月9日 08:31")
    for person in (county.water_head, county.water_deputy):
        seen = await person.sees(f"{TITLE} · 县水利局", "截至3月9日", "在办任务1项，本周应反馈1次")
        assert "反馈已超时限1次\n· 1号第2项 北城河清淤2.3公里：已超1个工作日" in seen.text
    await county.housing_head.sees(f"{TITLE} · 县住房和城乡建设局", "在办任务2项")
    await county.mayor.sees(TITLE, "在办事项1项，任务2项，反馈已超时限1次", "其中您分管的单位：县水利局1次", "在办1件")
    for person in (county.water, county.clerk, county.tax):
        await person.sees_nothing(TITLE)
    await county.advance("3月10日 09:30")
    seen_twice = [one for one in await county.water_head.messages() if TITLE in one.text]
    assert len(seen_twice) == 1


async def test_R1_the_deputy_is_not_told_of_his_week_a_second_time_in_the_digest(county: World) -> None:
    await arranged(county)
    await county.advance("3月9日 10:00")
    told = [one.text for one in await county.water_deputy.messages()]
    assert not [text for text in told if "本周办理情况" in text]


async def test_R1_on_the_first_workday_the_month_before_is_told_as_bulletins_count_it(county: World) -> None:
    await arranged(county)
    await county.advance("4月1日 08:31")
    await county.water_head.sees("督查事项月度情况 · 县水利局", "3月应反馈2次：按时0次，逾期2次，按时率0%")
    await county.housing_head.sees("3月应反馈3次：按时3次，逾期0次，按时率100%")
    await county.deputy.sees("督查事项月度情况", "3月应反馈5次：按时3次，逾期2次，按时率60%")


async def test_R1_who_asks_is_told_at_once_and_goes_on_from_there(county: World) -> None:
    await arranged(county)
    await county.water_head.says("总览")
    asked = await county.water_head.sees("督查工作总览", "县水利局\n在办任务1项")
    await county.water_head.taps("本单位任务", asked)
    await county.water_head.sees("北城河清淤2.3公里")
    await county.director.says("/overview")
    asked = await county.director.sees("督查工作总览", "在办事项1项，任务2项")
    await county.director.taps("台账", asked)
    await county.director.sees("城区内涝点整治")
    await county.water.says("/overview")
    await county.water.sees_nothing("督查工作总览")


async def test_R1_where_nothing_is_in_hand_nobody_is_told(county: World) -> None:
    await county.advance("3月9日 09:30")
    for person in (county.water_head, county.mayor):
        await person.sees_nothing(TITLE)
    await county.water_head.says("/overview")
    await county.water_head.sees("目前没有在办任务")
