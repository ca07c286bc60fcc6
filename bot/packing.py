"""The files of a year: each case bound and its papers made, then all packed; one case at a time, so that nobody waits.

The bot's worker packs for a chat, `ducha archive` for a folder. What is written down (numbers, what a case file says)
is written case by case, so that a packing that is broken off goes on where it was.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from pathlib import Path

from bot.word_files import FileLostError, have_word
from handlers.archiving import binding
from handlers.archiving.gathering import names_of, posted_bulletins, rows_of, year_of
from messages.casefiles.content import Bound, case_content, catalogue_content
from storage.unit_of_work import UnitOfWork
from supervision.archiving import enclosures
from supervision.archiving.rows import CaseRows, Names
from supervision.archiving.years import Year, safe_name
from supervision.model import Bulletin, Document, Matter

LONGEST_FOLDER = 60


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a year is packed: how rows are read and written, where files lie, the office's own letterheads."""

    read: Callable[[], AbstractAsyncContextManager[UnitOfWork]]
    write: Callable[[], AbstractAsyncContextManager[UnitOfWork]]
    files: Path
    letterheads: Path


@dataclass(frozen=True, slots=True)
class BoundYear:
    """A year whose cases are bound. `words` are the hashes of the cases' Word files, by their place."""

    year: Year
    cases: tuple[Bound, ...]
    words: dict[int, str]
    catalogue: Document
    gone: frozenset[str] = frozenset()
    """Case files and catalogue whose Word file is gone and cannot be made as it was; their pages say the same."""

    @property
    def missing(self) -> int:
        """How many files are gone."""
        enclosures = sum(not item.there for case in self.cases for item in case.enclosures)
        return enclosures + len(self.gone)


@dataclass(frozen=True, slots=True)
class _Known:
    names: Names
    bulletins: list[tuple[Bulletin, set[int]]]


async def bind_year(desk: Desk, year: int, *, asked_by: int) -> BoundYear:
    """Bind every case of a year, in the order in which they were closed, and its catalogue.

    Args:
        asked_by: whose act the numbers are drawn for; 0: the console's.
    """
    async with desk.read() as unit:
        found, known = await year_of(unit, year), _Known(await names_of(unit), await posted_bulletins(unit))
    cases, words = [], {}
    for seq, matter in enumerate(found.closed, 1):
        bound, word = await _bind(desk, seq, matter, known, year=year, asked_by=asked_by)
        cases.append(bound)
        words[seq] = word
    catalogue = await _catalogue(desk, found, cases, asked_by)
    wanted = {*words.values(), catalogue.sha256}
    gone = wanted - (await asyncio.to_thread(_sizes, desk.files, wanted)).keys()
    return BoundYear(found, tuple(cases), words, catalogue, frozenset(gone))


async def _bind(desk: Desk, seq: int, matter: Matter, known: _Known, *, year: int, asked_by: int) -> tuple[Bound, str]:
    rows = await _with_papers(desk, matter, known)
    async with desk.read() as unit:
        county = unit.county
    papers, evidence = enclosures.papers(rows, county.zone), enclosures.evidence(rows, county.zone)
    wanted = {item.sha256 for item in (*papers, *evidence) if item.sha256}
    on_disk = await asyncio.to_thread(_sizes, desk.files, wanted)
    papers, evidence = enclosures.checked(papers, on_disk), enclosures.checked(evidence, on_disk)
    async with desk.write() as unit:
        document = await binding.bind(
            unit,
            matter,
            year,
            lambda number, on: case_content(rows, papers, evidence, number=number, filed_on=on, county=county),
            newest=rows.newest,
            asked_by=asked_by,
        )
        await unit.commit()
    word = await _word(desk, document)
    folder = safe_name(f"{seq:03} {matter.registration_number} {matter.title}", LONGEST_FOLDER)
    return Bound(seq, matter, document.number, folder, document.content, papers, evidence), word


async def _with_papers(desk: Desk, matter: Matter, known: _Known) -> CaseRows:
    """The rows of a matter, all its papers made as files."""
    async with desk.read() as unit:
        rows = await rows_of(unit, matter, known.names, known.bulletins)
    there = await asyncio.to_thread(_sizes, desk.files, {item.sha256 for item in rows.documents if item.sha256})
    unmade = [item for item in rows.documents if item.sha256 not in there]
    if not unmade:
        return rows
    made = {item.id: await _word(desk, item) for item in unmade}
    sizes = await asyncio.to_thread(_sizes, desk.files, set(made.values()))
    return replace(
        rows,
        documents=tuple(
            replace(item, sha256=made[item.id], size=sizes.get(made[item.id], item.size)) if item.id in made else item
            for item in rows.documents
        ),
    )


async def _word(desk: Desk, document: Document) -> str:
    """The hash of a document's Word file; one that is gone and would be another now is listed as missing."""
    try:
        return await have_word(document, desk.write, desk.letterheads, desk.files)
    except FileLostError:
        return document.sha256


async def _catalogue(desk: Desk, year: Year, cases: Sequence[Bound], asked_by: int) -> Document:
    async with desk.write() as unit:
        content = catalogue_content(year, cases, unit.county)
        document = await binding.freeze_catalogue(unit, year.year, content, asked_by=asked_by)
        await unit.commit()
    digest = await _word(desk, document)
    return replace(document, sha256=digest)


def _sizes(folder: Path, digests: set[str]) -> dict[str, int]:
    """The bytes of the files that are there."""
    found = {digest: folder / digest for digest in digests}
    return {digest: path.stat().st_size for digest, path in found.items() if path.is_file()}
