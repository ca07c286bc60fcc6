"""The quarterly bulletin: the Office's cards, the text, what units and groups read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from messages.views.bulletins import BulletinView, CandidateLine, CandidatesView
from supervision.model import BulletinEvent, BulletinStatus, WeakPoint
from supervision.notices.base import to_group, to_unit
from supervision.notices.bulletins import (
    BulletinApproved,
    BulletinHeld,
    BulletinNoted,
    BulletinText,
    CriticismTold,
    Draftable,
    FoundLine,
    GroupBulletin,
    Inspections,
    LastBulletin,
    LineEvidence,
    NamedUnit,
    NextStepsPrompt,
    NoBulletin,
    NoGroupBound,
    ThingLine,
    TrackLine,
)
from supervision.refusals import BulletinNotReady, NamesUnits

ZONE = ZoneInfo("Asia/Shanghai")
PERIOD = "2026年第一季度"
NUMBER = "夏邑政务督查　2026年第2期"


def moment(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


FIGURES = {
    "matters": 46,
    "carried_over": 19,
    "issued": 27,
    "closed": 12,
    "open": 34,
    "tasks": 128,
    "tasks_done": 51,
    "tasks_open": 77,
    "shares": 203,
    "shares_done": 77,
    "units": 40,
    "late_units": 9,
    "due": 312,
    "answered": 305,
    "not_yet": 7,
    "on_time": 298,
    "late": 14,
    "returned": 5,
    "late_not_ordered": 2,
}
LATE = BulletinEvent(
    5,
    1,
    1,
    "夏政督〔2026〕9号",
    "村道修复",
    date(2026, 2, 12),
    moment(2, 12, 23, 59),
    moment(3, 6, 9),
    9,
    0,
    (date(2026, 2, 13), date(2026, 2, 25)),
    date(2026, 4, 17),
)
MISSING = replace(LATE, task_seq=2, task="桥涵排查<b>&整改", received_at=None, late_workdays=30, reminded_on=())
ON_THE_DAY = replace(LATE, task_seq=3, task="防汛值守", received_at=moment(2, 12, 18), late_workdays=0, reminded_on=())
EMPTY = replace(LATE, task_seq=4, task="灌区改造", received_at=None, late_workdays=30, returns=2, reminded_on=())
GOOD = replace(LATE, task="排水口巡查", received_at=moment(2, 11, 9), late_workdays=None, reminded_on=())
BY = moment(4, 22, 23, 59)
WATER = CandidateLine(5, "县水利局", (LATE, MISSING), True, "explained", "汛情期间机械调往下游，已补报。", BY)
TOWN = CandidateLine(6, "城关镇人民政府", (EMPTY,), True, "silent", "", BY)
HOUSING = CandidateLine(4, "县住房和城乡建设局", (GOOD,), True)
VIEW = BulletinView(
    1,
    PERIOD,
    BulletinStatus.DRAFT,
    date(2026, 4, 10),
    FIGURES,
    "",
    False,
    "",
    "",
    None,
    None,
    (WATER, TOWN, replace(TOWN, unit_id=7, unit="会亭镇人民政府", selected=False)),
    (HOUSING,),
    may_edit=True,
)
UNASKED = replace(
    VIEW,
    criticised=(
        replace(WATER, hearing="", words=""),
        replace(TOWN, hearing="asked"),
        replace(TOWN, unit="会亭镇人民政府", hearing="agreed"),
    ),
)
TEXT = BulletinText(
    period=PERIOD,
    cut_off=date(2026, 4, 10),
    figures=FIGURES,
    commended=(NamedUnit("县住房和城乡建设局", (GOOD,)), NamedUnit("会亭镇人民政府", (GOOD,))),
    criticised=(NamedUnit("县水利局", (LATE, MISSING)), NamedUnit("城关镇人民政府", (EMPTY,))),
    next_steps="请县水利局于4月30日前补报清淤进度。",
)
MONTHLY = replace(
    TEXT,
    period="2026年3月十件实事",
    cut_off=date(2026, 3, 15),
    bulletin_kind="monthly",
    things=(
        ThingLine(
            "新建改建城区公厕20座",
            ("县住建局",),
            date(2026, 12, 31),
            "已完成8座，其余12座正在施工。",
            "green",
            "8座均已启用。",
        ),
        ThingLine("北城河清淤2.3公里<b>", ("县水利局",), None, "", "none", ""),
        ThingLine("新建社区卫生站6所", ("县卫健委",), None, "已建成6所。", "red", "现场仅建成4所。"),
    ),
)
SPOT = WeakPoint(
    "false", "finding/7", "夏政督〔2026〕9号", 5, "北城河清淤<b>", date(2026, 3, 12), "现场仅完成1.1公里。"
)
BY_DESK = replace(SPOT, kind="unrectified", key="rectification/2", on=date(2026, 4, 9), words="护栏仍未安装。")
WEAK = (SPOT, BY_DESK)
_WEAK_LINES = (replace(TOWN, events=(), weak=WEAK), replace(WATER, weak=WEAK))
WEAK_PAGE = CandidatesView(1, PERIOD, "criticised", _WEAK_LINES, 0, 1, 2, 2, may_edit=True)
NEXT_STEPS = NextStepsPrompt(draft="1/8", step=1, question="bulletin.next_steps", facts={"present": ""}, backable=False)
BODY = "关于2026年第一季度督查事项落实情况的通报\n各乡镇人民政府，县政府各部门：\n统计截至4月10日。"

TRACKS = (
    TrackLine("document", {**FIGURES, "matters": 30, "closed": 9, "tasks": 84, "due": 200, "on_time": 190}),
    TrackLine(
        "ten_things", {**FIGURES, "matters": 16, "closed": 3, "tasks": 44, "tasks_done": 0, "due": 0, "on_time": 0}
    ),
)
HELD = BulletinHeld(bulletin_id=1, number=NUMBER, units=("县水利局",), post_at=moment(4, 24, 9))
EXAMPLES = (
    ("faulty", "bulletin_card", replace(VIEW, faulty=True, may_edit=False)),
    ("tracks", replace(TEXT, tracks=TRACKS, annex=f"{PERIOD}督查事项落实情况汇总表", bulletin_id=1, may_edit=True)),
    ("problems", replace(TEXT, problems="个别单位主体责任落实不到位，反馈迟缓。", commended=())),
    (
        "addendum",
        replace(TEXT, period="2026年年终（12月11日至31日）", bulletin_kind="addendum", year=FIGURES, criticised=()),
    ),
    ("faulty", BulletinNoted(what="faulty")),
    ("problems", BulletinNoted(what="problems")),
    ("problems", replace(NEXT_STEPS, question="bulletin.problems")),
    ("office-source", LastBulletin(number=NUMBER, text=BODY, posted_on=date(2026, 4, 24), bulletin_id=1)),
    ("monthly", "bulletin_card", replace(VIEW, period="2026年3月十件实事", kind="monthly")),
    ("monthly", MONTHLY),
    ("inspected", replace(TEXT, inspections=Inspections(2, 3, 1, 1))),
    (
        "inspected",
        LineEvidence(
            unit="县水利局",
            standing="criticised",
            period=PERIOD,
            events=(LATE,),
            findings=(FoundLine(date(2026, 3, 12), "北城河清淤2.3公里", "behind", "现场仅完成1.1公里。"),),
        ),
    ),
    ("weak", replace(TEXT, criticised=(NamedUnit("县水利局", (LATE,), WEAK), NamedUnit("县卫健委", (), WEAK)))),
    ("weak", "candidates_card", WEAK_PAGE),
    ("weak", LineEvidence(unit="县水利局", standing="criticised", period=PERIOD, events=(LATE,), weak=WEAK)),
    ("monthly-unheard", replace(MONTHLY, things=(replace(MONTHLY.things[2], light="", found=""),))),
    ("monthly-unnamed", replace(MONTHLY, named=False, things=(), next_steps="")),
    ("draft", "bulletin_card", VIEW),
    ("unheard", "bulletin_card", UNASKED),
    (
        "sent-back",
        "bulletin_card",
        replace(
            VIEW,
            status=BulletinStatus.SENT_BACK,
            returned_words="请核实县水利局收到时间。",
            next_steps="请抓紧整改。",
            name_in_group=True,
        ),
    ),
    ("in-approval", "bulletin_card", replace(VIEW, status=BulletinStatus.IN_APPROVAL, may_edit=False)),
    (
        "approved",
        "bulletin_card",
        replace(
            VIEW,
            status=BulletinStatus.APPROVED,
            may_edit=False,
            number=NUMBER,
            post_at=moment(4, 24, 9),
            groups=("夏邑政务督查群",),
        ),
    ),
    (
        "posted",
        "bulletin_card",
        replace(
            VIEW,
            status=BulletinStatus.POSTED,
            may_edit=False,
            number=NUMBER,
            post_at=moment(4, 24, 9),
            posted_at=moment(4, 24, 9),
            paper_id=7,
        ),
    ),
    (
        "criticised",
        "candidates_card",
        CandidatesView(1, PERIOD, "criticised", VIEW.criticised, 0, 2, 11, 2, may_edit=True),
    ),
    ("commended", "candidates_card", CandidatesView(1, PERIOD, "commended", (HOUSING,), 0, 1, 1, 1, may_edit=True)),
    ("none", "candidates_card", CandidatesView(1, PERIOD, "criticised", (), 0, 1, 0, 0, may_edit=True)),
    ("read-only", "candidates_card", CandidatesView(1, PERIOD, "criticised", (TOWN,), 0, 1, 1, 1, may_edit=False)),
    (
        "",
        LineEvidence(unit="县水利局", standing="criticised", period=PERIOD, events=(LATE, MISSING, ON_THE_DAY, EMPTY)),
    ),
    ("commended", LineEvidence(unit="县住房和城乡建设局", standing="commended", period=PERIOD, events=(GOOD,))),
    ("", TEXT),
    ("signers", replace(TEXT, for_signers=True)),
    ("group", replace(TEXT, named=False, next_steps="")),
    ("nobody", replace(TEXT, commended=(), criticised=(), figures={**FIGURES, "due": 0, "answered": 0, "on_time": 0})),
    ("", LastBulletin(number=NUMBER, text=BODY, posted_on=date(2026, 4, 24))),
    ("", GroupBulletin(to=to_group(1), bulletin_id=1, number=NUMBER, text=BODY, issued_on=date(2026, 4, 24))),
    ("", NoBulletin()),
    ("besides", NoBulletin(draftable=(Draftable(2026, 3, "2026年3月十件实事", 1),), besides=True)),
    ("office", NoBulletin(draftable=(Draftable(2026, 1, PERIOD),))),
    ("ticked", BulletinNoted(what="ticked", unit="县水利局")),
    ("unticked", BulletinNoted(what="unticked", unit="县水利局")),
    ("asked", BulletinNoted(what="asked", count=3, answer_by=BY)),
    ("sent", BulletinNoted(what="sent")),
    ("recounted", BulletinNoted(what="recounted", unit="县水利局")),
    ("next-steps", BulletinNoted(what="next_steps")),
    ("", NEXT_STEPS),
    ("present", replace(NEXT_STEPS, facts={"present": "请抓紧整改。"})),
    ("answered", replace(NEXT_STEPS, answered="—", backable=True)),
    (
        "",
        BulletinApproved(
            bulletin_id=1, number=NUMBER, period=PERIOD, post_at=moment(4, 24, 9), groups=("夏邑政务督查群",)
        ),
    ),
    (
        "nowhere",
        BulletinApproved(bulletin_id=1, number=NUMBER, period=PERIOD, post_at=moment(4, 24, 9), groups=()),
    ),
    ("", NoGroupBound(bulletin_id=1, number=NUMBER)),
    ("", HELD),
    ("annex", replace(HELD, units=(), why="annex")),
    (
        "",
        CriticismTold(
            to=to_unit(5),
            bulletin_id=1,
            unit_id=5,
            number=NUMBER,
            period=PERIOD,
            unit="县水利局",
            events=(LATE, MISSING),
            in_group=False,
        ),
    ),
    (
        "in-group",
        CriticismTold(
            to=to_unit(5),
            bulletin_id=1,
            unit_id=5,
            number=NUMBER,
            period=PERIOD,
            unit="县水利局",
            events=(LATE,),
            weak=WEAK,
            in_group=True,
        ),
    ),
    ("words", NamesUnits("words", ("县水利局", "城关镇人民政府"))),
    ("worded", NamesUnits("worded", ("县水利局",))),
    ("group", NamesUnits("group", ("县水利局",))),
    ("not-asked", BulletinNotReady("not_asked", (5,), None, ("县水利局",))),
    ("running", BulletinNotReady("term_running", (5,), BY, ("县水利局",))),
    ("nobody", BulletinNotReady("nobody_to_ask")),
    ("early", BulletinNotReady("before_cut_off")),
    ("empty", BulletinNotReady("nothing_in_hand")),
)
