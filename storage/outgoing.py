"""The outbox as delivery sees it: what may be sent, claiming it, and writing down how it went."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, delete, or_, select, text, tuple_, update

from storage.outbox import State
from storage.tables import HELD_UP, cards, outbox
from storage.unit_of_work import UnitOfWork, insert_into


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One row of the outbox that waits to be sent, or is being sent."""

    id: int
    kind: str
    fields: str
    seat: str
    lane: int
    on_doubt: str
    until: str
    subject_kind: str
    subject_key: str
    reply_to: int | None
    edit_of: int | None
    revision: int
    attempts: int
    """How often the part that is next may have gone out already."""
    chat_id: int | None
    person_id: int | None
    payload: str | None
    sent_parts: int
    resent: int
    more: bool = False
    """Whether other rows wait for the same seat behind this one."""


BEGUN = -1
"""The lane of a message of which some parts are out, and which stands before all others until it is whole."""

COLUMNS = [outbox.c[name] for name in Outgoing.__dataclass_fields__ if name != "more"]


@dataclass(frozen=True, slots=True)
class Claim:
    """A row about to be sent: to which chat, as which parts (JSON)."""

    row: Outgoing
    chat_id: int
    person_id: int | None
    payload: str


_unchanged = select(outbox.c.id, outbox.c.revision).where(
    outbox.c.id.in_(bindparam("b_ids", expanding=True)), outbox.c.status == State.NEW
)
_claim = (
    update(outbox)
    .where(outbox.c.id == bindparam("b_id"))
    .values(
        status=State.SENDING,
        chat_id=bindparam("b_chat"),
        person_id=bindparam("b_person"),
        payload=bindparam("b_payload"),
        lane=bindparam("b_lane"),
        sent_parts=bindparam("b_sent_parts"),
        resent=bindparam("b_resent"),
        attempts=bindparam("b_attempts"),
    )
)


async def claim(unit: UnitOfWork, claims: Sequence[Claim]) -> list[Claim]:
    """Mark rows as being sent. Those that changed since they were read are left for the next round."""
    if not claims:
        return []
    rows = await unit.connection.execute(_unchanged, {"b_ids": [item.row.id for item in claims]})
    still = {(row.id, row.revision) for row in rows}
    taken = [item for item in claims if (item.row.id, item.row.revision) in still]
    if taken:
        await unit.connection.execute(_claim, [_claimed(item) for item in taken])
    return taken


def _claimed(item: Claim) -> dict[str, object]:
    return {
        "b_id": item.row.id,
        "b_chat": item.chat_id,
        "b_person": item.person_id,
        "b_payload": item.payload,
        "b_lane": item.row.lane,  # of what begins anew for who sits there now, it is its own again
        "b_sent_parts": item.row.sent_parts,
        "b_resent": item.row.resent,
        "b_attempts": item.row.attempts,
    }


async def set_aside(unit: UnitOfWork, row_id: int, state: State, reason: str) -> None:
    """End a row without sending it, or let it wait; `reason` is a stable word."""
    await unit.connection.execute(update(outbox).where(outbox.c.id == row_id).values(status=state, reason=reason))


async def go_on_later(unit: UnitOfWork, row_id: int, sent_parts: int) -> None:
    """Remember how many parts of a long message are out; the row goes on at the next one, before anything else."""
    await unit.connection.execute(
        update(outbox)
        .where(outbox.c.id == row_id)
        .values(status=State.NEW, lane=BEGUN, sent_parts=sent_parts, attempts=0, reason="")
    )


async def mark_sent(unit: UnitOfWork, item: Claim, message_id: int | None) -> bool:
    """Write down that a row is out. Of an edit nothing stays; if it was asked for again meanwhile, it is queued anew.

    Returns:
        Whether there is more to send because of it: a thing changed while its message was on its way.
    """
    if item.row.edit_of is not None:
        return await _end_edit(unit, item)
    parameters = {"b_id": item.row.id, "b_at": unit.now, "b_message": message_id}
    revision = (await unit.connection.execute(_mark_sent, parameters)).scalar_one()
    return bool(revision != item.row.revision)


_mark_sent = (
    update(outbox)
    .where(outbox.c.id == bindparam("b_id"))
    .values(status=State.SENT, sent_at=bindparam("b_at"), message_id=bindparam("b_message"), reason="")
    .returning(outbox.c.revision)
)


async def _end_edit(unit: UnitOfWork, item: Claim) -> bool:
    """Behind all that waits, if it is asked for again: a message edited all the time holds up no other."""
    row = (await unit.connection.execute(_delete, {"b_id": item.row.id})).mappings().one_or_none()
    if row is None or row["revision"] == item.row.revision:
        return False
    again = {**row, "status": State.NEW, "attempts": 0, "payload": None, "reason": ""}
    del again["id"]
    await unit.connection.execute(outbox.insert(), again)
    return True


_delete = delete(outbox).where(outbox.c.id == bindparam("b_id")).returning(*outbox.c)


async def put_back(unit: UnitOfWork, row_id: int, reason: str) -> None:
    """Return a row that was surely not sent to the queue."""
    await unit.connection.execute(update(outbox).where(outbox.c.id == row_id).values(status=State.NEW, reason=reason))


async def put_back_in_doubt(unit: UnitOfWork, row: Outgoing, payload: str | None) -> None:
    """Return a row that may have arrived to the queue; the repetition says that it is one."""
    doubts = {"resent": row.resent + 1, "attempts": row.attempts + 1}
    await unit.connection.execute(
        update(outbox)
        .where(outbox.c.id == row.id)
        .values(status=State.NEW, reason="in_doubt", payload=payload, **doubts)
    )


async def in_flight(unit: UnitOfWork) -> list[Outgoing]:
    """Rows that were being sent when the process died: they may or may not have arrived."""
    statement = select(*COLUMNS).where(text(HELD_UP), outbox.c.status == State.SENDING).order_by(outbox.c.id)
    return [Outgoing(*row) for row in await unit.connection.execute(statement)]


async def remember_cards(unit: UnitOfWork, values: Sequence[Mapping[str, object]]) -> None:
    """Remember what messages stand for, as `cards_of` gives them."""
    if values:
        await unit.connection.execute(_insert_card(unit.connection.dialect.name), list(values))


def cards_of(item: Claim, message_ids: Sequence[int], *, live: bool) -> list[dict[str, object]]:
    """What messages stand for; of a long message only the last part carries buttons and is edited."""
    row = item.row
    return [
        {
            "chat_id": item.chat_id,
            "message_id": message_id,
            "kind": row.kind,
            "fields": row.fields,
            "subject_kind": row.subject_kind,
            "subject_key": row.subject_key,
            "seat": row.seat,
            "live": int(live and message_id == message_ids[-1]),
        }
        for message_id in message_ids
    ]


@cache
def _insert_card(dialect: str) -> Any:
    return insert_into(dialect, cards).on_conflict_do_nothing()


async def forget_card(unit: UnitOfWork, chat_id: int, message_id: int) -> None:
    """A card whose message is gone is not edited any more."""
    await unit.connection.execute(
        update(cards).where(cards.c.chat_id == chat_id, cards.c.message_id == message_id).values(live=0)
    )


@dataclass(frozen=True, slots=True)
class CardRow:
    """What a message stands for."""

    chat_id: int
    message_id: int
    kind: str
    fields: str
    subject_kind: str
    subject_key: str
    seat: str


async def card_at(unit: UnitOfWork, chat_id: int, message_id: int) -> CardRow | None:
    """What the message stands for, or none."""
    return (await cards_at(unit, [(chat_id, message_id)])).get((chat_id, message_id))


async def cards_at(unit: UnitOfWork, places: Collection[tuple[int, int]]) -> dict[tuple[int, int], CardRow]:
    """What messages stand for, by chat and id; those that stand for nothing are left out."""
    asked = sorted(places)
    found: list[Any] = []
    for begin in range(0, len(asked), PLACES_AT_ONCE):
        parameters = {"b_places": asked[begin : begin + PLACES_AT_ONCE]}
        found += (await unit.connection.execute(_cards_at, parameters)).all()
    return {(row.chat_id, row.message_id): CardRow(*row) for row in found}


PLACES_AT_ONCE = 500
"""Two parameters each, of which no database takes more than some ten thousand in one statement."""


_cards_at = select(*(cards.c[name] for name in CardRow.__dataclass_fields__)).where(
    tuple_(cards.c.chat_id, cards.c.message_id).in_(bindparam("b_places", expanding=True))
)


_MAY_REVIVE = or_(outbox.c.status == State.WAITING, (outbox.c.status == State.TOLD) & (outbox.c.reason == "recorded"))
"""What waits, and the cards of papers that a unit knows by a record: who takes the seat works with them."""


async def revive(unit: UnitOfWork, seats: Collection[str]) -> int:
    """Put what waited for these seats back into the queue: somebody sits there now, or unblocked the bot.

    What began to go out keeps its words: it goes on with them, if it still goes to the same.
    """
    result = await unit.connection.execute(
        update(outbox).where(text(HELD_UP), _MAY_REVIVE, outbox.c.seat.in_(seats)).values(status=State.NEW, reason="")
    )
    return result.rowcount


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A line of the Office's 待送达 list."""

    id: int
    kind: str
    fields: str
    seat: str
    status: str
    reason: str
    created_at: datetime


async def undelivered(unit: UnitOfWork, limit: int = 50) -> list[Undelivered]:
    """What did not reach anybody, or may not have: oldest first."""
    statement = (
        select(*(outbox.c[name] for name in Undelivered.__dataclass_fields__))
        .where(text(HELD_UP), outbox.c.status.in_([State.WAITING, State.AMBIGUOUS, State.DEAD]))
        .order_by(outbox.c.id)
        .limit(limit)
    )
    return [Undelivered(*row) for row in await unit.connection.execute(statement)]
