"""Reminders: which exist, which message says each, and whether it was said."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, exists, func, not_, select, text, update

from storage.outbox import State
from storage.queries.owed import BATCH, RUNNING
from storage.tables import MODELS, ON_THE_WAY, outbox
from storage.unit_of_work import UnitOfWork, insert_into
from supervision.model import Matter, Person, Post, Reminder, ReportDue
from supervision.reports.report_dates import OWED
from supervision.roles import Role

_dues, _matters, _reminders = MODELS[ReportDue], MODELS[Matter], MODELS[Reminder]
_posts, _people = MODELS[Post], MODELS[Person]


async def deputies_to_hear(unit: UnitOfWork, rung: str) -> list[Post]:
    """Deputies whose unit owes reports and who have not heard of this week yet."""
    owes = exists().where(
        _dues.c.unit_id == _posts.c.unit_id,
        _dues.c.status.in_(OWED),
        _dues.c.matter_id == _matters.c.id,
        _matters.c.status.in_(RUNNING),
    )
    heard = exists().where(
        _reminders.c.post_id == _posts.c.id, _reminders.c.unit_id == _posts.c.unit_id, _reminders.c.rung == rung
    )
    statement = select(_posts).where(
        _posts.c.role == Role.UNIT_DEPUTY, _posts.c.active.is_(True), _posts.c.holder_id.is_not(None), owes, not_(heard)
    )
    return await unit.all(Post, statement)


async def add(unit: UnitOfWork, reminders: Iterable[Reminder]) -> list[Reminder]:
    """Write reminders; one that is there already stands as it is. Gives those that are new."""
    new = []
    for row in reminders:
        values = {field.name: getattr(row, field.name) for field in fields(Reminder)}
        insert = insert_into(unit.connection.dialect.name, _reminders).values(values)
        if (await unit.connection.execute(insert.on_conflict_do_nothing())).rowcount:
            new.append(row)
    return new


_PEOPLE = 100
"""How many people get their digests in one transaction."""

_unsaid = (
    select(_posts.c.holder_id, _reminders)
    .select_from(_reminders)
    .join(_posts, _posts.c.id == _reminders.c.post_id)
    .join(_people, _people.c.id == _posts.c.holder_id)
    .where(_reminders.c.told_by == "", _posts.c.active.is_(True), _people.c.active.is_(True))
)


async def anything_unsaid(unit: UnitOfWork) -> bool:
    """Whether there is a reminder that no message says yet, of a post that somebody holds."""
    return (await unit.connection.execute(_unsaid.limit(1))).first() is not None


async def people_to_tell(unit: UnitOfWork, after: int = 0) -> list[int]:
    """People whose posts have reminders that no message says yet, by id and after one."""
    statement = (
        _unsaid.with_only_columns(_posts.c.holder_id)
        .where(_posts.c.holder_id > after)
        .distinct()
        .order_by(_posts.c.holder_id)
        .limit(_PEOPLE)
    )
    return list((await unit.connection.execute(statement)).scalars())


async def unsaid(unit: UnitOfWork, people: Collection[int]) -> dict[int, list[Reminder]]:
    """Reminders that no message says yet, by the person who holds their post now."""
    statement = _unsaid.where(_posts.c.holder_id.in_(people)).order_by(_reminders.c.created_at, _reminders.c.rung)
    found: dict[int, list[Reminder]] = {}
    for person, *row in await unit.connection.execute(statement):
        found.setdefault(person, []).append(Reminder(*row))
    return found


async def said_by(unit: UnitOfWork, key: str) -> list[Reminder]:
    """The reminders that one outgoing message says."""
    return unit.note([Reminder(*tuple(row)) for row in await unit.rows(_said_by(), key=key)])


@cache
def _said_by() -> Select[Any]:
    order = (_reminders.c.counted_from, _reminders.c.matter_id, _reminders.c.task_seq, _reminders.c.due_seq)
    return select(_reminders).where(_reminders.c.told_by == bindparam("key")).order_by(*order)


async def message_states(unit: UnitOfWork, keys: Collection[str]) -> dict[str, str]:
    """Where outgoing messages stand, by key; those that were never written are left out."""
    statement = select(outbox.c.key, outbox.c.status).where(outbox.c.key.in_(keys))
    return {row.key: row.status for row in await unit.connection.execute(statement)}


@dataclass(frozen=True, slots=True)
class Settled:
    """A reminder whose message has come to an end: sent, voided or refused. In doubt it waits for the Office."""

    reminder: Reminder
    status: str
    sent_at: datetime | None


async def settled(unit: UnitOfWork, limit: int = BATCH) -> list[Settled]:
    """Reminders not marked yet whose message came to an end."""
    ended = (State.SENT, State.VOID, State.DEAD)
    statement = (
        select(_reminders, outbox.c.status, outbox.c.sent_at)
        .join(outbox, outbox.c.key == _reminders.c.told_by)
        .where(text(ON_THE_WAY), outbox.c.status.in_(ended))
        .limit(limit)
    )
    rows = await unit.connection.execute(statement)
    count = len(fields(Reminder))
    return [Settled(Reminder(*row[:count]), row.status, row.sent_at) for row in rows]


async def assign(unit: UnitOfWork, reminder: Reminder, told_by: str, told_at: datetime | None = None) -> None:
    """Note which message says a reminder, or when it was said."""
    key = and_(*(column == getattr(reminder, column.name) for column in _reminders.primary_key))
    await unit.connection.execute(update(_reminders).where(key).values(told_by=told_by, told_at=told_at))


async def assign_all(unit: UnitOfWork, rows: Sequence[Reminder], told_by: str) -> None:
    """Note which message says these reminders."""
    if rows:
        key = {f"b_{column.name}": column.name for column in _reminders.primary_key}
        await unit.connection.execute(
            _assign, [{name: getattr(row, of) for name, of in key.items()} | {"b_told_by": told_by} for row in rows]
        )


_assign = (
    update(_reminders)
    .where(*(column == bindparam(f"b_{column.name}") for column in _reminders.primary_key))
    .values(told_by=bindparam("b_told_by"))
)


async def told_of(unit: UnitOfWork, matter_ids: Collection[int]) -> list[Reminder]:
    """All reminders of these matters that were said."""
    statement = select(_reminders).where(_reminders.c.matter_id.in_(matter_ids), _reminders.c.told_at.is_not(None))
    return await unit.all(Reminder, statement)


async def waiting_messages(unit: UnitOfWork, kind: str, seats: Collection[str]) -> dict[str, str]:
    """Messages of a kind that wait because these seats cannot be reached: key by seat."""
    statement = select(outbox.c.seat, outbox.c.key).where(
        outbox.c.status == State.WAITING, outbox.c.kind == kind, outbox.c.seat.in_(seats)
    )
    return {row.seat: row.key for row in await unit.connection.execute(statement)}


async def messages_by_hand(unit: UnitOfWork, unit_id: int, rung: str) -> int:
    """How many messages of their own reminded a unit by hand on the day of the rung."""
    mine = (_reminders.c.unit_id == unit_id, _reminders.c.rung == rung, _reminders.c.told_by.like("remind/%"))
    statement = select(func.count(_reminders.c.matter_id.distinct())).where(*mine)
    return int((await unit.connection.execute(statement)).scalar_one())


async def of_rung(unit: UnitOfWork, matter_id: int, unit_id: int, rung: str) -> list[Reminder]:
    """The reminders of one rung that a unit has of one matter."""
    return await unit.find(Reminder, matter_id=matter_id, unit_id=unit_id, rung=rung)
