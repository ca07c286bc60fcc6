"""The whole server: Bot API, files, control API and clock on one port of 127.0.0.1."""

import asyncio
import logging
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from sandbox.control import control_routes
from sandbox.control.endpoint import refused
from sandbox.dispatch import Dispatcher
from sandbox.errors import ApiError, ControlError
from sandbox.listening import Listener
from sandbox.page import page_routes
from sandbox.state import State
from sandbox.webhook import WebhookDelivery

LOOPBACK = ("127.0.0.1", "localhost", "::1")
BOT_PATHS = ("/bot", "/file/")

log = logging.getLogger("sandbox")


def create_app(state: State, dispatcher: Dispatcher) -> ASGIApp:
    """The ASGI application over an open state."""
    routes = [
        Route("/bot{token}/{method}", dispatcher.call, methods=["GET", "POST"]),
        Route("/file/bot{token}/{path:path}", dispatcher.download),
        *control_routes(),
        *page_routes(),
    ]
    handlers = {ControlError: refused, ApiError: refused, 404: _not_found}
    app = Starlette(routes=routes, exception_handlers=handlers)
    app.state.sandbox = state
    return _Outermost(app)


async def _not_found(_request: Request, _error: Exception) -> Response:
    return JSONResponse(ApiError(404, "Not Found").body(), status_code=404)


class _Outermost:
    """Keeps other sites out of the control API, logs bugs, ends requests quietly when the server stops."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        if not scope["path"].startswith(BOT_PATHS) and not _is_local(headers):
            refusal = JSONResponse({"error": "only this machine may call"}, status_code=403)
            await refusal(scope, receive, send)
            return
        try:
            await self._app(scope, receive, send)
        except asyncio.CancelledError:
            return
        except Exception:
            log.exception("the sandbox failed at %s", scope["path"].partition(":")[0])


def _is_local(headers: dict[bytes, str]) -> bool:
    """Whether the request names this machine, and no web page of another site sent it."""
    host = urlsplit(f"//{headers.get(b'host', '')}").hostname
    origin = headers.get(b"origin")
    return host in LOOPBACK and (origin is None or urlsplit(origin).hostname in LOOPBACK)


class Sandbox:
    """The server inside the running event loop: `async with Sandbox(path, begin=…) as sandbox: sandbox.url`.

    `path` is the file that holds everything, or `:memory:`. `begin` is when time begins if the file is new.
    `port` 0 takes a free one.
    """

    def __init__(self, path: str | Path = ":memory:", begin: datetime | None = None, port: int = 0) -> None:
        self._path, self._begin, self._port = path, begin, port

    @property
    def url(self) -> str:
        """The address, without a slash at the end."""
        return f"http://127.0.0.1:{self._listener.port}"

    async def start(self) -> None:
        """Open the file and listen. Raises OSError when the port is taken."""
        self.state = State(self._path, self._begin)
        dispatcher = Dispatcher(self.state)
        self._listener = Listener(create_app(self.state, dispatcher), self._port)
        dispatcher.listener = self._listener
        await self._listener.start()
        self._webhooks = asyncio.create_task(WebhookDelivery(self.state).run())

    async def stop(self) -> None:
        """Stop at once, whoever is waiting for an answer, and close the file."""
        await self._listener.stop()
        self._webhooks.cancel()
        await asyncio.gather(self._webhooks, return_exceptions=True)
        self.state.store.close()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()
