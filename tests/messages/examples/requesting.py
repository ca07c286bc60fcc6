"""What units ask for and note: 申请延期 and its answer, 工作方案, 专人."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from messages.views.requesting import ExtensionView, UnitNote
from supervision.model import AssignmentStatus, Goal, MatterStatus, Plan, TransferStatus
from supervision.notices.base import OFFICE, to_unit
from supervision.notices.dialogue import Choice
from supervision.notices.plans import PersonNamed, PlanCopied, PlanNoted, PlanPrompt, PlanReceived
from supervision.notices.requesting import ExtensionAsked, ExtensionPrompt, ExtensionRefused, ExtensionSettled
from supervision.refusals import AlreadyDecided, InvalidInput, WrongState
from tests.messages.examples.dispatching import NUMBER, PAPER
from tests.messages.examples.matters import view

ZONE = ZoneInfo("Asia/Shanghai")
NINE = datetime(2026, 3, 2, 9, 0, tzinfo=ZONE)
TEN = datetime(2026, 3, 2, 10, 0, tzinfo=ZONE)
NEW_ON = date(2026, 3, 16)

EXTENSION = ExtensionView(
    request_id=1,
    document_number=NUMBER,
    unit_name="县水利局",
    task_seq=2,
    task="北城河清淤2.3公里",
    final=False,
    due_on=date(2026, 3, 10),
    due_hour=None,
    new_on=NEW_ON,
    new_hour=None,
    count=1,
    reason="连续降雨，河道水位过高，机械无法下河。",
    progress="已完成1.1公里，雨停后每日清淤200米。",
    leader="王某某（主要负责同志）",
    asked_by="水利局联络员",
    asked_at=NINE,
    late=False,
    status=TransferStatus.ASKED,
    may_decide=True,
)
FINAL = replace(EXTENSION, final=True, count=2, signers=("分管副主任",))
DECIDED = replace(EXTENSION, decided_by="督查室甲", decided_at=TEN)
GOAL = Goal(2, "北城河清淤", "2.3公里", "张某某")
PLAN = Plan(12, 5, date(2026, 3, 2), 16, NINE, (GOAL,))
FACTS: dict[str, object] = {"number": NUMBER, "task": 2}
LEADERS = (Choice("1", "王某某（主要负责同志）"), Choice("2", "李某某（分管督查工作的负责同志）"))


def _asking(question: str, answered: str = "", choices: tuple[Choice, ...] = (), **facts: object) -> ExtensionPrompt:
    return ExtensionPrompt(
        draft="1/1",
        step=1,
        question=question,
        facts={**FACTS, **facts},
        choices=choices,
        per_row=2,
        answered=answered,
    )


def _noting(question: str, answered: str = "", choices: tuple[Choice, ...] = (), **facts: object) -> PlanPrompt:
    return PlanPrompt(
        draft="1/1",
        step=1,
        question=question,
        facts={**FACTS, "wanted": False, **facts},
        choices=choices,
        backable=False,
        answered=answered,
    )


NOTED = replace(PAPER, may_extend=True, may_note=True)

EXAMPLES = (
    ("asked", "extension_card", EXTENSION),
    ("late", "extension_card", replace(EXTENSION, late=True)),
    ("short-notice", "extension_card", replace(EXTENSION, ahead=3)),
    ("final", "extension_card", FINAL),
    (
        "over-year",
        "extension_card",
        replace(FINAL, new_on=date(2027, 1, 20), over_year=True, signers=("分管副主任", "县长")),
    ),
    ("with-signer", "extension_card", replace(FINAL, with_signer="分管副主任审定", agreed_on=date(2026, 3, 13))),
    (
        "sent-back",
        "extension_card",
        replace(FINAL, returned_by="分管副主任", returned="时间过长，请核实。", agreed_on=NEW_ON),
    ),
    ("granted", "extension_card", replace(DECIDED, status=TransferStatus.GRANTED, granted_on=NEW_ON)),
    ("refused", "extension_card", replace(DECIDED, status=TransferStatus.REFUSED, words="汛期临近，请按期完成。")),
    ("lapsed", "extension_card", replace(EXTENSION, status=TransferStatus.LAPSED)),
    ("moot", "extension_card", replace(EXTENSION, moot=True)),
    ("", ExtensionAsked(document_number=NUMBER, task_seq=2, new_on=NEW_ON, late=False)),
    ("late", ExtensionAsked(document_number=NUMBER, task_seq=2, new_on=NEW_ON, late=True)),
    (
        "",
        ExtensionRefused(
            to=to_unit(5),
            request_id=1,
            document_number=NUMBER,
            unit_name="县水利局",
            task_seq=2,
            task="北城河清淤2.3公里",
            due_on=date(2026, 3, 10),
            words="汛期临近，请按期完成。",
        ),
    ),
    (
        "after-the-date",
        ExtensionRefused(
            to=to_unit(5),
            request_id=1,
            document_number=NUMBER,
            unit_name="县水利局",
            task_seq=2,
            task="北城河清淤2.3公里",
            due_on=date(2026, 2, 27),
            words="汛期临近，请按期完成。",
            limit=datetime(2026, 3, 4, 23, 59, 59, tzinfo=ZONE),
        ),
    ),
    ("granted", ExtensionSettled(document_number=NUMBER, task_seq=2, unit="县水利局", new_on=NEW_ON)),
    (
        "sent",
        ExtensionSettled(document_number=NUMBER, task_seq=2, unit="县水利局", new_on=NEW_ON, sent_to="分管副主任审定"),
    ),
    ("refused", ExtensionSettled(document_number=NUMBER, task_seq=2, unit="县水利局")),
    (
        "due",
        _asking(
            "extension.due",
            choices=(Choice("2/1", "第2项 3月10日"), Choice("2/2", "第2项 6月15日")),
            dues=["第2项　3月10日（周二）　北城河清淤2.3公里", "第2项　6月15日（周一）　北城河清淤2.3公里"],
            example="",
        ),
    ),
    (
        "due-more",
        _asking(
            "extension.due",
            choices=(Choice("2/1", "第2项 3月10日"), Choice("2/24", "第2项 12月31日")),
            dues=["第2项　3月10日（周二）　北城河清淤2.3公里", "第2项　12月31日（周四）　北城河清淤2.3公里"],
            example="第2项 4月10日",
        ),
    ),
    ("until", _asking("extension.until", now_due="3月10日（周二）", final=False, late=False)),
    ("until-late", _asking("extension.until", now_due="2月27日（周五）", final=True, late=True)),
    ("leader", _asking("extension.leader", choices=LEADERS, until="3月16日（周一）")),
    ("leader-answered", _asking("extension.leader", LEADERS[0].label, until="3月16日（周一）")),
    ("reason", _asking("extension.reason")),
    ("progress", _asking("extension.progress")),
    ("other", _asking("deciding_extension.until", now_due="3月10日（周二）", wanted="3月16日（周一）")),
    ("words", _asking("deciding_extension.words")),
    ("what", _noting("plan.what", choices=(Choice("plan", "工作方案"), Choice("person", "专人")))),
    ("what-wanted", _noting("plan.what", choices=(Choice("plan", "工作方案"), Choice("person", "专人")), wanted=True)),
    ("made-on", _noting("plan.made_on", choices=(Choice("today", "今天"),))),
    (
        "goals",
        _noting("plan.goals", choices=(Choice("none", "不填"),), tasks=["第2项　北城河清淤2.3公里"]),
    ),
    (
        "goals-needed",
        _noting("plan.goals", tasks=["第2项　北城河清淤2.3公里"], quantity=True, person=True),
    ),
    ("goals-quantity", _noting("plan.goals", tasks=["第2项　北城河清淤2.3公里"], quantity=True)),
    ("goals-answered", _noting("plan.goals", "—")),
    ("file", _noting("plan.file")),
    ("person", _noting("handler.who", choices=(Choice("later", "以后再填"),))),
    ("", PlanNoted(document_number=NUMBER, made_on=date(2026, 3, 2), goals=0, handed_in=False)),
    ("handed-in", PlanNoted(document_number=NUMBER, made_on=date(2026, 3, 2), goals=2, handed_in=True)),
    ("", PersonNamed(document_number=NUMBER, name="张某某")),
    (
        "",
        PlanReceived(to=OFFICE, document_number=NUMBER, unit_name="县水利局", made_on=date(2026, 3, 2), goals=(GOAL,)),
    ),
    ("", PlanCopied(to=OFFICE, chat_id=1, message_id=1)),
    (
        "noted",
        "paper_card",
        replace(NOTED, notes=replace(NOTED.notes, plan=PLAN, person="张某某　0370-6210001")),
    ),
    (
        "plan-wanted",
        "paper_card",
        replace(NOTED, notes=replace(NOTED.notes, plan_wanted=True, head_first=True)),
    ),
    (
        "extension-asked",
        "paper_card",
        replace(NOTED, tasks=(replace(PAPER.tasks[0], asked=((date(2026, 3, 10), NEW_ON),)),)),
    ),
    (
        "noted-by-units",
        "matter_card",
        replace(
            view(MatterStatus.IN_PROGRESS, "县水利局", units=AssignmentStatus.IN_PROGRESS, number=NUMBER),
            unit_notes=(
                UnitNote(unit="县水利局", plan=PLAN, person="张某某 0370-6210001", extended=2),
                UnitNote(unit="县住建局", transfers=1),
            ),
        ),
    ),
    ("extension", AlreadyDecided("督查室甲", "extension_granted", NINE)),
    ("extension-asked", WrongState("extension", "asked")),
    ("extension-in-approval", WrongState("extension", "in_approval")),
    ("transfer-too-late", WrongState("transfer", "too_late")),
    ("goal-line", InvalidInput("goals", "goal_line", given="2｜清淤｜2公里｜张某某｜多余")),
    ("goal-quantity", InvalidInput("goals", "goal_quantity", given="2")),
    ("goal-person", InvalidInput("goals", "goal_person", given="2")),
    ("plan-file", InvalidInput("plan", "plan_file")),
)
