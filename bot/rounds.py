"""Work that goes on in rounds: what fails in one is written to the log and tried in the next, and ends no loop."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

import structlog

from storage.engine import is_transient

T = TypeVar("T")

log = structlog.get_logger()


async def whatever_happens(work: Callable[[], Awaitable[T]], otherwise: T, event: str, **about: object) -> T:
    """Do a piece of a round; `otherwise` stands for its result where it failed, as `event` says in the log."""
    try:
        return await work()
    except Exception as error:
        note_failure(event, error, **about)
        return otherwise


def note_failure(event: str, error: Exception, **about: object) -> None:
    """Log what failed: as a warning what will go by, with all that is known of it what is ours to mend."""
    if is_transient(error):
        log.warning(event, error=repr(error), **about)
    else:
        log.error(event, exc_info=error, **about)
