"""What goes up as a file: 落实情况报告, 办理结果报告, 函告, with who signed it (P1.3, P6.1, P7.3)."""

from __future__ import annotations

from handlers.conversation.setting import template_setting
from handlers.documents.freezing import freeze, tell_file
from messages.drafting import closing_of
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import Chain, Matter, Person, SigningStep, Submission, Summary
from supervision.notices.base import to_officer
from supervision.papers import report_contents
from supervision.papers.report_contents import ADDRESSEES, DOCUMENT_OF
from supervision.procedures.forms import Destination
from supervision.subjects import Subject


async def file_submission(unit: UnitOfWork, actor: Actor, row: Submission, matter: Matter) -> None:
    """Fix what went up, as it was signed, and give it to the Office; what a leader is told by has its own paper."""
    destination = Destination(row.destination)
    kind = DOCUMENT_OF.get(destination)
    summary = await unit.get(Summary, row.summary_id) if row.summary_id else None
    if kind is None or summary is None:
        return
    signed = report_contents.last_approval(await unit.find(SigningStep, chain_id=summary.chain_id))
    signer = await unit.get(Person, signed.decided_by) if signed and signed.decided_by else None
    to = ADDRESSEES.get(destination)
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
        closing=closing_of(kind, template_setting(unit)),
    )
    document = await freeze(
        unit,
        actor,
        kind,
        content,
        subject=Subject("submission", str(row.id)),
        matter_id=matter.id,
        number=row.number,
        text_hash=await _hash_of(unit, summary),
    )
    await tell_file(unit, document, to_officer(matter.registered_post_id))


async def _hash_of(unit: UnitOfWork, summary: Summary) -> str:
    chain = await unit.get(Chain, summary.chain_id) if summary.chain_id else None
    return chain.text_hash if chain else ""
