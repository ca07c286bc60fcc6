"""领导秘书: they see what waits for their leader and remind him; they sign nothing."""

from __future__ import annotations

from datetime import date

from supervision.model import MatterStatus
from tests.flows.approval_scenes import forged, status, step_card, submitted
from tests.flows.signer_scenes import give, history, take_account, texts
from tests.world import World


async def test_a_secretary_sees_the_paper_and_has_no_way_to_sign(office: World) -> None:
    matter = await submitted(office, track="work_report")
    card = await office.secretary.card("呈请审定", "本件呈送县长审签，请您协助呈阅")
    assert list(card.buttons) == ["提醒领导", "全文"]
    theirs = (await step_card(office.mayor)).buttons
    for label in ("同意", "附意见同意", "修改后同意", "退回修改", "询问"):
        assert "没有此项权限" in await forged(office.secretary, theirs[label]), label
    assert await status(office, matter) is MatterStatus.IN_APPROVAL
    await office.secretary.taps("全文", on=card)
    await office.secretary.sees("全文", "城区内涝点整治")
    await office.secretary.says("同意", reply_to=card)
    await office.secretary.sees("没有此项权限")
    await office.secretary.says("待办")
    await office.secretary.sees("待领导审签的文稿1件", "城区内涝点整治　县长审定")
    await office.mayor.taps("同意")
    assert await status(office, matter) is MatterStatus.APPROVED
    after = await office.secretary.card("县长 已同意　3月2日 08:30")
    assert not after.buttons


async def test_other_leaders_papers_are_none_of_his(office: World) -> None:
    await submitted(office)
    assert not await texts(office.secretary, "呈请")
    card = (await step_card(office.deputy)).buttons
    assert "没有此项权限" in await forged(office.secretary, card["全文"])
    assert "没有此项权限" in await forged(office.secretary, "sr:1:1")
    assert "没有此项权限" in await forged(office.deputy, "sr:1:1")


async def test_he_reminds_his_leader_once_a_day(office: World) -> None:
    matter = await submitted(office, track="work_report")
    first = await step_card(office.mayor)
    assert await office.secretary.taps("提醒领导") == "已再次呈送县长。"
    again = await step_card(office.mayor)
    assert again.id > first.id
    assert await office.secretary.taps("提醒领导") == "今日已提醒县长，不再重复提醒。"
    assert (await step_card(office.mayor)).id == again.id
    await office.advance("3月3日 08:30")
    assert await office.secretary.taps("提醒领导") == "已再次呈送县长。"
    reminded = [row for row in await history(office, matter) if row.event == "approval.leader_reminded"]
    assert len(reminded) == 2
    await office.mayor.taps("同意")
    assert not any("［同意］" in text for text in await texts(office.mayor, "呈请审定"))
    assert "按钮已失效" in await forged(office.secretary, "sr:1:1")


async def test_complaint_17_not_in_the_quiet_hours(office: World) -> None:
    await submitted(office, track="work_report")
    first = await step_card(office.mayor)
    await office.advance("3月2日 22:00")
    assert await office.secretary.taps("提醒领导") == "已记录，将于3月3日 07:30再次呈送县长。"
    assert (await step_card(office.mayor)).id == first.id
    await office.advance("3月3日 07:31")
    assert (await step_card(office.mayor)).id > first.id


async def test_complaint_15_of_a_leader_without_an_account_the_office_is_told(office: World) -> None:
    await take_account(office, "mayor")
    await submitted(office, track="work_report")
    assert await office.secretary.taps("提醒领导") == "县长未开通账号，已告知督查室以纸质呈签。"
    await office.clerk.sees("呈签提示", "县长未开通账号，请以纸质呈签，签署后录入")
    assert await office.secretary.taps("提醒领导") == "今日已提醒县长，不再重复提醒。"
    assert len(await texts(office.clerk, "呈签提示")) == 1


async def test_who_stands_in_is_reminded_too(office: World) -> None:
    await submitted(office, track="work_report")
    await give(office, "mayor", "executive", date(2026, 3, 2), date(2026, 3, 4))
    first = await step_card(office.executive)
    await office.secretary.taps("提醒领导")
    assert (await step_card(office.executive)).id > first.id


async def test_a_signature_pending_over_one_workday_reminds_the_secretary(office: World) -> None:
    await submitted(office, track="work_report")
    await office.advance("3月3日 10:00")
    assert not await texts(office.secretary, "今日提醒"), "one workday is not over yet"
    await office.advance("3月4日 10:00")
    told = await texts(office.secretary, "今日提醒")
    assert len(told) == 1
    assert "待您审签" not in told[0], "he signs nothing"
    assert "（登记号2026-1）" in told[0]
    await office.mayor.taps("同意")
    await office.advance("3月9日 10:00")
    assert len(await texts(office.secretary, "今日提醒")) == 1, "what was signed is not reminded of"
