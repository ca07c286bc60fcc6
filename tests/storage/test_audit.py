"""The audit chain: what was changed, left out or cut off is found."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import delete, select, update

from storage import audit
from storage.engine import Database
from storage.tables import audit as table
from storage.unit_of_work import UnitOfWork
from supervision.actors import MACHINE, Actor, Witness
from supervision.model import Channel
from supervision.outcome import Fact
from supervision.subjects import Subject
from tests.world import setting_at

MATTER = Subject("matter", "1")


async def _three_rows(unit: UnitOfWork) -> None:
    await audit.record(unit, MACHINE, [Fact("matter.registered", MATTER, {"title": "甲"})])
    await audit.record(unit, MACHINE, [Fact("matter.split", MATTER, {"tasks": 2}), Fact("matter.issued", MATTER)])


async def test_an_untouched_chain_is_intact(database: Database) -> None:
    async with database.write(setting_at()) as unit:
        assert (await audit.verify(unit)).intact
        await _three_rows(unit)
        verdict = await audit.verify(unit)
        await unit.commit()
    assert (verdict.rows, verdict.intact) == (3, True)
    async with database.read(setting_at()) as unit:
        assert await audit.verify(unit) == verdict
        assert [row.event for row in await audit.history(unit, MATTER)] == [
            "matter.registered",
            "matter.split",
            "matter.issued",
        ]


@pytest.mark.parametrize("column", ["details", "event", "person_id", "at", "channel", "subject_key"])
async def test_a_changed_row_is_found(database: Database, column: str) -> None:
    changed = {"details": "{}", "event": "x", "person_id": 9, "channel": "paper", "subject_key": "2"}
    async with database.write(setting_at()) as unit:
        await _three_rows(unit)
        value = changed.get(column) or setting_at().now.replace(hour=3)
        await unit.connection.execute(update(table).where(table.c.seq == 1).values({column: value}))
        assert (await audit.verify(unit)).broken_at == 1


async def test_a_removed_row_is_found(database: Database) -> None:
    async with database.write(setting_at()) as unit:
        await _three_rows(unit)
        await unit.connection.execute(delete(table).where(table.c.seq == 2))
        assert (await audit.verify(unit)).broken_at == 3


async def test_complaint_20_a_tail_that_was_cut_off_is_found(database: Database) -> None:
    async with database.write(setting_at()) as unit:
        await _three_rows(unit)
        await unit.connection.execute(delete(table).where(table.c.seq == 3))
        verdict = await audit.verify(unit)
    assert verdict.broken_at is None
    assert verdict.tail_cut
    assert not verdict.intact


async def test_a_rollback_leaves_the_chain_as_it_was(database: Database) -> None:
    async with database.write(setting_at()) as unit:
        await _three_rows(unit)
    async with database.write(setting_at()) as unit:
        await _three_rows(unit)
        assert (await audit.verify(unit)).rows == 3


async def test_a_recorded_act_names_its_record_and_both_clerks(database: Database) -> None:
    at = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
    witness = Witness(channel=Channel.PAPER, record_id=4, entered_by=8, confirmed_by=9, happened_at=at)
    async with database.write(setting_at()) as unit:
        await audit.record(unit, Actor(None, (), witness), [Fact("approval.signed", MATTER, {"step": 1})])
        (row,) = await audit.history(unit, MATTER)
        channel = (await unit.connection.execute(select(table.c.channel))).scalar_one()
        assert (await audit.verify(unit)).intact
    assert channel == "paper"
    assert row.details == {
        "step": 1,
        "record": 4,
        "entered_by": 8,
        "confirmed_by": 9,
        "happened_at": "2026-03-01T09:30:00Z",
    }
