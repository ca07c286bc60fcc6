"""The twelve months of a county's year for all eleven tracks, played by everybody, in the two readings of P3.2.

From 5 January 2026 to 15 January 2027 by way of everything that the bot has due; then each report due, reminder,
bulletin, number and answer is compared with the list made by hand (`tests/year_list.py`).
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from supervision.calendars.schedules import TenThingsReading
from supervision.county import County
from tests.flows import year_checks
from tests.flows.year_play import CLOSINGS, END, Year
from tests.world import ZONE, World, world
from tests.year_list import BULLETINS, owed

BEGIN = datetime(2026, 1, 5, 8, 30, tzinfo=ZONE)

pytestmark = [pytest.mark.long, pytest.mark.timeout(900)]


@pytest.mark.parametrize("reading", list(TenThingsReading))
async def test_P3_2_a_year_of_eleven_tracks_leaves_no_report_out_and_asks_for_none_twice(
    tmp_path: Path, template: Path, reading: TenThingsReading
) -> None:
    county = County(ten_things_reading=reading, contact_phone="0370-6210000")
    async with world(tmp_path, template, begin=BEGIN, county=county) as office:
        year = Year(office, reading)
        await year.play()
        await _in_the_books(office, year)
        for person in office.people.values():
            year_checks.digests_say_nothing_twice(await person.messages())
        posted = [message.text for message in await office.head.messages(year.group)]
        assert len([text for text in posted if "督查" in text]) == len(BULLETINS), "each once in the group"


async def _in_the_books(office: World, year: Year) -> None:
    ids = {key: matter.id for key, matter in year.matters.items()}
    keys = {number: key for key, number in ids.items()}
    async with office.transaction() as unit:
        await year_checks.dues_are_the_list(unit, keys, owed(year.reading), END.date())
        await year_checks.rungs_rang_once(unit, keys)
        await year_checks.nothing_is_left_unsent(unit)
        await year_checks.bulletins_are_the_list(unit, ids)
        await year_checks.numbers_have_no_gaps(unit)
        await year_checks.closed_are_answered(unit, keys, CLOSINGS)
        await year_checks.proposals_are_filed(unit, ids)
        await year_checks.audit_verifies(unit)
