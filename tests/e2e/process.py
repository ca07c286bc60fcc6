"""The bot as a process of its own, against a sandbox in the test's loop."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import signal
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from sandbox.client import ControlClient
from sandbox.posting import private_chat
from sandbox.server import Sandbox
from storage.engine import Database
from tests import roster
from tests.databases import copied_again, office_database
from tests.world import MONDAY, TOKEN, USERNAME

CONFIG = """\
token = "{token}"
base_url = "{url}/bot"
base_file_url = "{url}/file/bot"
clock_url = "{url}"
data_dir = "{folder}"
database_url = "{database}"

[delivery]
per_second = 1000
per_chat_interval = 0.0
per_group_per_minute = 60000

[log]
level = "info"
format = "json"
"""


@dataclass
class Machine:
    """A sandbox, a database file and the processes that run on them."""

    folder: Path
    sandbox: Sandbox
    control: ControlClient
    database_url: str

    @property
    def config(self) -> Path:
        """The bot's configuration file."""
        return self.folder / "config.toml"

    @property
    def arm(self) -> Path:
        """The file whose existence makes a killable process die at its point."""
        return self.folder / "arm"

    async def start(self, point: str | None = None, *, zone: str = "UTC") -> Process:
        """Start the bot, on a host of this time zone; with a point, a bot that dies there once it is armed."""
        command = ["-m", "tests.e2e.killable", point] if point else ["-m", "bot"]
        log = (self.folder / "bot.log").open("ab")
        try:
            return await asyncio.create_subprocess_exec(
                sys.executable,
                *command,
                "run",
                "--config",
                str(self.config),
                stdout=log,
                stderr=log,
                env={**os.environ, "DUCHA_TEST_ARM": str(self.arm), "TZ": zone},
            )
        finally:
            log.close()

    async def settle(self) -> None:
        """Wait until the process has nothing left to do."""
        await self.control.settle(30, need_bot=True)

    def database(self) -> Database:
        """The bot's database, opened beside it."""
        return Database.open(self.database_url)

    def account(self, key: str) -> int:
        """The Telegram account of a person of the test office."""
        return next(roster.FIRST_ACCOUNT + n for n, seat in enumerate(roster.SEATS) if seat.key == key)


@contextlib.asynccontextmanager
async def machine(folder: Path, template: Path) -> AsyncIterator[Machine]:
    """A machine with the test office on it; no bot runs yet."""
    async with office_database(folder, template) as database, machine_on(folder, database) as made:
        yield made


@contextlib.asynccontextmanager
async def machine_on(folder: Path, database: str) -> AsyncIterator[Machine]:
    """A machine whose database, with the test office in it, is there already and stays there."""
    async with Sandbox(folder / "sandbox.db", begin=MONDAY) as sandbox, ControlClient(sandbox.url) as control:
        created = await control.create_bot(TOKEN, USERNAME, "夏邑政务督查")
        account_of_bot = sandbox.state.bots.get(created.id)
        assert account_of_bot is not None
        for number, seat in enumerate(roster.SEATS):
            await control.create_user(seat.name, roster.FIRST_ACCOUNT + number)
            private_chat(sandbox.state, account_of_bot, roster.FIRST_ACCOUNT + number)
        yield configured(folder, sandbox, control, database)


@contextlib.asynccontextmanager
async def again(folder: Path, earlier: Machine) -> AsyncIterator[Machine]:
    """A machine as an earlier one was left: its chats and its database, copied."""
    shutil.copy(earlier.folder / "sandbox.db", folder / "sandbox.db")
    async with (
        copied_again(folder, earlier.folder, earlier.database_url) as database,
        Sandbox(folder / "sandbox.db") as sandbox,
        ControlClient(sandbox.url) as control,
    ):
        yield configured(folder, sandbox, control, database)


def configured(folder: Path, sandbox: Sandbox, control: ControlClient, database_url: str) -> Machine:
    """A machine whose configuration is written."""
    made = Machine(folder, sandbox, control, database_url)
    made.config.touch(0o600)
    made.config.write_text(
        CONFIG.format(token=TOKEN, url=sandbox.url, folder=folder, database=made.database_url), encoding="utf-8"
    )
    return made


async def stop(process: Process) -> int:
    """SIGTERM, and wait; returns the exit code."""
    if process.returncode is None:
        process.send_signal(signal.SIGTERM)
    async with asyncio.timeout(20):
        return await process.wait()
