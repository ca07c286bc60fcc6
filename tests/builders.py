"""Arranging a test: matters in a given state, without playing everything that led there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from storage import outbox
from storage.unit_of_work import UnitOfWork
from supervision.calendars.deadlines import acknowledge_by, late_after
from supervision.model import (
    Assignment,
    AssignmentStatus,
    Dispatch,
    Instruction,
    Matter,
    MatterStatus,
    Paper,
    Part,
    ReportDue,
    Source,
    Task,
    Urgency,
)
from supervision.notices.base import to_unit
from supervision.notices.cards import PaperCard
from tests import roster

CLERK = next(number for number, seat in enumerate(roster.SEATS, 1) if seat.key == "clerk")
MAYOR = next(number for number, seat in enumerate(roster.SEATS, 1) if seat.key == "mayor")


async def split_matter(
    unit: UnitOfWork,
    *,
    track: str = "instruction.mayor",
    due_on: date | None = None,
    second: int = roster.WATER,
    officer: int = CLERK,
) -> Matter:
    """A matter of two tasks, split and not yet sent for approval: 住建局 leads the first, 水利局 the second."""
    number = await unit.count_up("matter/2026")
    matter = Matter(
        id=await unit.new_id("matter"),
        registration_number=f"2026-{number}",
        track=track,
        title="城区内涝点整治",
        status=MatterStatus.SPLIT,
        urgency=Urgency.ROUTINE,
        registered_by=officer,
        registered_post_id=officer,
        registered_at=unit.now,
        sources=(Source("城区内涝点整治情况报告", "夏住建〔2026〕8号", date(2026, 2, 27), "县住建局"),),
        instructions=(Instruction(MAYOR, "县长", date(2026, 2, 28), "县住建局牵头，汛期前完成3处积水点改造。"),),
        leader_post_id=MAYOR,
        form="supervision_notice",
        issuer="government_office",
        coordinating_unit_id=roster.HOUSING,
    )
    due = due_on or date(2026, 3, 20)
    await unit.save(
        matter,
        Task(matter.id, 1, "凯旋路等3处积水点改造", due_on=due),
        Task(matter.id, 2, "北城河清淤2.3公里", due_on=due, report_on=(date(2026, 3, 10),)),
        Assignment(matter.id, 1, roster.HOUSING, Part.LEAD),
        Assignment(matter.id, 2, second, Part.LEAD),
        Assignment(matter.id, 2, roster.HOUSING, Part.SUPPORT),
    )
    return matter


async def issued_matter(
    unit: UnitOfWork,
    *,
    track: str = "instruction.mayor",
    due_on: date | None = None,
    acknowledged: bool = True,
    second: int = roster.WATER,
    officer: int = CLERK,
) -> tuple[Matter, Paper]:
    """The same matter, issued as 夏政督〔2026〕N号 with a card to each unit, acknowledged or not."""
    draft = await split_matter(unit, track=track, due_on=due_on, second=second, officer=officer)
    number = await unit.count_up("supervision/2026")
    paper = Paper(
        id=await unit.new_id("paper"),
        matter_id=draft.id,
        form=draft.form,
        issuer=draft.issuer,
        document_number=f"夏政督〔2026〕{number}号",
        text=draft.title,
        text_hash="0" * 64,
        issued_at=unit.now,
        issued_by=CLERK,
    )
    matter = replace(draft, status=MatterStatus.IN_PROGRESS, issued_at=unit.now)
    await unit.save(matter, paper)
    assignments = await unit.find(Assignment, matter_id=matter.id)
    for unit_id in dict.fromkeys(item.unit_id for item in assignments):
        await _dispatch(unit, matter, paper, unit_id, acknowledged=acknowledged)
    status = AssignmentStatus.IN_PROGRESS if acknowledged else AssignmentStatus.ISSUED
    for item in assignments:
        await unit.save(replace(item, status=status, delivered_at=unit.now if acknowledged else None))
        await _dues(unit, item)
    return matter, paper


async def _dispatch(unit: UnitOfWork, matter: Matter, paper: Paper, unit_id: int, *, acknowledged: bool) -> None:
    await unit.save(
        Dispatch(
            paper.id,
            unit_id,
            matter.id,
            sent_at=unit.now,
            acknowledge_by=acknowledge_by(unit.now, unit.workdays, unit.county, matter.urgency),
            delivered_at=unit.now if acknowledged else None,
            acknowledged_at=unit.now if acknowledged else None,
            channel="telegram" if acknowledged else "",
        )
    )
    await outbox.tell(unit, [PaperCard(to=to_unit(unit_id), paper_id=paper.id, unit_id=unit_id)])


async def _dues(unit: UnitOfWork, item: Assignment) -> None:
    task = await unit.require(Task, item.matter_id, item.task_seq)
    days: Sequence[date] = sorted({*task.report_on, *([task.due_on] if task.due_on else [])})
    for seq, day in enumerate(days, 1):
        await unit.save(
            ReportDue(
                item.matter_id,
                item.task_seq,
                item.unit_id,
                seq,
                due_on=day,
                due_hour=None,
                late_after=late_after(day, None, unit.workdays, unit.county),
                final=day == task.due_on,
            )
        )
