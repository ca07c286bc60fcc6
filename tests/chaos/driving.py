"""Playing a script against the real process, with its trouble: people act, things break, the process dies and rises."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import sys
import time
from asyncio.subprocess import Process
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sandbox.client import ControlClient
from sandbox.records import Json, Message
from sandbox.server import Sandbox
from tests.chaos.office import Size
from tests.chaos.script import Do, Script, Step, Turn
from tests.chaos.sights import Played, buttons_of, fill, in_flight, is_called, text_of
from tests.chaos.trouble import CALLS, EFFECT_LOST, Fault, Trouble
from tests.chaos.victim import NOWHERE
from tests.e2e.process import CONFIG, stop
from tests.world import TOKEN

SETTLE = 90
"""Seconds in which a round must come to rest; a round takes two to six."""

HELD_UP = 0.8
"""Seconds for which the disk stays full or the database locked: longer than a writer waits (`victim.BUSY_MS`)."""

PHOTO = b"\xff\xd8\xff\xe0" + b"0" * 64
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
    _process: Process | None = None
    _guard: asyncio.Task[None] | None = None
    _kill_at: int = 0
    _kill: str = ""
    _raw: list[Json] = field(default_factory=list)
    _names: dict[int, str] = field(default_factory=dict)
    _elsewhere: int = 0
    _next: str = NOWHERE

    async def play(self) -> Played:
        """Play everything and leave the bot stopped, whatever happens."""
        try:
            return await self._play()
        finally:
            self._unguard()
            if self._process is not None and self._process.returncode is None:
                self._process.kill()
                await self._process.wait()

    async def _play(self) -> Played:
        began = time.monotonic()
        self._configure()
        self._listen_in()
        self._next = self._point_from(0)
        await self._start(self._next)
        await self._settle()
        for number, turns in enumerate(self.script.rounds):
            trouble = self.troubles[number] if number < len(self.troubles) else None
            await self._round(number, turns, trouble)
        await self.control.advance(seconds=60)  # what waits for the rest of an album
        self.played.listed = await self._undelivered()
        process = self._process
        assert process is not None
        self._unguard()
        assert await stop(process) == 0
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

    # -- what people do ------------------------------------------------------------------------------------------

    async def _act_all(self, turns: tuple[Turn, ...], trouble: Trouble | None) -> None:
        self._raw.clear()
        broken = {story for story, _ in self.played.stuck}
        for turn in turns:
            if turn.story in broken:
                continue
            try:
                await self._act(turn.step)
                self.played.done.add((turn.story, turn.seq))
            except LookupError as missing:
                self.played.stuck[turn.story, turn.seq] = str(missing)
        raws = list(self._raw)
        for place in trouble.again if trouble else ():
            if place < len(raws):
                await self.control.push_update(raws[place])
                self.played.happened["update_twice"] += 1

    async def _act(self, step: Step) -> None:
        who = self.size.account(step.who)
        match step.do:
            case Do.SAY:
                await self.control.say(who, step.text)
            case Do.REPLY:
                await self.control.say(who, step.text, reply_to=self._find(who, step).id)
            case Do.ALBUM:
                photos = [(f"{n}.jpg", PHOTO + step.text.encode() + bytes([n])) for n in range(step.times)]
                target = self._find(who, step)
                await self.control.send_album(who, photos, caption=step.text, reply_to=target.id)
            case Do.EDIT:
                await self.control.edit(who, self._find(who, step, own=True).id, step.text)
            case Do.TAP:
                message = self._find(who, step, button=step.text)
                data = next(data for name, data in buttons_of(message).items() if is_called(name, step.text))
                for _ in range(step.times):  # his telephone may still show a button that was taken away just now
                    await self.control.tap(who, message.id, data=data, force=True)
            case Do.FORWARD:
                said = await self.control.say(self.size.account("mayor"), step.text, self._elsewhere)
                await self.control.forward(who, self._elsewhere, said.id)

    def _find(self, who: int, step: Step, *, own: bool = False, button: str = "") -> Message:
        """The newest message of a chat that has all the words, and the button."""
        for message in self.messages(who, newest_first=True):
            text = text_of(message)
            if (message.sender_id == who) != own or not all(words in text for words in step.on):
                continue
            if not button or any(is_called(name, button) for name in buttons_of(message)):
                return message
        raise LookupError(f"{step.who}: {step.do} {step.text} {step.on}")

    def messages(self, who: int, *, newest_first: bool = False) -> list[Message]:
        """The messages of somebody's chat with the bot."""
        return self.sandbox.state.messages.scan(f"{TOKEN.partition(':')[0]}:{who}/", newest_first=newest_first)

    async def _undelivered(self) -> str:
        clerk = self.size.account("officer0")
        await self.control.say(clerk, "/undelivered")
        await self._settle()
        return next(
            text_of(one) for one in self.messages(clerk, newest_first=True) if text_of(one).startswith("待送达")
        )

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
            self._called("call_after", method)

        state.updates.push = pushed  # type: ignore[method-assign]
        state.faults.pick = picked  # type: ignore[method-assign]
        state.log_call = logged  # type: ignore[method-assign]

    def _note(self, name: str, method: str, chat_id: str) -> None:
        self.played.happened[name] += 1
        if name in EFFECT_LOST and method.lower().startswith(SAYING) and chat_id:
            self.played.declared[int(chat_id)] += 1
        if name == "outage":  # all connections of the bot are cut, whatever they carry
            for chat, count in in_flight(self.data / "ducha.db").items():
                self.played.declared[chat] += count

    def _called(self, when: str, method: str) -> None:
        if self._kill != when or not method.lower().startswith(("send", "edit", "copy", "answer")):
            return
        self._kill_at -= 1
        if self._kill_at <= 0:
            self._kill_now(when)

    def _kill_now(self, why: str) -> None:
        self._kill = ""
        self._arm_file.unlink(missing_ok=True)
        assert self._process is not None
        if self._process.returncode is None:
            os.kill(self._process.pid, signal.SIGKILL)
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
        if not self._elsewhere:
            people = [self.size.account(who) for who in self.size.people if who == "mayor" or who[:7] == "officer"]
            self._elsewhere = (await self.control.create_group("工作群", people)).id
        with (self.folder / "bot.log").open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                *("-m", "tests.chaos.victim", point, "run", "--config", str(self.folder / "config.toml")),
                stdout=log,
                stderr=log,
                env={**os.environ, "DUCHA_TEST_ARM": str(self._arm_file)},
            )
        self._guard = asyncio.create_task(self._watch(self._process, point))

    async def _watch(self, process: Process, point: str) -> None:
        """Start another one whenever the process is dead, as systemd does."""
        code = await process.wait()
        for chat, count in in_flight(self.data / "ducha.db").items():
            self.played.declared[chat] += count
        if code == -signal.SIGKILL:
            if point != NOWHERE and not self._arm_file.exists() and not self._kill:
                self.played.happened[f"kill {point}"] += 1
        else:
            self.played.happened[f"exit {code}"] += 1
        await self._start(self._next)

    def _unguard(self) -> None:
        if self._guard is not None:
            self._guard.cancel()
            self._guard = None

    async def _settle(self) -> None:
        await self.control.settle(SETTLE, need_bot=True)
