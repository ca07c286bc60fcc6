"""Paper and telephone while a leader is away: who may have signed or spoken is asked of the day on which it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from supervision.model import Delegation, SigningStep, StepStatus
from tests.flows.approval_scenes import step_card, submitted
from tests.flows.recording_scenes import FILED, answers_with, enters
from tests.flows.signer_scenes import give, number_of, steps
from tests.world import World

MONDAY, TUESDAY, WEDNESDAY = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 4)


async def with_director(office: World, since: date, until: date) -> None:
    """The text is with 主任, who is away on these days: 常务副县长 signs for him."""
    await submitted(office)
    await office.deputy.taps("同意")
    await give(office, "director", "executive", since, until)


async def his_step(office: World) -> SigningStep:
    return (await steps(office))[1]


async def test_nobody_signs_a_paper_of_a_day_before_he_was_deputy(office: World) -> None:
    await submitted(office)
    await office.deputy.taps("同意")
    await office.advance("3月4日 09:40")
    await give(office, "director", "executive", WEDNESDAY, WEDNESDAY)
    await enters(office.clerk, "2026-1", "领导签批", "同意", "无", "3月2日", FILED)
    await office.clerk2.card("核对录入", "办公室主任审定（纸质签批件，3月2日）")
    await office.clerk2.taps("核对无误")
    step = await his_step(office)
    assert (step.status, step.decided_by, step.by_title) == (StepStatus.SIGNED, number_of("director"), "")


async def test_a_paper_that_a_deputy_signed_in_his_days_is_recorded_afterwards(office: World) -> None:
    await with_director(office, MONDAY, MONDAY)
    await office.advance("3月4日 09:40")
    await enters(office.clerk, "2026-1", "领导签批", "同意", "无", "3月2日", "常务副县长", FILED)
    await office.clerk2.card("核对录入", "常务副县长（代办公室主任）审定")
    await office.clerk2.taps("核对无误")
    step = await his_step(office)
    assert (step.status, step.signed_on) == (StepStatus.SIGNED, MONDAY)
    assert (step.decided_by, step.by_post_id) == (number_of("executive"), number_of("executive"))
    assert step.signer == "常务副县长（代办公室主任）"


async def test_a_paper_of_his_last_day_is_confirmed_the_next_morning(office: World) -> None:
    await with_director(office, MONDAY, MONDAY)
    await enters(office.clerk, "2026-1", "领导签批", "退回修改", "时限过紧", "今天", "常务副县长", FILED)
    await office.advance("3月3日 09:00")
    await office.clerk2.taps("核对无误")
    step = await his_step(office)
    assert (step.status, step.signer) == (StepStatus.SENT_BACK, "常务副县长（代办公室主任）")


async def test_what_he_signed_before_he_was_revoked_stands_and_what_comes_later_does_not(office: World) -> None:
    await with_director(office, MONDAY, WEDNESDAY)
    await office.advance("3月3日 10:00")
    async with office.transaction() as unit:
        (given,) = await unit.find(Delegation)
        await unit.save(replace(given, revoked_by=given.granted_by, revoked_at=unit.now))
        await unit.commit()
    await office.advance("3月4日 09:40")
    await office.clerk.says("/record 2026-1")
    for answer in ("领导签批（办公室主任审定）", "同意", "无", "3月4日"):
        await answers_with(office.clerk, answer)
    await office.clerk.sees("请发送原件的照片")
    await office.clerk.says("返回")
    for answer in ("3月2日", "常务副县长", FILED):
        await answers_with(office.clerk, answer)
    await office.clerk.taps("提交核对")
    await office.clerk2.taps("核对无误")
    assert (await his_step(office)).decided_by == number_of("executive")


async def test_the_deputy_who_was_called_is_recorded_as_the_one_who_spoke(office: World) -> None:
    await with_director(office, MONDAY, TUESDAY)
    await enters(office.clerk, "2026-1", "电话同意", "无", "刚才", "常务副县长")
    await office.clerk2.card("核对录入", "常务副县长（代办公室主任）审定（电话")
    await office.clerk2.taps("核对无误")
    step = await his_step(office)
    assert (step.status, step.verbal_by) == (StepStatus.VERBAL, number_of("executive"))
    assert (step.by_post_id, step.signer) == (number_of("executive"), "常务副县长（代办公室主任）")
    assert "常务副县长（代办公室主任） 电话同意" in (await step_card(office.deputy)).text
    await office.director.sees_nothing("请补签")
    await office.clerk2.says("待核对")
    await office.clerk2.sees("待补签1件", "常务副县长（代办公室主任）")
    await office.advance("3月5日 09:00")
    card = await office.executive.card("请补签", "您代办公室主任电话同意")
    await office.executive.taps("确认同意", card)
    step = await his_step(office)
    assert (step.status, step.decided_by) == (StepStatus.SIGNED, number_of("executive"))
    assert step.signer == "常务副县长（代办公室主任）"


async def test_the_leader_who_spoke_himself_while_away_ratifies_himself(office: World) -> None:
    await with_director(office, MONDAY, TUESDAY)
    await enters(office.clerk, "2026-1", "电话同意", "无", "刚才", "政府办公室主任")
    await office.clerk2.taps("核对无误")
    await office.director.card("请补签", "您电话同意")
    await office.executive.sees_nothing("请补签")
    step = await his_step(office)
    assert (step.verbal_by, step.signer) == (number_of("director"), "办公室主任")
