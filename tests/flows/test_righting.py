"""R3c: a criticism that was wrong is taken back wherever it was read, and to the unit itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handlers.bulletins.counting import count_period, keep
from handlers.changing import righting
from handlers.conversation.actors import actor_of
from storage import outbox
from storage.queries.bulletins import posts_of
from supervision.bulletins.making import calendar_key
from supervision.calendars.schedules import Quarter
from supervision.model import (
    Bulletin,
    BulletinKind,
    BulletinStatus,
    CalendarKey,
    Group,
)
from supervision.notices.base import to_post
from supervision.notices.bulletins import BulletinCard
from supervision.papers.numbering import REGISTERS, RegisterKey, counter_key
from supervision.refusals import StaleButton
from tests import roster
from tests.builders import CLERK
from tests.flows.quarter import arranged_quarter, bind_group
from tests.flows.test_posting import NUMBER, approved, in_group
from tests.world import World


async def posted(office: World) -> tuple[int, int]:
    """A bulletin that criticises 水利局 by name stands in two groups; then the second one is unbound."""
    first, second = await bind_group(office), await bind_group(office, "县直单位联络群", 2)
    await approved(office, "通报批评：县水利局")
    async with office.transaction() as unit:
        await unit.save(CalendarKey(calendar_key(Quarter(2026, 1)), unit.now))
        await unit.commit()
    await arranged_quarter(office, until="4月20日 18:00")
    async with office.transaction() as unit:
        bulletin = await unit.require(Bulletin, 1)
        made = await count_period(unit, 1, Quarter(2026, 1))
        await keep(unit, 1, made)
        counted = made.appraisal
        await unit.save(replace(bulletin, name_in_group=True, figures=counted.figures))
        await unit.save(*(replace(line, selected=line.unit_id == roster.WATER) for line in counted.lines))
        await unit.new_id("bulletin")
        await unit.count_up(counter_key(REGISTERS[RegisterKey.BULLETIN], 2026))
        await unit.commit()
    await office.advance("4月21日 09:01")
    await office.settle()
    async with office.transaction() as unit:
        await unit.save(replace(await unit.require(Group, 2), active=False))
        await outbox.tell(unit, [BulletinCard(to=to_post(CLERK), bulletin_id=1, again=1)])
        await unit.commit()
    await office.settle()
    return first, second


async def asked(office: World) -> None:
    await office.clerk.taps("更正通报", await office.clerk.card("督查通报 · 已发布"))
    await office.clerk.taps("县水利局")
    await office.clerk.says("该单位已于3月9日书面反馈")
    await office.clerk.sees(f"关于对《{NUMBER}》有关内容予以更正的通报", "对县水利局的通报批评予以撤销")
    async with office.transaction() as unit:
        clerk = await actor_of(unit, office.clerk.id)
        with pytest.raises(StaleButton):
            await righting.submit(unit, clerk, 1, roster.WATER, "另一原因", shown="00000000")
    await office.clerk.taps("送审")


async def test_R3c_a_wrong_criticism_is_corrected_in_every_group(office: World) -> None:
    first, second = await posted(office)
    await asked(office)
    assert len(await in_group(office, first)) == 1, "nothing goes out before the signatures"
    for signer in (office.deputy, office.director, office.mayor):
        await signer.taps("同意", await signer.card("更正通报"))
    await office.advance("4月22日 09:01")
    await office.settle()
    assert sum("予以更正的通报" in text for text in await in_group(office, first)) == 1
    assert await in_group(office, second) == [f"{NUMBER}\n通报批评：县水利局\n夏邑县人民政府办公室　2026年4月21日"]
    await office.water.sees("更正通报告知 · 县水利局", "该单位已于3月9日书面反馈")
    async with office.transaction() as unit:
        waiting = (await posts_of(unit, 2))["group/2"]
        assert waiting[0] == outbox.State.WAITING, "a group that is unbound by now stands in 待送达"
        original, correction = await unit.find(Bulletin)
        assert (original.status, original.text) == (BulletinStatus.POSTED, "通报批评：县水利局")
        assert (correction.kind, correction.corrects_id) == (BulletinKind.CORRECTION, 1)
        assert correction.number != original.number
    await office.clerk.taps("更正通报", await office.clerk.card("督查通报 · 已发布"))
    assert "已在更正" in await office.clerk.taps("县水利局")


async def test_R3c_a_correction_that_is_sent_back_leaves_the_bulletin_as_it_stands(office: World) -> None:
    first, _ = await posted(office)
    await asked(office)
    await office.deputy.taps("退回修改", await office.deputy.card("更正通报"))
    await office.deputy.taps("措辞")
    await office.clerk.sees("退回修改")
    await office.advance("4月22日 09:01")
    assert len(await in_group(office, first)) == 1
    await asked(office)
