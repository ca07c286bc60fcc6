"""What a paper says as a file is fixed with the act that makes it; the file itself is made when it is first sent."""

from __future__ import annotations

from dataclasses import replace

from handlers.conversation.carrying import carry_out
from storage import outbox
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import Document, DocumentKind, PaperContent, PdfState
from supervision.notices.base import Recipient
from supervision.notices.documents import PaperFile
from supervision.outcome import Fact, Outcome
from supervision.papers.documents import DOCUMENTS, file_name
from supervision.subjects import Subject


def document_subject(document_id: int) -> Subject:
    """Name a document in the audit."""
    return Subject("document", str(document_id))


async def freeze(
    unit: UnitOfWork,
    actor: Actor,
    kind: DocumentKind,
    content: PaperContent,
    *,
    subject: Subject,
    matter_id: int = 0,
    number: str = "",
    text_hash: str = "",
    letterhead: str = "",
    pdf_to: tuple[Recipient, ...] = (),
) -> Document:
    """Fix what a paper says, in the transaction of the act; draws nothing and sends nothing.

    Args:
        unit: the transaction of the act.
        actor: who acts.
        kind: what it is.
        content: what it says.
        subject: the thing that it is of: `paper/7`, `chain/3`, …
        matter_id: the matter that it belongs to; 0: none.
        number: its number, if it has one.
        text_hash: the hash that the signatures are bound to (`approvals.hash_of` of the signed text).
        letterhead: another than its kind's; a 更正 is set like the paper that it corrects.
        pdf_to: who gets it as PDF once that is made, where it can be made.
    """
    before = await unit.find(Document, kind=kind, subject_kind=subject.kind, subject_key=subject.key)
    wants_pdf = bool(pdf_to) and unit.county.send_documents
    document = Document(
        id=await unit.new_id("document"),
        kind=kind,
        subject_kind=subject.kind,
        subject_key=subject.key,
        content=content,
        file_name=file_name(kind, number, content.name or content.title),
        frozen_at=unit.now,
        letterhead=letterhead or DOCUMENTS[kind].letterhead,
        matter_id=matter_id,
        number=number,
        text_hash=text_hash,
        version=len(before) + 1,
        pdf=PdfState.WANTED if wants_pdf else PdfState.NONE,
        pdf_to=tuple(f"{to.kind}/{to.id}" for to in pdf_to) if wants_pdf else (),
    )
    details = {"kind": kind.value, "number": number, "of": f"{subject.kind}/{subject.key}", "text": text_hash}
    fact = Fact("document.frozen", document_subject(document.id), details)
    await carry_out(unit, actor, Outcome(saves=(document,), facts=(fact,)))
    return document


async def tell_file(
    unit: UnitOfWork, document: Document, to: Recipient, *, reply_subject: Subject | None = None
) -> None:
    """Send a paper as a file after its card; nothing where the county sends files only to who asks.

    Args:
        unit: the transaction of the act.
        document: the paper.
        to: who gets it.
        reply_subject: what a reply to the file means: to a unit's paper, a report.
    """
    if unit.county.send_documents:
        await outbox.tell(unit, [paper_file(document, to, reply_subject=reply_subject)])


def paper_file(
    document: Document, to: Recipient, *, form: str = "docx", reply_subject: Subject | None = None
) -> PaperFile:
    """The message that a paper goes out in as a file."""
    about = reply_subject or Subject("", "")
    return PaperFile(
        to=to,
        document_id=document.id,
        title=title_of(document),
        number=document.number,
        form=form,
        about_kind=about.kind,
        about_key=about.key,
    )


def title_of(document: Document) -> str:
    """The title of a paper on one line, or what kind of paper it is; with what it is about, and 送审稿."""
    content, kind = document.content, DOCUMENTS[document.kind].title
    title = f"{kind}　{content.name}" if content.name else content.title.replace("\n", "") or kind
    return f"送审稿　{title}" if content.draft else title


async def document_of(unit: UnitOfWork, kind: DocumentKind, subject: Subject) -> Document | None:
    """The newest document of this kind and thing that is not void."""
    found = await unit.find(Document, kind=kind, subject_kind=subject.kind, subject_key=subject.key, void_at=None)
    return max(found, key=lambda item: item.version, default=None)


async def make_void(unit: UnitOfWork, actor: Actor, document: Document, why: str) -> None:
    """Mark a document as void: it stays, and says why; what is not out yet does not go out."""
    fact = Fact("document.voided", document_subject(document.id), {"why": why})
    await carry_out(unit, actor, Outcome(saves=(replace(document, void_at=unit.now, void_why=why),), facts=(fact,)))


async def is_void(unit: UnitOfWork, key: str) -> bool:
    """Whether a document was made void."""
    return (await unit.require(Document, int(key))).void_at is not None


CONDITIONS = {"document.void": is_void}
