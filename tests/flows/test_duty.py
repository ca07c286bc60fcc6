"""/duty: the week, arranging it in one message or one line, and who is told."""

from __future__ import annotations

from datetime import date

import pytest

from supervision.model import DutyDay
from tests.flows.digests import person_of
from tests.world import World


async def arranged(office: World) -> dict[int, int]:
    """The post of each day of March."""
    async with office.transaction() as unit:
        return {row.day.day: row.post_id for row in await unit.find(DutyDay)}


async def test_a_week_of_duty_is_arranged_in_one_message(office: World) -> None:
    await office.clerk.says("值班")
    week = await office.clerk.sees("值班安排 · 3月2日（周一）至3月8日（周日）", "3月5日（周四）　未安排")
    assert "现在值班：督查室甲、督查室乙" in week.text
    await office.clerk.taps("安排值班", week)
    await office.clerk.sees("请发送值班安排，每行一条", "3月2日 督查室甲")
    await office.clerk.says("3月2日 督查室甲\n3月3日至5日 督查室乙")
    shown = await office.clerk.sees("值班安排", "3月5日（周四）　督查室乙　13800000009", "3月6日（周五）　未安排")
    assert "现在值班：督查室甲\n" in shown.text
    given = await office.clerk2.sees("请您于以下日期值班", "3月3日（周二）、3月4日（周三）、3月5日（周四）")
    assert "13800" not in given.text
    await office.clerk.sees_nothing("请您于以下日期值班")
    assert await arranged(office) == {2: person_of("clerk"), 3: 9, 4: 9, 5: 9}


async def test_one_line_after_the_command_is_enough_and_a_day_can_be_cleared(office: World) -> None:
    await office.clerk2.says("/duty 3月5日 督查室乙")
    await office.clerk2.sees("3月5日（周四）　督查室乙")
    await office.clerk.sees_nothing("值班")
    await office.clerk2.says("/duty 3月5日 无")
    await office.clerk2.sees("3月5日（周四）　未安排")
    await office.clerk2.says("/duty")
    week = await office.clerk2.sees("值班安排 · 3月2日")
    await office.clerk2.taps("下一周", week)
    assert "值班安排 · 3月9日（周一）至3月15日（周日）" in (await office.clerk2.card("值班安排")).text


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("3月5日 <b>&_*[", "未查到督查室人员“<b>&_*[”"),
        ("3月5日", "“3月5日”无法识别"),
        ("3月1日 督查室甲", "日期“3月1日”已过"),
        ("3月5日 水利局联络员", "未查到督查室人员“水利局联络员”"),
        ("3月5日 督查室甲\n" * 32, "一次最多31个"),
    ],
)
async def test_what_cannot_be_read_is_said_and_nothing_is_saved(office: World, said: str, answer: str) -> None:
    await office.clerk.says("/duty")
    await office.clerk.taps("安排值班")
    await office.clerk.says(said)
    await office.clerk.sees(answer)
    assert await arranged(office) == {}
    await office.clerk.says("3月5日 督查室甲")
    await office.clerk.sees("3月5日（周四）　督查室甲")


async def test_only_the_office_arranges_duty(office: World) -> None:
    await office.clerk.says("/duty")
    await office.clerk.sees("值班安排")
    for who in (office.water, office.director, office.secretary, office.section):
        await who.says("/duty 3月5日 督查室甲")
        await who.sees("没有此项权限")
    await office.water.says("你好")
    mine = (await office.water.messages())[-1]
    assert "没有此项权限" in await office.water.forges(f"hd:{date(2026, 3, 9).toordinal()}", mine)
    assert "没有此项权限" in await office.water.forges("hs", mine)
    assert "该按钮已失效" in await office.clerk.forges("hd:99999999999", await office.clerk.card("值班安排"))
    assert await arranged(office) == {}


async def test_who_is_named_at_night_hears_in_the_morning(office: World) -> None:
    await office.advance("3月2日 22:00")
    await office.clerk.says("/duty 3月4日 督查室乙")
    await office.clerk2.sees_nothing("值班")
    await office.advance("3月3日 07:31")
    await office.clerk2.sees("请您于以下日期值班", "3月4日（周三）")
