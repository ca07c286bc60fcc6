"""录入 where several texts of one matter are with signers, and where the matter stands still."""

from __future__ import annotations

from dataclasses import replace

from handlers.approving.submitting import begin_approval
from handlers.conversation.actors import actor_for
from handlers.recording.openings import openings_of
from supervision.model import Chain, ChainPurpose, Draft, Matter, MatterStatus, Person, RecordKind, Urgency
from supervision.procedures.steps import Act, Step
from supervision.roles import Role
from tests.builders import CLERK
from tests.flows.changing_scenes import begins, issued
from tests.world import World


async def test_of_several_texts_with_signers_the_paper_says_which(office: World) -> None:
    """A request for a later date and a suspension wait with the same signer: each can be recorded from its paper."""
    await issued(office)
    async with office.transaction() as unit:
        clerk = await actor_for(unit, await unit.require(Person, CLERK))
        for purpose, title in (
            (ChainPurpose.EXTENSION, "延期（第1项）"),
            (ChainPurpose.REFERRAL, "移送建议（县水利局）"),
        ):
            await begin_approval(
                unit,
                clerk,
                purpose=purpose,
                subject_id=1,
                title=title,
                text=title,
                steps=(Step(Role.DIRECTOR, Act.APPROVE),),
                urgency=Urgency.ROUTINE,
                matter_id=1,
            )
        openings = await openings_of(unit, await unit.require(Matter, 1), {Role.SECTION_CLERK})
        assert [step.title for _, step in openings.waiting(RecordKind.SIGNATURE)] == ["办公室主任"]
        await unit.commit()
    await begins(office.clerk, "中止")
    await office.clerk.says("汛期施工条件不具备")
    await office.clerk.taps("30天后")
    await office.clerk.taps("送审")
    await office.clerk.says("/record 2026-1")
    asked = await office.clerk.sees("录入")
    texts = ["延期", "移送建议", "中止"]
    assert [label for label in asked.buttons if "领导签批" in label] == [
        f"领导签批（办公室主任审定：{text}）" for text in texts
    ]
    await office.clerk.taps("领导签批（办公室主任审定：延期）", asked)
    async with office.transaction() as unit:
        (draft,) = await unit.find(Draft)
        assert (await unit.require(Chain, draft.answers["chain"])).purpose is ChainPurpose.EXTENSION


async def test_what_waits_on_a_suspended_matter_is_recorded_from_its_card(office: World) -> None:
    await issued(office)
    async with office.transaction() as unit:
        await unit.save(replace(await unit.require(Matter, 1), status=MatterStatus.SUSPENDED, suspended_at=unit.now))
        await unit.commit()
    await office.clerk.says("/matter 2026-1")
    await begins(office.clerk, "恢复办理")
    await office.clerk.says("施工条件已具备")
    await office.clerk.taps("送审")
    await office.clerk.taps("录入", await office.clerk.card("登记号2026-1", "县长批示件　"))
    await office.clerk.taps("领导签批（办公室主任审定）")
    await office.clerk.sees("录入")
