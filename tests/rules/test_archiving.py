"""全年案卷: which matters a year binds, how it is divided, and what is not laid into a case."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from messages.casefiles.content import case_content
from messages.casefiles.timeline import timeline
from supervision.archiving.enclosures import checked, evidence, papers
from supervision.archiving.rows import CaseRows, Happened, Names
from supervision.archiving.years import of_year, safe_name, split
from supervision.county import County
from supervision.model import (
    Document,
    DocumentKind,
    FileStatus,
    Matter,
    MatterStatus,
    Paper,
    PaperContent,
    Report,
    ReportStatus,
    StoredFile,
    Urgency,
)

ZONE = ZoneInfo("Asia/Shanghai")
BEGUN = datetime(2026, 3, 2, 9, tzinfo=ZONE)
NAMES = Names({4: "县住房和城乡建设局"}, {8: "王明"}, {8: "督查室科员"})
MATTER = Matter(1, "2026-1", "document", "内涝", MatterStatus.CLOSED, Urgency.ROUTINE, 8, 8, BEGUN, closed_at=BEGUN)


def file(number: int, **changes: object) -> StoredFile:
    row = StoredFile(number, "f", "u", "photo", f"{number}.jpg", 12, 1, number, 8, BEGUN, sha256=f"{number:064}")
    return replace(row, status=FileStatus.STORED, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("closed", "bound", "goes_on"),
    [
        (datetime(2026, 12, 31, 15, 59, tzinfo=UTC), True, False),
        (datetime(2026, 12, 31, 16, 1, tzinfo=UTC), False, True),  # the new year in Shanghai
        (datetime(2025, 12, 31, 12, tzinfo=UTC), False, False),
        (None, False, True),
    ],
)
def test_a_year_binds_what_was_closed_in_it_by_local_date(closed: datetime | None, bound: bool, goes_on: bool) -> None:
    status = MatterStatus.CLOSED if closed else MatterStatus.IN_PROGRESS
    begun = datetime(2025, 3, 2, tzinfo=UTC)
    year = of_year([replace(MATTER, status=status, closed_at=closed, registered_at=begun)], 2026, ZONE)
    assert (bool(year.closed), bool(year.carried_over)) == (bound, goes_on)


def test_cases_lie_in_the_order_in_which_they_were_closed() -> None:
    later = replace(MATTER, id=2, closed_at=BEGUN + timedelta(days=2))
    gone = replace(MATTER, id=3, status=MatterStatus.WITHDRAWN, closed_at=None, withdrawn_at=BEGUN)
    next_year = replace(MATTER, id=4, registered_at=BEGUN + timedelta(days=400), closed_at=BEGUN + timedelta(days=500))
    year = of_year([later, MATTER, gone, next_year], 2026, ZONE)
    assert [item.id for item in year.closed] == [1, 2]
    assert ([item.id for item in year.withdrawn], year.carried_over) == ([3], ())


@pytest.mark.parametrize(
    ("sizes", "largest", "titles"),
    [
        ([("document", 5), ("hotline", 5)], 10, [""]),
        ([("document", 6), ("hotline", 5), ("document", 1)], 10, ["市政府及其办公室公文", "市长热线交办件"]),
        ([("document", 60)], 10, [""]),
    ],
)
def test_a_year_is_divided_by_track_where_it_is_too_large(
    sizes: list[tuple[str, int]], largest: int, titles: list[str]
) -> None:
    parts = split(sizes, largest)
    assert [title for title, _, _ in parts] == titles
    assert sum(size for _, _, size in parts) == sum(size for _, size in sizes)


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("../../etc/passwd", "etcpasswd"),
        ("甲/乙\\丙:丁*?.jpg", "甲乙丙丁.jpg"),
        ("  名\n字 . ", "名字"),
        ("", "未命名"),
        ("长" * 100 + ".jpg", "长" * 76 + ".jpg"),
        ("a\x00b\u202eg", "abg"),
    ],
)
def test_names_are_taken_by_every_disk(given: str, name: str) -> None:
    assert safe_name(given) == name


def test_what_a_hotline_order_came_with_stays_out_and_the_units_evidence_in() -> None:
    report = Report(5, 1, 4, 8, 8, 1, 1, BEGUN, "来电人张三称已修好", ReportStatus.ACCEPTED, 1, 1)
    files = (file(1, matter_id=1), file(2, report_id=5))
    rows = CaseRows(matter=replace(MATTER, track="hotline"), names=NAMES, reports=(report,), files=files)
    assert [item.title for item in evidence(rows, ZONE)] == ["2.jpg"]
    content = case_content(rows, (), (), number="2026-1", filed_on=date(2027, 1, 4), county=County())
    assert "张三" not in str(content)
    assert "**称已修好" in str(content)
    rows = replace(rows, matter=MATTER)
    assert [item.title for item in evidence(rows, ZONE)] == ["1.jpg", "2.jpg"]


def test_what_is_gone_from_the_disk_is_marked_and_a_paper_without_a_file_lies_there_as_text() -> None:
    paper = Paper(3, 1, "supervision_notice", "office", "夏政督〔2026〕1号", "督查通知单\n正文", "", BEGUN, 8)
    number = "夏政督〔2026〕2号"
    kind, content = DocumentKind.SUPERVISION_NOTICE, PaperContent(name="内涝")
    document = Document(7, kind, "paper", "4", content, number, BEGUN, "notice_form", number=number, sha256="ab")
    document = replace(document, void_at=BEGUN)
    rows = CaseRows(matter=MATTER, names=NAMES, papers=(paper,), documents=(document,), files=(file(1, matter_id=1),))
    laid = papers(rows, ZONE)
    assert [item.path for item in laid] == [
        "文件/01 夏政督〔2026〕2号（已作废）.docx",
        "文件/02 夏政督〔2026〕1号.txt",
    ]
    assert [item.there for item in checked(laid, {"ab"})] == [True, True]
    assert [item.there for item in checked(laid, set())] == [False, True]
    assert [item.there for item in checked(evidence(rows, ZONE), set())] == [False]


def test_the_course_says_who_did_what_of_which_paper() -> None:
    paper = Paper(3, 1, "supervision_notice", "office", "夏政督〔2026〕1号", "", "", BEGUN, 8)
    happened = (
        Happened(BEGUN, 8, 8, "telegram", "approval.signed", "matter", "1", {"act": "vet", "words": "加强\n调度"}),
        Happened(BEGUN, 8, 8, "paper", "paper.acknowledged", "paper", "3/4", {"tasks": [1]}),
        Happened(BEGUN, 0, None, "machine", "assignment.completed", "assignment", "1/2/4", {}),
        Happened(BEGUN, 8, 8, "telegram", "change.done", "change", "1", {}),
    )
    assert timeline(CaseRows(matter=MATTER, names=NAMES, papers=(paper,), happened=happened), ZONE) == (
        "2026年3月2日 09:00　督查室科员王明　核稿：加强 调度",
        "2026年3月2日 09:00　督查室科员王明　签收（夏政督〔2026〕1号　县住房和城乡建设局）（纸质办理）",
        "2026年3月2日 09:00　任务办结（县住房和城乡建设局　第2项）",
    )
