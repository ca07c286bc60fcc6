"""送审: the preview, and putting a text before its signers.

For every topic that needs signatures – issuing (here), closing, bulletins – the one way is

    chain = await begin_approval(
        unit, actor,
        purpose=ChainPurpose.RESULT, subject_id=matter.id,   # or a bulletin's id
        title="办结报告（登记号2026-31）",                      # what stands behind 呈请审定 ·
        text=text,                                           # what is signed, word for word; its first line names it
        steps=tracks.result_chain(track, unit.county),       # whose signatures, from the table
        leader_post_id=matter.leader_post_id,                # who signs where a step says LEADER or names a vice mayor
        drafters=(summary.written_by,),                      # who had a hand in it besides the actor: they do not sign
        urgency=matter.urgency,                              # how soon a silent signer is noticed
    )

It voids what is still under way about the same thing, writes the chain out and sends the first signer his card. The
caller checks permission and state, and saves its own state. `CHAIN_EFFECTS` of the topic is called after the last
signature or a 退回. `void_approval` ends what is under way when a text is changed or withdrawn, and
`plan_approval` says in advance who would sign.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection

from handlers.approving.as_file import send_drafts
from handlers.approving.drafting import issue_text
from handlers.approving.holding import hold_for_list
from handlers.approving.signing import close_questions
from handlers.approving.with_plan import attached_to, require_plan, submit_plan, take_plan_back
from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Turn
from handlers.conversation.routes import Tap
from messages.presses.approving import ConfirmApproval
from messages.presses.matters import PreviewApproval
from storage import audit, outbox
from storage.queries import approvals as queries
from storage.queries import dispatching, standing_in
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.approving import approvals, countersigning
from supervision.approving.approvals import SHOWN, Bench, PlannedStep, Request, hash_of
from supervision.approving.signing_lists import ALONE
from supervision.model import Chain, ChainPurpose, ChainStatus, Matter, Person, Post, Urgency
from supervision.model.documents import Table
from supervision.notices.approving import (
    ApprovalPreview,
    SentForApproval,
    SignerLine,
    returned_subject,
)
from supervision.notices.cards import matter_subject
from supervision.outcome import Outcome
from supervision.papers.issue_warnings import BLOCKING, warnings
from supervision.papers.issuing import Folder
from supervision.procedures.desks import require_desk
from supervision.procedures.lifecycle import MatterEvent, advance, can
from supervision.procedures.steps import Steps
from supervision.procedures.tracks import TRACKS
from supervision.refusals import StaleButton, WrongState
from supervision.roles import DRAFTERS, Permission

OPEN = (ChainStatus.RUNNING, ChainStatus.APPROVED)
"""Chains that an edit voids: also one that is signed, while what it allows has not been done."""

DONE_AT_ONCE = frozenset({ChainPurpose.RESULT})
"""What is done with the last signature: a matter that was reopened is closed anew, and the approval of its first end
stands as it was."""


async def plan_approval(
    unit: UnitOfWork, actor: Actor, *, steps: Steps, leader_post_id: int | None, drafters: Collection[int] = ()
) -> tuple[PlannedStep, ...]:
    """Say who would sign. Raises VacantPost and OwnDraft, as `begin_approval` does."""
    bench = Bench(
        posts=await queries.signer_posts(unit),
        leader_post_id=leader_post_id,
        drafters=_drafters(actor, drafters),
        stand_ins=await standing_in.stand_ins(unit),
    )
    return approvals.plan_chain(steps, bench)


async def begin_approval(
    unit: UnitOfWork,
    actor: Actor,
    *,
    purpose: ChainPurpose,
    subject_id: int,
    title: str,
    text: str,
    steps: Steps,
    leader_post_id: int | None = None,
    drafters: Collection[int] = (),
    urgency: Urgency = Urgency.ROUTINE,
    matter_id: int = 0,
    annex: tuple[Table, ...] = (),
) -> Chain:
    """Put a text before its signers.

    Args:
        matter_id: the matter that it belongs to, where the subject is not the matter itself.
        annex: the tables that are signed with the text.

    Raises:
        VacantPost: somebody who has to sign is missing.
        OwnDraft: a drafter would have to sign, and nobody comes after him.
    """
    planned = await plan_approval(unit, actor, steps=steps, leader_post_id=leader_post_id, drafters=drafters)
    returned = await queries.newest_signing(unit, purpose, subject_id, (ChainStatus.SENT_BACK,))
    await void_approval(unit, actor, purpose, subject_id, why="sent_anew")
    post = actor.post_in(*DRAFTERS)
    request = Request(
        purpose=purpose,
        subject_id=subject_id,
        title=title,
        text=text,
        drafted_by=actor.person_id,
        drafted_post_id=post.id if post else 0,
        drafters=_drafters(actor, drafters),
        urgency=urgency,
        matter_id=matter_id,
        annex=annex,
    )
    begun = approvals.begin(request, planned, chain_id := await unit.new_id("chain"), unit.now)
    outcome = begun if purpose in ALONE else await hold_for_list(unit, urgency, begun, request.of_matter)
    if returned is not None:
        outcome += Outcome(redraw=(returned_subject(returned.chain.id),))
    await carry_out(unit, actor, outcome, post_id=post.id if post else None)
    await send_drafts(unit, actor, outcome)
    return await unit.require(Chain, chain_id)


async def void_approval(unit: UnitOfWork, actor: Actor, purpose: ChainPurpose, subject_id: int, *, why: str) -> bool:
    """End what is under way about a thing because its text was changed or withdrawn; every signature is void.

    Args:
        why: a stable word for the audit (`split_again`, `withdrawn`).

    Returns:
        Whether anything was under way. What was done already – issued, closed, posted – the caller does not undo.
    """
    still_open = (ChainStatus.RUNNING,) if purpose in DONE_AT_ONCE else OPEN
    found = await queries.newest_signing(unit, purpose, subject_id, still_open)
    if found is None:
        return False
    await carry_out(unit, actor, approvals.void(found.chain, found.steps, why))
    await close_questions(unit, found.chain.id)
    if purpose is ChainPurpose.ISSUE:
        await take_plan_back(unit, actor, subject_id, why=why)
    return True


def _drafters(actor: Actor, others: Collection[int]) -> frozenset[int]:
    """Who drafted; 0 is the machine, which holds no post."""
    return frozenset({actor.person_id, *others}) - {0}


async def preview(unit: UnitOfWork, actor: Actor, matter_id: int) -> ApprovalPreview:
    """Show who would sign a matter, in which order, the text as they will get it, and what to look at first.

    Raises:
        NotAllowed, NotFound: it is not for the actor to send.
        WrongState: the matter does not wait to be sent, or it is 督查活动 without a plan.
        VacantPost, OwnDraft: it cannot be sent as things are.
    """
    folder = await folder_to_send(unit, actor, matter_id)
    matter, track = folder.matter, folder.track
    await require_plan(unit, matter)
    planned = await plan_approval(
        unit,
        actor,
        steps=await issue_steps(unit, matter),
        leader_post_id=matter.leader_post_id,
        drafters=await drafters_of(unit, matter),
    )
    text = await issue_text(unit, folder)
    found = warnings(folder, unit.county, unit.workdays, unit.today)
    return ApprovalPreview(
        matter_id=matter.id,
        text_hash=_seen_hash(text, planned),
        title=title_of(matter),
        text=text,
        clause=track.clause,
        ours="issue_steps" in track.ours,
        signers=tuple([await signer_line(unit, step) for step in planned]),
        warnings=found,
        sendable=BLOCKING.isdisjoint(warning.kind for warning in found),
    )


async def submit(unit: UnitOfWork, actor: Actor, matter_id: int, shown: str) -> ApprovalPreview:
    """Send a matter for approval as the preview showed it; gives the preview, now with whom it went to.

    Raises:
        StaleButton: the tasks or the signers were changed since the preview.
        WrongState: a task has no unit; and as `preview`.
    """
    seen = await preview(unit, actor, matter_id)
    if not seen.text_hash.startswith(shown) or len(shown) < SHOWN:
        raise StaleButton
    matter = await unit.require(Matter, matter_id)
    if not seen.sendable:
        raise WrongState("matter", matter.status.value)
    plan = await attached_to(unit, matter)
    await unit.save(advance(matter, MatterEvent.SUBMIT))
    chain = await begin_approval(
        unit,
        actor,
        purpose=ChainPurpose.ISSUE,
        subject_id=matter.id,
        title=seen.title,
        text=seen.text,
        steps=await issue_steps(unit, matter),
        leader_post_id=matter.leader_post_id,
        drafters=await drafters_of(unit, matter),
        urgency=matter.urgency,
    )
    await submit_plan(unit, actor, plan)
    started = await queries.signing(unit, chain.id)
    return dataclasses.replace(seen, sent_to=started.now_with)


async def issue_steps(unit: UnitOfWork, matter: Matter) -> Steps:
    """The steps before the matter is issued, with those who 会签 it."""
    return countersigning.steps_of(matter, await queries.signer_posts(unit), unit.county)


def _seen_hash(text: str, planned: Collection[PlannedStep]) -> str:
    """What the preview showed: the text, and who would sign it with which act."""
    return hash_of("\n".join((text, *(f"{step.post_id}:{step.act}" for step in planned))))


async def drafters_of(unit: UnitOfWork, matter: Matter) -> frozenset[int]:
    """Everyone who had a hand in the text: who registered it, and who split it."""
    rows = await audit.history(unit, matter_subject(matter.id))
    return frozenset({matter.registered_by, *(row.person_id for row in rows if row.event == "matter.split")})


def title_of(matter: Matter) -> str:
    """What stands behind 呈请审定: 县长批示件（登记号2026-31）."""
    return f"{TRACKS[matter.track].title}（登记号{matter.registration_number}）"


async def folder_to_send(unit: UnitOfWork, actor: Actor, matter_id: int) -> Folder:
    """The matter with all that belongs to it, if it waits on the actor's desk to be sent. Raises as `preview`."""
    actor.require(Permission.MATTER_SUBMIT)
    matter = await unit.require(Matter, matter_id)
    require_desk(actor, (await unit.require(Post, matter.registered_post_id)).unit_id)
    if not can(matter, MatterEvent.SUBMIT):
        raise WrongState("matter", matter.status.value)
    return await dispatching.folder(unit, matter)


async def signer_line(unit: UnitOfWork, step: PlannedStep) -> SignerLine:
    """Say who will sign, for a preview."""
    person = await unit.require(Person, step.holder_id)
    return SignerLine(
        title=step.title,
        act=step.act,
        name=person.name,
        enrolled=person.telegram_id is not None,
        merged=step.merged,
        taken_over=step.taken_over,
        deputy=step.deputy,
    )


async def on_preview(turn: Turn) -> None:
    """［预览送审］ on the Office's card."""
    assert isinstance(turn.press, PreviewApproval)
    await outbox.tell(turn.unit, [await preview(turn.unit, turn.actor, turn.press.matter)])


async def on_confirm(turn: Turn) -> None:
    """［确认送审］ below the preview: the preview stays, without buttons."""
    assert isinstance(turn.press, ConfirmApproval)
    sent = await submit(turn.unit, turn.actor, turn.press.matter, turn.press.shown)
    if sent.subject is not None:
        await outbox.amend(turn.unit, sent.subject, sent)
    turn.say_in_toast(SentForApproval(now_with=sent.sent_to, enrolled=sent.signers[0].enrolled))


ROUTES = (
    Tap(press=PreviewApproval, callback=on_preview, may=Permission.MATTER_SUBMIT),
    Tap(press=ConfirmApproval, callback=on_confirm, may=Permission.MATTER_SUBMIT),
)
