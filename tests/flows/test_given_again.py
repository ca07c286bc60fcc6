"""A task that is given again waits for a 签收 of its own; what its unit owed before stays owed, and late."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from storage.queries import bulletins, owed
from supervision.bulletins.appraisal import Window
from supervision.figures.ledger import counts
from supervision.model import Assignment, MatterStatus, ReportDue
from supervision.reports.report_dates import timeliness_at
from tests import roster
from tests.flows.instructing_scenes import closed, matter_of
from tests.flows.papers import with_paper
from tests.world import World

EARLIER = datetime(2026, 2, 27, 16, tzinfo=UTC)
YEAR = Window(datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 12, 31, tzinfo=UTC))
WATER_KEY = (1, 2, roster.WATER)


async def given_again(office: World) -> None:
    """A leader instructed anew, and the Office gives 水利局's task again."""
    await office.clerk.says("/instruct 1号")
    await office.clerk.taps("县长")
    await office.clerk.says("今天")
    await office.clerk.says("请加快进度。")
    await office.clerk2.card("后续批示", "请加快进度。")
    await office.clerk2.taps("重新交办")
    await office.clerk2.taps("第2项")
    await office.clerk2.says("3月27日")
    await office.clerk2.sees("已重新交办")


async def test_P5_3_one_clerk_alone_sets_no_new_date_on_what_came_on_paper(office: World) -> None:
    await closed(office, tell=False)
    await office.clerk.says("/instruct 1号")
    await office.clerk.says("市长")
    await office.clerk.says("今天")
    await office.clerk.says("请加快进度。")
    card = await office.clerk.card("后续批示", "该事项已办结", "请其他同志核对批示原件后重新交办")
    assert "重新交办" not in card.buttons
    assert "该批示由您录入" in await office.clerk.forges("ja:1", card)
    assert (await matter_of(office)).status is MatterStatus.CLOSED
    await office.clerk2.taps("重新交办", await office.clerk2.card("后续批示", "请加快进度。"))
    await office.clerk2.taps("第2项")
    await office.clerk2.says("3月27日")
    await office.clerk2.sees("已重新交办")
    assert (await matter_of(office)).status is MatterStatus.IN_PROGRESS


async def test_counting_what_was_late_stays_late_while_the_task_is_given_again(office: World) -> None:
    await with_paper(office)
    async with office.transaction() as unit:
        await unit.save(replace(await unit.require(ReportDue, *WATER_KEY, 1), late_after=EARLIER))
        await unit.commit()
    await given_again(office)
    async with office.transaction() as unit:
        assert (await unit.require(Assignment, *WATER_KEY)).delivered_at is None
        owing = await owed.owed_reports(unit, unit_id=roster.WATER)
        standing = {item.due.seq: item.is_over(unit.now) for item in owing}
        ledger = await bulletins.ledger_of(unit, YEAR)
        lines = {item.due.seq: item for item in ledger.reports if item.unit.id == roster.WATER}
        late = {
            seq: timeliness_at(
                item.due, unit.now, delivered=item.delivered, workdays=unit.workdays, zone=unit.county.zone
            ).late
            for seq, item in lines.items()
        }
    assert standing == {1: True, 2: False, 3: False}
    assert {seq: counts(item, unit.now) for seq, item in lines.items()} == {1: True, 2: True, 3: False}
    assert late == {1: True, 2: False, 3: False}

    await office.water.taps("签收", await office.water.card("督查通知单"))
    async with office.transaction() as unit:
        assert (await unit.require(ReportDue, *WATER_KEY, 1)).late_after == EARLIER
        assert all(item.delivered_at for item in await owed.owed_reports(unit, unit_id=roster.WATER))
