"""Letters to those above a unit that cannot be ordered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from messages.views.superiors import LetterUpView
from supervision.notices.dialogue import Choice
from supervision.notices.superiors import ApartUnit, ApartUnits, LateReport, LetterUpPrompt
from supervision.refusals import InvalidInput, WrongState

ZONE = ZoneInfo("Asia/Shanghai")
CITY_TAX = "国家税务总局商丘市税务局"
LATE = LateReport(
    "夏政督〔2026〕12号",
    2,
    "牵头清理北城河沿线涉税违建",
    date(2026, 3, 10),
    datetime(2026, 3, 13, 10, 0, tzinfo=ZONE),
    3,
    date(2026, 4, 17),
)
OWED = replace(LATE, due_on=date(2026, 3, 20), received_at=None, workdays=19)
UNITS = ApartUnits(
    bulletin_id=3,
    period="2026年第一季度",
    units=(
        ApartUnit(7, "县税务局", CITY_TAX, (LATE, OWED), "in_approval"),
        ApartUnit(9, "县供电公司", "", (replace(LATE, workdays=0),)),
    ),
)
LETTER = LetterUpView(
    letter_id=2,
    bulletin_id=3,
    unit_id=7,
    unit_name="县税务局",
    superior=CITY_TAX,
    text="夏邑县人民政府办公室关于商请督促县税务局反馈督查事项办理情况的函\n"
    f"{CITY_TAX}：\n按照县政府督查工作安排，县税务局承担了有关督查事项的办理任务。\n特此函商。",
    status="draft",
    may_act=True,
)
ASKED = LetterUpPrompt(
    draft="1/9",
    step=1,
    question="letter_up.superior",
    facts={"name": "县税务局", "to": ""},
    backable=False,
)

EXAMPLES = [
    ("two", UNITS),
    ("none", replace(UNITS, units=())),
    ("draft", "letter_up_card", LETTER),
    ("in-approval", "letter_up_card", replace(LETTER, status="in_approval", now_with="分管副主任审阅")),
    (
        "sent-back",
        "letter_up_card",
        replace(LETTER, status="sent_back", returned_by="办公室主任", returned_words="请核对文号"),
    ),
    ("approved", "letter_up_card", replace(LETTER, status="approved", number="夏政办函〔2026〕3号", document_id=5)),
    (
        "sent",
        "letter_up_card",
        replace(LETTER, status="sent", number="夏政办函〔2026〕3号", document_id=5, sent_on=date(2026, 4, 17)),
    ),
    ("itself", "letter_up_card", replace(LETTER, unit_name="县供电公司", superior="县供电公司", may_act=False)),
    ("superior", ASKED),
    (
        "superior-itself",
        replace(ASKED, choices=(Choice("itself", "县供电公司"),), facts={"name": "县供电公司", "to": ""}),
    ),
    ("superior-done", replace(ASKED, answered="—")),
    (
        "request",
        replace(
            ASKED,
            question="letter_up.request",
            facts={"name": "县税务局", "to": CITY_TAX},
            choices=(Choice("usual", "按此起草"), Choice("other", "更改主送单位")),
        ),
    ),
    (
        "request-itself",
        replace(ASKED, question="letter_up.request", facts={"name": "县供电公司", "to": "县供电公司"}),
    ),
    ("request-done", replace(ASKED, question="letter_up.request", answered="按此起草")),
    (
        "sent-on",
        replace(ASKED, question="letter_up.sent_on", facts={"name": CITY_TAX}, choices=(Choice("today", "今天"),)),
    ),
    ("sent-on-done", replace(ASKED, question="letter_up.sent_on", answered="今天")),
    ("to-superior", InvalidInput("request", "to_superior", "批评")),
    ("letter-in-approval", WrongState("letter_up", "in_approval")),
    ("letter-draft", WrongState("letter_up", "draft")),
    ("letter-approved", WrongState("letter_up", "approved")),
]
