"""Ledgers as large as the rows want them, written by plain inserts and kept in `out/bench` until the schema changes."""

from __future__ import annotations

import dataclasses
import hashlib
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy.dialects import sqlite

from storage.engine import Database
from storage.migrating import upgrade
from storage.tables import MODELS
from supervision.calendars.deadlines import late_after
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import (
    Assignment,
    AssignmentStatus,
    Dispatch,
    Matter,
    MatterStatus,
    Paper,
    Part,
    Person,
    Post,
    ReportDue,
    Task,
    Unit,
    UnitKind,
    Urgency,
)
from supervision.roles import Role
from tests.office_template import fill
from tests.world import setting_at

FOLDER = Path("out/bench")
TASKS = 10
"""Tasks of a matter."""
UNITS = 200
FIRST_UNIT = 1001
ISSUED = datetime(2025, 12, 29, 2, 0, tzinfo=UTC)
TRACKS = ("document", "instruction.mayor", "meeting.mayor", "ten_things")
KINDS = (UnitKind.DEPARTMENT, UnitKind.TOWNSHIP, UnitKind.DEPARTMENT, UnitKind.VERTICAL)

Date = dict[str, object]
"""The columns of one expected report that differ from those of an open one."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How large a ledger is: matters of ten tasks, the units of each task, and the dates of each unit's share."""

    matters: int
    units: int
    dates: int
    date: Callable[[int], Date]
    """Of the n-th expected report, from 0."""

    @property
    def reports(self) -> int:
        """How many reports are expected."""
        return self.matters * TASKS * self.units * self.dates


def on_day(day: date) -> Date:
    """An expected report of a day."""
    return {"due_on": day, "late_after": late_after(day, None, _WORKDAYS, _COUNTY)}


_WORKDAYS, _COUNTY = Workdays(), County()


async def ledger(name: str, shape: Shape) -> Path:
    """The database of this name and shape, made if it is not there; whoever writes into it copies it first."""
    sources = (Path(__file__), Path("storage/migrations/versions/0001_foundation.py"))
    state = hashlib.sha256(b"".join(path.read_bytes() for path in sources) + repr(shape.reports).encode()).hexdigest()
    path = FOLDER / f"{name}-{state[:12]}.db"
    if path.exists():
        return path
    making = _cleared(name, path)
    database = Database.open(f"sqlite+aiosqlite:///{making}")
    await upgrade(database)
    async with database.write(setting_at()) as unit:
        await fill(unit)
        await unit.commit()
    await database.close()
    _write(making, shape)
    making.rename(path)
    return path


def _cleared(name: str, path: Path) -> Path:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob(f"{name}-*"):
        old.unlink()
    return path.with_suffix(".making")


def copied(path: Path, folder: Path) -> Path:
    """A copy to write into."""
    return Path(shutil.copy(path, folder / path.name))


def _write(path: Path, shape: Shape) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=OFF")
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("BEGIN")
    _units(connection)
    _matters(connection, shape)
    _shares(connection, shape)
    connection.executemany(
        "INSERT INTO counters (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        [(f"id/{kind}", 1_000_000) for kind in ("matter", "paper", "unit", "person", "post")],
    )
    connection.execute("COMMIT")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.close()


def _units(connection: sqlite3.Connection) -> None:
    ids = range(FIRST_UNIT, FIRST_UNIT + UNITS)
    first = Unit(0, "", UnitKind.DEPARTMENT)
    _insert(connection, first, ({"id": n, "name": f"第{n}局", "kind": KINDS[n % len(KINDS)]} for n in ids))
    person = Person(0, "", "")
    _insert(connection, person, ({"id": n, "name": f"第{n}局联络员", "telegram_id": 800_000 + n} for n in ids))
    post = Post(0, 0, Role.LIAISON, "联络员", "A")
    _insert(connection, post, ({"id": n, "unit_id": n, "title": f"第{n}局联络员A", "holder_id": n} for n in ids))


def _matters(connection: sqlite3.Connection, shape: Shape) -> None:
    ids = range(1, shape.matters + 1)
    matter = Matter(
        0,
        "",
        "",
        "城区内涝点整治",
        MatterStatus.IN_PROGRESS,
        Urgency.ROUTINE,
        8,
        8,
        ISSUED,
        form="supervision_notice",
        issuer="government_office",
        issued_at=ISSUED,
    )
    numbers = ({"id": n, "registration_number": f"2025-{n}", "track": TRACKS[n % len(TRACKS)]} for n in ids)
    _insert(connection, matter, numbers)
    task = Task(0, 0, "凯旋路等3处积水点改造，汛期前完成主管网清淤并报工程进度", due_on=date(2026, 12, 18))
    _insert(connection, task, ({"matter_id": n, "seq": seq} for n in ids for seq in range(1, TASKS + 1)))
    paper = Paper(0, 0, "supervision_notice", "government_office", "", "城区内涝点整治", "0" * 64, ISSUED, 8)
    numbered = ({"id": n, "matter_id": n, "document_number": f"夏政督〔2025〕{n}号"} for n in ids)
    _insert(connection, paper, numbered)


def _shares(connection: sqlite3.Connection, shape: Shape) -> None:
    known = {"delivered_at": ISSUED + timedelta(hours=1), "acknowledged_at": ISSUED + timedelta(hours=1)}
    sent = Dispatch(0, 0, 0, ISSUED, ISSUED + timedelta(days=1), channel="telegram", **known)  # type: ignore[arg-type]
    ids = range(1, shape.matters + 1)
    _insert(
        connection,
        sent,
        ({"paper_id": n, "matter_id": n, "unit_id": unit} for n in ids for unit in units_of(n, shape)),
    )
    share = Assignment(0, 0, 0, Part.LEAD, AssignmentStatus.IN_PROGRESS, delivered_at=known["delivered_at"])
    _insert(connection, share, ({"matter_id": n, "task_seq": t, "unit_id": u} for n, t, u in _each_share(shape)))
    due = ReportDue(0, 0, 0, 0, ISSUED.date(), None, ISSUED, final=False)
    keys = ((n, t, u, seq) for n, t, u in _each_share(shape) for seq in range(1, shape.dates + 1))
    rows = (
        {"matter_id": n, "task_seq": t, "unit_id": u, "seq": seq, **shape.date(number)}
        for number, (n, t, u, seq) in enumerate(keys)
    )
    _insert(connection, due, rows)


def units_of(matter: int, shape: Shape) -> range:
    """The units that take part in a matter, which are others from matter to matter."""
    first = FIRST_UNIT + (matter * shape.units) % (UNITS - shape.units + 1)
    return range(first, first + shape.units)


def _each_share(shape: Shape) -> Iterator[tuple[int, int, int]]:
    for n in range(1, shape.matters + 1):
        for task in range(1, TASKS + 1):
            for unit in units_of(n, shape):
                yield n, task, unit


def _insert(connection: sqlite3.Connection, like: Any, rows: Iterable[dict[str, object]]) -> None:
    """Insert rows that are like this one but for the columns that they name, all the same columns."""
    table = MODELS[type(like)]
    bound = {column.name: column.type.bind_processor(sqlite.dialect()) for column in table.columns}
    kept = {field.name: _bound(bound, field.name, getattr(like, field.name)) for field in dataclasses.fields(like)}
    seen: dict[tuple[str, object], object] = {}

    def values() -> Iterator[tuple[object, ...]]:
        for row in rows:
            whole = dict(kept)
            for name, value in row.items():
                if isinstance(value, int | str) and type(value) in {int, str}:
                    whole[name] = value
                else:
                    if (name, value) not in seen:
                        seen[name, value] = _bound(bound, name, value)
                    whole[name] = seen[name, value]
            yield tuple(whole.values())

    marks = ", ".join("?" for _ in kept)
    connection.executemany(f"INSERT INTO {table.name} ({', '.join(kept)}) VALUES ({marks})", values())


def _bound(bound: dict[str, Any], name: str, value: object) -> object:
    return bound[name](value) if bound[name] is not None and value is not None else value
