"""Outages and our own faults: no row stops another, nothing is given up, no result is written twice or forgotten."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy.exc import OperationalError
from telegram.error import NetworkError

import bot.calling
import bot.delivery
import bot.limits
import bot.planning
from bot.choosing import Chooser
from bot.delivery import Delivery
from bot.settling import settle
from storage import outbox, outgoing
from storage.outbox import State
from storage.tables import cards
from storage.tables import outbox as table
from storage.unit_of_work import UnitOfWork
from tests.flows.test_delivery import CLERK, CLERK2, WATER, left, note, tell
from tests.flows.test_delivery_parts import sends_by, texts_of
from tests.world import World


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is tried again is tried at once."""
    monkeypatch.setattr(bot.delivery, "ROUND_PAUSE", 0.0)
    monkeypatch.setattr(bot.limits, "FIRST_AWAY", 0.0)


async def test_a_row_that_breaks_planning_stops_no_other(office: World, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Chooser._ready

    async def breaks(self: Chooser, unit: UnitOfWork, claim: outgoing.Claim, *rest: Any) -> Any:
        if claim.chat_id == office.clerk.id:
            raise IndexError("a bug")
        return await real(self, unit, claim, *rest)

    monkeypatch.setattr(Chooser, "_ready", breaks)
    await tell(office, note(CLERK, "甲"), note(CLERK2, "乙"))
    await office.settle()
    assert await texts_of(office.clerk2) == ["乙"]
    assert [row.reason for row in await left(office)] == ["planning_failed"]


async def test_an_outage_is_no_message_s_fault_and_the_office_hears_of_it(
    office: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = 0

    async def away(*_: Any) -> None:
        nonlocal tries
        tries += 1
        if tries <= 20:
            raise NetworkError("x") from httpx.ConnectError("no route")

    assert office.parts is not None
    outages = office.parts.delivery._outages
    began = outages.clock()
    monkeypatch.setattr(outages, "clock", lambda: began + timedelta(minutes=2 * tries))
    sends_by(monkeypatch, before=away)
    await tell(office, *(note(CLERK2, word) for word in "甲乙"))
    await office.settle()
    assert (await texts_of(office.clerk2))[:2] == ["甲", "乙"]
    assert await left(office) == []
    await office.clerk.sees("恢复发送报告", "网络中断")


async def test_an_edit_that_was_refused_goes_with_the_next_redraw(office: World) -> None:
    await office.clerk.says("待送达")
    shown = await office.clerk.sees("没有待送达的内容")
    await office.control.add_fault("error", "editMessageText", count=1, code=400, description="Bad Request: odd")
    await edit_again(office)
    await office.settle()
    async with office.transaction() as unit:
        states = (await unit.connection.execute(table.select().where(table.c.edit_of == shown.id))).all()
        assert [row.status for row in states] == [State.DEAD]
    await edit_again(office)
    await office.settle()
    async with office.transaction() as unit:
        assert (await unit.connection.execute(table.select().where(table.c.edit_of == shown.id))).all() == []


async def edit_again(office: World) -> None:
    """The clerk's newest card is asked for again."""
    async with office.transaction() as unit:
        newest = cards.select().where(cards.c.chat_id == office.clerk.id, cards.c.live == 1)
        card = (await unit.connection.execute(newest.order_by(cards.c.message_id.desc()))).first()
        await outbox._put_edit(unit, card)
        await unit.commit()


@pytest.mark.parametrize("when", ["edit", "claim"])
async def test_a_commit_whose_answer_was_lost_is_neither_repeated_nor_forgotten(
    office: World, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    real, lost = Delivery._write, 0

    async def write_it(self: Delivery, ended: list[Any], made: Any) -> Any:
        nonlocal lost
        result = await real(self, ended, made)
        if not lost and (made.ready if when == "claim" else any(end.claim.row.edit_of for end in ended)):
            lost += 1
            raise OperationalError("commit", {}, Exception("connection lost"))
        return result

    await office.clerk.says("待送达")
    await office.clerk.sees("没有待送达的内容")
    monkeypatch.setattr(Delivery, "_write", write_it)
    await edit_again(office)
    await tell(office, note(CLERK2, "甲"), note(CLERK2, "乙"))
    async with asyncio.timeout(10):
        await office.settle()
    assert lost
    assert await texts_of(office.clerk2) == ["甲", "乙"]


async def test_a_result_that_cannot_be_written_down_is_shown_and_stops_no_other(
    office: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = settle

    async def refuses(unit: UnitOfWork, result: Any) -> bool:
        if result.claim.chat_id == office.water.id:
            raise RuntimeError("a bug")
        return await real(unit, result)

    monkeypatch.setattr("bot.settling.settle", refuses)
    await tell(office, note(WATER, "甲"), note(CLERK2, "乙"), note(CLERK2, "丙"))
    async with asyncio.timeout(10):
        await office.settle()
    assert await texts_of(office.clerk2) == ["乙", "丙"]
    assert [(row.seat, row.reason) for row in await left(office)] == [(f"person/{WATER}", "settling_failed")]
