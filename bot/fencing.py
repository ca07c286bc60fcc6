"""Nothing leaves for Telegram once another process may be the bot."""

from __future__ import annotations

from typing import Any

import httpx

from storage.leading import Leadership

FIRST_BYTE = ["send_request_headers", "started"]
"""What httpcore says, after its protocol's name, when a connection is there and the request is about to be written."""


def calls_while_held(held: Leadership) -> dict[str, Any]:
    """Arguments for httpx's client, by which each call is checked just before its first byte goes out.

    Not earlier: the process may stand still while a call waits for its connection.
    """

    async def watch(event: str, _about: dict[str, Any]) -> None:
        if event.split(".")[1:] == FIRST_BYTE:
            held.require()

    async def hook(request: httpx.Request) -> None:
        request.extensions["trace"] = watch

    return {"event_hooks": {"request": [hook]}}
