"""Lists that are decided together, and sheets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from messages.views.batches import ListedPaper, SigningListView
from supervision.notices.approving import PendingLine, PendingList
from supervision.notices.batches import ListSigned

PAPER = ListedPaper(
    number=1,
    title="县长批示件（登记号2026-31）",
    first_line="城区内涝点整治",
    act="approve",
    tasks=3,
    latest=date(2026, 6, 15),
    text="城区内涝点整治\n总牵头：县住建局　分解3项，最迟6月15日（周一）\n1. 县住建局：<凯旋路>等3处积水点改造",
)
RESULT = ListedPaper(
    number=2,
    title="办结报告（登记号2026-12）",
    first_line="关于农村饮水安全巩固提升工作办理情况的报告",
    act="approve",
    ticked=False,
    text="关于农村饮水安全巩固提升工作办理情况的报告",
)
GONE = replace(PAPER, number=3, title="市长热线交办件（登记号2026-7）", first_line="老城区<b>路灯&修复", waiting=False)
LIST = SigningListView(
    batch_id=1, day=date(2026, 3, 2), papers=(PAPER, RESULT, GONE), may_act=True, ticks=0b101, page=0, pages=1
)
DECIDED = replace(
    LIST,
    decided=True,
    papers=(
        replace(PAPER, outcome="done", waiting=False),
        RESULT,
        replace(GONE, outcome="stale_button"),
        replace(GONE, number=4, outcome="own_draft"),
        replace(GONE, number=5, outcome="already_decided"),
    ),
)

EXAMPLES = (
    ("", "signing_list_card", LIST),
    ("asked-for", "signing_list_card", replace(LIST, day=None, papers=(PAPER, RESULT))),
    ("paged", "signing_list_card", replace(LIST, pages=2, papers=tuple(replace(PAPER, number=n) for n in range(1, 9)))),
    ("opened", "signing_list_card", replace(LIST, opened=PAPER)),
    ("opened-left-out", "signing_list_card", replace(LIST, opened=RESULT)),
    ("opened-gone", "signing_list_card", replace(LIST, opened=GONE)),
    ("secretary", "signing_list_card", replace(LIST, may_act=False)),
    ("decided", "signing_list_card", DECIDED),
    (
        "together",
        PendingList(
            lines=(
                PendingLine(title="县长批示件（登记号2026-31）", first_line="城区内涝点整治", act="approve"),
                PendingLine(title="办结报告（登记号2026-12）", first_line="关于农村饮水安全的报告", act="review"),
            ),
            together=2,
        ),
    ),
    ("", ListSigned(signed=4, failed=1, left_out=1)),
    ("all", ListSigned(signed=6, failed=0, left_out=0)),
)
