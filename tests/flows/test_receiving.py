"""Fetching and handling updates, when Telegram, the network or a person misbehaves."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest
from sqlalchemy.exc import OperationalError

from bot.application import Running, running
from bot.clock import Clock
from bot.webhook import SECRET_HEADER, webhook_application
from handlers.conversation.context import Turn
from handlers.conversation.routes import Otherwise
from handlers.topics import CATALOGUE
from storage import inbox
from storage.tables import inbox as inbox_table
from storage.unit_of_work import UnitOfWork
from supervision.refusals import NotFound
from tests.flows.approval_scenes import step_card, submitted
from tests.world import TOKEN, World, bot_of, world

LAST = next(route for route in CATALOGUE.routes if isinstance(route, Otherwise))
"""The route of messages that belong to nothing."""


async def inbox_statuses(office: World) -> list[str]:
    async with office.transaction() as unit:
        rows = await unit.connection.execute(inbox_table.select().order_by(inbox_table.c.update_id))
        return [row.status for row in rows]


async def test_pitfall_03_a_broken_update_is_buried_and_the_next_is_handled(office: World) -> None:
    broken = {"message": {"message_id": "no number", "date": "never", "chat": 7}}
    await office.control.push_update(broken)
    await office.clerk.says("你好")
    await office.clerk.sees("未能对应到具体事项")
    assert await inbox_statuses(office) == ["dead", "done"]
    polls = await office.control.calls("getUpdates")
    assert len(polls) < 10


async def test_a_broken_update_that_cannot_be_written_off_now_silences_nobody(
    office: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, failures = inbox.bury, [OperationalError("bury", {}, Exception("database or disk is full"))]

    async def refuses(unit: UnitOfWork, update_id: int, incident: str) -> None:
        if failures:
            raise failures.pop()
        await real(unit, update_id, incident)

    monkeypatch.setattr("bot.inbox.FIRST_PAUSE", 0.0)
    monkeypatch.setattr(inbox, "bury", refuses)
    sender = {"id": office.clerk.id, "is_bot": False, "first_name": "甲"}
    await office.control.push_update(
        {"message": {"message_id": "no number", "date": "never", "chat": 7, "from": sender}}
    )
    await office.clerk.says("你好")
    await office.clerk.sees("未能对应到具体事项")
    assert await inbox_statuses(office) == ["dead", "done"]


async def test_an_update_that_nobody_wants_is_done(office: World) -> None:
    await office.control.push_update(
        {"guest_message": {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}}}
    )
    await office.settle()
    assert await inbox_statuses(office) == ["done"]


async def test_pitfall_01_the_same_update_twice_is_handled_once(office: World) -> None:
    await office.clerk.says("你好")
    async with office.transaction() as unit:
        (row,) = await unit.connection.execute(inbox_table.select())
    assert office.parts is not None
    await office.parts.inbox.take([{"update_id": row.update_id, "message": {}}])
    await office.settle()
    assert len([m for m in await office.clerk.messages() if "未能对应到具体事项" in m.text]) == 1


@pytest.mark.parametrize("kind", ["drop_before", "drop_after", "html"])
async def test_pitfall_05_polling_goes_on_after_the_connection_breaks(office: World, kind: str) -> None:
    await office.control.add_fault(kind, "getUpdates", count=2)
    await office.clerk.says("你好")
    await office.clerk.sees("未能对应到具体事项")


async def test_pitfall_04_a_database_that_is_away_for_a_moment_loses_nothing(
    office: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    original, failures = inbox.store, iter([OSError("disk full"), OSError("disk full")])

    async def store(*args: object, **named: object) -> object:
        for failure in failures:
            raise failure
        return await original(*args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(inbox, "store", store)
    await office.clerk.says("你好")
    await office.clerk.sees("未能对应到具体事项")


async def test_pitfall_42_an_attempt_that_fails_for_a_moment_is_repeated(
    office: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    original, failures = inbox.finish, iter([OSError("disk full")])

    async def finish(*args: object) -> bool:
        for failure in failures:
            raise failure
        return await original(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(inbox, "finish", finish)
    await office.clerk.says("你好")
    assert len([m for m in await office.clerk.messages() if "未能对应到具体事项" in m.text]) == 1


@pytest.fixture
def broken_route(monkeypatch: pytest.MonkeyPatch) -> None:
    """The route of messages that belong to nothing has a bug."""

    async def fail(_turn: Turn) -> None:
        raise ZeroDivisionError("<b>secret</b>")

    object.__setattr__(LAST, "callback", fail)


@pytest.fixture(autouse=True)
def whole_route() -> Iterator[None]:
    """Whatever a test does to the route is undone."""
    callback = LAST.callback
    yield
    object.__setattr__(LAST, "callback", callback)


@pytest.mark.usefixtures("broken_route")
async def test_a_bug_is_answered_with_a_number_and_nothing_internal(office: World) -> None:
    await office.clerk.says("你好")
    answer = await office.clerk.sees("编号")
    assert "ZeroDivision" not in answer.text
    assert "secret" not in answer.text
    assert await inbox_statuses(office) == ["dead"]


async def test_a_refusal_rolls_back_and_is_told(office: World) -> None:
    async def refuse(_turn: Turn) -> None:
        raise NotFound("matter", "9号")

    object.__setattr__(LAST, "callback", refuse)
    await office.clerk.says("你好")
    await office.clerk.sees("未查到“9号”")
    assert await inbox_statuses(office) == ["done"]


async def test_pitfall_45_one_who_floods_delays_nobody(office: World) -> None:
    for number in range(150):
        await office.control.say(office.clerk.id, f"第{number}条")
    loop = asyncio.get_running_loop()
    began = loop.time()
    await office.control.say(office.water.id, "你好")
    while not [m for m in await office.water.messages() if m.sender != office.water.id]:  # noqa: ASYNC110
        await asyncio.sleep(0)
    waited = loop.time() - began
    await office.settle()
    whole = loop.time() - began
    assert waited < whole / 2, "the other person waited for most of the flood"
    assert len([m for m in await office.clerk.messages() if m.sender == office.clerk.id]) == 150


async def test_one_persons_messages_are_answered_in_order(office: World) -> None:
    async def echo(turn: Turn) -> None:
        raise NotFound("x", turn.heard.text)

    object.__setattr__(LAST, "callback", echo)
    for number in range(20):
        await office.control.say(office.clerk.id, f"{number}")
    await office.settle()
    answers = [m.text for m in await office.clerk.messages() if "未查到" in m.text]
    assert [text.split("“")[1].split("”")[0] for text in answers] == [str(n) for n in range(20)]


async def test_pitfall_37_what_we_want_to_hear_is_stated_with_every_call(office: World) -> None:
    await office.clerk.says("你好")
    for call in await office.control.calls("getUpdates"):
        assert "callback_query" in str(call.params["allowed_updates"])


async def test_pitfall_21_no_empty_text_becomes_brackets(office: World) -> None:
    await office.clerk.says("你好")
    for call in await office.control.calls():
        assert call.params.get("text") != "[]"
        assert call.params.get("caption") != "[]"


async def test_pitfall_19_a_card_that_is_decided_was_sent_without_a_keyboard_of_words(office: World) -> None:
    for someone in (office.clerk, office.deputy):
        await someone.starts()
    await submitted(office)
    card = await step_card(office.deputy)
    await office.deputy.taps("同意", on=card)
    edited = {
        (int(call.params["chat_id"]), int(call.params["message_id"]))
        for call in await office.control.calls("editMessageText")
        if call.error_code is None
    }
    with_words = {
        (someone.id, m.id) for someone in (office.clerk, office.deputy) for m in await someone.messages() if m.keyboard
    }
    assert (office.deputy.id, card.id) in edited, "a decided card says so itself"
    assert len(with_words) == 2, "both have been sent the words that they can tap"
    assert not edited & with_words


async def test_pitfall_38_a_second_poller_does_not_stop_the_first(office: World) -> None:
    async with httpx.AsyncClient(trust_env=False) as client:
        await client.post(f"{office.sandbox.url}/bot{TOKEN}/getUpdates", data={"timeout": "0"})
    await office.clerk.says("你好")
    await office.clerk.sees("未能对应到具体事项")


@pytest.fixture
async def stopped(tmp_path: Path, template: Path) -> AsyncIterator[World]:
    """An office whose bot is not running yet."""
    async with world(tmp_path, template, start=False) as office:
        yield office


async def test_pitfall_39_a_webhook_that_was_left_is_removed_without_losing_updates(stopped: World) -> None:
    async with httpx.AsyncClient(trust_env=False) as client:
        url = f"{stopped.sandbox.url}/bot{TOKEN}/setWebhook"
        answer = await client.post(url, data={"url": "http://127.0.0.1:9/"})
        assert answer.json()["ok"], answer.text
    await stopped.control.say(stopped.clerk.id, "你好")
    async with bot_of(stopped):
        await stopped.settle()
        assert any("未能对应到具体事项" in m.text for m in await stopped.clerk.messages())


async def test_pitfall_02_what_was_fetched_but_not_handled_survives_a_stop(stopped: World) -> None:
    for number in range(30):
        await stopped.control.say(stopped.clerk.id, f"第{number}条")
    async with bot_of(stopped):
        pass  # stopped at once, whatever was under way
    async with bot_of(stopped):
        await stopped.settle()
    assert len([m for m in await stopped.clerk.messages() if "未能对应到具体事项" in m.text]) == 30
    async with bot_of(stopped):
        assert set(await inbox_statuses(stopped)) == {"done"}


async def test_pitfall_48_a_proxy_of_the_environment_is_not_asked(
    tmp_path: Path, template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    async with world(tmp_path, template) as office:
        await office.clerk.says("你好")
        await office.clerk.sees("未能对应到具体事项")


async def _webhook_client(parts: Running) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(webhook_application(parts, "s3cret"))
    return httpx.AsyncClient(transport=transport, base_url="http://bot")


async def test_updates_by_webhook_are_stored_before_they_are_answered(stopped: World) -> None:
    update = {
        "update_id": 77,
        "message": {
            "message_id": 5,
            "date": 1772411400,
            "chat": {"id": stopped.clerk.id, "type": "private", "first_name": "甲"},
            "from": {"id": stopped.clerk.id, "is_bot": False, "first_name": "甲"},
            "text": "你好",
        },
    }
    async with running(stopped.settings, Clock(), intake=False) as parts:
        stopped.parts = parts
        async with await _webhook_client(parts) as client:
            assert (await client.post("/", json=update)).status_code == 403
            assert (await client.post("/", json=update, headers={SECRET_HEADER: "wrong"})).status_code == 403
            assert await inbox_statuses(stopped) == []
            for _ in range(2):
                answer = await client.post("/", json=update, headers={SECRET_HEADER: "s3cret"})
                assert answer.status_code == 200
            assert (await client.post("/", content=b"{", headers={SECRET_HEADER: "s3cret"})).status_code == 400
            await parts.settle()
            assert await inbox_statuses(stopped) == ["done"]
        stopped.parts = None
    assert len([m for m in await stopped.clerk.messages() if "未能对应到具体事项" in m.text]) == 1
