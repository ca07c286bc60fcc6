"""A leave in each of its states, and the questions when one is entered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from messages.views.leaving import LeaveView
from supervision.notices.base import to_post
from supervision.notices.dialogue import Choice
from supervision.notices.leaving import LeaveOver, LeavePrompt
from supervision.refusals import InvalidInput

LEAVE = LeaveView(
    leave_id=1,
    unit="县住房和城乡建设局",
    title="县住建局联络员A",
    name="住建局联络员甲",
    since=date(2026, 3, 5),
    until=date(2026, 3, 9),
    covers=("县住建局联络员B",),
    state="coming",
    may_end=True,
)


def _prompt(question: str, **facts: object) -> LeavePrompt:
    shown = {"title": "县住建局联络员A", "name": "住建局联络员甲", "longest": 92, **facts}
    return LeavePrompt(draft="12/12", step=1, question=f"leave.{question}", facts=shown, backable=False)


EXAMPLES = (
    ("coming", "leave_card", LEAVE),
    ("running", "leave_card", replace(LEAVE, state="running")),
    ("alone", "leave_card", replace(LEAVE, covers=(), may_end=False)),
    ("over", "leave_card", replace(LEAVE, state="over")),
    ("", LeaveOver(to=to_post(12), leave_id=1)),
    ("unit", _prompt("unit")),
    ("unit-offered", replace(_prompt("unit"), choices=(Choice("5", "县水利局"), Choice("6", "县林业局")))),
    (
        "post",
        replace(
            _prompt("post"),
            choices=(Choice("12", "县住建局联络员A 住建局联络员甲"), Choice("13", "县住建局联络员B 住建局联络员乙")),
            per_row=1,
        ),
    ),
    ("since", replace(_prompt("since"), choices=(Choice("2026-03-02", "今天"), Choice("2026-03-03", "明天")))),
    ("until", replace(_prompt("until", since_words="3月5日（周四）"), choices=(Choice("same", "仅当天"),))),
    (
        "confirm",
        replace(
            _prompt("confirm", since_words="3月5日（周四）", until_words="3月9日（周一）", covers=["县住建局联络员B"]),
            choices=(Choice("yes", "确认"),),
        ),
    ),
    ("confirm-alone", _prompt("confirm", since_words="3月5日（周四）", until_words="3月9日（周一）", covers=[])),
    ("date-ends-before", InvalidInput("date", "ends_before", given="3月1日")),
    ("date-too-many-days", InvalidInput("date", "too_many_days", limit=92)),
    ("date-overlaps", InvalidInput("date", "overlaps", given="3月5日至3月9日")),
)
