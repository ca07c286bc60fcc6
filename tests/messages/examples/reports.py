"""Receipts, evidence and review."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from messages.views.reports import DateView, EndorsementView, FilesView, ReceiptView, ReportView, TaskChoice
from supervision.notices.base import OFFICE, to_unit
from supervision.notices.dialogue import Choice
from supervision.notices.reporting import EvidenceCopies, ReaderNoted, ReportCorrected, ReportDiscarded, ReportPlaced
from supervision.notices.reviewing import (
    DateMoved,
    MovePrompt,
    ReportReturned,
    ReturnPrompt,
    ReviewNoted,
    TaskAccepted,
)
from supervision.refusals import AlreadyDecided, WrongState

ZONE = ZoneInfo("Asia/Shanghai")
RECEIVED = datetime(2026, 5, 20, 15, 32, tzinfo=ZONE)
FIRST = DateView(seq=1, due_on=date(2026, 5, 20), due_hour=None, final=False)
RECTIFIED = DateView(seq=3, due_on=date(2026, 5, 28), due_hour=None, final=False, rectifies=True)
LAST = DateView(seq=2, due_on=date(2026, 6, 15), due_hour=time(12), final=True)
FILES = FilesView(photos=3)
TASKS = (
    TaskChoice(matter_id=1, task_seq=1, unit_id=4, document_number="12号", text="凯旋路等3处积水点改造"),
    TaskChoice(matter_id=1, task_seq=2, unit_id=4, document_number="12号", text="北城河清淤2.3公里，配合做好弃土外运"),
)
RECEIPT = ReceiptView(
    report_id=7,
    status="submitted",
    received_at=RECEIVED,
    has_text=True,
    files=FILES,
    document_number="12号",
    task_seq=2,
    task_text="北城河清淤2.3公里",
    date=FIRST,
    asks_reader=True,
)
CARD = ReportView(
    report_id=7,
    version=1,
    status="submitted",
    unit_name="县水利局",
    sender="水利局联络员",
    received_at=RECEIVED,
    text="北城河清淤已完成1.2公里，占总量52%。\n余下1.1公里计划6月10日前完成。",
    text_cut=False,
    files=FILES,
    document_number="夏政督〔2026〕12号",
    matter_title="城区内涝点整治",
    task_seq=2,
    task_text="北城河清淤2.3公里",
    part="lead",
    date=FIRST,
    first_answered_at=RECEIVED,
    late=False,
    reader_missing=True,
    others_left=1,
    may_act=True,
    may_finish=True,
    may_move=True,
)
RETURNED = replace(
    CARD,
    status="returned",
    reader="unit_deputy",
    reader_missing=False,
    reviewer="督查室甲",
    reviewed_at=datetime(2026, 5, 20, 16, 10, tzinfo=ZONE),
    review_words="一、已清淤长度；二、下步安排",
)
HEAD = EndorsementView(
    report_id=7,
    status="submitted",
    document_number="12号",
    task_seq=2,
    task_text="北城河清淤2.3公里",
    sender="水利局联络员",
    received_at=RECEIVED,
    text=CARD.text,
    files=FILES,
    date=FIRST,
    reader="",
    may_act=True,
)
SUPPLEMENT_BY = datetime(2026, 5, 22, 17, 30, tzinfo=ZONE)
RETURN = ReportReturned(
    to=to_unit(5),
    report_id=7,
    document_number="12号",
    task_seq=2,
    due_seq=1,
    round=1,
    reason="other",
    words="一、已清淤长度；二、下步安排。",
    supplement_by=SUPPLEMENT_BY,
    first_answered_at=RECEIVED,
)
ASKED = ReturnPrompt(
    draft="1/8",
    step=3,
    question="returning.words",
    facts={"name": "12号第2项", "supplement_by": "5月22日（周五）17:30前"},
    choices=(
        Choice("empty", "内容空泛"),
        Choice("incomplete", "内容不完整"),
        Choice("off_point", "未答所问"),
        Choice("no_evidence", "缺少佐证"),
        Choice("other", "其他"),
    ),
    backable=False,
)
EXAMPLES = (
    ("asks-reader", "report_receipt", RECEIPT),
    ("complete", "report_receipt", replace(RECEIPT, asks_reader=False, reader="unit_deputy")),
    ("endorsement", "report_receipt", replace(RECEIPT, asks_reader=False, awaits_endorsement=True)),
    ("while-rectifying", "report_receipt", replace(RECEIPT, may_be_rectification=True)),
    ("rectified", "report_receipt", replace(RECEIPT, asks_reader=False, reader="unit_head", date=RECTIFIED)),
    ("rectified", "report_card", replace(CARD, date=RECTIFIED)),
    ("corrected", "report_receipt", replace(RECEIPT, version=2, asks_reader=False, reader="unit_head")),
    (
        "asks-task",
        "report_receipt",
        replace(RECEIPT, status="unplaced", task_seq=None, date=None, asks_reader=False, choices=TASKS),
    ),
    (
        "asks-paper",
        "report_receipt",
        replace(
            RECEIPT,
            status="unplaced",
            document_number="",
            task_seq=None,
            date=None,
            asks_reader=False,
            choices=TASKS,
            more_choices=3,
        ),
    ),
    ("discarded", "report_receipt", replace(RECEIPT, status="discarded", document_number="", asks_reader=False)),
    ("accepted", "report_receipt", replace(RECEIPT, status="accepted", asks_reader=False, reader="unit_deputy")),
    ("returned", "report_receipt", replace(RECEIPT, status="returned", asks_reader=False, reader="unit_deputy")),
    ("withdrawn", "report_receipt", replace(RECEIPT, status="withdrawn", asks_reader=False)),
    ("supplement", "report_receipt", replace(RECEIPT, date=None, asks_reader=False, reader="unit_deputy")),
    (
        "files",
        "report_receipt",
        replace(
            RECEIPT,
            has_text=False,
            date=replace(LAST, returns=1),
            files=FilesView(photos=1, documents=2, recordings=1, too_big=1, wrong_kind=1, failed=1),
        ),
    ),
    ("", "report_endorsement", HEAD),
    ("given", "report_endorsement", replace(HEAD, reader="unit_deputy", may_act=False)),
    ("withdrawn", "report_endorsement", replace(HEAD, status="withdrawn", may_act=False)),
    ("", "report_card", CARD),
    (
        "late",
        "report_card",
        replace(CARD, late=True, late_workdays=2, reader_missing=False, reader="unit_head", may_finish=False),
    ),
    ("hours-late", "report_card", replace(CARD, late=True, late_workdays=0)),
    ("read-only", "report_card", replace(CARD, may_act=False)),
    (
        "second-round",
        "report_card",
        replace(
            CARD,
            date=replace(FIRST, returns=1),
            received_at=datetime(2026, 5, 22, 10, 5, tzinfo=ZONE),
            supplement_by=SUPPLEMENT_BY,
            reader="unit_deputy",
            reader_missing=False,
        ),
    ),
    ("returned", "report_card", RETURNED),
    ("accepted", "report_card", replace(RETURNED, status="accepted", review_words="")),
    (
        "corrected",
        "report_card",
        replace(CARD, version=2, edited_at=datetime(2026, 5, 20, 15, 40, tzinfo=ZONE), text_cut=True),
    ),
    (
        "corrected-later",
        "report_card",
        replace(
            RETURNED,
            status="accepted",
            review_words="",
            version=2,
            edited_at=datetime(2026, 5, 21, 9, 0, tzinfo=ZONE),
            edited_after_review=True,
        ),
    ),
    ("withdrawn", "report_card", replace(CARD, status="withdrawn", late=None, reader_missing=False)),
    ("beyond-dates", "report_card", replace(CARD, date=None, late=None, first_answered_at=None)),
    (
        "unplaced",
        "report_card",
        replace(CARD, status="unplaced", document_number="", task_seq=None, date=None, choices=TASKS),
    ),
    ("", EvidenceCopies(to=OFFICE, report_id=7, batch=0, chat_id=700, message_ids=(11, 12, 13))),
    ("", ReaderNoted(reader="unit_deputy")),
    ("", ReportPlaced(document_number="12号", task_seq=2)),
    ("", ReportDiscarded()),
    ("", ReportCorrected(report_id=7, unit_name="县水利局", document_number="12号", task_seq=2, version=2)),
    ("", RETURN),
    ("empty", replace(RETURN, reason="empty", words="内容空泛")),
    ("incomplete", replace(RETURN, reason="incomplete", words="内容不完整")),
    ("off-point", replace(RETURN, reason="off_point", words="未答所问")),
    ("evidence", replace(RETURN, reason="no_evidence", words="缺少佐证", due_seq=None, first_answered_at=None)),
    ("second-empty", replace(RETURN, reason="empty", words="内容空泛", round=2, first_answered_at=None)),
    ("", TaskAccepted(to=to_unit(5), report_id=7, document_number="12号", task_seq=2, task_text="北城河清淤2.3公里")),
    ("", ReviewNoted(completes=False)),
    ("completes", ReviewNoted(completes=True)),
    ("", DateMoved(document_number="12号", task_seq=2, due_seq=2)),
    ("", ASKED),
    ("answered", replace(ASKED, answered="缺少佐证")),
    ("written", replace(ASKED, question="returning.words", answered="—")),
    ("typed", replace(ASKED, question="returning.typed", choices=(), backable=True)),
    (
        "",
        MovePrompt(
            draft="1/8",
            step=3,
            question="moving.date",
            facts={"name": "12号第2项"},
            choices=(Choice("1", "第1次：5月20日（周三）"), Choice("2", "第2次：6月15日（周一）")),
            per_row=1,
            backable=False,
        ),
    ),
    (
        "answered",
        MovePrompt(
            draft="1/8",
            step=3,
            question="moving.date",
            facts={"name": "12号第2项"},
            answered="第2次：6月15日（周一）",
        ),
    ),
    ("report", AlreadyDecided("督查室甲", "accepted", datetime(2026, 5, 20, 16, 10, tzinfo=ZONE))),
    ("report", WrongState("report", "discarded")),
)
