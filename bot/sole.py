"""One process an installation. A second one would take turns with the first at Telegram and doubt what it is saying."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import IO

from storage.engine import Database
from storage.leading import alone, is_shared

LOCK = "ducha.lock"
"""The file in the data directory that the running process holds; it is never deleted, and a kill frees it."""


class AlreadyRunningError(RuntimeError):
    """Another process runs on this data directory, or on this database."""


@asynccontextmanager
async def nobody_runs(folder: Path, database_url: str) -> AsyncIterator[None]:
    """Keep every bot off an installation as long as the block runs.

    Raises:
        AlreadyRunningError: one runs.
    """
    if not is_shared(database_url):
        with sole_process(folder):
            yield
        return
    database = Database.open(database_url)
    try:
        async with alone(database) as free:
            if not free:
                raise AlreadyRunningError(str(database.url))
            yield
    finally:
        await database.close()


@contextmanager
def sole_process(folder: Path) -> Iterator[None]:
    """Hold the data directory as long as the block runs.

    Raises:
        AlreadyRunningError: another process holds it.
    """
    with (folder / LOCK).open("a", encoding="ascii") as file:
        try:
            _lock(file)
        except OSError as error:
            raise AlreadyRunningError(str(folder)) from error
        yield


def _lock(file: IO[str]) -> None:
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - exists only there

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl  # noqa: PLC0415 - exists only elsewhere

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
