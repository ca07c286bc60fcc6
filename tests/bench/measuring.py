"""What the rows of `make bench` share: a ratio measured in one run, both sides by turns."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Line:
    """One ratio of the table: what it is, the ratio of each round, the goal, and what was measured absolutely."""

    row: int
    name: str
    ratios: Sequence[float]
    goal: float
    absolute: Mapping[str, object] = field(default_factory=dict)
    at_least: bool = False
    """The goal is a floor and no ceiling."""

    @property
    def ratio(self) -> float:
        """The median of the rounds."""
        return statistics.median(self.ratios)

    @property
    def met(self) -> bool:
        """Whether the median is within the goal."""
        return self.ratio >= self.goal if self.at_least else self.ratio <= self.goal

    def as_json(self) -> dict[str, object]:
        """As `out/bench.json` has it."""
        return {
            "row": self.row,
            "name": self.name,
            "ratio": round(self.ratio, 3),
            "goal": self.goal,
            "at_least": self.at_least,
            "met": self.met,
            "runs": len(self.ratios),
            "min": round(min(self.ratios), 3),
            "max": round(max(self.ratios), 3),
            "absolute": dict(self.absolute),
        }


Side = Callable[[], Awaitable[float]]
"""Does its work once and gives what that cost."""


async def by_turns(ours: Side, theirs: Side, rounds: int, *, warm: int = 1) -> tuple[list[float], list[float]]:
    """Measure A B A B …, so that what else the machine does falls on both; the first rounds are not counted."""
    costs: tuple[list[float], list[float]] = ([], [])
    for number in range(warm + rounds):
        for side, found in zip((ours, theirs), costs, strict=True):
            cost = await side()
            if number >= warm:
                found.append(cost)
    return costs


def ratios(ours: Sequence[float], theirs: Sequence[float]) -> list[float]:
    """The ratio of each round."""
    return [ours_cost / theirs_cost for ours_cost, theirs_cost in zip(ours, theirs, strict=True)]


class Spent:
    """CPU (user and system, all threads) and wall time of a piece of work in this process, in seconds."""

    cpu = 0.0
    wall = 0.0


@contextmanager
def spending() -> Iterator[Spent]:
    """Measure what is done inside."""
    spent = Spent()
    wall, cpu = time.perf_counter(), time.process_time()
    yield spent
    spent.cpu, spent.wall = time.process_time() - cpu, time.perf_counter() - wall


def cpu_seconds(pid: int) -> float:
    """User and system time that a process has used, in seconds."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_mib(pid: int | str = "self", what: str = "VmRSS") -> float:
    """Memory of a process that is in RAM: now (`VmRSS`), or at most so far (`VmHWM`)."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith(f"{what}:"):
            return int(line.split()[1]) / 1024
    raise LookupError(what)


def percentile(values: Sequence[float], part: float) -> float:
    """The value that so many of them do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def milliseconds(seconds: float) -> float:
    """For the table."""
    return round(seconds * 1000, 2)


def settled_file(path: Path) -> int:
    """Bytes of a SQLite database with what is still in its journal."""
    return sum(each.stat().st_size for each in (path, path.with_name(path.name + "-wal")) if each.exists())
