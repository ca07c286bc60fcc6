"""整改: which report may be about what is put right, and what ends while it is owed (P5.3)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from supervision.model import (
    AssignmentStatus,
    DueKind,
    DueStatus,
    Rectification,
    Report,
    ReportDue,
    ReportStatus,
    Task,
)
from supervision.rectification.rectification_reports import awaited_by
from supervision.review.review_cases import Case
from tests.rules.test_rectifying import DUE, ITEM, MATTER, OFFICER, SHARED, UNIT, S
from tests.world import MONDAY

PROMISED_DUE = replace(DUE, seq=3, kind=DueKind.RECTIFICATION, status=DueStatus.OPEN)
PROMISED_ITEM = replace(ITEM, status=S.PROMISED, due_seq=3)
SENT = Report(7, 1, UNIT, 16, 16, 5, 9, MONDAY, "已清完。", ReportStatus.SUBMITTED, task_seq=2, due_seq=1)


@pytest.mark.parametrize(
    ("item", "due", "report", "offered"),
    [
        (PROMISED_ITEM, PROMISED_DUE, SENT, True),
        (PROMISED_ITEM, replace(PROMISED_DUE, status=DueStatus.RETURNED), SENT, True),
        (PROMISED_ITEM, replace(PROMISED_DUE, status=DueStatus.ANSWERED), SENT, False),
        (PROMISED_ITEM, PROMISED_DUE, replace(SENT, due_seq=3), False),
        (PROMISED_ITEM, PROMISED_DUE, replace(SENT, status=ReportStatus.ACCEPTED), False),
        (ITEM, PROMISED_DUE, SENT, False),
    ],
)
def test_what_may_be_about_what_is_put_right(
    item: Rectification, due: ReportDue, report: Report, offered: bool
) -> None:
    assert (awaited_by([item], [DUE, due], report) is not None) is offered


@pytest.mark.parametrize(
    ("due", "finishes"),
    [(PROMISED_DUE, False), (replace(PROMISED_DUE, status=DueStatus.ACCEPTED), True), (replace(DUE, seq=3), True)],
)
def test_P5_3_a_task_does_not_end_while_something_promised_is_owed(due: ReportDue, finishes: bool) -> None:
    case = Case(
        report=SENT,
        matter=MATTER,
        task=Task(1, 2, "北城河清淤"),
        assignment=replace(SHARED, status=AssignmentStatus.IN_PROGRESS),
        document_number="夏政督〔2026〕1号",
        paper_id=1,
        dues=(DUE, replace(DUE, seq=2, status=DueStatus.OPEN), due),
        reports=(SENT,),
        assignments=(SHARED,),
        registrar=OFFICER,
    )
    assert case.may_finish is finishes
