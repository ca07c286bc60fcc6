"""Files that people send: noted as wanted, fetched after the commit, and gone on with once, also after a kill."""

from __future__ import annotations

from dataclasses import replace

from handlers.conversation.heard import Heard, SentFile
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import FileStatus, StoredFile


async def note(
    unit: UnitOfWork, actor: Actor, heard: Heard, sent: SentFile, follow_up: str, *, fits: bool = True
) -> StoredFile:
    """A sent file as a row, not saved yet: wanted, or refused if it does not fit."""
    return StoredFile(
        id=await unit.new_id("file"),
        file_id=sent.file_id,
        unique_id=sent.unique_id,
        kind=sent.kind,
        name=sent.name,
        size=sent.size,
        chat_id=heard.chat_id,
        message_id=heard.message_id or 0,
        sent_by=actor.person_id,
        sent_at=heard.at or unit.now,
        follow_up=follow_up,
        status=FileStatus.WANTED if fits else FileStatus.REFUSED,
    )


async def take_up(unit: UnitOfWork, file: StoredFile) -> StoredFile | None:
    """The file as it is now, its follow-up marked as done by this transaction; none if it was done before."""
    current = await unit.require(StoredFile, file.id)
    if not current.follow_up:
        return None
    await unit.save(replace(current, follow_up=""))
    return current
