"""Follow-ups of files: begun again after a kill, done once."""

from __future__ import annotations

from dataclasses import replace

from storage.unit_of_work import UnitOfWork
from supervision.model import StoredFile


async def take_up(unit: UnitOfWork, file: StoredFile) -> StoredFile | None:
    """The file as it is now, its follow-up marked as done by this transaction; none if it was done before."""
    current = await unit.require(StoredFile, file.id)
    if not current.follow_up:
        return None
    await unit.save(replace(current, follow_up=""))
    return current
