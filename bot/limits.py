"""Telegram's limits: so many messages a second in all, so many a chat, so many a minute in a group; and what of them
is kept for answers, so that ten thousand nags never hold up what somebody waits for.

In all it is a token bucket, as Telegram's own is said to be, and it stays inside a bucket of 30 filled at 30 a second.
For one chat nobody knows Telegram's measure, so ours is the strictest: a window, in which so many go and no more.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from supervision.notices.base import Lane

GROUP_WINDOW = 60.0
"""Seconds over which messages into one group are counted."""

MARGIN = 0.05
"""Seconds that a window is longer than Telegram's: two messages come nearer to each other on the way."""

TELEGRAMS_BURST = 30
"""How many messages Telegram takes at once. What we send at once and within the second after stays below it."""

FORGET_AFTER = 4096
"""How many chats are remembered before idle ones are forgotten."""

FLOODED_CHATS = 3
"""After a refusal in so many chats in a row, with nothing let through between, it is not the chats but the bot that is
too fast, and all of them wait."""

FIRST_AWAY, LONGEST_AWAY = 0.5, 60.0
"""Seconds for which nothing is sent once Telegram could not be reached, doubled up to the longest."""

LATENCY = 0.3
"""Seconds that a call takes at the longest as a rule: so many calls must be under way at once to keep the pace."""

LEAST_AT_ONCE, MOST_AT_ONCE = 8, 64
"""Calls of a lane that are under way at the same time. More would only stand in line, and every open connection is
looked at for every call."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How fast we send. `per_chat_interval` is in seconds and may be 0; `per_chat_burst` messages may go at once.

    Of what all chats together may take at once, so many as `kept_for_answers` are never taken by bulk.
    """

    per_second: float = 25
    per_chat_interval: float = 1.0
    per_chat_burst: int = 3
    per_group_per_minute: float = 18
    kept_for_answers: int = 6
    tell_outage_minutes: float = 30
    """For how long nothing must have gone out for the Office to hear of it afterwards."""

    @property
    def burst(self) -> float:
        """How many bulk messages may go at once. A round takes its time, in which no token may be lost."""
        return max(3.0, min(5.0, TELEGRAMS_BURST - self.per_second), self.per_second / 25)

    @property
    def at_once(self) -> int:
        """How many calls of one lane may be under way: what hangs in one lane holds up no other."""
        return min(MOST_AT_ONCE, max(LEAST_AT_ONCE, math.ceil(self.per_second * LATENCY)))

    def kept_from(self, lane: Lane) -> int:
        """How many tokens a lane must leave for those before it."""
        return {Lane.NOTICE: self.kept_for_answers // 2, Lane.BULK: self.kept_for_answers}.get(lane, 0)


@dataclass(slots=True)
class _Bucket:
    """Holds up to `size` tokens and gains `rate` a second."""

    size: float
    rate: float
    level: float
    at: float

    def wait(self, now: float, kept: int) -> float:
        """Seconds until a token is there beside those that are kept; 0 when one is."""
        self._fill(now)
        return max(0.0, 1 + kept - self.level) / self.rate

    def take(self, now: float, tokens: int) -> None:
        """Use up tokens; what is not there is owed."""
        self._fill(now)
        self.level -= tokens

    def _fill(self, now: float) -> None:
        self.level = min(self.size, self.level + (now - self.at) * self.rate)
        self.at = now


@dataclass(slots=True)
class _Window:
    """Lets `most` go in any span of so many `seconds`."""

    most: int
    seconds: float
    gone: deque[float] = field(default_factory=deque)

    def wait(self, now: float, kept: int = 0) -> float:
        """Seconds until one more may go, with `kept` left free for others; 0 for now."""
        while self.gone and self.gone[0] <= now - self.seconds:
            self.gone.popleft()
        room = max(1, self.most - kept)
        return 0.0 if len(self.gone) < room else self.gone[len(self.gone) - room] + self.seconds - now


@dataclass(slots=True)
class Pace:
    """Says when the next message to a chat may go out."""

    limits: Limits
    monotonic: Callable[[], float]
    _all: _Bucket = field(init=False)
    _chats: dict[int, list[_Window]] = field(init=False, default_factory=dict)
    _closed_until: dict[int, float] = field(init=False, default_factory=dict)
    _all_closed_until: float = field(init=False, default=0.0)
    _flooded: set[int] = field(init=False, default_factory=set)
    _times_away: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        size = self.limits.burst + self.limits.kept_for_answers
        self._all = _Bucket(size, self.limits.per_second, size, self.monotonic())

    def wait(self, chat_id: int, lane: Lane = Lane.INTERACTIVE) -> float:
        """Seconds until this chat may be sent to; 0 for now. Bulk leaves one message of a chat to answers."""
        now = self.monotonic()
        kept = 1 if lane == Lane.BULK and chat_id > 0 else 0
        closed = self._closed_until.get(chat_id, 0.0) - now
        return max(closed, self.wait_of_all(lane), *(window.wait(now, kept) for window in self._windows(chat_id, now)))

    def wait_of_all(self, lane: Lane = Lane.INTERACTIVE) -> float:
        """Seconds until a message of this lane may go to any chat; 0 for now."""
        now = self.monotonic()
        return max(self._all_closed_until - now, self._all.wait(now, self.limits.kept_from(lane)), 0.0)

    def take(self, chat_id: int, messages: int = 1) -> None:
        """Count messages to this chat: an edit is one, an album as many as it has pictures."""
        now = self.monotonic()
        self._all.take(now, messages)
        for window in self._windows(chat_id, now):
            window.gone.extend([now] * messages)

    def close(self, chat_id: int, seconds: float) -> None:
        """Leave this chat alone for so long; other chats go on."""
        self._closed_until[chat_id] = max(self.monotonic() + seconds, self._closed_until.get(chat_id, 0.0))

    def flooded(self, chat_id: int, seconds: float) -> None:
        """Telegram asked us to wait (429): this chat does, and all do when chat after chat is refused."""
        self.close(chat_id, seconds)
        self._flooded.add(chat_id)
        if len(self._flooded) >= FLOODED_CHATS:
            self._close_all(seconds)

    def unreachable(self) -> None:
        """Telegram could not be reached: that is nobody's message's fault, and all wait, longer each time."""
        if self.monotonic() >= self._all_closed_until:  # not again for each call that was under way
            self._close_all(min(LONGEST_AWAY, FIRST_AWAY * 2 ** min(self._times_away, 16)))
            self._times_away += 1

    def reached(self) -> None:
        """Telegram answered, whatever it said."""
        self._times_away = 0

    def let_through(self) -> None:
        """Telegram took a message: what it refused before was about single chats."""
        self._flooded.clear()
        self.reached()

    def _close_all(self, seconds: float) -> None:
        self._all_closed_until = max(self.monotonic() + seconds, self._all_closed_until)

    def _windows(self, chat_id: int, now: float) -> list[_Window]:
        if len(self._chats) > FORGET_AFTER:
            self._chats = {
                chat: those for chat, those in self._chats.items() if any(w.wait(now, w.most) for w in those)
            }
            self._closed_until = {chat: until for chat, until in self._closed_until.items() if until > now}
        if chat_id not in self._chats:
            self._chats[chat_id] = self._fresh(chat_id)
        return self._chats[chat_id]

    def _fresh(self, chat_id: int) -> list[_Window]:
        limits, windows = self.limits, []
        if limits.per_chat_interval:
            seconds = limits.per_chat_burst * limits.per_chat_interval
            windows.append(_Window(limits.per_chat_burst, seconds + MARGIN))
        if chat_id < 0:
            most = max(1, int(limits.per_group_per_minute))
            windows.append(_Window(most, GROUP_WINDOW * most / limits.per_group_per_minute + MARGIN))
        return windows
