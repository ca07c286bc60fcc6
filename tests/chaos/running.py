"""One run of a seed, from an empty folder to the oracle's findings."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.chaos import trouble
from tests.chaos.driving import Driver
from tests.chaos.office import Size, chats, furnish
from tests.chaos.oracle import judge
from tests.chaos.script import write
from tests.chaos.seen import Seen, look

DISK_MB = 96
"""Size of the disk that is filled: the database and its log need a third of it."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How large a run is."""

    size: Size
    updates: int
    rounds: int
    kills: int
    places: tuple[str, ...] = trouble.PLACES

    @property
    def per_round(self) -> int:
        """Updates in one round."""
        return self.updates // self.rounds


FULL = Shape(Size(units=186, papers=16), updates=2000, rounds=52, kills=50)
MIDDLE = Shape(Size(units=40, papers=4), updates=400, rounds=10, kills=10)
QUICK = Shape(Size(units=12, papers=2), updates=60, rounds=3, kills=2, places=("",))


def can_mount() -> bool:
    """Whether this machine lets us have a small disk of our own."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


@contextlib.contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A disk of DISK_MB as the folder of the bot's data."""
    folder.mkdir()
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={DISK_MB}m", "tmpfs", str(folder)], check=True, capture_output=True
    )
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=False)


async def run(folder: Path, seed: int, shape: Shape) -> tuple[Seen, list[str]]:
    """Play a seed; returns what was seen in the end and what is wrong with it."""
    script = write(seed, updates=shape.updates, rounds=shape.rounds, units=shape.size.units, papers=shape.size.papers)
    troubles = trouble.plan(seed, shape.rounds, shape.kills, shape.per_round, places=shape.places)
    needs_disk = any(one.place == "disk" for one in troubles)
    with small_disk(folder / "data") if needs_disk else contextlib.nullcontext(folder / "plain") as data:
        data.mkdir(exist_ok=True)
        await furnish(data / "ducha.db", shape.size)
        async with chats(shape.size) as (sandbox, control):
            driver = Driver(shape.size, script, troubles, folder, data, sandbox, control)
            played = await driver.play()
            seen = await look(driver, played, await _audited(folder))
        found = judge(seen)
        if found and needs_disk:
            shutil.copytree(data, folder / "kept")
        return seen, found


async def _audited(folder: Path) -> str:
    """What `ducha audit` says."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "audit", "verify", "--config", str(folder / "config.toml")),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    return f"{process.returncode} {said.decode()}"
