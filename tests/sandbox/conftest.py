"""A sandbox in memory, the people's client, and the real python-telegram-bot as the bot."""

import struct
import zlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from sandbox.client import ControlClient, User
from sandbox.server import Sandbox

TOKEN = "7000000001:AAsandbox-token_1"
BEGIN = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox(":memory:", begin=BEGIN) as running:
        yield running


@pytest.fixture
async def people(sandbox: Sandbox) -> AsyncIterator[ControlClient]:
    async with ControlClient(sandbox.url) as client:
        await client.create_bot(TOKEN, "ducha_bot", "督查机器人")
        yield client


def ptb(url: str, token: str = TOKEN) -> Bot:
    """python-telegram-bot as it is, pointed at the sandbox."""
    plain: dict[str, Any] = {"trust_env": False, "verify": False}
    requests = [HTTPXRequest(httpx_kwargs=plain) for _ in range(2)]
    return Bot(
        token,
        base_url=f"{url}/bot",
        base_file_url=f"{url}/file/bot",
        request=requests[0],
        get_updates_request=requests[1],
    )


@pytest.fixture
async def bot(sandbox: Sandbox, people: ControlClient) -> AsyncIterator[Bot]:
    async with ptb(sandbox.url) as running:
        yield running


@pytest.fixture
async def li(people: ControlClient) -> User:
    """A liaison who has started the bot; his /start is still in the queue."""
    user = await people.create_user("李", username="li_liaison")
    await people.start(user.id)
    return user


@pytest.fixture
async def wang(people: ControlClient) -> User:
    """A leader who has not started the bot."""
    return await people.create_user("王")


def png(width: int = 1600, height: int = 1200) -> bytes:
    """A valid picture of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress((b"\0" + bytes(width)) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
