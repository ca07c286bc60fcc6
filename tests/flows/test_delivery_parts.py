"""Messages of several parts: what began keeps its words, is whole for whoever gets it, and stops nobody."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import update
from telegram.error import Forbidden, NetworkError

import bot.calling
import bot.delivery
import bot.planning
from bot.limits import Pace
from bot.sending import Sent, send_part
from messages.outgoing import Part
from storage import chats, outbox, outgoing
from storage.outbox import State
from storage.tables import outbox as table
from supervision.model import Post
from supervision.notices.base import Lane, OnDoubt, Until, to_person, to_post
from supervision.notices.cards import PaperCard
from supervision.notices.refusing import Refused
from supervision.subjects import Subject
from tests.flows.approval_scenes import dispatched
from tests.flows.test_delivery import CLERK, CLERK2, WATER, left, note, tell
from tests.flows.test_lanes import LONG
from tests.world import Someone, World

Hook = Callable[..., Awaitable[None]]
FIRST = "第0行"


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is tried again is tried at once."""
    monkeypatch.setattr(bot.delivery, "ROUND_PAUSE", 0.0)


def sends_by(monkeypatch: pytest.MonkeyPatch, before: Hook | None = None, after: Hook | None = None) -> None:
    """Something happens before or after each call; it is given the chat and the part."""

    async def send(bot_: Any, chat_id: int, part: Part, *rest: Any) -> Sent:
        if before is not None:
            await before(chat_id, part)
        sent = await send_part(bot_, chat_id, part, *rest)
        if after is not None:
            await after(chat_id, part)
        return sent

    monkeypatch.setattr(bot.calling, "send_part", send)


async def texts_of(someone: Someone) -> list[str]:
    return [message.text for message in await someone.messages()]


async def plain_rows(office: World) -> list[Any]:
    async with office.transaction() as unit:
        return list((await unit.connection.execute(table.select().where(table.c.kind == "refused"))).all())


async def write(office: World, statement: Any) -> None:
    async with office.transaction() as unit:
        await unit.connection.execute(statement)
        await unit.commit()


@pytest.mark.parametrize("keeps_words", [True, False])
async def test_what_was_begun_and_held_up_goes_on_with_its_words_and_stops_nobody(
    office: World, monkeypatch: pytest.MonkeyPatch, keeps_words: bool
) -> None:
    is_blocked = True

    async def refuse(chat_id: int, part: Part) -> None:
        if is_blocked and chat_id == office.water.id and not part.text.startswith(FIRST):
            raise Forbidden("Forbidden: bot was blocked by the user")

    sends_by(monkeypatch, before=refuse)
    await tell(office, note(WATER, LONG))
    await office.settle()
    (row,) = await plain_rows(office)
    assert (row.status, row.sent_parts) == (State.WAITING, 1)
    is_blocked = False
    lost = {} if keeps_words else {"payload": None}
    await write(
        office, update(table).where(table.c.id == row.id).values(fields=outbox.write_fields(note(WATER, "短")), **lost)
    )
    async with office.transaction() as unit:
        await chats.set_chat_state(unit, office.water.id, "open")
        await outgoing.revive(unit, [row.seat])
        await unit.commit()
    await tell(office, note(CLERK, "别人的消息"))
    await office.settle()
    assert "别人的消息" in await texts_of(office.clerk)
    texts = await texts_of(office.water)
    assert "\n".join(texts) == LONG if keeps_words else texts[-1] == "短"


async def test_whoever_takes_the_seat_midway_gets_the_whole_message(
    office: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hand_over(_chat: int, part: Part) -> None:
        if part.text.startswith(FIRST):
            async with office.transaction() as unit:
                await unit.save(replace(await unit.require(Post, WATER), holder_id=CLERK2))
                await unit.commit()

    sends_by(monkeypatch, after=hand_over)
    await tell(office, Refused(to=to_post(WATER), words=LONG))
    await office.settle()
    assert len(await texts_of(office.water)) == 1, "the old holder gets nothing further"
    assert "\n".join(await texts_of(office.clerk2)) == LONG


async def test_arrived_settles_the_part_in_doubt_and_the_rest_goes_on(
    office: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def lose(_chat: int, part: Part) -> None:
        if part.text.startswith(FIRST):
            raise NetworkError("lost") from ConnectionResetError()

    monkeypatch.setattr(Refused, "on_doubt", OnDoubt.HOLD)
    sends_by(monkeypatch, after=lose)
    await tell(office, note(WATER, LONG))
    await office.settle()
    assert [row.status for row in await left(office)] == ["ambiguous"]
    await arrives(office)
    assert "\n".join(await texts_of(office.water)) == LONG
    assert await left(office) == []


async def arrives(office: World) -> None:
    """The clerk asked, and it has arrived."""
    await office.clerk.says("待送达")
    toast = await office.clerk.taps("已送达", await office.clerk.sees("可能未送达"))
    assert "已收到" in toast
    await office.settle()


async def test_a_long_plain_message_redraws_nothing(office: World) -> None:
    await tell(office, note(CLERK, LONG), *(note(CLERK2, f"第{n}条") for n in range(5)))
    await office.settle()
    assert {row.revision for row in await plain_rows(office)} == {0}


async def test_an_answer_waits_for_the_rest_of_a_bulk_message(office: World, monkeypatch: pytest.MonkeyPatch) -> None:
    real, is_closed = Pace.wait_of_all, False

    async def interrupt(_chat: int, part: Part) -> None:
        nonlocal is_closed
        if part.text.startswith(FIRST):
            is_closed = True  # others took the tokens of bulk
            async with office.transaction() as unit:
                answer = outbox._row(unit, note(CLERK, "答复"), f"chat/{office.clerk.id}", "answer")
                await unit.connection.execute(table.insert(), answer | {"lane": int(Lane.INTERACTIVE)})
                await unit.commit()
        elif part.text == "答复":
            is_closed = False

    monkeypatch.setattr(Refused, "lane", Lane.BULK)
    monkeypatch.setattr(
        Pace,
        "wait_of_all",
        lambda self, lane=Lane.INTERACTIVE: 9.0 if is_closed and lane is Lane.BULK else real(self, lane),
    )
    sends_by(monkeypatch, after=interrupt)
    await tell(office, note(CLERK, LONG))
    await office.settle()
    texts = await texts_of(office.clerk)
    assert ("\n".join(texts[:-1]), texts[-1]) == (LONG, "答复")


async def test_a_card_that_arrived_unknown_is_sent_anew_when_it_changes(
    office: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await dispatched(office)
    lost = 0

    async def lose(chat_id: int, _part: Part) -> None:
        nonlocal lost
        if chat_id == office.water.id and lost < 2:
            lost += 1
            raise NetworkError("lost") from ConnectionResetError()

    sends_by(monkeypatch, after=lose)
    card = PaperCard(to=to_person(WATER), paper_id=1, unit_id=5)
    async with office.transaction() as unit:
        card = replace(card, unit_id=(await unit.require(Post, WATER)).unit_id)
        await outbox.tell(unit, [card])
        await unit.commit()
    await office.settle()
    assert [row.status for row in await left(office)][-1:] == ["ambiguous"]
    await arrives(office)
    before = len(await texts_of(office.water))
    for number in (1, 2):
        async with office.transaction() as unit:
            assert card.subject is not None
            await outbox.redraw(unit, [Subject(card.subject.kind, card.subject.key)])
            await unit.commit()
        await office.settle()
        texts = await texts_of(office.water)
        assert ("重发" in texts[-1]) is (number == 1)
        assert len(texts) == before + 1, "once: after that its message is known, and edited"


async def test_each_part_in_doubt_is_repeated_once(office: World, monkeypatch: pytest.MonkeyPatch) -> None:
    doubted: list[str] = []

    async def lose(_chat: int, part: Part) -> None:
        if "督查" in part.text and part.text[-200:] not in doubted:  # a mark stands before it
            doubted.append(part.text[-200:])
            raise NetworkError("lost") from ConnectionResetError()

    sends_by(monkeypatch, after=lose)
    await tell(office, note(CLERK, LONG))
    await office.settle()
    assert await left(office) == []
    assert [row.status for row in await plain_rows(office)] == [State.SENT]


async def test_the_rest_of_a_message_goes_out_though_its_condition_came_true(
    office: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_true = False

    async def condition(*_: Any) -> bool:
        return is_true

    async def comes_true(*_: Any) -> None:
        nonlocal is_true
        is_true = True

    monkeypatch.setattr(bot.planning, "_has_come_true", condition)
    monkeypatch.setattr(Refused, "until", Until("over", "1"))
    sends_by(monkeypatch, after=comes_true)
    await tell(office, note(CLERK, LONG), note(CLERK, "不必再说"))
    await office.settle()
    assert "\n".join(await texts_of(office.clerk)) == LONG
