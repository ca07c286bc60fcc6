"""Packing the years that were asked for in a chat: in the background, and sent when it is done."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import structlog

from bot.case_zip import sizes, write_year
from bot.fetching import keep_file
from bot.packing import BoundYear, Desk, bind_year
from bot.rounds import whatever_happens
from handlers.archiving.asking import note_failed, note_made, wanted
from handlers.conversation.context import Services
from storage.engine import is_transient
from supervision.archiving.years import LARGEST_PART, split
from supervision.model import ArchivePart, YearArchive

ROUND_PAUSE = 10.0
"""Seconds between two looks at what is wanted: nobody waits for it at his telephone."""

log = structlog.get_logger()


@dataclass(slots=True)
class Archiving:
    """Packs one year at a time."""

    services: Services
    letterheads: Path
    largest: int = LARGEST_PART
    _one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock, init=False)

    async def drain(self) -> None:
        """Pack what is wanted now."""
        async with self._one_at_a_time:
            nothing: list[YearArchive] = []
            for archive in await whatever_happens(self._wanted, otherwise=nothing, event="archives_later"):
                make = partial(self._make, archive)
                await whatever_happens(make, otherwise=None, event="archive_later", year=archive.year)

    async def run(self) -> None:
        """Pack until cancelled."""
        while True:
            await self.drain()
            await asyncio.sleep(ROUND_PAUSE)

    async def _wanted(self) -> list[YearArchive]:
        async with self.services.database.read(self.services.setting) as unit:
            return await wanted(unit)

    async def _make(self, archive: YearArchive) -> None:
        services = self.services
        desk = Desk(
            read=lambda: services.database.read(services.setting),
            write=services.transaction,
            files=services.files,
            letterheads=self.letterheads,
        )
        bound: BoundYear | None = None
        try:
            bound = await bind_year(desk, archive.year, asked_by=archive.asked_by)
            parts = await asyncio.to_thread(self._pack, bound)
        except Exception as error:
            if bound is None and is_transient(error):
                raise  # the database is away, and the year stays wanted; that the disk is too small is said at once
            log.exception("archive_failed", year=archive.year)
            async with services.transaction() as unit:
                await note_failed(unit, archive)
                await unit.commit()
            return
        async with services.transaction() as unit:
            gone = await note_made(unit, archive, parts, bound.catalogue, missing=bound.missing, year=bound.year)
            await unit.commit()
        for digest in gone:
            (services.files / digest).unlink(missing_ok=True)

    def _pack(self, bound: BoundYear) -> list[ArchivePart]:
        """Write the archives into the folder of files; one that is too large to be sent is left to the command line."""
        files, county = self.services.files, self.services.county
        parts = []
        for title, tracks, size in split(list(sizes(bound, files)), self.largest):
            cases = [case for case in bound.cases if case.matter.track in tracks]
            if size > self.largest:
                parts.append(ArchivePart(title, size, matters=len(cases)))
                continue
            partial = files / f".archive-{bound.year.year}.part"
            write_year(partial, bound, cases, files, county, title=title)
            packed = partial.stat().st_size
            parts.append(ArchivePart(title, packed, keep_file(files, partial), matters=len(cases)))
        return parts
