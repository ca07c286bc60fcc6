"""Rate limits: 30 messages a second, one a second per chat with a small burst, 20 a minute per group.

Source: Bots FAQ (telegram.md §3). Off until switched on. Counted in real time, as a bot's own limiter is. In all it is
a token bucket, of a chat and a group a window.
"""

import math
import time
from collections import deque
from dataclasses import dataclass, field

from sandbox.errors import too_many_requests

LIMITED = ("send", "copy", "forward", "edit")
FREE = ("sendchataction",)


@dataclass(slots=True)
class Rates:
    """The figures, the moments of the calls that were let through, and what is left in the bucket of all chats."""

    on: bool = False
    overall_per_second: int = 30
    chat_burst: int = 3
    chat_seconds: float = 1.0
    group_per_minute: int = 20
    refused: int = 0
    _seen: dict[str, deque[float]] = field(default_factory=dict)
    _spent: float = 0.0
    _spent_at: float = 0.0

    def check(self, method: str, chat_id: str) -> None:
        """Let the call through or raise ApiError 429. A refused call does not count."""
        name = method.lower()
        if not self.on or not chat_id or name in FREE or not name.startswith(LIMITED):
            return
        now = time.monotonic()
        windows = [(f"chat {chat_id}", self.chat_burst, self.chat_burst * self.chat_seconds)]
        if chat_id.startswith("-"):
            windows.append((f"group {chat_id}", self.group_per_minute, 60.0))
        wait = max(
            self._wait_overall(now), *(self._wait(name, count, seconds, now) for name, count, seconds in windows)
        )
        if wait > 0:
            self.refused += 1
            raise too_many_requests(math.ceil(wait))
        for name, _, _ in windows:
            self._seen[name].append(now)
        self._spent += 1

    def _wait_overall(self, now: float) -> float:
        """The bucket holds a second's worth and gains it back in a second."""
        self._spent = max(0.0, self._spent - (now - self._spent_at) * self.overall_per_second)
        self._spent_at = now
        return (self._spent + 1 - self.overall_per_second) / self.overall_per_second

    def _wait(self, name: str, count: int, seconds: float, now: float) -> float:
        seen = self._seen.setdefault(name, deque())
        while seen and seen[0] <= now - seconds:
            seen.popleft()
        return seen[0] + seconds - now if len(seen) >= count else 0.0
