"""Summing up and closing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from messages.views.approvals import ReturnedView
from supervision.model import ChainPurpose
from supervision.notices.base import OFFICE, to_unit
from supervision.notices.closing import MatterClosed, MatterClosedHere, ReadyToSummarise, SummaryPrompt, SummarySent
from supervision.notices.dialogue import Choice
from supervision.refusals import WrongState

ZONE = ZoneInfo("Asia/Shanghai")
SUMMARY = SummaryPrompt(
    draft="1/8",
    step=4,
    question="closing.text",
    facts={
        "name": "登记号2026-31",
        "text": "关于城区内涝点整治办理情况的报告\n1. 凯旋路等3处积水点改造\n县住建局：3处积水点均已改造完毕。",
        "clause": "二（五）1、3、4",
    },
    choices=(Choice("use", "采用此稿"),),
    backable=False,
)

EXAMPLES = (
    (
        "",
        ReadyToSummarise(to=OFFICE, matter_id=31, registration_number="2026-31", title="城区内涝点整治", tasks=3),
    ),
    ("text", SUMMARY),
    ("text-used", replace(SUMMARY, answered="采用此稿")),
    ("text-written", replace(SUMMARY, answered="—")),
    (
        "chain",
        replace(
            SUMMARY,
            question="closing.chain",
            choices=(
                Choice("0", "分管副主任审阅 → 办公室主任审阅"),
                Choice("1", "分管副主任审阅 → 办公室主任审阅 → 县长审定"),
            ),
            per_row=1,
            backable=True,
        ),
    ),
    ("chain-chosen", replace(SUMMARY, question="closing.chain", answered="分管副主任审阅 → 办公室主任审阅")),
    (
        "",
        SummarySent(
            registration_number="2026-31",
            title="城区内涝点整治",
            signers=("分管副主任审阅", "办公室主任审阅", "县长审定"),
        ),
    ),
    (
        "result",
        "paper_sent_back",
        ReturnedView(
            chain_id=3,
            purpose=ChainPurpose.RESULT,
            title="办结报告（登记号2026-31）",
            first_line="关于城区内涝点整治办理情况的报告",
            by="办公室主任",
            words="缺少长效管护措施",
            matter_id=31,
        ),
    ),
    (
        "",
        MatterClosed(
            to=to_unit(5),
            matter_id=31,
            document_number="夏政督〔2026〕12号",
            title="城区内涝点整治",
            closed_at=datetime(2026, 6, 20, 9, 30, tzinfo=ZONE),
        ),
    ),
    ("", MatterClosedHere(to=OFFICE, matter_id=31, registration_number="2026-31", title="城区内涝点整治")),
    ("summary", WrongState("summary", "in_progress")),
)
