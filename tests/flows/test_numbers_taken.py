"""The register: every number that is drawn is entered with what bears it, none is missing, and void ones stay."""

from __future__ import annotations

import pytest

from handlers.documents.numbers import draw, enter_typed, void
from storage import audit
from supervision.actors import Actor
from supervision.model import NumberTaken, Person, Post
from supervision.papers.numbering import RegisterKey
from supervision.refusals import InvalidInput, NotAllowed, WrongState
from supervision.subjects import Subject
from tests import roster
from tests.world import World


async def taken(office: World) -> list[NumberTaken]:
    async with office.transaction() as unit:
        return await unit.find(NumberTaken)


async def someone(office: World, key: str) -> Actor:
    async with office.transaction() as unit:
        seat = roster.id_of(key)
        return Actor(await unit.require(Person, seat), (await unit.require(Post, seat),))


async def test_a_number_is_entered_with_what_bears_it_and_a_rollback_gives_it_back(office: World) -> None:
    subject = Subject("paper", "7")
    async with office.transaction() as unit:
        await draw(unit, RegisterKey.OFFICE, subject=subject, title="没有发出的通知")
    async with office.transaction() as unit:
        assert await draw(unit, RegisterKey.OFFICE, subject=subject, title="通知", actor_id=8) == "夏政办〔2026〕1号"
        assert await draw(unit, RegisterKey.OFFICE, subject=subject, title="通知", year=2025) == "夏政办〔2025〕1号"
        await unit.commit()
    rows = {(row.year, row.n): row for row in await taken(office)}
    assert set(rows) == {(2026, 1), (2025, 1)}
    row = rows[2026, 1]
    assert (row.number, row.subject_kind, row.subject_key) == ("夏政办〔2026〕1号", "paper", "7")
    assert (row.title, row.taken_by, row.void_at) == ("通知", 8, None)


async def test_a_number_that_was_typed_enters_the_register_and_is_not_given_again(office: World) -> None:
    subject = Subject("submission", "3")
    async with office.transaction() as unit:
        typed = await enter_typed(unit, "夏政办[2026] 05", subject=subject, title="报告", actor_id=8)
        assert typed == "夏政办〔2026〕5号"
        with pytest.raises(InvalidInput, match="number_taken"):
            await enter_typed(unit, "夏政办〔2026〕5号", subject=subject, title="又一份", actor_id=8)
        assert await draw(unit, RegisterKey.OFFICE, subject=subject, title="通知") == "夏政办〔2026〕6号"
        other = await enter_typed(unit, " 商政督〔2026〕5号 ", subject=subject, title="市里的文号", actor_id=8)
        assert other == "商政督〔2026〕5号"
        await unit.commit()
    assert [(row.n, row.title) for row in await taken(office)] == [(5, "报告"), (6, "通知")]


async def test_a_void_number_stays_and_is_not_drawn_again(office: World) -> None:
    clerk, liaison = await someone(office, "clerk"), await someone(office, "water")
    async with office.transaction() as unit:
        await draw(unit, RegisterKey.LETTER, subject=Subject("paper", "7"), title="函")
        (row,) = await unit.find(NumberTaken)
        with pytest.raises(NotAllowed):
            await void(unit, liaison, row, "文号用错")
        await void(unit, clerk, row, "文号用错")
        (row,) = await unit.find(NumberTaken)
        assert (row.void_why, row.void_by, row.void_at) == ("文号用错", clerk.person_id, unit.now)
        with pytest.raises(WrongState):
            await void(unit, clerk, row, "再作废一次")
        assert [fact.event for fact in await audit.history(unit, Subject("paper", "7"))] == ["number.voided"]
        assert await draw(unit, RegisterKey.LETTER, subject=Subject("paper", "8"), title="函") == "夏政办函〔2026〕2号"
