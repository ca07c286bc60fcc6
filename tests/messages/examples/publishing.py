"""Publication: the last signer's choice, each unit's own line, a chart that could not be drawn."""

from __future__ import annotations

from dataclasses import replace

from supervision.notices.base import to_unit
from supervision.notices.publishing import OwnLine, PictureFailed, PictureRefused
from tests.messages.examples.approving import SECOND
from tests.messages.examples.bulletins import LATE, NUMBER, PERIOD

FIGURES = {"shares": 12, "shares_done": 7, "due": 13, "on_time": 12, "late": 1}
OWN = OwnLine(
    to=to_unit(4),
    bulletin_id=1,
    unit_id=4,
    number=NUMBER,
    period=PERIOD,
    unit="县住房和城乡建设局",
    figures={**FIGURES, "on_time": 13, "late": 0},
    commended=True,
)

CHOICE = replace(
    SECOND,
    title=f"{PERIOD}督查通报",
    text=f"关于{PERIOD}督查事项落实情况的通报",
    naming="named",
    annexes=(f"{PERIOD}督查事项落实情况汇总表",),
    bulletin_id=1,
    has_clause=False,
    may_amend=False,
)

EXAMPLES: tuple[tuple[object, ...], ...] = (
    ("commended", OWN),
    ("late", replace(OWN, unit="县卫健委<b>", figures=FIGURES, commended=False, events=(LATE,))),
    ("plain", replace(OWN, commended=False)),
    ("nothing-due", replace(OWN, figures={**FIGURES, "due": 0, "on_time": 0, "late": 0}, commended=False)),
    ("naming", "step_card", CHOICE),
    ("naming-private", "step_card", replace(CHOICE, naming="private")),
    ("annex-on-demand", "step_card", replace(CHOICE, naming="", sent_as_file=False)),
    (
        "annex-for-secretary",
        "step_card",
        replace(CHOICE, naming="", may_act=False, may_remind=True, bulletin_id=0),
    ),
    ("", PictureFailed(bulletin_id=1, number=NUMBER)),
    ("", PictureRefused(bulletin_id=1, group_id=1, number=NUMBER, title="夏邑县督查工作群")),
)
