"""Relative dates, cycles and 持续推进, from /split to what the units owe."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from supervision.calendars.ongoing import reviews_of
from supervision.calendars.schedules import TenThingsReading
from supervision.county import County
from supervision.model import DeskItem, DeskKind, DueStatus, Matter, ReportDue, Task
from tests import roster
from tests.flows.approval_scenes import approved, split
from tests.flows.changing_scenes import agreed, begins, issued
from tests.flows.splitting import arrange
from tests.world import World, world


async def retimed(office: World, matter: Matter, **changes: object) -> None:
    """Give the first task other dates, and none of its own to the second."""
    async with office.transaction() as unit:
        first, second = await unit.find(Task, matter_id=matter.id)
        await unit.save(replace(first, due_on=None, **changes), replace(second, due_on=None, report_on=()))  # type: ignore[arg-type]
        await unit.commit()


async def dues_of(office: World, unit_id: int = roster.HOUSING, task: int = 1) -> list[tuple[date, bool]]:
    async with office.transaction() as unit:
        found = await unit.find(ReportDue, task_seq=task, unit_id=unit_id)
    return [(due.due_on, due.final) for due in found]


async def signed_and_issued(office: World) -> None:
    """Let the deputy and the director sign what the newest card shows, and issue it."""
    clerk = office.clerk
    await clerk.taps("预览送审")
    await clerk.taps("确认送审")
    for signer in (office.deputy, office.director):
        await signer.taps("同意")
    await clerk.taps("印发")


async def test_relative_date_counts_from_the_issue(office: World) -> None:
    clerk = office.clerk
    await arrange(office)
    await clerk.says("/split 1")
    await clerk.taps("添加任务")
    for words in ("凯旋路等3处积水点改造", "县住建局"):
        await clerk.says(words)
    await clerk.taps("无配合单位")
    await clerk.says("三年内")
    await clerk.sees("时限“三年内”无法计算", "最长两年")
    await clerk.says("自印发之日起20个工作日内")
    await clerk.says("每周五")
    await clerk.sees("印发之日起20个工作日内完成；每周五反馈进展")
    await clerk.taps("本项完成")
    await clerk.taps("分解完成")
    await clerk.taps("不抄送")
    await clerk.taps("预览送审")
    await clerk.sees("牵头单位：县住房和城乡建设局；完成时限：印发之日起20个工作日内；反馈时间：每周五。")
    await clerk.taps("确认送审")
    await office.advance("3月4日 10:00")
    await office.deputy.taps("同意")
    await office.director.taps("同意")
    await clerk.taps("印发")
    await clerk.sees("已印发")
    await office.housing_a.card("第1项（牵头）凯旋路等3处积水点改造，4月1日（周三）前完成并反馈", "3月6日（周五）")
    fridays = [(date(2026, 3, day), False) for day in (6, 13, 20, 27)]
    assert await dues_of(office) == [*fridays, (date(2026, 4, 1), True)]


async def test_counting_a_term_from_receipt_begins_with_it(office: World) -> None:
    matter = await approved(office)
    await retimed(office, matter, term="5w", term_from="acknowledge")
    await office.clerk.taps("印发")
    assert await dues_of(office) == [(date(2026, 3, 11), True)], "as if it were acknowledged on the last day"
    await office.advance("3月3日 10:00")
    await office.housing_a.taps("签收")
    assert await dues_of(office) == [(date(2026, 3, 10), True)]
    await office.housing_a.card("3月10日（周二）前完成并反馈")


async def test_ongoing_matter_has_a_cycle_and_a_review_date(office: World) -> None:
    clerk = office.clerk
    await arrange(office)
    await clerk.says("/split 1")
    await clerk.taps("添加任务")
    for words in ("北城河日常保洁", "县水利局"):
        await clerk.says(words)
    await clerk.taps("无配合单位")
    await clerk.taps("持续推进，不定完成时限")
    asked = await clerk.sees("持续推进事项请定反馈周期")
    assert "不另定反馈时间" not in asked.buttons, "or nobody would ever report"
    await clerk.taps("每季度末")
    await clerk.sees("第1项复核日期")
    await clerk.taps("2027年3月2日")
    await clerk.sees("持续推进，2027年3月2日（周二）复核；每季度末反馈进展")
    await clerk.taps("本项完成")
    await clerk.taps("分解完成")
    await clerk.taps("不抄送")
    await signed_and_issued(office)
    await clerk.sees("已印发")
    quarters = [(3, 31), (6, 30), (9, 30), (12, 31)]
    assert await dues_of(office, roster.WATER) == [(date(2026, *day), False) for day in quarters]
    card = await office.water.card("第1项（牵头）北城河日常保洁", "反馈进展：3月31日（周二）")
    assert "完成并反馈" not in card.text


@pytest.mark.parametrize(
    ("reading", "days"), [(TenThingsReading.BOTH_DAYS, (10, 15)), (TenThingsReading.CITY_THEN_COUNTY, (15,))]
)
async def test_P3_2_the_ten_things_are_due_on_both_days_until_the_years_end(
    tmp_path: Path, template: Path, reading: TenThingsReading, days: tuple[int, ...]
) -> None:
    async with world(tmp_path, template, county=County(ten_things_reading=reading)) as office:
        matter = await split(office, track="ten_things", form="breakdown_notice", level="county")
        await retimed(office, matter)
        await office.clerk.taps("预览送审")
        await office.clerk.sees(
            "未载明完成时限的事项，2026年12月31日前办结。",
            "并于每月" + "日、每月".join(map(str, days)) + "日向县政府督查室反馈进展情况。",
        )
        await office.clerk.taps("确认送审")
        await office.mayor.taps("同意")
        await office.clerk.taps("印发")
        expected = [(date(2026, month, day), False) for month in range(3, 13) for day in days]
        assert await dues_of(office) == [*expected, (date(2026, 12, 31), True)]


async def test_P3_2_no_later_than_31_december(office: World) -> None:
    clerk = office.clerk
    await arrange(office, track="ten_things")
    await clerk.says("/split 1")
    await clerk.taps("添加任务")
    for words in ("新建口袋公园3处", "县住建局"):
        await clerk.says(words)
    await clerk.taps("无配合单位")
    await clerk.says("2027年3月1日")
    await clerk.sees("完成时限不得超过本年12月31日", "二（三）2")
    await clerk.says("12月31日")
    await clerk.sees("进展反馈时间")


async def test_what_is_ongoing_ends_by_a_correction_that_gives_it_a_date(office: World) -> None:
    await issued(office)
    async with office.transaction() as unit:
        task = await unit.require(Task, 1, 1)
        await unit.save(replace(task, due_on=None, ongoing=True, cycle="monthly:25", review_on=date(2026, 3, 5)))
        due = await unit.require(ReportDue, 1, 1, roster.HOUSING, 1)
        for seq, month in enumerate((3, 4, 5, 6), 1):
            await unit.save(replace(due, seq=seq, due_on=date(2026, month, 25), final=False))
        await unit.save(*reviews_of(await unit.require(Matter, 1), await unit.find(Task), "夏政督〔2026〕1号"))
        await unit.commit()
    await office.advance("3月5日 09:00")
    await office.clerk.sees("到期复核", "夏政督〔2026〕1号", "凯旋路等3处积水点改造")
    await begins(office.clerk, "更正")
    await office.clerk.says("持续推进事项已基本完成")
    await office.clerk.taps("第1项")
    await office.clerk.taps("完成时限")
    await office.clerk.says("5月10日")
    await office.clerk.sees("第1项完成时限由“持续推进”更正为“2026年5月10日前”。")
    await office.clerk.taps("送审")
    await agreed(office)
    async with office.transaction() as unit:
        dues = [due for due in await unit.find(ReportDue, task_seq=1) if due.status is DueStatus.OPEN]
    assert [(due.due_on.month, due.due_on.day, due.final) for due in dues] == [
        (3, 25, False),
        (4, 25, False),
        (5, 10, True),
    ], "what would be after it is not expected any more"
    async with office.transaction() as unit:
        await unit.save(replace(await unit.require(DeskItem, DeskKind.REVIEW, "1/1"), on=date(2026, 3, 6)))
        await unit.commit()
    await office.clerk.looks_away()
    await office.advance("3月6日 09:00")
    await office.clerk.sees_nothing("到期复核")


async def test_P2_2_four_dates_are_asked_for_in_their_order(office: World) -> None:
    matter = await split(office, track="work_report", form="breakdown_notice")
    await retimed(office, matter)
    await office.clerk.taps("预览送审")
    await office.clerk.taps("确认送审")
    await office.mayor.taps("同意")
    await office.clerk.taps("印发")
    dates = [
        (date(2026, 4, 10), False),
        (date(2026, 7, 10), False),
        (date(2026, 10, 10), False),
        (date(2026, 12, 10), True),
    ]
    assert await dues_of(office, roster.WATER, 2) == dates
    await office.water.taps("签收")
    for day in ("4月10日", "7月10日"):
        await office.water.says(
            "北城河清淤按序时推进，已完成1.2公里。", reply_to=await office.water.card("立项分解通知")
        )
        await office.water.sees("已收到", day)
    async with office.transaction() as unit:
        answered = [
            due.due_on.month for due in await unit.find(ReportDue, unit_id=roster.WATER) if due.first_answered_at
        ]
    assert answered == [4, 7], "the oldest date that waits is answered first"
