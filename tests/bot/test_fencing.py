"""Not one byte goes to Telegram once another process may be the bot."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from bot.clock import awake
from bot.fencing import calls_while_held
from storage.engine import LeadershipLostError
from storage.leading import TRUST, Leadership

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


@pytest.mark.parametrize(("age", "heard"), [(0.0, True), (TRUST + 1, False)])
async def test_a_call_is_held_back_when_the_lock_was_not_proven_lately(age: float, heard: bool) -> None:
    received: list[bytes] = []
    lost: list[str] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if content := await reader.read(1000):
            received.append(content)
            writer.write(ANSWER)
        writer.close()

    held = Leadership("test", lambda: lost.append("lost"), awake, _proven=awake() - age)
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server, httpx.AsyncClient(trust_env=False, **calls_while_held(held)) as client:
        if heard:
            assert (await client.post(f"http://127.0.0.1:{port}/sendMessage")).text == "ok"
        else:
            with pytest.raises(LeadershipLostError):
                await client.post(f"http://127.0.0.1:{port}/sendMessage")
    assert bool(received) is heard
    assert lost == ([] if heard else ["lost"])
