"""通报前核对: the unit's card, the Office's list, the call, the explanation and what became of it."""

from __future__ import annotations

from dataclasses import replace

from messages.views.bulletins import ObjectionView
from messages.views.objecting import ExplanationView, HearingLine, HearingView
from supervision.notices.base import to_unit
from supervision.notices.objecting import (
    CallNoted,
    DecidingPrompt,
    DecisionNoted,
    ObjectionAnswered,
    ObjectionDecided,
    ObjectionLapsed,
    ObjectionNoted,
    ObjectionPrompt,
    PhoningPrompt,
)
from supervision.refusals import BulletinNotReady, DraftedIt
from tests.messages.examples.bulletins import BY, LATE, PERIOD, WEAK, moment

WORDS = "汛情期间机械调往下游<b>，已补报。"
REASON = "查3月6日前已电话报告，情况属实。"
OBJECTION = ObjectionView(1, 5, "县水利局", PERIOD, (LATE,), BY, "open", may_answer=True)
ANSWERED = replace(OBJECTION, may_answer=False, by="县水利局联络员A", at=moment(3, 2, 10, 5))
EXPLAINED = replace(ANSWERED, state="explained", words=WORDS)
SPOKE = "办公室主任王某"
EXPLANATION = ExplanationView(
    bulletin_id=1,
    unit_id=5,
    unit="县水利局",
    period=PERIOD,
    by="县水利局联络员A",
    words=WORDS,
    at=moment(3, 2, 10, 5),
    events=(LATE,),
    weak=WEAK,
    may_decide=True,
)
DECIDED = replace(
    EXPLANATION, may_decide=False, decided_by="督查室工作人员乙", decided_at=moment(3, 2, 11), reason=REASON
)
LINE = HearingLine(unit_id=5, unit="县水利局", stage="explained", delivered_at=moment(3, 2, 9), by="telegram")
UNASKED = HearingLine(unit_id=5, unit="县水利局", stage="")
HEARING = HearingView(
    bulletin_id=1,
    period=PERIOD,
    lines=(
        LINE,
        replace(LINE, unit="县卫健委", stage="asked", answer_by=BY),
        replace(LINE, unit="会亭镇人民政府", stage="silent"),
        replace(UNASKED, unit="城关镇人民政府", stage="undelivered"),
        replace(UNASKED, unit="县审计局", stage="asked", answer_by=BY),
        replace(LINE, unit="县城管局", stage="agreed", by="telephone", phoned_at=moment(3, 2, 9)),
    ),
    pages=2,
    may_act=True,
)
CALL = PhoningPrompt(
    draft="1/8",
    step=1,
    question="phoning.spoke_with",
    facts={"title": PERIOD, "name": "县水利局", "spoke_with": SPOKE},
    backable=False,
)
DECIDE = DecidingPrompt(
    draft="1/8",
    step=1,
    question="deciding_objection.words",
    facts={"title": PERIOD, "name": "县水利局", "upheld": 0},
    backable=False,
)
TOLD = ObjectionDecided(
    to=to_unit(5), bulletin_id=1, unit_id=5, unit="县水利局", period=PERIOD, upheld=True, words=REASON
)
LAPSED = ObjectionLapsed(bulletin_id=1, period=PERIOD, units=("县水利局", "县卫健委"), unit_ids=(5, 6))

EXAMPLES: tuple[tuple[object, ...], ...] = (
    ("open", "objection_card", OBJECTION),
    ("weak", "objection_card", replace(OBJECTION, weak=WEAK)),
    ("agreed", "objection_card", replace(ANSWERED, state="agreed")),
    ("phoned-agreed", "objection_card", replace(ANSWERED, state="agreed", by=SPOKE, spoke_with=SPOKE)),
    ("explained", "objection_card", EXPLAINED),
    ("phoned-explained", "objection_card", replace(EXPLAINED, by=SPOKE, spoke_with=SPOKE)),
    ("upheld", "objection_card", replace(EXPLAINED, state="upheld", reason=REASON)),
    ("maintained", "objection_card", replace(EXPLAINED, state="maintained", reason="补报时已超过时限。")),
    ("silent", "objection_card", replace(OBJECTION, state="silent")),
    (
        "phoned-silent",
        "objection_card",
        replace(OBJECTION, state="silent", spoke_with=SPOKE, phoned_at=moment(3, 2, 10)),
    ),
    ("closed", "objection_card", replace(OBJECTION, state="closed", may_answer=False)),
    ("dropped", "objection_card", replace(OBJECTION, state="dropped", may_answer=False)),
    ("merged", "objection_card", replace(OBJECTION, merged=True)),
    ("open", "objection_decision_card", EXPLANATION),
    ("drafted", "objection_decision_card", replace(EXPLANATION, may_decide=False, drafted=True)),
    ("upheld", "objection_decision_card", replace(DECIDED, state="upheld")),
    ("maintained", "objection_decision_card", replace(DECIDED, state="maintained", reason="补报时已超过时限。")),
    ("dropped", "objection_decision_card", replace(EXPLANATION, state="dropped", may_decide=False)),
    ("closed", "objection_decision_card", replace(EXPLANATION, state="closed", may_decide=False)),
    ("", "hearing_card", HEARING),
    ("none", "hearing_card", HearingView(bulletin_id=1, period=PERIOD, lines=())),
    ("not-asked", "hearing_card", HearingView(bulletin_id=1, period=PERIOD, lines=(UNASKED,))),
    ("", ObjectionPrompt(draft="1/8", step=1, question="objection.words", backable=False)),
    ("answered", ObjectionPrompt(draft="1/8", step=1, question="objection.words", answered="—")),
    ("agreed", ObjectionNoted(agreed=True)),
    ("explained", ObjectionNoted(agreed=False)),
    ("", ObjectionAnswered(period=PERIOD, unit="县水利局", by="县水利局联络员A")),
    ("upheld", TOLD),
    ("maintained", replace(TOLD, upheld=False, words="补报时已超过时限。")),
    ("", LAPSED),
    ("unreached", replace(LAPSED, units=(), unreached=("城关镇人民政府",))),
    ("name", CALL),
    ("name-answered", replace(CALL, answered=SPOKE)),
    ("heard", replace(CALL, question="phoning.heard")),
    ("heard-answered", replace(CALL, question="phoning.heard", answered="有异议")),
    ("words", replace(CALL, question="phoning.words")),
    ("words-answered", replace(CALL, question="phoning.words", answered="—")),
    ("", DECIDE),
    ("answered", replace(DECIDE, facts={**DECIDE.facts, "upheld": 1}, answered="—")),
    ("upheld", DecisionNoted(unit="县水利局", upheld=True)),
    ("maintained", DecisionNoted(unit="县水利局", upheld=False)),
    ("agrees", CallNoted(unit="县水利局", heard="agrees")),
    ("objects", CallNoted(unit="县水利局", heard="objects")),
    ("says-nothing", CallNoted(unit="县水利局", heard="says_nothing")),
    ("told", CallNoted(unit="县水利局", heard="says_nothing", answer_by=BY)),
    ("undelivered", BulletinNotReady("undelivered", (5,), None, ("县水利局",))),
    ("not-phoned", BulletinNotReady("not_phoned", (5,), None, ("县水利局",))),
    ("objection-open", BulletinNotReady("objection_open", (5,), None, ("县水利局",))),
    ("upheld", BulletinNotReady("upheld", (5,), None, ("县水利局",))),
    ("", DraftedIt()),
)
