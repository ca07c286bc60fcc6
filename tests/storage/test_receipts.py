"""Which papers wait for 签收, and from when that is asked for – on SQLite and PostgreSQL."""

from __future__ import annotations

from dataclasses import replace

from storage.engine import Database
from storage.queries import owed
from storage.queries.deliveries import dispatch_of
from supervision.model import Assignment, AssignmentStatus, Dispatch, Paper, Part, Urgency
from supervision.procedures.ladders import ACKNOWLEDGEMENT_LADDER
from supervision.reminding.reminders import Pace, bands
from tests import roster
from tests.storage.test_reminders import issue
from tests.world import at, setting_at


async def test_a_paper_told_by_telephone_stands_on_the_rungs_of_the_call(database: Database) -> None:
    matter = await issue(database, acknowledged=False)
    call = at("3月10日 10:00")
    async with database.write(setting_at(call)) as unit:
        for item in await unit.find(Assignment, matter_id=matter.id, unit_id=roster.WATER):
            await unit.save(replace(item, delivered_at=call))
        await unit.save(replace(await unit.require(Dispatch, 1, roster.WATER), delivered_at=call))
        told = {item.dispatch.unit_id: item.told_at for item in await owed.waiting_papers(unit)}
        assert told == {roster.HOUSING: None, roster.WATER: call}
        for day, expected in (("3月10日 17:00", [roster.HOUSING]), ("3月11日", [roster.HOUSING, roster.WATER])):
            on_rungs = bands(ACKNOWLEDGEMENT_LADDER, Pace(unit.county, unit.workdays), at(day))
            found = await owed.papers_on_rungs(unit, on_rungs, Urgency.ROUTINE)
            assert [item.dispatch.unit_id for item in found] == expected


async def test_a_withdrawn_paper_waits_for_nobody(database: Database) -> None:
    await issue(database, acknowledged=False)
    async with database.write(setting_at(at("3月5日"))) as unit:
        await unit.save(replace(await unit.require(Paper, 1), withdrawn_at=unit.now, withdrawn_why="未经同意"))
        assert await owed.waiting_papers(unit) == []
        assert await dispatch_of(unit, 1, roster.WATER) is None


async def test_a_task_that_came_later_asks_for_the_newest_paper_only(database: Database) -> None:
    matter = await issue(database)
    async with database.write(setting_at(at("3月9日"))) as unit:
        first, paper = await unit.require(Dispatch, 1, roster.WATER), await unit.require(Paper, 1)
        second = replace(first, paper_id=2, sent_at=unit.now)
        await unit.save(replace(paper, id=2, document_number="夏政督〔2026〕2号"), second)
        added = Assignment(matter.id, 1, roster.WATER, Part.LEAD, AssignmentStatus.ISSUED)
        await unit.save(added)
        assert [(item.dispatch.paper_id, item.told_at) for item in await owed.waiting_papers(unit)] == [(2, None)]
        assert await dispatch_of(unit, matter.id, roster.WATER) == second
