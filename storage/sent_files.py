"""What Telegram has of our files: a file goes up once, and is sent by its id after that."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import bindparam, delete, select

from storage.tables import sent_files
from storage.unit_of_work import UnitOfWork, insert_into

KEPT = timedelta(days=90)
"""How long an id is remembered after it was learnt: papers are sent to many at once, and hardly ever after that."""

_id_of = select(sent_files.c.file_id).where(sent_files.c.key == bindparam("b_key"))


async def id_of(unit: UnitOfWork, key: str) -> str:
    """By which id Telegram sends a file again; empty if it has none from us."""
    return str((await unit.connection.execute(_id_of, {"b_key": key})).scalar() or "")


async def remember(unit: UnitOfWork, key: str, file_id: str) -> None:
    """Telegram has taken a file, or has given it another id."""
    known = {"file_id": file_id, "sent_at": unit.now}
    insert = insert_into(unit.connection.dialect.name, sent_files).values(key=key, **known)
    await unit.connection.execute(insert.on_conflict_do_update(index_elements=[sent_files.c.key], set_=known))


async def prune(unit: UnitOfWork) -> None:
    """Forget what was sent long ago."""
    await unit.connection.execute(delete(sent_files).where(sent_files.c.sent_at < unit.now - KEPT))
