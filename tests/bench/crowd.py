"""An office with three thousand people beside it, and a bot in a process of its own, for the rows that send to all.

The sandbox runs in the process of the bench, apart from every bot, with Telegram's limits switched on.
"""

from __future__ import annotations

import asyncio
import time
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sandbox.posting import private_chat
from sandbox.records import Message, User
from storage import outbox
from storage.engine import Database
from supervision.model import Person
from supervision.notices.base import to_person
from supervision.notices.publishing import OwnLine
from tests.bench.measuring import percentile
from tests.e2e.process import Machine, machine, stop
from tests.office_template import make_template
from tests.world import TOKEN, setting_at

PEOPLE = 3000
FIRST_PERSON, FIRST_ACCOUNT = 10_001, 900_001
ASKERS = ("clerk", "clerk2", "head", "deputy", "director", "housing_a", "housing_b", "water", "tax", "publicity")
WORD = "待办"
"""What is answered by a message, by way of inbox and outbox."""
ASK_EVERY = 0.25
"""Seconds between two questions: each of the ten asks every two and a half."""
FIGURES = dict.fromkeys(("shares", "shares_done", "due", "answered", "not_yet", "on_time", "late", "returned"), 1)


@dataclass
class Crowd:
    """The office and when its messages arrived, by account, in seconds."""

    office: Machine
    arrived: dict[int, list[float]] = field(default_factory=dict)
    broadcasts: int = 0
    asked: int = 0

    def watch(self) -> None:
        """Note the moment of each message that is sent from now on."""
        state = self.office.sandbox.state
        save = state.save_message

        def noted(message: Message, kind: str) -> None:
            save(message, kind)
            self.arrived.setdefault(int(message.chat_key.rpartition("/")[2].rpartition(":")[2]), []).append(
                time.perf_counter()
            )

        state.save_message = noted  # type: ignore[method-assign]  # the bench looks, the sandbox goes on as it was

    def of_crowd(self, since: float) -> list[float]:
        """When the crowd's messages arrived after a moment, in order."""
        ours = range(FIRST_ACCOUNT, FIRST_ACCOUNT + PEOPLE)
        return sorted(at for account, times in self.arrived.items() if account in ours for at in times if at > since)

    async def broadcast(self, count: int) -> None:
        """Put so many bulk messages into the outbox, each for somebody else."""
        self.broadcasts += 1
        database = Database.open(self.office.database_url)
        async with database.write(setting_at()) as unit:
            await outbox.tell(unit, [self._line(n) for n in range(count)])
            await unit.commit()
        await database.close()
        await self.ask()  # whatever is heard wakes delivery

    def _line(self, n: int) -> OwnLine:
        return OwnLine(
            to=to_person(FIRST_PERSON + n),
            bulletin_id=self.broadcasts * PEOPLE + n,
            unit_id=5,
            number="夏政督通〔2026〕1号",
            period="2026年第一季度",
            unit="县水利局",
            figures=FIGURES,
        )

    async def ask(self) -> float:
        """One of ten people asks for his list; seconds until he has it."""
        account = self.office.account(ASKERS[self.asked % len(ASKERS)])
        self.asked += 1
        return await self._answered(account)

    async def _answered(self, account: int) -> float:
        begun = time.perf_counter()
        said = await self.office.control.say(account, WORD)
        while not any(m.sender != account for m in await self.office.control.messages(account, after=said.id)):
            await self.office.sandbox.state.signal.wait(0.5)
        return time.perf_counter() - begun

    async def ask_on(self, count: int) -> list[float]:
        """So many questions, one after the other at an even pace, whether or not those before are answered."""
        waiting = []
        for _ in range(count):
            waiting.append(asyncio.create_task(self.ask()))
            await asyncio.sleep(ASK_EVERY)
        return list(await asyncio.gather(*waiting))


@asynccontextmanager
async def crowd(folder: Path, *, per_second: float) -> AsyncIterator[Crowd]:
    """The office with its crowd, its bot running at this pace, quiet."""
    await make_template(folder / "template.db")
    (folder / "bot").mkdir()
    async with machine(folder / "bot", folder / "template.db") as office:
        config = office.config.read_text(encoding="utf-8")
        office.config.write_text(config.replace("per_second = 1000", f"per_second = {per_second}"), encoding="utf-8")
        await _add_people(office)
        process = await office.start()
        await office.control.settle(120, need_bot=True)
        await office.control.limits(on=True)
        made = Crowd(office)
        made.watch()
        await made.ask()
        yield made
        await stop(process)


async def _add_people(office: Machine) -> None:
    state = office.sandbox.state
    bot = state.bots.get(int(TOKEN.partition(":")[0]))
    assert bot is not None
    with state.store.transaction():
        for n in range(PEOPLE):
            state.users.put(FIRST_ACCOUNT + n, User(FIRST_ACCOUNT + n, f"第{n}人"))
            private_chat(state, bot, FIRST_ACCOUNT + n)
    database = Database.open(office.database_url)
    async with database.write(setting_at()) as unit:
        await unit.save(*(Person(FIRST_PERSON + n, f"第{n}人", "", FIRST_ACCOUNT + n) for n in range(PEOPLE)))
        await unit.commit()
    await database.close()


def p50_p99(waits: Sequence[float]) -> tuple[float, float]:
    """The two that the table names."""
    return percentile(waits, 0.5), percentile(waits, 0.99)


async def ended(process: Process) -> None:
    """Kill a bot that keeps nothing."""
    process.kill()
    await process.wait()
