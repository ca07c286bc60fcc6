"""The report to the Office after a stop."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from supervision.notices.base import Notice
from supervision.reminding.absence import Doubtful, Missed


@dataclass(frozen=True, slots=True, kw_only=True)
class BackInService(Notice):
    """The bot was away: since when, what it missed and says merged, what is doubtful. Once a stop.

    `may_have_lost`: what people sent at its beginning may not have been kept by Telegram.
    """

    since: datetime
    until_now: datetime
    missed: Missed
    doubtful: Doubtful
    may_have_lost: bool

    @property
    def key(self) -> str | None:
        """One a stop, however often the process starts after it."""
        return f"away/{self.since:%Y%m%dT%H%M%S}"
