"""送审 and 审签: who signs, in which order, with which words; what a signer can do besides signing."""

from __future__ import annotations

from datetime import date

import pytest

from storage import audit
from supervision.model import Chain, ChainStatus, MatterStatus, SigningStep, StepStatus, Urgency
from supervision.notices.cards import matter_subject
from supervision.roles import Role
from tests.builders import CLERK
from tests.flows.approval_scenes import (
    DEPUTY,
    DIRECTOR,
    SIGNERS,
    appoint,
    change_task,
    drop_units,
    forged,
    split,
    status,
    step_card,
    submitted,
)
from tests.world import World

CHAINS = {
    "document": ["leader approve"],
    "work_report": ["mayor approve"],
    "ten_things": ["mayor approve"],
    "meeting.mayor": ["deputy approve", "director approve"],
    "meeting.vice_mayor": ["deputy approve", "director approve"],
    "instruction.mayor": ["deputy approve", "director approve"],
    "instruction.vice_mayor": ["deputy approve", "director approve"],
    "proposal.city": ["leader approve"],
    "proposal.county": ["deputy approve", "director approve"],
    "hotline": ["deputy review", "director review", "executive approve"],
    "assignment": ["deputy approve", "director approve"],
}
"""Typed off the rows of requirements.md; the leader of the test's matters is the mayor."""


@pytest.mark.parametrize(("track", "chain"), CHAINS.items(), ids=lambda value: str(value)[:24])
async def test_each_track_s_chain_is_played_from_its_table_and_reviews_are_recorded_as_reviews(
    office: World, track: str, chain: list[str]
) -> None:
    matter = await submitted(office, track=track, urgency=Urgency.URGENT)  # 平件 of the hotline wait for the list
    for line in chain:
        who, act = line.split()
        signer = office.people["mayor" if who == "leader" else who]
        for other in {*SIGNERS.values()} - {office.name_of(signer.id)}:
            await office.people[other].sees_nothing("请您")
        assert await status(office, matter) is MatterStatus.IN_APPROVAL
        await signer.card("呈请" + {"approve": "审定", "review": "审阅"}[act])
        await signer.taps({"approve": "同意", "review": "已阅，同意"}[act])
        await signer.card({"approve": "已同意　3月2日 08:30", "review": "已阅同意　3月2日 08:30"}[act])
    assert await status(office, matter) is MatterStatus.APPROVED
    await office.clerk.card("已审定", "请办理印发")


async def test_the_preview_shows_who_signs_and_what_they_get(office: World) -> None:
    await split(office)
    await office.clerk.taps("预览送审")
    preview = await office.clerk.sees(
        "1. 分管副主任（分管副主任）审定",
        "2. 办公室主任（办公室主任）审定",
        "依据：夏政办〔2014〕29号二（五）1、3、4",
        "1. 凯旋路等3处积水点改造。牵头单位：县住房和城乡建设局；完成时限：2026年3月20日前",
        "反馈时间：2026年3月10日",
    )
    assert "送审前请核对" not in preview.text
    shown = await office.clerk.taps("确认送审")
    assert shown == "已送审，现呈分管副主任审定。"
    after = await office.clerk.card("送审预览")
    assert not after.buttons
    assert "已送审，现呈：分管副主任审定" in after.text
    card = await step_card(office.deputy)
    assert list(card.buttons) == ["同意", "附意见同意", "修改后同意", "退回修改", "询问", "全文", "依据"]
    assert "分管副主任（请您审定） → 办公室主任（审定）" in card.text


async def test_the_signed_card_says_who_did_what_when_and_where_it_is_now(office: World) -> None:
    await submitted(office)
    assert await office.deputy.taps("同意") == "已同意。现呈办公室主任审定。"
    card = await step_card(office.deputy)
    assert "分管副主任 已同意　3月2日 08:30" in card.text
    assert "现呈：办公室主任" in card.text
    assert not card.buttons
    assert await office.director.taps("同意") == "已同意。审签完毕。"
    assert "审签完毕" in (await step_card(office.deputy)).text


async def test_a_signer_can_add_words_from_a_button_or_by_typing(office: World) -> None:
    await submitted(office)
    await office.deputy.taps("附意见同意")
    await office.deputy.taps("请抓紧办理")
    assert "意见：请抓紧办理" in (await step_card(office.deputy)).text
    assert "分管副主任意见：请抓紧办理" in (await step_card(office.director)).text
    await office.director.taps("附意见同意")
    await office.director.says("请注意<安全>&质量_*[")
    await office.director.sees("已同意。审签完毕")
    await office.clerk.card("已审定", "办公室主任审定：已同意", "意见：请注意<安全>&质量_*[")


async def test_complaint_16_sending_back_needs_words_and_a_button_will_do(office: World) -> None:
    matter = await submitted(office)
    await office.deputy.taps("退回修改")
    prompt = await office.deputy.sees("请您点选原因")
    assert list(prompt.buttons)[:4] == ["时限", "单位", "措辞", "其他"]
    await office.deputy.taps("其他")
    await office.deputy.says("　 ")
    await office.deputy.sees("内容不能为空")
    assert await status(office, matter) is MatterStatus.IN_APPROVAL
    await office.deputy.says("第2项请写明清淤起止桩号")
    await office.deputy.sees("已退回修改")
    assert await status(office, matter) is MatterStatus.SENT_BACK
    await office.clerk.card("退回修改", "分管副主任意见：第2项请写明清淤起止桩号")
    assert "原因：第2项请写明清淤起止桩号" in (await step_card(office.deputy)).text
    await office.director.sees_nothing("呈请")


async def test_what_was_sent_back_goes_round_again(office: World) -> None:
    matter = await submitted(office)
    await office.deputy.taps("同意")
    await office.director.taps("退回修改")
    assert await office.director.taps("时限") == "已退回修改，原因：办理时限需调整。起草科室修改后重新呈送。"
    await office.clerk.taps("重新送审")
    await office.clerk.taps("确认送审")
    assert not (await office.clerk.card("退回修改", "已重新送审")).buttons
    assert await status(office, matter) is MatterStatus.IN_APPROVAL
    await office.deputy.taps("同意")
    await office.director.taps("同意")
    assert await status(office, matter) is MatterStatus.APPROVED
    async with office.transaction() as unit:
        chains = await unit.find(Chain)
    assert [chain.status for chain in chains] == [ChainStatus.SENT_BACK, ChainStatus.APPROVED]


async def test_a_question_does_not_send_back_and_its_answer_brings_the_card_again(office: World) -> None:
    matter = await submitted(office)
    await office.deputy.taps("询问")
    await office.deputy.says("水利局是否同意时限？")
    await office.deputy.sees("已向起草科室询问")
    assert await status(office, matter) is MatterStatus.IN_APPROVAL
    assert "同意" in (await step_card(office.deputy)).buttons
    question = await office.clerk.card("审签询问", "水利局是否同意时限？")
    await office.clerk.says("已商定，可按期完成", reply_to=question)
    await office.clerk.sees("已答复")
    assert not (await office.clerk.card("审签询问", "答复：\n已商定")).buttons
    await office.deputy.card("您问：水利局是否同意时限？", "答复：已商定，可按期完成", "文稿附后")
    cards = [m for m in await office.deputy.messages() if "呈请审定" in m.text]
    assert len(cards) == 2
    assert all("答复：已商定，可按期完成" in card.text for card in cards)
    await office.deputy.taps("同意", on=cards[0])
    assert not any(card.buttons for card in [m for m in await office.deputy.messages() if "呈请审定" in m.text])


async def test_a_question_can_be_answered_by_its_button_once(office: World) -> None:
    await submitted(office)
    await office.deputy.taps("询问")
    await office.deputy.says("时限可行吗？")
    question = await office.clerk.card("审签询问")
    data = question.buttons["答复"]
    await office.clerk.taps("答复")
    await office.clerk.sees("分管副主任问：时限可行吗？")
    await office.clerk.says("可行")
    await office.clerk.sees("已答复")
    assert "督查室甲已于3月2日 08:30答复" in await forged(office.clerk2, data)
    assert "没有此项权限" in await forged(office.housing_a, data)
    assert "未查到" in await forged(office.section, data)


async def test_words_in_reply_to_a_card_are_asked_about(office: World) -> None:
    matter = await submitted(office)
    await office.deputy.says("请抓紧", reply_to=await step_card(office.deputy))
    await office.deputy.sees("您的回复：请抓紧", "请您点选按哪一项办理")
    assert await status(office, matter) is MatterStatus.IN_APPROVAL
    await office.deputy.taps("附意见同意")
    assert "意见：请抓紧" in (await step_card(office.deputy)).text


async def test_the_whole_text_and_the_clause_are_one_tap_away(office: World) -> None:
    await submitted(office)
    await office.deputy.taps("全文")
    await office.deputy.sees("全文", "来源：县住建局《城区内涝点整治情况报告》（夏住建〔2026〕8号，2026年2月27日）")
    assert await office.deputy.taps("依据") == "依据：夏政办〔2014〕29号二（五）1、3、4。"


async def test_an_open_question_is_put_again_after_an_act_on_a_card(office: World) -> None:
    await submitted(office)
    await submitted(office)
    first, second = [m for m in await office.deputy.messages() if "呈请审定" in m.text]
    await office.deputy.taps("询问", on=first)
    await office.deputy.taps("同意", on=second)
    await office.deputy.sees("询问起草科室")
    await office.deputy.says("能否按期？")
    await office.clerk.card("审签询问", "能否按期？")
    await office.deputy.taps("附意见同意", on=first)
    await office.deputy.taps("同意", on=first)
    await office.deputy.sees("已取消填写审签意见")


async def test_complaint_15_a_vacant_post_stops_the_sending(office: World) -> None:
    matter = await split(office)
    await appoint(office, Role.DIRECTOR, None)
    assert "“政府办公室主任”目前空缺，无法送审" in await office.clerk.taps("预览送审")
    assert await status(office, matter) is MatterStatus.SPLIT


async def test_complaint_15_nobody_signs_his_own_draft(office: World) -> None:
    matter = await split(office)
    await appoint(office, Role.DIRECTOR, CLERK)
    assert "本人起草的文稿，本人不能审签" in await office.clerk.taps("预览送审")
    assert "本人起草的文稿" in await forged(office.clerk2, f"mp:{matter.id}"), "a colleague's tap does not help"
    await appoint(office, Role.DIRECTOR, DIRECTOR)
    await appoint(office, Role.DEPUTY_DIRECTOR, CLERK)
    await office.clerk.taps("预览送审")
    await office.clerk.sees("分管副主任为起草人，不审签本人文稿，由本环节一并把关")
    await office.clerk.taps("确认送审")
    await office.clerk.sees_nothing("呈请")
    await office.director.card("办公室主任（请您审定）")


async def test_who_came_to_the_post_after_drafting_or_signing_does_not_sign(office: World) -> None:
    await submitted(office)
    await office.deputy.taps("同意")
    await appoint(office, Role.DIRECTOR, CLERK)
    data = (await step_card(office.director)).buttons["同意"]
    assert data is not None
    assert "本人起草的文稿" in await office.clerk.forges(data, await office.clerk.card("城区内涝点整治"))
    await appoint(office, Role.DIRECTOR, DEPUTY)
    assert "同一文稿不重复审签" in await forged(office.deputy, data)


async def test_every_act_is_in_the_audit_with_its_words_and_hash(office: World) -> None:
    matter = await submitted(office)
    await office.deputy.taps("附意见同意")
    await office.deputy.taps("请抓紧办理")
    await office.director.taps("退回修改")
    await office.director.taps("措辞")
    async with office.transaction() as unit:
        rows = await audit.history(unit, matter_subject(matter.id))
        steps = await unit.find(SigningStep)
        chain = (await unit.find(Chain))[0]
    assert [row.event for row in rows] == ["approval.requested", "approval.signed", "approval.sent_back"]
    assert rows[1].details["words"] == "请抓紧办理"
    assert rows[1].details["text_hash"] == chain.text_hash == steps[0].signed_hash
    assert [step.status for step in steps] == [StepStatus.SIGNED, StepStatus.SENT_BACK]


async def test_sending_needs_a_drafter_and_the_right_state(office: World) -> None:
    matter = await submitted(office)
    assert "审签中" in await forged(office.clerk, f"mp:{matter.id}")
    assert "没有此项权限" in await forged(office.housing_a, f"mp:{matter.id}")
    assert "没有此项权限" in await forged(office.deputy, f"mp:{matter.id}")
    assert "未查到" in await forged(office.section, f"mp:{matter.id}"), "another section's matter does not exist"


async def test_a_preview_that_was_overtaken_by_an_edit_sends_nothing(office: World) -> None:
    matter = await split(office)
    await office.clerk.taps("预览送审")
    await change_task(office, matter, text="凯旋路等5处积水点改造")
    assert "按钮已失效" in await office.clerk.taps("确认送审")
    assert await status(office, matter) is MatterStatus.SPLIT


async def test_what_is_missing_is_pointed_out_before_sending(office: World) -> None:
    matter = await split(office, due_on=date(2026, 3, 3))
    await change_task(office, matter, due_on=None)
    await drop_units(office, matter, 2)
    await office.clerk.taps("预览送审")
    preview = await office.clerk.sees(
        "第1项未定时限", "第2项未明确责任单位，不能送审", "第2项时限3月3日（周二），还剩1个工作日"
    )
    assert "确认送审" not in preview.buttons
