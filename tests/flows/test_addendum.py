"""年终补充通报: what is due after 10 December, named once (R3a)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from supervision.model import (
    Bulletin,
    BulletinLine,
    BulletinStatus,
    CalendarKey,
    Dispatch,
    DueStatus,
    Matter,
    ReportDue,
)
from tests import builders, roster
from tests.world import ZONE, World, bot_of, world

ISSUED = datetime(2026, 12, 1, 9, tzinfo=ZONE)
LIMIT = datetime(2026, 12, 21, 23, 59, 59, 999999, tzinfo=ZONE)


async def arranged(office: World, *, due_on: date = date(2026, 12, 21)) -> None:
    """One matter of December: 住建局 was in time, 水利局 said nothing."""
    async with office.transaction() as unit:
        matter, _ = await builders.issued_matter(unit)
        await unit.save(replace(matter, registered_at=ISSUED, issued_at=ISSUED))
        for sent in await unit.find(Dispatch):
            await unit.save(replace(sent, sent_at=ISSUED, delivered_at=ISSUED))
        for due in await unit.find(ReportDue):
            answered = due.unit_id == roster.HOUSING
            limit = LIMIT.replace(day=due_on.day, month=due_on.month)
            row = replace(due, due_on=due_on, late_after=limit)
            if answered:
                row = replace(row, status=DueStatus.ACCEPTED, first_answered_at=datetime(2026, 12, 7, 9, tzinfo=ZONE))
            await unit.save(row)
        await unit.commit()
    await office.settle()


async def test_R3a_year_end_addendum(tmp_path: Path, template: Path) -> None:
    async with world(tmp_path, template, start=False) as office:
        await office.advance(datetime(2027, 1, 7, 18, tzinfo=ZONE))
        async with bot_of(office):
            await arranged(office)
            await office.advance(datetime(2027, 1, 8, 8, 30, tzinfo=ZONE))
            card = await office.clerk.sees("2026年年终（12月11日至31日）督查通报 · 草稿", "统计截至12月31日")
            assert "年终应反馈5次，已反馈3次，其中按时3次" in card.text
            await office.clerk.taps("通报批评备选（1）")
            await office.clerk.taps("列入 县水利局")
            await office.clerk.taps("通报前核对")
            await office.water.taps("情况属实")
            await office.clerk.taps("送审")
            text = await office.deputy.sees("关于2026年年终（12月11日至31日）督查事项落实情况的通报")
            assert "县水利局" in text.text
            whole = text.text if "全年" in text.text else (await office.deputy.sees("全年督查事项1项")).text
            assert "全年督查事项1项，已办结0项，结转下年1项；应反馈5次，按时3次，逾期2次，按时率60%。" in whole
        await named_once(office)


async def named_once(office: World) -> None:
    """The first quarter counts the same reports, and names nobody again for them."""
    office.sandbox.state.clock.move(datetime(2027, 4, 19, 8, tzinfo=ZONE).timestamp())
    async with bot_of(office):
        await office.advance(datetime(2027, 4, 19, 8, 31, tzinfo=ZONE))
        async with office.transaction() as unit:
            quarter = await unit.first(Bulletin, period="2027Q1")
            assert quarter is not None
            assert (quarter.figures["late"], quarter.figures["named_before"]) == (2, 2)
            assert quarter.status is BulletinStatus.DRAFT
            named = {line.unit_id for line in await unit.find(BulletinLine, bulletin_id=quarter.id)}
            assert roster.WATER not in named


async def test_R3a_nothing_due_after_the_cut_off_is_no_addendum(tmp_path: Path, template: Path) -> None:
    async with world(tmp_path, template, start=False) as office:
        await office.advance(datetime(2027, 1, 7, 18, tzinfo=ZONE))
        async with bot_of(office):
            await arranged(office, due_on=date(2026, 12, 10))
            await office.advance(datetime(2027, 1, 8, 9, tzinfo=ZONE))
            async with office.transaction() as unit:
                assert await unit.first(Bulletin, period="2026/addendum") is None
                assert await unit.get(CalendarKey, "bulletin/2026/addendum") is not None
                assert await unit.first(Matter) is not None
