"""What Telegram does to what is sent: topics, deletions, migrations, floods, doubt. Nothing lost, nothing doubled."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import select

from sandbox.posting import private_chat
from storage import outbox, outgoing
from storage.outbox import State
from storage.tables import outbox as outbox_table
from supervision.model import Group, Person
from supervision.notices.base import Notice, to_group, to_person
from supervision.notices.cards import PaperCard, step_subject
from supervision.notices.refusing import Refused
from supervision.notices.undelivered import GroupClosed
from tests import roster
from tests.flows.approval_scenes import step_card, submitted
from tests.flows.digests import digests_of, issue, person_of
from tests.flows.digests import rows as rows_of
from tests.flows.papers import PHOTO, paper, with_paper
from tests.world import World, bot_of, world

CLERK, WATER = person_of("clerk"), person_of("water")


@pytest.fixture
async def stopped(tmp_path: Path, template: Path) -> AsyncIterator[World]:
    """An office whose bot is not running yet."""
    async with world(tmp_path, template, start=False) as office:
        yield office


async def tell(office: World, *notices: Notice) -> None:
    async with office.transaction() as unit:
        await outbox.tell(unit, notices)
        await unit.commit()


def note(person: int, words: str) -> Notice:
    return Refused(to=to_person(person), words=words)


async def bot_id(office: World) -> int:
    (bot,) = (await office.control.state())["bots"]
    return int(bot["id"])


async def group_with_a_paper(office: World) -> int:
    """A bound group in which 水利局's paper was shown."""
    group = await office.control.create_group("督查工作群", [office.water.id, office.head.id, await bot_id(office)])
    async with office.transaction() as unit:
        await unit.save(Group(1, group.id, group.title, CLERK, unit.now))
        await outbox.tell(unit, [PaperCard(to=to_group(1), paper_id=1, unit_id=roster.WATER, again=2)])
        await unit.commit()
    await office.settle()
    return group.id


async def in_chat(office: World, chat: int, words: str) -> list[str]:
    return [m.text for m in await office.control.messages(chat) if words in m.text]


async def test_pitfall_18_no_thread_is_named_where_there_are_no_topics(office: World) -> None:
    group = await office.control.create_group("工作群", [office.head.id, await bot_id(office)], kind="supergroup")
    said = await office.control.say(office.head.id, "先发一条", group.id)
    await office.control.push_update(
        {
            "message": {
                "message_id": said.id,
                "message_thread_id": 4_711,  # so does a reply in a group without topics look
                "date": said.date,
                "chat": {"id": group.id, "type": "supergroup", "title": "工作群"},
                "from": {"id": office.head.id, "is_bot": False, "first_name": "督查室主任"},
                "text": "/bind@xiayi_ducha_bot",
                "entities": [{"type": "bot_command", "offset": 0, "length": 21}],
            }
        }
    )
    await office.settle()
    assert len(await in_chat(office, group.id, "已绑定")) == 1
    assert not [call for call in await office.control.calls() if "message_thread_id" in call.params]


async def test_pitfall_20_21_every_edit_states_its_keyboard_and_no_text_is_brackets(office: World) -> None:
    await with_paper(office)
    await submitted(office)
    await office.clerk.says("台账")
    await office.clerk.taps("未印发")
    await office.deputy.taps("询问")
    await office.deputy.says("能否按期？")
    await office.deputy.taps("同意", on=await step_card(office.deputy))
    await office.clerk.says("/new")
    await office.clerk.taps("否，可以登记")
    calls = await office.control.calls()
    answers = [call for call in calls if call.method == "answerCallbackQuery"]
    assert any(not call.params.get("text") for call in answers), "a tap that is answered without words is among them"
    edits = [call for call in calls if call.method == "editMessageText"]
    assert len(edits) >= 3
    assert all("reply_markup" in call.params for call in edits)
    for call in calls:
        assert "[]" not in (call.params.get("text"), call.params.get("caption")), call


async def test_pitfall_19_no_message_with_a_keyboard_of_words_is_edited(office: World) -> None:
    await with_paper(office)
    for someone in (office.water, office.deputy, office.clerk):
        await someone.starts()
    await submitted(office)
    await office.deputy.taps("同意")
    with_words = {
        (str(call.params["chat_id"]), str(call.result["message_id"]))
        for call in await office.control.calls("sendMessage")
        if '"keyboard"' in str(call.params.get("reply_markup", "")) or "force_reply" in str(call.params)
    }
    edited = {
        (str(call.params["chat_id"]), str(call.params["message_id"]))
        for call in await office.control.calls("editMessageText")
    }
    assert len(with_words) >= 3
    assert edited
    assert not edited & with_words


async def test_pitfall_22_an_edit_that_telegram_finds_unchanged_was_sent(office: World) -> None:
    await submitted(office)
    async with office.transaction() as unit:
        await outbox.redraw(unit, [step_subject(1, 1)])
        await unit.commit()
    await office.settle()
    refused = [call for call in await office.control.calls("editMessageText") if call.error_code == 400]
    assert ["message is not modified" in str(call.description) for call in refused] == [True]
    assert "同意" in (await step_card(office.deputy)).buttons
    async with office.transaction() as unit:
        found = await unit.connection.execute(select(outbox_table.c.status).where(outbox_table.c.edit_of.is_not(None)))
        assert found.all() == [], "it is done with"


async def test_pitfall_23_the_receipt_arrives_though_the_report_was_deleted(stopped: World) -> None:
    async with bot_of(stopped):
        await with_paper(stopped)
        group = await group_with_a_paper(stopped)
        card = next(m for m in await stopped.water.messages(group) if "督查通知单" in m.text)
    said = await stopped.control.say(stopped.water.id, "清淤1.2公里。", group, reply_to=card.id)
    await stopped.control.delete(group, said.id)
    async with bot_of(stopped):
        await stopped.settle()
        assert len(await in_chat(stopped, group, "已收到")) == 1
        (call,) = [c for c in await stopped.control.calls("sendMessage") if "已收到" in c.params["text"]]
        assert str(said.id) in str(call.params["reply_parameters"])


async def test_pitfall_24_complaint_10_a_migration_in_mid_campaign_moves_cards_and_nags_once(office: World) -> None:
    await with_paper(office)
    group = await group_with_a_paper(office)
    new = await office.control.migrate(group)
    await tell(office, GroupClosed(to=to_group(1), title="第二条", state="muted"))
    await office.settle()
    for old, now in ((group, "migrate_to_chat_id"), (new, "migrate_from_chat_id")):  # both told again
        told = {"message_id": 900, "date": 1_772_411_400, "from": {"id": 1, "is_bot": False, "first_name": "x"}}
        kind = "group" if old == group else "supergroup"
        chat = {"chat": {"id": old, "type": kind, "title": "督查工作群"}, now: new if old == group else group}
        await office.control.push_update({"message": told | chat})
    await office.settle()
    assert len(await in_chat(office, new, "第二条")) == 1
    assert len(await in_chat(office, new, "督查通知单")) == 1, "the card is posted again where it can be edited"
    card = next(m for m in await office.water.messages(new) if "督查通知单" in m.text)
    await office.water.says("清淤1.2公里。", reply_to=card, chat=new)
    assert len(await in_chat(office, new, "已收到")) == 1
    async with office.transaction() as unit:
        assert [one.chat_id for one in await unit.find(Group)] == [new]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (403, "Forbidden: bot was blocked by the user"),
        (403, "Forbidden: user is deactivated"),
        (403, "Forbidden: bot can't initiate conversation with a user"),
        (400, "Bad Request: chat not found"),
    ],
)
async def test_pitfall_25_whoever_cannot_be_reached_is_tried_once_phoned_and_revived(
    office: World, code: int, words: str
) -> None:
    fault = await office.control.add_fault(
        "error", "sendMessage", chat_id=office.water.id, code=code, description=words
    )
    await tell(office, note(WATER, "甲"), note(WATER, "乙"))
    await office.settle()
    tried = [
        call for call in await office.control.calls("sendMessage") if call.params["chat_id"] == str(office.water.id)
    ]
    assert len(tried) <= 2, "at most one more, which was on its way"
    told = [m for m in await office.clerk.messages() if "水利局联络员" in m.text and "13800000016" in m.text]
    assert len(told) == 1
    await office.control.clear_faults(fault)
    await office.water.starts()
    assert [m.text for m in await office.water.messages() if m.text in ("甲", "乙")] == ["甲", "乙"]


async def test_pitfall_27_a_nag_in_doubt_is_shown_to_the_office_and_not_sent_again(office: World) -> None:
    await issue(office)
    await office.advance("3月5日 08:59")
    await office.control.add_fault("drop_after", "sendMessage", chat_id=office.water.id, count=1)
    await office.advance("3月5日 17:30")
    assert len(await digests_of(office, "water")) == 1
    key = f"digest/{WATER}/2026-03-05@person/{WATER}"
    assert [row[1] for row in await rows_of(office) if row[0] == key] == [State.AMBIGUOUS]
    await office.clerk.says("待送达")
    listed = await office.clerk.sees("水利局联络员", "可能未送达")
    assert any("重发" in label for label in listed.buttons)


async def test_pitfall_28_what_is_too_large_ends_after_one_attempt_in_the_offices_list(office: World) -> None:
    await office.control.add_fault(
        "error", "sendMessage", chat_id=office.water.id, code=413, description="Request Entity Too Large"
    )
    await tell(office, note(WATER, "甲"))
    await office.settle()
    tried = [
        call for call in await office.control.calls("sendMessage") if call.params["chat_id"] == str(office.water.id)
    ]
    assert len(tried) == 1
    await office.clerk.says("待送达")
    await office.clerk.sees("水利局联络员")


async def test_pitfall_46_copies_of_an_album_that_may_have_arrived_are_not_silently_doubled(office: World) -> None:
    await with_paper(office)
    await office.control.add_fault("drop_after", "copyMessages", count=1)
    album = [(f"{n}.jpg", PHOTO + bytes([n])) for n in range(3)]
    await office.water.sends_album(album, caption="清淤现场", reply_to=await paper(office.water))
    await office.advance("3月2日 08:35")
    copies = [m for m in await office.clerk.messages() if m.file is not None]
    assert len(copies) == 3
    async with office.transaction() as unit:
        assert [row.status for row in await outgoing.undelivered(unit)] == [State.AMBIGUOUS]


async def test_complaint_09_part_three_of_four_fails_and_is_where_it_goes_on(office: World) -> None:
    text = "\n".join(f"第{n}行" + "督查" * 40 for n in range(170))
    await office.control.add_fault(
        "error", "sendMessage", nth=3, code=500, description="Internal Server Error: restart"
    )
    await tell(office, note(CLERK, text))
    await office.settle()
    parts = [m.text for m in await office.clerk.messages()]
    assert len(parts) == 4
    assert "\n".join(parts) == text
    calls = await office.control.calls("sendMessage")
    assert [call.fault for call in calls] == [None, None, "error", None, None]


async def test_complaint_09_a_flood_limit_in_a_dispatch_to_120_loses_and_doubles_nothing(office: World) -> None:
    bot = office.sandbox.state.bots.get(await bot_id(office))
    assert bot is not None
    accounts = range(800_000, 800_120)
    async with office.transaction() as unit:
        for number, account in enumerate(accounts):
            await office.control.create_user(f"某{number}", account)
            private_chat(office.sandbox.state, bot, account)
            await unit.save(Person(1000 + number, f"某{number}", "", account))
        await unit.commit()
    flood = {"code": 429, "description": "Too Many Requests: retry after 1", "parameters": {"retry_after": 1}}
    await office.control.add_fault("error", "sendMessage", probability=0.2, seed=7, count=20, **flood)
    await tell(office, *(note(1000 + number, f"第{number}份") for number in range(120)))
    await office.settle()
    for number, account in enumerate(accounts):
        assert [m.text for m in await office.control.messages(account)] == [f"第{number}份"]
    refused = [call for call in await office.control.calls("sendMessage") if call.fault]
    assert len(refused) >= 10
