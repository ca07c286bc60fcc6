"""建议提案: the list, the card, what is asked until it is assigned."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from messages.views.proposals import ProposalLine, ProposalListView, ProposalView
from supervision.model import (
    Handling,
    Matter,
    MatterStatus,
    Proposal,
    ProposalKind,
    ResultClass,
    Satisfaction,
    Urgency,
)
from supervision.notices.dialogue import Choice, Prompt
from supervision.notices.proposals import (
    AssigningPrompt,
    MeetingHeld,
    MeetingPrompt,
    ProposalPrompt,
)
from supervision.proposals.opinions import Standing

MATTER = Matter(
    id=31,
    registration_number="2026-31",
    track="proposal.county",
    title="关于整治城区<内涝点>的建议",
    status=MatterStatus.REGISTERED,
    urgency=Urgency.ROUTINE,
    registered_by=8,
    registered_post_id=8,
    registered_at=datetime(2026, 3, 1, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai")),
)
PROPOSAL = Proposal(
    31,
    "12",
    ProposalKind.DEPUTY,
    ("张某", "李某"),
    "县十六届人大五次会议",
    "反映凯旋路等3处积水，由县住建局牵头，县水利局配合，结合排水管网改造办理。",
)
NEW = ProposalView(matter=MATTER, stage="new", acts=frozenset({"analyse"}))
ANALYSED = ProposalView(
    matter=replace(MATTER, status=MatterStatus.SPLIT),
    stage="analysed",
    acts=frozenset({"analyse", "assign"}),
    proposal=PROPOSAL,
    name="第12号建议",
    who="代表",
    leads=("县住建局",),
    supports=("县水利局",),
)
ASSIGNED = replace(
    ANALYSED,
    stage="assigned",
    acts=frozenset({"analyse"}),
    held_on=date(2026, 3, 2),
    place="县政府二楼会议室",
    absent=("县水利局",),
    assigned_on=date(2026, 3, 2),
    due_on=date(2026, 6, 2),
)
STANDING = Standing(
    owed=1, sent=1, results={ResultClass.A: 1}, opinions={Satisfaction.UNASKED: 1}, second_due=None, to_evaluate=()
)
UNDER_WAY = replace(
    ASSIGNED,
    matter=replace(MATTER, status=MatterStatus.IN_PROGRESS),
    stage="under_way",
    acts=frozenset({"reply", "opinion"}),
    standing=STANDING,
)
LONG = replace(
    UNDER_WAY,
    matter=replace(MATTER, status=MatterStatus.IN_PROGRESS, complex=True, track="proposal.city"),
    held_on=None,
    proposal=replace(PROPOSAL, handling=Handling.SEPARATE, assigned_on=date(2026, 3, 2), explained_on=date(2026, 3, 2)),
    due_on=date(2026, 9, 2),
    leads=("县住建局", "县水利局"),
    supports=(),
    standing=replace(
        STANDING,
        opinions={Satisfaction.SATISFIED: 1, Satisfaction.UNSATISFIED: 1},
        second_due=date(2026, 4, 2),
        to_evaluate=("李某",),
    ),
)
LIST = ProposalListView(
    allowed=True,
    year=2026,
    lines=(
        ProposalLine(matter_id=31, registration_number="2026-31", title=MATTER.title, stage="new"),
        ProposalLine(
            matter_id=32,
            registration_number="2026-32",
            title="关于加快村道修复的提案",
            stage="under_way",
            name="第7号提案",
            owed=1,
            sent=2,
        ),
    ),
    total=5,
    pages=2,
    waiting=1,
    counts=(("new", 1), ("under_way", 4)),
)

ABOUT: dict[str, object] = {"matter": 31, "title": MATTER.title, "name": "2026-31"}
ANSWERS: dict[str, object] = {
    **ABOUT,
    "number": "12",
    "kind": "deputy",
    "proposers": ["张某", "李某"],
    "session": "县十六届人大五次会议",
    "analysis": PROPOSAL.analysis,
    "handling": "lead",
    "complex": True,
    "called": "第12号建议",
    "lead_names": ["县住建局"],
    "support_names": ["县水利局"],
    "explained": "3月2日（周一）",
}
_NAMED: dict[str, object] = {"name": "第12号建议"}
_NONE, _TODAY = Choice("none", "无"), Choice("today", "今天")
NUMBER = ProposalPrompt(draft="1/1", step=1, question="proposal.number", facts=ABOUT, backable=False)
DAY = MeetingPrompt(draft="1/1", step=1, question="meeting.day", choices=(_TODAY,), backable=False)
MEETING: dict[str, object] = {"day_text": "3月2日（周一）", "place": "县政府二楼会议室", "proposals": 2, "invited": 3}


def asked(first: Prompt, question: str, *choices: Choice, per_row: int = 3, **facts: object) -> Prompt:
    """A later question of the same flow."""
    facts = {**first.facts, **facts}
    return replace(first, question=question, choices=choices, per_row=per_row, facts=facts, backable=True)


def known(*choices: Choice) -> Prompt:
    """What an earlier analysis said of it."""
    session, proposers = "县十六届人大五次会议", ["张三", "李四"]
    return asked(NUMBER, "proposal.known", *choices, called="第12号建议", session=session, proposers=proposers)


def answered(first: Prompt, question: str, answer: str = "—", **facts: object) -> Prompt:
    """The question once it is behind."""
    return replace(first, question=question, choices=(), facts={**first.facts, **facts}, answered=answer)


EXAMPLES = (
    ("printed late", "proposal_card", replace(ANALYSED, stage="under_way", due_on=date(2026, 6, 2), printed_late=True)),
    ("", "proposal_list", LIST),
    ("none", "proposal_list", ProposalListView(allowed=True, year=2026)),
    ("closed", "proposal_list", ProposalListView(allowed=False)),
    ("new", "proposal_card", NEW),
    ("analysed", "proposal_card", ANALYSED),
    ("assigned", "proposal_card", ASSIGNED),
    ("under-way", "proposal_card", UNDER_WAY),
    ("long", "proposal_card", LONG),
    ("not-his", "proposal_card", replace(UNDER_WAY, acts=frozenset())),
    ("number", NUMBER),
    ("number-done", answered(NUMBER, "proposal.number")),
    ("kind", asked(NUMBER, "proposal.kind", Choice("deputy", "代表建议"), Choice("member", "委员提案"))),
    ("kind-done", answered(NUMBER, "proposal.kind", "代表建议")),
    ("proposers", asked(NUMBER, "proposal.proposers")),
    ("proposers-done", answered(NUMBER, "proposal.proposers")),
    ("session", asked(NUMBER, "proposal.session", _NONE)),
    ("session-done", answered(NUMBER, "proposal.session")),
    ("words", asked(NUMBER, "proposal.words")),
    (
        "known",
        replace(known(Choice("keep", "沿用"), Choice("change", "更改")), backable=False),
    ),
    ("renaming", replace(known(), question="renaming.names", backable=False)),
    ("renaming-done", replace(known(), question="renaming.names", answered="—")),
    ("known-done", replace(known(), answered="更改")),
    ("words-done", answered(NUMBER, "proposal.words")),
    (
        "handling",
        asked(
            NUMBER,
            "proposal.handling",
            Choice("lead", "主办"),
            Choice("joint", "会办"),
            Choice("separate", "分别办理"),
        ),
    ),
    ("handling-done", answered(NUMBER, "proposal.handling", "主办")),
    ("lead", asked(NUMBER, "proposal.leads", Choice("u4", "县住建局"), handling="lead", several=False)),
    ("joint", asked(NUMBER, "proposal.leads", handling="joint", several=True)),
    ("leads-done", answered(NUMBER, "proposal.leads", "县住建局")),
    ("supports", asked(NUMBER, "proposal.supports", Choice("u5", "县水利局"), _NONE)),
    ("supports-done", answered(NUMBER, "proposal.supports", "无")),
    ("term", asked(NUMBER, "proposal.term", Choice("no", "三个月"), Choice("yes", "六个月（情况复杂）"))),
    ("term-done", answered(NUMBER, "proposal.term", "三个月")),
    ("explained", asked(NUMBER, "proposal.explained", _TODAY)),
    ("explained-done", answered(NUMBER, "proposal.explained", "今天")),
    ("confirm", replace(asked(NUMBER, "proposal.confirm", Choice("confirm", "确认")), facts=ANSWERS)),
    ("confirm-done", answered(replace(NUMBER, facts=ANSWERS), "proposal.confirm", "确认")),
    (
        "",
        AssigningPrompt(
            draft="1/1",
            step=1,
            question="assigning.day",
            facts={"name": "第12号建议"},
            choices=(_TODAY,),
            backable=False,
        ),
    ),
    (
        "done",
        AssigningPrompt(draft="1/1", step=1, question="assigning.day", facts={"name": "第12号建议"}, answered="今天"),
    ),
    ("day", DAY),
    ("day-done", answered(DAY, "meeting.day", "今天")),
    ("place", asked(DAY, "meeting.place")),
    ("place-done", answered(DAY, "meeting.place")),
    (
        "which",
        asked(
            DAY,
            "meeting.which",
            Choice("t31", "去掉 第12号建议"),
            Choice("t32", "列入 第7号提案"),
            Choice("on", "下一步"),
            per_row=2,
            named=["第12号建议"],
            with_signers=1,
        ),
    ),
    ("which-done", answered(DAY, "meeting.which", "下一步", named=["第12号建议", "第7号提案"])),
    (
        "absent",
        asked(
            DAY,
            "meeting.absent",
            Choice("t4", "未到会 县住建局"),
            Choice("t5", "改为到会 县水利局"),
            Choice("confirm", "确认登记"),
            per_row=2,
            named=["县水利局"],
            **MEETING,
        ),
    ),
    ("absent-done", answered(DAY, "meeting.absent", "确认登记", named=[], **MEETING)),
    ("", MeetingHeld(held_on=date(2026, 3, 2), proposals=2, attended=2, absent=("县水利局",))),
    ("all", MeetingHeld(held_on=date(2026, 3, 2), proposals=2, attended=3)),
)
