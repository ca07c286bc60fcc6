"""/why: each reason of a date, and what the Office, a section and a unit are told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from supervision.explaining import REASONS, Reason
from supervision.notices.explaining import MatterExplained, WhyHow, WhyStep

PRINTED = Reason(key="printed", tasks=(1, 2), days=(date(2026, 3, 10), date(2026, 6, 13)), closed=(date(2026, 6, 13),))
WHOLE = MatterExplained(
    number="2026-31",
    title="城区内涝点整治",
    clause="二（五）1、3、4",
    form="督查通知单",
    issuer="县政府办公室",
    form_ours=False,
    issuer_ours=True,
    reasons=(PRINTED,),
    track="县长批示件",
    track_why="only_instruction:mayor",
    steps=(
        WhyStep(title="督查室主任", act="vet", source="county"),
        WhyStep(title="副县长（城建）", act="countersign", source="matter"),
        WhyStep(title="分管副主任", act="approve", source="notice"),
        WhyStep(title="办公室主任", act="approve", source="notice"),
    ),
)
_WORDS = {
    "term": "印发之日起30日内",
    "term_instruction": "批示之日起10日内",
    "term_receipt": "签收之日起10个工作日内",
    "cycle": "每月10日、25日",
    "ongoing": "每月25日",
    "schedule": "每年4月10日、7月10日、10月10日、12月10日",
    "reading": "每月10日、每月15日",
}


def _reason(key: str) -> MatterExplained:
    reason = Reason(key=key, tasks=(1,), days=(date(2026, 6, 15),), words=_WORDS.get(key, ""), clause="二（三）2")
    if key in {"term_instruction", "term_receipt"}:
        reason = replace(reason, begins=date(2026, 3, 3))
    if key == "ongoing":
        reason = replace(reason, days=(), review_on=date(2026, 12, 1))
    return replace(WHOLE, reasons=(reason,), for_unit=True, steps=())


EXAMPLES = (
    ("", WhyHow()),
    ("", WHOLE),
    (
        "followed",
        replace(
            WHOLE,
            track="副县长批示件",
            track_why="only_instruction:vice_mayor",
            clause="二（五）2、3、4",
            steps=(),
            followed=True,
        ),
    ),
    ("unit", replace(WHOLE, for_unit=True, steps=())),
    *((f"reason-{key}", _reason(key)) for key in REASONS),
)
