"""Nothing leaves for Telegram once another process may be the bot."""

from __future__ import annotations

from typing import Any

import httpx

from storage.leading import Leadership


def calls_while_held(held: Leadership) -> dict[str, Any]:
    """Arguments for httpx's client, by which each call is checked just before its first byte goes out.

    Not earlier: the process may stand still while a call waits for its connection.
    """

    async def watch(event: str, _about: dict[str, Any]) -> None:
        if event.endswith("send_request_headers.started"):
            held.require()

    async def hook(request: httpx.Request) -> None:
        request.extensions["trace"] = watch

    return {"event_hooks": {"request": [hook]}}
