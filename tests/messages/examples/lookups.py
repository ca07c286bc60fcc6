"""The ledger, a unit's own tasks, what did not arrive."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from messages.keyboards.matters import MORE
from messages.views.ledger import FilterView, LedgerBook, Offer
from messages.views.lookups import LedgerLine, LedgerView, OwnPaper, OwnTaskLine, OwnTasksView
from messages.views.undelivered import UndeliveredReceiver, UndeliveredView
from supervision.inspection.lights import Light, Lights
from supervision.ledger.choice import LedgerChoice
from supervision.model import DueStatus, Matter, MatterStatus, ReportDue, Task, Urgency
from supervision.notices.dialogue import Choice
from supervision.notices.lookups import LookupPrompt, MatterActs
from supervision.notices.undelivered import (
    ArrivalConfirmed,
    PersonReachable,
    SendingResumed,
    SentOnceMore,
    ToldByPhone,
)

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=ZONE)


def _matter(number: int, title: str, status: MatterStatus, urgency: Urgency = Urgency.ROUTINE) -> Matter:
    return Matter(number, f"2026-{number}", "document", title, status, urgency, 8, 8, NOW)


_DUE = ReportDue(
    1, 2, 5, 1, date(2026, 3, 10), None, datetime(2026, 3, 10, 16, tzinfo=UTC), final=False, status=DueStatus.OPEN
)
_FINAL = ReportDue(
    1, 1, 5, 1, date(2026, 2, 27), None, datetime(2026, 2, 27, 16, tzinfo=UTC), final=True, status=DueStatus.RETURNED
)

_PAPER = OwnPaper(
    1,
    5,
    "夏政督〔2026〕12号",
    "城区内涝点整治",
    "县水利局",
    (
        OwnTaskLine(Task(1, 1, "排查全县积水点"), "support", "in_progress", _FINAL),
        OwnTaskLine(Task(1, 2, "北城河清淤2.3公里"), "lead", "issued", _DUE),
    ),
    datetime(2026, 3, 4, 12, 0, tzinfo=ZONE),
    lights=Lights(Light.YELLOW, Light.NONE, Light.GREEN),
)

MANY = frozenset(act for act, _, _ in MORE) - {"visit", "return_order", "resume"}


def _lacks(
    number: int, who: str, kind: str, reason: str, phone: str = "", *, many: int = 1, is_group: bool = False
) -> UndeliveredReceiver:
    section = "unit" if kind == "paper_card" else "other"
    key = f"person/{number}"
    return UndeliveredReceiver(number, key, who, phone, section, kind, "", reason, many=many, is_group=is_group)


EXAMPLES = (
    ("some", MatterActs(matter_id=31, number="2026-31", title="城区<b>内涝点</b>整治", acts=frozenset({"record"}))),
    ("many", MatterActs(matter_id=31, number="2026-31", title="城区内涝点整治", acts=MANY)),
    ("many-rest", MatterActs(matter_id=31, number="2026-31", title="城区内涝点整治", acts=MANY, page=1)),
    ("none", MatterActs(matter_id=31, number="2026-31", title="城区内涝点整治", acts=frozenset())),
    (
        "",
        "ledger_list",
        LedgerView(
            allowed=True,
            may_export=True,
            total=2,
            lines=(
                LedgerLine(
                    _matter(31, "城区内涝点整治", MatterStatus.IN_PROGRESS),
                    "夏政督〔2026〕12号",
                    Lights(Light.YELLOW, Light.RED, Light.GREEN),
                ),
                LedgerLine(
                    _matter(9, "村道修复", MatterStatus.CLOSING, Urgency.URGENT),
                    "夏政督〔2026〕9号",
                    Lights(Light.GREEN, Light.GREEN, Light.YELLOW),
                ),
            ),
            counts=(("open", 2), ("before", 3), ("followed", 0), ("closed", 17), ("all", 22)),
            year=2026,
            carried_over=5,
            begun=17,
        ),
    ),
    (
        "before",
        "ledger_list",
        LedgerView(
            allowed=True,
            choice=LedgerChoice(show="before", unit=5, light=1),
            scope="未印发；县水利局；时限🔴",
            total=20,
            page=1,
            pages=3,
            lines=(LedgerLine(_matter(32, "农村饮水安全", MatterStatus.IN_APPROVAL)),),
            counts=(("open", 2), ("before", 20), ("followed", 0), ("closed", 0), ("all", 22)),
        ),
    ),
    (
        "empty",
        "ledger_list",
        LedgerView(allowed=True, choice=LedgerChoice(show="closed"), counts=(("open", 0), ("closed", 0))),
    ),
    ("closed", "ledger_list", LedgerView(allowed=False)),
    ("", "ledger_filters", FilterView(allowed=True, choice=LedgerChoice(unit=5), scope="在办；县水利局")),
    (
        "unit",
        "ledger_filters",
        FilterView(
            allowed=True,
            what="unit",
            choice=LedgerChoice(unit=5),
            scope="在办；县水利局",
            offers=(Offer("县住建局", LedgerChoice(unit=4)), Offer("县水利局", LedgerChoice(), picked=True)),
            pages=2,
        ),
    ),
    ("none", "ledger_filters", FilterView(allowed=True, what="unit", scope="在办")),
    ("closed", "ledger_filters", FilterView(allowed=False)),
    ("", "ledger_file", LedgerBook(counted_at=NOW, zone=ZONE, scope="在办；县水利局", matters=12)),
    ("closed", "ledger_file", LedgerBook(allowed=False, counted_at=NOW, zone=ZONE)),
    (
        "",
        "own_tasks",
        OwnTasksView(
            allowed=True,
            total=2,
            papers=(_PAPER,),
        ),
    ),
    ("told", "own_tasks", OwnTasksView(allowed=True, total=1, papers=(replace(_PAPER, told=True),))),
    ("empty", "own_tasks", OwnTasksView(allowed=True)),
    ("closed", "own_tasks", OwnTasksView(allowed=False)),
    ("words", LookupPrompt(draft="1/1", step=1, question="lookup.words", backable=False)),
    (
        "which",
        LookupPrompt(
            draft="1/1",
            step=2,
            question="lookup.which",
            choices=(Choice("1", "2026-31　城区内涝点整治"), Choice("2", "2026-9　内涝隐患排查")),
            per_row=1,
        ),
    ),
    ("answered", LookupPrompt(draft="1/1", step=2, question="lookup.which", answered="2026-31　城区内涝点整治")),
    (
        "",
        "undelivered_list",
        UndeliveredView(
            allowed=True,
            total=37,
            messages=52,
            receivers=12,
            page=1,
            pages=3,
            shown=(
                _lacks(5, "城关镇联络员（城关镇联络员A）", "paper_card", "no_account", "13800000019"),
                _lacks(6, "县水利局主要负责同志", "post_taken", "vacant"),
                _lacks(7, "水利局联络员", "nameless", "blocked", "13800000016", many=5),
                _lacks(8, "夏邑政务督查群", "group_bulletin", "ambiguous", is_group=True),
            ),
        ),
    ),
    ("empty", "undelivered_list", UndeliveredView(allowed=True)),
    ("closed", "undelivered_list", UndeliveredView(allowed=False)),
    ("", PersonReachable(name="水利局联络员", posts=("县水利局联络员A",), revived=2)),
    ("", SendingResumed(since=NOW, until_when=NOW + timedelta(minutes=95))),
    ("", ToldByPhone(name="水利局联络员")),
    ("", SentOnceMore()),
    ("", ArrivalConfirmed(name="水利局联络员", what="通知单 夏政督〔2026〕1号《城区内涝点整治》")),
    ("rest", ArrivalConfirmed(name="水利局联络员", what="每日提醒", goes_on=True)),
)
