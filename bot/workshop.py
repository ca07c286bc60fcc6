"""Making files beside the rounds of delivery, so that a large one holds up no other message.

Nothing is remembered over a restart: the rows that wait for a file are still in the outbox, and ask for it again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import structlog

from storage.engine import is_transient

PAUSE = 2.0
"""Seconds to wait where the disk or the database is away, before the rows may ask again."""

MOST_BROKEN = 1_000
"""Of how many rows it is known why they got no file; forgotten, they ask once more."""

log = structlog.get_logger()


@dataclass(slots=True)
class _Job:
    rows: set[int] = field(default_factory=set)
    task: asyncio.Task[None] | None = None


@dataclass(slots=True)
class Workshop:
    """The files that are being made, by what is made, and the rows of the outbox that wait for each."""

    wake: Callable[[], None]
    _jobs: dict[str, _Job] = field(default_factory=dict, init=False)
    _broken: dict[int, Exception] = field(default_factory=dict, init=False)

    @property
    def is_busy(self) -> bool:
        """Whether a file is being made."""
        return bool(self._jobs)

    def order(self, what: str, row_id: int, make: Callable[[], Awaitable[object]]) -> None:
        """Have something made that a row waits for, unless it is being made; delivery is woken after it."""
        job = self._jobs.get(what)
        if job is None:
            job = self._jobs[what] = _Job()
            job.task = asyncio.create_task(self._run(what, job, make), name=f"make {what}")
        job.rows.add(row_id)

    def raise_for(self, row_id: int) -> None:
        """Raise what went wrong with the file that a row waited for, once."""
        if (error := self._broken.pop(row_id, None)) is not None:
            raise error

    async def close(self) -> None:
        """Make no more."""
        tasks = [job.task for job in self._jobs.values() if job.task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _run(self, what: str, job: _Job, make: Callable[[], Awaitable[object]]) -> None:
        try:
            await make()
        except Exception as error:
            if is_transient(error):
                log.warning("making_put_off", what=what, exc_info=error)
                await asyncio.sleep(PAUSE)
            else:
                if len(self._broken) > MOST_BROKEN:
                    self._broken.clear()
                self._broken.update(dict.fromkeys(job.rows, error))
        finally:
            del self._jobs[what]
        self.wake()
