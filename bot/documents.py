"""The files of documents: made when they are first wanted, written down with the message, the same for ever after.

Making one costs a tenth of a second and loads libraries that nothing else needs, so it is done in a thread, one at a
time, and outside the transaction that writes. The bytes lie in the folder of files, under their hash.
"""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass, field, replace
from pathlib import Path

import structlog

from bot.fetching import keep
from handlers.conversation.context import Services
from handlers.documents.freezing import document_subject
from messages.outgoing import Part, Rendered
from messages.render import MADE
from messages.sheets.registry import sheets
from storage import audit, outbox
from storage.unit_of_work import UnitOfWork
from supervision.actors import MACHINE
from supervision.model import Document, Person, Post
from supervision.notices.base import to_person
from supervision.notices.documents import LetterheadFaulty
from supervision.outcome import Fact
from supervision.roles import KEEPERS

LONGEST_WHY = 200
"""Characters of what a broken letterhead says is wrong with it."""

DIGITS = 12
"""Of a hash, where it only tells one letterhead from another."""

log = structlog.get_logger()


class FileLostError(Exception):
    """A file is not there. No OSError, which a disk gives for a while and which is waited out: this one stays."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A file that can be sent."""

    sha256: str
    name: str
    is_photo: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """What was made for the first time. `own` is the office's own letterhead if it has one, by its hash; `why` says
    what was wrong with it if ours was used instead."""

    document_id: int
    letterhead: str
    sha256: str
    size: int
    own: str = ""
    why: str = ""


@dataclass(slots=True)
class DocumentFiles:
    """Makes the files of documents and knows those that it made. `letterheads` are the office's own."""

    services: Services
    letterheads: Path
    _one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock, init=False)
    _unwritten: dict[int, Made] = field(default_factory=dict, init=False)
    _others: dict[tuple[int, str], str] = field(default_factory=dict, init=False)

    async def filled(self, unit: UnitOfWork, rendered: Rendered, content: object = None) -> Rendered:
        """A message with its files, which are made if need be; reads only.

        Args:
            content: what a workbook that is made for this message is made of.

        Raises:
            FileLostError: a file that was made before is gone from the disk, or was never made (a PDF).
        """
        if not any(part.wanted for part in rendered.parts):
            return rendered
        return Rendered(tuple([await self._filled(unit, part, content) for part in rendered.parts]))

    async def _filled(self, unit: UnitOfWork, part: Part, content: object) -> Part:
        if not part.wanted:
            return part
        document_id, _, form = part.wanted.partition("/")
        if document_id == MADE:
            async with self._one_at_a_time:
                made = await asyncio.to_thread(sheets()[form], content)
                return replace(part, wanted="", file=await asyncio.to_thread(keep, self.services.files, made))
        ready = await self.ready(unit, await unit.require(Document, int(document_id)), form)
        return replace(part, wanted="", file=ready.sha256, file_name=ready.name, is_photo=ready.is_photo)

    async def ready(self, unit: UnitOfWork, document: Document, form: str) -> Ready:
        """A file of a document, made if need be. Raises as `filled`."""
        ending, is_photo, name = form, False, document.file_name
        if form == "docx":
            digest = document.sha256 or await self._word(document)
        elif form == "pdf":
            digest = document.pdf_sha256
        else:
            maker = self.services.catalogue.files[form]
            ending, is_photo = maker.ending, maker.is_photo
            if maker.kept is not None:
                digest, name = await maker.kept(unit, document)
            else:
                digest = await self._other(unit, document, form)
        if not digest or not (self.services.files / digest).is_file():
            raise FileLostError(f"{form} of document {document.id}")
        return Ready(digest, f"{name}.{ending}", is_photo)

    async def write_down(self, unit: UnitOfWork) -> None:
        """Write down what was made for the first time, with the message that it goes out in."""
        for made in tuple(self._unwritten.values()):
            await note_made(unit, made)

            async def forget(document_id: int = made.document_id) -> None:
                self._unwritten.pop(document_id, None)

            unit.after_commit.append(forget)

    async def _word(self, document: Document) -> str:
        async with self._one_at_a_time:
            made = self._unwritten.get(document.id)
            if made is None:
                made = await asyncio.to_thread(make_word, document, self.letterheads, self.services.files)
                self._unwritten[document.id] = made
        return made.sha256

    async def _other(self, unit: UnitOfWork, document: Document, form: str) -> str:
        async with self._one_at_a_time:
            known = self._others.get((document.id, form))
            if known is None:
                maker = self.services.catalogue.files[form]
                content = await asyncio.to_thread(maker.make, await maker.load(unit, document))
                known = await asyncio.to_thread(keep, self.services.files, content)
                self._others[document.id, form] = known
        return known


async def note_made(unit: UnitOfWork, made: Made) -> None:
    """Write down what was made of a document; nothing if it was written down before."""
    document = await unit.require(Document, made.document_id)
    if not document.sha256:
        own = "" if made.why else made.own
        await unit.save(replace(document, sha256=made.sha256, size=made.size, own_letterhead=own))
        await audit.record(unit, MACHINE, _facts(made))
        await outbox.tell(unit, await _faulty(unit, made))


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
    return Made(document.id, name, keep(files, made), len(made), digest, why)


def _facts(made: Made) -> list[Fact]:
    subject = document_subject(made.document_id)
    facts = [Fact("document.made", subject, {"sha256": made.sha256, "own": "" if made.why else made.own})]
    if made.why:
        facts.append(Fact("document.letterhead_failed", subject, {"letterhead": made.letterhead, "own": made.own}))
    return facts


async def _faulty(unit: UnitOfWork, made: Made) -> list[LetterheadFaulty]:
    if not made.why:
        return []
    holders = {post.holder_id for post in await unit.find(Post, role=tuple(KEEPERS), active=True)} - {None}
    keepers = await unit.find(Person, id=tuple(holders)) if holders else []
    return [
        LetterheadFaulty(to=to_person(person.id), name=made.letterhead, digest=made.own, on=unit.today, why=made.why)
        for person in keepers
    ]
