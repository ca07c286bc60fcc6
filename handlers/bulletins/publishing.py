"""A bulletin as it goes out: the paper and the charts behind its text, and each unit's own line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace

from handlers.bulletins.annex import annex_of, content_of
from handlers.bulletins.counting import held
from handlers.conversation.carrying import carry_out
from handlers.conversation.catalogue import FileMaker
from handlers.documents.freezing import freeze, make_void, tell_file
from messages.pictures.bars import Chart, draw
from messages.pictures.charts import MOST_PICTURES, charts_of
from storage.queries.approvals import newest_signing
from storage.queries.successors import present_unit
from storage.unit_of_work import UnitOfWork
from supervision.actors import MACHINE, Actor
from supervision.approving.approvals import seal_of
from supervision.archiving.rows import GROUP_PAPER
from supervision.bulletins import paper
from supervision.bulletins.bulletin_posting import Counted, public_text, without_picture
from supervision.calendars.deadlines import local_date
from supervision.figures.counting import UNIT, InconsistentError, row_of, scopes_of
from supervision.model import (
    Bulletin,
    BulletinLine,
    Chain,
    ChainPurpose,
    ChainStatus,
    Document,
    Objection,
    PaperContent,
    Post,
    Standing,
    Unit,
)
from supervision.notices.base import FileRef, Recipient
from supervision.notices.bulletins import bulletin_subject
from supervision.roles import Role
from supervision.subjects import Subject

CHART = "chart"
"""The first picture of a bulletin as a form of its paper; the others are `chart_2`, `chart_3`."""

VOIDED = "held"
"""Why the papers of a bulletin are void that was signed and not posted."""


def group_paper(bulletin_id: int) -> Subject:
    """Name the paper of a bulletin without the names of the criticised."""
    return Subject(GROUP_PAPER, str(bulletin_id))


async def draw_up(
    unit: UnitOfWork, actor: Actor, bulletin: Bulletin, chain: Chain, signers: tuple[Recipient, ...] = ()
) -> None:
    """Fix the bulletin as a paper, with its last signature and the annex that was signed; and as the groups get it,
    where nobody is named there. Who signed it gets it as it was signed, as PDF too."""
    subject = bulletin_subject(bulletin.id)
    full = await _freeze(unit, actor, bulletin, subject, signed=chain, pdf_to=signers)
    for signer in signers:
        await tell_file(unit, full, signer)
    public = full
    if not bulletin.name_in_group:
        public = await _freeze(unit, actor, bulletin, group_paper(bulletin.id))
    await unit.save(replace(bulletin, document_id=public.id))


async def _freeze(
    unit: UnitOfWork,
    actor: Actor,
    bulletin: Bulletin,
    subject: Subject,
    *,
    signed: Chain | None = None,
    pdf_to: tuple[Recipient, ...] = (),
) -> Document:
    return await freeze(
        unit,
        actor,
        paper.KIND_OF[unit.county.bulletin_form],
        await _content(unit, bulletin, signed),
        subject=subject,
        matter_id=bulletin.matter_id,
        number=bulletin.number,
        text_hash=signed.text_hash if signed else "",
        pdf_to=pdf_to,
    )


async def _content(unit: UnitOfWork, bulletin: Bulletin, signed: Chain | None) -> PaperContent:
    """What was signed; else as the groups get it, in which nobody is named."""
    dated = local_date(bulletin.post_at or unit.now, unit.county.zone)
    if signed is not None:
        return await content_of(unit, bulletin, bulletin.text, dated=dated, annex=signed.annex)
    return await content_of(unit, bulletin, public_text(bulletin), named=False, dated=dated)


async def is_as_signed(unit: UnitOfWork, bulletin: Bulletin) -> bool:
    """Whether the annex is by now what was signed with the text; a matter's own bulletin that names nobody has none.
    Figures that do not add up are a fault of their own."""
    signed = await newest_signing(unit, ChainPurpose.BULLETIN, bulletin.id, (ChainStatus.APPROVED,))
    if signed is None:
        return True
    try:
        return seal_of(signed.chain.text, await annex_of(unit, bulletin)) == signed.chain.text_hash
    except InconsistentError:
        return True


async def make_papers_void(unit: UnitOfWork, bulletin: Bulletin) -> None:
    """What was signed is not posted: its papers are void, and drawn up anew with the next signature."""
    for subject in (bulletin_subject(bulletin.id), group_paper(bulletin.id)):
        for document in await unit.find(Document, subject_kind=subject.kind, subject_key=subject.key, void_at=None):
            await make_void(unit, MACHINE, document, VOIDED)


def paper_of(unit: UnitOfWork, bulletin: Bulletin) -> tuple[FileRef, ...]:
    """The bulletin as a file, where the county sends files by itself."""
    if bulletin.document_id is None or not unit.county.send_documents:
        return ()
    return (FileRef(bulletin.document_id),)


async def charts_of_paper(unit: UnitOfWork, bulletin: Bulletin) -> tuple[FileRef, ...]:
    """The bulletin's charts as files, if the county wants any; one that cannot be drawn when it is to be sent holds up
    neither text nor paper."""
    wanted = unit.county.send_documents and unit.county.bulletin_picture
    if not wanted or bulletin.document_id is None:
        return ()
    charts = charts_in(await unit.require(Document, bulletin.document_id), unit.county.picture_font)
    return tuple(FileRef(bulletin.document_id, form_of(n)) for n in range(len(charts)))


def form_of(n: int) -> str:
    """Name the nth chart, from 0, as a form of the paper."""
    return CHART if n == 0 else f"{CHART}_{n + 1}"


def charts_in(document: Document, font: str) -> tuple[Chart, ...]:
    """The charts of a bulletin's paper: of the table that it was signed with."""
    return charts_of(document.content.tables[0], font) if document.content.tables else ()


def _maker(n: int) -> FileMaker:
    async def load(unit: UnitOfWork, document: Document) -> Chart:
        return charts_in(document, unit.county.picture_font)[n]

    return FileMaker(ending="png", load=load, make=draw, is_photo=True, failed=_tell_failed)


async def _tell_failed(unit: UnitOfWork, document: Document) -> None:
    """Tell the Office that a chart could not be made when it was to be sent; text and paper go out all the same."""
    bulletin = await unit.require(Bulletin, int(document.subject_key))
    await carry_out(unit, MACHINE, without_picture(bulletin))


async def counted(unit: UnitOfWork, bulletin: Bulletin, criticised: Collection[int]) -> list[Counted]:
    """The units that the bulletin counts something of, but those whom it criticises: each hears its own line."""
    if not bulletin.figures:
        return []
    cells = await held(unit, bulletin)
    lines = {(line.unit_id, line.standing): line for line in await unit.find(BulletinLine, bulletin_id=bulletin.id)}
    right = {item.unit_id for item in await unit.find(Objection, bulletin_id=bulletin.id) if item.upheld}
    heads: dict[int, list[Post]] = defaultdict(list)
    for post in await unit.find(Post, role=Role.UNIT_HEAD, active=True):
        if post.holder_id is not None:
            heads[post.unit_id].append(post)
    found = []
    for unit_id in sorted(int(scope) for scope in scopes_of(cells, UNIT)):
        if unit_id in criticised:
            continue
        praise, late = lines.get((unit_id, Standing.COMMENDED)), lines.get((unit_id, Standing.CRITICISED))
        told = await present_unit(unit, unit_id)
        item = Counted(
            unit_id=unit_id,
            unit=(await unit.require(Unit, unit_id)).name,
            told=told.id,
            heads=heads[told.id],
            figures=row_of(cells, f"{UNIT}{unit_id}"),
            commended=praise is not None and praise.selected,
            events=late.events if late is not None and unit_id not in right else (),
        )
        found.append(item)
    return found


FILES = {form_of(n): _maker(n) for n in range(MOST_PICTURES)}
