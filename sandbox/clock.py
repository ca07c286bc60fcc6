"""Sandbox time, the system's plus an offset that only grows, and how the bot follows it.

The bot long-polls `GET /clock?seen=N&idle=N&due=…` (architecture.md, Time). `n` is the number of the last
change; `idle` is the last change after which the bot had nothing left to do; `due` is when it has something
to do next.
"""

import re
import time
from datetime import UTC, datetime

from sandbox.records import Json
from sandbox.signals import Signal
from sandbox.store import Store

UNQUOTED_PLUS = re.compile(r" (?=\d\d:\d\d$)")
POLL_SECONDS = 25.0
ATTACHED_SECONDS = 60.0


class Clock:
    """Reads and moves the time. Offset and change number survive a restart in the file."""

    def __init__(self, store: Store, signal: Signal, begin: datetime | None) -> None:
        self._store, self._signal = store, signal
        saved = store.load("clock", "clock")
        if saved is None:
            offset = begin.timestamp() - time.time() if begin else 0.0
            saved = {"n": 0, "offset": offset}
            store.save("clock", "clock", saved)
        self.n: int = saved["n"]
        self.offset: float = saved["offset"]
        self.idle = -1
        self.due: float | None = None
        self._polling = 0
        self._last_poll = float("-inf")

    def now(self) -> float:
        """Seconds since 1970 in sandbox time."""
        return time.time() + self.offset

    def iso(self) -> str:
        """The time now, as an ISO text in UTC."""
        return datetime.fromtimestamp(self.now(), UTC).isoformat()

    @property
    def attached(self) -> bool:
        """Whether a bot follows this clock: it polls now or did within the last minute of real time."""
        return self._polling > 0 or time.monotonic() - self._last_poll < ATTACHED_SECONDS

    def move(self, to: float) -> None:
        """Announce a change: make it `to` now, or leave the time alone when that has passed already."""
        self.offset = max(self.offset, to - time.time())
        self.n += 1
        self._store.save("clock", "clock", {"n": self.n, "offset": self.offset})
        self._signal.ring()

    def announce(self) -> None:
        """Make the bot run what is due without moving the time."""
        self.move(self.now())

    async def poll(self, seen: int, idle: int | None, due: str) -> Json:
        """One long poll of the bot. Raises ValueError when `due` is not an ISO time with a zone."""
        if idle is not None:
            self.idle = idle
        self.due = instant(due) if due else None
        self._polling += 1
        self._signal.ring()
        try:
            await self._signal.until(lambda: self.n != seen, POLL_SECONDS)
        finally:
            self._polling -= 1
            self._last_poll = time.monotonic()
        return {"n": self.n, "offset": self.offset}


def instant(text: str) -> float:
    """Seconds since 1970 of an ISO time. Raises ValueError when it has no zone: a naive time is a mistake.

    The + of an offset may have become a space, as it does in a query that nobody quoted.
    """
    moment = datetime.fromisoformat(UNQUOTED_PLUS.sub("+", text))
    if moment.tzinfo is None:
        raise ValueError(f"{text} has no time zone")
    return moment.timestamp()
