"""A signed bulletin on its way into the groups: long, refused, in doubt; and signers who are waited for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import select

from storage.outbox import State
from storage.tables import outbox
from supervision.figures.counting import row_of
from supervision.model import Bulletin, BulletinStatus
from tests.flows.quarter import DRAFTED, arranged_quarter, bind_group
from tests.world import World, at

NUMBER = "夏邑政务督查　2026年第1期"


async def approved(office: World, text: str = "关于2026年第一季度督查事项落实情况的通报") -> None:
    """A bulletin that all have signed, to be posted on 21 April at nine."""
    office.sandbox.state.clock.move(at("4月20日 18:00").timestamp())
    await office.settle()
    async with office.transaction() as unit:
        figures = row_of(())
        bulletin = Bulletin(1, "2026Q1", BulletinStatus.APPROVED, date(2026, 4, 10), unit.now, figures)
        await unit.save(replace(bulletin, number=NUMBER, text=text, group_text=text, post_at=at("4月21日 09:00")))
        await unit.commit()
    await office.settle()


async def state_of(office: World) -> tuple[BulletinStatus, list[str]]:
    async with office.transaction() as unit:
        rows = await unit.connection.execute(select(outbox.c.status).where(outbox.c.kind == "group_bulletin"))
        return (await unit.require(Bulletin, 1)).status, [row.status for row in rows]


async def in_group(office: World, group: int) -> list[str]:
    return [m.text for m in await office.head.messages(group) if "通报" in m.text or "县水利局" in m.text]


async def test_complaint_18_a_bulletin_of_six_thousand_characters_comes_in_parts(office: World) -> None:
    group = await bind_group(office)
    lines = [f"{n}. 县水利局：第{n}项<b>未按时&反馈，逾期{n}个工作日。" for n in range(1, 186)]
    assert sum(map(len, lines)) > 5_500
    await approved(office, "\n".join(lines))
    await office.advance("4月21日 09:01")
    posted = await in_group(office, group)
    assert len(posted) == 2
    assert all(len(text) <= 4096 for text in posted)
    assert "\n".join(posted) == "\n".join([NUMBER, *lines, "夏邑县人民政府办公室　2026年4月21日"])
    await office.settle()
    assert await state_of(office) == (BulletinStatus.POSTED, [State.SENT])


async def test_complaint_02_a_bulletin_in_doubt_is_not_posted_twice(office: World) -> None:
    group = await bind_group(office)
    await approved(office)
    await office.control.add_fault("drop_after", "sendMessage", chat_id=group, count=1)
    await office.advance("4月21日 09:01")
    await office.advance("4月22日 12:00")
    assert len(await in_group(office, group)) == 1
    assert await state_of(office) == (BulletinStatus.APPROVED, [State.AMBIGUOUS])


async def test_complaint_10_a_group_that_lets_nobody_post_holds_it_and_the_office_is_told(office: World) -> None:
    group = await bind_group(office)
    await approved(office)
    await office.control.add_fault(
        "error", "sendMessage", chat_id=group, code=400, description="Bad Request: not enough rights to send text"
    )
    await office.advance("4月21日 09:01")
    await office.clerk.sees("夏邑政务督查群")
    assert await state_of(office) == (BulletinStatus.APPROVED, [State.WAITING])


async def test_each_bound_group_gets_it_once(office: World) -> None:
    first = await bind_group(office)
    second = await bind_group(office, "县直单位联络群", 2)
    await approved(office)
    await office.advance("4月22日 12:00")
    assert len(await in_group(office, first)) == len(await in_group(office, second)) == 1
    assert await state_of(office) == (BulletinStatus.POSTED, [State.SENT, State.SENT])


async def test_quiet_hours_a_bulletin_that_is_late_waits_for_the_office_to_open(office: World) -> None:
    group = await bind_group(office)
    await approved(office)
    async with office.transaction() as unit:
        bulletin = await unit.require(Bulletin, 1)
        await unit.save(replace(bulletin, post_at=at("4月20日 09:00")))
        await unit.commit()
    await office.advance("4月21日 08:29")
    assert await in_group(office, group) == []
    await office.advance("4月21日 08:31")
    assert len(await in_group(office, group)) == 1


async def test_a_signer_is_reminded_in_his_digest_after_one_whole_workday(office: World) -> None:
    await arranged_quarter(office)
    await office.advance(DRAFTED)
    await office.clerk.taps("送审")
    await office.deputy.looks_away()
    await office.advance("4月20日 17:00")
    await office.deputy.sees_nothing("待您审签")
    await office.advance("4月21日 09:00")
    await office.deputy.sees("待您审签", "2026年第一季度督查通报", "4月17日 08:30呈送")
    await office.director.sees_nothing("待您审签")
