"""The loops beside delivery outlive a database that is away and a bug; what fails holds up nothing else."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from bot.converting import Converting
from bot.fetching import _save
from bot.packing import bind_year
from handlers.archiving.asking import wanted
from storage.queries import documents
from supervision.model import ArchiveStatus, Document, FileStatus, PdfState, YearArchive
from supervision.notices.base import to_signer
from tests.flows.papers import PHOTO, files, post_of, with_paper
from tests.flows.test_archiving import close
from tests.flows.test_documents import drawn_up, kept
from tests.world import World, world


def away() -> OperationalError:
    """What SQLite says while another process writes."""
    return OperationalError("SELECT", {}, Exception("database is locked"))


def failing(real: Callable[..., Awaitable[Any]], *failures: Exception) -> Callable[..., Awaitable[Any]]:
    """A function that fails in these ways first."""
    left = list(failures)

    async def fails(*given: object, **named: object) -> Any:
        if left:
            raise left.pop(0)
        return await real(*given, **named)

    return fails


def nothing_ended(office: World) -> bool:
    assert office.parts is not None
    return not any(task.done() for task in office.parts.tasks)


async def test_files_are_got_after_failures_and_one_that_cannot_be_noted_holds_up_no_other(
    office: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.fetching.ROUND_PAUSE", 0.01)
    monkeypatch.setattr("bot.fetching._save", failing(_save, RuntimeError("a bug"), away()))
    await with_paper(office)
    for name in ("清淤前.jpg", "清淤后.jpg"):
        await office.water.sends(name, PHOTO + name.encode())
    await office.settle()
    assert [file.status for file in await files(office)] == [FileStatus.STORED] * 2
    assert nothing_ended(office)


async def test_pdfs_are_made_after_failures_and_one_put_off_is_no_failure(
    tmp_path: Path, template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def made(_: Converting, document: Document) -> str:
        return f"{document.id:064x}"

    monkeypatch.setattr("bot.converting.ROUND_PAUSE", 0.01)
    converts = failing(made, away(), OSError(28, "No space left on device"))
    monkeypatch.setattr(Converting, "_convert", converts)
    looks = failing(documents.wanted_as_pdf, away(), RuntimeError("a bug"))
    monkeypatch.setattr(documents, "wanted_as_pdf", looks)
    async with world(tmp_path, template, papers=True, soffice="/bin/true") as office:
        await with_paper(office)
        await drawn_up(office, pdf_to=(to_signer(post_of("director")),))
        assert (await kept(office)).pdf is PdfState.MADE
        assert nothing_ended(office)


async def test_a_year_is_packed_after_failures_and_nobody_is_told_that_it_failed(
    office: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.archiving.wanted", failing(wanted, away(), RuntimeError("a bug")))
    monkeypatch.setattr("bot.archiving.bind_year", failing(bind_year, away(), away()))
    await with_paper(office)
    await close(office)
    await office.clerk.says("/archive 2026")
    await office.clerk.taps("全年案卷")
    for _ in range(4):
        await office.settle()
    async with office.transaction() as unit:
        (archive,) = await unit.find(YearArchive)
    assert archive.status is ArchiveStatus.MADE
    assert nothing_ended(office)
