"""What the cards of a bulletin show, and its text."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from handlers.bulletins.annex import annex_title, tracks_of
from handlers.bulletins.counting import held
from handlers.bulletins.inspected import inspections_of
from handlers.bulletins.matter_count import tasks_of
from handlers.bulletins.monthly import things_of
from handlers.bulletins.nameless import NAMELESS
from handlers.conversation.listing import page_of
from handlers.conversation.setting import template_setting
from handlers.documents.freezing import document_of
from messages.render import render
from messages.splitting import plain
from messages.views.bulletins import BulletinView, CandidateLine, CandidatesView
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.bulletins import making
from supervision.bulletins.appraisal import check
from supervision.bulletins.hearing import is_of_other_things, stage_of
from supervision.bulletins.making import EDITABLE, criticised
from supervision.bulletins.paper import KIND_OF
from supervision.calendars.periods import title_of
from supervision.figures.counting import YEAR, InconsistentError, row_of
from supervision.model import Bulletin, BulletinKind, BulletinLine, Group, Matter, Objection, Standing, Unit
from supervision.notices.base import kind_of
from supervision.notices.bulletins import (
    BulletinCard,
    BulletinText,
    CandidatesCard,
    NamedUnit,
    ThingLine,
    bulletin_subject,
)
from supervision.refusals import NotFound
from supervision.roles import Permission
from supervision.search.mentions import without_names

PER_PAGE = 8


async def bulletin_card(unit: UnitOfWork, notice: BulletinCard, viewer: Actor) -> BulletinView:
    """Load a bulletin for the Office."""
    bulletin = await unit.require(Bulletin, notice.bulletin_id)
    _require_figures(bulletin)
    lines = await unit.find(BulletinLine, bulletin_id=bulletin.id)
    faulty = not holds(bulletin, lines)
    objections = await objections_of(unit, bulletin.id)
    sides = {side: [line for line in lines if line.standing is side] for side in Standing}
    return BulletinView(
        bulletin.id,
        title_of(bulletin),
        bulletin.status,
        bulletin.cut_off,
        bulletin.figures,
        bulletin.next_steps,
        bulletin.name_in_group,
        bulletin.returned_words,
        bulletin.number,
        bulletin.post_at,
        bulletin.posted_at,
        await _candidates(unit, sides[Standing.CRITICISED], objections, bulletin.cut_off),
        await _candidates(unit, sides[Standing.COMMENDED], {}, bulletin.cut_off),
        may_edit=not faulty and bulletin.status in EDITABLE and viewer.may(Permission.BULLETIN_EDIT),
        faulty=faulty,
        groups=tuple(group.title for group in await unit.find(Group, active=True)),
        kind=bulletin.kind,
        paper_id=await _paper_id(unit, bulletin),
    )


async def _paper_id(unit: UnitOfWork, bulletin: Bulletin) -> int:
    """The bulletin as it was signed, as a file; 0 before."""
    if bulletin.document_id is None:
        return 0
    document = await document_of(unit, KIND_OF[unit.county.bulletin_form], bulletin_subject(bulletin.id))
    return document.id if document else 0


def holds(bulletin: Bulletin, lines: Iterable[BulletinLine]) -> bool:
    """Say whether its figures and its lines add up; where they do not, no card shows them."""
    try:
        check(bulletin.figures, lines)
    except InconsistentError:
        return False
    return True


async def objections_of(unit: UnitOfWork, bulletin_id: int) -> dict[int, Objection]:
    """What was asked of units, by unit."""
    return {item.unit_id: item for item in await unit.find(Objection, bulletin_id=bulletin_id)}


async def candidates_card(unit: UnitOfWork, notice: CandidatesCard, viewer: Actor) -> CandidatesView:
    """Load one page of the candidates."""
    bulletin = await unit.require(Bulletin, notice.bulletin_id)
    lines = await unit.find(BulletinLine, bulletin_id=bulletin.id, standing=Standing(notice.standing))
    page = page_of(len(lines), PER_PAGE, notice.page)
    objections = await objections_of(unit, bulletin.id)
    return CandidatesView(
        bulletin.id,
        title_of(bulletin),
        notice.standing,
        await _candidates(unit, page.cut(lines), objections, bulletin.cut_off),
        page.number,
        page.pages,
        len(lines),
        sum(line.selected for line in lines),
        may_edit=bulletin.status in EDITABLE and viewer.may(Permission.BULLETIN_EDIT),
    )


async def _candidates(
    unit: UnitOfWork, lines: Iterable[BulletinLine], objections: dict[int, Objection], closed_on: date
) -> tuple[CandidateLine, ...]:
    found = []
    for line in lines:
        objection = objections.get(line.unit_id)
        name = await name_of(unit, line.unit_id, closed_on)
        candidate = CandidateLine(line.unit_id, name, line.events, line.selected, weak=line.weak)
        if objection is not None and not is_of_other_things(objection, line):
            candidate = replace(
                candidate,
                hearing=stage_of(objection, unit.now),
                words=objection.words,
                answer_by=objection.answer_by,
            )
        found.append(candidate)
    return tuple(found)


async def name_of(unit: UnitOfWork, unit_id: int, on: date | None = None) -> str:
    """The unit's name today, or the one that it had on the day at which a bulletin was closed."""
    named = await unit.require(Unit, unit_id)
    return named.name_on(on) if on else named.name


async def text_of(
    unit: UnitOfWork, bulletin: Bulletin, *, named: bool = True, for_signers: bool = False
) -> BulletinText:
    """The bulletin's text as data; figures and evidence are held against each other first.

    Where the criticised are not named, nothing points at them: no task of a month or a matter stands in it, since who
    lacks a result among those that have one is the one, nor their names in a matter's title.

    Raises:
        InconsistentError: they do not hold.
        NotFound: it is a correction or a matter's own bulletin, which are worded elsewhere.
    """
    _require_figures(bulletin)
    lines = await unit.find(BulletinLine, bulletin_id=bulletin.id)
    check(bulletin.figures, lines)
    cells = await held(unit, bulletin)
    selected = [line for line in lines if line.selected]
    names = {line.unit_id: await name_of(unit, line.unit_id, bulletin.cut_off) for line in selected}
    sides = {
        side: tuple(
            NamedUnit(names[line.unit_id], line.events, line.weak) for line in selected if line.standing is side
        )
        for side in Standing
    }
    hidden = () if named else tuple(line.unit_id for line in criticised(lines))
    return BulletinText(
        period=await subject_of(unit, bulletin, unnamed=hidden),
        cut_off=bulletin.cut_off,
        figures=bulletin.figures,
        commended=sides[Standing.COMMENDED],
        criticised=sides[Standing.CRITICISED],
        next_steps=bulletin.next_steps,
        named=named,
        for_signers=for_signers,
        bulletin_kind=bulletin.kind,
        inspections=await inspections_of(unit, bulletin),
        things=await _things(unit, bulletin, lines) if not hidden else (),
        tracks=tracks_of(cells),
        year=row_of(cells, YEAR) if any(cell.scope == YEAR for cell in cells) else None,
        problems=making.section_of(bulletin, making.PROBLEMS),
        annex=annex_title(bulletin),
        bulletin_id=bulletin.id,
        may_edit=bulletin.status in EDITABLE,
    )


async def subject_of(unit: UnitOfWork, bulletin: Bulletin, unnamed: Collection[int] = ()) -> str:
    """What the text is of: the period, or the matter, without the names of some units."""
    if bulletin.kind is BulletinKind.MATTER:
        title = (await unit.require(Matter, bulletin.matter_id)).title
        units = await unit.find(Unit, id=list(unnamed)) if unnamed else []
        return without_names(title, units, NAMELESS, unit.county.name)
    return title_of(bulletin)


async def _things(unit: UnitOfWork, bulletin: Bulletin, lines: Iterable[BulletinLine]) -> tuple[ThingLine, ...]:
    if bulletin.kind is BulletinKind.MONTHLY:
        return await things_of(unit, bulletin, criticised(lines))
    if bulletin.kind is BulletinKind.MATTER:
        return await tasks_of(unit, bulletin, criticised(lines))
    return ()


def _require_figures(bulletin: Bulletin) -> None:
    if not bulletin.figures:
        raise NotFound("bulletin")


def wording(unit: UnitOfWork, text: BulletinText) -> str:
    """The text as it is signed and posted: without markup."""
    rendered = render(kind_of(BulletinText), text, **template_setting(unit))
    return plain("\n".join(part.text for part in rendered.parts))


VIEWS = {"bulletin_card": bulletin_card, "candidates_card": candidates_card}
