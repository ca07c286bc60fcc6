"""整改 and 移送."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from messages.views.rectifying import RectificationView, ReferralView
from supervision.notices.base import OFFICE, to_unit
from supervision.notices.dialogue import Choice
from supervision.notices.rectifying import (
    RectificationChecked,
    RectificationNoted,
    RectificationPromised,
    RectifyingPrompt,
    ReferralPrompt,
)
from supervision.refusals import InvalidInput, WrongState

ZONE = ZoneInfo("Asia/Shanghai")
AT = datetime(2026, 3, 2, 9, 10, tzinfo=ZONE)
LIMIT = date(2026, 3, 16)
ORDERED = RectificationView(
    rectification_id=4,
    unit_name="县水利局",
    address="你局",
    document_number="夏政督〔2026〕12号",
    task_seq=2,
    task_text="北城河清淤2.3公里",
    problem="报送已完成2.3公里，现场尚有0.6公里未清。",
    status="ordered",
    due_on=LIMIT,
    promise_by=date(2026, 3, 5),
    may_promise=True,
)
PROMISED = replace(
    ORDERED,
    status="promised",
    measures="增派2台设备，分段清淤",
    person="王某（副局长）",
    due_on=date(2026, 3, 13),
    may_promise=False,
)
FAILED = replace(
    PROMISED,
    status="failed",
    check_words="仍有0.2公里未清。",
    checked_at=AT,
    due_on=date(2026, 3, 27),
    may_promise=True,
)
REFERRAL = ReferralView(
    referral_id=2,
    rectification_id=4,
    unit_name="县水利局",
    document_number="夏政督〔2026〕12号",
    task_seq=2,
    title="城区内涝点整治",
    words="责令改正后仍虚报进度，影响防汛。",
    status="in_approval",
    now_with="分管副主任审阅",
    may_act=True,
)
ORDERING = RectifyingPrompt(
    draft="1/8",
    step=4,
    question="rectifying.problem",
    facts={"unit": "县水利局", "name": "夏政督〔2026〕12号第2项"},
    backable=False,
)
PROMISING = replace(
    ORDERING,
    question="rectifying.measures",
    facts={"name": "夏政督〔2026〕12号第2项", "problem": ORDERED.problem, "limit_day": "3月16日（周一）"},
)
REFERRING = ReferralPrompt(
    draft="1/8",
    step=4,
    question="referral.grave",
    facts={"name": "县水利局　夏政督〔2026〕12号第2项", "before": ""},
    choices=(Choice("grave", "情节严重"), Choice("not", "不属情节严重")),
    backable=False,
)
BY = (Choice(LIMIT.isoformat(), "3月16日（周一）前"),)


def asked(prompt: RectifyingPrompt | ReferralPrompt, question: str, *choices: Choice) -> object:
    """The prompt at another question."""
    return replace(prompt, question=question, choices=choices, backable=True)


def answered(prompt: RectifyingPrompt | ReferralPrompt, question: str, words: str = "—") -> object:
    """The prompt once the question is behind."""
    return replace(prompt, question=question, choices=(), answered=words)


EXAMPLES = (
    ("ordered", "rectification_card", ORDERED),
    ("ordered-office", "rectification_card", replace(ORDERED, for_office=True, may_promise=False)),
    (
        "fraud-office",
        "rectification_card",
        replace(ORDERED, for_office=True, may_promise=False, fraud=True, basis="现场核查记录3月2日", may_refer=True),
    ),
    ("promised", "rectification_card", PROMISED),
    ("promised-office", "rectification_card", replace(PROMISED, for_office=True, may_check=True)),
    ("reported", "rectification_card", replace(PROMISED, status="reported", reported_at=AT)),
    (
        "reported-office",
        "rectification_card",
        replace(PROMISED, status="reported", reported_at=AT, for_office=True, may_check=True),
    ),
    ("failed", "rectification_card", FAILED),
    ("failed-office", "rectification_card", replace(FAILED, for_office=True, may_promise=False, may_refer=True)),
    ("passed", "rectification_card", replace(PROMISED, status="passed", checked_at=AT)),
    ("over", "rectification_card", replace(PROMISED, over=True)),
    ("in-approval", "referral_card", REFERRAL),
    (
        "sent-back",
        "referral_card",
        replace(REFERRAL, status="sent_back", returned_by="办公室主任", returned_words="请补充现场材料"),
    ),
    ("approved", "referral_card", replace(REFERRAL, status="approved", approved_at=AT)),
    (
        "letter-written",
        "referral_card",
        replace(REFERRAL, status="approved", approved_at=AT, number="夏政办函〔2026〕5号"),
    ),
    (
        "handed-over",
        "referral_card",
        replace(
            REFERRAL,
            status="handed_over",
            handed_on=date(2026, 3, 3),
            handed_to="县纪委监委",
            reference="夏政办函〔2026〕5号",
        ),
    ),
    (
        "",
        RectificationPromised(
            to=OFFICE,
            rectification_id=4,
            unit="县水利局",
            document_number="夏政督〔2026〕12号",
            task_seq=2,
            measures="增派2台设备，分段清淤",
            person="王某（副局长）",
            due_on=date(2026, 3, 13),
        ),
    ),
    (
        "",
        RectificationChecked(to=to_unit(5), rectification_id=4, document_number="夏政督〔2026〕12号", task_seq=2),
    ),
    ("ordered", RectificationNoted(what="ordered", unit="县水利局")),
    ("promised", RectificationNoted(what="promised")),
    ("taken", RectificationNoted(what="taken")),
    ("passed", RectificationNoted(what="passed", unit="县水利局")),
    ("failed", RectificationNoted(what="failed", unit="县水利局")),
    ("problem", ORDERING),
    ("problem-done", answered(ORDERING, "rectifying.problem")),
    ("kind", asked(ORDERING, "rectifying.kind", Choice("plain", "一般问题"), Choice("fraud", "弄虚作假"))),
    ("kind-done", answered(ORDERING, "rectifying.kind", "弄虚作假")),
    ("basis", asked(ORDERING, "rectifying.basis")),
    ("basis-done", answered(ORDERING, "rectifying.basis")),
    ("until", asked(ORDERING, "rectifying.until", *BY)),
    ("until-done", answered(ORDERING, "rectifying.until", "3月16日（周一）前")),
    ("measures", PROMISING),
    ("measures-done", answered(PROMISING, "rectifying.measures")),
    ("person", asked(PROMISING, "rectifying.person")),
    ("person-done", answered(PROMISING, "rectifying.person")),
    ("promised", asked(PROMISING, "rectifying.promised")),
    ("promised-done", answered(PROMISING, "rectifying.promised")),
    ("why", asked(PROMISING, "rectifying.why")),
    ("why-done", answered(PROMISING, "rectifying.why")),
    ("again", asked(PROMISING, "rectifying.again", *BY)),
    ("grave", REFERRING),
    ("grave-done", answered(REFERRING, "referral.grave", "情节严重")),
    ("why", asked(REFERRING, "referral.why")),
    ("why-again", replace(REFERRING, question="referral.why", choices=(), facts={"name": "", "before": "影响防汛。"})),
    ("why-done", answered(REFERRING, "referral.why")),
    ("to", asked(REFERRING, "referral.to", Choice("commission", "县纪委监委"))),
    ("to-done", answered(REFERRING, "referral.to", "县纪委监委")),
    ("on", asked(REFERRING, "referral.on", Choice("today", "今天"))),
    ("on-done", answered(REFERRING, "referral.on", "今天")),
    ("reference", asked(REFERRING, "referral.reference")),
    ("reference-drawn", asked(REFERRING, "referral.reference", Choice("drawn", "夏政办函〔2026〕5号"))),
    ("reference-done", answered(REFERRING, "referral.reference")),
    ("rectification-open", WrongState("rectification", "open")),
    ("rectification-passed", WrongState("rectification", "passed")),
    ("rectification-early", WrongState("rectification", "promised")),
    ("referral-correct-first", WrongState("referral", "correct_first")),
    ("referral-proposed", WrongState("referral", "proposed")),
    ("referral-no-check", WrongState("referral", "no_check")),
    ("referral-own-check", WrongState("referral", "own_check")),
    ("referral-not-approved", WrongState("referral", "not_approved")),
    ("measures", InvalidInput("measures", "empty")),
    ("person", InvalidInput("person", "empty")),
    ("after-limit", InvalidInput("promised_on", "after_limit", given="3月16日")),
    ("not-grave", InvalidInput("grave", "not_grave")),
)
