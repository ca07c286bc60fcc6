"""Transactions: all or nothing, numbers without gaps, aware times."""

from __future__ import annotations

import asyncio
from dataclasses import fields, replace
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest

from storage.engine import Database
from storage.tables import MODELS
from storage.unit_of_work import UnitOfWork
from supervision.model import (
    CalendarKey,
    Draft,
    Instruction,
    Matter,
    MatterStatus,
    Person,
    Post,
    ReportDue,
    Source,
    Unit,
    UnitKind,
    Urgency,
)
from supervision.refusals import NotFound
from supervision.roles import Role
from tests.world import MONDAY, setting_at

MATTER = Matter(
    id=7,
    registration_number="2026-7",
    track="document",
    title="<b>标题&_*[</b>",
    status=MatterStatus.REGISTERED,
    urgency=Urgency.MOST_URGENT,
    registered_by=1,
    registered_post_id=1,
    registered_at=MONDAY,
    sources=(
        Source("通知", "商政〔2026〕3号", date(2026, 2, 27), "市政府"),
        Source("口头交办", oral=True, place="会议室"),
    ),
    instructions=(Instruction(1, "县长", None, "抓紧办理"),),
    due_on=date(2026, 6, 15),
    due_hour=time(18, 0),
    copy_to=("县委办",),
)


async def test_what_is_saved_comes_back_equal(database: Database) -> None:
    async with database.write(setting_at()) as unit:
        await unit.save(MATTER)
        await unit.commit()
    async with database.read(setting_at()) as unit:
        assert await unit.get(Matter, 7) == replace(MATTER, registered_at=MONDAY.astimezone(UTC))


async def test_saving_again_overwrites(database: Database) -> None:
    async with database.write(setting_at()) as unit:
        await unit.save(MATTER, replace(MATTER, status=MatterStatus.SPLIT))
        assert [m.status for m in await unit.find(Matter)] == [MatterStatus.SPLIT]


async def test_without_commit_nothing_happened(database: Database) -> None:
    async with database.write(setting_at()) as unit:
        await unit.save(MATTER)
    async with database.read(setting_at()) as unit:
        assert await unit.get(Matter, 7) is None


async def test_an_exception_rolls_back_and_goes_on(database: Database) -> None:
    async def save_and_fail() -> None:
        async with database.write(setting_at()) as unit:
            await unit.save(MATTER)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await save_and_fail()
    async with database.write(setting_at()) as unit:
        assert await unit.get(Matter, 7) is None


async def test_an_attempt_that_fails_takes_back_its_own_part_only(database: Database) -> None:
    async def waits() -> None:
        """Nothing."""

    drawn: list[int] = []

    async def attempt(unit: UnitOfWork, title: str, *, fails: bool) -> None:
        async with unit.attempt():
            await unit.save(replace(MATTER, title=title))
            drawn.append(await unit.new_id("attempted"))
            if fails:
                unit.after_commit.append(waits)
                raise NotFound("matter")

    async with database.write(setting_at()) as unit:
        await unit.save(MATTER)
        with pytest.raises(NotFound):
            await attempt(unit, "错", fails=True)
        assert (await unit.require(Matter, 7)).title == MATTER.title
        assert unit.after_commit == []
        await attempt(unit, "对", fails=False)
        await unit.commit()
    async with database.read(setting_at()) as unit:
        assert (await unit.require(Matter, 7)).title == "对"
    assert drawn == [1, 1]


async def test_what_waits_for_the_commit_does_not_run_without_it(database: Database) -> None:
    done: list[str] = []

    async def note() -> None:
        done.append("after")

    async with database.write(setting_at()) as unit:
        unit.after_commit.append(note)
    assert done == []
    async with database.write(setting_at()) as unit:
        unit.after_commit.append(note)
        await unit.commit()
        assert done == []
    assert done == ["after"]


async def test_a_reading_transaction_cannot_commit(database: Database) -> None:
    async with database.read(setting_at()) as unit:
        with pytest.raises(RuntimeError):
            await unit.commit()


async def test_numbers_have_no_gaps_under_concurrency_and_rollbacks(database: Database) -> None:
    taken: list[int] = []

    async def take(number: int) -> None:
        async with database.write(setting_at()) as unit:
            drawn = await unit.count_up("supervision/2026", start=11)
            if number % 3 == 0:
                return  # rolled back: the number is given back
            await unit.commit()
            taken.append(drawn)

    await asyncio.gather(*(take(number) for number in range(60)))
    assert sorted(taken) == list(range(12, 52))


async def test_complaint_20_fifty_concurrent_writes_all_arrive(database: Database) -> None:
    async def write(number: int) -> None:
        async with database.write(setting_at()) as unit:
            await unit.save(CalendarKey(f"k{number}", MONDAY))
            await unit.commit()

    await asyncio.gather(*(write(number) for number in range(50)))
    async with database.read(setting_at()) as unit:
        assert len(await unit.find(CalendarKey)) == 50


async def test_pitfall_30_a_naive_time_is_refused(database: Database) -> None:
    async with database.write(setting_at()) as unit:
        with pytest.raises(Exception, match="naive"):
            await unit.save(CalendarKey("k", MONDAY.replace(tzinfo=None)))


async def test_times_come_back_in_utc_and_compare_in_sql_as_in_python(database: Database) -> None:
    tokyo = timezone(timedelta(hours=9))
    moments = [datetime(2026, 3, 2, 9, tzinfo=tokyo) + timedelta(microseconds=n) for n in (0, 1, 999_999)]
    async with database.write(setting_at()) as unit:
        for n, moment in enumerate(moments):
            due = ReportDue(1, 1, 1, n + 1, due_on=date(2026, 3, 2), due_hour=None, late_after=moment, final=True)
            await unit.save(due)
        rows = await unit.find(ReportDue, late_after=moments[1])
    assert [row.seq for row in rows] == [2]
    assert rows[0].late_after == moments[1]
    assert rows[0].late_after.tzinfo is UTC


async def test_find_by_several_values_and_first(database: Database) -> None:
    async with database.read(setting_at()) as unit:
        leaders = await unit.find(Post, role=[Role.MAYOR, Role.DIRECTOR])
        assert [post.title for post in leaders] == ["县长", "政府办公室主任"]
        assert await unit.first(Unit, kind=UnitKind.TOWNSHIP) == await unit.get(Unit, 6)
        assert await unit.first(Unit, name="无此单位") is None


async def test_require_says_what_is_missing(database: Database) -> None:
    async with database.read(setting_at()) as unit:
        with pytest.raises(NotFound):
            await unit.require(Person, 999)


async def test_delete(database: Database) -> None:
    draft = Draft(1, 1, "registration", "registration.secrecy", {"a": ["b", 1, None]}, ("x",), 3, MONDAY)
    async with database.write(setting_at()) as unit:
        await unit.save(draft)
        assert await unit.get(Draft, 1, 1) == replace(draft, updated_at=MONDAY.astimezone(UTC))
        await unit.delete(draft)
        assert await unit.get(Draft, 1, 1) is None


def test_every_table_has_its_dataclass_fields() -> None:
    for entity, table in MODELS.items():
        assert [column.name for column in table.columns] == [field.name for field in fields(entity)]
