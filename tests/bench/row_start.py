"""Row 6: a start after kill -9 with 100,000 open tasks, to the first answered update ÷ a bare process of its imports.

While the bot is dead somebody asks for his list; what counts is the time from its start until he has an answer. The
yardstick is a Python that imports exactly what the bot had imported by then, and ends. Wall time, both by turns.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import tempfile
import time
from asyncio.subprocess import Process
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from tests.bench.ledgers import Date, Shape, ledger, on_day
from tests.bench.measuring import Line, by_turns, cpu_seconds, memory_mib, milliseconds, ratios
from tests.e2e.process import Machine, machine, stop

TASKS = 100_000
FAR, DAYS = date(2026, 4, 1), 200
ROUNDS = 5
GOAL = 1.5
MOST_IDLE_MIB = 150

IMPORT = """
import contextlib, importlib, sys
for name in open(sys.argv[1], encoding="utf-8").read().split():
    if not name.startswith(("__", "tests")):
        with contextlib.suppress(Exception):
            importlib.import_module(name)
"""


def _date(number: int) -> Date:
    return on_day(FAR + timedelta(days=number % DAYS))


SHAPE = Shape(matters=TASKS // 10, units=1, dates=1, date=_date)


@dataclass
class Starts:
    """The machine on which the bot is started again and again, and what was seen of it."""

    office: Machine
    modules: Path
    cpu: list[float] = field(default_factory=list)
    bare_cpu: list[float] = field(default_factory=list)
    idle: list[float] = field(default_factory=list)

    async def to_first_answer(self) -> float:
        """Ask, start, wait for the answer, kill; seconds from the start."""
        asker = self.office.account("clerk")
        asked = await self.office.control.say(asker, "待办")
        begun = time.perf_counter()
        process = await self._start()
        while not any(m.sender != asker for m in await self.office.control.messages(asker, after=asked.id)):
            await self.office.sandbox.state.signal.wait(0.2)
            if process.returncode is not None:
                raise RuntimeError((self.office.folder / "bench.log").read_text(encoding="utf-8")[-3000:])
        took = time.perf_counter() - begun
        self.cpu.append(cpu_seconds(process.pid))
        await self.office.settle()
        self.idle.append(memory_mib(process.pid))
        if not self.modules.exists():
            process.send_signal(signal.SIGUSR1)
            await asyncio.to_thread(self._wait_for_modules)
        process.kill()
        await process.wait()
        return took

    def _wait_for_modules(self) -> None:
        while not self.modules.exists():
            time.sleep(0.05)

    async def bare(self) -> float:
        """The same imports and nothing else."""
        before = os.times()
        begun = time.perf_counter()
        process = await asyncio.create_subprocess_exec(sys.executable, "-c", IMPORT, str(self.modules))
        await process.wait()
        took = time.perf_counter() - begun
        after = os.times()
        self.bare_cpu.append(
            after.children_user + after.children_system - before.children_user - before.children_system
        )
        return took

    async def _start(self) -> Process:
        with (self.office.folder / "bench.log").open("wb") as log:
            return await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "tests.bench.started",
                "run",
                "--config",
                str(self.office.config),
                stdout=log,
                stderr=log,
                env={**os.environ, "BENCH_MODULES": str(self.modules)},
            )


async def measure() -> list[Line]:
    """The ratio, by turns."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with machine(folder, await ledger("tasks", SHAPE)) as office:
            process = await office.start()  # says what there is to say once, and is stopped
            await office.control.settle(120, need_bot=True)
            await stop(process)
            starts = Starts(office, folder / "modules.txt")
            ours, theirs = await by_turns(starts.to_first_answer, starts.bare, ROUNDS)
            count = len(starts.modules.read_text(encoding="utf-8").split())
    absolute = {
        f"start to first answer with {TASKS} open tasks, ms": milliseconds(sorted(ours)[ROUNDS // 2]),
        f"a Python that imports the same {count} modules, ms": milliseconds(sorted(theirs)[ROUNDS // 2]),
        "the same in ms of CPU": f"{milliseconds(min(starts.cpu))} and {milliseconds(min(starts.bare_cpu))} at least",
        f"idle memory, MiB (at most {MOST_IDLE_MIB})": round(max(starts.idle), 1),
    }
    return [Line(6, "start after kill, 100,000 open tasks ÷ its imports", ratios(ours, theirs), GOAL, absolute)]
