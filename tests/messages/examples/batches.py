"""Lists that are decided together, and sheets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from messages.views.batches import ListedPaper, ListedReport, ReviewListView, SigningListView
from messages.views.reports import DateView, FilesView, ReportView
from messages.views.sheets import SheetLine, SheetReceiptView, SheetView
from supervision.notices.approving import PendingLine, PendingList
from supervision.notices.base import to_person
from supervision.notices.batches import ListReviewed, ListSigned, NothingToReview, RowProblem, SheetRefused

PAPER = ListedPaper(
    number=1,
    title="县长批示件（登记号2026-31）",
    first_line="城区内涝点整治",
    act="approve",
    tasks=3,
    latest=date(2026, 6, 15),
    text="城区内涝点整治\n现将有关督查事项通知如下：\n1. <凯旋路>等3处积水点改造。牵头单位：县住房和城乡建设局。",
)
RESULT = ListedPaper(
    number=2,
    title="办结报告（登记号2026-12）",
    first_line="关于农村饮水安全巩固提升工作办理情况的报告",
    act="approve",
    ticked=False,
    text="关于农村饮水安全巩固提升工作办理情况的报告",
)
GONE = replace(PAPER, number=3, title="市长热线交办件（登记号2026-7）", first_line="老城区<b>路灯&修复", waiting=False)
LIST = SigningListView(
    batch_id=1, day=date(2026, 3, 2), papers=(PAPER, RESULT, GONE), may_act=True, ticks=0b101, page=0, pages=1
)
DECIDED = replace(
    LIST,
    decided=True,
    papers=(
        replace(PAPER, outcome="done", waiting=False),
        RESULT,
        replace(GONE, outcome="stale_button"),
        replace(GONE, number=4, outcome="own_draft"),
        replace(GONE, number=5, outcome="already_decided"),
        replace(GONE, number=6, outcome="wrong_state"),
    ),
)

REPORT = ReportView(
    report_id=1,
    version=1,
    status="submitted",
    unit_name="县水利局",
    sender="水利局联络员",
    received_at=datetime(2026, 3, 2, 8, 30, tzinfo=ZoneInfo("Asia/Shanghai")),
    text="北城河清淤已完成1.2公里，投入机械6台，<余下>1.1公里3月20日前完成，同步整治岸坡。",
    text_cut=False,
    files=FilesView(photos=3, documents=1),
    document_number="夏政督〔2026〕12号",
    task_seq=2,
    date=DateView(seq=1, due_on=date(2026, 3, 10), due_hour=None, final=False),
    late=False,
)
LATE = replace(REPORT, unit_name="县住房和城乡建设局", files=FilesView(), late=True, late_workdays=2, task_seq=1)
EXTRA = replace(REPORT, unit_name="城关镇人民政府", date=None, late=None, text="", files=FilesView(photos=1))
LINES = (
    ListedReport(number=1, report=REPORT),
    ListedReport(number=2, report=LATE, ticked=False, earlier=1),
    ListedReport(number=3, report=EXTRA, waiting=False),
)
REVIEW = ReviewListView(batch_id=1, total=3, chosen=2, lines=LINES, may_act=True, ticks=0b101)
REVIEWED = replace(
    REVIEW,
    decided=True,
    total=5,
    lines=(
        replace(LINES[0], outcome="done"),
        LINES[1],
        replace(LINES[2], outcome="stale_button"),
        replace(LINES[2], number=4, outcome="already_decided"),
        replace(LINES[2], number=5, outcome="wrong_state"),
    ),
)

SHEET = SheetView(
    sheet_id=1,
    unit_name="县住房和城乡建设局",
    due_on=date(2026, 3, 20),
    lines=tuple(
        SheetLine(
            number=number,
            document_number=f"夏政督〔2026〕{number + 10}号",
            task_seq=2,
            text=text,
            requirement="清淤与岸坡整治同步",
            limit="3月20日（周五）前",
        )
        for number, text in enumerate(("北城河清淤2.3公里", "<凯旋路>等3处积水点改造及其周边管网普查、清掏工作"), 1)
    ),
)
BACK = SheetReceiptView(
    file_id=1,
    due_on=date(2026, 3, 20),
    received_at=datetime(2026, 3, 2, 15, 10, tzinfo=ZoneInfo("Asia/Shanghai")),
    recorded=4,
    corrected=0,
    same=0,
    total=5,
    asks_reader=4,
    may_act=True,
)
PROBLEMS = tuple(
    RowProblem(line=line, number=str(line - 2), reason=reason)
    for line, reason in enumerate(("moved", "repeated", "too_long", "withdrawn", "accepted", "answered"), 3)
)

EXAMPLES = (
    ("", "report_sheet", SHEET),
    ("long", "report_sheet", replace(SHEET, lines=tuple(replace(SHEET.lines[0], number=n) for n in range(1, 13)))),
    ("", "sheet_receipt", BACK),
    ("corrected", "sheet_receipt", replace(BACK, recorded=1, corrected=2, same=2, asks_reader=0)),
    ("problems", "sheet_receipt", replace(BACK, recorded=0, problems=PROBLEMS, more_problems=2, asks_reader=0)),
    *(
        (reason, SheetRefused(to=to_person(12), name="反馈表<1>.xlsx", reason=reason))
        for reason in (
            "unknown",
            "merged",
            "changed",
            "not_allowed",
            "no_header",
            "nothing_filled",
            "too_long",
            "empty",
        )
    ),
    ("too-big", SheetRefused(to=to_person(12), name="反馈表.xlsx", reason="refused")),
    ("failed", SheetRefused(to=to_person(12), name="反馈表.xlsx", reason="failed")),
    ("damaged", SheetRefused(to=to_person(12), name="反馈表.xlsx", reason="damaged")),
    ("", "review_list_card", REVIEW),
    ("all", "review_list_card", replace(REVIEW, total=7, chosen=7, pages=2, lines=(LINES[0],))),
    ("decided", "review_list_card", REVIEWED),
    ("", NothingToReview()),
    ("", ListReviewed(accepted=4, failed=1, exceptions=1)),
    ("all", ListReviewed(accepted=6, failed=0, exceptions=0)),
    ("", "signing_list_card", LIST),
    ("passed-on", "signing_list_card", replace(LIST, passed=True)),
    ("asked-for", "signing_list_card", replace(LIST, day=None, papers=(PAPER, RESULT))),
    ("paged", "signing_list_card", replace(LIST, pages=2, papers=tuple(replace(PAPER, number=n) for n in range(1, 9)))),
    ("opened", "signing_list_card", replace(LIST, opened=PAPER)),
    ("opened-left-out", "signing_list_card", replace(LIST, opened=RESULT)),
    ("opened-gone", "signing_list_card", replace(LIST, opened=GONE)),
    ("secretary", "signing_list_card", replace(LIST, may_act=False)),
    ("decided", "signing_list_card", DECIDED),
    (
        "together",
        PendingList(
            lines=(
                PendingLine(title="县长批示件（登记号2026-31）", first_line="城区内涝点整治", act="approve"),
                PendingLine(title="办结报告（登记号2026-12）", first_line="关于农村饮水安全的报告", act="review"),
            ),
            together=2,
        ),
    ),
    ("", ListSigned(signed=4, failed=1, left_out=1)),
    ("all", ListSigned(signed=6, failed=0, left_out=0)),
)
