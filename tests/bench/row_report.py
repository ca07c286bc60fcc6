"""Row 3: CPU of one progress report ÷ CPU of one echo.

Both bots run as processes of their own against the same sandbox, in turns within one run, and are given the same number
of messages. A report is stored, placed, audited, receipted and shown to the Office (two messages sent); an echo is one
message. What counts is the processes' own CPU time (user and system), from /proc.

Two loads: a report date, on which forty units report to two officers, and one liaison who reports on everything alone,
so that nothing of his can be done together. The goal is the first's.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
from asyncio.subprocess import Process
from dataclasses import replace
from pathlib import Path

from sandbox.posting import private_chat
from storage.engine import Database
from supervision.model import Person, Post, Unit, UnitKind
from supervision.roles import Role
from tests.bench.measuring import Line, cpu_seconds, milliseconds, settled_file
from tests.builders import CLERK, issued_matter
from tests.e2e.process import Machine, machine, stop
from tests.office_template import make_template
from tests.world import TOKEN, setting_at

ROUNDS = 5
MESSAGES = 120
"""Messages a round; the first round of each bot warms up and is not counted."""

ECHO_TOKEN = "7000000002:AAechoechoechoechoechoechoechoecho12"
GOAL = 5.0

UNITS = 40
FIRST_UNIT = 101
"""Units that report together on a report date; the ids of their liaisons and posts are the same numbers."""

Addressed = tuple[int, int]
"""An account and the card of a paper in its chat."""


async def measure() -> list[Line]:
    """A line for each load; the first is the row's."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        await make_template(folder / "template.db")
        (folder / "bot").mkdir()
        async with machine(folder / "bot", folder / "template.db") as office:
            many, one = await _with_papers(office)
            ours = await office.start()
            await office.settle()
            theirs = await _start_echo(office)
            data = office.folder / "ducha.db"
            before = settled_file(data)
            together = _line("report on a report date", *await _rounds(office, many, ours, theirs))
            grown = (settled_file(data) - before) / (MESSAGES * (ROUNDS + 1))
            alone = _line("one liaison alone", *await _rounds(office, one, ours, theirs))
            await stop(ours)
            theirs.kill()
            await theirs.wait()
    return [replace(together, absolute={**together.absolute, GROWTH: round(grown)}), alone]


GROWTH = "the database grows by, bytes a report (with the two messages, audit and journal)"


def _line(load: str, found: list[float], costs: list[tuple[float, float]]) -> Line:
    report, echo = (statistics.median(column) for column in zip(*costs, strict=True))
    absolute = {
        "report, echo, ms of CPU": f"{milliseconds(report)}, {milliseconds(echo)}",
        "updates a second of CPU": f"{1 / report:.0f}, {1 / echo:.0f}",
    }
    return Line(3, f"CPU of a {load} ÷ echo", found, GOAL, absolute)


async def _rounds(
    office: Machine, cards: list[Addressed], ours: Process, theirs: Process
) -> tuple[list[float], list[tuple[float, float]]]:
    ratios, costs = [], []
    for number in range(ROUNDS + 1):
        before = cpu_seconds(ours.pid)
        for index, (account, card) in enumerate(cards):
            await office.control.say(account, f"第{number}轮第{index}次进展", reply_to=card)
        await office.settle()
        report = (cpu_seconds(ours.pid) - before) / MESSAGES
        before = cpu_seconds(theirs.pid)
        await _say_to_echo(office, [f"第{number}轮第{index}次进展" for index in range(MESSAGES)])
        echo = (cpu_seconds(theirs.pid) - before) / MESSAGES
        if number:
            ratios.append(report / echo)
            costs.append((report, echo))
    return ratios, costs


async def _with_papers(office: Machine) -> tuple[list[Addressed], list[Addressed]]:
    """Papers for forty units and for one, as many as messages a round: a task has a handful of reports, as in life."""
    numbers = [FIRST_UNIT + index for index in range(UNITS)]
    database = Database.open(office.database_url)
    async with database.write(setting_at()) as unit:
        for number in numbers:
            await unit.save(
                Unit(number, f"第{number}局", UnitKind.DEPARTMENT),
                Person(number, f"第{number}局联络员", "", _account(number)),
                Post(number, number, Role.LIAISON, f"第{number}局联络员A", "A", number),
            )
        for index in range(MESSAGES):
            await issued_matter(unit, second=numbers[index % UNITS], officer=CLERK + index % 2)
            await issued_matter(unit)
        await unit.commit()
    await database.close()
    bot = office.sandbox.state.bots.get(int(TOKEN.partition(":")[0]))
    assert bot is not None
    for number in numbers:
        await office.control.create_user(f"第{number}局联络员", _account(number))
        private_chat(office.sandbox.state, bot, _account(number))
    process = await office.start()
    await office.control.settle(120, need_bot=True)
    await stop(process)
    many = [card for number in numbers for card in await _cards_of(office, _account(number))]
    return many, await _cards_of(office, office.account("water"))


async def _cards_of(office: Machine, account: int) -> list[Addressed]:
    return [(account, message.id) for message in await office.control.messages(account)]


def _account(number: int) -> int:
    return 800_000 + number


ECHO_GROUP = -900


async def _start_echo(office: Machine) -> Process:
    created = await office.control.create_bot(ECHO_TOKEN, "echo_bot", "回声", privacy=False)
    await office.control.create_group("回声", [office.account("clerk"), created.id], chat_id=ECHO_GROUP)
    account = office.sandbox.state.bots.get(created.id)
    assert account is not None
    private_chat(office.sandbox.state, account, office.account("clerk"))
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.bench.echo",
        office.sandbox.url,
        ECHO_TOKEN,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    await _say_to_echo(office, ["在吗"])
    return process


async def _say_to_echo(office: Machine, texts: list[str]) -> None:
    """Say all of it in the echo bot's group, then wait until all of it came back."""
    clerk = office.account("clerk")
    sent = [await office.control.say(clerk, text, ECHO_GROUP) for text in texts]
    heard = 0
    while heard < len(texts):
        await office.sandbox.state.signal.wait(1.0)  # waiting must not use the CPU that the bots are measured on
        heard = sum(m.sender != clerk for m in await office.control.messages(ECHO_GROUP, after=sent[0].id))
