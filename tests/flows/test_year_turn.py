"""December asks for the next year's calendar; on 1 January open matters go on under their numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from supervision.model import DeskItem, DeskKind, DueStatus, Post, ReportDue, Task
from supervision.notices.cards import matter_subject
from supervision.roles import KEEPERS
from tests import roster
from tests.flows.papers import events, paper, with_paper
from tests.flows.test_calendars import NOTICE
from tests.world import ZONE, World, bot_of, world


async def ongoing(office: World) -> None:
    """水利局's task has no end, only the ends of the quarters; 住建局's is to be done next May."""
    await with_paper(office)
    async with office.transaction() as unit:
        first, second = await unit.find(Task, matter_id=1)
        await unit.save(
            replace(first, due_on=date(2027, 5, 6), cycle="monthly:25"),
            replace(second, due_on=None, report_on=(), ongoing=True, cycle="quarterly:31", review_on=date(2027, 3, 2)),
        )
        for due in await unit.find(ReportDue, matter_id=1):
            if due.task_seq == 1:
                await unit.save(replace(due, due_on=date(2027, 5, 6), late_after=datetime(2027, 5, 7, tzinfo=ZONE)))
            else:
                done = replace(due, final=False, status=DueStatus.ACCEPTED, first_answered_at=unit.now)
                await unit.save(done)
        await unit.commit()


async def new_dues(office: World, unit_id: int, task: int) -> list[tuple[date, bool]]:
    async with office.transaction() as unit:
        found = await unit.find(ReportDue, unit_id=unit_id, task_seq=task)
    return [(due.due_on, due.final) for due in found if due.due_on.year == 2027]


async def test_years_turn_keeps_numbers_and_shows_carried_over(tmp_path: Path, template: Path) -> None:
    async with world(tmp_path, template, start=False) as office:
        await office.advance(datetime(2026, 12, 31, 23, 0, tzinfo=ZONE))
        async with bot_of(office):
            await ongoing(office)
            assert await new_dues(office, roster.WATER, 2) == []
            await office.advance(datetime(2027, 1, 1, 9, tzinfo=ZONE))
            quarters = [date(2027, 3, 31), date(2027, 6, 30), date(2027, 9, 30), date(2027, 12, 31)]
            assert await new_dues(office, roster.WATER, 2) == [(day, False) for day in quarters]
            months = [(date(2027, month, 25), False) for month in (1, 2, 3, 4)]
            assert sorted(await new_dues(office, roster.HOUSING, 1)) == [*months, (date(2027, 5, 6), True)]
            assert (await events(office, matter_subject(1)))[-1] == "matter.carried_over"
            card = await paper(office.water)
            assert "夏政督〔2026〕1号" in card.text
            assert "3月31日（周三）" in card.text
            await office.clerk.says("台账")
            await office.clerk.sees("2027年：上年结转1项，本年新立0项", "夏政督〔2026〕1号", "上年结转")
        async with bot_of(office):
            await office.settle()
            assert len(await new_dues(office, roster.WATER, 2)) == len(quarters), "once, whatever happens in between"


async def test_calendar_december_reminds_until_it_is_entered(tmp_path: Path, template: Path) -> None:
    async with world(tmp_path, template, start=False) as office:
        await office.advance(datetime(2026, 11, 30, 20, 0, tzinfo=ZONE))
        async with bot_of(office):
            await office.advance(datetime(2026, 12, 1, 9, tzinfo=ZONE))
            await office.head.sees("2027年放假安排", "次年放假安排尚未录入")
            await office.clerk.sees_nothing("放假安排")
            for words in ("/calendar 2027", "录入2027年", NOTICE, "国办发明电〔2026〕7号", "确认录入"):
                act = office.head.taps if words in ("录入2027年", "确认录入") else office.head.says
                await act(words)
            await office.head.sees("已录入2027年工作日历")
            async with office.transaction() as unit:
                assert all(item.done_at for item in await unit.find(DeskItem, kind=DeskKind.CALENDAR))


async def test_calendar_of_a_year_that_became_known_is_not_asked_for_any_more(tmp_path: Path, template: Path) -> None:
    async with world(tmp_path, template, start=False) as office:
        await office.advance(datetime(2026, 11, 30, 20, tzinfo=ZONE))
        async with bot_of(office):
            async with office.transaction() as unit:
                asked = DeskItem(DeskKind.CALENDAR, "2026/1", 1, date(2026, 12, 1), "2026年放假安排", "2026", every=10)
                await unit.save(asked)
                await unit.commit()
            await office.advance(datetime(2026, 12, 1, 9, tzinfo=ZONE))
            async with office.transaction() as unit:
                found = await unit.find(DeskItem, kind=DeskKind.CALENDAR)
            assert {row.number: row.done_at is not None for row in found} == {"2026": True, "2027": False}


async def test_calendar_december_reminds_the_office_where_nobody_keeps_it(tmp_path: Path, template: Path) -> None:
    async with world(tmp_path, template, start=False) as office:
        await office.advance(datetime(2026, 11, 30, 20, tzinfo=ZONE))
        async with bot_of(office):
            async with office.transaction() as unit:
                for post in await unit.find(Post, role=tuple(KEEPERS)):
                    await unit.save(replace(post, holder_id=None))
                await unit.commit()
            await office.advance(datetime(2026, 12, 1, 9, tzinfo=ZONE))
            await office.clerk.sees("2027年放假安排", "次年放假安排尚未录入")
