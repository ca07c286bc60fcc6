"""The inbox: updates are ours only once they are committed here; an update is done in the commit of its effect."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

from sqlalchemy import bindparam, delete, func, select, update

from storage.outgoing import CardRow
from storage.tables import inbox
from storage.unit_of_work import UnitOfWork, insert_into

KEEP = timedelta(hours=72)
"""How long done updates stay. Telegram begins its ids anew after a silent week, so older ids must not linger."""

SPARE = timedelta(days=1)
"""How far beyond `KEEP` one must be to be looked for, so that pruning comes once a day and not every minute."""


@dataclass(frozen=True, slots=True)
class Received:
    """One stored update: `sender` is whose queue it belongs to, `raw` the update as it was read from JSON.

    `card` is what the message that it replies to stands for, once that was looked up.
    """

    update_id: int
    sender: str
    raw: dict[str, Any]
    card: CardRow | None = None


async def store(unit: UnitOfWork, updates: Sequence[tuple[int, str, dict[str, Any]]]) -> list[Received]:
    """Store a batch of (id, sender, update); those that came before are dropped.

    Returns:
        The updates that are new, in the order given.
    """
    batch = {update_id: Received(update_id, sender, raw) for update_id, sender, raw in updates}
    values = [
        {
            "update_id": item.update_id,
            "sender": item.sender,
            "raw": json.dumps(item.raw, ensure_ascii=False),
            "stored_at": unit.now,
            "status": "new",
            "attempts": 0,
            "incident": "",
        }
        for item in batch.values()
    ]
    stored = set((await unit.connection.execute(_insert(unit.connection.dialect.name), values)).scalars())
    return [item for item in batch.values() if item.update_id in stored]


@cache
def _insert(dialect: str) -> Any:
    insert = insert_into(dialect, inbox).on_conflict_do_nothing(index_elements=[inbox.c.update_id])
    return insert.returning(inbox.c.update_id)


async def waiting(unit: UnitOfWork) -> list[Received]:
    """Updates that were stored but not handled when the process ended, oldest first."""
    statement = (
        select(inbox.c.update_id, inbox.c.sender, inbox.c.raw)
        .where(inbox.c.status == "new")
        .order_by(inbox.c.update_id)
    )
    rows = await unit.connection.execute(statement)
    return [Received(row.update_id, row.sender, json.loads(row.raw)) for row in rows]


_finish = (
    update(inbox)
    .where(inbox.c.update_id == bindparam("b_id"), inbox.c.status == "new")
    .values(status="done", raw="{}")  # what was refused, as a caller's number (P7.1), does not stay with us
)


async def finish(unit: UnitOfWork, update_id: int) -> bool:
    """Mark an update done; tells whether it was still to do."""
    return (await unit.connection.execute(_finish, {"b_id": update_id})).rowcount == 1


async def is_new(unit: UnitOfWork, update_id: int) -> bool:
    """Tell whether an update still waits to be handled."""
    statement = select(inbox.c.status).where(inbox.c.update_id == update_id)
    return (await unit.connection.execute(statement)).scalar() == "new"


async def count_attempt(unit: UnitOfWork, update_id: int) -> int:
    """Note a failed attempt; returns how many there have been."""
    statement = (
        update(inbox)
        .where(inbox.c.update_id == update_id)
        .values(attempts=inbox.c.attempts + 1)
        .returning(inbox.c.attempts)
    )
    return int((await unit.connection.execute(statement)).scalar_one())


async def bury(unit: UnitOfWork, update_id: int, incident: str) -> None:
    """Give an update up under an incident number; it stays for the person who looks into it."""
    await unit.connection.execute(
        update(inbox).where(inbox.c.update_id == update_id).values(status="dead", incident=incident)
    )


async def has_old(unit: UnitOfWork) -> bool:
    """Tell whether it is time to prune; a plain look, without the write lock."""
    too_old = inbox.c.stored_at < unit.now - KEEP - SPARE
    statement = select(inbox.c.update_id).where(inbox.c.status == "done", too_old).limit(1)
    return (await unit.connection.execute(statement)).first() is not None


async def prune(unit: UnitOfWork) -> int:
    """Delete what was done longer than `KEEP` ago; returns how many."""
    statement = delete(inbox).where(inbox.c.status == "done", inbox.c.stored_at < unit.now - KEEP)
    return (await unit.connection.execute(statement)).rowcount


async def count_new(unit: UnitOfWork) -> int:
    """How many updates wait to be handled."""
    return int((await unit.connection.execute(select(func.count()).where(inbox.c.status == "new"))).scalar_one())
