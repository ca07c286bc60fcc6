"""Which dates a calendar that is entered may move, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from storage.engine import Database
from storage.queries import calendars
from supervision.model import Bulletin, BulletinKind, BulletinStatus, DueStatus, ReportDue
from tests import roster
from tests.builders import issued_matter
from tests.world import MONDAY, setting_at

NEW_YEAR, YEARS_END = date(2027, 1, 1), date(2027, 12, 31)


@pytest.mark.parametrize(
    ("status", "late", "found"),
    [
        (DueStatus.OPEN, False, True),
        (DueStatus.RETURNED, False, True),
        (DueStatus.HELD, False, True),
        (DueStatus.ANSWERED, True, True),
        (DueStatus.ACCEPTED, True, True),
        (DueStatus.ACCEPTED, False, False),
        (DueStatus.VOID, False, False),
    ],
)
async def test_dates_are_found_by_the_day_that_they_were_extended_to(
    database: Database, status: DueStatus, late: bool, found: bool
) -> None:
    async with database.write(setting_at()) as unit:
        await issued_matter(unit)
        due, *_ = await unit.find(ReportDue, matter_id=1, unit_id=roster.HOUSING)
        assert await calendars.running_dues(unit, NEW_YEAR, YEARS_END) == []
        first = due.late_after + timedelta(hours=1 if late else -1)
        extended = replace(due, extended_to=date(2027, 2, 10), status=status, first_answered_at=first)
        await unit.save(extended)
        running = await calendars.running_dues(unit, NEW_YEAR, YEARS_END)
        assert [item.due for item in running] == ([extended] if found else [])


async def test_what_was_counted_is_what_is_out(database: Database) -> None:
    async with database.write(setting_at()) as unit:
        assert await calendars.counted_until(unit) is None
        for n, (kind, status) in enumerate(
            (
                (BulletinKind.QUARTERLY, BulletinStatus.POSTED),
                (BulletinKind.QUARTERLY, BulletinStatus.APPROVED),
                (BulletinKind.MONTHLY, BulletinStatus.POSTED),
            ),
            1,
        ):
            await unit.save(Bulletin(n, f"{n}", status, date(2026, 4, 10) + timedelta(n), MONDAY, {}, kind=kind))
        assert await calendars.counted_until(unit) == date(2026, 4, 11)
