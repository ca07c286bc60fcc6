"""The inbox: stored once, done once, pruned in time."""

from __future__ import annotations

import json
from datetime import timedelta

from sqlalchemy import select

from storage import inbox
from storage.engine import Database
from storage.tables import inbox as table
from tests.world import MONDAY, setting_at


async def test_the_same_update_is_stored_once(database: Database) -> None:
    async with database.write(setting_at()) as unit:
        first = await inbox.store(unit, [(5, "1", {"update_id": 5}), (6, "1", {"update_id": 6})])
        again = await inbox.store(unit, [(6, "1", {"update_id": 6}), (7, "2", {"update_id": 7})])
    assert [item.update_id for item in first] == [5, 6]
    assert [item.update_id for item in again] == [7]


async def test_an_update_is_finished_once(database: Database) -> None:
    async with database.write(setting_at()) as unit:
        await inbox.store(unit, [(5, "1", {})])
        assert await inbox.count_new(unit) == 1
        assert await inbox.finish(unit, 5)
        assert not await inbox.finish(unit, 5)
        assert await inbox.waiting(unit) == []


async def test_what_waits_comes_back_in_order(database: Database) -> None:
    async with database.write(setting_at()) as unit:
        await inbox.store(unit, [(9, "1", {}), (3, "2", {}), (6, "1", {})])
        await inbox.finish(unit, 6)
        assert [item.update_id for item in await inbox.waiting(unit)] == [3, 9]


async def test_a_buried_update_is_not_tried_again(database: Database) -> None:
    async with database.write(setting_at()) as unit:
        await inbox.store(unit, [(5, "1", {})])
        assert await inbox.count_attempt(unit, 5) == 1
        assert await inbox.count_attempt(unit, 5) == 2
        await inbox.bury(unit, 5, "20260302-7F3A")
        assert await inbox.waiting(unit) == []


async def test_P7_1_only_what_failed_keeps_its_words_and_what_is_done_is_still_known(database: Database) -> None:
    said = {"message": {"text": "13812345678"}}
    async with database.write(setting_at()) as unit:
        await inbox.store(unit, [(number, "1", said) for number in (5, 6, 7)])
        await inbox.finish(unit, 5)
        await inbox.bury(unit, 6, "20260302-7F3A")
        assert not await inbox.finish(unit, 6)
        rows = await unit.connection.execute(select(table.c.update_id, table.c.raw).order_by(table.c.update_id))
        assert {row.update_id: json.loads(row.raw) for row in rows} == {5: {}, 6: said, 7: said}
        assert await inbox.store(unit, [(5, "1", said), (6, "1", said)]) == []


async def test_pitfall_40_old_ids_are_pruned_so_that_an_id_may_come_again(database: Database) -> None:
    async with database.write(setting_at()) as unit:
        await inbox.store(unit, [(5, "1", {}), (6, "1", {})])
        await inbox.finish(unit, 5)
        await unit.commit()
    async with database.write(setting_at(MONDAY + timedelta(hours=71))) as unit:
        assert await inbox.prune(unit) == 0
    async with database.write(setting_at(MONDAY + timedelta(hours=73))) as unit:
        assert await inbox.prune(unit) == 1
        assert [item.update_id for item in await inbox.store(unit, [(5, "1", {})])] == [5]
        assert [item.update_id for item in await inbox.store(unit, [(6, "1", {})])] == []
