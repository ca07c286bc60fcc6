"""Saying: the only way out. Rows are chosen, claimed, sent and settled; never two at once to a chat.

A row is claimed (committed as `sending`, with the text that will be sent) before the call, and settled after it: a long
message is claimed and settled once for each of its parts. Between the two a kill leaves one part in doubt, and doubt is
never resolved by silently sending again.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import structlog
from telegram import Bot

from bot.calling import Caller
from bot.choosing import Chooser, Plan, Ready
from bot.documents import DocumentFiles
from bot.failures import Failure, Verdict
from bot.limits import Pace
from bot.outages import Outages
from bot.rounds import note_failure
from bot.settling import Result, give_up, settle, settle_all
from handlers.conversation.context import Services
from storage import outgoing
from storage.engine import is_transient
from storage.outgoing import Claim

ROUND_PAUSE = 2.0
"""Seconds after which the outbox is looked at again without being woken, for rows that the command line wrote."""

GATHER = 0.02
"""Seconds for which a call that has ended waits to be written down while others are under way: calls that were begun
together end nearly together, and one commit for all of them is cheaper than one each. New work does not wait."""

MOST_FAILURES = 3
"""Rounds that may fail in a row before what ended is written down one by one, and what cannot be is given up."""

log = structlog.get_logger()


@dataclass(slots=True)
class Delivery:
    """Sends what the outbox holds. `run` goes on until `stop`; `drain` waits until nothing is left."""

    services: Services
    bot: Bot
    pace: Pace
    documents: DocumentFiles
    revoked: bool = field(default=False, init=False)
    _woken: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    _quiet: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    _results: list[tuple[Ready, Result]] = field(default_factory=list, init=False)
    _busy: dict[int, int] = field(default_factory=dict, init=False)
    """Chats to which a call is under way, or has ended and is not written down yet, and the row that it is of."""
    _outages: Outages = field(init=False)
    _failures: int = field(default=0, init=False)
    """How many rounds in a row failed: what they wrote may be written all the same, though nobody said so."""
    _chooser: Chooser = field(init=False)
    _caller: Caller = field(init=False)
    _sends: set[asyncio.Task[None]] = field(default_factory=set, init=False)
    _look: bool = field(default=True, init=False)
    _again_at: float | None = field(default=None, init=False)
    """When a limit lets the next row go that waits for it: calls that end before do not put it off."""
    _stopping: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        self._chooser = Chooser(self.services, self.documents, self.pace, self.bot.id)
        self._caller = Caller(self.bot, self.services.files)
        self._outages = Outages(self.pace, self.services.clock)

    def wake(self) -> None:
        """Say that there may be something to send."""
        self._look = True
        self._quiet.clear()
        self._woken.set()

    async def drain(self) -> None:
        """Wait until nothing can be sent any more now and everything sent is settled."""
        self.wake()
        await self._quiet.wait()

    async def resolve_doubts(self) -> None:
        """Before the first round: rows that were being sent when the last process died."""
        async with self.services.database.write(self.services.setting) as unit:
            for row in await outgoing.in_flight(unit):
                claim = Claim(row, row.chat_id or 0, row.person_id, row.payload or "")
                await settle(unit, Result(claim, Failure(Verdict.DOUBT, "stopped_while_sending")))
            await unit.commit()

    async def run(self) -> None:
        """Send until `stop` is called."""
        while not self._stopping or self._sends or self._results:
            self._woken.clear()
            wait = await self._round_whatever_happens()
            try:
                async with asyncio.timeout(wait):
                    await self._woken.wait()
            except TimeoutError:
                self._look = True
        await self.documents.workshop.close()

    def stop(self) -> None:
        """Claim no more; `run` returns once the calls that are under way have ended and are settled."""
        self._stopping = True
        self._woken.set()

    async def _round_whatever_happens(self) -> float:
        """A round that fails is tried again: delivery ends only when it is stopped. Returns how long to wait."""
        try:
            if self._failures:
                await self._find_out()
            wait = await self._round()
        except Exception as error:
            if self._stopping:
                raise  # what was not settled is in doubt, and is resolved at the next start
            self._failures += 1
            note_failure("round_failed", error)
            self._look = True
            return ROUND_PAUSE
        self._failures = 0
        return wait

    async def _find_out(self) -> None:
        """After a round that failed: its commit may have been made though the connection broke before we heard of it.

        What is settled already is not settled again, and what was claimed and never begun waits again: it is surely
        not sent, since whatever is sent is in `_busy`.
        """
        async with self.services.database.write(self.services.setting) as unit:
            sending = {row.id for row in await outgoing.in_flight(unit)}
            for row_id in sending.difference(self._busy.values()):
                await outgoing.put_back(unit, row_id, "not_begun")
            await unit.commit()
        for ready, result in list(self._results):
            if result.claim.row.id in sending and self._failures >= MOST_FAILURES:
                await self._settle_alone(result)
            elif result.claim.row.id in sending:
                continue
            self._results.remove((ready, result))
            self._release(ready)

    async def _settle_alone(self, result: Result) -> None:
        try:
            await self._write([result], Plan(set()))
        except Exception as error:
            if is_transient(error):
                raise
            log.exception("settling_failed", row=result.claim.row.id, kind=result.claim.row.kind)
            async with self.services.database.write(self.services.setting) as unit:
                await give_up(unit, result.claim)
                await unit.commit()

    async def _round(self) -> float:
        """Settle what has ended and claim what may go out, in one transaction; returns how long to wait (seconds)."""
        ended, self._results = self._results, []
        try:
            # A chat whose message is not out yet is looked at once that is written down: nothing overtakes it.
            made = await self._plan([end.claim for _, end in ended if end.failure is None and not end.left])
            more, taken = await self._write([end for _, end in ended], made)
        except Exception:
            self._results[:0] = ended
            raise
        for ready, _ in ended:
            self._release(ready)
        for ready in taken:
            self._start(ready)
        self._look = self._look or more or made.left_out
        if more or made.asides or len(taken) < len(made.ready):
            self._look = True
            return 0
        if not self._is_busy and not self._woken.is_set() and self._again_at is None:
            self._quiet.set()
        return self._pause()

    def _release(self, ready: Ready) -> None:
        self._busy.pop(ready.claim.chat_id, None)
        self._chooser.ended(ready)

    def _pause(self) -> float:
        if self._again_at is None:
            return ROUND_PAUSE
        return min(max(self._again_at - self.pace.monotonic(), 0.0), ROUND_PAUSE)

    @property
    def _is_busy(self) -> bool:
        return bool(self._sends or self._results or self.documents.workshop.is_busy)

    async def _write(self, ended: list[Result], made: Plan) -> tuple[bool, list[Ready]]:
        """Write a round down. Returns whether settling left more to send, and what was claimed."""
        if not ended and not made.ready and not made.asides:
            return False, []
        async with self.services.database.write(self.services.setting) as unit:
            more = await settle_all(unit, ended)
            await self._outages.tell(unit)
            for aside in made.asides:
                await outgoing.set_aside(unit, aside.row_id, aside.state, aside.reason)
            claimed = {claim.row.id for claim in await outgoing.claim(unit, [ready.claim for ready in made.ready])}
            await unit.commit()
        told = self._outages.told()
        return more or told, [ready for ready in made.ready if ready.claim.row.id in claimed]

    async def _plan(self, freed: list[Claim]) -> Plan:
        """Choose at most one row a chat that is free, or will be when this round is written down."""
        busy = self._busy.keys() - {claim.chat_id for claim in freed}
        if self._stopping or self.revoked or not self._look:
            return Plan(busy)
        self._look = False
        made = await self._chooser.choose(busy, [claim.row.seat for claim in freed])
        self._again_at = None if made.wait is None else self.pace.monotonic() + made.wait
        return made

    def _start(self, ready: Ready) -> None:
        self._busy[ready.claim.chat_id] = ready.claim.row.id
        self._chooser.begun(ready)
        task = asyncio.create_task(self._send(ready), name=f"send {ready.claim.row.id}")
        self._sends.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._sends.discard(task)
        if self._sends:
            asyncio.get_running_loop().call_later(GATHER, self._woken.set)
        else:
            self._woken.set()

    async def _send(self, ready: Ready) -> None:
        result = await self._caller.call(ready)
        self._note(result)
        self._results.append((ready, result))

    def _note(self, result: Result) -> None:
        claim, failure = result.claim, result.failure
        self._outages.note(failure)
        if failure is None:
            self.pace.let_through()
            return
        if failure.verdict is Verdict.LATER:
            self.pace.flooded(claim.chat_id, failure.seconds)
        elif failure.verdict is Verdict.REVOKED:
            self.revoked = True
        log.info("send_not_done", row=claim.row.id, verdict=failure.verdict, reason=failure.reason)
