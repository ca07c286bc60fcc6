"""What a leader instructs while something else goes on: a request for a transfer, a result that is being signed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from handlers.changing.effects import withdraw_issued
from handlers.conversation.actors import actor_of
from handlers.instructing import answering, further_notice
from supervision.actors import MACHINE
from supervision.instructions.instructing import answer_owed
from supervision.model import (
    Assignment,
    AssignmentStatus,
    Chain,
    ChainPurpose,
    ChainStatus,
    DeskItem,
    DeskKind,
    FurtherInstruction,
    Matter,
    MatterStatus,
    Transfer,
    TransferStatus,
)
from supervision.procedures.steps import Act
from tests import roster
from tests.flows.instructing_scenes import VICE, closed
from tests.flows.papers import with_paper
from tests.flows.test_given_again import WATER_KEY, given_again
from tests.world import World


async def test_a_request_for_a_transfer_ends_when_the_task_is_given_again(office: World) -> None:
    await with_paper(office)
    async with office.transaction() as unit:
        share = await unit.require(Assignment, *WATER_KEY)
        number = await unit.new_id("transfer")
        asked = Transfer(number, 1, 2, roster.WATER, roster.id_of("water"), unit.now, "不属本单位职责")
        await unit.save(replace(share, status=AssignmentStatus.TRANSFER_ASKED), asked)
        await unit.commit()
    await given_again(office)
    async with office.transaction() as unit:
        assert (await unit.require(Transfer, number)).status is TransferStatus.LAPSED
        assert (await unit.require(Assignment, *WATER_KEY)).status is AssignmentStatus.ISSUED


async def test_P5_3_what_a_leader_instructs_while_the_result_is_signed_is_not_answered_by_it(office: World) -> None:
    matter = await closed(office, tell=False)
    async with office.transaction() as unit:
        chain = await unit.require(Chain, 1)
        await unit.save(replace(chain, started_at=chain.started_at - timedelta(hours=2)))
        first = FurtherInstruction(
            1, 1, VICE, "副县长（城建）", unit.today, "请抓紧。", 8, unit.now - timedelta(days=1)
        )
        later = replace(first, id=2, gist="请再核实二期。", entered_at=unit.now - timedelta(hours=1))
        await unit.save(first, later, answer_owed(matter, unit.today, unit.workdays, unit.county))
        await answering.answer_all(unit, MACHINE, await unit.require(Chain, 1), matter)
        answered = [item.answered_at is not None for item in await unit.find(FurtherInstruction)]
        assert answered == [True, False]
        assert (await unit.require(DeskItem, DeskKind.ANSWER_OWED, "1")).done_at is None
        await answering.answer(unit, await actor_of(unit, office.clerk.id), 1, "已核实二期。")
        assert [item for item in await unit.find(FurtherInstruction) if item.answered_at is None] == []
        assert (await unit.require(DeskItem, DeskKind.ANSWER_OWED, "1")).done_at is not None


async def test_P5_1_who_countersigns_the_matter_countersigns_its_further_notice(office: World) -> None:
    await with_paper(office)
    async with office.transaction() as unit:
        matter = replace(await unit.require(Matter, 1), countersign=(VICE,))
        steps = await further_notice.signing_steps(unit, matter)
    assert [step.post_id for step in steps if step.act is Act.COUNTERSIGN] == [VICE]


async def test_R3d_a_referral_stays_with_its_signers_when_the_matter_is_withdrawn(office: World) -> None:
    matter = await closed(office, tell=False)
    async with office.transaction() as unit:
        chain = await unit.require(Chain, 1)
        running = replace(chain, id=7, purpose=ChainPurpose.REFERRAL, subject_id=3, status=ChainStatus.RUNNING)
        await unit.save(running, replace(matter, status=MatterStatus.IN_PROGRESS, closed_at=None))
        await withdraw_issued(unit, MACHINE, matter.id, words="发错")
        assert (await unit.require(Matter, 1)).status is MatterStatus.WITHDRAWN
        assert (await unit.require(Chain, 7)).status is ChainStatus.RUNNING
