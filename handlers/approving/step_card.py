"""A signer's card: the text, who signed it, what was asked and changed, and what the reader may do; and a text that
came back."""

from __future__ import annotations

from handlers.approving.naming import chooses_naming
from handlers.approving.signing import CLAUSED
from handlers.bulletins.signers_figures import figures_of
from messages.views.amending import AmendmentView, change_lines
from messages.views.approvals import Exchange, ReturnedView, StepLine, StepView
from storage.queries import approvals as queries
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.approving import signing
from supervision.approving.amending import AMENDABLE
from supervision.approving.approvals import subject_of
from supervision.approving.signing import Signing, first_line
from supervision.approving.task_changes import difference
from supervision.model import Amendment, ChainStatus, Inquiry, SigningStep, StepStatus
from supervision.notices.approving import PaperSentBack
from supervision.notices.cards import StepCard
from supervision.people.secretaries import serves
from supervision.roles import Permission


async def step_view(unit: UnitOfWork, notice: StepCard, viewer: Actor) -> StepView:
    """Load a signer's card."""
    found = await queries.signing(unit, notice.chain_id)
    mine = found.step(notice.seq)
    asked = [i for i in await unit.find(Inquiry, chain_id=notice.chain_id) if i.step_seq == notice.seq]
    amendments = await unit.find(Amendment, chain_id=notice.chain_id)
    lines = {step.seq: step_line(step) for step in found.steps}
    signs_in = signing.signatory(found, mine, viewer)
    return StepView(
        chain_id=notice.chain_id,
        seq=notice.seq,
        text_hash=found.chain.text_hash,
        chain_status=found.chain.status,
        title=found.chain.title,
        text=found.chain.text,
        act=mine.act,
        urgency=found.chain.urgency,
        mine=lines[notice.seq],
        steps=tuple(lines.values()),
        exchanges=tuple(Exchange(question=i.text, answer=i.answer) for i in asked),
        has_clause=found.chain.purpose in CLAUSED and bool(found.chain.matter_id),
        may_act=signing.may_sign(found, mine, viewer),
        may_amend=found.chain.purpose in AMENDABLE,
        may_remind=signs_in is None and serves(mine, viewer) is not None,
        standing_in=signs_in is not None and signs_in.id != mine.post_id,
        naming=await _naming(unit, found, mine, viewer),
        annexes=tuple(table.title for table in found.chain.annex),
        sent_as_file=unit.county.send_documents,
        bulletin_id=await figures_of(unit, found.chain, viewer),
        amendments=tuple(amendment_view(unit, found, item) for item in amendments),
    )


async def _naming(unit: UnitOfWork, found: Signing, mine: SigningStep, viewer: Actor) -> str:
    if not await chooses_naming(unit, found, mine, viewer):
        return ""
    return "named" if unit.county.name_in_group else "private"


def amendment_view(unit: UnitOfWork, found: Signing, amendment: Amendment) -> AmendmentView:
    """A change of the text in words; the difference by lines where the whole text was rewritten."""
    return AmendmentView(
        by=found.step(amendment.step_seq).signer,
        at=amendment.at,
        changes=change_lines(amendment.changes, unit.today),
        lines=() if amendment.changes else difference(amendment.old_text, amendment.new_text),
    )


def step_line(step: SigningStep) -> StepLine:
    """One step as every card of its chain shows it."""
    return StepLine(
        seq=step.seq,
        title=step.title,
        act=step.act,
        status=step.status,
        signer=step.signer,
        opinion=step.opinion,
        decided_at=step.decided_at,
        merged=step.merged,
        taken_over=step.taken_over,
        channel=step.channel,
        signed_on=step.signed_on,
        verbal_at=step.verbal_at,
        ratified_at=step.ratified_at,
        ratified_channel=step.ratified_channel,
        by_successor=step.ratified_by_successor,
    )


async def returned_view(unit: UnitOfWork, notice: PaperSentBack, viewer: Actor) -> ReturnedView:
    """Load the card of a text that was sent back."""
    found = await queries.signing(unit, notice.chain_id)
    chain = found.chain
    step = next(step for step in found.steps if step.status is StepStatus.SENT_BACK)
    later = await queries.newest_signing(unit, chain.purpose, chain.subject_id, tuple(ChainStatus))
    of_matter = subject_of(chain).kind in ("matter", "summary") and viewer.may(Permission.MATTER_SUBMIT)
    return ReturnedView(
        chain_id=chain.id,
        purpose=chain.purpose,
        title=chain.title,
        first_line=first_line(chain.text),
        by=step.signer,
        words=step.opinion,
        matter_id=chain.matter_id if of_matter else 0,
        overtaken=later is not None and later.chain.id != chain.id,
    )


VIEWS = {"step_card": step_view, "paper_sent_back": returned_view}
