"""`python -m sandbox` and `python -m sandbox.demo` as processes of their own."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from asyncio.subprocess import PIPE, STDOUT, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.house.source import ROOT

ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")
PATIENCE = 90.0


@dataclass
class Trial:
    """A running `python -m sandbox`."""

    process: Process
    url: str = ""
    printed: list[str] = field(default_factory=list)

    async def read_until(self, words: str) -> None:
        """Read what it prints until a line with the words has come."""
        assert self.process.stdout is not None
        async with asyncio.timeout(PATIENCE):
            async for line in self.process.stdout:
                self.printed.append(line.decode())
                if found := ADDRESS.search(self.printed[-1]):
                    self.url = found[0]
                if words in self.printed[-1]:
                    return
        raise AssertionError("it ended early:\n" + "".join(self.printed))

    async def end(self, number: int | None = None) -> int:
        """Send it a signal, if one is given, and wait; returns the exit code."""
        if number is not None:
            self.process.send_signal(number)
        async with asyncio.timeout(PATIENCE):
            rest, _ = await self.process.communicate()
        self.printed.append(rest.decode())
        return self.process.returncode or 0


async def launch(*arguments: str) -> Trial:
    """Start a module of the sandbox."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DUCHA_")}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", *arguments, cwd=ROOT, stdout=PIPE, stderr=STDOUT, env=environment
    )
    return Trial(process)


@asynccontextmanager
async def tried(folder: Path) -> AsyncIterator[Trial]:
    """A sandbox with its bot, ready to be used; Ctrl-C ends it."""
    trial = await launch("sandbox", "--folder", str(folder), "--port", "0")
    try:
        await trial.read_until("Ctrl-C")
        yield trial
    finally:
        if trial.process.returncode is None:
            await trial.end(signal.SIGINT)


def bot_of(folder: Path) -> int:
    """The process id of the bot that runs on a folder's configuration."""
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        words = path.read_bytes().split(b"\0")
        if b"run" in words and str(folder / "config.toml").encode() in words:
            return int(path.parent.name)
    raise AssertionError("no bot runs")
