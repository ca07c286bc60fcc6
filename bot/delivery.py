"""Saying: the only way out. Rows are planned, claimed, sent and settled; never two at once to a chat.

A row is claimed (committed as `sending`, with the text that will be sent) before the call, and settled after it.
Between the two a kill leaves it in doubt, and doubt is never resolved by silently sending again.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from logging import ERROR, WARNING

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.documents import DocumentFiles
from bot.failures import Failure, Verdict, judge, refuses_photos
from bot.limits import Pace
from bot.planning import Aside, locate, word
from bot.sending import edit_part, send_part, without_markup
from bot.settling import Result, settle
from handlers.conversation.context import Services
from messages.outgoing import Part, from_json
from storage import outgoing
from storage.engine import is_transient
from storage.outbox import State
from storage.outgoing import Claim, Outgoing
from storage.unit_of_work import UnitOfWork

BATCH = 60
"""How many rows are looked at in one round."""

AT_ONCE = 8
"""How many calls are under way at the same time. Telegram answers in under 0.2 s and takes 30 a second: more would only
stand in line, and every open connection is looked at for every call."""

ROUND_PAUSE = 2.0
"""Seconds after which the outbox is looked at again without being woken, for rows that the command line wrote."""

GATHER = 0.02
"""Seconds for which a call that has ended waits to be written down while others are under way: calls that were begun
together end nearly together, and one commit for all of them is cheaper than one each. New work does not wait."""

log = structlog.get_logger()


@dataclass(slots=True)
class Plan:
    """One round: chats that something goes to, seats that wait, what is sent, what is set aside, and the shortest wait
    for a limit (seconds)."""

    busy: set[int] = field(default_factory=set)
    held: set[str] = field(default_factory=set)
    claims: list[Claim] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    wait: float | None = None
    left_out: bool = False
    """Whether a row was passed over because its chat is busy, or too many calls are under way."""

    broken: bool = False
    """Whether a row could not be planned: after that the reading transaction may be unusable."""

    def set_aside(self, row: Aside) -> None:
        """Do not send a row now."""
        self.asides.append(row)
        self.broken = row.state is State.DEAD

    @property
    def look_again(self) -> bool:
        """Whether there may be more to do at once."""
        return bool(self.asides)


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
    _results: list[Result] = field(default_factory=list, init=False)
    _seats: dict[int, str] = field(default_factory=dict, init=False)
    _sends: set[asyncio.Task[None]] = field(default_factory=set, init=False)
    _look: bool = field(default=True, init=False)
    _stopping: bool = field(default=False, init=False)

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
            return await self._round()
        except Exception as error:
            if self._stopping:
                raise  # what was not settled is in doubt, and is resolved at the next start
            log.log(WARNING if is_transient(error) else ERROR, "round_failed", exc_info=error)
            self._look = True
            return ROUND_PAUSE

    async def _round(self) -> float:
        """Settle what has ended and claim what may go out, in one transaction; returns how long to wait (seconds)."""
        ended, self._results = self._results, []
        try:
            # A chat whose message is not out yet is looked at once that is written down: nothing overtakes it.
            made = await self._plan({end.claim.chat_id for end in ended if end.failure is None})
            more, taken = await self._write(ended, made)
        except Exception:
            self._results[:0] = ended
            raise
        for end in ended:
            self._seats.pop(end.claim.chat_id, None)
        for claim in taken:
            self._start(claim)
        self._look = self._look or more or made.left_out
        if more or made.look_again or len(taken) < len(made.claims):
            self._look = True
            return 0
        if not self._is_busy and not self._woken.is_set() and made.wait is None:
            self._quiet.set()
        return min(made.wait or ROUND_PAUSE, ROUND_PAUSE)

    @property
    def _is_busy(self) -> bool:
        return bool(self._sends or self._results or self.documents.workshop.is_busy)

    async def _write(self, ended: list[Result], made: Plan) -> tuple[bool, list[Claim]]:
        """Write a round down. Returns whether settling left more to send, and the rows that were claimed."""
        if not ended and not made.claims and not made.asides:
            return False, []
        async with self.services.database.write(self.services.setting) as unit:
            more = [await settle(unit, end) for end in ended]
            for aside in made.asides:
                await outgoing.set_aside(unit, aside.row_id, aside.state, aside.reason)
            taken = await outgoing.claim(unit, made.claims)
            await unit.commit()
        return any(more), taken

    async def _plan(self, freed: set[int]) -> Plan:
        """Choose at most one row a chat that is free, or will be when this round is written down."""
        made = Plan(busy=set(self._seats) - freed)
        room = AT_ONCE - len(self._sends)
        if self._stopping or self.revoked or not self._look or room <= 0:
            return made
        self._look = False
        async with self.services.database.read(self.services.setting) as unit:
            while True:
                rows = await outgoing.first_of_each_seat(unit, limit=BATCH, skip_seats=made.held)
                for row in rows:
                    if len(made.claims) == room:
                        made.left_out = True
                        return made
                    await self._plan_row(unit, row, made)
                    if made.broken:
                        return made
                if len(rows) < BATCH or made.asides:
                    return made

    async def _plan_row(self, unit: UnitOfWork, row: Outgoing, made: Plan) -> None:
        place = await locate(unit, self.services, row)
        if isinstance(place, Aside):
            made.set_aside(place)
            return
        made.held.add(row.seat)
        made.left_out = made.left_out or row.more or place.chat_id in made.busy
        if place.chat_id in made.busy:
            return
        if (wait := self.pace.wait(place.chat_id)) > 0:
            made.wait = min(wait, made.wait or wait)
            return
        planned = await word(unit, self.services, self.documents, row, place)
        if planned is None:  # its seat is held: what stands behind the file does not overtake it
            return
        if isinstance(planned, Aside):
            made.set_aside(planned)
            return
        self.pace.take(place.chat_id)
        made.busy.add(place.chat_id)
        made.claims.append(planned)

    def _start(self, claim: Claim) -> None:
        self._seats[claim.chat_id] = claim.row.seat
        task = asyncio.create_task(self._send(claim), name=f"send {claim.row.id}")
        self._sends.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._sends.discard(task)
        if self._sends:
            asyncio.get_running_loop().call_later(GATHER, self._woken.set)
        else:
            self._woken.set()

    async def _send(self, claim: Claim) -> None:
        message_ids: list[int] = []
        sent = claim.row.sent_parts
        no_photos = False
        try:
            rendered = from_json(claim.payload)
            for part in rendered.parts[sent:]:
                try:
                    message_ids += await self._call(claim, part)
                except TelegramError as error:
                    if not (part.is_photo and refuses_photos(error)):
                        raise
                    no_photos = True  # what stands behind the picture goes on
                sent += 1
            result = Result(claim, None, message_ids, sent, stays=rendered.stays)
        except TelegramError as error:
            result = Result(claim, judge(error), message_ids, sent)
        except Exception as error:
            log.exception("send_failed", row=claim.row.id, kind=claim.row.kind)
            result = Result(claim, Failure(Verdict.DEAD, repr(error)), message_ids, sent)
        result = replace(result, no_photos=no_photos)
        self._note(claim, result)
        self._results.append(result)

    async def _call(self, claim: Claim, part: Part) -> list[int]:
        try:
            return await self._call_once(claim.row, claim.chat_id, part)
        except TelegramError as error:
            if judge(error).verdict is not Verdict.PLAIN:
                raise
            log.error("markup_refused", row=claim.row.id, kind=claim.row.kind, error=str(error))
            return await self._call_once(claim.row, claim.chat_id, without_markup(part))

    async def _call_once(self, row: Outgoing, chat_id: int, part: Part) -> list[int]:
        if row.edit_of is None:
            return await send_part(self.bot, chat_id, part, self.services.files, row.reply_to)
        await edit_part(self.bot, chat_id, row.edit_of, part)
        return [row.edit_of]

    def _note(self, claim: Claim, result: Result) -> None:
        failure = result.failure
        if failure is None:
            return
        if failure.verdict is Verdict.LATER:
            self.pace.close(claim.chat_id, failure.seconds)
        elif failure.verdict is Verdict.RETRY:
            self.pace.close(claim.chat_id, min(60.0, 0.5 * 2**claim.row.attempts))
        elif failure.verdict is Verdict.REVOKED:
            self.revoked = True
        log.info("send_not_done", row=claim.row.id, verdict=failure.verdict, reason=failure.reason)
