"""The sweep's questions cost by what is due, not by what is open."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from storage.engine import Database
from storage.migrating import upgrade
from storage.queries import climbing, owed, reminders
from supervision.county import County
from supervision.model import Urgency
from supervision.procedures.ladders import ladders
from supervision.reminding.reminders import Pace, bands
from tests.world import at, setting_at

LADDER = ladders(County(), Urgency.ROUTINE).report


async def test_what_is_due_is_found_by_a_range_of_an_index(tmp_path: Path) -> None:
    """However many dates are open: no table is read from end to end, and the dates are a range of status and limit."""
    database = Database.open(f"sqlite+aiosqlite:///{tmp_path / 'plans.db'}")
    await upgrade(database)
    asked: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, sql: str, given: object, _context: object, _many: object) -> None:
        asked.append((sql, given))

    event.listen(Engine, "before_cursor_execute", note)
    async with database.read(setting_at(at("3月20日"))) as unit:
        on_rungs = bands(LADDER, Pace(unit.county, unit.workdays), unit.now)
        first = (at("3月10日"), 1, 1, 1, 1)
        await climbing.owed_on_rungs(unit, on_rungs, Urgency.ROUTINE, after=first)
        await climbing.first_limit_beyond(unit, unit.now, Urgency.ROUTINE)
        await climbing.urgencies_under_way(unit)
        await owed.papers_on_rungs(unit, on_rungs, Urgency.ROUTINE)
        await owed.steps_on_rungs(unit, on_rungs, Urgency.ROUTINE)
        await reminders.settled(unit)
        event.remove(Engine, "before_cursor_execute", note)
        questions = [(sql, given) for sql, given in asked if sql.startswith(("SELECT", "WITH"))]
        for sql, given in questions:
            rows = await unit.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", given)
            plan: list[str] = [str(row.detail) for row in rows]
            assert not [line for line in plan if line.startswith("SCAN") and line not in SMALL], sql
            if "FROM reports_due" in sql:
                assert any("INDEX ix_reports_due_status_late_after" in line for line in plan), plan
    await database.close()


SMALL = {"SCAN CONSTANT ROW", "SCAN may_wait", "SCAN reminders USING INDEX ix_reminders_on_the_way"}
"""Few by construction: papers that may wait for 签收, collected by index; an index of what is on the way alone."""
