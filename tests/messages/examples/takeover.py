"""The old ledger."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from messages.views.takeover import LedgerPreviewView
from supervision.notices.base import to_person, to_unit
from supervision.notices.takeover import (
    LedgerCounts,
    LedgerDropped,
    LedgerFault,
    LedgerLine,
    LedgerPreviewCard,
    LedgerPrompt,
    LedgerReading,
    LedgerRefused,
    LedgerTaken,
    LedgerUnreadable,
    TakenOverCard,
)

_TO = to_person(7)
_COUNTS = LedgerCounts(28, 12, 3, 28, 2, 8, ("2026-31", "夏政督〔2026〕11号"))
_CARD = LedgerPreviewCard(
    to=_TO,
    intake_id=1,
    name="2026年督查台账.xlsx",
    counts=_COUNTS,
    lines=(
        LedgerLine("夏政督〔2026〕10号", "城区内涝点整治", 3, closed=False),
        LedgerLine("夏政督〔2026〕11号", "农村饮水安全", 1, closed=True),
    ),
    report_by=date(2026, 3, 4),
    more=10,
)
_UNIT = TakenOverCard(
    to=to_unit(5), unit_id=5, unit_name="县水利局", file="ab12", tasks=7, past=2, report_by=date(2026, 3, 4)
)
_FAULTS = (
    LedgerFault(3, "登记号", "bad_number", "督办三号"),
    LedgerFault(4, "类别", "unknown_kind", "县长指示"),
    LedgerFault(5, "批示领导", "leader_wanted", "市政府及其办公室公文"),
    LedgerFault(5, "批示领导", "unknown_leader", "县长助理"),
    LedgerFault(5, "批示领导", "several_leaders", "副县长（城建）、副县长（农业）"),
    LedgerFault(6, "牵头", "missing"),
    LedgerFault(7, "牵头", "unknown_unit", "水务局", ("县水利局", "县城市管理局")),
    LedgerFault(7, "配合", "unknown_unit", "某某处"),
    LedgerFault(8, "配合", "several_units", "政府", ("城关镇人民政府", "县政府")),
    LedgerFault(8, "配合", "copy_only", "县人大常委会办公室"),
    LedgerFault(9, "时限", "bad_date", "6月底前后"),
    LedgerFault(9, "时限", "before_issue", "1月5日"),
    LedgerFault(10, "印发日期", "future_date", "2026-12-01"),
    LedgerFault(11, "状态", "unknown_status", "不清楚"),
    LedgerFault(12, "事项", "contradicts", "另一事项", other=3),
    LedgerFault(13, "文号", "twice", "夏政督〔2026〕9号", other=4),
    LedgerFault(14, "文号", "exists", "夏政督〔2026〕3号"),
    LedgerFault(15, "任务", "too_long", "凯旋路等3处积水点改造，并同步", limit=500),
    LedgerFault(16, "任务", "too_many", limit=120),
    LedgerFault(4, "“任务分解”表登记号", "unknown_matter", "2026-9"),
    LedgerFault(5, "“承办单位”表任务序号", "unknown_task", "7"),
    LedgerFault(6, "“反馈记录”表单位", "unknown_share", "县水利局"),
    LedgerFault(7, "“反馈记录”表逾期起算", "bad_cell", "下班前"),
)

EXAMPLES = (
    ("", LedgerPrompt(draft="1/1", step=1, question="takeover.file", backable=False)),
    ("answered", LedgerPrompt(draft="1/1", step=1, question="takeover.file", answered="台账.xlsx")),
    ("", LedgerReading(to=_TO, name="2026年督查台账.xlsx")),
    ("", "ledger_preview_card", LedgerPreviewView(shown=_CARD, outcome="", may_decide=True)),
    ("anew", "ledger_preview_card", LedgerPreviewView(shown=replace(_CARD, anew=True), outcome="", may_decide=True)),
    (
        "restored",
        "ledger_preview_card",
        LedgerPreviewView(
            shown=replace(_CARD, counts=LedgerCounts(56, 12, 0, 28, 0, 8, ("2026-31",)), restored=True, unsigned=2),
            outcome="",
            may_decide=True,
        ),
    ),
    ("taken", "ledger_preview_card", LedgerPreviewView(shown=_CARD, outcome="taken", may_decide=False)),
    ("dropped", "ledger_preview_card", LedgerPreviewView(shown=_CARD, outcome="dropped", may_decide=False)),
    ("overtaken", "ledger_preview_card", LedgerPreviewView(shown=_CARD, outcome="overtaken", may_decide=False)),
    ("", LedgerTaken(to=_TO, name="2026年督查台账.xlsx", counts=_COUNTS)),
    ("closed", LedgerTaken(to=_TO, name="台账.csv", counts=LedgerCounts(4, 1, 1, 4, 0, 0))),
    ("", LedgerDropped()),
    ("", LedgerRefused(to=_TO, name="2026年督查台账.xlsx", faults=_FAULTS, more=3)),
    ("officer", LedgerRefused(to=_TO, name="台账.xlsx", faults=(LedgerFault(0, "", "no_officer"),))),
    ("not allowed", LedgerRefused(to=_TO, name="台账.xlsx", faults=(LedgerFault(0, "", "not_allowed"),))),
    ("changed", LedgerRefused(to=_TO, name="台账.xlsx", faults=(LedgerFault(0, "", "changed_meanwhile"),))),
    *(
        (reason, LedgerUnreadable(to=_TO, name="台账.docx", reason=reason))
        for reason in ("wrong_kind", "empty", "no_header", "too_long", "refused", "failed", "damaged")
    ),
    ("", _UNIT),
    ("on time", replace(_UNIT, past=0)),
    ("letter", replace(_UNIT, unit_name="县税务局", ordered=False)),
)
