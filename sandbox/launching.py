"""The sandbox and, as a second process, the bot, which is configured by a file like any other."""

import asyncio
import ctypes
import fcntl
import os
import secrets
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from string import Template
from typing import TypeVar

from sandbox.client import ControlClient
from sandbox.server import Sandbox

ROOT = Path(__file__).parents[1]
SHANGHAI = timezone(timedelta(hours=8))
BEGIN = datetime(2026, 3, 2, 8, 30, tzinfo=SHANGHAI)
"""Monday 2 March 2026, 08:30: when the time of a new demonstration begins."""

BOT_ID = 7_000_000_001
BOT_USERNAME = "xiayi_ducha_bot"
BOT_NAME = "夏邑政务督查"
FIRST_ADMINISTRATOR = 500_100
"""The account that the configuration names as the first administrator."""

STOP_SECONDS = 20.0
LINES_SHOWN = 15

CONFIG = Template("""\
# 沙盒的配置文件，每次启动时重写；各项的含义见 config.example.toml。
# The sandbox's configuration, written anew at every start; config.example.toml explains the keys.
token = "$token"
base_url = "$url/bot"
base_file_url = "$url/file/bot"
clock_url = "$url"
data_dir = "data"
administrators = [$administrator]

[place]
contact_phone = "0370-6210000"

[delivery]
# 沙盒不限速。 The sandbox sets no limits.
per_second = 1000.0
per_chat_burst = 1000
per_chat_interval = 0.0
per_group_per_minute = 60000.0
""")

T = TypeVar("T")


class BotDiedError(Exception):
    """The bot's process ended by itself; the message says how, with the last lines of its log."""


class AlreadyRunningError(Exception):
    """Another process works in this folder."""


@dataclass(frozen=True, slots=True)
class Folder:
    """Where a sandbox and its bot keep everything."""

    root: Path
    """An absolute path: the bot works in another directory."""

    @property
    def sandbox(self) -> Path:
        """The sandbox's own file."""
        return self.root / "sandbox.db"

    @property
    def config(self) -> Path:
        """The bot's configuration."""
        return self.root / "config.toml"

    @property
    def log(self) -> Path:
        """What the bot writes to its standard error."""
        return self.root / "bot.log"

    def last_lines(self) -> str:
        """The end of the bot's log."""
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines() if self.log.exists() else []
        return "\n".join(lines[-LINES_SHOWN:])

    def configure(self, token: str, url: str, settings: str = "") -> None:
        """Write the bot's configuration, for the owner's eyes alone; `settings` are further sections."""
        self.config.unlink(missing_ok=True)
        text = CONFIG.substitute(token=token, url=url, administrator=FIRST_ADMINISTRATOR) + settings
        with os.fdopen(
            os.open(self.config, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
        ) as file:
            file.write(text)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other starts out of the folder. Raises AlreadyRunningError."""
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / "lock").open("w", encoding="utf-8") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise AlreadyRunningError(str(self.root)) from None
            yield


def _environment() -> dict[str, str]:
    """The environment without settings of another bot: the file alone configures this one."""
    return {name: value for name, value in os.environ.items() if not name.startswith("DUCHA_")}


def _die_with_parent() -> None:
    """Ask Linux to stop the child when the launcher is killed; elsewhere it outlives it until it is stopped."""
    if sys.platform == "linux":
        parent_death_signal = 1
        ctypes.CDLL(None).prctl(parent_death_signal, signal.SIGTERM)


@dataclass(slots=True)
class BotProcess:
    """The bot, run as `python -m bot` in a session of its own, so that a Ctrl-C reaches only the launcher."""

    folder: Folder
    process: asyncio.subprocess.Process | None = None

    async def command(self, *arguments: str) -> str:
        """Run one of the bot's commands to its end and return what it printed. Raises BotDiedError."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", *arguments, "--config", str(self.folder.config)),
            cwd=ROOT,
            env=_environment(),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        output, _ = await process.communicate()
        text = output.decode("utf-8", "replace")
        if process.returncode:
            raise BotDiedError(f"python -m bot {' '.join(arguments)}（退出码 {process.returncode}）\n{text}")
        return text

    async def start(self) -> None:
        """Start it; its output goes to the log."""
        with self.folder.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "run", "--config", str(self.folder.config)),
                cwd=ROOT,
                env=_environment(),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=_die_with_parent,
            )

    async def stop(self) -> None:
        """Ask it to stop and wait until it has; after a long while, make it."""
        if self.process is None or self.process.returncode is not None:
            return
        self.process.terminate()
        try:
            async with asyncio.timeout(STOP_SECONDS):
                await self.process.wait()
        except TimeoutError:
            self.process.kill()
            await self.process.wait()

    async def unless_it_dies(self, work: Awaitable[T]) -> T:
        """Do the work, but only as long as the bot lives. Raises BotDiedError."""
        assert self.process is not None
        doing = asyncio.ensure_future(work)
        dying = asyncio.create_task(self.process.wait())
        try:
            await asyncio.wait({doing, dying}, return_when=asyncio.FIRST_COMPLETED)
            if doing.done():
                return doing.result()
            raise BotDiedError(f"机器人进程已退出（退出码 {self.process.returncode}）\n{self.folder.last_lines()}")
        finally:
            for task in (doing, dying):
                task.cancel()
            await asyncio.gather(doing, dying, return_exceptions=True)


@dataclass(slots=True)
class Launched:
    """A running sandbox with its bot."""

    folder: Folder
    control: ControlClient
    bot: BotProcess
    url: str


@asynccontextmanager
async def launched(
    folder: Folder, port: int = 0, *, begin: datetime = BEGIN, settings: str = ""
) -> AsyncIterator[Launched]:
    """Start the sandbox at `port` (or, if that is taken, at a free one), configure the bot, but do not start it.

    A new sandbox's time begins at `begin`; `settings` are added to the bot's configuration.

    On leaving, the bot is stopped first, so that it can say what it still has to say.
    Raises AlreadyRunningError.
    """
    with folder.locked():
        sandbox = await _listening(folder, port, begin)
        bot = BotProcess(folder)
        try:
            async with ControlClient(sandbox.url) as control:
                folder.configure(await _token(control), sandbox.url, settings)
                try:
                    yield Launched(folder, control, bot, sandbox.url)
                finally:
                    await bot.stop()
        finally:
            await sandbox.stop()


async def _listening(folder: Folder, port: int, begin: datetime) -> Sandbox:
    sandbox = Sandbox(folder.sandbox, begin.astimezone(UTC), port)
    try:
        await sandbox.start()
    except OSError:
        sandbox.state.store.close()
        sandbox = Sandbox(folder.sandbox, begin.astimezone(UTC), 0)
        await sandbox.start()
    return sandbox


async def _token(control: ControlClient) -> str:
    """The token of the sandbox's bot, which is made when there is none."""
    bots = (await control.state())["bots"]
    if bots:
        return str(bots[0]["token"])
    token = f"{BOT_ID}:AA{secrets.token_hex(16)}x"
    return (await control.create_bot(token, BOT_USERNAME, BOT_NAME)).token
