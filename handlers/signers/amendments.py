"""修改后同意: the use cases – what the text would be, and changing it together with the signature."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.approving.as_file import send_drafts
from handlers.approving.drafting import issue_text
from handlers.approving.signing import Effects, acts_in, conclude
from handlers.approving.step_card import amendment_view
from handlers.conversation.carrying import carry_out
from messages.views.amending import TextAmendedView
from storage.queries import approvals as queries
from storage.queries import dispatching, summaries
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.approving import amending, task_changes
from supervision.approving.approvals import SHOWN, hash_of
from supervision.approving.signing import Signing, first_line
from supervision.approving.task_changes import TaskChange
from supervision.hotline import callers
from supervision.model import Amendment, Assignment, FieldChange, Matter, StepStatus, Unit
from supervision.notices.amending import TextAmended
from supervision.outcome import Outcome
from supervision.papers.issuing import Folder
from supervision.refusals import InvalidInput, StaleButton
from supervision.results.ways import NOWHERE, WAYS, headed


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the text would be, the changes as they count in the end, and the rows that go with them."""

    text: str
    changes: tuple[FieldChange, ...] = ()
    saves: tuple[object, ...] = ()
    dropped: tuple[Assignment, ...] = ()

    @property
    def stamp(self) -> str:
        """The beginning of the new text's hash, which the button of the difference carries."""
        return hash_of(self.text)[:SHOWN]


async def propose(unit: UnitOfWork, found: Signing, wanted: Sequence[TaskChange], text: str = "") -> Proposal:
    """Say what the text would be: the tasks with these changes, worded anew; or the text as a signer rewrote it.

    Raises:
        InvalidInput: a new value does not fit, nothing is changed, what would be printed praises or criticises, or a
            caller of the hotline is named.
    """
    if found.chain.purpose in amending.REWRITTEN:
        await _require_no_caller(unit, found, text)
        return Proposal(amending.result_text(await _headed(unit, found, text), found.chain.text))
    before = await folder_of(unit, found)
    units = {item.id: item for item in await unit.find(Unit, active=True)}
    after, changes = task_changes.propose(before, wanted, units)
    if not changes:
        raise InvalidInput("change", "unchanged")
    return Proposal(
        await issue_text(unit, after), changes, task_changes.saved(before, after), task_changes.dropped(before, after)
    )


async def _require_no_caller(unit: UnitOfWork, found: Signing, text: str) -> None:
    matter = await unit.get(Matter, found.chain.matter_id)
    callers.require_none(matter.track if matter else "", text)


async def _headed(unit: UnitOfWork, found: Signing, text: str) -> str:
    """The text under the title of what it becomes: a signer's words go the way that the Office's go."""
    summary = await summaries.of_chain(unit, found.chain)
    return text if summary is None else headed(text, WAYS.get(summary.way, NOWHERE))


async def folder_of(unit: UnitOfWork, found: Signing) -> Folder:
    """The matter that the text is about, with its tasks."""
    return await dispatching.folder(unit, await unit.require(Matter, found.chain.subject_id))


async def amend(
    unit: UnitOfWork,
    actor: Actor,
    effects: Effects,
    chain_id: int,
    seq: int,
    *,
    shown: str,
    agreed: str,
    wanted: Sequence[TaskChange] = (),
    text: str = "",
) -> Signing:
    """Change the text and sign it as changed. Gives the chain as it is then.

    Args:
        shown: the beginning of the hash of the text as it was; `agreed`: of the text that the difference showed.

    Raises:
        StaleButton: either of them is another one by now; and as `amending.amend`.
    """
    found = await queries.signing(unit, chain_id)
    amending.require_amendable(found, seq, actor, shown)
    proposal = await propose(unit, found, wanted, text)
    if agreed != proposal.stamp:
        raise StaleButton
    outcome = amending.amend(
        found,
        seq,
        actor,
        unit.now,
        shown=shown,
        new_text=proposal.text,
        amendment_id=await unit.new_id("amendment"),
        changes=proposal.changes,
    )
    for assignment in proposal.dropped:
        await unit.delete(assignment)
    await carry_out(unit, actor, Outcome(proposal.saves) + outcome, post_id=acts_in(found, seq, actor))
    await send_drafts(unit, actor, outcome)
    return await conclude(unit, actor, effects, chain_id)


async def amended_view(unit: UnitOfWork, notice: TextAmended, viewer: Actor) -> TextAmendedView:
    """Load what an earlier signer or the drafter is told."""
    amendment = await unit.require(Amendment, notice.amendment_id)
    found = await queries.signing(unit, amendment.chain_id)
    own = found.step(notice.own_step) if notice.own_step else None
    waits = own is not None and own.status is StepStatus.VERBAL
    return TextAmendedView(
        title=found.chain.title,
        first_line=first_line(found.chain.text),
        amendment=amendment_view(unit, found, amendment),
        chain_id=found.chain.id,
        own_step=notice.own_step,
        own_signed_at=own.decided_at if own else None,
        own_verbal_at=own.verbal_at if own and waits else None,
    )


VIEWS = {"text_amended": amended_view}
