"""Telegram cannot be reached: no message is to blame. All wait, and the Office hears afterwards from when to when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from bot.failures import Failure, Verdict
from bot.limits import Pace
from storage import outbox
from storage.unit_of_work import UnitOfWork
from supervision.notices.undelivered import SendingResumed

log = structlog.get_logger()


@dataclass(slots=True)
class Outages:
    """Notices from the calls whether anything goes out."""

    pace: Pace
    clock: Callable[[], datetime]
    _since: datetime | None = field(default=None, init=False)
    """Since when nothing could be sent."""
    _over: SendingResumed | None = field(default=None, init=False)

    def note(self, failure: Failure | None) -> None:
        """A call has ended."""
        verdict = failure.verdict if failure else Verdict.DONE
        if verdict is Verdict.RETRY:
            self.pace.unreachable()
            if self._since is None:
                self._since = self.clock()
                log.warning("nothing_sent", since=self._since.isoformat())
        elif verdict is not Verdict.DOUBT:  # an answer that was lost says nothing of the network
            self.pace.reached()
            self._end()

    def _end(self) -> None:
        if self._since is None:
            return
        since, now, self._since = self._since, self.clock(), None
        log.warning("sending_again", since=since.isoformat())
        if now - since >= timedelta(minutes=self.pace.limits.tell_outage_minutes):
            self._over = SendingResumed(since=since, until_when=now)

    async def tell(self, unit: UnitOfWork) -> None:
        """Tell the Office of one that is over, in the transaction that writes down what went out; said once."""
        if self._over is not None:
            await outbox.tell(unit, [self._over])

    def told(self) -> bool:
        """It is written down; tells whether there was anything to tell."""
        over, self._over = self._over, None
        return over is not None
