"""Delivery at scale: answers first, parts one by one, a file that goes up once."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from telegram.error import NetworkError

import bot.calling
import bot.limits
from bot import documents
from bot.sending import Sent, send_part
from messages.outgoing import Part
from storage import outbox
from storage.outbox import State
from storage.tables import outbox as table
from storage.unit_of_work import UnitOfWork
from supervision.model import Person
from supervision.notices.base import Extras, Lane, Notice
from supervision.notices.refusing import Refused
from tests.flows.test_delivery import CLERK, CLERK2, left, note, tell
from tests.world import World

LONG = "\n".join(f"第{n}行" + "督查" * 40 for n in range(110))
"""Three parts."""

SLOTS = 8


@pytest.fixture
def bulk(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is told to people by number 1000 and above is bulk."""
    real = outbox._row

    def row(unit: UnitOfWork, notice: Notice, seat: str, key: str) -> dict[str, Any]:
        made = real(unit, notice, seat, key)
        return made | {"lane": int(Lane.BULK)} if int(seat.partition("/")[2]) >= 1000 else made

    monkeypatch.setattr(outbox, "_row", row)


async def people(office: World, count: int) -> None:
    for n in range(count):
        await office.control.create_user(f"某{n}", 800_000 + n)
        await office.control.start(800_000 + n)
    async with office.transaction() as unit:
        await unit.save(*(Person(1000 + n, f"某{n}", "", 800_000 + n) for n in range(count)))
        await unit.commit()
    await office.settle()


@pytest.mark.usefixtures("bulk")
async def test_calls_that_hang_in_bulk_hold_up_no_answer(office: World, monkeypatch: pytest.MonkeyPatch) -> None:
    await people(office, 12)
    release, answered = asyncio.Event(), asyncio.Event()
    hanging: list[int] = []

    async def hangs(bot_: Any, chat_id: int, *rest: Any) -> Sent:
        if chat_id >= 800_000:
            hanging.append(chat_id)
            if len(hanging) == SLOTS:
                await tell(office, note(CLERK, "答复"))
            await release.wait()
        sent = await send_part(bot_, chat_id, *rest)
        if chat_id == office.clerk.id:
            answered.set()
        return sent

    monkeypatch.setattr(bot.limits, "MOST_AT_ONCE", SLOTS)
    monkeypatch.setattr(bot.calling, "send_part", hangs)
    await tell(office, *(note(1000 + n, "通报") for n in range(12)))
    async with asyncio.timeout(10):
        await answered.wait()
    assert len(hanging) == SLOTS, "the rest of the bulk waits"
    release.set()
    await office.settle()
    assert len(hanging) == 12


async def test_a_kill_after_the_first_part_leaves_only_the_part_under_way_in_doubt(
    office: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts: list[str] = []

    async def lost(bot_: Any, chat_id: int, part: Part, *rest: Any) -> Sent:
        texts.append(part.text)
        sent = await send_part(bot_, chat_id, part, *rest)
        if len(texts) == 2:
            async with office.transaction() as unit:
                (row,) = await _rows(unit)
                assert (row.status, row.sent_parts) == (State.SENDING, 1), "the first part is written down"
            raise NetworkError("lost") from ConnectionResetError()
        return sent

    monkeypatch.setattr(bot.calling, "send_part", lost)
    await tell(office, note(CLERK, LONG))
    await office.settle()
    assert texts[2] == "（重发，如已收到前一条，以本条为准）", "the part in doubt is full: its mark goes before it"
    assert texts[3] == texts[1]
    assert "\n".join([texts[0], texts[1], *texts[4:]]) == LONG
    assert await left(office) == []


async def _rows(unit: UnitOfWork) -> list[Any]:
    found = await unit.connection.execute(table.select().where(table.c.kind == "refused"))
    return list(found.all())


async def test_nothing_comes_between_the_parts_of_a_message(office: World, monkeypatch: pytest.MonkeyPatch) -> None:
    async def interrupted(bot_: Any, chat_id: int, part: Part, *rest: Any) -> Sent:
        if part.text.startswith("第0行"):
            async with office.transaction() as unit:
                await outbox.tell(unit, [note(CLERK, "后到的答复")])
                await unit.commit()
        return await send_part(bot_, chat_id, part, *rest)

    monkeypatch.setattr(bot.calling, "send_part", interrupted)
    await tell(office, note(CLERK, LONG))
    await office.settle()
    texts = [m.text for m in await office.clerk.messages()]
    assert "\n".join(texts[:-1]) == LONG
    assert texts[-1] == "后到的答复"


async def test_pitfall_47_a_file_goes_up_once_and_is_sent_by_its_id(
    office: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await people(office, 30)
    sent: list[str] = []

    async def counted(bot_: Any, chat_id: int, part: Part, *rest: Any) -> Sent:
        sent.append(part.file_id)
        return await send_part(bot_, chat_id, part, *rest)

    monkeypatch.setattr(bot.calling, "send_part", counted)
    monkeypatch.setattr(Refused, "extras", property(lambda _: Extras(made="paper", file_name="通报.docx")))
    monkeypatch.setattr(documents, "sheets", lambda: {"paper": lambda _: b"PK the same for all"})
    await tell(office, *(note(1000 + n, "印发") for n in range(30)))
    await office.settle()
    assert sent.count("") == 1
    assert len(set(sent)) == 2
    assert len(sent) == 30
    gone = "Bad Request: wrong file identifier/HTTP URL specified"
    await office.control.add_fault("error", "sendDocument", count=1, code=400, description=gone)
    await tell(office, note(CLERK2, "再发"))
    await office.settle()
    assert sent[-1] == "", "Telegram did not know the id any more"
    assert (await office.clerk2.messages())[-1].file is not None
