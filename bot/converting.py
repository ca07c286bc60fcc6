"""Making PDFs, where LibreOffice is installed: after the fact, one at a time, in a process that is ended if it hangs.

Nothing waits for it: a paper is out as a Word file before, and who wants the PDF gets it when it is made.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import signal
import tempfile
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import structlog

from bot.documents import DocumentFiles
from bot.fetching import keep
from bot.rounds import whatever_happens
from bot.settings import Documents
from handlers.conversation.context import Services
from handlers.documents.freezing import document_subject, paper_file
from messages.papers.letterheads import FONTS
from storage import audit, outbox
from storage.engine import is_transient
from storage.queries import documents as queries
from supervision.actors import MACHINE
from supervision.model import Document, PdfState
from supervision.notices.base import Recipient, RecipientKind
from supervision.outcome import Fact

LONGEST = 90.0
"""Seconds that one conversion may take."""

ATTEMPTS = 2

ROUND_PAUSE = 10.0
"""Seconds after which wanted PDFs are looked for without being asked."""

log = structlog.get_logger()


class HangsError(RuntimeError):
    """LibreOffice did not end by itself; another time it would not either."""


def office_program(documents: Documents) -> str:
    """LibreOffice's program as the settings name it, or as it is found; empty if there is none or none is wanted."""
    if documents.pdf == "never":
        return ""
    return shutil.which(documents.soffice or "soffice") or ""


@dataclass(slots=True)
class Converting:
    """Makes the PDFs that somebody waits for. Without `program` it does nothing."""

    services: Services
    documents: DocumentFiles
    program: str
    _woken: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    _quiet: asyncio.Event = field(default_factory=asyncio.Event, init=False)

    async def drain(self) -> None:
        """Wait until no PDF is wanted."""
        if self.program:
            self._quiet.clear()
            self._woken.set()
            await self._quiet.wait()

    async def run(self) -> None:
        """Convert until cancelled."""
        while True:
            self._woken.clear()
            if await whatever_happens(self._round, otherwise=False, event="pdfs_later"):
                continue
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(ROUND_PAUSE if self.program else None):
                    await self._woken.wait()

    async def _round(self) -> bool:
        """Make what is wanted now; tells whether one was made, so that others may be wanted by now."""
        wanted = await self._wanted() if self.program else []
        if not wanted:
            self._quiet.set()
        made = [
            await whatever_happens(partial(self._make, one), otherwise=False, event="pdf_later", document=one.id)
            for one in wanted
        ]
        return any(made)

    async def _wanted(self) -> list[Document]:
        async with self.services.database.read(self.services.setting) as unit:
            return await queries.wanted_as_pdf(unit)

    async def _make(self, document: Document) -> bool:
        """Make one and write down that it was made, or that it cannot be. While disk or database are away it stays
        wanted.
        """
        digest = ""
        for attempt in range(1, ATTEMPTS + 1):
            try:
                digest = await self._convert(document)
                break
            except Exception as error:
                if is_transient(error):
                    raise
                log.exception("pdf_failed", document=document.id, attempt=attempt)
        async with self.services.transaction() as unit:
            now = await unit.require(Document, document.id)
            state = PdfState.MADE if digest else PdfState.FAILED
            await unit.save(replace(now, pdf=state, pdf_sha256=digest))
            if digest:
                await audit.record(
                    unit, MACHINE, [Fact("document.pdf_made", document_subject(now.id), {"sha256": digest})]
                )
                await outbox.tell(unit, [paper_file(now, _recipient(seat), form="pdf") for seat in now.pdf_to])
            await unit.commit()
        return True

    async def _convert(self, document: Document) -> str:
        word = await self.documents.word(document.id)
        with tempfile.TemporaryDirectory(prefix="ducha-pdf-") as name:
            folder = Path(name)
            await asyncio.to_thread(shutil.copyfile, self.services.files / word, folder / "paper.docx")
            await run_office(self.program, folder)
            content = await asyncio.to_thread((folder / "paper.pdf").read_bytes)
        return await asyncio.to_thread(keep, self.services.files, content)


def _recipient(seat: str) -> Recipient:
    kind, _, number = seat.partition("/")
    return Recipient(RecipientKind(kind), int(number))


async def run_office(program: str, folder: Path, *, longest: float = LONGEST) -> None:
    """Convert `paper.docx` in a folder of its own to `paper.pdf`.

    Raises:
        HangsError: it took too long and was ended, with all that it had started.
        RuntimeError: it ended with an error.
    """
    process = await asyncio.create_subprocess_exec(
        program,
        "--headless",
        "--norestore",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(folder / "paper.docx"),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
        env={"FONTCONFIG_FILE": str(FONTS), **os.environ},
        start_new_session=True,
    )
    try:
        async with asyncio.timeout(longest):
            code = await process.wait()
    except TimeoutError as error:
        raise HangsError(f"soffice took longer than {longest} s") from error
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()
    if code:
        raise RuntimeError(f"soffice ended with {code}")
