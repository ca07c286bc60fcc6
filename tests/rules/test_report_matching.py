"""What a unit's words say about the paper and the task that they answer, and which files are taken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.reports.evidence import LARGEST, Unfit, is_file_id, unfit
from supervision.reports.report_matching import is_only_a_task, named_papers, named_task, short_number

TASKS = frozenset({1, 2, 3, 10, 12})
PAPERS = ("夏政督〔2026〕1号", "夏政督〔2026〕12号", "夏政办〔2026〕12号")


@pytest.mark.parametrize(
    ("text", "task"),
    [
        ("第2项：已完成", 2),
        ("第二项已完成", 2),
        ("  第 3 项 已完成", 3),
        ("第１２项已完成", 12),
        ("第十项", 10),
        ("第十二条已完成", 12),
        ("关于第2项，已完成", 2),
        ("第二十项", None),
        ("第9项已完成", None),
        ("已完成第2项", None),
        ("第2次反馈", None),
        ("", None),
    ],
)
def test_a_task_is_named_at_the_beginning(text: str, task: int | None) -> None:
    assert named_task(text, TASKS) == task


@given(st.text(max_size=40))
def test_any_text_can_be_read(text: str) -> None:
    assert named_task(text, TASKS) in {None, *TASKS}
    assert set(named_papers(text, PAPERS)) <= set(PAPERS)
    assert is_only_a_task(text) in {True, False}


@pytest.mark.parametrize(
    ("text", "only"),
    [("第2项", True), ("第二项。", True), (" 第2项 ", True), ("第2项已完成", False), ("已完成", False)],
)
def test_the_answer_to_which_task_says_nothing_else(text: str, only: bool) -> None:
    assert is_only_a_task(text) is only


@pytest.mark.parametrize(
    ("text", "papers"),
    [
        ("夏政督〔2026〕12号已完成", ("夏政督〔2026〕12号",)),
        ("夏政办[2026]12号已完成", ("夏政办〔2026〕12号",)),
        ("夏政督（2026）012号", ("夏政督〔2026〕12号",)),
        ("关于夏政督【2026】1号的反馈", ("夏政督〔2026〕1号",)),
        ("12号已完成", ("夏政督〔2026〕12号", "夏政办〔2026〕12号")),
        ("1号第2项", ("夏政督〔2026〕1号",)),
        ("夏政督〔2025〕12号", ()),
        ("1号楼已封顶", ()),
        ("已完成", ()),
    ],
)
def test_papers_are_named_in_full_or_shortly(text: str, papers: tuple[str, ...]) -> None:
    assert named_papers(text, PAPERS) == papers


def test_the_short_number() -> None:
    assert [short_number(number) for number in (*PAPERS, "12号")] == ["1号", "12号", "12号", "12号"]


@pytest.mark.parametrize(
    ("kind", "name", "size", "why"),
    [
        ("photo", "", 1, None),
        ("voice", "", 1, None),
        ("document", "进展.DOCX", 1, None),
        ("document", "setup.exe", 1, Unfit.WRONG_KIND),
        ("document", "无后缀", 1, Unfit.WRONG_KIND),
        ("document", "报表.xlsx", LARGEST, None),
        ("document", "报表.xlsx", LARGEST + 1, Unfit.TOO_BIG),
        ("video", "现场.mp4", 25 * 1024 * 1024, Unfit.TOO_BIG),
        ("document", "报表.xlsx", 0, None),
    ],
)
def test_which_files_are_taken(kind: str, name: str, size: int, why: Unfit | None) -> None:
    assert unfit(kind, name, size) is why


@pytest.mark.parametrize("name", ["/etc/passwd", "file:///etc/passwd", "../ducha.db", "http://x/y", "", "a" * 300])
def test_pitfall_35_paths_and_addresses_are_no_names_of_files(name: str) -> None:
    assert not is_file_id(name)
    assert is_file_id("BQACAgUAAxkBAAIBY2X-_9")
