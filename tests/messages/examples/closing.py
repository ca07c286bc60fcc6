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
from supervision.refusals import InvalidInput, WrongState

ZONE = ZoneInfo("Asia/Shanghai")
SUMMARY = SummaryPrompt(
    draft="1/8",
    step=4,
    question="closing.text",
    facts={
        "name": "登记号2026-31",
        "text": "关于城区内涝点整治办理情况的报告\n1. 凯旋路等3处积水点改造\n县住建局：3处积水点均已改造完毕。",
        "clause": "二（五）1、3、4",
        "basis": [
            {
                "number": 1,
                "text": "县住建局：3处积水点均已改造完毕。",
                "by": "县住建局",
                "seq": 2,
                "on": "5月20日（周三）",
            },
            {"number": 2, "text": "管护责任已落实到人。", "by": "", "seq": 0, "on": ""},
        ],
    },
    choices=(Choice("use", "采用此稿"),),
    backable=False,
)

WAYS = (
    Choice("city", "以县政府名义报市政府"),
    Choice("city_office", "以县政府办公室名义报市政府办公室"),
    Choice("none", "暂不上报、不印发"),
)

PREVIEW = replace(
    SUMMARY,
    question="closing.preview",
    facts={
        "name": "登记号2026-31",
        "signers": [
            {
                "title": "分管副主任",
                "name": "张某",
                "act": "review",
                "enrolled": True,
                "merged": [],
                "taken_over": [],
                "deputy": "",
            },
            {
                "title": "办公室主任",
                "name": "王某",
                "act": "review",
                "enrolled": False,
                "merged": [],
                "taken_over": [],
                "deputy": "",
            },
            {
                "title": "县长",
                "name": "李某",
                "act": "approve",
                "enrolled": True,
                "merged": [],
                "taken_over": [],
                "deputy": "常务副县长",
            },
        ],
        "final": "关于城区内涝点整治办理情况的报告\n县住建局：3处积水点均已改造完毕。",
        "clause": "二（一）",
        "ours": False,
        "way_title": "以县政府名义报市政府",
        "own_due": "6月8日（周一）",
        "city_due": "6月10日（周三）",
    },
    choices=(Choice("send-0", "确认送审"), Choice("chain", "改选流程"), Choice("text", "修改文稿")),
    per_row=2,
    backable=True,
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
    (
        "way",
        replace(
            SUMMARY,
            question="closing.way",
            facts={**SUMMARY.facts, "prints": True},
            choices=(
                Choice("bulletin", "印发督查通报（发责任单位）"),
                Choice("bulletin_group", "印发督查通报（并发工作群）"),
                Choice("none", "暂不上报、不印发"),
            ),
            per_row=1,
            backable=True,
        ),
    ),
    (
        "way-up",
        replace(
            SUMMARY,
            question="closing.way",
            facts={**SUMMARY.facts, "prints": False, "mayor": True},
            choices=WAYS,
            per_row=1,
        ),
    ),
    ("way-chosen", replace(SUMMARY, question="closing.way", answered="报市长热线电话室")),
    ("preview", PREVIEW),
    ("preview-sent", replace(PREVIEW, answered="确认送审")),
    ("preview-changed", replace(PREVIEW, answered="改选流程")),
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
        "up",
        SummarySent(
            registration_number="2026-31",
            title="城区内涝点整治",
            signers=("县长审定",),
            way="以县政府名义报市政府",
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
    ("summary_running", WrongState("summary", "running")),
    ("summary_nothing", WrongState("summary", "nothing_accepted")),
    ("names_units", InvalidInput("bulletin", "names_units", given="通报批评")),
)
