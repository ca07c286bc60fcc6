"""Papers to units as files: fixed when they are issued, then behind the card at their units, the Office, the signer."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from handlers.approving.paper_facts import correction_content, paper_content
from handlers.documents.freezing import document_of, freeze, make_void, tell_file
from handlers.documents.numbers import void_of
from storage.queries import dispatching
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.approving.approvals import hash_of
from supervision.changing.corrections import NewCorrection
from supervision.model import Assignment, Chain, Document, DocumentKind, Matter, Paper, SigningStep, Unit
from supervision.notices.base import to_officer, to_post, to_unit
from supervision.notices.cards import paper_subject
from supervision.papers.contents import KIND_OF
from supervision.papers.documents import DOCUMENTS
from supervision.papers.issuing import Folder, NewPaper
from supervision.papers.report_contents import last_approval
from supervision.procedures.forms import Form, Issuer
from supervision.subjects import Subject


def subject_of(paper_id: int) -> Subject:
    """The thing that the document is of."""
    return Subject("paper", str(paper_id))


async def file_papers(
    unit: UnitOfWork,
    actor: Actor,
    folder: Folder,
    papers: Sequence[NewPaper],
    chain: Chain,
    *,
    ordering: DocumentKind | None = None,
) -> None:
    """Fix what the papers of a matter say, and send each to its units, to the Office and to who signed last.

    Args:
        ordering: what the paper that orders is, if not what its form says (督办通知).
    """
    signer = last_approval(await unit.find(SigningStep, chain_id=chain.id))
    to_leader = (to_post(signer.by_post_id or signer.post_id),) if signer else ()
    for new in papers:
        letter = new.form is Form.LETTER
        kind = DocumentKind.LETTER if letter else ordering or KIND_OF[new.form]
        document = await freeze(
            unit,
            actor,
            kind,
            await paper_content(unit, folder, new, kind),
            subject=subject_of(new.id),
            matter_id=folder.matter.id,
            number=new.number,
            text_hash=chain.text_hash,
            pdf_to=to_leader,
        )
        await send_file(unit, document, new.id, new.unit_ids)
        for to in (to_officer(folder.matter.registered_post_id), *to_leader):
            await tell_file(unit, document, to)


async def send_file(unit: UnitOfWork, document: Document, paper_id: int, unit_ids: Collection[int]) -> None:
    """Send a paper to its units; a reply to it is a report, as one to their card is."""
    for unit_id in unit_ids:
        await tell_file(unit, document, to_unit(unit_id), reply_subject=paper_subject(paper_id, unit_id))


async def offered_file(unit: UnitOfWork, paper: Paper) -> int:
    """The id of a paper's file for its card, where files go out only to who asks for one; else 0.

    A paper that was withdrawn offers none.
    """
    if unit.county.send_documents:
        return 0
    subject = subject_of(paper.id)
    found = await unit.first(Document, subject_kind=subject.kind, subject_key=subject.key, void_at=None)
    return found.id if found else 0


async def file_transferred(unit: UnitOfWork, actor: Actor, given: Assignment, paper: Paper, to: Unit) -> None:
    """Send the paper that a unit takes a task over by: the one that is out, or the 函 that was written to it alone."""
    kind = KIND_OF[paper.form]
    document = await document_of(unit, kind, subject_of(paper.id))
    if document is None and paper.form == Form.LETTER:
        document = await freeze(
            unit,
            actor,
            kind,
            await paper_content(unit, await _handed(unit, given, to), _written(paper, to), kind),
            subject=subject_of(paper.id),
            matter_id=paper.matter_id,
            number=paper.document_number,
            text_hash=paper.text_hash,
        )
    if document is not None:
        await send_file(unit, document, paper.id, (to.id,))


async def _handed(unit: UnitOfWork, given: Assignment, to: Unit) -> Folder:
    """The matter with the task alone that was handed over, at the unit that has it now."""
    folder = await dispatching.folder(unit, await unit.require(Matter, given.matter_id))
    return replace(folder, assignments=(replace(given, unit_id=to.id),), units={to.id: to})


def _written(letter: Paper, to: Unit) -> NewPaper:
    return NewPaper(
        id=letter.id,
        form=Form(letter.form),
        issuer=Issuer(letter.issuer),
        number=letter.document_number,
        text=letter.text,
        unit_ids=(to.id,),
    )


async def file_corrections(
    unit: UnitOfWork, actor: Actor, folder: Folder, made: Sequence[NewCorrection], *, signed: str
) -> None:
    """Fix what corrections say, each in the form of the paper that it corrects, and send them.

    Args:
        folder: the matter as it is from now on.
        signed: the text that was signed of them.
    """
    for new in made:
        document = await freeze(
            unit,
            actor,
            DocumentKind.CORRECTION,
            await correction_content(unit, folder, new),
            subject=subject_of(new.id),
            matter_id=folder.matter.id,
            number=new.number,
            text_hash=hash_of(signed),
            letterhead=DOCUMENTS[KIND_OF[new.root.form]].letterhead,
        )
        await send_file(unit, document, new.id, new.unit_ids)
        await tell_file(unit, document, to_officer(folder.matter.registered_post_id))


async def void_papers(unit: UnitOfWork, actor: Actor, paper_ids: Collection[int], why: str) -> None:
    """Mark the numbers and the files of papers that were withdrawn: what is not out yet does not go out."""
    await void_of(unit, actor, map(subject_of, paper_ids), why)
    keys = [str(paper_id) for paper_id in paper_ids]
    for document in await unit.find(Document, subject_kind="paper", subject_key=keys, void_at=None) if keys else ():
        await make_void(unit, actor, document, why)
