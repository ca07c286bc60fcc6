"""The sheets of the ledger that are read back: which class of records each holds, and its columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from messages.labels import ASSIGNMENT_STATUS, LEVEL, MATTER_STATUS, PART, READER, REPORT_STATUS, URGENCY
from messages.sheets.ledger_values import Column, Kind
from messages.work_labels import DUE_KIND, FINDING
from supervision.ledger import records
from supervision.model import DueStatus, TermFrom
from supervision.papers.numbering import REGISTERS, RegisterKey
from supervision.procedures.forms import FORM_TITLES, ISSUER_TITLES
from supervision.procedures.sources import SOURCES
from supervision.procedures.tracks import TRACKS

DUE_STATUS: Mapping[str, str] = {
    DueStatus.OPEN: "待反馈",
    DueStatus.ANSWERED: "待审核",
    DueStatus.RETURNED: "退回补充",
    DueStatus.ACCEPTED: "已采纳",
    DueStatus.HELD: "暂停计时",
    DueStatus.VOID: "不再要求",
}
TERM_FROM: Mapping[str, str] = {
    TermFrom.ISSUE: "印发之日",
    TermFrom.INSTRUCTION: "批示之日",
    TermFrom.ACKNOWLEDGE: "签收之日",
}
TRACK: Mapping[str, str] = {key: track.title for key, track in TRACKS.items()}
FORM: Mapping[str, str] = dict(FORM_TITLES.items())
ISSUER: Mapping[str, str] = dict(ISSUER_TITLES.items())
REGISTER: Mapping[str, str] = {RegisterKey(key): row.title for key, row in REGISTERS.items()}
SOURCE: Mapping[str, str] = {kind: row.title for kind, row in SOURCES.items()}

NUMBER = Column("登记号", "registration_number", required=True)
SEQ = Column("任务序号", "task_seq", Kind.NUMBER, 8, required=True)
UNIT = Column("单位", "unit", width=22, required=True)


@dataclass(frozen=True, slots=True)
class DataSheet:
    """A sheet of records: `part` is the field of `Records` that has them."""

    title: str
    part: str
    record: type[Any]
    columns: tuple[Column, ...]


MATTERS = DataSheet(
    "事项登记",
    "matters",
    records.MatterRecord,
    (
        NUMBER,
        Column("文号", "document_number", width=20),
        Column("类别", "track", Kind.WORD, 18, TRACK, required=True),
        Column("事项", "title", width=32, required=True),
        Column("状态", "status", Kind.WORD, 10, MATTER_STATUS, required=True),
        Column("紧急程度", "urgency", Kind.WORD, 8, URGENCY, required=True),
        Column("来源类型", "source_kind", Kind.WORD, 18, SOURCE),
        Column("层级", "level", Kind.WORD, 8, LEVEL),
        Column("登记岗位", "registered_by", width=18),
        Column("登记时间", "registered_at", Kind.MOMENT, 17, required=True),
        Column("批示领导", "leader", width=14),
        Column("总牵头", "coordinating", width=20),
        Column("文书形式", "form", Kind.WORD, 16, FORM),
        Column("印发名义", "issuer", Kind.WORD, 12, ISSUER),
        Column("印发时间", "issued_at", Kind.MOMENT, 17),
        Column("时限", "due_on", Kind.DATE),
        Column("时限时点", "due_hour", Kind.CLOCK, 8),
        Column("市级文号", "city_ref", width=18),
        Column("市级时限", "city_due_on", Kind.DATE),
        Column("情况复杂", "complex", Kind.FLAG, 6),
        Column("报送方案", "plan_wanted", Kind.FLAG, 8),
        Column("中止时间", "suspended_at", Kind.MOMENT, 17),
        Column("复核日期", "review_on", Kind.DATE),
        Column("重新办理", "reopened_at", Kind.MOMENT, 17),
        Column("撤销时间", "withdrawn_at", Kind.MOMENT, 17),
        Column("并入", "merged_into", width=10),
        Column("办结时间", "closed_at", Kind.MOMENT, 17),
        Column("内容", "text", width=40),
    ),
)
SOURCES_SHEET = DataSheet(
    "来源批示",
    "sources",
    records.SourceRecord,
    (
        NUMBER,
        Column("批示", "instructed", Kind.FLAG, 6),
        Column("名称", "title", width=32),
        Column("字号", "number", width=20),
        Column("日期", "dated", Kind.DATE),
        Column("单位或领导", "author", width=18),
        Column("口头", "oral", Kind.FLAG, 6),
        Column("地点", "place", width=14),
        Column("记录人", "recorder"),
        Column("来源类型", "kind", Kind.WORD, 18, SOURCE),
        Column("批示要求", "gist", width=40),
        Column("市领导", "city", Kind.FLAG, 8),
    ),
)
TASKS = DataSheet(
    "任务分解",
    "tasks",
    records.TaskRecord,
    (
        NUMBER,
        Column("任务序号", "seq", Kind.NUMBER, 8, required=True),
        Column("任务", "text", width=40, required=True),
        Column("工作要求", "requirement", width=28),
        Column("时限", "due_on", Kind.DATE),
        Column("时限时点", "due_hour", Kind.CLOCK, 8),
        Column("反馈时间", "report_on", Kind.DAYS, 24),
        Column("期限", "term", Kind.TERM, 10),
        Column("期限起算", "term_from", Kind.WORD, 10, TERM_FROM, required=True),
        Column("定期反馈", "cycle", Kind.CYCLE, 14),
        Column("定期至", "cycle_until", Kind.DATE),
        Column("持续推进", "ongoing", Kind.FLAG, 8),
        Column("复核日期", "review_on", Kind.DATE),
        Column("分管县领导", "leader_in_charge", width=14),
    ),
)
SHARES = DataSheet(
    "承办单位",
    "shares",
    records.ShareRecord,
    (
        NUMBER,
        SEQ,
        UNIT,
        Column("分工", "part", Kind.WORD, 6, PART, required=True),
        Column("状态", "status", Kind.WORD, 10, ASSIGNMENT_STATUS, required=True),
        Column("送达时间", "delivered_at", Kind.MOMENT, 17),
        Column("签收时间", "acknowledged_at", Kind.MOMENT, 17),
        Column("完成时间", "accepted_at", Kind.MOMENT, 17),
        Column("移交单位", "handed_to", width=20),
        Column("移交时间", "handed_at", Kind.MOMENT, 17),
        Column("专人", "handler_name"),
        Column("专人电话", "handler_phone", width=14),
    ),
)
REPORTS = DataSheet(
    "反馈记录",
    "reports",
    records.ReportRecord,
    (
        NUMBER,
        SEQ,
        UNIT,
        Column("次序", "due_seq", Kind.NUMBER, 6, required=True),
        Column("种类", "kind", Kind.WORD, 8, DUE_KIND, required=True),
        Column("应反馈日期", "due_on", Kind.DATE),
        Column("应反馈时点", "due_hour", Kind.CLOCK, 8),
        Column("延期至", "extended_to", Kind.DATE),
        Column("延期时点", "extended_hour", Kind.CLOCK, 8),
        Column("逾期起算", "late_after", Kind.LIMIT, 17),
        Column("办结反馈", "final", Kind.FLAG, 8),
        Column("要求状态", "status", Kind.WORD, 10, DUE_STATUS),
        Column("首次反馈", "first_answered_at", Kind.MOMENT, 17),
        Column("最近反馈", "received_at", Kind.MOMENT, 17),
        Column("反馈内容", "text", width=44),
        Column("审核情况", "report_status", Kind.WORD, 12, REPORT_STATUS),
        Column("审阅人", "reader", Kind.WORD, 14, READER),
        Column("审核时间", "reviewed_at", Kind.MOMENT, 17),
        Column("审核意见", "review_words", width=28),
        Column("退回次数", "returns", Kind.NUMBER, 8),
        Column("内容空洞退回", "empty_returns", Kind.NUMBER, 8),
        Column("补充时限", "supplement_by", Kind.LIMIT, 17),
        Column("暂停起始", "held_at", Kind.MOMENT, 17),
        Column("知悉时间", "known_at", Kind.MOMENT, 17),
        Column("暂定", "provisional", Kind.FLAG, 6),
    ),
)
FINDINGS = DataSheet(
    "核查记录",
    "findings",
    records.FindingRecord,
    (
        NUMBER,
        SEQ,
        UNIT,
        Column("核查时间", "found_at", Kind.MOMENT, 17, required=True),
        Column("核查结论", "verdict", Kind.WORD, 12, FINDING, required=True),
        Column("核查情况", "text", width=44),
        Column("告知时间", "told_at", Kind.MOMENT, 17),
    ),
)

NUMBERS = DataSheet(
    "编号接续",
    "numbers",
    records.NumberRecord,
    (
        Column("编号种类", "register", Kind.WORD, 20, REGISTER, required=True),
        Column("年度", "year", Kind.NUMBER, 8, required=True),
        Column("末号", "last", Kind.NUMBER, 8, required=True),
    ),
)

DATA_SHEETS = (MATTERS, SOURCES_SHEET, TASKS, SHARES, REPORTS, FINDINGS, NUMBERS)
"""In the order in which they are written; all are read back."""
