"""Row 1: from a person's word to its answer while 3,000 bulk messages drain at 30 a second ÷ the same in quiet, at p99.

By turns: a stretch of quiet, then a thousand messages with the same questions asked meanwhile, three times. A tap's
toast goes past the outbox; what is asked here is answered by a message, which stands in line with the others. Beside
it the same broadcast by a bare bot with PTB's AIORateLimiter, as people have it today.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from asyncio.subprocess import DEVNULL, Process
from pathlib import Path

from sandbox.posting import private_chat
from tests.bench.crowd import ASK_EVERY, FIRST_ACCOUNT, Crowd, crowd, ended, p50_p99
from tests.bench.limited import BROADCAST
from tests.bench.measuring import Line, milliseconds

RATE = 30
ROUNDS, COUNT = 3, 1000
QUESTIONS = int(COUNT / RATE / ASK_EVERY * 0.9)
"""So many as are asked while it drains."""
PTB_TOKEN = "7000000003:AAlimitedlimitedlimitedlimitedlimit3"
PTB_GROUP, PTB_QUESTIONS = -901, 8
"""Two bots cannot share a private chat in the sandbox, so this one is asked in a group, which takes 20 a minute."""
GOAL = 1.3


async def measure() -> list[Line]:
    """Ours, and PTB's beside it."""
    quiet: list[float] = []
    loud: list[float] = []
    found = []
    with tempfile.TemporaryDirectory() as name:
        async with crowd(Path(name), per_second=RATE) as many:
            for _ in range(ROUNDS):
                still = await many.ask_on(QUESTIONS)
                begun = time.perf_counter()
                await many.broadcast(COUNT)
                busy = await many.ask_on(QUESTIONS)
                while len(many.of_crowd(begun)) < COUNT:
                    await many.office.sandbox.state.signal.wait(1.0)
                found.append(p50_p99(busy)[1] / p50_p99(still)[1])
                quiet += still
                loud += busy
            refused = many.office.sandbox.state.rates.refused
            theirs, their_refused = await _with_ptb(many)
    absolute = {
        "quiet p50, p99, ms": ", ".join(str(milliseconds(one)) for one in p50_p99(quiet)),
        f"while {ROUNDS * COUNT} drain p50, p99, ms": ", ".join(str(milliseconds(one)) for one in p50_p99(loud)),
        "questions, refused (429)": f"{len(loud)}, {refused}",
        "AIORateLimiter alone p50, p99, ms": ", ".join(str(milliseconds(one)) for one in p50_p99(theirs)),
        "AIORateLimiter alone, refused (429)": their_refused,
    }
    return [Line(1, "answer while bulk drains at 30/s ÷ quiet, p99", found, GOAL, absolute)]


async def _with_ptb(many: Crowd) -> tuple[list[float], int]:
    """The waits of the same questions while a bare bot sends a thousand messages; asked of it alone."""
    office = many.office
    created = await office.control.create_bot(PTB_TOKEN, "limited_bot", "群发", privacy=False)
    bot = office.sandbox.state.bots.get(created.id)
    assert bot is not None
    with office.sandbox.state.store.transaction():
        for n in range(COUNT):
            private_chat(office.sandbox.state, bot, FIRST_ACCOUNT + n)
    process = await _start(office.sandbox.url)
    asker = office.account("clerk")
    await office.control.create_group("群发", [asker, bot.id], chat_id=PTB_GROUP)
    before = office.sandbox.state.rates.refused
    try:
        await _ask(many, asker, "在吗", PTB_GROUP)
        await office.control.say(asker, f"{BROADCAST} {FIRST_ACCOUNT} {COUNT}", PTB_GROUP)
        waiting = []
        for _ in range(PTB_QUESTIONS):
            waiting.append(asyncio.create_task(_ask(many, asker, "待办", PTB_GROUP)))
            await asyncio.sleep(COUNT / RATE / PTB_QUESTIONS)
        return list(await asyncio.gather(*waiting)), office.sandbox.state.rates.refused - before
    finally:
        await ended(process)


async def _ask(many: Crowd, account: int, words: str, chat: int) -> float:
    begun = time.perf_counter()
    said = await many.office.control.say(account, words, chat)
    while not any(m.sender != account for m in await many.office.control.messages(chat, after=said.id)):
        await many.office.sandbox.state.signal.wait(0.5)
    return time.perf_counter() - begun


async def _start(url: str) -> Process:
    command = (sys.executable, "-m", "tests.bench.limited", url, PTB_TOKEN)
    return await asyncio.create_subprocess_exec(*command, stdout=DEVNULL, stderr=DEVNULL)
