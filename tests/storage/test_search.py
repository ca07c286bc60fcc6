"""Finding matters and raising counters, on both databases."""

from __future__ import annotations

from dataclasses import replace

from storage.engine import Database
from storage.queries import registers, search
from supervision.model import Assignment, AssignmentStatus, SearchText
from supervision.search.search_texts import Scope, read_words
from tests import roster
from tests.builders import issued_matter
from tests.world import setting_at

OFFICE = Scope(everything=True)


async def test_words_are_found_as_they_stand(database: Database) -> None:
    async with database.write(setting_at()) as unit:
        matter, _ = await issued_matter(unit)
        await search.refresh_after(unit, [replace(matter, title="ＰＭ2.5治理_100%")])
        assert await search.find(unit, read_words("pm2.5 100%"), OFFICE, 9) == [], "the row itself was not saved"
        changed = replace(matter, title="ＰＭ2.5治理_100%")
        await unit.save(changed)
        await search.refresh_after(unit, [changed])
        for words in ("pm2.5", "PM2.5治理 清淤", "理_1", "100%", "1号"):
            assert await search.find(unit, read_words(words), OFFICE, 9) == [(matter.id, 0)], words
        for words in ("理%1", "pm3", "10_%", "/%"):
            assert await search.find(unit, read_words(words), OFFICE, 9) == [], words


async def test_a_text_goes_with_the_task(database: Database) -> None:
    own = Scope(units=(roster.WATER,))
    async with database.write(setting_at()) as unit:
        matter, _ = await issued_matter(unit)
        await search.refresh(unit, [matter.id])
        assert await search.find(unit, read_words("清淤"), own, 9) == [(matter.id, roster.WATER)]
        assert await search.find(unit, read_words("凯旋路"), own, 9) == []
        item = replace(await unit.require(Assignment, matter.id, 2, roster.WATER), status=AssignmentStatus.WITHDRAWN)
        await unit.save(item)
        await search.refresh_after(unit, [item])
        assert await search.find(unit, read_words("清淤"), own, 9) == []
        assert {text.unit_id for text in await unit.find(SearchText)} == {0, roster.HOUSING}


async def test_nobody_without_a_scope_finds_anything(database: Database) -> None:
    async with database.write(setting_at()) as unit:
        matter, _ = await issued_matter(unit)
        await search.refresh(unit, [matter.id])
        assert await search.find(unit, read_words("内涝"), Scope(), 9) == []
        assert await search.find(unit, read_words("内涝"), Scope(registered_in=(roster.SECTION,)), 9) == []
        assert await search.find(unit, read_words("内涝"), Scope(registered_in=(roster.OFFICE,)), 9) == [(matter.id, 0)]


async def test_a_counter_goes_on_and_never_back(database: Database) -> None:
    async with database.write(setting_at()) as unit:
        await registers.go_on_after(unit, "supervision/2026", 56)
        await registers.go_on_after(unit, "supervision/2026", 12)
        assert await registers.last_number(unit, "supervision/2026") == 56
        assert await unit.count_up("supervision/2026") == 57
