"""Two papers that end in the same number are told apart, on the lines and buttons of a digest and of a unit's tasks."""

from __future__ import annotations

from datetime import UTC, date, datetime

from messages.keyboards.lookups import own_tasks
from messages.keyboards.reminding import digest
from messages.views.digests import DigestView, OwedLine, PaperLine
from messages.views.lookups import OwnPaper, OwnTasksView

NOW = datetime(2026, 1, 9, 1, tzinfo=UTC)


def paper(number: str, paper_id: int) -> PaperLine:
    return PaperLine(paper_id, paper_id, 4, number, "事项", "县住建局", NOW)


def owed(number: str) -> OwedLine:
    return OwedLine(9, 9, 4, number, 2, "任务", "县住建局", date(2026, 1, 10), None, NOW, date(2026, 1, 12), None)


def test_numbers_that_end_alike_are_written_whole() -> None:
    papers = (paper("夏政督〔2026〕1号", 1), paper("夏政办〔2026〕1号", 2), paper("夏政督〔2026〕3号", 3))
    view = DigestView(NOW.date(), soon=(owed("夏政督〔2025〕1号"),), unacknowledged=papers).told_apart()
    assert [line.label for line in view.unacknowledged] == ["夏政督〔2026〕1号", "夏政办〔2026〕1号", "3号"]
    labels = [button.label for row in digest(view) for button in row]
    assert labels == ["反馈夏政督〔2025〕1号第2项", "签收夏政督〔2026〕1号", "签收夏政办〔2026〕1号", "签收3号"]


def test_numbers_that_differ_stay_short() -> None:
    view = DigestView(NOW.date(), unacknowledged=(paper("夏政督〔2026〕1号", 1), paper("夏政办〔2026〕2号", 2)))
    assert view.told_apart() is view


def test_a_units_own_papers_are_opened_by_numbers_that_differ() -> None:
    numbers = ("夏政督〔2026〕1号", "夏政办〔2026〕1号", "夏政督〔2026〕2号")
    papers = tuple(OwnPaper(n, 4, number, "事项", "县住建局", ()) for n, number in enumerate(numbers, 1))
    labels = [button.label for row in own_tasks(OwnTasksView(allowed=True, papers=papers)) for button in row]
    assert labels == ["打开夏政督〔2026〕1号", "打开夏政办〔2026〕1号", "打开2号"]
