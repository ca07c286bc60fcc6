"""The calendar that the Office entered: counted by at once, and again after a restart."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from supervision.model import CalendarYear
from tests.world import MONDAY, bot_of, world

HOLIDAY = date(2028, 1, 26)
YEAR = CalendarYear(2028, (HOLIDAY,), (date(2028, 1, 23),), "国办发明电〔2027〕1号", 8, MONDAY)


async def test_a_year_that_was_entered_counts_at_once_and_after_a_restart(tmp_path: Path, template: Path) -> None:
    async with world(tmp_path, template, start=False) as office:
        async with bot_of(office) as bot:
            calendar = bot.services.calendar

            async def put() -> None:
                calendar.set([YEAR])

            async with office.transaction() as unit:
                assert unit.workdays.is_workday(HOLIDAY)
                await unit.save(YEAR)
                unit.after_commit.append(put)
                await unit.commit()
            async with office.transaction() as unit:
                assert not unit.workdays.is_workday(HOLIDAY)
        async with bot_of(office) as bot:
            assert not bot.services.workdays.is_workday(HOLIDAY)
            assert not bot.services.workdays.provisional(HOLIDAY)
