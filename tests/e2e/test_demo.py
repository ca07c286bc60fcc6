"""`make demo`: the loop is played to its end for any paper, and what did not happen is named."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from sandbox.client import ControlClient
from sandbox.demo import __main__ as demo
from sandbox.demo.courses import MINUTES, PAPER, course_of
from sandbox.demo.documents import UnreadableDocumentError, read_document
from sandbox.demo.script import script
from sandbox.demo.stage import NotDoneError, Player, Stage
from sandbox.demo.steps import Says, Sees, Taps, Until
from tests.e2e.trying import launch
from tests.world import World

NOTICE = Path(__file__).parent / "notice.txt"


def tasks_of(ledger: Path) -> list[dict[str, object]]:
    """The rows of the sheets of tracks, each under its header: below the title and the line of the day."""
    found: list[dict[str, object]] = []
    for sheet in load_workbook(ledger):
        rows = [list(row) for row in sheet.iter_rows(values_only=True)]
        header = [str(name) for name in rows[2]]
        if "牵头单位" in header and "三灯" not in header:
            found += [dict(zip(header, row, strict=True)) for row in rows[3:] if row[1]]
    return found


played = pytest.mark.timeout(240)


@pytest.mark.long
@played
@pytest.mark.parametrize(("paper", "number"), [(demo.PAPER, "夏政督〔2026〕1号"), (NOTICE, "夏政办〔2026〕1号")])
async def test_the_whole_loop_is_played(tmp_path: Path, paper: Path, number: str) -> None:
    trial = await launch("sandbox.demo", "--document", str(paper), "--out", str(tmp_path))
    code = await trial.end()
    record = trial.printed[-1]
    assert code == 0, record[-3000:]
    for words in (
        "机器人 → 分管副主任：呈请审",
        "今日提醒",
        "已超5个工作日",
        "请补充",
        "已办结",
        "夏邑政务督查　2026年第1期",
    ):
        assert words in record
    assert "Traceback" not in record

    rows = tasks_of(tmp_path / "ledger.xlsx")
    assert {row["文号"] for row in rows} == {number}
    assert [(row["牵头单位"], row["状态"]) for row in rows][1] == ("县水利局", "已办结")
    assert len(rows) == 3
    papers = [path.name for path in (tmp_path / "papers").iterdir()]
    assert any(number in name for name in papers)
    assert any("2026年第1期" in name and name.endswith(".docx") for name in papers)

    bulletin = (tmp_path / "bulletin.txt").read_text(encoding="utf-8")
    assert "予以通报表扬：县住房和城乡建设局（反馈" in bulletin
    assert f"1. 县水利局：{number}第2项" in bulletin
    assert "按时率66.7%" in bulletin


@pytest.mark.long
@played
def test_a_step_that_does_not_happen_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    steps = [*script(read_document(demo.PAPER))[:2], Sees("县长", ("不会出现的话",))]
    monkeypatch.setattr(demo, "script", lambda document: steps)
    monkeypatch.setattr("sys.argv", ["demo", "--out", str(tmp_path)])
    assert demo.main() == demo.FAILED
    complaint = capfd.readouterr().err
    assert "第3步没有完成：Sees(who='县长'" in complaint
    assert "县长没有看到“不会出现的话”" in complaint
    assert not (tmp_path / "ledger.xlsx").exists()


async def test_steps_look_at_what_is_there(office: World) -> None:
    async with ControlClient(office.sandbox.url) as control:
        record: list[str] = []
        stage = Stage(control, record.append, {key: Player(key, one.id) for key, one in office.people.items()})
        await Says("clerk", "/ledger", ("督查台账",)).play(stage)
        assert any(line.startswith("    机器人 → clerk：督查台账") for line in record)
        for step, words in (
            (Taps("clerk", "没有的按钮"), "clerk没有按钮［没有的按钮］"),
            (Says("clerk", "/ledger", ("没有的话",)), "clerk没有看到“没有的话”。他看到的最近几条：\n    督查台账"),
            (Sees("nobody", ("在",)), "没有“nobody”"),
        ):
            with pytest.raises(NotDoneError) as refused:
                await step.play(stage)
            assert words in str(refused.value)
        await Until("3月3日 09:00").play(stage)
        assert "── 时间到 3月3日（周二）09:00 ──" in record


def test_a_paper_is_read_as_far_as_the_clerk_needs_it(tmp_path: Path) -> None:
    minutes, notice = read_document(demo.PAPER), read_document(NOTICE)
    assert (minutes.title, minutes.name) == ("县长办公会议纪要", "汛期前城区排水防涝工作")
    assert (minutes.number, minutes.dated) == ("〔2026〕3号", date(2026, 2, 27))
    assert (notice.title, notice.name) == ("关于做好春季农田水利设施管护工作的通知", "做好春季农田水利设施管护工作")
    assert (notice.number, notice.dated) == ("夏政办〔2026〕5号", date(2026, 2, 25))
    assert (course_of(minutes), course_of(notice)) == (MINUTES, PAPER)
    gbk = tmp_path / "gbk.txt"
    gbk.write_bytes("一、二".encode("gbk"))
    short = tmp_path / "short.txt"
    short.write_text("1. 只有一段\n", encoding="utf-8")
    for path, words in ((tmp_path / "none.txt", "打不开"), (gbk, "不是 UTF-8"), (short, "不足3个")):
        with pytest.raises(UnreadableDocumentError, match=words):
            read_document(path)


def test_an_unusable_paper_ends_with_a_code_of_its_own(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["demo", "--document", "/nowhere.txt"])
    assert demo.main() == demo.UNREADABLE
    assert "/nowhere.txt：打不开" in capsys.readouterr().err
