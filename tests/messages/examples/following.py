"""科室跟踪: what a section is asked and told of its own matters, and their card."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from messages.views.matters import MatterView, NoteLine
from supervision.model import Instruction, Matter, MatterStatus, NoteKind, Source, Urgency
from supervision.notices.dialogue import Choice
from supervision.notices.following import (
    FollowedEnded,
    FollowingPrompt,
    GateKept,
    GatePrompt,
    OfficeCalled,
    ProgressNoted,
)
from supervision.roles import Permission

ZONE = ZoneInfo("Asia/Shanghai")
FACTS: dict[str, object] = {"number": "2026-31", "title": "城区内涝点整治"}
FOLLOWING = FollowingPrompt(draft="1/1", step=1, question="followed.progress", facts=FACTS, backable=False)
MAJOR = GatePrompt(
    draft="1/1",
    step=1,
    question="gate.major",
    facts=FACTS,
    choices=(Choice("yes", "属重大事项，确需督促"), Choice("no", "仍由科室跟踪")),
    per_row=2,
    backable=False,
)
NOTED = NoteLine(at=datetime(2026, 3, 2, 9, 2, tzinfo=ZONE), by="王某", text="已约谈施工单位，<5月底>前完工")
ENDED = replace(NOTED, text="3处积水点已改造完成", kind=NoteKind.OUTCOME)
FOLLOWED = MatterView(
    matter=Matter(
        id=31,
        registration_number="2026-31",
        track="instruction.vice_mayor",
        title="城区内涝点整治",
        status=MatterStatus.FOLLOWED,
        urgency=Urgency.ROUTINE,
        registered_by=10,
        registered_post_id=10,
        registered_at=datetime(2026, 3, 1, 9, 0, tzinfo=ZONE),
        sources=(Source("城区内涝点整治情况报告", author="县住建局"),),
        instructions=(Instruction(3, "副县长（城建）", date(2026, 2, 28), "汛期前完成改造。"),),
        due_on=date(2026, 5, 29),
    ),
    clause="二（五）2、3、4",
    document_numbers=(),
    coordinating="",
    tasks=(),
    waits_for=(),
    may=frozenset({Permission.MATTER_SUBMIT, Permission.MATTER_FOLLOW}),
    notes=(NOTED,),
)

EXAMPLES = (
    ("", FOLLOWING),
    ("answered", replace(FOLLOWING, answered="—")),
    ("outcome", replace(FOLLOWING, question="followed.outcome")),
    ("major", MAJOR),
    ("answered", replace(MAJOR, answered="属重大事项，确需督促")),
    (
        "reason",
        replace(MAJOR, question="gate.reason", choices=(Choice("many", "涉及多个单位，需统筹协调"),), per_row=1),
    ),
    ("", ProgressNoted(number="2026-31")),
    ("", FollowedEnded(number="2026-31", title="城区内涝点整治")),
    ("", GateKept()),
    ("", OfficeCalled()),
    ("section-follows", "matter_card", FOLLOWED),
    (
        "section-ended",
        "matter_card",
        replace(
            FOLLOWED,
            matter=replace(
                FOLLOWED.matter, status=MatterStatus.CLOSED, closed_at=datetime(2026, 5, 20, 16, 0, tzinfo=ZONE)
            ),
            notes=(NOTED, ENDED),
        ),
    ),
    (
        "office-called",
        "matter_card",
        replace(
            FOLLOWED,
            matter=replace(FOLLOWED.matter, status=MatterStatus.REGISTERED, gate_reason="涉及多个单位，需统筹协调"),
            waits_for=("综合科工作人员",),
            countersign=("常务副县长",),
        ),
    ),
)
