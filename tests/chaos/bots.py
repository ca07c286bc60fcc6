"""The bot's processes, one after the other, out of one that has imported everything (`victim.py`)."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from asyncio.subprocess import Process
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Bots:
    """Starts the bot, again and again. `arm` says when it dies at its point."""

    config: Path
    log: Path
    arm: Path
    pid: int = 0
    """Of the bot that lives; zero while none does."""

    _parent: Process | None = None

    async def start(self, point: str) -> None:
        """Start one that dies at this point."""
        if self._parent is None:
            self._parent = await self._import()
        assert self._parent.stdin is not None
        self._parent.stdin.write(f"{point}\n".encode())
        self.pid = await self._said()

    async def ended(self) -> int:
        """Wait until it is dead; returns its exit code, negative for a signal."""
        code = await self._said()
        self.pid = 0
        return code

    def kill(self, how: int = signal.SIGKILL) -> bool:
        """Send it a signal, if it lives."""
        pid = self.pid
        if how == signal.SIGKILL:
            self.pid = 0
        with contextlib.suppress(ProcessLookupError):
            if pid:
                os.kill(pid, how)
                return True
        return False

    async def stop(self) -> int:
        """End it in order; returns its exit code."""
        self.kill(signal.SIGTERM)
        async with asyncio.timeout(60):
            return await self.ended()

    async def close(self) -> None:
        """Leave no process behind."""
        self.kill()
        if self._parent is not None and self._parent.stdin is not None:
            self._parent.stdin.close()
            await self._parent.wait()

    async def _import(self) -> Process:
        with self.log.open("ab") as log:
            return await asyncio.create_subprocess_exec(
                sys.executable,
                *("-m", "tests.chaos.victim", "run", "--config", str(self.config)),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
                env={**os.environ, "DUCHA_TEST_ARM": str(self.arm)},
            )

    async def _said(self) -> int:
        assert self._parent is not None
        assert self._parent.stdout is not None
        return int(await self._parent.stdout.readline())
