"""`ducha letterheads`: an office changes a letterhead in Word and learns before the first paper what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from messages.papers.letterheads import NAMES, shipped
from messages.papers.packing import pack, unpack


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("DUCHA_TOKEN", raising=False)
    path = tmp_path / "config.toml"
    path.write_text('token = "7000000001:AAtesttesttesttesttesttesttesttest1"\ndata_dir = "data"\n')
    path.chmod(0o600)
    return path


def ducha(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["letterheads", *words])
    return result.exit_code, result.output


def changed(name: str, old: str, new: str) -> bytes:
    parts = unpack(shipped(name))
    document = parts["word/document.xml"].decode()
    assert old in document
    return pack(parts | {"word/document.xml": document.replace(old, new).encode()})


def test_letterheads_are_copied_and_never_overwritten(tmp_path: Path) -> None:
    folder = tmp_path / "letterheads"
    folder.mkdir()
    (folder / "formal.docx").write_bytes(b"our own")
    code, said = ducha("export", str(folder))
    assert code == 0
    assert f"{folder / 'formal.docx'}：已有，未改动" in said
    assert (folder / "formal.docx").read_bytes() == b"our own"
    assert {path.stem for path in folder.iterdir()} == set(NAMES)
    assert (folder / "letter.docx").read_bytes() == shipped("letter")


def test_without_letterheads_of_its_own_an_office_uses_ours(config: Path) -> None:
    code, said = ducha("check", "-c", str(config))
    assert code == 0
    assert "全部使用自带模板" in said


def test_each_letterhead_of_the_office_is_tried(config: Path) -> None:
    folder = config.parent / "letterheads"
    assert ducha("export", str(folder))[0] == 0
    assert ducha("check", "-c", str(config)) == (0, "".join(f"{name}.docx：可以使用\n" for name in sorted(NAMES)))
    (folder / "formal.docx").write_bytes(changed("formal", "{{ 文号 }}", ""))
    (folder / "letter.docx").write_bytes(changed("letter", "{{ 署名 }}", "{{ 落款 }}"))
    (folder / "upward.docx").write_bytes(changed("upward", "{{ 段.文字 }}", ""))
    (folder / "internal.docx").write_bytes(b"not a Word file")
    (folder / "红头.docx").write_bytes(shipped("formal"))
    code, said = ducha("check", "-c", str(config))
    lines = dict(line.split("：", 1) for line in said.splitlines())
    assert code == 1
    assert lines["formal.docx"] == "可以使用；与自带模板相比，没有印出：文号"
    for name in ("letter", "upward", "internal"):
        assert lines[f"{name}.docx"].startswith("不能使用，行文时将改用自带模板")
    assert "落款" in lines["letter.docx"]
    assert lines["红头.docx"].startswith("文件名不在自带模板之列")
    assert lines["briefing.docx"] == "可以使用"
