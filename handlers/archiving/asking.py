"""/archive, 全年案卷: asked for, followed on its card, sent when it is packed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from handlers.archiving.gathering import year_of
from handlers.conversation.carrying import carry_out
from handlers.conversation.catalogue import FileMaker
from messages.views.archiving import ArchiveView
from storage import outbox
from storage.queries import archiving as queries
from storage.unit_of_work import UnitOfWork
from supervision.actors import MACHINE, Actor
from supervision.archiving import years
from supervision.archiving.years import Year
from supervision.model import ArchivePart, Document, YearArchive
from supervision.notices.archiving import ArchiveCard, ArchiveFile
from supervision.notices.base import to_person
from supervision.notices.proposals import NothingToFile
from supervision.procedures.tracks import TRACKS
from supervision.roles import OFFICE

MOST_PARTS = len(TRACKS)
"""A year is divided by track."""


async def ask_year(unit: UnitOfWork, actor: Actor, year: int) -> None:
    """Have a year packed. Raises as `years.ask`."""
    found = await year_of(unit, year)
    if not found.closed:
        await outbox.tell(unit, [NothingToFile(year=year, open=len(found.carried_over), whole_year=True)])
        return
    others = await unit.find(YearArchive, year=year)
    archive = YearArchive(await unit.new_id("archive"), year, actor.person_id, unit.now)
    post = actor.post_in(*OFFICE)
    await carry_out(unit, actor, years.ask(archive, actor, others), post_id=post.id if post else None)


async def wanted(unit: UnitOfWork) -> list[YearArchive]:
    """The years that are to be packed, the first asked for first."""
    return await queries.wanted(unit)


async def note_made(
    unit: UnitOfWork,
    archive: YearArchive,
    parts: Sequence[ArchivePart],
    catalogue: Document,
    *,
    missing: int,
    year: Year,
) -> set[str]:
    """Say on the card what was packed, and send what can be sent to whoever asked.

    Returns:
        The files of earlier packings of the year, which nobody wants any more.
    """
    outcome = years.made(archive, parts, unit.now, document_id=catalogue.id, missing=missing, year=year)
    await carry_out(unit, MACHINE, outcome)
    await outbox.tell(
        unit,
        [
            ArchiveFile(
                to=to_person(archive.asked_by),
                archive_id=archive.id,
                document_id=catalogue.id,
                year=archive.year,
                form=_form(number),
                matters=part.matters,
                title=part.title,
                number=number,
                of=len(parts),
            )
            for number, part in enumerate(parts, 1)
            if part.sha256
        ],
    )
    return await _let_go(unit, archive, {part.sha256 for part in parts})


async def _let_go(unit: UnitOfWork, archive: YearArchive, kept: set[str]) -> set[str]:
    gone: set[str] = set()
    for older in await unit.find(YearArchive, year=archive.year):
        files = {part.sha256 for part in older.parts if part.sha256}
        if older.id < archive.id and files - kept:
            await unit.save(replace(older, parts=()))
            gone |= files - kept
    return gone


async def note_failed(unit: UnitOfWork, archive: YearArchive) -> None:
    """Say on the card that it could not be packed."""
    await carry_out(unit, MACHINE, years.failed(archive))


async def archive_view(unit: UnitOfWork, notice: ArchiveCard, viewer: Actor) -> ArchiveView:
    """The card, as it stands."""
    archive = await unit.require(YearArchive, notice.archive_id)
    return ArchiveView(archive)


def _form(number: int) -> str:
    return "zip" if number == 1 else f"zip_{number}"


async def _packed(unit: UnitOfWork, document: Document, *, number: int) -> tuple[str, str]:
    """The hash and the name of a packed file: of the newest packing of the year that this catalogue is of."""
    years_of = {item.year for item in await unit.find(YearArchive, document_id=document.id)}
    of_year = await unit.find(YearArchive, year=tuple(years_of)) if years_of else []
    made = [item for item in of_year if item.parts]
    newest = max(made, key=lambda item: item.id, default=None)
    if newest is None or number > len(newest.parts):
        return "", ""
    part = newest.parts[number - 1]
    return part.sha256, years.root_name(newest.year, part.title)


FILES = {_form(number): FileMaker("zip", kept=partial(_packed, number=number)) for number in range(1, MOST_PARTS + 1)}

VIEWS = {"archive_card": archive_view}
