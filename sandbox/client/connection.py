"""The HTTP side of the control client."""

from types import TracebackType
from typing import Any, Self

import httpx


class ControlRefused(Exception):  # noqa: N818 – a refusal, in the server's words
    """The control API refused: `status` and its words."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(f"{status}: {words}")
        self.status = status


class Connection:
    """The HTTP side of the client."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        # Plain HTTP on this machine: no certificates are loaded, no proxy is used, and the bot may take its time.
        self._http = httpx.AsyncClient(base_url=f"{self.url}/control/", trust_env=False, verify=False, timeout=None)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._http.aclose()

    async def ask(self, method: str, path: str, **options: Any) -> Any:
        """One raw control call. Raises ControlRefused."""
        response = await self._http.request(method, path, **options)
        if response.is_error:
            words = response.json()["error"] if "json" in response.headers["content-type"] else response.text
            raise ControlRefused(response.status_code, words)
        return response.json()

    async def post(self, path: str, /, **fields: Any) -> Any:
        """POST JSON, leaving out what is None."""
        body = {name: value for name, value in fields.items() if value is not None}
        return await self.ask("POST", path, json=body)

    async def get(self, path: str, /, **fields: Any) -> Any:
        """GET, leaving out what is None."""
        return await self.ask("GET", path, params={k: v for k, v in fields.items() if v is not None})
