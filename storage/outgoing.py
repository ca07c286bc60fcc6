"""The outbox as delivery sees it: what may be sent, claiming it, and writing down how it went."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, case, func, or_, select, update
from sqlalchemy.sql.dml import ReturningUpdate

from storage.outbox import State
from storage.tables import cards, outbox
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
    chat_id: int | None
    person_id: int | None
    payload: str | None
    sent_parts: int
    resent: int
    more: bool = False
    """Whether other rows wait for the same seat behind this one."""


_COLUMNS = [outbox.c[name] for name in Outgoing.__dataclass_fields__ if name != "more"]


async def first_of_each_seat(unit: UnitOfWork, *, limit: int, skip_seats: Collection[str] = ()) -> list[Outgoing]:
    """The row of each seat that may be sent now, in the order in which they should be; some seats may be left out."""
    parameters: dict[str, object] = {"b_now": unit.now, "b_limit": limit}
    if skip_seats:
        parameters["b_seats"] = list(skip_seats)
    rows = await unit.connection.execute(_first_but if skip_seats else _first, parameters)
    return [Outgoing(*row) for row in rows]


_MAY_GO = (outbox.c.status == State.NEW) & or_(outbox.c.not_before.is_(None), outbox.c.not_before <= bindparam("b_now"))


def _first_rows(*left_out: ColumnElement[bool]) -> Select[Any]:
    seat, in_order = outbox.c.seat, (outbox.c.lane, outbox.c.id)
    lined_up = (
        select(
            outbox.c.id,
            func.row_number().over(partition_by=seat, order_by=in_order).label("place"),
            func.count().over(partition_by=seat).label("waiting"),
        )
        .where(_MAY_GO, *left_out)
        .subquery()
    )
    return (
        select(*_COLUMNS, lined_up.c.waiting > 1)
        .join(lined_up, lined_up.c.id == outbox.c.id)
        .where(lined_up.c.place == 1)
        .order_by(outbox.c.lane, outbox.c.id)
        .limit(bindparam("b_limit"))
    )


_first = _first_rows()
_first_but = _first_rows(outbox.c.seat.not_in(bindparam("b_seats", expanding=True)))


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
        attempts=outbox.c.attempts + 1,
        chat_id=bindparam("b_chat"),
        person_id=bindparam("b_person"),
        payload=bindparam("b_payload"),
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
    }


async def set_aside(unit: UnitOfWork, row_id: int, state: State, reason: str) -> None:
    """End a row without sending it, or let it wait; `reason` is a stable word."""
    await unit.connection.execute(update(outbox).where(outbox.c.id == row_id).values(status=state, reason=reason))


async def mark_part_sent(unit: UnitOfWork, row_id: int, sent_parts: int) -> None:
    """Remember how many parts of a long message are out, so that a retry goes on at the next one."""
    await unit.connection.execute(update(outbox).where(outbox.c.id == row_id).values(sent_parts=sent_parts))


async def mark_sent(unit: UnitOfWork, item: Claim, message_id: int | None) -> bool:
    """Write down that a row is out. An edit that was asked for again meanwhile goes back to the queue.

    Returns:
        Whether the thing of a new message changed while it was on its way, so that it needs an edit at once.
    """
    is_edit = item.row.edit_of is not None
    changed = await unit.connection.execute(
        _mark_edited if is_edit else _mark_sent,
        {"b_id": item.row.id, "b_revision": item.row.revision, "b_at": unit.now, "b_message": message_id},
    )
    revision: int = changed.scalar_one()
    return not is_edit and revision != item.row.revision


def _marking(status: object) -> ReturningUpdate[Any]:
    return (
        update(outbox)
        .where(outbox.c.id == bindparam("b_id"))
        .values(status=status, sent_at=bindparam("b_at"), message_id=bindparam("b_message"), reason="")
        .returning(outbox.c.revision)
    )


_mark_sent = _marking(State.SENT)
_mark_edited = _marking(case((outbox.c.revision != bindparam("b_revision"), State.NEW), else_=State.SENT))


async def put_back(unit: UnitOfWork, row_id: int, reason: str) -> None:
    """Return a row that was surely not sent to the queue."""
    await unit.connection.execute(update(outbox).where(outbox.c.id == row_id).values(status=State.NEW, reason=reason))


async def put_back_in_doubt(unit: UnitOfWork, row_id: int) -> None:
    """Return a row that may have arrived to the queue; the repetition says that it is one."""
    await unit.connection.execute(
        update(outbox)
        .where(outbox.c.id == row_id)
        .values(status=State.NEW, resent=outbox.c.resent + 1, reason="in_doubt")
    )


async def in_flight(unit: UnitOfWork) -> list[Outgoing]:
    """Rows that were being sent when the process died: they may or may not have arrived."""
    statement = select(*_COLUMNS).where(outbox.c.status == State.SENDING).order_by(outbox.c.id)
    return [Outgoing(*row) for row in await unit.connection.execute(statement)]


async def remember_card(unit: UnitOfWork, item: Claim, message_ids: Sequence[int], *, live: bool) -> None:
    """Remember what messages stand for; of a long message only the last part carries buttons and is edited."""
    row = item.row
    values = [
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
    await unit.connection.execute(_insert_card(unit.connection.dialect.name), values)


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
    row = (await unit.connection.execute(_card_at, {"b_chat": chat_id, "b_message": message_id})).first()
    return CardRow(*row) if row else None


_card_at = select(*(cards.c[name] for name in CardRow.__dataclass_fields__)).where(
    cards.c.chat_id == bindparam("b_chat"), cards.c.message_id == bindparam("b_message")
)


_MAY_REVIVE = or_(outbox.c.status == State.WAITING, (outbox.c.status == State.TOLD) & (outbox.c.reason == "recorded"))
"""What waits, and the cards of papers that a unit knows by a record: who takes the seat works with them."""


async def revive(unit: UnitOfWork, seats: Collection[str]) -> int:
    """Put what waited for these seats back into the queue: somebody sits there now, or unblocked the bot."""
    result = await unit.connection.execute(
        update(outbox).where(_MAY_REVIVE, outbox.c.seat.in_(seats)).values(status=State.NEW, reason="", payload=None)
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
        .where(outbox.c.status.in_([State.WAITING, State.AMBIGUOUS, State.DEAD]))
        .order_by(outbox.c.id)
        .limit(limit)
    )
    return [Undelivered(*row) for row in await unit.connection.execute(statement)]


async def pending(unit: UnitOfWork) -> int:
    """How many rows could be sent now or are being sent."""
    return int((await unit.connection.execute(_pending, {"b_now": unit.now})).scalar_one())


_pending = select(func.count()).where(or_(outbox.c.status == State.SENDING, _MAY_GO))


async def next_not_before(unit: UnitOfWork) -> datetime | None:
    """When the next row that waits for its time may go out."""
    first = (await unit.connection.execute(_next_not_before, {"b_now": unit.now})).scalar()
    return first if isinstance(first, datetime) else None


_next_not_before = (
    select(outbox.c.not_before)
    .where(outbox.c.status == State.NEW, outbox.c.not_before > bindparam("b_now"))
    .order_by(outbox.c.not_before)
    .limit(1)
)
