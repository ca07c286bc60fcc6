import asyncio
from datetime import timedelta

import httpx
import pytest
from telegram import Bot
from telegram.error import BadRequest, NetworkError, RetryAfter, TimedOut

from sandbox.client import ControlClient, ControlRefused, User
from sandbox.server import Sandbox


@pytest.fixture(autouse=True)
def timedeltas(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without this, python-telegram-bot warns whenever it builds a RetryAfter."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


async def texts(people: ControlClient, chat: int) -> list[str]:
    return [one.text for one in await people.messages(chat, after=1)]


async def test_an_error_of_choice_for_one_chat_and_method(
    bot: Bot, li: User, wang: User, people: ControlClient
) -> None:
    await people.start(wang.id)
    parameters = {"retry_after": 7}
    await people.add_fault(
        "error", "send*", chat_id=li.id, code=429, description="Too Many Requests: retry after 7", parameters=parameters
    )
    with pytest.raises(RetryAfter) as caught:
        await bot.send_message(li.id, "x")
    assert caught.value.retry_after == timedelta(seconds=7)
    assert (await bot.send_message(wang.id, "x")).text == "x"
    assert (await bot.get_chat(li.id)).id == li.id
    await people.clear_faults()
    assert (await bot.send_message(li.id, "y")).text == "y"
    assert await texts(people, li.id) == ["y"]


async def test_a_bad_gateway_page(bot: Bot, li: User, people: ControlClient) -> None:
    await people.add_fault("html", "sendMessage")
    with pytest.raises(NetworkError, match="Bad Gateway") as caught:
        await bot.send_message(li.id, "x")
    assert not isinstance(caught.value, BadRequest)
    assert await texts(people, li.id) == []


async def test_a_connection_cut_before_or_after_the_effect(bot: Bot, li: User, people: ControlClient) -> None:
    await people.add_fault("drop_before", "sendMessage", count=1)
    await people.add_fault("drop_after", "sendMessage", count=1)
    for text in ("前", "后", "好"):
        try:
            await bot.send_message(li.id, text)
        except NetworkError as error:
            assert isinstance(error.__cause__, httpx.TransportError)  # noqa: PT017
            assert text != "好"
    assert await texts(people, li.id) == ["后", "好"]
    assert [call.fault for call in await people.calls("sendMessage")] == ["drop_before", None, None]


async def test_an_answer_that_never_comes(bot: Bot, li: User, people: ControlClient) -> None:
    await people.add_fault("hang_after", "sendMessage", nth=2)
    await bot.send_message(li.id, "一")
    with pytest.raises(TimedOut):
        await bot.send_message(li.id, "二", read_timeout=0.05)
    await bot.send_message(li.id, "三")
    assert await texts(people, li.id) == ["一", "二", "三"]


async def test_a_slow_answer(bot: Bot, li: User, people: ControlClient) -> None:
    await people.add_fault("delay", "sendMessage", seconds=0.1)
    with pytest.raises(TimedOut):
        await bot.send_message(li.id, "x", read_timeout=0.02)
    await people.clear_faults()


async def test_an_outage_refuses_connections_then_ends(
    sandbox: Sandbox, bot: Bot, li: User, people: ControlClient
) -> None:
    await people.add_fault("refuse", "sendMessage", count=1, seconds=0.2)
    with pytest.raises(NetworkError):
        await bot.send_message(li.id, "一")
    with pytest.raises(NetworkError) as caught:
        await bot.send_message(li.id, "二")
    assert isinstance(caught.value.__cause__, httpx.ConnectError)
    assert await people.faults(), "the control connection survives"
    for _ in range(100_000):
        try:
            await bot.send_message(li.id, "三")
            break
        except NetworkError:
            await asyncio.sleep(0)
    assert await texts(people, li.id) == ["三"]


async def test_chance_is_seeded(bot: Bot, li: User, people: ControlClient) -> None:
    patterns = []
    for _ in range(2):
        await people.add_fault("error", "sendChatAction", probability=0.5, seed=3, code=500)
        pattern = ""
        for _ in range(20):
            try:
                await bot.send_chat_action(li.id, "typing")
                pattern += "."
            except NetworkError:
                pattern += "x"
        patterns.append(pattern)
        await people.clear_faults()
    assert patterns[0] == patterns[1]
    assert {"x", "."} == set(patterns[0])


async def test_downloads_can_fail(bot: Bot, li: User, people: ControlClient) -> None:
    sent = await bot.send_document(li.id, b"x", filename="a.txt")
    assert sent.document is not None
    file = await bot.get_file(sent.document.file_id)
    rule = await people.add_fault("drop_after", "downloadFile")
    with pytest.raises(NetworkError):
        await file.download_as_bytearray()
    assert (await people.faults())[0]["fired"] == 1
    await people.clear_faults(rule)
    assert bytes(await file.download_as_bytearray()) == b"x"


async def test_unknown_kinds_and_fields_are_refused(people: ControlClient) -> None:
    with pytest.raises(ControlRefused, match="kind must be one of"):
        await people.add_fault("earthquake")
    with pytest.raises(ControlRefused, match="400"):
        await people.add_fault("html", colour="red")


async def test_rate_limits_are_off_until_switched_on(bot: Bot, li: User, people: ControlClient) -> None:
    group = await people.create_group("督查群", [li.id, bot.id])
    for _ in range(5):
        await bot.send_message(li.id, "x")
    await people.limits(on=True, chat_burst=2, group_per_minute=1)
    await bot.send_message(li.id, "1")
    await bot.send_message(li.id, "2")
    with pytest.raises(RetryAfter) as caught:
        await bot.send_message(li.id, "3")
    assert caught.value.retry_after in (timedelta(seconds=1), timedelta(seconds=2))
    await bot.send_chat_action(li.id, "typing")
    await bot.send_message(group.id, "1")
    with pytest.raises(RetryAfter, match=r"Retry in 0:0[01]:\d\d"):
        await bot.send_message(group.id, "2")
    assert (await people.limits())["chat_burst"] == 2
    with pytest.raises(ControlRefused, match="none of"):
        await people.limits(speed=3)


async def test_an_answer_that_breaks_off_in_the_middle_has_had_its_effect(
    bot: Bot, li: User, people: ControlClient
) -> None:
    await people.add_fault("half_after", "sendMessage", count=1)
    with pytest.raises(NetworkError) as caught:
        await bot.send_message(li.id, "半")
    assert isinstance(caught.value.__cause__, httpx.RemoteProtocolError)
    assert await texts(people, li.id) == ["半"]


async def test_a_call_that_is_never_answered_and_never_happens(bot: Bot, li: User, people: ControlClient) -> None:
    await people.add_fault("hang_before", "sendMessage", count=1)
    with pytest.raises(TimedOut):
        await bot.send_message(li.id, "无", read_timeout=0.1)
    assert await texts(people, li.id) == []


async def test_a_batch_of_updates_that_was_confirmed_comes_once_more(bot: Bot, li: User, people: ControlClient) -> None:
    await people.say(li.id, "一次")
    batch = await bot.get_updates()
    behind = batch[-1].update_id + 1
    assert await bot.get_updates(offset=behind) == ()
    await people.add_fault("stale", "getUpdates", count=1)
    assert await bot.get_updates(offset=behind) == batch
    assert await bot.get_updates(offset=behind) == ()
