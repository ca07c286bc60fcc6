"""Scenes of leaders who are told what became of their instructions, and of what they then want."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handlers.instructing import answering
from supervision.actors import MACHINE
from supervision.approving.approvals import hash_of
from supervision.model import (
    Assignment,
    AssignmentStatus,
    Chain,
    ChainPurpose,
    ChainStatus,
    DueStatus,
    FurtherInstruction,
    Instruction,
    LeaderAnswer,
    Matter,
    MatterStatus,
    ReportDue,
    SigningStep,
    StepStatus,
)
from tests import roster
from tests.builders import issued_matter
from tests.world import World

RESULT = "关于城区内涝点整治办理情况的报告\n3处积水点改造和2.3公里清淤均已完成。"
VICE = roster.id_of("vice_mayor")
MAYOR = roster.id_of("mayor")


async def closed(office: World, *, signed_by: tuple[int, ...] = (), tell: bool = True) -> Matter:
    """A closed matter that the mayor and a vice mayor instructed; these leaders approved its result."""
    async with office.transaction() as unit:
        running, _ = await issued_matter(unit)
        also = Instruction(VICE, "副县长（城建）", date(2026, 2, 28), "请抓紧清淤。")
        matter = replace(
            running, status=MatterStatus.CLOSED, closed_at=unit.now, instructions=(*running.instructions, also)
        )
        await unit.save(matter)
        for item in await unit.find(Assignment, matter_id=matter.id):
            await unit.save(replace(item, status=AssignmentStatus.ACCEPTED, accepted_at=unit.now))
        for due in await unit.find(ReportDue, matter_id=matter.id):
            await unit.save(replace(due, status=DueStatus.ACCEPTED, first_answered_at=unit.now))
        chain = Chain(
            id=await unit.new_id("chain"),
            purpose=ChainPurpose.RESULT,
            subject_id=matter.id,
            title="办结报告",
            text=RESULT,
            text_hash=hash_of(RESULT),
            drafted_by=roster.id_of("clerk"),
            started_at=unit.now,
            status=ChainStatus.APPROVED,
            matter_id=matter.id,
        )
        await unit.save(chain)
        for seq, post_id in enumerate(signed_by, 1):
            await unit.save(
                SigningStep(
                    chain.id,
                    seq,
                    "mayor",
                    "approve",
                    post_id,
                    "县长",
                    StepStatus.SIGNED,
                    decided_by=post_id,
                    decided_at=unit.now,
                )
            )
        if tell:
            await answering.answer_all(unit, MACHINE, chain, matter)
        await unit.commit()
    await office.settle()
    return matter


async def matter_of(office: World, matter_id: int = 1) -> Matter:
    """The matter as it stands."""
    async with office.transaction() as unit:
        return await unit.require(Matter, matter_id)


async def answers(office: World) -> list[LeaderAnswer]:
    """All that leaders were told."""
    async with office.transaction() as unit:
        return await unit.find(LeaderAnswer)


async def further(office: World) -> list[FurtherInstruction]:
    """All new instructions."""
    async with office.transaction() as unit:
        return await unit.find(FurtherInstruction)


async def merged(office: World) -> None:
    """县水利局 is merged into 城关镇 today."""
    await office.head.says("/unit 水利局")
    await office.head.taps("并入其他单位")
    await office.head.says("城关镇")
    await office.head.taps("今天")
    await office.head.taps("确认")
