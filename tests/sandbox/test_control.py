import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from telegram import Bot

from sandbox.client import ControlClient, ControlRefused, User
from sandbox.server import Sandbox
from tests.sandbox.conftest import BEGIN, TOKEN, ptb


async def test_everything_survives_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "sandbox.db"
    async with Sandbox(path, begin=BEGIN) as sandbox, ControlClient(sandbox.url) as people, ptb_after(people) as bot:
        li = await people.create_user("李")
        await people.start(li.id)
        group = await people.create_group("督查群", [li.id, bot.id])
        await people.migrate(group.id)
        sent = await bot.send_document(li.id, b"x", filename="a.txt", caption="一")
        await bot.edit_message_caption(li.id, sent.message_id, caption="二")
        await bot.set_my_commands([("todo", "待办")])
        await people.advance(seconds=86_400 * 7)
        before = await people.messages(li.id)
        offset = (await people.get("clock"))["offset"]
        await people.start(li.id)
        queue = await people.pending()
        state = await people.state()
    async with Sandbox(path, begin=BEGIN) as sandbox, ControlClient(sandbox.url) as people, ptb(sandbox.url) as bot:
        assert (await people.get("clock"))["offset"] == offset
        assert (await people.messages(li.id))[:-1] == before
        assert await people.pending() == queue
        again = await people.state()
        assert [again[name] for name in ("users", "bots", "chats")] == [
            state[name] for name in ("users", "bots", "chats")
        ]
        assert await people.commands(li.id) == {"todo": "待办"}
        assert sent.document is not None
        file = await bot.get_file(sent.document.file_id)
        assert bytes(await file.download_as_bytearray()) == b"x"
        assert (await bot.send_message(li.id, "三")).message_id == before[-1].id + 2


class ptb_after:  # noqa: N801 – used as a context manager only
    """The bot, once its account exists."""

    def __init__(self, people: ControlClient) -> None:
        self._people = people

    async def __aenter__(self) -> Bot:
        await self._people.create_bot(TOKEN, "ducha_bot")
        self._bot = ptb(self._people.url)
        await self._bot.initialize()
        return self._bot

    async def __aexit__(self, *error: object) -> None:
        await self._bot.shutdown()


@pytest.mark.parametrize(
    "headers",
    [{"Host": "sandbox.example.org"}, {"Host": "127.0.0.1.example.org"}, {"Origin": "https://example.org"}],
)
@pytest.mark.parametrize("path", ["/control/state", "/control/say", "/clock"])
async def test_other_sites_are_kept_out(sandbox: Sandbox, path: str, headers: dict[str, str]) -> None:
    async with httpx.AsyncClient(trust_env=False, verify=False) as client:
        assert (await client.get(sandbox.url + path, headers=headers)).status_code == 403
        local = {"Host": "localhost:1", "Origin": "http://127.0.0.1:1"}
        assert (await client.get(f"{sandbox.url}/control/state", headers=local)).status_code == 200


async def test_refusals_say_what_is_wrong(people: ControlClient, li: User) -> None:
    for status, words, path, fields in (
        (400, "text is missing", "say", {"user": li.id}),
        (400, "user must be a whole number", "say", {"user": "li", "text": "x"}),
        (404, "there is no user 5", "say", {"user": 5, "text": "x"}),
        (404, "there is no chat -5", "say", {"user": li.id, "text": "x", "chat": -5}),
        (404, "there is no message 9", "edit", {"user": li.id, "message_id": 9, "text": "x"}),
        (400, "empty text", "say", {"user": li.id, "text": " "}),
        (400, "more than 4096", "say", {"user": li.id, "text": "x" * 4097}),
        (400, "username must end in bot", "bots", {"token": "5:x", "username": "x"}),
        (400, "token must look like", "bots", {"token": "x", "username": "xbot"}),
        (400, "type must be", "groups", {"title": "x", "members": [li.id], "type": "channel"}),
        (404, "there is no user 5", "groups", {"title": "x", "members": [5]}),
        (404, "no such tap", "callback_answer/5", None),
    ):
        with pytest.raises(ControlRefused, match=words) as caught:
            await (people.get(path) if fields is None else people.post(path, **fields))
        assert caught.value.status == status
    response = await people._http.post("say", content=b"[1]")
    assert response.status_code == 400


async def test_nobody_edits_what_others_wrote(people: ControlClient, bot: Bot, li: User) -> None:
    sent = await bot.send_message(li.id, "x")
    with pytest.raises(ControlRefused, match="somebody else"):
        await people.edit(li.id, sent.message_id, "y")


async def test_events_resume_where_they_broke_off(people: ControlClient, li: User) -> None:
    first = [event async for event in until(people, 0, "message")]
    await people.say(li.id, "一")
    await people.say(li.id, "二")
    then = [event async for event in until(people, first[-1]["id"], "message")]
    assert [event["data"]["message_id"] for event in then] == [2]
    live = asyncio.create_task(collect(people, None))
    while not live.done():
        await people.say(li.id, "三")
    assert live.result()["data"]["message_id"] > 3


async def until(people: ControlClient, after: int | None, kind: str) -> AsyncIterator[dict[str, Any]]:
    async for event in people.events(after):
        yield event
        if event["kind"] == kind:
            return


async def collect(people: ControlClient, after: int | None) -> dict[str, Any]:
    return [event async for event in until(people, after, "message")][-1]


async def test_calls_are_logged(people: ControlClient, bot: Bot, li: User) -> None:
    await bot.send_document(li.id, b"xyz", filename="a.txt")
    (call,) = await people.calls("senddocument")
    assert call.params["chat_id"] == str(li.id)
    assert call.result["document"]["file_size"] == 3
    assert await people.calls(after=call.n) == []


async def test_a_bug_is_a_500_and_in_the_log(
    sandbox: Sandbox, people: ControlClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sandbox.state, "everyone", lambda: 1 / 0)
    with pytest.raises(ControlRefused, match="500"):
        await people.state()
    assert "the sandbox failed at /control/state" in caplog.text
