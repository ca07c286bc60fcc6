"""录入 of a later date: what two clerks cannot grant by a paper, and when it ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from handlers.recording.acts import CHECKS, whose
from supervision.calendars.deadlines import late_after
from supervision.model import Channel, Matter, Record, RecordKind, ReportDue, Urgency
from supervision.refusals import InvalidInput
from tests import roster
from tests.builders import CLERK, issued_matter
from tests.flows.papers import with_paper
from tests.flows.recording_scenes import answers_with, enters
from tests.world import World


async def test_P3_2_no_record_takes_the_ten_things_past_the_year_without_the_mayor(office: World) -> None:
    async with office.transaction() as unit:
        await issued_matter(unit, track="ten_things", due_on=date(2026, 12, 31))
        await unit.commit()
    await office.clerk.says("/record 2026-1")
    await office.clerk.taps("延期")
    for answer in ("县水利局", "第2项　12月31日（周四）", "2027年3月31日"):
        await answers_with(office.clerk, answer)
    await office.clerk.sees("延至2027年3月31日须报县长审定")
    async with office.transaction() as unit:
        due = await unit.require(ReportDue, 1, 2, roster.WATER, 2)
        record = Record(
            id=1,
            kind=RecordKind.EXTENSION,
            channel=Channel.PAPER,
            entered_by=CLERK,
            entered_post_id=CLERK,
            entered_at=unit.now,
            happened_at=unit.now,
            matter_id=1,
            unit_id=roster.WATER,
            task_seq=2,
            due_seq=2,
            new_due_on=date(2027, 3, 31),
        )
        with pytest.raises(InvalidInput):
            await CHECKS[RecordKind.EXTENSION](unit, record, await whose(unit, record))
    assert due.extended_to is None


async def test_an_extension_of_what_is_most_urgent_ends_with_the_office_hours(office: World) -> None:
    await with_paper(office)
    async with office.transaction() as unit:
        await unit.save(replace(await unit.require(Matter, 1), urgency=Urgency.MOST_URGENT))
        await unit.commit()
    await office.advance("3月9日 10:00")
    answers = ("县水利局", "第2项　3月10日（周二）", "3月16日", "连续降雨", "电话", "水利局联络员", "刚才")
    await enters(office.clerk, "2026-1", "延期", *answers)
    await office.clerk2.taps("核对无误")
    async with office.transaction() as unit:
        due = await unit.require(ReportDue, 1, 2, roster.WATER, 1)
    limit = late_after(date(2026, 3, 16), None, unit.workdays, unit.county, urgency=Urgency.MOST_URGENT)
    assert due.late_after == limit != late_after(date(2026, 3, 16), None, unit.workdays, unit.county)
