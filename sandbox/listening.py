"""The listening socket and its connections: uvicorn's HTTP protocol in the running event loop.

`uvicorn.Server` installs signal handlers and waits for open responses when it stops; the sandbox must stop
at once and must be able to cut a connection or refuse new ones, so it drives the protocol itself.
"""

import asyncio
import socket
from typing import Any

import uvicorn
from starlette.types import ASGIApp, Scope
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

HOST = "127.0.0.1"
KEEP_ALIVE_SECONDS = 3600


class Listener:
    """Listens on 127.0.0.1 at `port` (0: a free one)."""

    def __init__(self, app: ASGIApp, port: int) -> None:
        self._app, self.port = app, port
        self._state = ServerState()
        self._server: asyncio.Server | None = None
        self._pause: asyncio.Task[None] | None = None
        self._bot_peers: set[Any] = set()

    async def start(self) -> None:
        """Begin to listen. Raises OSError when the port is taken."""
        self._config = uvicorn.Config(
            self._app,
            log_config=None,
            access_log=False,
            lifespan="off",
            ws="none",
            timeout_keep_alive=KEEP_ALIVE_SECONDS,
            h11_max_incomplete_event_size=256 * 1024,
        )
        self._config.load()
        await self._listen()

    async def _listen(self) -> None:
        # With the protocol named, asyncio switches Nagle's delay (40 ms a call) off.
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((HOST, self.port))
        self.port = listening.getsockname()[1]
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(self._protocol, sock=listening, backlog=512)

    def _protocol(self) -> H11Protocol:
        return H11Protocol(config=self._config, server_state=self._state, app_state={})

    def note_bot_peer(self, scope: Scope) -> None:
        """Remember that this connection carries a bot's calls: an outage cuts only those."""
        self._bot_peers.add(tuple(scope["client"]))

    def cut(self, scope: Scope) -> None:
        """Cut the connection of a request without an answer."""
        self._abort(lambda peer: peer == tuple(scope["client"]))

    def refuse(self, seconds: float) -> None:
        """Cut all connections of bots and refuse new ones for a while."""
        self._abort(lambda peer: peer in self._bot_peers)
        if self._server is not None and self._pause is None:
            self._server.close()
            self._pause = asyncio.create_task(self._resume_after(seconds))

    async def _resume_after(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        await self._listen()
        self._pause = None

    def _abort(self, chosen: Any) -> None:
        for connection in list(self._state.connections):
            peer = getattr(connection, "client", None)
            transport = getattr(connection, "transport", None)
            if transport is not None and peer is not None and chosen(tuple(peer)):
                self._bot_peers.discard(tuple(peer))
                transport.abort()

    async def stop(self) -> None:
        """Stop at once: cut every connection and cancel every request."""
        if self._pause is not None:
            self._pause.cancel()
        if self._server is not None:
            self._server.close()
        self._abort(lambda peer: True)
        await asyncio.sleep(0)
        tasks = list(self._state.tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
