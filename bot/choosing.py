"""What goes out next: rows of the outbox for free chats, in the order of lanes, as fast as Telegram takes them.

Each lane has calls and tokens of its own, so that neither bulk nor a call that hangs holds up an answer. A message that
is partly out is done with as fast as an answer, since its chat waits for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field, replace

from bot.documents import DocumentFiles
from bot.limits import Pace
from bot.planning import Aside, Place, failed, locate, word
from handlers.conversation.context import Services
from messages.outgoing import Part, Rendered, from_json
from storage import queueing, sent_files
from storage.outbox import State
from storage.outgoing import BEGUN, Claim, Outgoing
from storage.unit_of_work import UnitOfWork
from supervision.notices.base import Lane

BATCH = 60
"""How many rows are looked at in one round."""


@dataclass(frozen=True, slots=True)
class Ready:
    """One part of a message that is about to be sent. `upload` names the file that Telegram will have by it."""

    claim: Claim
    rendered: Rendered
    part: Part
    lane: int
    upload: str = ""

    @property
    def messages(self) -> int:
        """As how many messages Telegram counts it."""
        return len(self.part.copies) or 1

    @property
    def left(self) -> int:
        """How many parts come after it."""
        return len(self.rendered.parts) - self.claim.row.sent_parts - 1


@dataclass(slots=True)
class Plan:
    """One round: chats that something goes to, seats that wait, what is sent, what is set aside, and the shortest wait
    for a limit (seconds)."""

    busy: set[int]
    busy_seats: set[str] = field(default_factory=set)
    held: set[str] = field(default_factory=set)
    kept: dict[int, int] = field(default_factory=dict)
    """Chats in which something waits for its time or file, and its lane: nothing from there or behind overtakes it."""
    ready: list[Ready] = field(default_factory=list)
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

    def waits(self, seconds: float) -> None:
        """Something may go after so long."""
        self.wait = min(seconds, self.wait or seconds)

    def keep(self, chat_id: int, lane: int) -> None:
        """Let nothing overtake what waits for this chat, but what stands in a lane before it."""
        self.kept[chat_id] = min(lane, self.kept.get(chat_id, lane))


@dataclass(slots=True)
class Chooser:
    """Chooses what is sent. It is told what is under way, as that counts against the limits."""

    services: Services
    documents: DocumentFiles
    pace: Pace
    bot_id: int
    _under_way: Counter[int] = field(default_factory=Counter, init=False)
    _uploads: set[str] = field(default_factory=set, init=False)
    _waiting_for: dict[int, str] = field(default_factory=dict, init=False)
    """Rows that are sent by the id that a file will get, which is being sent to somebody else."""
    _seats: Counter[str] = field(default_factory=Counter, init=False)
    """Seats to which a call is under way: their chats are busy, and need not be looked up."""

    def begun(self, ready: Ready) -> None:
        """A call has begun."""
        self._under_way[ready.lane] += 1
        self._seats[ready.claim.row.seat] += 1
        if ready.upload:
            self._uploads.add(ready.upload)

    def ended(self, ready: Ready) -> None:
        """A call has ended and is written down."""
        self._under_way[ready.lane] -= 1
        self._seats -= Counter([ready.claim.row.seat])
        self._uploads.discard(ready.upload)
        if not self._uploads:
            self._waiting_for.clear()

    async def choose(self, busy: set[int], freed: Collection[str] = ()) -> Plan:
        """Choose at most one row a chat, and none for those that are busy; `freed` seats will not be."""
        made = Plan(busy, busy_seats=set(self._seats).difference(freed))
        lanes = self._open_lanes(made)
        if not lanes:
            return made
        async with self.services.database.read(self.services.setting) as unit:
            while True:
                rows = await queueing.first_of_each_seat(unit, limit=BATCH, skip_seats=made.held, lanes=lanes)
                for row in rows:
                    await self._row(unit, row, made)
                    if made.broken:
                        return made
                lanes = self._open_lanes(made)
                if len(rows) < BATCH or made.asides or not lanes:
                    return made

    def _open_lanes(self, made: Plan) -> list[int]:
        return [lane for lane in queueing.LANES if self._is_open(lane, made)]

    def _is_open(self, lane: int, made: Plan) -> bool:
        calls = self._under_way[lane] + sum(ready.lane == lane for ready in made.ready)
        if calls >= self.pace.limits.at_once:
            made.left_out = True
            return False
        if (wait := self.pace.wait_of_all(_tokens_of(lane))) > 0:
            made.waits(wait)
            return False
        return True

    async def _row(self, unit: UnitOfWork, row: Outgoing, made: Plan) -> None:
        try:
            await self._choose(unit, row, made)
        except Exception as error:  # one row never ends the round of all
            made.set_aside(failed(row, "planning_failed", error))

    async def _choose(self, unit: UnitOfWork, row: Outgoing, made: Plan) -> None:
        is_open = self._is_open(row.lane, made)
        if not is_open and row.lane != BEGUN:
            made.held.add(row.seat)
            return
        if row.seat in made.busy_seats:
            made.held.add(row.seat)
            made.left_out = True
            return
        place = await locate(unit, self.services, row)
        if isinstance(place, Aside):
            made.set_aside(place)
            return
        made.held.add(row.seat)
        if is_open:
            await self._word(unit, row, place, made)
        else:
            made.keep(place.chat_id, row.lane)  # nothing comes between the parts of a message

    async def _word(self, unit: UnitOfWork, row: Outgoing, place: Place, made: Plan) -> None:
        chat_id = place.chat_id
        made.left_out = made.left_out or row.more or chat_id in made.busy
        if chat_id in made.busy or made.kept.get(chat_id, row.lane + 1) <= row.lane:
            return
        if (wait := self.pace.wait(chat_id, _tokens_of(row.lane))) > 0:
            made.waits(wait)
            made.keep(chat_id, row.lane)
            return
        if self._waiting_for.get(row.id) in self._uploads:
            made.left_out = True
            made.keep(chat_id, row.lane)
            return
        planned = await word(unit, self.services, self.documents, row, place)
        if isinstance(planned, Aside):
            made.set_aside(planned)
        elif planned is None or (ready := await self._ready(unit, planned, row.lane, made)) is None:
            made.keep(chat_id, row.lane)  # what stands behind a file does not overtake it
        else:
            self.pace.take(chat_id, ready.messages)
            made.busy.add(chat_id)
            made.ready.append(ready)

    async def _ready(self, unit: UnitOfWork, claim: Claim, lane: int, made: Plan) -> Ready | None:
        """The part that is next, its file by the id that Telegram gave it; none while it is on its way to Telegram."""
        rendered = from_json(claim.payload)
        part = rendered.parts[claim.row.sent_parts]
        if not part.file:
            return Ready(claim, rendered, part, lane)
        key = f"{self.bot_id}/{'photo' if part.is_photo else 'document'}/{part.file}/{part.file_name}"
        if file_id := await sent_files.id_of(unit, key):
            return Ready(claim, rendered, replace(part, file_id=file_id), lane, key)
        if key in self._uploads or any(ready.upload == key for ready in made.ready):
            self._waiting_for[claim.row.id] = key
            made.left_out = True
            return None
        return Ready(claim, rendered, part, lane, key)


def _tokens_of(lane: int) -> Lane:
    """Whose tokens a row takes: what is partly out goes on like an answer, with calls of its own."""
    return Lane.INTERACTIVE if lane == BEGUN else Lane(lane)
