"""立卷: a matter's case file is fixed and numbered; what came later makes another volume of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from handlers.conversation.carrying import carry_out
from handlers.documents import numbers
from handlers.documents.freezing import document_of, freeze
from storage.unit_of_work import UnitOfWork
from supervision.actors import MACHINE, Actor
from supervision.archiving.years import is_numbered_apart
from supervision.model import CaseFile, Document, DocumentKind, Matter, PaperContent, Person
from supervision.notices.cards import matter_subject
from supervision.outcome import Fact, Outcome
from supervision.papers.numbering import RegisterKey
from supervision.proposals.casefiles import volume_number
from supervision.subjects import Subject


async def bind(
    unit: UnitOfWork,
    matter: Matter,
    year: int,
    content: Callable[[str, date], PaperContent],
    *,
    newest: datetime,
    asked_by: int,
) -> Document:
    """Fix what a matter's case file says, unless nothing came to the matter since that was done.

    Args:
        newest: when the last thing came to it.
        year: whose register its number is of.
        content: what it says, given its number and the day on which it is bound.
        asked_by: the person for whom it is bound; 0: nobody.
    """
    before = await document_of(unit, DocumentKind.CASE_FILE, matter_subject(matter.id))
    volumes = [item for item in await unit.find(CaseFile) if matter.id in item.matter_ids]
    apart = is_numbered_apart(matter)
    number = volumes[0].number if apart and volumes else ""
    if before is not None and before.frozen_at >= newest and (before.number == number or not apart):
        return before
    actor = Actor(await unit.get(Person, asked_by)) if asked_by else MACHINE
    if apart:
        return await _freeze(unit, actor, matter, content(number, unit.today), number)
    volume_id = await unit.new_id("case_file")
    number = volume_number(volumes, "" if volumes else await _draw(unit, matter, volume_id, year, asked_by))
    document = await _freeze(unit, actor, matter, content(number, unit.today), number)
    volume = CaseFile(
        id=volume_id,
        year=year,
        track=matter.track,
        number=number,
        matter_ids=(matter.id,),
        closed_by=asked_by or None,
        closed_at=unit.now,
    )
    details = {"number": number, "year": year, "track": matter.track, "matters": [matter.id]}
    fact = Fact("casefile.closed", Subject("casefile", str(volume_id)), details)
    await carry_out(unit, actor, Outcome(saves=(volume,), facts=(fact,)))
    return document


async def _draw(unit: UnitOfWork, matter: Matter, volume_id: int, year: int, asked_by: int) -> str:
    subject = Subject("case_file", str(volume_id))
    return await numbers.draw(
        unit, RegisterKey.CASE_FILE, subject=subject, title=matter.title, actor_id=asked_by, year=year
    )


async def _freeze(unit: UnitOfWork, actor: Actor, matter: Matter, content: PaperContent, number: str) -> Document:
    return await freeze(
        unit,
        actor,
        DocumentKind.CASE_FILE,
        content,
        subject=matter_subject(matter.id),
        matter_id=matter.id,
        number=number,
    )


async def freeze_catalogue(unit: UnitOfWork, year: int, content: PaperContent, *, asked_by: int) -> Document:
    """Fix 归档目录 of a year, unless it says so already."""
    subject = Subject("archive_year", str(year))
    before = await document_of(unit, DocumentKind.CATALOGUE, subject)
    if before is not None and before.content == content:
        return before
    actor = Actor(await unit.get(Person, asked_by)) if asked_by else MACHINE
    return await freeze(unit, actor, DocumentKind.CATALOGUE, content, subject=subject)
