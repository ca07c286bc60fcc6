"""Waiting until the bot is at rest, and moving the clock from one due instant to the next."""

import asyncio

from sandbox.clock import Clock
from sandbox.errors import ControlError
from sandbox.records import Json
from sandbox.signals import Signal
from sandbox.updates import Updates

NOBODY = "no bot follows the clock; nothing was waited for"


class Settling:
    """`settle` and `advance` of the control API; one at a time."""

    def __init__(self, clock: Clock, updates: Updates, signal: Signal) -> None:
        self._clock, self._updates, self._signal = clock, updates, signal
        self._lock = asyncio.Lock()

    async def settle(self, timeout: float, need_bot: bool = False) -> Json:
        """Wait until the bot confirmed every update and finished its work.

        Raises ControlError 504 on time-out.
        """
        async with self._lock:
            return await self._settle(timeout, need_bot)

    async def advance(self, to: float, timeout: float) -> Json:
        """Settle, then step to `to` by way of every instant at which the bot has something due.

        `timeout` is for each step. A `to` that has passed is the same as settling.
        """
        async with self._lock:
            if not self._clock.attached:
                self._clock.move(to)
                return {"now": self._clock.iso(), "note": NOBODY}
            answer = await self._settle(timeout, need_bot=False)
            served: float | None = None
            while self._clock.now() < to:
                due = self._clock.due
                is_new = due is not None and due <= to and (served is None or due > served)
                target = due if due is not None and is_new else to
                self._clock.move(target)
                served = target
                answer = await self._until_idle(timeout)
            return answer

    async def _settle(self, timeout: float, need_bot: bool) -> Json:
        end = asyncio.get_running_loop().time() + timeout
        if need_bot and not await self._signal.until(lambda: self._clock.attached, timeout):
            raise ControlError(504, f"no bot followed the clock within {timeout:g} s")
        if not await self._signal.until(self._updates.all_confirmed, timeout):
            raise ControlError(504, "updates are still waiting for the bot")
        if not self._clock.attached:
            return {"now": self._clock.iso(), "note": NOBODY}
        self._clock.announce()
        return await self._until_idle(end - asyncio.get_running_loop().time())

    async def _until_idle(self, timeout: float) -> Json:
        clock = self._clock
        if not await self._signal.until(lambda: clock.idle >= clock.n, timeout):
            raise ControlError(504, f"the bot is not idle after change {clock.n}; it was after {clock.idle}")
        return {"now": clock.iso()}
