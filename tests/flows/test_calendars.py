"""/calendar: what it shows, entering a year, and who may."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from supervision.calendars.calendar_entry import calendar_subject
from supervision.calendars.deadlines import end_of
from supervision.calendars.schedules import TenThingsReading
from supervision.county import County
from supervision.model import CalendarYear, ReportDue
from tests.flows.papers import events, with_paper
from tests.world import ZONE, World, bot_of, world

NOTICE = """一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至12日（周五）放假调休，共8天。1月30日（周六）、2月14日（周日）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至3日（周一）放假，共3天。
五、端午节：6月9日（周三）放假，共1天。
六、中秋节：9月15日（周三）放假，共1天。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。"""


@pytest.mark.parametrize(
    ("reading", "words"),
    [
        (TenThingsReading.BOTH_DAYS, "每月10日、每月15日，12月31日前完成（二（三）2；本县理解：市、县实事均报两次）"),
        (TenThingsReading.CITY_THEN_COUNTY, "市定每月10日，县定每月15日，12月31日前完成（二（三）2"),
    ],
)
async def test_calendar_shows_the_reading_with_its_clause(
    tmp_path: Path, template: Path, reading: TenThingsReading, words: str
) -> None:
    async with world(tmp_path, template, county=County(ten_things_reading=reading)) as office:
        await office.water.says("/calendar")
        card = await office.water.sees("工作日历 · 2026年", "4月10日、7月10日、10月10日、12月10日（二（二）2）", words)
        assert "放假：1月1日至3日、2月15日至23日" in card.text
        assert "上班（调休）：1月4日、2月14日" in card.text
        assert not any("录入" in label for label in card.buttons)
        await office.water.taps("2027年")
        await office.water.card("工作日历 · 2027年", "尚未录入，暂按周一至周五扣除法定节日计算")


async def entered(office: World) -> None:
    head = office.head
    await head.says("工作日历")
    await head.taps("2027年")
    await head.taps("录入2027年")
    await head.says(NOTICE)
    await head.says("国办发明电〔2026〕7号")
    await head.taps("确认录入")


async def test_counting_an_entered_year_moves_what_is_late(tmp_path: Path, template: Path) -> None:
    async with world(tmp_path, template, start=False) as office:
        async with bot_of(office):
            await with_paper(office)
            async with office.transaction() as unit:
                due = await unit.first(ReportDue, final=True)
                assert due is not None
                on = date(2027, 2, 5)
                limit = end_of(on, None, ZONE)
                await unit.save(replace(due, due_on=on, late_after=limit))
                await unit.commit()
            head = office.head
            await head.says("工作日历")
            await head.taps("2027年")
            await head.taps("录入2027年")
            await head.says(NOTICE.replace("周五）至3日", "周四）至3日"))
            await head.sees("2027年1月1日为星期五，与所写的星期不符")
            await head.says(NOTICE)
            await head.says("国办发明电〔2026〕7号")
            await head.sees(
                "放假（26天）：1月1日（周五）至1月3日（周日）", "上班（4天）：1月30日（周六）", "1个反馈时限"
            )
            await head.taps("确认录入")
            await head.sees("已录入2027年工作日历：放假26天，调休上班4天", "1个反馈时限")
            async with office.transaction() as unit:
                (moved,) = [row for row in await unit.find(ReportDue) if row.due_on == on]
                assert moved.late_after == end_of(date(2027, 2, 14), None, ZONE), "the make-up Sunday"
                assert not unit.workdays.is_workday(on)
            assert await events(office, calendar_subject(2027)) == ["calendar.entered"]
            await entered(office)
            await head.sees("已重新录入2027年工作日历")
        async with bot_of(office) as again:
            assert not again.services.workdays.is_workday(date(2027, 2, 8)), "after a restart"


async def test_only_the_keepers_enter_a_calendar(office: World) -> None:
    await office.clerk.says("/calendar 2027")
    card = await office.clerk.sees("工作日历 · 2027年")
    assert "没有此项权限" in await office.clerk.forges("ye:2027", card)
    await office.head.says("/calendar 2027")
    card = await office.head.sees("工作日历 · 2027年")
    assert "请点选" in await office.head.forges("ye:2040", card)
    assert "未查到" in await office.head.forges("yc:9", card)
    async with office.transaction() as unit:
        assert await unit.find(CalendarYear) == []


async def test_a_year_may_come_as_a_table(office: World) -> None:
    head = office.head
    spans = ("1月1日至3日", "2月5日至12日", "4月5日", "5月1日至3日", "6月9日", "9月15日", "10月1日至7日")
    table = "".join(["日期,类型\n", *(f"2027年{span},放假\n" for span in spans), "2027-10-09,上班\n"])
    for name, data in (("安排.csv", b"a,b\n1,2\n"), ("安排.csv", table.encode())):
        await head.says("/calendar 2027")
        await head.taps("录入2027年")
        await head.sends(name, data)
        await head.sees("没有找到表头" if data == b"a,b\n1,2\n" else "共8行")
    card = await head.card("共8行")
    for other, words in ((office.clerk, "没有此项权限"), (office.admin, "未查到")):
        await other.says("/calendar")
        assert words in await other.forges(str(card.buttons["核对录入"]), await other.sees("工作日历")), words
    await head.taps("核对录入")
    await head.says("国办发明电〔2026〕7号")
    await head.taps("确认录入")
    await head.sees("已录入2027年工作日历：放假24天，调休上班1天")
