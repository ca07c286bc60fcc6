import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import Conflict, InvalidToken

from sandbox.client import ControlClient, User
from sandbox.dispatch import Dispatcher
from sandbox.records import Bot as BotRecord
from sandbox.server import Sandbox
from tests.sandbox.conftest import TOKEN, ptb


async def raw_call(sandbox: Sandbox, method: str, token: str = TOKEN, **params: object) -> dict[str, Any]:
    async with httpx.AsyncClient(trust_env=False, verify=False) as client:
        response = await client.post(f"{sandbox.url}/bot{token}/{method}", json=params)
        return dict(response.json())


async def test_updates_stay_until_confirmed(bot: Bot, li: User, people: ControlClient) -> None:
    for number in range(3):
        await people.say(li.id, str(number))
    first = await bot.get_updates(limit=2)
    assert [one.update_id for one in await bot.get_updates(limit=2)] == [one.update_id for one in first]
    rest = await bot.get_updates(offset=first[-1].update_id + 1)
    assert [one.message.text for one in rest if one.message] == ["1", "2"]
    assert rest[0].update_id == first[-1].update_id + 1
    assert await bot.get_updates(offset=rest[-1].update_id + 1) == ()
    assert await people.pending() == []


async def test_a_negative_offset_keeps_the_newest(bot: Bot, li: User, people: ControlClient) -> None:
    for number in range(5):
        await people.say(li.id, str(number))
    kept = await bot.get_updates(offset=-2)
    assert [one.message.text for one in kept if one.message] == ["3", "4"]
    assert len(await people.pending()) == 2


async def test_long_poll_wakes_at_once(bot: Bot, people: ControlClient, wang: User) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    while not await people.calls("getMe"):
        await bot.get_me()
    await people.start(wang.id)
    (update,) = await asyncio.wait_for(poll, 5)
    assert update.message is not None


async def test_the_older_of_two_polls_gets_409(sandbox: Sandbox, bot: Bot, wang: User, people: ControlClient) -> None:
    older = asyncio.create_task(bot.get_updates(timeout=30))
    while not sandbox.state.updates._pollers:  # noqa: ASYNC110 – nothing tells of it
        await asyncio.sleep(0)
    async with ptb(sandbox.url) as second:
        newer = asyncio.create_task(second.get_updates(timeout=30))
        with pytest.raises(Conflict) as caught:
            await asyncio.wait_for(older, 5)
        await people.start(wang.id)
        assert len(await newer) == 1
    assert caught.value.message == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )


async def test_allowed_updates_are_remembered(bot: Bot, li: User, people: ControlClient) -> None:
    await bot.get_updates(offset=-1, allowed_updates=["edited_message"])
    said = await people.say(li.id, "一")
    await people.edit(li.id, said.id, "二")
    updates = await bot.get_updates()
    assert [set(one.to_dict()) for one in updates[1:]] == [{"update_id", "edited_message"}]
    await bot.get_updates(offset=updates[-1].update_id + 1, allowed_updates=[])
    await people.say(li.id, "三")
    assert [one.message.text for one in await bot.get_updates() if one.message] == ["三"]


async def test_a_poll_whose_body_comes_late_takes_no_number_back(
    sandbox: Sandbox, bot: Bot, li: User, people: ControlClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = len(await people.pending())
    head_is_here, body_may_come = asyncio.Event(), asyncio.Event()
    find = Dispatcher._bot

    def found(self: Dispatcher, token: str) -> BotRecord:
        head_is_here.set()
        return find(self, token)

    async def body() -> AsyncIterator[bytes]:
        yield b'{"allowed_updates": '
        await body_may_come.wait()
        yield b'["message"], "limit": 100}'

    monkeypatch.setattr(Dispatcher, "_bot", found)
    async with httpx.AsyncClient(trust_env=False) as client:
        url, headers = f"{sandbox.url}/bot{TOKEN}/getUpdates", {"content-type": "application/json"}
        poll = asyncio.create_task(client.post(url, content=body(), headers=headers))
        await asyncio.wait_for(head_is_here.wait(), 5)
        await people.say(li.id, "一")
        body_may_come.set()
        await poll
    await people.say(li.id, "二")
    numbers = [update["update_id"] for update in await people.pending()]
    assert len(set(numbers)) == before + 2


async def test_messages_live_24_hours_and_taps_150_seconds(bot: Bot, li: User, people: ControlClient) -> None:
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("同意", callback_data="ok")]])
    card = await bot.send_message(li.id, "审定", reply_markup=markup)
    await people.tap(li.id, card.message_id, "同意")
    await people.advance(seconds=140)
    assert len(await people.pending()) == 2
    await people.advance(seconds=15)
    assert ["message" in update for update in await people.pending()] == [True]
    await people.advance(seconds=86_000)
    assert len(await people.pending()) == 1
    await people.advance(seconds=500)
    assert await bot.get_updates() == ()


async def test_raw_updates_come_as_they_are(sandbox: Sandbox, bot: Bot, li: User, people: ControlClient) -> None:
    (start,) = await people.pending()
    await bot.get_updates(offset=start["update_id"] + 1)
    assert await people.push_update(start) == start["update_id"]
    broken = await people.push_update({"message": {"date": "yesterday"}})
    assert broken == start["update_id"] + 1
    raw = (await raw_call(sandbox, "getUpdates", offset=start["update_id"] + 1))["result"]
    assert [one["update_id"] for one in raw] == [start["update_id"], broken]
    assert (await raw_call(sandbox, "getUpdates", offset=broken + 1))["result"] == []


async def test_numbers_may_begin_anew(bot: Bot, li: User, people: ControlClient) -> None:
    (old,) = await bot.get_updates()
    await bot.get_updates(offset=old.update_id + 1)
    await people.reset_update_ids(to=77)
    await people.say(li.id, "一周之后")
    (new,) = await bot.get_updates(offset=old.update_id + 1)
    assert new.update_id == 77
    assert await bot.get_updates(offset=78) == ()


async def test_new_sandboxes_number_from_a_random_place() -> None:
    starts = set()
    for _ in range(2):
        async with Sandbox() as sandbox, ControlClient(sandbox.url) as people:
            await people.create_bot(TOKEN, "ducha_bot")
            starts.add((await people.state())["bots"][0]["next_update_id"])
    assert len(starts) == 2


@pytest.mark.parametrize(
    ("token", "method", "code", "words"),
    [
        (TOKEN, "sendNothing", 404, "Not Found: method not found"),
        ("7000000001:wrong", "getMe", 401, "Unauthorized"),
        ("8000000001:wrong", "getMe", 401, "Unauthorized"),
        ("nonsense", "getMe", 401, "Unauthorized: invalid token specified"),
    ],
)
@pytest.mark.usefixtures("people")
async def test_tokens_and_methods(sandbox: Sandbox, token: str, method: str, code: int, words: str) -> None:
    answer = await raw_call(sandbox, method, token)
    assert answer == {"ok": False, "error_code": code, "description": words}


async def test_get_urlencoded_and_case(sandbox: Sandbox, li: User, bot: Bot) -> None:
    async with httpx.AsyncClient(trust_env=False, verify=False) as client:
        base = f"{sandbox.url}/bot{TOKEN.replace(':', '%3A')}"
        got = await client.get(f"{base}/SENDMESSAGE", params={"chat_id": li.id, "text": "12345"})
        posted = await client.post(f"{base}/sendmessage", data={"chat_id": str(li.id), "text": "中文"})
        missing = await client.get(f"{base}/sendMessage", params={"text": "x"})
        broken = await client.post(f"{base}/sendMessage", data={"chat_id": li.id, "text": "x", "reply_markup": "{"})
        nowhere = await client.get(f"{sandbox.url}/nowhere")
    assert got.json()["result"]["text"] == "12345"
    assert posted.json()["result"]["text"] == "中文"
    assert missing.json()["description"] == "Bad Request: chat_id is empty"
    assert broken.json()["description"] == "Bad Request: can't parse reply markup JSON object"
    assert (nowhere.status_code, nowhere.json()["description"]) == (404, "Not Found")


async def test_malformed_parameters_are_a_bad_request(sandbox: Sandbox, li: User) -> None:
    malformed: tuple[dict[str, Any], ...] = (
        {"reply_markup": {"inline_keyboard": {}}},
        {"reply_markup": {"inline_keyboard": [["x"]]}},
        {"reply_markup": [1]},
        {"entities": "x"},
        {"reply_parameters": "[]"},
    )
    for fields in malformed:
        answer = await raw_call(sandbox, "sendMessage", chat_id=li.id, text="x", **fields)
        assert answer["error_code"] == 400, fields


async def test_logging_out_ends_the_token(bot: Bot, people: ControlClient) -> None:
    assert await bot.close()
    assert await bot.log_out()
    raw = await people.calls()
    assert [call.method for call in raw][-2:] == ["close", "logOut"]
    with pytest.raises(Exception, match="Logged out"):
        await bot.get_me()
    await people.create_bot(TOKEN, "ducha_bot")
    assert (await bot.get_me()).id == 7000000001


async def test_a_wrong_token_is_invalid_for_ptb(sandbox: Sandbox, people: ControlClient) -> None:
    wrong = ptb(sandbox.url, "7000000001:wrong")
    with pytest.raises(InvalidToken):
        await wrong.initialize()
    await wrong.shutdown()
