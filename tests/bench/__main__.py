"""`make bench`: CPU of one progress report ÷ CPU of one echo.

Both bots run as processes of their own against the same sandbox, in turns within one run, and are given the same number
of messages by the same people. A report is stored, placed, audited, receipted and shown to the Office (two messages
sent); an echo is one message. What counts is the processes' own CPU time (user and system), from /proc.
"""

from __future__ import annotations

import asyncio
import os
import signal
import statistics
import sys
import tempfile
from asyncio.subprocess import Process
from pathlib import Path

from sandbox.posting import private_chat
from storage.engine import Database
from tests.builders import issued_matter
from tests.e2e.process import Machine, machine, stop
from tests.world import make_template, setting_at

ROUNDS = 5
MESSAGES = 120
"""Messages a round; the first round of each bot warms up and is not counted."""

ECHO_TOKEN = "7000000002:AAechoechoechoechoechoechoechoecho12"
GOAL = 7.0


def cpu_seconds(process: Process) -> float:
    """User and system time that a process has used, in seconds."""
    fields = Path(f"/proc/{process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def main() -> int:
    """Measure, print, and fail above the goal."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        await make_template(folder / "template.db")
        (folder / "bot").mkdir()
        async with machine(folder / "bot", folder / "template.db") as office:
            cards = await _with_papers(office)
            ours = await office.start()
            await office.settle()
            theirs = await _start_echo(office)
            ratios, costs = await _rounds(office, cards, ours, theirs)
            await stop(ours)
            theirs.send_signal(signal.SIGKILL)
            await theirs.wait()
    median = statistics.median(ratios)
    report, echo = (statistics.median(column) * 1000 for column in zip(*costs, strict=True))
    print(f"report {report:.2f} ms CPU, echo {echo:.2f} ms CPU (medians of {ROUNDS} rounds of {MESSAGES})")
    print(f"report/echo: median {median:.2f}, from {min(ratios):.2f} to {max(ratios):.2f} (goal: under {GOAL:g})")
    return 0 if median < GOAL else 1


async def _rounds(
    office: Machine, cards: list[int], ours: Process, theirs: Process
) -> tuple[list[float], list[tuple[float, float]]]:
    ratios, costs = [], []
    for number in range(ROUNDS + 1):
        before = cpu_seconds(ours)
        for index in range(MESSAGES):
            await office.control.say(office.account("water"), f"第{number}轮第{index}次进展", reply_to=cards[index])
        await office.settle()
        report = (cpu_seconds(ours) - before) / MESSAGES
        before = cpu_seconds(theirs)
        await _say_to_echo(office, [f"第{number}轮第{index}次进展" for index in range(MESSAGES)])
        echo = (cpu_seconds(theirs) - before) / MESSAGES
        if number:
            ratios.append(report / echo)
            costs.append((report, echo))
    return ratios, costs


async def _with_papers(office: Machine) -> list[int]:
    """As many papers as messages a round, so that a task has a handful of reports, as in a real quarter."""
    database = Database.open(office.database_url)
    async with database.write(setting_at()) as unit:
        for _ in range(MESSAGES):
            await issued_matter(unit)
        await unit.commit()
    await database.close()
    process = await office.start()
    await office.settle()
    await stop(process)
    return [message.id for message in await office.control.messages(office.account("water"))]


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


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
