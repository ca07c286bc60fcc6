"""Where the tests of lists and sheets begin: several papers before a leader, several tasks before a unit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import func, select

from handlers.approving.submitting import begin_approval, title_of
from handlers.conversation.actors import actor_of
from storage.tables import audit as audit_rows
from supervision.model import Chain, ChainPurpose, SigningStep, StepStatus, Urgency
from supervision.procedures.lifecycle import MatterEvent, advance
from supervision.procedures.steps import Act, Step
from supervision.roles import Role
from tests import roster
from tests.builders import issued_matter, split_matter
from tests.world import World


async def papers_before(
    office: World, role: Role, count: int, *, urgency: Urgency = Urgency.ROUTINE, then: Role | None = None
) -> list[Chain]:
    """So many matters sent for approval by the clerk, before the only leader of this role; `then` signs after him."""
    chains = []
    steps = tuple(Step(one, Act.APPROVE) for one in (role, then) if one is not None)
    async with office.transaction() as unit:
        clerk = await actor_of(unit, office.clerk.id)
        for number in range(1, count + 1):
            matter = replace(await split_matter(unit), title=f"第{number}号积水点改造", urgency=urgency)
            await unit.save(advance(matter, MatterEvent.SUBMIT))
            text = f"{matter.title}\n现将有关督查事项通知如下："
            chain = await begin_approval(
                unit,
                clerk,
                purpose=ChainPurpose.ISSUE,
                subject_id=matter.id,
                title=title_of(matter),
                text=text,
                steps=steps,
                urgency=urgency,
            )
            chains.append(chain)
        await unit.commit()
    await office.settle()
    return chains


async def step_states(office: World) -> list[StepStatus]:
    """Where the first step of each chain stands, in order."""
    async with office.transaction() as unit:
        return [step.status for step in await unit.find(SigningStep) if step.seq == 1]


async def facts(office: World, event: str) -> int:
    """How often something happened, as the audit has it."""
    async with office.transaction() as unit:
        counted = select(func.count()).select_from(audit_rows).where(audit_rows.c.event == event)
        return int((await unit.connection.execute(counted)).scalar_one())


async def tasks_before_housing(office: World, *, matters: int = 3, due_on: date = date(2026, 3, 20)) -> None:
    """县住建局 has so many matters with two tasks each (it leads one and supports one), due on one day."""
    async with office.transaction() as unit:
        for _ in range(matters):
            await issued_matter(unit, due_on=due_on, second=roster.WATER)
        await unit.commit()
    await office.settle()
