"""R3c: a criticised unit may ask for a review, in time, and not of those who decided (Order 733 art. 17)."""

from __future__ import annotations

from messages.presses.base import pack
from messages.presses.reviews import AssignReview, DecideReview
from supervision.model import ReviewRequest
from tests.flows.papers import post_of
from tests.flows.test_righting import asked as asked_to_correct
from tests.flows.test_righting import posted
from tests.world import World


async def asked(office: World) -> None:
    await office.water.taps("申请复核", await office.water.card("督查通报告知"))
    await office.water.says("已于3月9日书面反馈")


async def test_R3c_a_unit_may_ask_for_review_within_thirty_days_and_not_of_those_who_decided(office: World) -> None:
    await posted(office)
    await asked(office)
    await office.water.sees("复核申请已收到", "5月21日（周四）前答复")
    card = await office.clerk.card("复核申请 · 县水利局", "已于3月9日书面反馈")
    await office.clerk.taps("常务副县长", card)
    assert "失效" in await office.clerk.forges(pack(AssignReview(1, post_of("mayor"))), card)
    await office.executive.taps("更正", await office.executive.card("复核申请 · 县水利局"))
    await office.executive.sees("复核意见", "县水利局", "结论：更正", "请输入复核意见")
    await office.water.sees_nothing("复核结果")
    await office.executive.says("水利局3月9日已书面反馈，通报所列与事实不符。")
    await office.water.sees("复核结果", "应予更正", "复核意见：水利局3月9日已书面反馈")
    assert "失效" in await office.executive.forges(pack(DecideReview(1, 1)), await office.executive.card("复核申请"))
    assert "更正通报" in (await office.clerk.card("复核申请 · 县水利局", "请督查室办理更正通报")).buttons
    async with office.transaction() as unit:
        decided = await unit.require(ReviewRequest, 1)
    assert (decided.outcome, decided.opinion[:6]) == ("corrected", "水利局3月9")
    assert "已申请复核" in await office.water.taps("申请复核", await office.water.card("督查通报告知"))
    await asked_to_correct(office)


async def test_R3c_after_thirty_days_it_is_too_late(office: World) -> None:
    await posted(office)
    await office.advance("5月22日 09:01")
    assert "申请期限" in await office.water.taps("申请复核", await office.water.card("督查通报告知"))
