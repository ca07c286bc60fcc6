"""What the figures of a bulletin count, and what is said when they do not add up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from supervision.notices.base import to_post
from supervision.notices.figures import BulletinFaulty, FactLine, FigureFacts, LongBulletin
from tests.messages.examples.bulletins import PERIOD, moment

SEEN = FigureFacts(
    bulletin_id=1,
    period=PERIOD,
    figures={"matters": 46, "late": 14, "units": 40},
    key="late",
    page=1,
    pages=3,
    matters=((3, "2026-9"),),
    lines=(
        FactLine(
            "夏政督〔2026〕9号",
            "",
            1,
            "村道修复<b>",
            "县水利局",
            date(2026, 2, 12),
            moment(3, 6, 9),
            registered="2026-9",
        ),
        FactLine("夏政督〔2026〕9号", "", 2, "桥涵排查", "县水利局", date(2026, 2, 12), registered="2026-9"),
    ),
)

EXAMPLES = (
    ("late", SEEN),
    ("choice", replace(SEEN, key="", lines=(), page=0, pages=1, matters=())),
    ("units", replace(SEEN, key="units", lines=(FactLine(unit="县水利局"),), page=0, pages=1, matters=())),
    (
        "matters",
        replace(
            SEEN,
            key="matters",
            lines=(FactLine("2026-31", "城区内涝点整治"),),
            page=0,
            pages=1,
            matters=((5, "2026-31"),),
        ),
    ),
    ("", LongBulletin(bulletin_id=1, length=4321)),
    ("", BulletinFaulty(to=to_post(2), period=PERIOD, on=date(2026, 4, 17))),
)
