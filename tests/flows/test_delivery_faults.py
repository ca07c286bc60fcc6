"""Delivery, when our own part misbehaves: a row that cannot be planned stops no other, and delivery goes on."""

from __future__ import annotations

from typing import NoReturn

import pytest
from sqlalchemy.exc import OperationalError

import bot.planning
from storage import outgoing
from storage.outgoing import Claim, Undelivered, undelivered
from storage.unit_of_work import UnitOfWork
from supervision.notices.base import to_person
from supervision.notices.cards import StepCard
from tests.flows.test_delivery import CLERK, CLERK2, note, tell
from tests.world import World


async def _left(office: World) -> list[Undelivered]:
    async with office.transaction() as unit:
        return await undelivered(unit)


async def _breaks(*_given: object) -> NoReturn:
    raise LookupError("a bug in a condition")


async def test_a_row_that_cannot_be_planned_stops_no_other(office: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bot.planning, "_has_come_true", _breaks)
    await tell(office, StepCard(to=to_person(CLERK), chain_id=1, seq=1), note(CLERK2, "乙"))
    await office.settle()
    await office.clerk2.sees("乙")
    assert [(row.seat, row.status, row.reason) for row in await _left(office)] == [
        (f"person/{CLERK}", "dead", "condition_failed")
    ]
    await tell(office, note(CLERK, "丙"))
    await office.settle()
    await office.clerk.sees("丙")


async def test_a_round_that_the_database_refuses_is_tried_again(office: World, monkeypatch: pytest.MonkeyPatch) -> None:
    real, failures = outgoing.claim, [OperationalError("claim", {}, Exception("away")), RuntimeError("a bug")]

    async def refuses(unit: UnitOfWork, claims: list[Claim]) -> list[Claim]:
        if failures:
            raise failures.pop()
        return await real(unit, claims)

    monkeypatch.setattr("bot.delivery.ROUND_PAUSE", 0.0)
    monkeypatch.setattr(outgoing, "claim", refuses)
    await tell(office, note(CLERK, "甲"))
    await office.settle()
    assert [m.text for m in await office.clerk.messages()] == ["甲"]
    assert not failures


async def test_what_was_sent_is_settled_after_a_round_that_failed(
    office: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, failures = outgoing.mark_sent, [OperationalError("mark", {}, Exception("away"))]

    async def refuses(unit: UnitOfWork, item: Claim, message_id: int | None) -> bool:
        if failures:
            raise failures.pop()
        return await real(unit, item, message_id)

    monkeypatch.setattr("bot.delivery.ROUND_PAUSE", 0.0)
    monkeypatch.setattr(outgoing, "mark_sent", refuses)
    await tell(office, note(CLERK, "甲"), note(CLERK, "乙"))
    await office.settle()
    assert [m.text for m in await office.clerk.messages()] == ["甲", "乙"]
    assert await _left(office) == []


async def test_nothing_overtakes_a_message_of_which_nobody_knows_whether_it_came(office: World) -> None:
    await office.control.add_fault("drop_before", "sendMessage", nth=2, count=1)
    await tell(office, *(note(CLERK, word) for word in "甲乙丙丁"))
    await office.settle()
    assert [m.text[-1] for m in await office.clerk.messages()] == list("甲乙丙丁")
