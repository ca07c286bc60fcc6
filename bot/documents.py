"""The files of documents: made when they are first wanted, written down before they are sent, the same for ever after.

Making one costs a tenth of a second, that of a whole ledger seconds, so it is done in a thread, one at a time, and
while no transaction is open: delivery leaves out the rows that wait for a file and is woken when it is made. The bytes
lie in the folder of files, under their hash.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import structlog

from bot.fetching import keep
from bot.word_files import FileLostError, have_word
from bot.workshop import Workshop
from handlers.conversation.context import Services
from handlers.documents.freezing import document_subject
from messages.outgoing import Part, Rendered
from messages.render import MADE, too_large
from messages.sheets.registry import sheets
from storage import audit
from storage.engine import is_transient
from storage.outgoing import Outgoing
from storage.unit_of_work import UnitOfWork
from supervision.actors import MACHINE
from supervision.model import Document, DocumentFile
from supervision.notices.base import FileRef
from supervision.outcome import Fact

LARGEST_SENT = 50_000_000
"""Bytes of a file that Telegram takes from a bot."""

MOST_MESSAGES = 64
"""With a workbook that is made and not yet sent; what was made before them is made again."""

Load = Callable[[UnitOfWork], Awaitable[tuple[Rendered, object]]]
"""Says a message, and gives what it and its workbook are made of."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _Message:
    """A message whose workbook is made, of the row as it was then and for who sat there."""

    row: tuple[int, int]
    person_id: int | None
    rendered: Rendered


@dataclass(slots=True)
class DocumentFiles:
    """Has the files of messages made. `letterheads` are the office's own."""

    services: Services
    letterheads: Path
    workshop: Workshop = field(init=False)
    _one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock, init=False)
    _messages: dict[int, _Message] = field(default_factory=dict, init=False)
    _done_without: set[str] = field(default_factory=set, init=False)
    """Files (`7/chart`) that could not be made, and that no message needs; tried again after a restart."""

    def __post_init__(self) -> None:
        self.workshop = Workshop(self.services.wake_delivery)

    async def filled(self, unit: UnitOfWork, rendered: Rendered) -> Rendered:
        """A message with its files, all of which are there; reads only.

        Raises:
            FileLostError: a file that was made before is gone from the disk, or was never made (a PDF).
        """
        if not any(part.wanted for part in rendered.parts):
            return rendered
        parts = [replace(part, wanted="") if part.wanted in self._done_without else part for part in rendered.parts]
        kept = [part for part in parts if part != Part(silent=True)]
        return Rendered(tuple([await self._filled(unit, part) for part in kept]))

    async def _filled(self, unit: UnitOfWork, part: Part) -> Part:
        if not part.wanted:
            return part
        document_id, _, form = part.wanted.partition("/")
        document = await unit.require(Document, int(document_id))
        digest, name = await self._known(unit, document, form)
        if not self._is_there(digest):
            raise FileLostError(f"{form} of document {document.id}")
        maker = self.services.catalogue.files.get(form)
        ending, is_photo = (maker.ending, maker.is_photo) if maker else (form, False)
        return self._with_file(part, digest, f"{name}.{ending}", is_photo=is_photo)

    def _with_file(self, part: Part, digest: str, name: str, *, is_photo: bool = False) -> Part:
        """The part with its file, or with words in its place if it is larger than Telegram takes."""
        if (self.services.files / digest).stat().st_size > LARGEST_SENT:
            words = f"{part.text}\n{too_large(name)}".strip()
            return replace(part, wanted="", text=words, file_name=name, silent=False)
        return replace(part, wanted="", file=digest, file_name=name, is_photo=is_photo)

    async def have(self, unit: UnitOfWork, row_id: int, wanted: Sequence[FileRef]) -> bool:
        """Tell whether all files of a row can be sent; those that can be made and are not there are ordered."""
        there = True
        for ref in wanted:
            if f"{ref.document_id}/{ref.form}" in self._done_without:
                continue
            document, maker = await unit.require(Document, ref.document_id), None
            if ref.form not in ("docx", "pdf"):
                maker = self.services.catalogue.files[ref.form]
            can_be_made = ref.form == "docx" or (maker is not None and maker.kept is None)
            if can_be_made and not self._is_there((await self._known(unit, document, ref.form))[0]):
                make = partial(self.word, document.id) if maker is None else partial(self._other, document.id, ref.form)
                self.workshop.order(f"{document.id}/{ref.form}", row_id, make)
                there = False
        return there

    def message(self, row: Outgoing, person_id: int | None, load: Load) -> Rendered | None:
        """A message with the workbook that is made for it; ordered, and none yet, if it was not made of this row."""
        made = self._messages.pop(row.id, None)
        if made is not None and (made.row, made.person_id) == ((row.revision, row.resent), person_id):
            return made.rendered
        self.workshop.order(f"row/{row.id}", row.id, partial(self._make_message, row, person_id, load))
        return None

    async def word(self, document_id: int) -> str:
        """The hash of a document's Word file, which is made and written down if it never was, or made again if it is
        gone.

        Raises:
            FileLostError: it is gone, and what would be made now is another.
        """
        async with self._one_at_a_time:
            async with self.services.database.read(self.services.setting) as unit:
                document = await unit.require(Document, document_id)
            return await have_word(document, self.services.transaction, self.letterheads, self.services.files)

    async def _other(self, document_id: int, form: str) -> None:
        failed = self.services.catalogue.files[form].failed
        try:
            await self._make_other(document_id, form)
        except Exception as error:
            if failed is None or is_transient(error):
                raise
            log.warning("done_without", document=document_id, form=form, exc_info=error)
            async with self.services.transaction() as unit:
                await failed(unit, await unit.require(Document, document_id))
                await unit.commit()
            self._done_without.add(f"{document_id}/{form}")

    async def _make_other(self, document_id: int, form: str) -> None:
        maker, services = self.services.catalogue.files[form], self.services
        async with self._one_at_a_time:
            async with services.database.read(services.setting) as unit:
                before = await unit.get(DocumentFile, document_id, form)
                loaded = await maker.load(unit, await unit.require(Document, document_id))
            content = await asyncio.to_thread(maker.make, loaded)
            digest = hashlib.sha256(content).hexdigest()
            if before is not None and before.sha256 != digest:
                raise FileLostError(f"{form} of document {document_id} would be another now")
            await asyncio.to_thread(keep, services.files, content)
            if before is None:
                async with services.transaction() as unit:
                    fact = Fact("document.made", document_subject(document_id), {"form": form, "sha256": digest})
                    await unit.save(DocumentFile(document_id, form, digest))
                    await audit.record(unit, MACHINE, [fact])
                    await unit.commit()

    async def _make_message(self, row: Outgoing, person_id: int | None, load: Load) -> None:
        async with self._one_at_a_time:
            async with self.services.database.read(self.services.setting) as unit:
                rendered, content = await load(unit)
            parts = [await self._with_workbook(part, content) for part in rendered.parts]
        while len(self._messages) >= MOST_MESSAGES:
            del self._messages[next(iter(self._messages))]
        self._messages[row.id] = _Message((row.revision, row.resent), person_id, Rendered(tuple(parts)))

    async def _with_workbook(self, part: Part, content: object) -> Part:
        owner, _, kind = part.wanted.partition("/")
        if owner != MADE:
            return part
        made = await asyncio.to_thread(sheets()[kind], content)
        digest = await asyncio.to_thread(keep, self.services.files, made)
        return self._with_file(part, digest, part.file_name)

    async def _known(self, unit: UnitOfWork, document: Document, form: str) -> tuple[str, str]:
        """The hash of a file as it is written down, empty if it was never made, and what the file is called."""
        if form == "docx":
            return document.sha256, document.file_name
        if form == "pdf":
            return document.pdf_sha256, document.file_name
        maker = self.services.catalogue.files[form]
        if maker.kept is not None:
            return await maker.kept(unit, document)
        made = await unit.get(DocumentFile, document.id, form)
        return (made.sha256 if made else ""), document.file_name

    def _is_there(self, digest: str) -> bool:
        return bool(digest) and (self.services.files / digest).is_file()
