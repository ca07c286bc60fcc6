"""Digests and reminders, as liaisons, leaders and the Office read them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from messages.views.digests import DeskLine, DigestView, MergedLine, OwedLine, PaperLine, SigningLine, WeekLine
from supervision.model import DeskKind, Urgency
from supervision.notices.absence import BackInService
from supervision.notices.base import OFFICE, to_unit
from supervision.notices.demands import DemandsSheet
from supervision.notices.reminding import Remindable, RemindChoices, RemindDone
from supervision.notices.urging import UrgingIssued, UrgingOffer, UrgingTold
from supervision.refusals import WrongState
from supervision.reminding.absence import Doubtful, Missed
from supervision.reminding.demands import UnitDemands
from supervision.reminding.urging_papers import UrgingLine
from supervision.roles import Role

ZONE = ZoneInfo("Asia/Shanghai")
DAY = date(2026, 3, 2)


def moment(month: int, day: int, hour: int = 23, minute: int = 59) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


BACK = BackInService(
    to=OFFICE,
    since=moment(3, 9, 12, 0),
    until_now=moment(3, 13, 10, 0),
    missed=Missed(digests=4, things=12, rungs=20, papers=2, steps=1),
    doubtful=Doubtful(ambiguous=1, dead=2, waiting=3),
    may_have_lost=True,
)
DEMANDS = DemandsSheet(
    to=OFFICE,
    first=date(2026, 2, 1),
    lines=(UnitDemands("县水利局", (1, 4, 1, 6, 2, 1)), UnitDemands("县住房和城乡建设局", (1, 3, 0, 2, 0, 0))),
)
QUIET_STOP = replace(
    BACK,
    until_now=moment(3, 9, 14, 30),
    missed=Missed(digests=0, things=0, rungs=0),
    doubtful=Doubtful(ambiguous=0, dead=0, waiting=0),
    may_have_lost=False,
)

URGED = UrgingTold(
    to=to_unit(5),
    number="夏政督催〔2026〕1号",
    unit="县水利局",
    title="城区内涝点<b>整治</b>",
    paper_number="夏政督〔2026〕1号",
    lines=(UrgingLine(1, "积水点改造", DAY, 0), UrgingLine(2, "北城河清淤2.3公里", date(2026, 2, 24), 4)),
    paper_id=1,
    unit_id=5,
    workdays_given=2,
)

SOON = OwedLine(
    1,
    1,
    5,
    "夏政督〔2026〕12号",
    2,
    "北城河清淤2.3公里",
    "县水利局",
    date(2026, 3, 4),
    None,
    moment(3, 4),
    date(2026, 3, 4),
    None,
)
BY_HOUR = OwedLine(
    2,
    2,
    5,
    "夏政督〔2026〕13号",
    1,
    "汛前排查<b>隐患</b>&整改",
    "县水利局",
    date(2026, 3, 2),
    time(17, 0),
    moment(3, 2, 17, 0),
    date(2026, 3, 2),
    None,
)
HOLIDAY = OwedLine(
    3,
    3,
    5,
    "夏政办〔2026〕6号",
    4,
    "节前安全检查",
    "县水利局",
    date(2026, 3, 7),
    None,
    moment(3, 9),
    date(2026, 3, 9),
    None,
)
SUPPLEMENT = OwedLine(
    4,
    4,
    5,
    "夏政督〔2026〕10号",
    1,
    "灌区改造",
    "县水利局",
    date(2026, 2, 25),
    None,
    moment(3, 3, 18, 0),
    date(2026, 3, 3),
    None,
    returned=True,
)
OVER = OwedLine(
    5,
    5,
    5,
    "夏政督〔2026〕9号",
    1,
    "村道修复",
    "县水利局",
    date(2026, 2, 26),
    None,
    moment(2, 26),
    date(2026, 2, 26),
    2,
    also_told=(Role.UNIT_DEPUTY,),
)
LONG_OVER = OwedLine(
    5,
    5,
    5,
    "夏政督〔2026〕9号",
    1,
    "村道修复",
    "县水利局",
    date(2026, 2, 24),
    None,
    moment(2, 24),
    date(2026, 2, 24),
    5,
)
PAPER = PaperLine(6, 6, 5, "夏政督〔2026〕14号", "城区内涝点整治", "县水利局", moment(2, 27, 12, 0))

IN_HOURS = replace(BY_HOUR, urgency=Urgency.MOST_URGENT, minutes=60)
PAST_HOURS = replace(
    BY_HOUR,
    document_number="夏政督〔2026〕15号",
    task="桥涵应急加固",
    due_hour=time(7, 0),
    limit=moment(3, 2, 7, 0),
    urgency=Urgency.MOST_URGENT,
    minutes=-90,
    over=0,
    also_told=(Role.UNIT_DEPUTY,),
)
AT_THE_LIMIT = replace(
    PAST_HOURS,
    document_number="夏政督〔2026〕16号",
    task="库区人员转移",
    due_hour=time(8, 30),
    limit=moment(3, 2, 8, 30),
    minutes=0,
)
WITH_LEADER = SigningLine("县长批示件（登记号2026-31）", "approve", moment(2, 26, 15, 20), "县长")

EXAMPLES = (
    ("urgent", "digest", DigestView(DAY, (replace(SOON, urgency=Urgency.URGENT),), (OVER,))),
    ("secretary", "digest", DigestView(DAY, with_leaders=(WITH_LEADER,))),
    ("merged", "digest", DigestView(DAY, soon=(SOON,), merged=(MergedLine("县水利局", 7, 2),))),
    ("merged-soon", "digest", DigestView(DAY, soon=(SOON,), merged=(MergedLine("县水利局", 3, 0),))),
    ("to-issue", "digest", DigestView(DAY, to_urge=(PAST_HOURS,), may_issue=True)),
    ("hours", "urgent_reminder", DigestView(DAY, soon=(IN_HOURS,), over=(PAST_HOURS,))),
    ("liaison", "digest", DigestView(DAY, (SOON, BY_HOUR, HOLIDAY, SUPPLEMENT), (OVER,), (PAPER,))),
    (
        "more-time-asked",
        "digest",
        DigestView(DAY, (replace(SOON, more_time_asked=True),), (replace(OVER, more_time_asked=True),)),
    ),
    ("paper", "digest", DigestView(DAY, unacknowledged=(PAPER,))),
    ("told", "digest", DigestView(DAY, unacknowledged=(replace(PAPER, told=True),))),
    (
        "leader",
        "digest",
        DigestView(DAY, over=(OVER,), weeks=(WeekLine("县水利局", 6, 2, 1),), for_leader=True),
    ),
    (
        "office",
        "digest",
        DigestView(
            DAY,
            to_urge=(LONG_OVER, replace(SUPPLEMENT, limit=moment(2, 27, 18, 0), over=1), PAST_HOURS),
            to_phone=(PAPER,),
        ),
    ),
    (
        "signer",
        "digest",
        DigestView(DAY, signing=(SigningLine("县长批示件（登记号2026-31）", "approve", moment(2, 26, 15, 20)),)),
    ),
    (
        "desk",
        "digest",
        DigestView(
            DAY,
            desk=(
                DeskLine(DeskKind.FOLLOWED, "城区积水点<b>治理</b>", "2026-35", date(2026, 3, 4)),
                DeskLine(DeskKind.SUBMISSION, "汛前检查落实情况", "2026-31", date(2026, 3, 6)),
                DeskLine(DeskKind.SUBMISSION, "春季农业生产", "2026-33", date(2026, 3, 9)),
                DeskLine(DeskKind.PLAN_OVER, "新建公厕20座", "县住建局 9号", date(2026, 3, 3)),
                DeskLine(DeskKind.CALENDAR, "2027年"),
            ),
        ),
    ),
    ("", "urgent_reminder", DigestView(DAY, soon=(IN_HOURS,), unacknowledged=(PAPER,))),
    ("leader", "urgent_reminder", DigestView(DAY, over=(replace(PAST_HOURS, also_told=()),), for_leader=True)),
    ("office", "urgent_reminder", DigestView(DAY, to_urge=(PAST_HOURS, AT_THE_LIMIT), to_phone=(PAPER,))),
    ("", "unit_reminded", DigestView(DAY, (SOON,), (OVER,), (PAPER,), unit="县水利局")),
    ("none", RemindChoices(items=(), page=0, pages=1, total=0)),
    (
        "",
        RemindChoices(
            items=(
                Remindable(5, 5, "9号", "农村公路灾后修复", "县水利局", 2, 1, date(2026, 2, 26), True),
                Remindable(1, 4, "12号", "城区内涝点整治", "县住房和城乡建设局", 1, 0, date(2026, 3, 10), False),
            ),
            page=0,
            pages=2,
            total=10,
        ),
    ),
    ("", RemindDone(unit="县水利局")),
    ("again", RemindDone(unit="县水利局", again=True)),
    ("quiet", RemindDone(unit="县水利局", not_before=moment(3, 3, 7, 30))),
    ("", UrgingOffer(matter_id=1, unit_id=5, unit="县水利局", title="城区内涝点整治", late=2)),
    ("", UrgingIssued(number="夏政督催〔2026〕1号", unit="县水利局", title="城区内涝点整治")),
    (
        "without-account",
        UrgingIssued(number="夏政督催〔2026〕1号", unit="县水利局", title="城区内涝点整治", without_account=True),
    ),
    ("", URGED),
    ("", BACK),
    ("", DEMANDS),
    ("none", replace(DEMANDS, lines=())),
    ("merged", RemindDone(unit="县水利局", merged=True)),
    ("quiet", QUIET_STOP),
    ("urging-today", WrongState("urging", "today")),
    ("urging-nothing-late", WrongState("urging", "nothing_late")),
)
