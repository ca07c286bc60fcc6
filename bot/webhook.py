"""Updates by webhook: stored before they are answered with 200, like those that are polled."""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterator
from contextlib import contextmanager

import structlog
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.application import Running
from bot.polling import ALLOWED_UPDATES
from bot.settings import Webhook

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"

log = structlog.get_logger()


def webhook_application(parts: Running, secret: str) -> Starlette:
    """The HTTP side: one path, which takes an update from whoever knows the secret."""

    async def take(request: Request) -> PlainTextResponse:
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            log.warning("webhook_wrong_secret", client=request.client.host if request.client else "")
            return PlainTextResponse("forbidden", status_code=403)
        try:
            update = json.loads(await request.body())
        except ValueError:
            return PlainTextResponse("not JSON", status_code=400)
        if isinstance(update, dict):
            await parts.inbox.take([update])
        return PlainTextResponse("ok")

    return Starlette(routes=[Route("/", take, methods=["POST"])])


class _Server(uvicorn.Server):
    """A server that leaves the process's signals to `bot.running`."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture nothing."""
        yield


async def serve_webhook(webhook: Webhook, parts: Running) -> None:
    """Tell Telegram where to send updates, and take them until cancelled."""
    secret = webhook.secret.get_secret_value()
    server = _Server(
        uvicorn.Config(
            webhook_application(parts, secret),
            host=webhook.listen,
            port=webhook.port,
            log_level="warning",
            lifespan="off",
        )
    )
    await parts.delivery.bot.set_webhook(webhook.url, secret_token=secret, allowed_updates=ALLOWED_UPDATES)
    await server.serve()
