"""Telegram's limits as token buckets: so many a second in all, so many a chat, so many a minute in a group."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

GROUP_WINDOW = 60.0
"""Seconds over which messages into one group are counted."""

FORGET_AFTER = 4096
"""How many chats are remembered before idle ones are forgotten."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How fast we send. `per_chat_interval` is in seconds and may be 0; `per_chat_burst` messages may go at once."""

    per_second: float = 25
    per_chat_interval: float = 1.0
    per_chat_burst: int = 3
    per_group_per_minute: float = 18


@dataclass(slots=True)
class _Bucket:
    """Holds up to `size` tokens and gains `rate` a second."""

    size: float
    rate: float
    level: float
    at: float

    def wait(self, now: float) -> float:
        """Seconds until a token is there; 0 when one is."""
        self._fill(now)
        return 0.0 if self.level >= 1 else (1 - self.level) / self.rate

    def take(self, now: float) -> None:
        """Use up a token."""
        self._fill(now)
        self.level -= 1

    def _fill(self, now: float) -> None:
        self.level = min(self.size, self.level + (now - self.at) * self.rate)
        self.at = now


@dataclass(slots=True)
class Pace:
    """Says when the next message to a chat may go out."""

    limits: Limits
    monotonic: Callable[[], float]
    _all: _Bucket = field(init=False)
    _chats: dict[int, _Bucket] = field(init=False, default_factory=dict)
    _closed_until: dict[int, float] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        per_second = self.limits.per_second
        self._all = _Bucket(per_second, per_second, per_second, self.monotonic())

    def wait(self, chat_id: int) -> float:
        """Seconds until this chat may be sent to; 0 for now."""
        now = self.monotonic()
        closed = self._closed_until.get(chat_id, 0.0) - now
        return max(closed, self._all.wait(now), self._bucket(chat_id, now).wait(now), 0.0)

    def take(self, chat_id: int) -> None:
        """Count a message to this chat."""
        now = self.monotonic()
        self._all.take(now)
        self._bucket(chat_id, now).take(now)

    def close(self, chat_id: int, seconds: float) -> None:
        """Telegram asked us to leave this chat alone for so long (429); other chats go on."""
        self._closed_until[chat_id] = self.monotonic() + seconds

    def _bucket(self, chat_id: int, now: float) -> _Bucket:
        if len(self._chats) > FORGET_AFTER:
            self._chats = {chat: bucket for chat, bucket in self._chats.items() if bucket.wait(now) > 0}
        if chat_id not in self._chats:
            self._chats[chat_id] = self._fresh(chat_id, now)
        return self._chats[chat_id]

    def _fresh(self, chat_id: int, now: float) -> _Bucket:
        if chat_id < 0:
            size = self.limits.per_group_per_minute
            return _Bucket(size, size / GROUP_WINDOW, size, now)
        burst = float(self.limits.per_chat_burst)
        interval = self.limits.per_chat_interval
        return _Bucket(burst, 1 / interval if interval else float("inf"), burst, now)
