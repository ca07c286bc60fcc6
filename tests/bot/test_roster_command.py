"""`ducha roster import` and `ducha audit verify`: at the console, without Telegram."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from messages.reading.roster import read_rows
from supervision.model import Unit, UnitKind
from supervision.roles import Role
from supervision.roster.roster_checking import check
from supervision.roster.roster_sheets import Sheet
from supervision.search.finding import find_unit

DEMO = Path(__file__).parents[2] / "sandbox" / "demo" / "roster.csv"


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("DUCHA_TOKEN", raising=False)
    path = tmp_path / "config.toml"
    path.write_text('token = "7000000001:AAtesttesttesttesttesttesttesttest1"\ndata_dir = "data"\n')
    path.chmod(0o600)
    return path


def ducha(*words: str, config: Path) -> tuple[int, str]:
    result = CliRunner().invoke(app, [*words, "-c", str(config)])
    return result.exit_code, result.output


def count(config: Path, table: str) -> int:
    with sqlite3.connect(config.parent / "data" / "ducha.db") as database:
        return int(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_the_demonstration_roster_is_imported_and_again(config: Path) -> None:
    code, said = ducha("roster", "import", str(DEMO), config=config)
    assert code == 0, said
    assert "名册已导入" in said
    assert count(config, "units") == 67
    before = count(config, "audit")
    code, said = ducha("roster", "import", str(DEMO), config=config)
    assert (code, "没有变化" in said) == (0, True)
    assert count(config, "audit") == before
    code, said = ducha("audit", "verify", config=config)
    assert code == 0
    assert f"审计记录完整：共{before}条" in said


def test_faults_are_listed_and_nothing_is_imported(config: Path, tmp_path: Path) -> None:
    ducha("roster", "import", str(DEMO), config=config)
    bad = tmp_path / "bad.csv"
    bad.write_text("单位,类别,角色,姓名\n县林业局,县直,处长,甲\n县盐业局,县属,联络员,乙\n", encoding="utf-8")
    code, said = ducha("roster", "import", str(bad), config=config)
    assert code == 1
    assert "第2行 角色：没有“处长”这一角色" in said
    assert "第3行 类别：没有“县属”这一类别" in said
    assert count(config, "units") == 67


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [("none.csv", None, "无法读取"), ("a.txt", b"x", "不是 .xlsx 或 .csv"), ("a.xlsx", b"x", "已损坏")],
)
def test_files_that_cannot_be_read(config: Path, tmp_path: Path, name: str, content: bytes | None, words: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    code, said = ducha("roster", "import", str(tmp_path / name), config=config)
    assert code == 1
    assert words in said


def test_a_changed_audit_is_found(config: Path) -> None:
    ducha("roster", "import", str(DEMO), config=config)
    with sqlite3.connect(config.parent / "data" / "ducha.db") as database:
        database.execute("UPDATE audit SET details = '{}' WHERE seq = 5")
    code, said = ducha("audit", "verify", config=config)
    assert code == 1
    assert "第5条与前一条不符" in said
    with sqlite3.connect(config.parent / "data" / "ducha.db") as database:
        database.execute("DELETE FROM audit WHERE seq >= 5")
    code, said = ducha("audit", "verify", config=config)
    assert code == 1
    assert "末尾有记录被删除" in said


def test_doctor_says_what_is_wrong_with_the_configuration(tmp_path: Path) -> None:
    broken = tmp_path / "config.toml"
    broken.write_text('mode = "pigeon"\n')
    code, said = ducha("doctor", config=broken)
    assert code == 2
    assert "mode" in said


def test_the_demonstration_roster_is_the_countys() -> None:
    sheet = check(read_rows(DEMO.name, DEMO.read_bytes()), [], [])
    assert isinstance(sheet, Sheet)
    kinds = [line.kind for line in sheet.units]
    assert kinds.count(UnitKind.TOWNSHIP) == 24
    assert kinds.count(UnitKind.DEPARTMENT) == 25
    assert kinds.count(UnitKind.VERTICAL) == 2
    assert kinds.count(UnitKind.ENTERPRISE) == 1
    roles = [line.role for line in sheet.posts]
    for role in (Role.MAYOR, Role.EXECUTIVE_VICE_MAYOR, Role.DEPUTY_DIRECTOR, Role.DIRECTOR, Role.OFFICE_HEAD):
        assert roles.count(role) == 1
    assert roles.count(Role.OFFICER) == 2
    assert roles.count(Role.SECTION_CLERK) == roles.count(Role.VICE_MAYOR) + roles.count(Role.EXECUTIVE_VICE_MAYOR)
    assert roles.count(Role.LIAISON) == 2 * (24 + 25 + 2 + 1)
    assert all(line.phone.startswith("0370-0000") for line in sheet.posts)
    units = [Unit(n, line.name, line.kind, line.aliases) for n, line in enumerate(sheet.units)]
    for words in ("发改委", "县住建局", "会亭镇", "督查室", "县政府", "生态环境分局"):
        assert find_unit(words, units).complete, words


def test_the_demonstration_has_a_secretary() -> None:
    sheet = check(read_rows(DEMO.name, DEMO.read_bytes()), [], [])
    assert isinstance(sheet, Sheet)
    assert [(line.title, line.serves) for line in sheet.posts if line.role is Role.SECRETARY] == [
        ("县长秘书", ("县长",))
    ]
