"""`make day`: one working day is played to its end, and what it leaves behind is as it should be."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Table, select

from sandbox.demo.day import __main__ as day
from sandbox.demo.day.steps import HearsNothing
from sandbox.demo.steps import Sees
from sandbox.launching import SHANGHAI
from storage import audit
from storage.engine import Database
from storage.outbox import State
from storage.tables import audit as audit_rows
from storage.tables import outbox
from storage.unit_of_work import UnitOfWork
from supervision.model import (
    Assignment,
    AssignmentStatus,
    Matter,
    MatterStatus,
    Paper,
    Record,
    RecordStatus,
    Report,
    StepStatus,
    Task,
)
from supervision.model import SigningStep as Step
from tests.house.source import ROOT
from tests.world import setting_at

pytestmark = [pytest.mark.long, pytest.mark.timeout(420)]

LONGEST = 400
QUIET_FROM, QUIET_UNTIL = time(21), time(7, 30)
URGENT = "沱河业庙段"
"""Stands in everything that is said of the only 特急, or its title does."""


@dataclass(frozen=True)
class Played:
    """What the day left: its record, and the bot's data, and what the backup was restored to."""

    record: str
    database: Path
    restored: Path


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """The day, played once for all tests."""
    out, folder = tmp_path_factory.mktemp("out"), tmp_path_factory.mktemp("day")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DUCHA_")}
    words = [sys.executable, "-m", "sandbox.demo.day", "--out", str(out), "--folder", str(folder)]
    ended = subprocess.run(
        words, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=LONGEST, check=False
    )
    assert ended.returncode == 0, ended.stdout[-2000:] + ended.stderr[-3000:]
    record = (out / day.RECORD).read_text(encoding="utf-8")
    assert (out / day.ARCHIVE).exists()
    return Played(record, folder / "data" / "ducha.db", folder / "restored" / "data" / "ducha.db")


@asynccontextmanager
async def opened(path: Path) -> AsyncIterator[UnitOfWork]:
    """Look into a database of the day."""
    database = Database.open(f"sqlite+aiosqlite:///{path}")
    try:
        async with database.read(setting_at(datetime(2026, 5, 9, 1, tzinfo=UTC))) as unit:
            yield unit
    finally:
        await database.close()


async def rows_of(unit: UnitOfWork, table: Table) -> list[dict[str, Any]]:
    return [dict(row) for row in (await unit.connection.execute(select(table))).mappings()]


async def sent(unit: UnitOfWork) -> list[dict[str, Any]]:
    """What went out as a message of its own, with the local time."""
    rows = [row for row in await rows_of(unit, outbox) if row["status"] == State.SENT and row["edit_of"] is None]
    return [row | {"local": row["sent_at"].astimezone(SHANGHAI)} for row in rows]


def test_the_day_is_played_from_morning_to_midnight(played: Played) -> None:
    for words in (
        "未查到“水务局”，是否为县水利局",
        "来源含《政府工作报告》",
        "更名 · 县农业局更名为县农业农村局",
        "副县长（城建）（代常务副县长） 已同意",
        "县长 已同意　5月8日（据纸质签批件录入）",
        "商请函 · 夏政办函〔2026〕1号",
        "已签署3件。未列入1件，仍待您审签。",
        "交接 · 县工商局并入县市场监督管理局",
        "已采纳4项。例外1项",
        "特急 · 请电话联系",
        "办公室主任 电话同意　5月8日 22:3",
        "已恢复：夏邑县",
        "审计记录完整",
        "一天结束，各步均已实现。",
    ):
        assert words in played.record, words
    assert "Traceback" not in played.record


async def test_forty_tasks_stand_where_they_should(played: Played) -> None:
    async with opened(played.database) as unit:
        assert len(await unit.find(Task)) == 40
        states = Counter(matter.status for matter in await unit.find(Matter))
        numbers = {paper.document_number for paper in await unit.find(Paper)}
        reports = await unit.find(Report)
        taken_over = await unit.find(Assignment, status=AssignmentStatus.WITHDRAWN)
        steps = await unit.find(Step)
    assert (states[MatterStatus.CLOSED], states[MatterStatus.IN_APPROVAL]) == (4, 1)
    assert {"夏政办〔2026〕6号", "夏政办函〔2026〕1号", "夏政督〔2026〕12号", "夏政督〔2026〕13号"} <= numbers
    assert len(reports) == 10
    assert len(taken_over) == 3, "of the unit that was merged"
    assert not [step for step in steps if step.status in {StepStatus.VERBAL, StepStatus.DENIED}], "all is ratified"


async def test_nothing_is_doubtful_or_lost(played: Played) -> None:
    async with opened(played.database) as unit:
        rows = await rows_of(unit, outbox)
        verdict = await audit.verify(unit)
    states = Counter(row["status"] for row in rows)
    assert set(states) <= {State.SENT, State.VOID, State.WAITING, State.TOLD}, states
    assert {row["reason"] for row in rows if row["status"] == State.WAITING} <= {"vacant", "no_account"}
    assert verdict.intact


async def test_complaint_15_nobody_confirmed_what_he_entered(played: Played) -> None:
    async with opened(played.database) as unit:
        records = await unit.find(Record)
        details = [json.loads(row["details"]) for row in await rows_of(unit, audit_rows)]
    acts = [one for one in details if "entered_by" in one and "confirmed_by" in one]
    assert Counter(record.kind for record in records) == {"signature": 1, "delivery": 2, "verbal": 1}
    assert {record.status for record in records} == {RecordStatus.CONFIRMED}
    assert all(record.entered_by != record.confirmed_by for record in records)
    assert len(acts) >= len(records)
    assert all(act["entered_by"] != act["confirmed_by"] for act in acts)


async def test_complaint_04_one_digest_a_person_and_day(played: Played) -> None:
    async with opened(played.database) as unit:
        digests = [row for row in await sent(unit) if row["kind"] == "digest"]
    days = Counter((row["person_id"], row["local"].date()) for row in digests)
    assert digests
    assert set(days.values()) == {1}


async def test_complaint_17_at_night_only_the_most_urgent_disturbs(played: Played) -> None:
    async with opened(played.database) as unit:
        rows = await sent(unit)
    night = [row for row in rows if row["local"].time() >= QUIET_FROM or row["local"].time() < QUIET_UNTIL]
    unasked = [row for row in night if row["seat"].startswith("post/")]
    assert unasked
    for row in unasked:
        assert URGENT in row["payload"] or "沱河水位超警戒排险" in row["payload"], row
    assert {row["local"].date().day for row in night} == {8}


async def test_what_was_restored_is_what_was_backed_up(played: Played) -> None:
    async with opened(played.database) as unit:
        now = await rows_of(unit, audit_rows)
    async with opened(played.restored) as unit:
        assert (await audit.verify(unit)).intact
        then = await rows_of(unit, audit_rows)
        tasks = await unit.find(Task)
    assert then == now[: len(then)]
    assert len(then) < len(now)
    assert len(tasks) == 39, "the fortieth came at ten in the evening"


def test_a_step_that_does_not_happen_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        day, "script", lambda *_: [HearsNothing("督查室主任", ("没有的话",)), Sees("副县长（城建）", ("没有的话",))]
    )
    monkeypatch.setattr("sys.argv", ["day", "--out", str(tmp_path)])
    assert day.main() == day.FAILED
    assert "第2步没有完成：Sees(who='副县长（城建）'" in capfd.readouterr().err
