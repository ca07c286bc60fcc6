"""A county of 120 units and 3,000 tasks rehearses three weeks that have passed: whole, and in bounded memory."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from storage.engine import Database
from storage.unit_of_work import UnitOfWork
from supervision.calendars.deadlines import late_after
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import (
    Assignment,
    AssignmentStatus,
    Dispatch,
    DueStatus,
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
from tests import roster
from tests.world import setting_at

UNITS, MATTERS, TASKS = 120, 300, 10
FIRST_UNIT, FIRST_POST = 100, 1_000
ISSUED = datetime(2026, 3, 16, 2, tzinfo=UTC)
APRIL = date(2026, 4, 1)
AS_A_PROCESS = """
import sys
from bot.cli import app
from tests.bench.measuring import memory_mib
start = memory_mib()
code = app(sys.argv[1:], standalone_mode=False)
print(start, memory_mib(what="VmHWM"))
sys.exit(code)
"""
SEATS = (Role.LIAISON, Role.LIAISON, Role.UNIT_DEPUTY, Role.UNIT_HEAD)


def people() -> Iterator[object]:
    for n in range(UNITS):
        yield Unit(FIRST_UNIT + n, f"第{n + 1}责任单位", UnitKind.DEPARTMENT, ())
        for place, role in enumerate(SEATS):
            number = FIRST_POST + n * len(SEATS) + place
            yield Person(number, f"人员{number}", telegram_id=800_000 + number)
            yield Post(number, FIRST_UNIT + n, role, f"第{n + 1}单位{place}号", holder_id=number)


def matter(number: int) -> Iterator[object]:
    """A matter of ten tasks, each of one unit with three dates in the quarter; two in three are answered in time."""
    yield Matter(
        number,
        f"2026-{number}",
        "instruction.mayor",
        f"第{number}项督查事项",
        MatterStatus.IN_PROGRESS,
        Urgency.ROUTINE,
        registered_by=roster.id_of("clerk"),
        registered_post_id=roster.id_of("clerk"),
        registered_at=ISSUED,
        issued_at=ISSUED,
        form="supervision_notice",
        issuer="government_office",
    )
    yield Paper(number, number, "supervision_notice", "", f"夏政督〔2026〕{number}号", "", "", ISSUED, 1)
    for task in range(1, TASKS + 1):
        owner = FIRST_UNIT + (number * TASKS + task) % UNITS
        yield Dispatch(number, owner, number, ISSUED, ISSUED + timedelta(days=2), ISSUED, 1, "telegram", ISSUED)
        yield Task(number, task, f"第{task}项任务", due_on=APRIL + timedelta(days=80))
        yield Assignment(
            number, task, owner, Part.LEAD, AssignmentStatus.IN_PROGRESS, delivered_at=ISSUED + timedelta(hours=1)
        )
        yield from dues(number, task, owner)


def dues(number: int, task: int, owner: int) -> Iterator[object]:
    for seq in (1, 2, 3):
        on = APRIL + timedelta(days=25 * seq - 10 + (number + task) % 9)
        due = ReportDue(number, task, owner, seq, on, None, late_after(on, None, Workdays(), County()), final=seq == 3)
        answered = datetime(on.year, on.month, on.day, 3, tzinfo=UTC) - timedelta(days=task % 4)
        came = (number + task + seq) % 3 > 0
        yield replace(due, status=DueStatus.ACCEPTED, first_answered_at=answered) if came else due


async def fill(unit: UnitOfWork) -> None:
    await unit.save(*people())
    for number in range(1, MATTERS + 1):
        await unit.save(*matter(number))


@pytest.mark.long
@pytest.mark.timeout(600)
async def test_three_weeks_of_120_units_and_3000_tasks(tmp_path: Path, template: Path) -> None:
    """36 s of processor time in all, of which the rehearsal itself takes 28."""
    shutil.copy(template, tmp_path / "ducha.db")
    database = Database.open(f"sqlite+aiosqlite:///{tmp_path / 'ducha.db'}")
    async with database.write(setting_at()) as unit:
        await fill(unit)
        await unit.commit()
    await database.close()
    (tmp_path / "config.toml").write_text('data_dir = "."\n')
    words = ("rehearse", "--from", APRIL.isoformat(), "--to", "2026-04-20", "--out", "out")
    rehearsal = await asyncio.create_subprocess_exec(
        sys.executable, "-c", AS_A_PROCESS, *words, stdout=asyncio.subprocess.PIPE, cwd=tmp_path, env=environment()
    )
    said = (await rehearsal.communicate())[0].decode().splitlines()
    assert rehearsal.returncode == 0, said
    assert sum(line.startswith("第") for line in said) >= UNITS
    written = (tmp_path / "out/预演.txt").read_text().splitlines()
    assert len([line for line in written if line.startswith("04-")]) > 2_000
    start, most = (float(number) for number in said[-1].split())
    print(f"memory: {start:.0f} MiB when it begins, {most:.0f} at most")
    assert most - start < 80, "what is kept does not grow with the messages"


def environment() -> dict[str, str]:
    """The environment, in which this very source is found from any directory, without a configuration."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DUCHA_")}
    return kept | {"PYTHONPATH": str(Path(__file__).parents[2])}
