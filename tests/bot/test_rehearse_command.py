"""`ducha rehearse`: it reads, counts and compares; it changes nothing and says the same twice."""

from __future__ import annotations

import asyncio
import hashlib
import json
import shutil
import unicodedata
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot import rehearse_command
from bot.cli import app
from storage import outbox
from storage.engine import Database
from storage.unit_of_work import Setting, UnitOfWork
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import DueStatus, ReportDue
from supervision.notices.base import to_person
from supervision.notices.refusing import LateToast
from tests import roster
from tests.builders import issued_matter
from tests.world import MONDAY, at, setting_at


@pytest.fixture
def data(tmp_path: Path, template: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data directory with a matter whose one unit answered its dates and whose other did not; no token anywhere."""
    monkeypatch.delenv("DUCHA_TOKEN", raising=False)
    monkeypatch.chdir(tmp_path)
    shutil.copy(template, tmp_path / "ducha.db")
    (tmp_path / "config.toml").write_text('data_dir = "."\n')
    asyncio.run(fill(tmp_path / "ducha.db"))
    return tmp_path


async def fill(path: Path) -> None:
    database = Database.open(f"sqlite+aiosqlite:///{path}")
    async with database.write(setting_at()) as unit:
        await issued_matter(unit)
        await answered(unit, roster.HOUSING, at("3月18日 10:00"))
        await unit.commit()
    await database.close()


async def answered(unit: UnitOfWork, unit_id: int, when: datetime) -> None:
    for due in await unit.find(ReportDue, unit_id=unit_id):
        await unit.save(replace(due, status=DueStatus.ACCEPTED, first_answered_at=when))


def now_is(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    async def setting_of(*_: object) -> Setting:
        return Setting(moment, County(), Workdays())

    monkeypatch.setattr(rehearse_command, "setting_of", setting_of)


def rehearse(*words: str, first: str = "2026-03-02", last: str = "2026-03-12") -> tuple[int, list[str]]:
    result = CliRunner().invoke(app, ["rehearse", "--from", first, "--to", last, *words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output.splitlines()


def digest(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def test_it_says_the_same_twice_and_leaves_the_data_as_they_are(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now_is(monkeypatch, MONDAY)
    before = digest(data)
    code, said = rehearse()
    assert (code, said) == (0, rehearse()[1])
    assert digest(data) == before, "no byte changed and no file was left"
    assert any(
        line.startswith("03-11 09:00 县水利局") and "分管负责同志" in line and "今日提醒" in line for line in said
    )
    assert "（期间没有应起草的通报）" in said
    columns = [sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in line) for line in said]
    assert max(columns) <= 100


@pytest.mark.long
def test_the_draft_of_the_bulletin_is_shown_with_figures_and_text(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now_is(monkeypatch, MONDAY)
    said = rehearse(last="2026-04-17")[1]
    assert any(line.startswith("2026-04-17 08:30 2026年第一季度督查通报：督查事项1项") for line in said)
    assert "    一、总体情况" in said


@pytest.mark.long
def test_a_past_quarter_is_played_anew_and_what_was_reported_comes_when_it_came(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now_is(monkeypatch, at("6月30日 10:00"))
    lines = [json.loads(line) for line in rehearse("--json", last="2026-04-17")[1]]
    of_housing = {
        line["at"][:10] for line in lines if line["row"] == "message" and line["unit"] == "县住房和城乡建设局"
    }
    assert {"2026-03-05", "2026-03-10"} <= of_housing, "it had not reported yet"
    reminded = {line["unit"] for line in lines if line.get("kind") == "digest" and line["at"] > "2026-03-19"}
    assert "县水利局" in reminded
    assert "县住房和城乡建设局" not in reminded, "it had reported by then"


def test_what_was_told_in_the_span_is_forgotten_in_the_copy_alone(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asyncio.run(tell(data / "ducha.db", at("3月12日 09:00")))
    now_is(monkeypatch, at("6月30日 10:00"))
    assert not [line for line in rehearse()[1] if "已经说过" in line]
    before = digest(data)
    rehearse()
    assert digest(data) == before


async def tell(path: Path, when: datetime) -> None:
    database = Database.open(f"sqlite+aiosqlite:///{path}")
    async with database.write(setting_at(when)) as unit:
        await outbox.tell(unit, [LateToast(to=to_person(1), words="已经说过")])
        await unit.commit()
    await database.close()


def test_changed_rules_are_compared_with_those_in_force(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now_is(monkeypatch, MONDAY)
    (data / "changed.toml").write_text("[digests]\nhead_weekday = 0\nhead_month_workday = 0\n")
    code, said = rehearse("--config", "changed.toml", "--json")
    changes = {line["name"]: line for line in map(json.loads, said) if line["row"] == "change"}
    assert code == 0
    assert changes["县水利局"]["after"] < changes["县水利局"]["before"]
    table = rehearse("--config", "changed.toml", last="2026-03-03")[1]
    row = table[table.index("六、规则调整前后对比（条）") + 1]
    assert row.split() == ["单位", "现行合计", "调整后合计", "增减", "现行最多一日", "调整后最多一日"]
    same = rehearse("--config", "config.toml", last="2026-03-03")[1]
    assert not [line for line in same if "对比" in line], "nothing is compared with itself"


def test_the_messages_go_into_a_folder_and_the_sums_to_the_screen(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now_is(monkeypatch, MONDAY)
    code, said = rehearse("--out", "out")
    assert code == 0
    assert not [line for line in said if line.startswith("03-")]
    assert "二、各单位收到的消息（条）" in said
    assert [line for line in (data / "out/预演.txt").read_text().splitlines() if line.startswith("03-05 09:00")]
    rows = {json.loads(line)["row"] for line in (data / "out/预演.jsonl").read_text().splitlines()}
    assert {"message", "unit", "leader"} <= rows
    assert rehearse("--out", "out")[0] == 1, "nothing is overwritten"


def test_what_cannot_be_rehearsed_is_said(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now_is(monkeypatch, MONDAY)
    code, said = rehearse(first="2026-04-17", last="2026-03-02")
    assert (code, said) == (1, ["截止日期早于开始日期，未预演"])
    (data / "ducha.db").unlink()
    assert rehearse() == (1, ["没有可预演的数据：数据库尚未建立"])
