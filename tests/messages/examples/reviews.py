"""申请复核."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from messages.views.reviews import ReviewView
from supervision.notices.base import to_unit
from supervision.notices.reviews import ReviewAsked, ReviewDecided, ReviewPrompt
from supervision.refusals import WrongState

NUMBER = "夏邑政务督查　2026年第1期"
PROMPT = ReviewPrompt(draft="1/8", step=4, question="review.words", facts={"title": NUMBER}, backable=False)
VIEW = ReviewView(
    review_id=1,
    bulletin_id=7,
    number=NUMBER,
    unit="县水利局",
    words="已于3月9日书面反馈",
    asked_on=date(2026, 4, 22),
    answer_by=date(2026, 5, 22),
    fit=((2, "常务副县长"), (3, "副县长（城建）")),
)
DECIDED = ReviewDecided(
    to=to_unit(5),
    review_id=1,
    unit="县水利局",
    number=NUMBER,
    upheld=True,
    opinion="反馈记录、催办记录齐全，逾期属实。",
)
OPINION = "经核，水利局3月9日已书面反馈，通报所列与事实不符。"
ASKED = ReviewPrompt(
    draft="1/2",
    step=4,
    question="review_opinion.words",
    facts={"title": NUMBER, "unit": "县水利局", "upheld": 0},
    backable=False,
)
WITH = replace(VIEW, fit=(), reviewer="常务副县长")

EXAMPLES = (
    ("", PROMPT),
    ("given", replace(PROMPT, answered="—")),
    ("opinion", ASKED),
    ("opinion-given", replace(ASKED, answered=OPINION)),
    ("", ReviewAsked(answer_by=date(2026, 5, 22))),
    ("waits", "review_card", VIEW),
    ("with-reviewer", "review_card", replace(WITH, may_decide=True)),
    ("upheld", "review_card", replace(WITH, outcome="upheld", opinion=DECIDED.opinion)),
    ("corrected", "review_card", replace(WITH, outcome="corrected", opinion=OPINION, may_correct=True)),
    ("", DECIDED),
    ("corrected", replace(DECIDED, upheld=False, opinion=OPINION)),
    ("review-asked", WrongState("review", "asked")),
    ("review-late", WrongState("review", "too_late")),
)
