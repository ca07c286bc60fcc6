"""Sending, when Telegram or the network misbehaves: nothing lost, nothing silently doubled, nobody else held up."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.limits import Limits
from storage import outbox
from storage.outgoing import Undelivered, undelivered
from supervision.model import Group, Person
from supervision.notices.asking import NotUnderstood
from supervision.notices.base import Notice, to_group, to_person
from supervision.notices.refusing import Refused
from supervision.notices.undelivered import GroupClosed
from tests.world import TOKEN, World, bot_of, world

CLERK, CLERK2, WATER = 8, 9, 16
"""Ids of people in the test office (positions in `tests.roster.SEATS`)."""


def note(person: int, words: str) -> Notice:
    return Refused(to=to_person(person), words=words)


async def tell(office: World, *notices: Notice) -> None:
    async with office.transaction() as unit:
        await outbox.tell(unit, notices)
        await unit.commit()


async def left(office: World) -> list[Undelivered]:
    async with office.transaction() as unit:
        return await undelivered(unit)


async def bind_group(office: World, members: list[int]) -> int:
    bot = int(TOKEN.partition(":")[0])
    group = await office.control.create_group("督查工作群", [*members, bot])
    async with office.transaction() as unit:
        await unit.save(Group(await unit.new_id("group"), group.id, group.title, CLERK, unit.now))
        await unit.commit()
    await office.settle()
    return group.id


async def test_complaint_09_pitfall_26_a_flooded_chat_holds_up_no_other(office: World) -> None:
    fault = {"code": 429, "description": "Too Many Requests: retry after 30", "parameters": {"retry_after": 30}}
    await office.control.add_fault("error", "sendMessage", chat_id=office.clerk.id, count=1, **fault)
    await tell(office, note(CLERK, "甲"), note(CLERK2, "乙"))
    for _ in range(200):
        if await office.clerk2.messages():
            break
    assert [m.text for m in await office.clerk2.messages()] == ["乙"]
    assert await office.clerk.messages() == []
    assert office.parts is not None
    assert 25 < office.parts.delivery.pace.wait(office.clerk.id) <= 30


async def test_order_within_a_chat_is_kept_across_a_failure(office: World) -> None:
    await office.control.add_fault(
        "error", "sendMessage", count=1, code=500, description="Internal Server Error: restart"
    )
    await tell(office, *(note(CLERK, str(n)) for n in range(5)))
    await office.settle()
    assert [m.text for m in await office.clerk.messages()] == ["0", "1", "2", "3", "4"]


async def test_complaint_08_sixty_blocked_people_hold_up_nobody(office: World) -> None:
    async with office.transaction() as unit:
        for number in range(60):
            await unit.save(Person(1000 + number, f"某{number}", "", 800_000 + number))
        await unit.commit()
    await tell(office, *(note(1000 + number, "甲") for number in range(60)), note(CLERK2, "乙"))
    await office.settle()
    assert [m.text for m in await office.clerk2.messages() if m.text == "乙"] == ["乙"]
    assert len(await left(office)) == 50  # the list is cut at 50, and all that is in it is for the sixty


async def test_pitfall_25_a_person_who_blocked_the_bot_is_phoned(office: World) -> None:
    await office.control.block(office.water.id)
    await office.settle()
    await tell(office, note(WATER, "甲"), note(WATER, "乙"))
    await office.settle()
    await office.clerk.sees("水利局联络员", "电话")
    told = [m for m in await office.clerk.messages() if "水利局联络员" in m.text]
    assert len(told) == 1
    assert [(row.seat, row.status) for row in await left(office)] == [(f"person/{WATER}", "waiting")] * 2


async def test_pitfall_24_complaint_10_a_group_that_becomes_a_supergroup_is_followed(office: World) -> None:
    chat = await bind_group(office, [office.clerk.id])
    await tell(office, GroupClosed(to=to_group(1), title="第一条", state="muted"))
    await office.settle()
    new = await office.control.migrate(chat)
    await tell(office, GroupClosed(to=to_group(1), title="第二条", state="muted"))
    await office.settle()
    there = [m.text for m in await office.control.messages(new)]
    assert sum("第二条" in text for text in there) == 1
    async with office.transaction() as unit:
        assert [group.chat_id for group in await unit.find(Group)] == [new]


async def test_complaint_10_a_group_that_mutes_the_bot_alarms_the_office(office: World) -> None:
    chat = await bind_group(office, [office.clerk.id])
    await office.control.close_permissions(chat, "can_send_messages")
    await tell(office, note(CLERK, "先"), GroupClosed(to=to_group(1), title="通报", state="muted"))
    await office.settle()
    await office.clerk.sees("督查工作群", "发言权限")


@pytest.mark.parametrize("kind", ["drop_after", "html"])
async def test_pitfall_27_a_message_in_doubt_is_repeated_once_and_says_so(office: World, kind: str) -> None:
    await office.control.add_fault(kind, "sendMessage", count=1)
    await tell(office, NotUnderstood(to=to_person(CLERK), has_files=False))
    await office.settle()
    texts = [m.text for m in await office.clerk.messages()]
    assert "重发" in texts[-1]
    assert len(texts) == (2 if kind == "drop_after" else 1)


async def test_pitfall_27_a_message_in_doubt_twice_is_shown_and_not_repeated(office: World) -> None:
    await office.control.add_fault("drop_after", "sendMessage", count=2, chat_id=office.clerk.id)
    await tell(office, note(CLERK, "甲"))
    await office.settle()
    assert len(await office.clerk.messages()) == 2
    assert [row.status for row in await left(office)] == ["ambiguous"]


async def test_pitfall_44_complaint_18_markup_in_words_stays_words(office: World) -> None:
    words = "<b>&_*[`甲`]<script>"
    await tell(office, note(CLERK, words))
    await office.settle()
    assert [m.text for m in await office.clerk.messages()] == [words]


async def test_pitfall_44_refused_markup_is_sent_as_plain_text(office: World) -> None:
    fault = {"code": 400, "description": "Bad Request: can't parse entities: Unsupported start tag"}
    await office.control.add_fault("error", "sendMessage", count=1, **fault)
    await tell(office, note(CLERK, "甲<乙"))
    await office.settle()
    assert [m.text for m in await office.clerk.messages()] == ["甲<乙"]


async def test_pitfall_28_a_refusal_for_good_is_tried_once(office: World) -> None:
    await office.control.add_fault("error", "sendMessage", count=1, code=413, description="Request Entity Too Large")
    await tell(office, note(CLERK, "甲"))
    await office.settle()
    assert await office.clerk.messages() == []
    assert [row.status for row in await left(office)] == ["dead"]


async def test_complaint_18_six_thousand_characters_come_in_parts_in_order(office: World) -> None:
    text = "\n".join(f"第{n}行" + "督查" * 40 for n in range(75))
    await tell(office, note(CLERK, text))
    await office.settle()
    parts = [m.text for m in await office.clerk.messages()]
    assert len(parts) == 2
    assert "\n".join(parts) == text


async def test_complaint_09_a_failed_second_part_does_not_repeat_the_first(office: World) -> None:
    text = "\n".join(f"第{n}行" + "督查" * 40 for n in range(75))
    fault = {"code": 500, "description": "Internal Server Error: restart"}
    await office.control.add_fault("error", "sendMessage", nth=2, **fault)
    await tell(office, note(CLERK, text))
    await office.settle()
    assert "\n".join(m.text for m in await office.clerk.messages()) == text


@pytest.fixture
async def stopped(tmp_path: Path, template: Path) -> AsyncIterator[World]:
    """An office whose bot is not running yet."""
    async with world(tmp_path, template, start=False) as office:
        yield office


async def test_what_was_told_while_the_bot_was_down_goes_out_at_start(stopped: World) -> None:
    async with bot_of(stopped):
        pass
    await stopped.control.say(stopped.clerk.id, "在吗")
    async with bot_of(stopped):
        await stopped.settle()
        assert any("未能对应到具体事项" in m.text for m in await stopped.clerk.messages())


async def test_real_limits_let_a_burst_through_and_lose_nothing(tmp_path: Path, template: Path) -> None:
    limits = Limits(per_second=25, per_chat_interval=0.05, per_chat_burst=3, per_group_per_minute=18)
    async with world(tmp_path, template, limits=limits) as office:
        await office.control.limits(on=True)
        await tell(office, *(note(CLERK, str(n)) for n in range(4)), *(note(CLERK2, str(n)) for n in range(4)))
        await office.settle()
        assert [m.text for m in await office.clerk.messages()] == ["0", "1", "2", "3"]
        assert [m.text for m in await office.clerk2.messages()] == ["0", "1", "2", "3"]
