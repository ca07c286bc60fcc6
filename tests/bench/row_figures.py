"""Row 5: the quarter's figures over 1,000,000 reports of 200 units ÷ the bare SQL aggregate in sqlite3.

Ours are all figures of the bulletin, overall and by track, unit and kind of unit, with matters, tasks and shares, and
held against each other. The bare aggregate counts the reports by unit, with the same joins, and nothing else; both must
agree. Then the whole bulletin is drafted, with each thing that it counts kept, in a process of its own whose peak of
memory is measured; once more of a twentieth of the reports, to see whether that peak grows with them.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
import sys
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from handlers.bulletins.counting import count_period
from handlers.bulletins.drafting import draft
from storage.engine import Database
from storage.queries.bulletins import counted_of
from storage.queries.figures import Counting
from storage.unit_of_work import Setting
from supervision.actors import MACHINE
from supervision.bulletins.appraisal import window
from supervision.calendars.schedules import Quarter
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.figures.counting import UNIT, count
from supervision.model import DueStatus
from tests.bench.ledgers import Date, Shape, copied, ledger, on_day
from tests.bench.measuring import Line, by_turns, memory_mib, milliseconds, ratios, settled_file, spending

REPORTS = 1_000_000
PERIOD = Quarter(2026, 1)
SETTING = Setting(datetime(2026, 4, 20, 1, 0, tzinfo=UTC), County(), Workdays())
FIRST_DAY, DAYS = date(2026, 1, 5), 70
ROUNDS = 3
GOAL = 2.0
LATE, MISSING, RETURNED = 33, 101, 51
"""Every so manieth report is late, is missing, was sent back: 3 %, 1 % and 2 %."""


def _date(number: int) -> Date:
    day = FIRST_DAY + timedelta(days=number % DAYS)
    came = datetime(day.year, day.month, day.day, 3, 0, tzinfo=UTC) + timedelta(days=3 if number % LATE == 0 else 0)
    is_missing = number % MISSING == 0
    return on_day(day) | {
        "status": DueStatus.OPEN if is_missing else DueStatus.ACCEPTED,
        "first_answered_at": None if is_missing else came,
        "returns": int(number % RETURNED == 0 and not is_missing),
    }


SHAPE = Shape(matters=REPORTS // 100, units=5, dates=2, date=_date)
SMALL = Shape(matters=REPORTS // 2000, units=5, dates=2, date=_date)

BARE = """
SELECT d.unit_id, count(*), sum(d.first_answered_at <= :end),
       sum(CASE WHEN d.first_answered_at <= :end THEN d.first_answered_at > d.late_after ELSE d.late_after <= :end END),
       sum(d.returns > 0 AND d.first_answered_at <= :end)
FROM reports_due d
JOIN matters m ON m.id = d.matter_id
JOIN assignments a ON a.matter_id = d.matter_id AND a.task_seq = d.task_seq AND a.unit_id = d.unit_id
WHERE d.late_after > :start AND d.late_after <= :end AND d.status NOT IN ('void', 'held')
  AND m.status IN ('in_progress', 'suspended', 'closing', 'closed') AND a.status <> 'withdrawn'
  AND coalesce(d.known_at, a.delivered_at) IS NOT NULL
GROUP BY d.unit_id
"""
"""What a person would ask at sqlite3's prompt: due, answered, late and returned of each unit."""

_COUNTED = ("due", "answered", "late", "returned")


async def measure() -> list[Line]:
    """The ratio, by turns; then one bulletin, and what it takes."""
    path = await ledger("quarter", SHAPE)
    database = Database.open(f"sqlite+aiosqlite:///{path}")
    found: dict[str, dict[int, tuple[int, ...]]] = {}
    ours, theirs = await by_turns(lambda: _ours(database, found), lambda: _bare(path, found), ROUNDS, warm=1)
    await database.close()
    if found["ours"] != found["bare"]:
        raise RuntimeError("the figures and the aggregate do not agree")
    small = await _drafted(await ledger("twentieth", SMALL))
    absolute = {
        f"figures of {REPORTS} reports, ms of CPU": milliseconds(sorted(ours)[ROUNDS // 2]),
        "the bare aggregate, ms of CPU": milliseconds(sorted(theirs)[ROUNDS // 2]),
        **{f"{name} ({SMALL.reports} reports)": value for name, value in small.items()},
        **await _drafted(path),
    }
    name = "the quarter's figures, 1,000,000 reports of 200 units ÷ SQL"
    return [Line(5, name, ratios(ours, theirs), GOAL, absolute)]


async def _drafted(path: Path) -> dict[str, object]:
    """What drafting took, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        copy = copied(path, Path(folder))
        ended = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.bench.row_figures", str(copy), stdout=asyncio.subprocess.PIPE
        )
        said, _ = await ended.communicate()
    found: dict[str, object] = json.loads(said)
    return found


async def _ours(database: Database, found: dict[str, dict[int, tuple[int, ...]]]) -> float:
    of = window(PERIOD, SETTING.workdays, SETTING.county.zone)
    with spending() as spent:
        async with database.read(SETTING) as unit:
            cells = count(await counted_of(unit, Counting(of)), of.end, SETTING.workdays, SETTING.county.zone)
    units = {int(cell.scope.removeprefix(UNIT)) for cell in cells if cell.scope.startswith(UNIT)}
    by_unit: dict[str, dict[str, int]] = {}
    for cell in cells:
        by_unit.setdefault(cell.scope, {})[cell.key] = cell.value
    found["ours"] = {one: tuple(by_unit[f"{UNIT}{one}"].get(key, 0) for key in _COUNTED) for one in units}
    return spent.cpu


async def _bare(path: Path, found: dict[str, dict[int, tuple[int, ...]]]) -> float:
    of = window(PERIOD, SETTING.workdays, SETTING.county.zone)
    bounds = {name: str(at.astimezone(UTC).replace(tzinfo=None)) for name, at in (("start", of.start), ("end", of.end))}
    with spending() as spent:
        connection = sqlite3.connect(path)
        rows = connection.execute(BARE, bounds).fetchall()
        connection.close()
    found["bare"] = {row[0]: tuple(row[1:]) for row in rows}
    return spent.cpu


async def _whole_bulletin(path: Path) -> dict[str, object]:
    """Draft the bulletin of the quarter as the clock does."""
    database = Database.open(f"sqlite+aiosqlite:///{path}")
    before, size = memory_mib(what="VmHWM"), settled_file(path)
    with spending() as spent:
        async with database.read(SETTING) as unit:
            made = await count_period(unit, 0, PERIOD)
        with spending() as writing:
            async with database.write(SETTING) as unit:
                await draft(unit, MACHINE, PERIOD, made)
                await unit.commit()
    async with database.read(SETTING) as unit:
        drafted = await unit.connection.exec_driver_sql("SELECT figures FROM bulletins")
        figures = json.loads(drafted.scalar_one())
    await database.close()
    return {
        "the whole bulletin drafted, ms of CPU": milliseconds(spent.cpu),
        "of this while nobody else writes, ms": milliseconds(writing.cpu),
        "its reports due, late": f"{figures['due']}, {figures['late']}",
        "memory before, at most, MiB": f"{before:.0f}, {memory_mib(what='VmHWM'):.0f}",
        "the database grew by, MiB": round((settled_file(path) - size) / 2**20, 1),
    }


if __name__ == "__main__":
    print(json.dumps(asyncio.run(_whole_bulletin(Path(sys.argv[1]))), ensure_ascii=False))
