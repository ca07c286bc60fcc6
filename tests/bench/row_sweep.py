"""Row 4: the nag sweep over a ledger of 1,000,000 open report dates ÷ one of 10,000, a thousand due in both.

One sweep finds what has reached a rung, writes the reminders and puts them into digests; then they are taken out again.
What counts is CPU time of the process, database included. The sweep that finds nothing, which comes each minute, is
measured beside it.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from handlers.conversation.context import Services, Shelf
from handlers.reminding.sweep import is_due, sweep
from handlers.topics import CATALOGUE
from storage.engine import Database
from supervision.calendars.workdays import Workdays
from supervision.county import County
from tests.bench.ledgers import Date, Shape, copied, ledger, on_day
from tests.bench.measuring import Line, by_turns, milliseconds, ratios, spending

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
"""Monday 10:00 in Shanghai: digests go out."""
DUE_ON = date(2026, 3, 5)
"""Three workdays ahead: the first rung."""
FAR = date(2026, 4, 1)
DAYS = 200
DUE, FEW, MANY = 1000, 10_000, 1_000_000
ROUNDS = 5
ASKED = 20
PER_MATTER = 100
GOAL = 1.5


def _date(number: int) -> Date:
    """Ten reports of each of the first hundred matters are due; the others lie ahead, spread over two hundred days."""
    is_due_now = number < FEW and number % PER_MATTER < DUE * PER_MATTER // FEW
    return on_day(DUE_ON if is_due_now else FAR + timedelta(days=number % DAYS))


def _shape(reports: int) -> Shape:
    return Shape(matters=reports // PER_MATTER, units=5, dates=2, date=_date)


async def measure() -> list[Line]:
    """The ratio, by turns."""
    with tempfile.TemporaryDirectory() as name:
        many = copied(await ledger("sweep-many", _shape(MANY)), Path(name))
        few = copied(await ledger("sweep-few", _shape(FEW)), Path(name))
        async with _services(many) as ours, _services(few) as theirs:
            large, small = await by_turns(lambda: _swept(ours, many), lambda: _swept(theirs, few), ROUNDS)
            await sweep(ours)
            await sweep(theirs)
            idle_large, idle_small = await by_turns(lambda: _idle(ours), lambda: _idle(theirs), ROUNDS)
    absolute = {
        f"a sweep of {DUE} due among {MANY} open, ms of CPU": milliseconds(sorted(large)[ROUNDS // 2]),
        f"a sweep of {DUE} due among {FEW} open, ms of CPU": milliseconds(sorted(small)[ROUNDS // 2]),
        f"asking each minute whether anything is due, among {MANY} open, ms of CPU": milliseconds(
            sorted(idle_large)[ROUNDS // 2]
        ),
        f"asking among {FEW} open, ms of CPU": milliseconds(sorted(idle_small)[ROUNDS // 2]),
    }
    return [Line(4, "nag sweep, 1,000,000 open ÷ 10,000 open, 1,000 due", ratios(large, small), GOAL, absolute)]


@asynccontextmanager
async def _services(path: Path) -> AsyncIterator[Services]:
    database = Database.open(f"sqlite+aiosqlite:///{path}")
    yield Services(
        database=database,
        clock=lambda: NOW,
        county=County(),
        calendar=Shelf(Workdays()),
        catalogue=CATALOGUE,
        bot_username="bench_bot",
        files=path.parent,
        wake_delivery=lambda: None,
        wake_fetching=lambda: None,
        answer_tap=_unheard,
    )
    await database.close()


async def _unheard(_query: str, _words: str, _alert: bool, _chat: int) -> None:
    """Nobody taps here."""


async def _swept(services: Services, path: Path) -> float:
    with spending() as spent:
        await sweep(services)
    _undo(path)
    return spent.cpu


async def _idle(services: Services) -> float:
    """A minute in which everything due was said already, twenty times."""
    with spending() as spent:
        for _ in range(ASKED):
            async with services.database.read(services.setting) as unit:
                await is_due(unit)
    return spent.cpu / ASKED


def _undo(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        found = connection.execute("SELECT count(*) FROM reminders").fetchone()[0]
        if found < DUE:
            raise RuntimeError(f"{found} reminders of {DUE} that are due")
        for table in ("reminders", "outbox"):
            connection.execute(f"DELETE FROM {table}")
    connection.close()
