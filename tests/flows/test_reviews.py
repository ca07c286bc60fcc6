"""R3c: a criticised unit may ask for a review, in time, and not of those who decided (Order 733 art. 17)."""

from __future__ import annotations

from dataclasses import replace

from messages.presses.base import pack
from messages.presses.bulletins import PreviewBulletin
from messages.presses.reviews import AssignReview, DecideReview
from storage import outbox
from supervision.model import (
    Bulletin,
    BulletinKind,
    BulletinStatus,
    Chain,
    ChainPurpose,
    ChainStatus,
    Post,
    ReviewRequest,
    Unit,
)
from supervision.notices.reviews import review_subject
from tests import roster
from tests.flows.papers import post_of
from tests.flows.test_righting import asked as asked_to_correct
from tests.flows.test_righting import posted
from tests.flows.test_unit_changes import says_rename
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


async def test_R3c_the_day_of_the_answer_is_reminded_of_until_it_is_given(office: World) -> None:
    """The answer is due on 5月21日: the Office from three workdays before on, and its reviewer once there is one."""
    await posted(office)
    await asked(office)
    await office.advance("5月15日 09:01")
    await office.clerk.sees_nothing("复核申请待答复")
    await office.advance("5月18日 09:01")
    await office.clerk.sees("通报复核申请待答复，请按时办理", "县水利局：5月21日（周四）")
    await office.clerk.taps("常务副县长", await office.clerk.card("复核申请 · 县水利局"))
    await office.advance("5月19日 09:01")
    await office.executive.sees("通报复核申请待答复，请按时办理", "5月21日（周四）")
    await office.executive.taps("维持", await office.executive.card("复核申请 · 县水利局"))
    await office.executive.says("经核，该局未按时反馈。")
    for someone in (office.executive, office.clerk):
        await someone.looks_away()
    await office.advance("5月22日 09:01")
    await office.executive.sees_nothing("复核申请待答复")
    await office.clerk.sees_nothing("复核申请待答复")


async def test_R3c_after_thirty_days_it_is_too_late(office: World) -> None:
    await posted(office)
    await office.advance("5月22日 09:01")
    assert "申请期限" in await office.water.taps("申请复核", await office.water.card("督查通报告知"))


async def test_R3c_a_renamed_unit_asks_for_its_review_all_the_same(office: World) -> None:
    await posted(office)
    await says_rename(office, "县水务局")
    await office.head.taps("确认")
    await asked(office)
    await office.water.sees("复核申请已收到")


async def test_R3c_who_has_the_work_of_a_criticised_unit_asks_and_hears(office: World) -> None:
    await posted(office)
    async with office.transaction() as unit:
        water = await unit.require(Unit, roster.WATER)
        await unit.save(replace(water, active=False, successor_id=roster.HOUSING))
        await unit.commit()
    told = await office.water.card("督查通报告知")
    await office.housing_a.says("/start")
    seen = (await office.housing_a.messages())[-1]
    await office.housing_a.forges(str(told.buttons["申请复核"]), seen)
    await office.housing_a.says("已于3月9日书面反馈")
    await office.housing_a.sees("复核申请已收到")
    await office.clerk.taps("常务副县长", await office.clerk.card("复核申请 · 县水利局"))
    await office.executive.taps("维持", await office.executive.card("复核申请 · 县水利局"))
    await office.executive.says("逾期属实。")
    await office.housing_a.sees("复核结果")


async def test_R3c_a_post_that_came_to_one_who_signed_reviews_no_more_and_another_is_named(office: World) -> None:
    await posted(office)
    await asked(office)
    card = await office.clerk.card("复核申请 · 县水利局")
    await office.clerk.taps("常务副县长", card)
    offered = await office.executive.card("复核申请 · 县水利局")
    async with office.transaction() as unit:
        post = await unit.require(Post, post_of("executive"))
        signed = Chain(90, ChainPurpose.BULLETIN, 1, "通报", "通报", "0" * 64, roster.id_of("mayor"), unit.now)
        await unit.save(replace(post, holder_id=roster.id_of("mayor")), replace(signed, status=ChainStatus.APPROVED))
        await unit.commit()
    await office.mayor.says("/start")
    seen = (await office.mayor.messages())[-1]
    assert "没有此项权限" in await office.mayor.forges(str(offered.buttons["维持"]), seen)
    async with office.transaction() as unit:
        await outbox.redraw(unit, [review_subject(1)])
        await unit.commit()
    await office.settle()
    again = await office.clerk.card("复核申请 · 县水利局")
    other = next(label for label in again.buttons if "常务" not in label and "更正" not in label)
    await office.clerk.taps(other, again)
    async with office.transaction() as unit:
        assert (await unit.require(ReviewRequest, 1)).reviewer_post_id != post_of("executive")


async def test_a_matters_own_bulletin_that_waits_for_its_hour_has_no_card(office: World) -> None:
    async with office.transaction() as unit:
        waiting = Bulletin(
            id=1,
            period="matter/1/1",
            status=BulletinStatus.APPROVED,
            cut_off=unit.today,
            drafted_at=unit.now,
            figures={},
            number="督查通报〔2026〕1号",
            text="事项已办结。",
            kind=BulletinKind.MATTER,
            matter_id=1,
        )
        await unit.save(waiting)
        await unit.commit()
    await office.clerk.says("/bulletin")
    seen = await office.clerk.sees("通报")
    assert "未查到" in await office.clerk.forges(pack(PreviewBulletin(1)), seen)
