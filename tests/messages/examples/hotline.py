"""市长热线: entering orders, giving them back, sending them out again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

from messages.views.dispatching import PaperNotes
from storage.columns import adapter
from supervision.filling.intake_tasks import Fault
from supervision.model import HotlineOrder, MatterStatus, Satisfaction
from supervision.notices.base import to_signer, to_unit
from supervision.notices.dialogue import Choice
from supervision.notices.hotline import (
    HotlineList,
    HotlinePrompt,
    OrderAgain,
    OrderGivenBack,
    OrderLine,
    OrderReturned,
    OrderReturnPrompt,
    OrdersRegistered,
    OrderVisited,
    OrderVisitPrompt,
)
from supervision.roles import Permission
from tests.messages.examples.dispatching import PAPER, TRANSFER
from tests.messages.examples.following import FOLLOWED

LISTED = Choice("list", "查看清单")
ORDERS = HotlinePrompt(draft="8/8", step=1, question="hotline.orders", facts={"faults": []}, choices=(LISTED,))
FAULTS: list[Any] = adapter(tuple[Fault, ...]).dump_python(
    (
        Fault(2, "工单号", "missing"),
        Fault(3, "时限", "date_wanted", "5个工作日内"),
        Fault(4, "承办单位", "unknown_unit", "水务局", ("夏邑县水利局",)),
        Fault(5, "", "caller"),
        Fault(6, "工单号", "order_twice", "SQ-1", limit=2),
        Fault(7, "工单号", "order_exists", "SQ-2", ("2026-7",)),
        Fault(0, "联系电话", "caller_column"),
        Fault(0, "", "no_order_header"),
        Fault(0, "", "no_orders"),
    ),
    mode="json",
)
LINES: list[dict[str, object]] = [
    {
        "number": "SQ2026030201",
        "text": "县府路路灯不亮，<夜间>出行不便",
        "units": ["县住建局"],
        "due": "3月12日（周四）18:00",
        "category": "投诉",
        "urgency": "urgent",
    },
    {
        "number": "SQ2026030202",
        "text": "孔庄乡自来水停水3天",
        "units": ["县水利局", "城关镇"],
        "due": "3月9日（周一）",
        "category": "",
        "urgency": "routine",
    },
]
CONFIRM = HotlinePrompt(
    draft="8/8",
    step=2,
    question="hotline.confirm",
    facts={
        "lines": LINES,
        "start": 0,
        "pages": [1, 1],
        "total": 2,
        "routine": 1,
        "signers": ["分管副主任审阅", "办公室主任审阅", "常务副县长审定"],
        "clause": "二（七）",
    },
    choices=(Choice("send", "确认登记并送审"), Choice("keep", "仅登记"), Choice("again", "重新录入")),
    per_row=2,
)
LAMP = OrderLine(
    registration_number="2026-31",
    order_number="SQ2026030201",
    title="县府路路灯不亮",
    unit="县住建局",
    status="in_approval",
    due_on=date(2026, 3, 12),
    due_hour=time(18),
)
WATER = replace(LAMP, registration_number="2026-32", order_number="SQ2026030202", title="孔庄乡自来水停水3天", rounds=2)
GONE = replace(LAMP, registration_number="2026-30", status="withdrawn", returned_on=date(2026, 3, 2))
REGISTERED = OrdersRegistered(lines=(LAMP, WATER), sent_to=("分管副主任",))
ABOUT: dict[str, object] = {
    "matter": 31,
    "name": "2026-31",
    "order": "SQ2026030201",
    "title": "县府路路灯不亮",
    "issued": True,
}
VISIT = OrderVisitPrompt(draft="8/8", step=1, question="hotline_visit.result", facts=ABOUT, backable=False)
RETURN = OrderReturnPrompt(
    draft="8/8",
    step=1,
    question="hotline_return.why",
    facts={**ABOUT, "reason": "该路段属市管"},
    choices=(Choice("unit", "按单位所述理由"),),
    backable=False,
)
VISITED = OrderVisited(registration_number="2026-31", order_number="SQ2026030201", satisfied="basically")
AGAIN = OrderAgain(
    to=to_unit(2),
    matter_id=31,
    unit_id=2,
    unit_name="夏邑县住房和城乡建设局",
    document_number="夏政督〔2026〕12号",
    order_number="SQ2026030201",
    title="县府路路灯不亮",
    words="修复后仍有2盏不亮",
    due_on=date(2026, 3, 12),
    due_hour=time(18),
)
ORDER = HotlineOrder(31, "SQ2026030201", date(2026, 2, 27), date(2026, 3, 12), time(18), "投诉")
MATTER = replace(
    FOLLOWED.matter, track="hotline", title="县府路路灯不亮", status=MatterStatus.IN_PROGRESS, instructions=()
)
CARD = replace(
    FOLLOWED,
    matter=replace(MATTER, due_on=date(2026, 3, 12), due_hour=time(18)),
    notes=(),
    may=frozenset({Permission.HOTLINE_ENTER}),
    waits_for=("县住建局",),
    hotline=ORDER,
)

GIVEN_BACK = OrderGivenBack(
    to=to_signer(3),
    matter_id=31,
    order_number="SQ2026030201",
    registration_number="2026-31",
    title="县府路路灯不亮",
    why="该路段<属市管>",
)

EXAMPLES = (
    ("given-back", GIVEN_BACK),
    ("blank", ORDERS),
    ("reading", replace(ORDERS, facts={"reading": 7, "name": "今日交办.xlsx"}, choices=())),
    ("faults", replace(ORDERS, facts={"faults": FAULTS, "more": 3})),
    ("listed", replace(ORDERS, answered="查看清单")),
    ("confirm", CONFIRM),
    ("confirm-vacant", replace(CONFIRM, facts={**CONFIRM.facts, "signers": [], "pages": [1, 2], "total": 9})),
    ("confirmed", replace(CONFIRM, answered="确认登记并送审")),
    ("sent", REGISTERED),
    ("kept", replace(REGISTERED, sent_to=(), more=4)),
    ("none", HotlineList(year=2026, total=0, under_way=0, closed=0, returned=0, again=0, lines=())),
    (
        "orders",
        HotlineList(year=2026, total=9, under_way=2, closed=6, returned=1, again=1, lines=(WATER, GONE), more=1),
    ),
    ("withdrawn", OrderReturned(registration_number="2026-31", order_number="SQ-1", days=2, units=("县住建局",))),
    ("before-issue", OrderReturned(registration_number="2026-31", order_number="SQ-1", days=0)),
    ("content", VISITED),
    (
        "again",
        replace(
            VISITED, satisfied="unsatisfied", units=("县住建局",), due_on=date(2026, 3, 12), due_hour=time(18), round=2
        ),
    ),
    ("told", AGAIN),
    ("result", replace(VISIT, choices=(Choice("satisfied", "满意"),))),
    ("result-given", replace(VISIT, answered="不满意")),
    ("words", replace(VISIT, question="hotline_visit.words")),
    ("due", replace(VISIT, question="hotline_visit.due")),
    ("due-given", replace(VISIT, question="hotline_visit.due", answered="—")),
    ("why", RETURN),
    ("why-given", replace(RETURN, answered="按单位所述理由")),
    ("order", "matter_card", CARD),
    (
        "order-again",
        "matter_card",
        replace(
            CARD,
            hotline=replace(
                ORDER, rounds=2, satisfied=Satisfaction.UNSATISFIED, due_on=date(2026, 3, 20), due_hour=None
            ),
        ),
    ),
    (
        "order-returned",
        "matter_card",
        replace(
            CARD,
            matter=replace(MATTER, status=MatterStatus.WITHDRAWN),
            hotline=replace(ORDER, returned_on=date(2026, 3, 2), returned_why="该路段属市管"),
        ),
    ),
    ("order", "transfer_card", replace(TRANSFER, order_of=31)),
    (
        "order",
        "paper_card",
        replace(PAPER, form="督促查办事项通知单", notes=PaperNotes(asks_person=True, callers_apart=True)),
    ),
)
