"""Waking those who wait, inside one event loop."""

import asyncio
from collections.abc import Callable


class Signal:
    """A bell without memory: whoever waits when it rings is woken.

    No wake-up is lost as long as the condition is tested and `wait` is entered without an `await` in between.
    """

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def ring(self) -> None:
        """Wake everyone who waits now."""
        self._event.set()
        self._event = asyncio.Event()

    async def wait(self, seconds: float) -> bool:
        """Wait for the next ring. False when none came in time."""
        try:
            # Not asyncio.wait_for: before 3.12 it loses a cancellation that comes together with the ring.
            async with asyncio.timeout(seconds):
                await self._event.wait()
        except TimeoutError:
            return False
        return True

    async def until(self, condition: Callable[[], bool], seconds: float) -> bool:
        """Wait until the condition holds, testing it at every ring. False when time ran out first."""
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while not condition():
            left = end - loop.time()
            if left <= 0:
                return False
            await self.wait(left)
        return True
