"""停机: what the Office is told when the bot was away – from when to when, and what of its reminding fell into it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from supervision.county import County
from supervision.procedures.ladders import Ladder
from supervision.reminding.reminders import Pace, next_digest

ALIVE = "alive"
"""The key of the note that the bot was there."""

BEAT = timedelta(minutes=5)
"""How often it is written: by so much the beginning of a stop may be too early."""

KEPT = timedelta(hours=24)
"""How long Telegram keeps what people sent to a bot that does not fetch it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """What fell into a stop: digests of how many workdays, how many things reached a rung, how many rungs in all.

    `things` and `rungs` are of reports owed; `papers` that wait for 签收 and `steps` that wait for a signature reached
    one too.
    """

    digests: int
    things: int
    rungs: int
    papers: int = 0
    steps: int = 0

    @property
    def merged(self) -> int:
        """Rungs that are not said any more: of each thing the last one is."""
        return self.rungs - self.things

    @property
    def is_any(self) -> bool:
        """Whether anything fell into it."""
        return bool(self.digests or self.things or self.papers or self.steps)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubtful:
    """What is open in 待送达 now, of this stop and before: it may have arrived, was refused, or waits."""

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


def climbed_between(start: datetime, end: datetime, limit: datetime, ladder: Ladder, pace: Pace) -> bool:
    """Say whether what has this limit reached a rung after the start, up to the end."""
    return any(start < pace.reached_on(rung, limit) <= end for rung in ladder)


def may_have_lost(start: datetime, end: datetime) -> bool:
    """Say whether messages to the bot may be gone."""
    return end - start >= KEPT
