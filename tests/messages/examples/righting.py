"""更正通报."""

from __future__ import annotations

from dataclasses import replace

from supervision.notices.base import to_unit
from supervision.notices.dialogue import Choice
from supervision.notices.righting import CorrectionSent, CorrectionText, CriticismCorrected, RightingPrompt
from supervision.refusals import NamesUnits, WrongState

NUMBER = "夏邑政务督查　2026年第1期"
REASON = "该单位已于3月9日书面反馈"
TEXT = CorrectionText(corrected=NUMBER, period="2026年第一季度", unit="县水利局", reason=REASON)
PROMPT = RightingPrompt(
    draft="1/8",
    step=4,
    question="righting.unit",
    facts={"title": NUMBER, "text": "关于对夏邑政务督查　2026年第1期有关内容予以更正的通报"},
    choices=(Choice("5", "县水利局"),),
    backable=False,
)

EXAMPLES = (
    ("", TEXT),
    ("nameless", replace(TEXT, unit="有关单位")),
    ("unit", PROMPT),
    ("unit-given", replace(PROMPT, answered="县水利局")),
    ("reason", replace(PROMPT, question="righting.reason", choices=())),
    ("reason-given", replace(PROMPT, question="righting.reason", answered="—")),
    ("confirm", replace(PROMPT, question="righting.confirm", choices=(Choice("send-1", "送审"),))),
    (
        "confirm-nameless",
        replace(
            PROMPT,
            question="righting.confirm",
            choices=(Choice("send-1", "送审"),),
            facts={**PROMPT.facts, "in_group": "对有关单位的通报批评，经核查有误，现予更正。"},
        ),
    ),
    ("confirmed", replace(PROMPT, question="righting.confirm", answered="送审")),
    ("", CorrectionSent(now_with="分管副主任审定")),
    (
        "",
        CriticismCorrected(
            to=to_unit(5),
            bulletin_id=7,
            number="夏邑政务督查　2026年第2期",
            corrected=NUMBER,
            unit="县水利局",
            reason=REASON,
        ),
    ),
    ("unnamed", NamesUnits("correction_unnamed", ("县水利局",))),
    ("others", NamesUnits("correction", ("城关镇人民政府",))),
    ("correction-done", WrongState("correction", "done")),
)
