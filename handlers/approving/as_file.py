"""送审稿 and 呈批单: what lies before a signer as a file, and the sheet to sign on paper."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from handlers.approving.naming import asks_naming
from handlers.approving.paper_facts import draft_content
from handlers.bulletins.annex import content_of
from handlers.conversation.setting import template_setting
from handlers.documents.freezing import document_of, freeze, paper_file, tell_file
from messages.drafting import closing_of, opening_of
from storage import outbox
from storage.queries import dispatching
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.approving.signing import Signing
from supervision.bulletins import paper
from supervision.model import (
    Bulletin,
    Chain,
    ChainPurpose,
    Document,
    DocumentKind,
    FurtherInstruction,
    Matter,
    PaperContent,
    PdfState,
    Person,
    Post,
    SigningStep,
    Summary,
    Unit,
)
from supervision.notices.base import Recipient
from supervision.notices.cards import StepCard
from supervision.outcome import Outcome
from supervision.papers import approval_sheets, contents, further_notices, report_contents
from supervision.papers.contents import KIND_OF
from supervision.papers.letters import letter_content
from supervision.results.ways import NOWHERE, WAYS
from supervision.subjects import Subject

Drawn = tuple[DocumentKind, PaperContent]


def chain_document(chain_id: int) -> Subject:
    """The thing that the document is of."""
    return Subject("chain", str(chain_id))


async def send_drafts(unit: UnitOfWork, actor: Actor, outcome: Outcome) -> None:
    """Behind each card that lies before a signer now, its text as a file; what waits for the day's list is not sent."""
    if not unit.county.send_documents:
        return
    for notice in outcome.notices:
        if not isinstance(notice, StepCard) or notice.held:
            continue
        document = await draft_of(unit, actor, await unit.require(Chain, notice.chain_id), notice.to)
        if document is not None:
            await tell_file(unit, document, notice.to, reply_subject=notice.subject)


async def draft_of(unit: UnitOfWork, actor: Actor, chain: Chain, to: Recipient | None = None) -> Document | None:
    """送审稿 of what a chain is about, made anew where the text was changed; none of what is no paper.

    Args:
        to: who gets it as PDF too.
    """
    drawing = DRAWN.get(chain.purpose)
    if drawing is None:
        return None
    return await _newest(unit, actor, chain, await drawing(unit, chain), to)


async def sheet_of(unit: UnitOfWork, actor: Actor, chain: Chain) -> Document:
    """呈批单 of a chain, as it stands now."""
    steps = await unit.find(SigningStep, chain_id=chain.id)
    deciders = {step.decided_by or step.verbal_by or 0 for step in steps} | {chain.drafted_by}
    names = {person.id: person.name for person in await unit.find(Person, id=sorted(deciders - {0}))}
    post = await unit.get(Post, chain.drafted_post_id) if chain.drafted_post_id else None
    matter = await unit.get(Matter, chain.matter_id) if chain.matter_id else None
    content = approval_sheets.sheet(
        chain,
        steps,
        names,
        unit.county,
        registration_number=matter.registration_number if matter else "",
        matter=matter.title if matter else "",
        sources=matter.sources if matter else (),
        drafter="　".join(filter(None, (names.get(chain.drafted_by, ""), post.title if post else ""))),
        asks_naming=await asks_naming(unit, Signing(chain, tuple(steps)), steps[-1]),
    )
    return await _newest(unit, actor, chain, (DocumentKind.APPROVAL_SHEET, content))


async def _newest(unit: UnitOfWork, actor: Actor, chain: Chain, drawn: Drawn, to: Recipient | None = None) -> Document:
    """The document if it was drawn up like this before, else a new version."""
    kind, content = drawn
    before = await document_of(unit, kind, chain_document(chain.id))
    if before is not None and before.content == content:
        return await _as_pdf_too(unit, before, to) if to else before
    return await freeze(
        unit,
        actor,
        kind,
        content,
        subject=chain_document(chain.id),
        matter_id=chain.matter_id,
        text_hash=chain.text_hash,
        pdf_to=(to,) if to else (),
    )


async def _as_pdf_too(unit: UnitOfWork, document: Document, to: Recipient) -> Document:
    """The next signer gets the PDF that an earlier one had, or waits for it with him."""
    if document.pdf is PdfState.MADE:
        await outbox.tell(unit, [paper_file(document, to, form="pdf")])
    seat = f"{to.kind}/{to.id}"
    if document.pdf is not PdfState.WANTED or seat in document.pdf_to:
        return document
    waiting = replace(document, pdf_to=(*document.pdf_to, seat))
    await unit.save(waiting)
    return waiting


async def _of_matter(unit: UnitOfWork, chain: Chain) -> Drawn:
    folder = await dispatching.folder(unit, await unit.require(Matter, chain.subject_id))
    kind = KIND_OF[folder.form] if folder.ordered_ids else DocumentKind.LETTER
    return kind, await draft_content(unit, folder, chain, kind)


async def _of_further(unit: UnitOfWork, chain: Chain) -> Drawn:
    further = await unit.require(FurtherInstruction, chain.subject_id)
    ids = {unit_id for task in further.tasks for unit_id in (*task.leads, *task.supports)}
    units = {found.id: found for found in await unit.find(Unit, id=sorted(ids))}
    matter = await unit.require(Matter, further.matter_id)
    folder = further_notices.folder_of(matter, further, further.tasks, units=units)
    return DocumentKind.FURTHER_NOTICE, await draft_content(unit, folder, chain, DocumentKind.FURTHER_NOTICE)


async def _of_summary(unit: UnitOfWork, chain: Chain) -> Drawn:
    """As what it goes out: the report or letter that its way makes of it; else as 呈报."""
    matter = await unit.require(Matter, chain.matter_id)
    summary = await unit.first(Summary, chain_id=chain.id)
    way = WAYS.get(summary.way, NOWHERE) if summary else NOWHERE
    destination = next((one for one in way.destinations if one in report_contents.DOCUMENT_OF), None)
    kind = report_contents.DOCUMENT_OF[destination] if destination else DocumentKind.LEADER_REPORT
    to = report_contents.addressee(destination, matter) if destination else ""
    content = report_contents.report(
        kind,
        chain.text,
        unit.county,
        topic=matter.title,
        issuer=way.issuer,
        number="",
        dated=None,
        to=(to,) if to else (),
        opening=opening_of(kind, template_setting(unit)),
        closing=closing_of(kind, template_setting(unit)),
    )
    return kind, content


async def _of_plan(unit: UnitOfWork, chain: Chain) -> Drawn:
    return DocumentKind.PLAN, contents.plan(chain.text, unit.county)


async def _of_bulletin(unit: UnitOfWork, chain: Chain) -> Drawn:
    bulletin = await unit.require(Bulletin, chain.subject_id)
    kind = paper.KIND_OF[unit.county.bulletin_form]
    content = await content_of(unit, bulletin, chain.text, annex=chain.annex)
    return kind, replace(content, draft=True)  # one that was held has its number


async def _of_letter_up(unit: UnitOfWork, chain: Chain) -> Drawn:
    return DocumentKind.LETTER, letter_content(chain.text, unit.county, number="", dated=None)


async def _of_referral(unit: UnitOfWork, chain: Chain) -> Drawn:
    return DocumentKind.REFERRAL, letter_content(chain.text, unit.county, number="", dated=None)


DRAWN: Mapping[ChainPurpose, Callable[[UnitOfWork, Chain], Awaitable[Drawn]]] = MappingProxyType(
    {
        ChainPurpose.ISSUE: _of_matter,
        ChainPurpose.FURTHER: _of_further,
        ChainPurpose.RESULT: _of_summary,
        ChainPurpose.SUMMARY: _of_summary,
        ChainPurpose.ACTIVITY: _of_plan,
        ChainPurpose.BULLETIN: _of_bulletin,
        ChainPurpose.LETTER_UP: _of_letter_up,
        ChainPurpose.REFERRAL: _of_referral,
    }
)
"""What a text becomes, by what its signatures are for. Of changes and extensions no paper comes."""
