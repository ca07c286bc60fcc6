"""Word files of documents: set in the office's own letterhead or in ours, and written down once they are made."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from pathlib import Path

import structlog

from bot.fetching import keep
from handlers.documents.freezing import document_subject
from storage import audit, outbox
from storage.queries import roster
from storage.unit_of_work import UnitOfWork
from supervision.actors import MACHINE
from supervision.model import Document, Post
from supervision.notices.base import to_person
from supervision.notices.documents import LetterheadFaulty
from supervision.outcome import Fact
from supervision.roles import KEEPERS

LONGEST_WHY = 200
"""Characters of what a broken letterhead says is wrong with it."""

DIGITS = 12
"""Of a hash, where it only tells one letterhead from another."""

Write = Callable[[], AbstractAsyncContextManager[UnitOfWork]]
"""Opens a transaction that writes."""

log = structlog.get_logger()


class FileLostError(Exception):
    """A file is not there. No OSError, which a disk gives for a while and which is waited out: this one stays."""


@dataclass(frozen=True, slots=True)
class Made:
    """What was made for the first time. `own` is the office's own letterhead if it has one, by its hash; `why` says
    what was wrong with it if ours was used instead."""

    document_id: int
    sha256: str
    size: int
    own: str = ""
    why: str = ""


async def have_word(document: Document, write: Write, letterheads: Path, files: Path) -> str:
    """The hash of a document's Word file, which is made and written down if it never was, or made again if it is gone.

    Raises:
        FileLostError: it is gone, and what would be made now is another.
    """
    if not document.sha256:
        made = await asyncio.to_thread(make_word, document, letterheads, files)
        async with write() as unit:
            digest = await _note_made(unit, made)
            await unit.commit()
        return digest
    if not await asyncio.to_thread((files / document.sha256).is_file):
        await asyncio.to_thread(make_word_again, document, letterheads, files)
    return document.sha256


async def _note_made(unit: UnitOfWork, made: Made) -> str:
    """Write down what was made of a document, if nothing was before; gives the hash that stands."""
    document = await unit.require(Document, made.document_id)
    if document.sha256:
        return document.sha256
    own = "" if made.why else made.own
    await unit.save(replace(document, sha256=made.sha256, size=made.size, own_letterhead=own))
    await audit.record(unit, MACHINE, _facts(document, made))
    await outbox.tell(unit, await _faulty(unit, document, made))
    return made.sha256


def make_word(document: Document, folder: Path, files: Path) -> Made:
    """Fill the letterhead: the office's own if it has one that can be filled, else ours."""
    from messages.papers import letterheads  # noqa: PLC0415 - slow, and not needed to start
    from messages.papers.rendering import render  # noqa: PLC0415

    name, content, at = document.letterhead, document.content, document.frozen_at
    own, why = letterheads.own(name, folder), ""
    made: bytes | None = None
    if own is not None:
        try:
            made = render(own, content, at=at)
        except Exception as error:
            log.warning("letterhead_failed", name=name, exc_info=error)
            why = (str(error).partition("\n")[0] or type(error).__name__)[:LONGEST_WHY]
    if made is None:
        made = render(letterheads.shipped(name), content, at=at)
    digest = hashlib.sha256(own).hexdigest()[:DIGITS] if own is not None else ""
    return Made(document.id, keep(files, made), len(made), digest, why)


def make_word_again(document: Document, folder: Path, files: Path) -> None:
    """Make the Word file that is gone once more: in the letterhead that it was set in, and only if it is the same.

    Raises:
        FileLostError: the letterhead is another by now, or the file would be.
    """
    from messages.papers import letterheads  # noqa: PLC0415 - as above
    from messages.papers.rendering import render  # noqa: PLC0415

    letterhead = letterheads.shipped(document.letterhead)
    if document.own_letterhead:
        letterhead = letterheads.own(document.letterhead, folder) or b""
        if hashlib.sha256(letterhead).hexdigest()[:DIGITS] != document.own_letterhead:
            raise FileLostError(f"the letterhead of document {document.id} is another now")
    made = render(letterhead, document.content, at=document.frozen_at)
    if hashlib.sha256(made).hexdigest() != document.sha256:
        raise FileLostError(f"docx of document {document.id} would be another now")
    keep(files, made)
    log.info("document_made_again", document=document.id)


def _facts(document: Document, made: Made) -> list[Fact]:
    subject = document_subject(document.id)
    facts = [Fact("document.made", subject, {"sha256": made.sha256, "own": "" if made.why else made.own})]
    if made.why:
        facts.append(Fact("document.letterhead_failed", subject, {"letterhead": document.letterhead, "own": made.own}))
    return facts


async def _faulty(unit: UnitOfWork, document: Document, made: Made) -> list[LetterheadFaulty]:
    if not made.why:
        return []
    keepers = await roster.holders(unit, await unit.find(Post, role=tuple(KEEPERS), active=True))
    return [
        LetterheadFaulty(
            to=to_person(person_id), name=document.letterhead, digest=made.own, on=unit.today, why=made.why
        )
        for person_id in keepers
    ]
