"""立卷归档: the year's proposals that are done, bound with a catalogue (P6.3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from supervision.model import CaseFile, DeskItem, DeskKind, Matter, MatterStatus, ProposalReply, ResultClass
from tests import roster
from tests.builders import CLERK
from tests.flows.approval_scenes import forged
from tests.flows.proposal_scenes import issued, registered
from tests.world import World

REPLIED = ProposalReply(
    0, 0, roster.HOUSING, "张三", sent_on=date(2026, 3, 2), number="夏住建函〔2026〕12号", result=ResultClass.A
)


async def close(office: World, *, track: str = "proposal.county") -> Matter:
    """A proposal that is done, with its reply to two proposers."""
    matter, _ = await issued(office, track=track, status=MatterStatus.CLOSED)
    async with office.transaction() as unit:
        for number, name in enumerate(("张三", "李四"), 1):
            row = replace(REPLIED, id=matter.id * 10 + number, matter_id=matter.id, proposer=name)
            await unit.save(row)
        await unit.commit()
    return matter


async def test_P6_3_the_years_replies_are_bound_with_a_catalogue(office: World) -> None:
    matter = await close(office)
    await registered(office)
    async with office.transaction() as unit:
        await unit.save(DeskItem(DeskKind.ARCHIVE, "2026", CLERK, date(2027, 1, 4), "2026年度建议提案", every=5))
        await unit.commit()
    clerk = office.clerk
    await clerk.says("/archive 2026")
    await clerk.taps("建议提案立卷")
    await clerk.sees("2026年县级建议提案 · 卷内目录", "归档1件，目录3条；未办结的1件不归档", "夏住建函〔2026〕12号")
    await clerk.says("3、2")
    await clerk.sees("按目录顺序输入3个页数")
    await clerk.says("3、2、5")
    await clerk.sees("2. 第12号建议交办通知　夏政督〔2026〕1号　2026年3月2日　2页")
    await clerk.taps("归档")
    await clerk.sees("已归档 · 案卷2026-1", "3. 县住房和城乡建设局对第12号建议的答复（张三、李四代表）", "5页")
    async with office.transaction() as unit:
        (volume,) = await unit.find(CaseFile)
        assert (volume.matter_ids, [entry.pages for entry in volume.entries]) == ((matter.id,), [3, 2, 5])
        assert volume.closed_at is not None
        assert (await unit.require(DeskItem, DeskKind.ARCHIVE, "2026")).done_at is None, "one is open still"
    await close(office)
    await clerk.says("/archive 2026")
    await clerk.taps("建议提案立卷")
    await clerk.taps("归档")
    await clerk.sees("已归档 · 案卷2026-1-2")
    await clerk.says("/archive")
    await clerk.taps("建议提案立卷")
    listed = await clerk.sees("没有待归档的建议提案；尚有1件未办结", "案卷2026-1：1件", "案卷2026-1-2：1件")
    assert list(listed.buttons) == ["案卷2026-1", "案卷2026-1-2"]
    await clerk.taps("案卷2026-1", on=listed)
    await clerk.sees("卷内目录 · 案卷2026-1", "5页")


async def test_P6_3_city_and_county_are_filed_apart_and_only_by_the_office(office: World) -> None:
    await close(office)
    await close(office, track="proposal.city")
    await office.clerk.says("/archive 2026")
    await office.clerk.taps("建议提案立卷")
    await office.clerk.taps("市级建议提案")
    await office.clerk.taps("归档")
    await office.clerk.sees("已归档 · 案卷2026-1", "市级建议提案，共1件")
    assert "没有此项权限" in await forged(office.housing_a, "pf:1")
    await office.section.says("/archive 2026")
    await office.section.sees("没有此项权限")
