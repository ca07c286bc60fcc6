"""The desk: what is neither a report nor a signature stands in the digest of whoever answers for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from storage.queries import desk
from supervision.model import DeskItem, DeskKind, Matter, MatterStatus, Post, Transfer
from tests import roster
from tests.builders import CLERK, issued_matter
from tests.flows.digests import person_of
from tests.world import World

SUBMISSION = DeskItem(
    DeskKind.SUBMISSION, "7", person_of("clerk"), date(2026, 3, 4), "汛前检查", "2026-31", date(2026, 3, 6), every=1
)


async def put(office: World, item: DeskItem) -> None:
    async with office.transaction() as unit:
        await unit.save(item)
        await unit.commit()


async def test_a_thing_of_the_desk_is_said_each_workday_until_it_is_done(office: World) -> None:
    await put(office, SUBMISSION)
    await office.advance("3月4日 09:00")
    await office.clerk.sees("今日提醒", "待上报，请按时报出", "2026-31 汛前检查：3月6日")
    await office.clerk.looks_away()
    await office.advance("3月5日 08:00")
    await office.clerk.sees_nothing("待上报")
    await office.advance("3月5日 09:00")
    await office.clerk.sees("待上报")
    async with office.transaction() as unit:
        await desk.settle(unit, DeskKind.SUBMISSION, "7")
        await unit.commit()
    await office.clerk.looks_away()
    await office.advance("3月6日 12:00")
    await office.clerk.sees_nothing("待上报")


async def test_what_lies_on_a_desk_without_a_holder_is_said_to_the_officers(office: World) -> None:
    async with office.transaction() as unit:
        post = await unit.require(Post, person_of("clerk"))
        other = replace(post, id=990, holder_id=None)
        await unit.save(other, replace(SUBMISSION, post_id=other.id, every=0))
        await unit.commit()
    await office.advance("3月4日 09:00")
    await office.clerk.sees("待上报")


async def stands(office: World, status: MatterStatus) -> None:
    async with office.transaction() as unit:
        await unit.save(replace(await unit.require(Matter, 1), status=status))
        await unit.commit()
    await office.clerk.looks_away()


async def test_counting_nobody_is_reminded_of_a_report_while_its_matter_stands_still(office: World) -> None:
    async with office.transaction() as unit:
        await issued_matter(unit, track="document")
        await unit.save(replace(SUBMISSION, key="1"))
        await unit.commit()
    await stands(office, MatterStatus.SUSPENDED)
    await office.advance("3月4日 12:00")
    await office.clerk.sees_nothing("待上报")
    await stands(office, MatterStatus.IN_PROGRESS)
    await office.advance("3月5日 12:00")
    await office.clerk.sees("待上报", "2026-31 汛前检查")
    await stands(office, MatterStatus.WITHDRAWN)
    await office.advance("3月6日 12:00")
    await office.clerk.sees_nothing("待上报")
    async with office.transaction() as unit:
        assert (await unit.require(DeskItem, DeskKind.SUBMISSION, "1")).done_at is not None


OF_MATTER_1 = (
    (DeskKind.ANSWER_OWED, "1"),
    (DeskKind.FOLLOWED, "1"),
    (DeskKind.REPLY_ROUND, "1"),
    (DeskKind.REVIEW, "proposal/1"),
    (DeskKind.REASSIGN, "1"),
)


async def test_nobody_is_reminded_of_anything_of_a_matter_that_was_withdrawn(office: World) -> None:
    async with office.transaction() as unit:
        await issued_matter(unit)
        await unit.save(Transfer(1, 1, 2, roster.WATER, CLERK, unit.now, "不属职责"))
        await unit.save(*(replace(SUBMISSION, kind=kind, key=key) for kind, key in OF_MATTER_1))
        await unit.commit()
    await stands(office, MatterStatus.WITHDRAWN)
    await office.advance("3月4日 12:00")
    await office.clerk.sees_nothing("汛前检查")
    async with office.transaction() as unit:
        assert [item.done_at is not None for item in await unit.find(DeskItem)] == [True] * len(OF_MATTER_1)


async def test_P5_3_nobody_is_reminded_of_a_leader_whose_post_is_no_more(office: World) -> None:
    async with office.transaction() as unit:
        matter, _ = await issued_matter(unit)
        await unit.save(replace(SUBMISSION, kind=DeskKind.ANSWER_OWED, key="1"))
        await unit.commit()
    await office.advance("3月4日 12:00")
    await office.clerk.sees("汛前检查")
    await office.clerk.looks_away()
    async with office.transaction() as unit:
        ids = [item.leader_post_id for item in matter.instructions]
        await unit.save(*(replace(post, active=False) for post in await unit.find(Post, id=tuple(ids))))
        await unit.commit()
    await office.advance("3月5日 12:00")
    await office.clerk.sees_nothing("汛前检查")
    async with office.transaction() as unit:
        assert (await unit.require(DeskItem, DeskKind.ANSWER_OWED, "1")).done_at is not None
