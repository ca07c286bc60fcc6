"""What records are seen by elsewhere: signers' cards, digests, and the list of what did not arrive."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from messages.views.digests import DigestView, RatifyLine
from messages.views.undelivered import UndeliveredLine, UndeliveredReceiver, UndeliveredView
from supervision.model import AssignmentStatus, Channel, MatterStatus, StepStatus
from supervision.notices.undelivered import PrintedLine, ToldByPhone, UndeliveredPrinted
from tests.messages.examples.approving import AGREED, DIRECTOR, SECOND
from tests.messages.examples.matters import view
from tests.messages.examples.recording import CALLED, ENTERED, FIRST, NUMBER, TITLE, ZONE

ON_PAPER = replace(AGREED, channel=Channel.PAPER, signed_on=date(2026, 2, 28), opinion="请抓紧办理")
BY_CALL = replace(AGREED, status=StepStatus.VERBAL, channel=Channel.TELEPHONE, verbal_at=CALLED)
RATIFIED = replace(BY_CALL, status=StepStatus.SIGNED, ratified_at=datetime(2026, 3, 4, 9, 0, tzinfo=ZONE))
CURRENT = replace(DIRECTOR, status=StepStatus.CURRENT)

LATE_CONSENT = RatifyLine(TITLE, "县长", CALLED, datetime(2026, 3, 5, 23, 59, 59, tzinfo=ZONE))
TODAY = date(2026, 3, 6)
TO_SIGN = UndeliveredLine(
    key="person/1",
    row=4,
    number=1,
    of=3,
    who="县长（县长）",
    phone="13800000001",
    kind="step_card",
    reason="no_account",
    since=ENTERED,
    what=f"{TITLE}《{FIRST}》",
    settles=("signature", "3/2"),
)
TO_RATIFY = replace(TO_SIGN, row=5, number=2, kind="ratify_card", settles=("ratification", "3/2"))
TO_TELL = replace(TO_SIGN, row=6, number=1, of=1, who="城关镇联络员", kind="paper_card", what=NUMBER, settles=("", ""))
IN_DOUBT = replace(TO_SIGN, row=7, number=2, kind="post_taken", reason="ambiguous", what="", can_resend=True)
IN_DOUBT = replace(IN_DOUBT, settles=("", ""))
MAYOR = UndeliveredReceiver(
    1, "person/1", "县长（县长）", "13800000001", "leader", "step_card", f"{TITLE}《{FIRST}》", "no_account", items=3
)
TOWN = replace(
    MAYOR, number=2, key="post/19", who="城关镇联络员", section="unit", kind="paper_card", what=NUMBER, items=1
)
OTHER = replace(TOWN, number=3, section="other", kind="post_taken", what="", many=30)
PRINTED = PrintedLine(
    section="unit",
    unit="城关镇人民政府",
    name="城关镇联络员",
    title="城关镇联络员A",
    phone="13800000019",
    what=f"通知单 {NUMBER}",
    reason="no_account",
    since=ENTERED,
)

RECORDED = view(MatterStatus.IN_PROGRESS, "县水利局", units=AssignmentStatus.ISSUED, number=NUMBER)

EXAMPLES = [
    ("recorded", "matter_card", replace(RECORDED, waiting_records=2, unratified=("县长",))),
    (
        "paper-withdrawn",
        "matter_card",
        replace(view(MatterStatus.SENT_BACK, "督查室甲"), withdrawn_numbers=(NUMBER,)),
    ),
    (
        "sections",
        "undelivered_list",
        UndeliveredView(allowed=True, total=5, receivers=3, messages=34, shown=(MAYOR, TOWN, OTHER)),
    ),
    ("to-sign", "undelivered_list", UndeliveredView(allowed=True, total=5, receivers=3, line=TO_SIGN)),
    ("to-ratify", "undelivered_list", UndeliveredView(allowed=True, total=5, receivers=3, line=TO_RATIFY)),
    ("in-doubt", "undelivered_list", UndeliveredView(allowed=True, total=5, receivers=3, line=IN_DOUBT)),
    ("only-one", "undelivered_list", UndeliveredView(allowed=True, total=1, receivers=1, line=TO_TELL)),
    (
        "to-read",
        "undelivered_list",
        UndeliveredView(allowed=True, total=1, receivers=1, line=TO_TELL, may_settle=False),
    ),
    ("", UndeliveredPrinted(day=TODAY, lines=(PRINTED,))),
    ("cut", UndeliveredPrinted(day=TODAY, lines=(PRINTED,), left_off=12)),
    ("to-confirm", ToldByPhone(name="城关镇联络员（城关镇联络员A）", to_confirm=True)),
    ("to-ratify", "digest", DigestView(TODAY, to_ratify=(LATE_CONSENT,))),
    ("unratified", "digest", DigestView(TODAY, unratified=(LATE_CONSENT,))),
    ("after-paper", "step_card", replace(SECOND, seq=1, mine=ON_PAPER, steps=(ON_PAPER, CURRENT))),
    ("after-call", "step_card", replace(SECOND, seq=1, mine=BY_CALL, steps=(BY_CALL, CURRENT))),
    ("after-ratified", "step_card", replace(SECOND, seq=1, mine=RATIFIED, steps=(RATIFIED, CURRENT))),
    ("second-after-call", "step_card", replace(SECOND, steps=(BY_CALL, CURRENT))),
]
