"""One process an installation. A second one would take turns with the first at Telegram and doubt what it is saying."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

LOCK = "ducha.lock"
"""The file in the data directory that the running process holds; it is never deleted, and a kill frees it."""


class AlreadyRunningError(RuntimeError):
    """Another process runs on this data directory."""


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
