"""The Office's card of a matter, in every state."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from messages.views.matters import ACTS, AnswerLine, ChangeLine, MatterView, TaskLine, UnitLine
from supervision.inspection.lights import Light, Lights
from supervision.model import (
    AssignmentStatus,
    Instruction,
    Matter,
    MatterStatus,
    Part,
    Source,
    Task,
    Urgency,
)
from supervision.refusals import InvalidInput
from tests.world import MONDAY

MATTER = Matter(
    id=31,
    registration_number="2026-31",
    track="instruction.mayor",
    title="城区内涝点整治",
    status=MatterStatus.REGISTERED,
    urgency=Urgency.URGENT,
    registered_by=8,
    registered_post_id=8,
    registered_at=MONDAY,
    sources=(
        Source("城区内涝点整治情况报告", "夏住建〔2026〕8号", date(2026, 2, 27), "县住建局"),
        Source("关于排水管网的请示"),
    ),
    instructions=(
        Instruction(1, "县长", date(2026, 2, 28), "县住建局牵头，汛期前完成3处积水点改造。"),
        Instruction(3, "副县长（城建）", date(2026, 2, 27), "请县长阅示。"),
    ),
    due_on=date(2026, 6, 15),
    due_hour=time(18),
    copy_to=("县委办公室",),
)
LEAST = replace(
    MATTER,
    sources=(Source("尽快疏通北城河", oral=True),),
    instructions=(),
    due_on=None,
    due_hour=None,
    copy_to=(),
    urgency=Urgency.ROUTINE,
)


def tasks(status: AssignmentStatus) -> tuple[TaskLine, ...]:
    """Three tasks with their units in this state."""
    return (
        TaskLine(
            task=Task(31, 1, "凯旋路等3处积水点改造", "改造后进行排水试验", due_on=date(2026, 5, 29)),
            units=(UnitLine(name="县住建局", part=Part.LEAD, status=status),),
            leader="副县长（城建）",
        ),
        TaskLine(
            task=Task(31, 2, "北城河清淤2.3公里", due_on=date(2026, 6, 15), report_on=(date(2026, 5, 20),)),
            units=(
                UnitLine(name="县水利局", part=Part.LEAD, status=status),
                UnitLine(name="县住建局", part=Part.SUPPORT, status=status),
            ),
        ),
        TaskLine(
            task=Task(31, 3, "排水口巡查"),
            units=(UnitLine(name="城关镇", part=Part.SUPPORT, status=status),),
        ),
    )


def view(
    status: MatterStatus,
    *waits_for: str,
    units: AssignmentStatus | None = None,
    number: str = "",
    matter: Matter = MATTER,
    may: bool = True,
) -> MatterView:
    """The card as a clerk of the Office sees it."""
    return MatterView(
        matter=replace(matter, status=status),
        clause="二（五）1、3、4",
        document_numbers=(number,) if number else (),
        coordinating="县住建局" if units else "",
        tasks=tasks(units) if units else (),
        waits_for=waits_for,
        may=frozenset(permission for permission, _ in ACTS.values()) if may else frozenset(),
    )


_S, _A = MatterStatus, AssignmentStatus
CLERK, NUMBER = "督查室工作人员甲", "夏政督〔2026〕12号"

CHANGING = replace(
    view(_S.IN_PROGRESS, "县水利局", units=_A.IN_PROGRESS, number=NUMBER),
    change=ChangeLine(kind="suspend", now_with="办公室主任审定"),
)
EXAMPLES = (
    ("changing", "matter_card", CHANGING),
    (
        "merged-into",
        "matter_card",
        replace(view(_S.WITHDRAWN, matter=replace(MATTER, merged_into_id=9)), merged_into="2026-12"),
    ),
    ("followed", "matter_card", view(_S.FOLLOWED)),
    ("followed-office", "matter_card", replace(view(_S.FOLLOWED), own=False)),
    ("registered", "matter_card", view(_S.REGISTERED, CLERK)),
    ("least", "matter_card", view(_S.REGISTERED, CLERK, matter=LEAST)),
    ("split", "matter_card", view(_S.SPLIT, CLERK, units=_A.PROPOSED)),
    ("in-approval", "matter_card", view(_S.IN_APPROVAL, "办公室主任审定", units=_A.PROPOSED)),
    ("sent-back", "matter_card", view(_S.SENT_BACK, CLERK, units=_A.PROPOSED)),
    ("approved", "matter_card", view(_S.APPROVED, units=_A.PROPOSED)),
    (
        "in-progress",
        "matter_card",
        view(_S.IN_PROGRESS, "县住建局", "县水利局", "城关镇", units=_A.ISSUED, number=NUMBER),
    ),
    (
        "inspected",
        "matter_card",
        replace(
            view(_S.IN_PROGRESS, "县水利局", units=_A.IN_PROGRESS, number=NUMBER),
            lights=Lights(Light.GREEN, Light.RED, Light.YELLOW),
        ),
    ),
    ("accepted", "matter_card", view(_S.IN_PROGRESS, units=_A.ACCEPTED, number=NUMBER)),
    ("closing", "matter_card", view(_S.CLOSING, "分管副主任审阅", units=_A.ACCEPTED, number=NUMBER)),
    (
        "closed",
        "matter_card",
        view(_S.CLOSED, units=_A.ACCEPTED, number=NUMBER, matter=replace(MATTER, closed_at=MONDAY)),
    ),
    (
        "answered",
        "matter_card",
        replace(
            view(_S.IN_PROGRESS, "县水利局", units=_A.IN_PROGRESS, number=NUMBER),
            answers=(
                AnswerLine(leader="县长", verdict="read", at=MONDAY),
                AnswerLine(leader="副县长", verdict="waiting"),
            ),
            rectifying=1,
        ),
    ),
    ("withdrawn", "matter_card", view(_S.WITHDRAWN, units=_A.WITHDRAWN)),
    (
        "merged",
        "matter_card",
        replace(
            view(_S.IN_PROGRESS, "县住建局（原县建设局）", units=_A.IN_PROGRESS),
            tasks=(
                TaskLine(
                    task=Task(31, 1, "北城河清淤2.3公里"),
                    units=(
                        UnitLine(name="县水利局", part=Part.LEAD, status=_A.WITHDRAWN, handed_to="县住建局"),
                        UnitLine(name="县住建局（原县建设局）", part=Part.LEAD, status=_A.IN_PROGRESS),
                    ),
                ),
            ),
        ),
    ),
    ("reader", "matter_card", view(_S.SPLIT, CLERK, units=_A.PROPOSED, may=False)),
    ("future", InvalidInput("dated", "future_date", given="3月3日")),
    ("too-many", InvalidInput("sources", "too_many", limit=20)),
    ("text-wanted", InvalidInput("title", "text_wanted")),
    ("answer-first", InvalidInput("secrecy", "answer_first")),
    ("no-tasks", InvalidInput("tasks", "no_tasks")),
    ("no-units", InvalidInput("tasks", "no_units", given="2")),
    ("no-unit", InvalidInput("units", "no_unit")),
    ("copy-only", InvalidInput("units", "copy_only", given="县法院")),
)
