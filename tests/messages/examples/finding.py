"""/find."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from messages.views.finding import FoundLine, FoundView
from supervision.model import Matter, MatterStatus, Urgency
from supervision.notices.finding import FindPrompt

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def _matter(number: int, title: str, status: MatterStatus, urgency: Urgency = Urgency.ROUTINE) -> Matter:
    return Matter(number, f"2026-{number}", "document", title, status, urgency, 8, 8, NOW)


_ISSUED = FoundLine(
    _matter(31, "城区内涝点整治", MatterStatus.IN_PROGRESS, Urgency.URGENT),
    "夏政督〔2026〕12号",
    ("县住建局", "县水利局"),
)

EXAMPLES = (
    (
        "",
        "found_list",
        FoundView(
            allowed=True,
            words="内涝 住建局",
            total=2,
            lines=(_ISSUED, FoundLine(_matter(32, "内涝隐患排查", MatterStatus.IN_APPROVAL), "", ("县应急局",))),
        ),
    ),
    (
        "of a unit",
        "found_list",
        FoundView(
            allowed=True,
            words="内涝",
            total=1,
            lines=(FoundLine(_matter(31, "城区内涝点整治", MatterStatus.IN_PROGRESS), "夏政督〔2026〕12号", (), 9, 5),),
        ),
    ),
    (
        "many",
        "found_list",
        FoundView(allowed=True, words="整治", total=200, page=1, pages=34, lines=(_ISSUED,), most=200),
    ),
    ("none", "found_list", FoundView(allowed=True, words="没有的词")),
    ("closed", "found_list", FoundView(allowed=False)),
    ("", FindPrompt(draft="1/1", step=1, question="find.words", backable=False)),
    ("answered", FindPrompt(draft="1/1", step=1, question="find.words", answered="内涝 住建局")),
)
