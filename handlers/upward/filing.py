"""What goes up as a file: 落实情况报告, 办理结果报告, 函告, with who signed it (P1.3, P6.1, P7.3)."""

from __future__ import annotations

from handlers.conversation.setting import template_setting
from handlers.documents.freezing import freeze, tell_file
from handlers.documents.numbers import draw
from messages.drafting import closing_of, opening_of
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import (
    Chain,
    DocumentKind,
    Matter,
    Person,
    Proposal,
    ProposalReply,
    SigningStep,
    Submission,
    Summary,
)
from supervision.notices.base import to_officer
from supervision.notices.upward import submission_subject
from supervision.papers import report_contents
from supervision.papers.numbering import RegisterKey
from supervision.papers.report_contents import DOCUMENT_OF, UNNUMBERED, addressee
from supervision.procedures.forms import Destination
from supervision.proposals.handling import WHO, named
from supervision.subjects import Subject


async def file_submission(unit: UnitOfWork, actor: Actor, row: Submission, matter: Matter) -> None:
    """Fix what went up, as it was signed, and give it to the Office; what a leader is told by has its own paper."""
    destination = Destination(row.destination)
    kind = DOCUMENT_OF.get(destination)
    summary = await unit.get(Summary, row.summary_id) if row.summary_id else None
    if kind is None or summary is None:
        return
    signed = report_contents.last_approval(await unit.find(SigningStep, chain_id=summary.chain_id))
    by = (signed.decided_by or signed.verbal_by) if signed else None
    signer = await unit.get(Person, by) if by else None
    to = addressee(destination, matter)
    content = report_contents.report(
        kind,
        summary.text,
        unit.county,
        topic=matter.title,
        issuer=row.issuer,
        number=row.number,
        dated=row.submitted_on,
        to=(to,) if to else (),
        signer=signer.name if signer else "",
        opening=opening_of(kind, template_setting(unit)),
        closing=closing_of(kind, template_setting(unit)),
    )
    document = await freeze(
        unit,
        actor,
        kind,
        content,
        subject=submission_subject(row.id),
        matter_id=matter.id,
        number=row.number,
        text_hash=await _hash_of(unit, summary),
        letterhead="" if row.number else UNNUMBERED,
    )
    await tell_file(unit, document, to_officer(matter.registered_post_id))
    if destination is Destination.LETTER_AND_REPLY:
        await _file_reply(unit, actor, row, matter, summary)


async def _file_reply(unit: UnitOfWork, actor: Actor, row: Submission, matter: Matter, summary: Summary) -> None:
    """答复 to who proposed it, where the Office answers itself: a unit that did has sent a paper of its own (P6.1)."""
    proposal = await unit.get(Proposal, matter.id)
    replies = await unit.find(ProposalReply, matter_id=matter.id)
    if proposal is None or any(reply.sent_on for reply in replies):
        return
    kind, subject = DocumentKind.REPLY, Subject("reply", str(row.id))
    name = named(proposal.number, proposal.kind)
    number = await draw(unit, RegisterKey.LETTER, subject=subject, title=f"{name}答复", actor_id=actor.person_id)
    content = report_contents.report(
        kind,
        summary.text,
        unit.county,
        topic=matter.title,
        issuer=row.issuer,
        number=number,
        dated=row.submitted_on,
        to=tuple(f"{proposer}{WHO[proposal.kind][1]}" for proposer in proposal.proposers),
        closing=closing_of(kind, template_setting(unit)),
        headed=f"关于{proposal.session}{name}的答复",
    )
    digest = await _hash_of(unit, summary)
    document = await freeze(
        unit, actor, kind, content, subject=subject, matter_id=matter.id, number=number, text_hash=digest
    )
    await tell_file(unit, document, to_officer(matter.registered_post_id))


async def _hash_of(unit: UnitOfWork, summary: Summary) -> str:
    chain = await unit.get(Chain, summary.chain_id) if summary.chain_id else None
    return chain.text_hash if chain else ""
