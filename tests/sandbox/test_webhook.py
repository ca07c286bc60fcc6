import asyncio
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import Response
from telegram import Bot
from telegram.error import BadRequest, Conflict

from sandbox.client import ControlClient, User
from sandbox.listening import Listener


@dataclass
class Receiver:
    """A webhook endpoint that answers with the given statuses, then with 200."""

    statuses: list[int] = field(default_factory=list)
    got: asyncio.Queue[tuple[dict[str, Any], str | None]] = field(default_factory=asyncio.Queue)
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook"

    async def __call__(self, scope: Any, receive: Callable[[], Any], send: Any) -> None:
        request = Request(scope, receive)
        body = json.loads(await request.body())
        self.got.put_nowait((body, request.headers.get("x-telegram-bot-api-secret-token")))
        status = self.statuses.pop(0) if self.statuses else 200
        await Response(status_code=status)(scope, receive, send)

    async def next(self) -> tuple[dict[str, Any], str | None]:
        return await asyncio.wait_for(self.got.get(), 5)


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    made = Receiver()
    listener = Listener(made, 0)
    await listener.start()
    made.port = listener.port
    yield made
    await listener.stop()


async def nothing_pending(people: ControlClient) -> bool:
    for _ in range(200):
        if not await people.pending():
            return True
    return False


async def test_delivery_with_the_secret(bot: Bot, li: User, people: ControlClient, receiver: Receiver) -> None:
    assert await bot.set_webhook(receiver.url, secret_token="s3cret", allowed_updates=["message"])
    body, secret = await receiver.next()
    assert (body["message"]["text"], secret) == ("/start", "s3cret")
    said = await people.say(li.id, "一")
    await people.edit(li.id, said.id, "二")
    assert (await receiver.next())[0]["message"]["text"] == "一"
    assert await nothing_pending(people)
    info = await bot.get_webhook_info()
    assert (info.url, info.pending_update_count) == (receiver.url, 0)
    assert list(info.allowed_updates) == ["message"]


async def test_a_refusal_is_retried_in_order(bot: Bot, li: User, people: ControlClient, receiver: Receiver) -> None:
    receiver.statuses = [500]
    await people.say(li.id, "一")
    await bot.set_webhook(receiver.url)
    got = [(await receiver.next())[0]["message"]["text"] for _ in range(3)]
    assert got == ["/start", "/start", "一"]
    info = await bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 500 Internal Server Error"
    assert info.last_error_date is not None


async def test_polling_is_refused_while_a_webhook_is_set(
    bot: Bot, li: User, people: ControlClient, receiver: Receiver
) -> None:
    poll = asyncio.create_task(bot.get_updates(offset=(await people.pending())[0]["update_id"] + 1, timeout=30))
    while await people.pending():
        pass
    await bot.set_webhook(receiver.url)
    for waiting in (poll, asyncio.create_task(bot.get_updates())):
        with pytest.raises(Conflict) as caught:
            await waiting
        assert caught.value.message == (
            "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook"
            " first"
        )
    assert await bot.delete_webhook()
    assert await bot.get_updates() == ()


async def test_removing_a_webhook_keeps_or_drops_the_queue(bot: Bot, li: User, people: ControlClient) -> None:
    assert await bot.set_webhook("https://example.invalid/")
    assert await bot.delete_webhook()
    assert len(await bot.get_updates()) == 1
    assert await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == ()


async def test_addresses_and_secrets_are_checked(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Bad webhook: an https url must be provided"):
        await bot.set_webhook("http://example.org/")
    with pytest.raises(BadRequest, match="Secret token contains unallowed characters"):
        await bot.set_webhook("https://example.org/", secret_token="sec ret")
