"""Playing a script against the real process, with its trouble: people act, things break, the process dies and rises."""

from __future__ import annotations

import asyncio
import signal
import sqlite3
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sandbox.client import ControlClient
from sandbox.records import Json
from sandbox.server import Sandbox
from tests.chaos.acting import People
from tests.chaos.bots import Bots
from tests.chaos.office import Size
from tests.chaos.script import Script, Turn
from tests.chaos.sights import ROW, TIMED_OUT, Copy, Played, fill, in_flight, made, text_of
from tests.chaos.trouble import CALLS, EFFECT_LOST, Fault, Trouble
from tests.chaos.victim import NOWHERE
from tests.e2e.process import CONFIG
from tests.world import TOKEN

SETTLE = 90
"""Seconds in which a round must come to rest; a round takes two to six."""

HELD_UP = 0.8
"""Seconds for which the disk stays full or the database locked: longer than a writer waits (`victim.BUSY_MS`)."""

SAYING = ("send", "copy")


@dataclass
class Driver:
    """One run. `data` is the folder of the bot's database; logs and configuration are elsewhere."""

    size: Size
    script: Script
    troubles: list[Trouble]
    folder: Path
    data: Path
    sandbox: Sandbox
    control: ControlClient
    played: Played = field(default_factory=Played)
    bots: Bots = field(init=False)
    _guard: asyncio.Task[None] | None = None
    _kill_at: int = 0
    _kill: str = ""
    _raw: list[Json] = field(default_factory=list)
    _names: dict[int, str] = field(default_factory=dict)
    _calls: int = 0
    people: People = field(init=False)
    _next: str = NOWHERE

    def __post_init__(self) -> None:
        self.bots = Bots(self.folder / "config.toml", self.folder / "bot.log", self._arm_file)
        self.people = People(self.size, self.sandbox, self.control, self.played)

    async def play(self) -> Played:
        """Play everything and leave the bot stopped, whatever happens."""
        try:
            return await self._play()
        finally:
            await self._unguard()
            await self.bots.close()

    async def _play(self) -> Played:
        began = time.monotonic()
        self._configure()
        self._listen_in()
        await self.people.gather()
        self._next = self._point_from(0)
        await self._start(self._next)
        await self._settle()
        for number, turns in enumerate(self.script.rounds):
            trouble = self.troubles[number] if number < len(self.troubles) else None
            await self._round(number, turns, trouble)
        await self.control.advance(seconds=60)  # what waits for the rest of an album
        self.played.listed = await self._undelivered()
        await self._unguard()
        assert await self.bots.stop() == 0
        self._declare_timed_out()
        self.played.seconds = time.monotonic() - began
        return self.played

    def _configure(self) -> None:
        config = self.folder / "config.toml"
        config.touch(0o600)
        database = f"sqlite+aiosqlite:///{self.data / 'ducha.db'}"
        text = CONFIG.format(token=TOKEN, url=self.sandbox.url, folder=self.data, database=database)
        config.write_text(text, encoding="utf-8")

    def _point_from(self, number: int) -> str:
        """The point at which a process dies that is started now: that of the next round that ends in a kill."""
        kill = next((trouble.kill for trouble in self.troubles[number:] if trouble.kill), "")
        return NOWHERE if kill in {"", *CALLS} else kill

    async def _round(self, number: int, turns: tuple[Turn, ...], trouble: Trouble | None) -> None:
        """People act, at once; then all comes to rest, however often something breaks on the way."""
        if trouble is not None:
            self._next = self._point_from(number + 1 if trouble.kill else number)
            await self._arm(trouble)
        acting = asyncio.create_task(self._act_all(turns, trouble))
        if trouble is not None and trouble.place:
            await self._in_a_place(trouble.place, acting)
        await acting
        await self._settle()
        await self.control.clear_faults()
        if self._kill or self._arm_file.exists():  # the round was too short for it
            self._kill_now("at_rest")
            await self._settle()

    async def _arm(self, trouble: Trouble) -> None:
        for fault in trouble.faults:
            await self._add(fault)
        if trouble.kill in CALLS:
            self._kill, self._kill_at = trouble.kill, trouble.nth
        elif trouble.kill:
            self._arm_file.write_text(str(trouble.nth))

    async def _add(self, fault: Fault) -> None:
        self._names[await self.control.add_fault(**fault.rule)] = fault.name

    @property
    def _arm_file(self) -> Path:
        return self.folder / "arm"

    # -- people --------------------------------------------------------------------------------------------------

    async def _act_all(self, turns: tuple[Turn, ...], trouble: Trouble | None) -> None:
        self._raw.clear()
        await self.people.act_all(turns)
        raws = list(self._raw)
        for place in trouble.again if trouble else ():
            if place < len(raws):
                await self.control.push_update(raws[place])
                self.played.happened["update_twice"] += 1

    async def _undelivered(self) -> str:
        clerk = self.size.account("officer0")
        await self.control.say(clerk, "/undelivered")
        await self._settle()
        chat = self.people.messages(clerk, newest_first=True)
        return next(text_of(one) for one in chat if text_of(one).startswith("待送达"))

    # -- what breaks ---------------------------------------------------------------------------------------------

    def _listen_in(self) -> None:
        """Notice every update, every fault that fires and every call, and kill at the n-th."""
        state = self.sandbox.state
        push, pick, log_call = state.updates.push, state.faults.pick, state.log_call

        def pushed(bot_id: int, kind: str, body: Json, lane: str) -> int | None:
            number = push(bot_id, kind, body, lane)
            if number is not None:
                self._raw.append({"update_id": number, kind: body})
            return number

        def picked(method: str, chat_id: str) -> Any:
            self._called("call_before", method)
            fault = pick(method, chat_id)
            if fault is not None:
                self._note(self._names.get(fault.id, fault.kind), method, chat_id)
            return fault

        def logged(method: str, params: Json, outcome: Json) -> None:
            log_call(method, params, outcome)
            if method.lower().startswith(SAYING) and params.get(ROW):
                self._keep(params, outcome)
            self._called("call_after", method)

        state.updates.push = pushed  # type: ignore[method-assign]
        state.faults.pick = picked  # type: ignore[method-assign]
        state.log_call = logged  # type: ignore[method-assign]

    def _keep(self, params: Json, outcome: Json) -> None:
        row, _, resent = str(params[ROW]).partition("/")
        self._calls += 1
        for message in made(outcome.get("result")):
            self.played.copies[int(params["chat_id"]), message] = Copy(self._calls, int(row), int(resent))

    def _note(self, name: str, method: str, chat_id: str) -> None:
        self.played.happened[name] += 1
        if name in EFFECT_LOST and method.lower().startswith(SAYING) and chat_id:
            self._declare(name, int(chat_id))
        if name == "outage":  # all connections of the bot are cut, whatever they carry
            self._declare(name)

    def _declare(self, why: str, chat: int | None = None) -> None:
        for row in in_flight(self.data / "ducha.db", chat):
            self.played.declared.setdefault(row, []).append(why)

    def _declare_timed_out(self) -> None:
        """What had no answer in its time though no fault was the reason: the machine was busy."""
        noted = self.folder / TIMED_OUT
        for row, count in Counter(map(int, noted.read_text().split() if noted.exists() else ())).items():
            why = self.played.declared.setdefault(row, [])
            why += ["busy"] * (count - sum(one.startswith("late") for one in why))

    def _called(self, when: str, method: str) -> None:
        if self._kill != when or not method.lower().startswith(("send", "edit", "copy", "answer")):
            return
        self._kill_at -= 1
        if self._kill_at <= 0:
            self._kill_now(when)

    def _kill_now(self, why: str) -> None:
        if self.bots.kill():
            self._kill = ""
            self._arm_file.unlink(missing_ok=True)
            self.played.happened[f"kill {why}"] += 1

    async def _in_a_place(self, place: str, acting: asyncio.Task[None]) -> None:
        """The disk is full, or another process holds the database's lock, while people act."""
        self.played.happened[place] += 1
        if place == "lock":
            holder = sqlite3.connect(self.data / "ducha.db", isolation_level=None, timeout=20)
            holder.execute("BEGIN IMMEDIATE")
            await acting
            await self._hold_up()
            holder.execute("ROLLBACK")
            holder.close()
            return
        balloon = self.data / "balloon"
        fill(balloon)
        await acting
        await self._hold_up()
        balloon.unlink()

    async def _hold_up(self) -> None:
        """For so long, or until the process is dead."""
        assert self._guard is not None
        await asyncio.wait({self._guard}, timeout=HELD_UP)

    # -- the process ---------------------------------------------------------------------------------------------

    async def _start(self, point: str) -> None:
        await self.bots.start(point)
        self._guard = asyncio.create_task(self._watch(point))

    async def _watch(self, point: str) -> None:
        """Start another one whenever the process is dead, as systemd does."""
        code = await self.bots.ended()
        self._declare("kill")
        if code == -signal.SIGKILL:
            if point != NOWHERE and not self._arm_file.exists() and not self._kill:
                self.played.happened[f"kill {point}"] += 1
        else:
            self.played.happened[f"exit {code}"] += 1
        await self._start(self._next)

    async def _unguard(self) -> None:
        if self._guard is not None:
            self._guard.cancel()
            await asyncio.wait({self._guard})
            self._guard = None

    async def _settle(self) -> None:
        await self.control.settle(SETTLE, need_bot=True)
