"""Digests and what is around them: the way back to the paper, supplements, bad rows, successors."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handlers.reminding import sweep
from supervision.model import DueStatus, Post, Reminder, Report, ReportDue
from supervision.reminding.reminders import Thing
from supervision.reminding.reminders import climb as whole_climb
from tests import roster
from tests.flows.digests import issue, person_of
from tests.world import World, at


async def test_the_button_of_a_digest_brings_the_paper_to_reply_to(office: World) -> None:
    matter = await issue(office)
    await office.advance("3月5日 09:00")
    digest = await office.water.sees("今日提醒")
    await office.water.taps("反馈1号第2项", digest)
    paper = await office.water.sees("夏政督〔2026〕1号", "北城河清淤2.3公里")
    await office.water.says("已清淤1.2公里。", reply_to=paper)
    async with office.transaction() as unit:
        (report,) = await unit.find(Report, matter_id=matter.id)
        assert (report.unit_id, report.text) == (roster.WATER, "已清淤1.2公里。")
    assert "未查到" in await office.housing_a.forges("dp:1:5", (await office.housing_a.messages())[-1])
    assert "未查到" in await office.water.forges("dp:9:5", digest)


async def test_a_returned_report_is_reminded_of_by_its_supplement(office: World) -> None:
    await issue(office)
    await office.advance("3月9日 12:00")
    async with office.transaction() as unit:
        for due in await unit.find(ReportDue, unit_id=roster.WATER, seq=1):
            back = replace(due, status=DueStatus.RETURNED, first_answered_at=unit.now, returns=1)
            await unit.save(replace(back, supplement_by=at("3月13日 18:00")))
        await unit.commit()
    await office.advance("3月12日 09:00")
    await office.water.sees("1号第2项 北城河清淤2.3公里：3月13日（周五）18:00前补充，还剩1个工作日")
    await office.advance("3月16日 09:00")
    await office.water.sees("应于3月13日（周五）18:00前补充，已超1个工作日")


async def test_a_bad_row_is_skipped_and_stops_no_other(office: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def climb(thing: Thing, *rest: object) -> list[Reminder]:
        if thing.unit_id == roster.HOUSING:
            raise ValueError("a bad row")
        return whole_climb(thing, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(sweep, "climb", climb)
    await issue(office)
    await office.advance("3月5日 09:00")
    await office.water.sees("今日提醒")
    await office.housing_a.sees_nothing("今日提醒")


async def test_the_successor_in_a_post_is_reminded_of_what_is_open(office: World) -> None:
    await issue(office)
    await office.advance("3月5日 09:00")
    async with office.transaction() as unit:
        post = await unit.require(Post, person_of("water"))
        await unit.save(replace(post, holder_id=person_of("water_head")))
        await unit.commit()
    await office.water.looks_away()
    await office.advance("3月9日 09:00")
    await office.water_head.sees("还剩1个工作日")
    await office.water.sees_nothing("今日提醒")
