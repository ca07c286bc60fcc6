"""/why: the Office is told chain, name and dates with their clauses; a unit its own dates; a stranger nothing."""

from __future__ import annotations

from dataclasses import replace

from supervision.model import Matter
from tests import roster
from tests.builders import issued_matter
from tests.world import World


async def begun(office: World, **changes: object) -> Matter:
    async with office.transaction() as unit:
        matter, _ = await issued_matter(unit, second=roster.WATER)
        matter = replace(matter, **changes)  # type: ignore[arg-type]
        await unit.save(matter)
        await unit.commit()
    await office.settle()
    return matter


async def test_why_tells_the_office_the_chain_the_name_and_the_dates(office: World) -> None:
    await begun(office, countersign=(roster.id_of("vice_mayor"),), track_why="only_instruction:mayor")
    await office.clerk.says("/why")
    await office.clerk.sees("依据 2026-31")
    await office.clerk.says("/why 2026-1")
    await office.clerk.sees(
        "类别：县长批示件（夏政办〔2014〕29号二（五）1、3、4）",
        "据县长批示确定",
        "副县长（城建）会签（本件增加） → 分管副主任审定 → 办公室主任审定",
        "督查通知单，以县政府办公室名义（本县确定）",
        "第1、2项　3月10日（周二）、3月20日（周五）：通知单载明",
    )


async def test_why_tells_a_unit_its_own_dates_and_no_chain(office: World) -> None:
    await begun(office)
    await office.people["water"].says("/why 1号")
    told = await office.people["water"].sees("依据：夏政办〔2014〕29号二（五）1、3、4", "第2项　3月10日（周二）")
    assert "审定" not in told.text
    assert "第1" not in told.text


async def test_why_is_not_told_of_a_matter_of_others(office: World) -> None:
    await begun(office)
    await office.people["tax"].says("/why 1号")
    await office.people["tax"].sees("未查到")
    await office.section.says("/why 2026-1")
    await office.section.sees("未查到")
