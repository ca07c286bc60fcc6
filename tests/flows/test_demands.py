"""减负: how much a unit is asked in a day, and what the Office hears each month of what it asked."""

from __future__ import annotations

from datetime import date

from sqlalchemy import bindparam, text

from handlers.conversation.actors import actor_of
from handlers.reminding.demands import lines_of
from storage import audit
from storage.columns import UtcTime
from storage.unit_of_work import UnitOfWork
from supervision.model import Report, ReportStatus
from supervision.notices.cards import report_subject
from supervision.outcome import Fact
from supervision.reminding.demands import Demand
from tests import roster
from tests.flows.digests import answer, digests_of, issue, rows
from tests.world import World, at

BY_SQL = {
    Demand.PAPER: "SELECT count(*) FROM dispatches WHERE unit_id = :unit AND sent_at >= :first AND sent_at < :next",
    Demand.REPORT: "SELECT count(*) FROM reports_due WHERE unit_id = :unit AND late_after >= :first"
    " AND late_after < :next AND status <> 'void'",
    Demand.SUPPLEMENT: "SELECT count(*) FROM audit JOIN reports ON CAST(reports.id AS TEXT) = audit.subject_key"
    " WHERE event = 'report.returned' AND unit_id = :unit AND at >= :first AND at < :next",
    Demand.REMINDED: "SELECT count(DISTINCT matter_id || '/' || task_seq || '/' || due_seq || rung) FROM reminders"
    " WHERE unit_id = :unit AND rung NOT LIKE 'manual%' AND told_at >= :first AND told_at < :next AND matter_id <> 0"
    " AND post_id IN (SELECT id FROM posts WHERE posts.unit_id = reminders.unit_id)",
    Demand.URGED: "SELECT count(DISTINCT matter_id || rung) FROM reminders"
    " WHERE unit_id = :unit AND rung LIKE 'manual%' AND told_at >= :first AND told_at < :next",
    Demand.URGED_ON_PAPER: "SELECT count(*) FROM documents WHERE kind = 'urging' AND subject_key LIKE :of_unit"
    " AND frozen_at >= :first AND frozen_at < :next",
}
"""Counted otherwise, with SQL of its own."""


async def count_of(unit: UnitOfWork, kind: Demand, unit_id: int) -> int:
    months = {"first": at("3月1日 00:00"), "next": at("4月1日 00:00")}
    given: dict[str, object] = {**months, "unit": unit_id, "of_unit": f"%/{unit_id}/%"}
    used = {name: value for name, value in given.items() if f":{name}" in BY_SQL[kind].replace(":of_unit", ":of")}
    if ":of_unit" in BY_SQL[kind]:
        used["of_unit"] = given["of_unit"]
    statement = text(BY_SQL[kind]).bindparams(*(bindparam(name, type_=UtcTime()) for name in months))
    return int((await unit.connection.execute(statement, used)).scalar_one())


async def test_what_was_asked_of_each_unit_adds_up_and_comes_once_a_month(office: World) -> None:
    matter = await issue(office)
    await issue(office, due_on=date(2026, 3, 10))
    await office.advance("3月10日 10:00")
    await office.clerk.says("/remind")
    await office.clerk.taps("县水利局 2号")
    await office.advance("3月12日 10:00")
    await office.clerk.says("/remind")
    await office.clerk.taps("县水利局 2号")
    await office.clerk.taps("印发催办通知单", await office.clerk.sees("可印发催办通知单"))
    for task, unit_id in ((1, roster.HOUSING), (2, roster.HOUSING), (2, roster.WATER)):
        await answer(office, matter, task, unit_id)
    await office.advance("4月1日 08:59")
    await office.clerk.sees_nothing("对各单位提出要求情况统计")
    await office.advance("4月1日 09:00")
    told = await office.clerk.sees("2026年3月对各单位提出要求情况统计", "共向2个单位提出要求")
    async with office.transaction() as unit:
        lines = {line.unit: line for line in await lines_of(unit, date(2026, 3, 1))}
        for name, unit_id in (("县水利局", roster.WATER), ("县住房和城乡建设局", roster.HOUSING)):
            for kind, count in zip(Demand, lines[name].counts, strict=True):
                assert (kind, count) == (kind, await count_of(unit, kind, unit_id))
        water = dict(zip(Demand, lines["县水利局"].counts, strict=True))
        assert (water[Demand.PAPER], water[Demand.URGED], water[Demand.URGED_ON_PAPER]) == (2, 2, 1)
        assert water[Demand.REMINDED] > 4
    assert f"提出要求{sum(line.total for line in lines.values())}次" in told.text
    await office.advance("4月30日 17:00")
    assert {key for key, _, _ in await rows(office, "demands_sheet")} == {
        "demands/2026-03@post/8",
        "demands/2026-03@post/9",
    }
    await office.clerk.says("/demands")
    await office.clerk.sees("2026年3月对各单位提出要求情况统计")
    await office.water.says("/demands")
    await office.water.sees("没有此项权限")


async def test_a_unit_that_was_reminded_by_hand_often_today_gets_the_rest_in_its_digest(office: World) -> None:
    for _ in range(4):
        await issue(office)
    await office.clerk.says("/remind")
    for number in (1, 2, 3):
        assert "已催办县水利局" in await office.clerk.taps(f"县水利局 {number}号")
    assert "并入其下一次每日提醒" in await office.clerk.taps("县水利局 4号")
    assert len(await rows(office, "unit_reminded")) == 3
    before = len(await digests_of(office, "water"))
    await office.advance("3月3日 09:00")
    digests = await digests_of(office, "water")
    assert len(digests) == before + 1
    assert "4号第2项" in digests[-1]
    assert "1号第2项" not in digests[-1]


async def test_a_return_counts_though_the_report_was_accepted_later(office: World) -> None:
    """What was asked is counted from the acts, not from what became of the report."""
    async with office.transaction() as unit:
        report = Report(7, 1, roster.WATER, 16, 16, 700, 9, unit.now, "已完成", ReportStatus.ACCEPTED, 2, 1)
        await unit.save(report)
        returned = Fact("report.returned", report_subject(report.id))
        await audit.record(unit, await actor_of(unit, office.clerk.id), [returned, returned])
        await unit.commit()
    async with office.transaction() as unit:
        (line,) = await lines_of(unit, date(2026, 3, 1))
    assert (line.unit, line.counts[list(Demand).index(Demand.SUPPLEMENT)]) == ("县水利局", 2)
