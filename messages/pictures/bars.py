"""The chart of a bulletin: a line a unit, with what it finished of its tasks and what it reported in time.

It shows facts in the roster's order and ranks nobody (国办函〔2026〕12号). Matplotlib is drawn with in a child process:
its 100 MB go away with it, and a picture that hangs is given up.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

MOST_ROWS = 40
"""Lines in a picture that can still be read on a phone."""

SECONDS = 60
"""How long a picture may take; the first one on a machine also looks through its fonts."""

_SCRIPT = Path(__file__).with_name("drawing.py")


class PictureError(Exception):
    """The picture could not be drawn: no font with Chinese, no time, no Matplotlib. Its words are for the log."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A line: `done` of `shares` of tasks are finished, `on_time` of `due` reports came in time."""

    name: str
    done: int
    shares: int
    on_time: int
    due: int


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture: what it is of, what stands below it, its lines. `font` is a file; empty: one is looked for."""

    title: str
    notes: tuple[str, ...]
    rows: tuple[Bar, ...]
    font: str = ""


def pages(rows: Sequence[Bar]) -> tuple[tuple[Bar, ...], ...]:
    """Cut lines into pictures of about the same height."""
    count = max(1, -(-len(rows) // MOST_ROWS))
    size = -(-len(rows) // count)
    return tuple(tuple(rows[start : start + size]) for start in range(0, len(rows), size or 1))


def draw(chart: Chart) -> bytes:
    """Give the picture as PNG; the same chart gives the same bytes. Takes a second or two, so call it in a thread.

    Raises:
        PictureError: it could not be drawn.
    """
    if not 0 < len(chart.rows) <= MOST_ROWS:
        raise ValueError(f"a chart of {len(chart.rows)} lines")
    try:
        done = subprocess.run(
            [sys.executable, str(_SCRIPT)],
            input=json.dumps(asdict(chart)).encode(),
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PictureError(str(error)) from error
    if done.returncode or not done.stdout.startswith(b"\x89PNG"):
        raise PictureError(done.stderr.decode(errors="replace").strip()[-500:] or "no picture")
    return done.stdout
