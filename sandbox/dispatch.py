"""From an HTTP request to a method and back: token, faults, limits, transaction, call log."""

import asyncio
import inspect
import re

from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import Receive, Scope, Send

from sandbox.errors import ApiError, method_not_found, unauthorized
from sandbox.faults import AFTER, HANGING, Fault
from sandbox.files import served
from sandbox.listening import Listener
from sandbox.methods import METHODS, Call
from sandbox.records import Bot
from sandbox.state import State
from sandbox.transport import Params, read_params

BAD_GATEWAY = (
    "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
    "<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n"
)


class Dispatcher:
    """Answers `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

    def __init__(self, state: State) -> None:
        self._state = state
        self.listener: Listener | None = None
        self._last: dict[str, object] = {}

    async def call(self, request: Request) -> Response:
        """One method call."""
        self._note_peer(request)
        method = str(request.path_params["method"])
        try:
            bot = self._bot(str(request.path_params["token"]))
            params = await read_params(request)
        except ApiError as error:
            return _refusal(error)
        except ClientDisconnect:  # it died while it spoke
            return Response()
        fault = self._state.faults.pick(method, params.text("chat_id"))
        early = await self._before(request, fault, method, params)
        if early is not None:
            return early
        response = await self._answer(bot, method, params)
        if fault is not None and fault.kind in AFTER:
            return await self._withheld(request, fault, response)
        return response

    async def download(self, request: Request) -> Response:
        """The bytes of a file whose link is valid; 404 otherwise, as for a link that expired."""
        self._note_peer(request)
        fault = self._state.faults.pick("downloadFile", "")
        early = await self._before(request, fault, "downloadFile", Params())
        if early is not None:
            return early
        try:
            self._bot(str(request.path_params["token"]))
        except ApiError as error:
            return _refusal(error)
        stored = served(self._state, str(request.path_params["path"]))
        if stored is None:
            return _refusal(ApiError(404, "Not Found"))
        answer = Response(self._state.store.blob(stored.blob), media_type="application/octet-stream")
        if fault is not None and fault.kind in AFTER:
            return await self._withheld(request, fault, answer)
        return answer

    def _note_peer(self, request: Request) -> None:
        if self.listener is not None and request.client is not None:
            self.listener.note_bot_peer(request.scope)

    def _bot(self, token: str) -> Bot:
        if not re.fullmatch(r"\d+:[\w-]+", token):
            raise unauthorized("invalid token specified")
        bot = self._state.bot_by_token(token)
        if bot is None:
            raise unauthorized()
        if bot.logged_out:
            raise ApiError(400, "Logged out")
        return bot

    async def _before(self, request: Request, fault: Fault | None, method: str, params: Params) -> Response | None:
        if fault is None or fault.kind in AFTER:
            return None
        if fault.kind == "delay":
            await asyncio.sleep(fault.seconds)
            return None
        self._state.log_call(method, params.logged(), {"fault": fault.kind})
        self._state.signal.ring()
        if fault.kind == "error":
            return _refusal(ApiError(fault.code, fault.description, fault.parameters))
        if fault.kind == "html":
            return HTMLResponse(BAD_GATEWAY, status_code=502)
        if fault.kind == "stale":
            return JSONResponse({"ok": True, "result": self._last.get(method.lower(), [])})
        return await self._withheld(request, fault)

    async def _withheld(self, request: Request, fault: Fault, answer: Response | None = None) -> Response:
        """No answer, or half of it: the connection is cut, or stays open until the client gives up."""
        if answer is not None and self.listener is not None and fault.kind == "half_after":
            return _Torn(answer, self.listener)
        if self.listener is not None and fault.kind not in HANGING:
            if fault.kind == "refuse":
                self.listener.refuse(fault.seconds)
            self.listener.cut(request.scope)
        while (await request.receive())["type"] != "http.disconnect":
            pass
        return Response()

    async def _answer(self, bot: Bot, method: str, params: Params) -> Response:
        state = self._state
        try:
            result = await self._run(bot, method, params)
        except ApiError as error:
            state.log_call(method, params.logged(), {"error_code": error.code, "description": error.description})
            state.signal.ring()
            return _refusal(error)
        if result:
            self._last[method.lower()] = result
        state.log_call(method, params.logged(), {"result": result})
        state.signal.ring()
        return JSONResponse({"ok": True, "result": result})

    async def _run(self, bot: Bot, method: str, params: Params) -> object:
        function = METHODS.get(method.lower())
        if function is None:
            raise method_not_found()
        self._state.rates.check(method, params.text("chat_id"))
        # Read anew: while the body of the request was on its way, the bot's next number may have moved on.
        bot = self._state.bots.get(bot.id) or bot
        with self._state.store.transaction():
            result = function(Call(self._state, bot, params))
        return await result if inspect.isawaitable(result) else result


class _Torn(Response):
    """The first half of an answer; then the connection is cut."""

    def __init__(self, whole: Response, listener: Listener) -> None:
        super().__init__(whole.body, whole.status_code, media_type=whole.media_type)
        self._listener = listener

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the head, which promises the whole, and half of the body."""
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        await send({"type": "http.response.body", "body": self.body[: len(self.body) // 2], "more_body": True})
        self._listener.cut(scope)
        while (await receive())["type"] != "http.disconnect":
            pass


def _refusal(error: ApiError) -> Response:
    headers = {}
    retry_after = (error.parameters or {}).get("retry_after")
    if retry_after is not None:
        headers["Retry-After"] = str(retry_after)
    return JSONResponse(error.body(), status_code=error.code, headers=headers)
