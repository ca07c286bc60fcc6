"""The sweep as people meet it: digests at nine, up the ladder, and silence once the report is in."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from storage import outbox as outbox_of
from storage.outbox import State
from storage.tables import outbox as outbox_table
from supervision.model import Assignment, Dispatch, Reminder, ReportDue
from supervision.notices.base import to_person
from supervision.notices.refusing import LateToast
from tests import builders, roster
from tests.flows.digests import answer, digests_of, issue, person_of, rows
from tests.world import World, at, bot_of, world


async def test_R1_the_ladder_from_before_the_date_up_to_the_head(office: World) -> None:
    await issue(office)
    await office.advance("3月5日 08:59")
    assert await digests_of(office, "water") == []
    await office.advance("3月5日 09:00")
    digest = await office.water.sees("今日提醒 · 3月5日（周四）", "临近时限")
    assert "· 1号第2项 北城河清淤2.3公里：3月10日（周二）反馈，还剩3个工作日" in digest.text
    assert "反馈1号第2项" in digest.buttons
    assert await digests_of(office, "water_deputy", "北城河") == []
    await office.advance("3月11日 09:00")
    over = await office.water.sees("已超时限", "应于3月10日（周二）反馈，已超1个工作日")
    assert "同时告知你单位分管督查工作的负责同志" in over.text
    deputy = await office.water_deputy.sees("已超时限", "并督促办理")
    assert "同时告知" not in deputy.text
    assert await digests_of(office, "water_head") == []
    await office.advance("3月13日 09:00")
    await office.water_head.sees("已超3个工作日", "并督促办理")
    await office.advance("3月17日 09:00")
    offered = await office.clerk.sees("请拟发催办通知单", "县水利局 1号第2项", "已超5个工作日")
    await office.clerk2.sees_nothing("今日提醒")
    await office.clerk.taps("印发催办通知单 县水利局 1号", offered)
    await office.water_head.sees("催办通知单", "夏政督催〔2026〕1号")


async def test_complaint_17_one_digest_a_person_a_day(office: World) -> None:
    await issue(office)
    await issue(office, due_on=date(2026, 3, 10))
    await office.advance("3月10日 17:00")
    texts = await digests_of(office, "housing_a")
    days = [text.splitlines()[0] for text in texts]
    assert len(days) == len(set(days)) > 0
    assert any("1号第2项" in text and "2号第1项" in text for text in texts)
    async with office.transaction() as unit:
        told = [row.told_at for row in await unit.find(Reminder) if row.told_by.startswith("digest/")]
    zone = office.settings.county.zone
    assert told
    assert all(moment is not None and moment.astimezone(zone).hour == 9 for moment in told)


async def test_what_arises_after_the_digest_waits_for_the_next_workday(office: World) -> None:
    await issue(office)
    await office.advance("3月5日 09:00")
    await office.water.sees("1号第2项")
    await office.advance("3月6日 08:00")
    await issue(office, due_on=date(2026, 3, 9))
    await office.advance("3月6日 09:00")
    await office.water.looks_away()
    async with office.transaction() as unit:
        for due in await unit.find(ReportDue, unit_id=roster.WATER, due_on=date(2026, 3, 20)):
            await unit.save(replace(due, due_on=date(2026, 3, 6), late_after=at("3月6日 23:59")))
        await unit.commit()
    await office.advance("3月6日 17:20")
    await office.water.sees_nothing("今日提醒")
    await office.advance("3月9日 09:00")
    digest = await office.water.sees("今日提醒 · 3月9日", "1号第2项")
    assert "2号第2项" in digest.text


async def test_complaint_06_no_nag_in_the_national_day_week(office: World) -> None:
    await office.advance("9月21日 10:00")
    await issue(office, due_on=date(2026, 10, 3))
    await office.advance("9月30日 17:30")
    before = await digests_of(office, "water")
    assert "（按工作日计至10月8日（周四））" in before[-1]
    await office.advance("10月8日 08:59")
    assert await digests_of(office, "water") == before
    await office.advance("10月8日 09:00")
    assert "今日到期" in (await digests_of(office, "water"))[-1]
    await office.advance("10月9日 09:00")
    assert "已超1个工作日" in (await digests_of(office, "water"))[-1]


async def test_complaint_01_three_days_down_over_two_rungs_is_one_catch_up(tmp_path: Path, template: Path) -> None:
    async with world(tmp_path, template, start=False) as office:
        async with bot_of(office):
            await issue(office, due_on=date(2026, 3, 10))
            await office.advance("3月9日 12:00")
        office.sandbox.state.clock.move(at("3月13日 10:00").timestamp())
        async with bot_of(office):
            await office.settle()
            texts = await digests_of(office, "water")
            assert [text.splitlines()[0] for text in texts] == [
                "今日提醒 · 3月5日（周四）",
                "今日提醒 · 3月9日（周一）",
                "今日提醒 · 3月13日（周五）",
            ]
            assert texts[-1].count("第2项") == 1
            assert "已超3个工作日" in texts[-1]
            await office.water_deputy.sees("已超3个工作日")
            await office.water_head.sees("已超3个工作日")
            await office.settle()
            assert await digests_of(office, "water") == texts


async def test_after_a_stop_the_office_hears_once_what_was_missed(tmp_path: Path, template: Path) -> None:
    async with world(tmp_path, template, start=False) as office:
        async with bot_of(office):
            await issue(office, due_on=date(2026, 3, 10))
            await office.advance("3月9日 12:00")
            async with office.transaction() as unit:
                await outbox_of.tell(unit, [LateToast(to=to_person(person_of("water")), words="请稍候")])
                await unit.connection.execute(
                    update(outbox_table).where(outbox_table.c.kind == "late_toast").values(status=State.AMBIGUOUS)
                )
                await unit.commit()
        office.sandbox.state.clock.move(at("3月13日 10:00").timestamp())
        for _ in range(2):
            async with bot_of(office):
                await office.settle()
                told = [m for m in await office.clerk.messages() if m.text.startswith("恢复运行报告")]
                assert len(told) == 1, "a restart tells it once"
        assert "3月9日 12:00至3月13日 10:00停止运行" in told[0].text
        assert "期间每日提醒4次未发" in told[0].text
        # 3月10日 T, 11日 T+1, 13日 T+3 of three reports: of each the last one is said
        assert "期间应催报3项（9次），其中6次不再补发" in told[0].text
        assert "不能确定是否送达1条" in told[0].text
        async with bot_of(office):
            await office.clerk.taps("查看待送达", told[0])
            await office.clerk.sees("待送达")
        office.sandbox.state.clock.move(at("3月13日 10:30").timestamp())
        async with bot_of(office):
            await office.settle()
        assert len([m for m in await office.clerk.messages() if m.text.startswith("恢复运行报告")]) == 1


async def test_complaint_07_done_while_the_send_is_queued(office: World) -> None:
    matter = await issue(office)
    await office.advance("3月5日 08:59")
    await office.control.add_fault("delay", "sendMessage", chat_id=office.water.id, seconds=0.5, count=1)
    async with office.transaction() as unit:
        await outbox_of.tell(unit, [LateToast(to=to_person(person_of("water")), words="请稍候")])
        await unit.commit()
    office.sandbox.state.clock.move(at("3月5日 09:00").timestamp())
    key = f"digest/{person_of('water')}/2026-03-05@person/{person_of('water')}"
    while key not in [row[0] for row in await rows(office)]:  # noqa: ASYNC110 - the row is all there is to see
        await asyncio.sleep(0)
    assert (key, State.NEW, "") in await rows(office)
    await answer(office, matter, 2, roster.WATER)
    await office.settle()
    assert (key, State.VOID, f"digest_lapsed {key}") in await rows(office)
    await office.advance("3月20日 17:00")
    assert await digests_of(office, "water") == []


async def test_it_stops_the_moment_the_report_is_in(office: World) -> None:
    matter = await issue(office)
    await office.advance("3月5日 09:00")
    assert len(await digests_of(office, "water")) == 1
    await answer(office, matter, 2, roster.WATER)
    await office.advance("3月31日 17:00")
    assert len(await digests_of(office, "water")) == 1
    assert not any("水利局" in text for text in await digests_of(office, "clerk"))


async def test_what_was_not_delivered_is_not_late_but_asked_to_be_acknowledged(office: World) -> None:
    await issue(office, acknowledged=False, due_on=date(2026, 3, 11))
    await office.advance("3月5日 09:00")
    await office.water.sees("待签收", "应于3月4日（周三）12:00前签收")
    await office.advance("3月6日 09:00")
    await office.water_deputy.sees("待签收", "并督促办理")
    await office.advance("3月10日 09:00")
    await office.clerk.sees("逾期未签收，请电话送达并作记录", "县水利局 1号")
    await office.water_deputy.looks_away()
    asked = await digests_of(office, "water", "待签收")
    await office.advance("3月20日 17:00")
    assert await digests_of(office, "water", "待签收") == asked, "no rung after the limit without delivery"
    assert not any("已超" in text for text in asked)
    await office.water_deputy.sees_nothing("已超")
    await office.water_head.sees_nothing("已超")


async def test_a_person_without_an_account_has_one_waiting_digest_not_one_a_day(office: World) -> None:
    async with office.transaction() as unit:
        matter, _ = await builders.issued_matter(unit)
        mine: list[ReportDue | Assignment | Dispatch] = [
            *await unit.find(ReportDue, matter_id=matter.id, unit_id=roster.WATER),
            *await unit.find(Assignment, matter_id=matter.id, unit_id=roster.WATER),
            *await unit.find(Dispatch, matter_id=matter.id, unit_id=roster.WATER),
        ]
        for row in mine:
            await unit.delete(row)
            await unit.save(replace(row, unit_id=roster.TOWN))
        await unit.commit()
    await office.advance("3月25日 17:00")
    waiting = [row for row in await rows(office) if row[0].endswith(f"@person/{person_of('town')}")]
    assert len(waiting) == 1
    assert waiting[0][1] == State.WAITING


@pytest.mark.parametrize("host_zone", ["UTC", "America/New_York"])
async def test_complaint_04_nine_o_clock_is_nine_in_shanghai_whatever_the_host(
    office: World, monkeypatch: pytest.MonkeyPatch, host_zone: str
) -> None:
    monkeypatch.setenv("TZ", host_zone)
    time.tzset()
    await issue(office)
    await office.advance("3月5日 09:00")
    digest = await office.water.sees("今日提醒")
    sent = datetime.fromtimestamp(digest.date, at("3月5日").tzinfo)
    assert (sent.hour, sent.minute) == (9, 0)
    assert sent.utcoffset() == timedelta(hours=8)
    monkeypatch.undo()
    time.tzset()


async def test_R1_the_deputy_hears_on_mondays_how_it_stands(office: World) -> None:
    await issue(office)
    await office.advance("3月9日 09:00")
    told = await office.water_deputy.sees("本周办理情况", "县水利局：待反馈2项，其中本周到期1项")
    assert "0项" not in told.text
    await office.water_deputy.looks_away()
    await office.advance("3月10日 17:00")
    await office.water_deputy.sees_nothing("本周办理情况")


async def test_remind_by_hand_once_a_day(office: World) -> None:
    await issue(office)
    await office.clerk.says("/remind")
    await office.clerk.sees("催办（共2件）", "县水利局")
    assert "已催办县水利局" in await office.clerk.taps("县水利局 1号")
    await office.water.sees("催办 · 县水利局", "北城河清淤2.3公里", "0370-6210000")
    await office.housing_a.sees_nothing("催办")
    assert "今日已就此事催办县水利局" in await office.clerk.taps("县水利局 1号")
    assert len(await rows(office, "unit_reminded")) == 1
    await office.water.says("/remind")
    await office.water.sees("没有此项权限")


async def test_what_a_unit_owes_beyond_its_budget_is_one_line(office: World) -> None:
    for _ in range(14):
        await issue(office, due_on=date(2026, 3, 5))
    await office.advance("3月4日 09:00")
    digest = await office.housing_a.sees("今日提醒", "另有16项应反馈，合并提醒，发送“待办”可逐项查看")
    assert digest.text.count("还剩1个工作日") == 12
