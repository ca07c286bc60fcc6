"""A PostgreSQL server of a test's own, which may be stopped and started; the one of `.ci/run` belongs to all tests."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

HOMES = Path("/usr/lib/postgresql")
"""Where Debian installs its versions."""


@dataclass(frozen=True)
class OwnServer:
    """A server on 127.0.0.1, with its data in a temporary directory."""

    programs: Path
    home: Path
    port: int

    @property
    def url(self) -> str:
        """Of its one database, as its superuser."""
        return f"postgresql+asyncpg://postgres@127.0.0.1:{self.port}/postgres"

    async def start(self) -> None:
        """Start, and return when it answers."""
        options = f"-c listen_addresses=127.0.0.1 -p {self.port} -k {self.home} -c fsync=off"
        await self._run("pg_ctl", "-D", str(self.data), "-l", str(self.home / "log"), "-w", "-o", options, "start")

    async def crash(self) -> None:
        """End at once, and every session with it."""
        await self._run("pg_ctl", "-D", str(self.data), "-m", "immediate", "-w", "stop")

    async def make(self) -> None:
        """Make the files of an empty server."""
        await self._run("initdb", "-D", str(self.data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")

    @property
    def data(self) -> Path:
        """Its files."""
        return self.home / "data"

    @property
    def runs(self) -> bool:
        """Whether it was started and not stopped."""
        return (self.data / "postmaster.pid").exists()

    async def _run(self, program: str, *arguments: str) -> None:
        as_whom = ("runuser", "-u", "postgres", "--") if os.geteuid() == 0 else ()  # it refuses to run as root
        process = await asyncio.create_subprocess_exec(
            *as_whom, str(self.programs / program), *arguments, cwd="/", stdout=asyncio.subprocess.DEVNULL
        )
        assert await process.wait() == 0, f"{program} failed"


def newest_programs() -> Path:
    """Where the newest version is installed. Skips where there is none; in CI that is a failure."""
    found = sorted(HOMES.glob("*/bin/pg_ctl"), key=lambda path: int(path.parts[-3]))
    if not found and os.environ.get("CI"):
        pytest.fail("no PostgreSQL is installed")
    if not found:
        pytest.skip("no PostgreSQL is installed here")
    return found[-1].parent


@asynccontextmanager
async def own_server() -> AsyncIterator[OwnServer]:
    """A server that runs; stopped and thrown away afterwards."""
    programs = newest_programs()
    home = Path(tempfile.mkdtemp(prefix="ducha-pg-"))
    if os.geteuid() == 0:
        shutil.chown(home, "postgres")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        server = OwnServer(programs, home, free.getsockname()[1])
    try:
        await server.make()
        await server.start()
        yield server
    finally:
        if server.runs:
            await server.crash()
        shutil.rmtree(home)
