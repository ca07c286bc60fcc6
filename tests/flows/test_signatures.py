"""What can go wrong with a signature: late, twice, at once, on an old text, by somebody else."""

from __future__ import annotations

import asyncio
import dataclasses
from pathlib import Path

from handlers.conversation.actors import actor_of
from handlers.splitting.matter import present_tasks, split_matter
from storage import audit, outbox, outgoing
from supervision.model import Chain, ChainStatus, Matter, MatterStatus, Person, Post, SigningStep, StepStatus
from supervision.notices.cards import matter_subject, step_subject
from supervision.roles import Role
from tests.flows.approval_scenes import DEPUTY, appoint, forged, send, split, status, step_card, submitted
from tests.world import World, bot_of, world


async def split_anew(office: World, matter: Matter) -> None:
    """The clerk changes the first task, as /split does."""
    async with office.transaction() as unit:
        first, *rest = await present_tasks(unit, matter.id)
        changed = [dataclasses.replace(first, text="凯旋路等5处积水点改造"), *rest]
        clerk = await actor_of(unit, office.clerk.id)
        await split_matter(unit, clerk, matter.id, changed)
        await unit.commit()
    await office.settle()


async def signatures(office: World, matter: Matter) -> list[str]:
    async with office.transaction() as unit:
        rows = await audit.history(unit, matter_subject(matter.id))
    return [row.event for row in rows if row.event in ("approval.signed", "approval.sent_back")]


async def test_pitfall_06_a_tap_that_expired_while_the_bot_was_down_is_offered_again(
    tmp_path: Path, template: Path
) -> None:
    async with world(tmp_path, template, start=False) as office:
        async with bot_of(office):
            matter = await submitted(office)
            card = await step_card(office.deputy)
        await office.control.tap(office.deputy.id, card.id, "同意")
        clock = office.sandbox.state.clock
        clock.move((await office.control.now()).timestamp() + 200)
        async with bot_of(office):
            await office.settle()
            assert await status(office, matter) is MatterStatus.IN_APPROVAL
            assert await signatures(office, matter) == []
            await office.deputy.says("待办")
            await office.deputy.sees("待您审签的文稿1件", "城区内涝点整治")
            again = await step_card(office.deputy)
            assert again.id > card.id
            await office.deputy.taps("同意", on=again)
            assert await signatures(office, matter) == ["approval.signed"]
            messages = {m.id: m for m in await office.deputy.messages()}
            assert not messages[card.id].buttons
            assert not messages[again.id].buttons


async def test_pending_lists_the_oldest_first_and_says_when_there_is_nothing(office: World) -> None:
    await office.deputy.says("/pending")
    await office.deputy.sees("目前没有待您审签的文稿")
    first = await submitted(office)
    await office.advance("3月2日 09:30")
    second = await submitted(office, track="hotline")
    await office.deputy.says("/pending")
    listed = await office.deputy.sees("待您审签的文稿2件")
    numbers = [first.registration_number, second.registration_number]
    assert [listed.text.index(f"登记号{number}") for number in numbers] == sorted(
        listed.text.index(f"登记号{number}") for number in numbers
    )
    offered = [m.text for m in await office.deputy.messages() if m.id > listed.id]
    assert [number in text for number, text in zip(numbers, offered, strict=True)] == [True, True]
    await office.director.says("待办")
    await office.director.sees("目前没有待您审签的文稿")
    await office.housing_a.says("/pending")
    await office.housing_a.sees("没有此项权限")


async def test_pitfall_07_complaint_13_a_tap_answered_too_late_counts_once(office: World) -> None:
    matter = await submitted(office)
    old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    await office.control.add_fault("error", "answerCallbackQuery", code=400, description=old, count=1)
    await office.deputy.taps("同意")
    await office.deputy.sees("已同意。现呈办公室主任审定")
    assert await signatures(office, matter) == ["approval.signed"]
    card = await step_card(office.deputy)
    assert "已同意" in card.text
    assert len(card.edits) == 1
    await office.director.card("办公室主任（请您审定）")


async def test_pitfall_08_complaint_12_twenty_presses_at_once_are_one_signature(office: World) -> None:
    matter = await submitted(office)
    card = await step_card(office.deputy)
    taps = [office.control.tap(office.deputy.id, card.id, "同意") for _ in range(20)]
    callbacks = await asyncio.gather(*taps)
    await office.settle()
    answers = [(await office.control.callback_answer(callback)).text for callback in callbacks]
    assert answers.count("已同意。现呈办公室主任审定。") == 1
    assert answers.count("该按钮已失效：分管副主任已于3月2日 08:30同意，现呈办公室主任审定。") == 19
    assert await signatures(office, matter) == ["approval.signed"]
    assert len([m for m in await office.director.messages() if "呈请审定" in m.text]) == 1


async def test_pitfall_08_agreeing_and_sending_back_at_once_the_first_wins(office: World) -> None:
    matter = await submitted(office)
    await office.deputy.taps("退回修改")
    await office.deputy.taps("同意", on=await step_card(office.deputy))
    assert await status(office, matter) is MatterStatus.IN_APPROVAL
    await office.deputy.says("办理时限需调整")
    assert await signatures(office, matter) == ["approval.signed"]


async def test_a_question_that_was_overtaken_ends_and_says_why(office: World) -> None:
    matter = await submitted(office)
    await office.deputy.taps("附意见同意")
    await split_anew(office, matter)
    await office.deputy.says("请抓紧办理")
    await office.deputy.sees("按钮已失效")
    await office.deputy.says("请抓紧办理")
    await office.deputy.sees("未能对应到具体事项")
    assert await signatures(office, matter) == []


async def test_pitfall_09_complaint_12_an_edit_voids_signatures_and_the_old_card_leads_to_the_new(
    office: World,
) -> None:
    matter = await submitted(office)
    old = (await step_card(office.deputy)).buttons["同意"]
    await office.deputy.taps("同意")
    await split_anew(office, matter)
    assert await status(office, matter) is MatterStatus.SPLIT
    for signer in (office.deputy, office.director):
        card = await step_card(signer)
        assert "本次送审作废" in card.text
        assert not card.buttons
    shown = await forged(office.deputy, old)
    assert "未作任何处理" in shown
    assert "重新送审后另行呈送" in shown
    await send(office)
    shown = await forged(office.deputy, old)
    assert "现行文稿附后" in shown
    await office.deputy.sees("凯旋路等5处积水点改造", "请您审定")
    async with office.transaction() as unit:
        chains = await unit.find(Chain)
        steps = await unit.find(SigningStep, chain_id=chains[0].id)
    assert [chain.status for chain in chains] == [ChainStatus.VOID, ChainStatus.RUNNING]
    assert {step.status for step in steps} == {StepStatus.VOID}
    assert steps[0].decided_by == DEPUTY, "who had signed stays on record"


async def test_pitfall_09_an_edit_after_the_last_signature_voids_all(office: World) -> None:
    matter = await submitted(office)
    await office.deputy.taps("同意")
    await office.director.taps("同意")
    await split_anew(office, matter)
    assert await status(office, matter) is MatterStatus.SPLIT
    ready = await office.clerk.card("已审定", "审签意见作废，须重新送审")
    assert not ready.buttons
    assert "待送审" in await office.clerk.forges(f"mi:{matter.id}", ready)


async def test_pitfall_09_a_signature_is_bound_to_the_text_that_the_card_showed(office: World) -> None:
    matter = await submitted(office)
    data = (await step_card(office.deputy)).buttons["同意"]
    assert data is not None
    prefix, chain, step, shown = data.split(":")
    for other in ("00000000", shown[:4], ""):
        assert "未作任何处理" in await forged(office.deputy, ":".join([prefix, chain, step, other]))
    assert await signatures(office, matter) == []


async def test_pitfall_10_complaint_11_forged_presses_are_refused(office: World) -> None:
    matter = await submitted(office)
    card = await step_card(office.deputy)
    others = ("housing_a", "clerk", "admin", "director", "mayor", "head", "secretary")
    for who, (label, data) in zip(others, card.buttons.items(), strict=True):
        assert "没有此项权限" in await forged(office.people[who], data), (who, label)
    stranger = await office.stranger()
    assert "尚未登记" in await forged(stranger, card.buttons["同意"])
    assert await signatures(office, matter) == []
    assert await status(office, matter) is MatterStatus.IN_APPROVAL


async def test_complaint_11_the_successor_signs_and_the_former_leader_does_not(office: World) -> None:
    matter = await submitted(office)
    data = (await step_card(office.deputy)).buttons["同意"]
    await appoint(office, Role.DEPUTY_DIRECTOR, 3)
    assert "没有此项权限" in await forged(office.deputy, data)
    await office.vice_mayor.says("待办")
    await office.vice_mayor.taps("同意")
    assert await signatures(office, matter) == ["approval.signed"]
    async with office.transaction() as unit:
        step = (await unit.find(SigningStep))[0]
        post = await unit.require(Post, step.post_id)
    assert (step.decided_by, post.role) == (3, Role.DEPUTY_DIRECTOR)


async def test_pitfall_13_a_press_on_an_inaccessible_card_works_from_what_we_know(office: World) -> None:
    matter = await submitted(office)
    card = await step_card(office.deputy)
    await office.control.mark_inaccessible(office.deputy.id, card.id)
    await office.deputy.taps("同意", on=card)
    assert await signatures(office, matter) == ["approval.signed"]


async def test_pitfall_20_every_edit_states_its_keyboard(office: World) -> None:
    await submitted(office)
    await office.deputy.taps("询问")
    await office.deputy.says("能否按期？")
    await office.deputy.taps("同意", on=await step_card(office.deputy))
    edits = await office.control.calls("editMessageText")
    assert edits
    assert all("reply_markup" in call.params for call in edits)


async def test_pitfall_22_complaint_13_an_edit_that_changes_nothing_is_a_success(office: World) -> None:
    await submitted(office)
    async with office.transaction() as unit:
        await outbox.redraw(unit, [step_subject(1, 1)])
        await unit.commit()
    await office.settle()
    async with office.transaction() as unit:
        assert await outgoing.undelivered(unit) == []
    assert "同意" in (await step_card(office.deputy)).buttons


async def test_complaint_15_a_signer_without_an_account_waits_in_the_list(office: World) -> None:
    async with office.transaction() as unit:
        person = await unit.require(Person, DEPUTY)
        await unit.save(dataclasses.replace(person, telegram_id=None))
        await unit.commit()
    await split(office)
    await office.clerk.taps("预览送审")
    await office.clerk.sees("未开通账号，须以纸质呈签")
    assert "已列入“待送达”" in await office.clerk.taps("确认送审")
    async with office.transaction() as unit:
        assert [row.kind for row in await outgoing.undelivered(unit)] == ["step_card"]
