"""停机: what the Office is told when the bot was away – from when to when, and what of its reminding fell into it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from supervision.county import County
from supervision.reminding.reminders import Pace, next_digest

ALIVE = "alive"
"""The key of the note that the bot was there."""

BEAT = timedelta(minutes=5)
"""How often it is written: by so much the beginning of a stop may be too early."""

KEPT = timedelta(hours=24)
"""How long Telegram keeps what people sent to a bot that does not fetch it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """What fell into a stop: digests of how many workdays, how many things reached a rung, how many rungs in all."""

    digests: int
    things: int
    rungs: int

    @property
    def merged(self) -> int:
        """Rungs that are not said any more: of each thing the last one is."""
        return self.rungs - self.things


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubtful:
    """What did not arrive for certain: may have, was refused, waits for somebody who cannot be reached."""

    ambiguous: int
    dead: int
    waiting: int

    @property
    def is_any(self) -> bool:
        """Whether there is anything to look at."""
        return bool(self.ambiguous or self.dead or self.waiting)


def was_away(last: datetime | None, now: datetime, county: County) -> bool:
    """Say whether the stop was longer than the county wants to hear of."""
    return last is not None and now - last > timedelta(minutes=county.away_minutes)


def digests_between(start: datetime, end: datetime, pace: Pace) -> int:
    """Count the digest hours after the start, up to the end."""
    count, moment = 0, next_digest(start, pace.county, pace.workdays)
    while moment <= end:
        count, moment = count + 1, next_digest(moment, pace.county, pace.workdays)
    return count


def may_have_lost(start: datetime, end: datetime) -> bool:
    """Say whether messages to the bot may be gone."""
    return end - start >= KEPT
