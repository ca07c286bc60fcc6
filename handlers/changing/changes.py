"""Asking for a change of a matter: its text, who signs it, and what the signature leads to."""

from __future__ import annotations

from dataclasses import dataclass, replace

from handlers.approving.submitting import begin_approval, plan_approval, signer_line
from handlers.changing.effects import EFFECTS
from handlers.changing.wording import change_text, names_of
from handlers.conversation.carrying import carry_out
from handlers.conversation.catalogue import ChainEffect
from messages.work_labels import CHANGE
from storage.queries import approvals, dispatching
from storage.queries import changes as queries
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.approving.approvals import SHOWN, hash_of
from supervision.approving.task_changes import TaskChange, propose
from supervision.changing import changes, corrections
from supervision.model import LETTER_KINDS, Chain, ChainPurpose, Change, ChangeKind, Matter, Post, Unit
from supervision.notices.approving import SignerLine
from supervision.procedures.desks import require_desk
from supervision.procedures.steps import Steps
from supervision.procedures.tracks import TRACKS, issue_chain
from supervision.refusals import InvalidInput, StaleButton, WrongState
from supervision.registering.registration import usual_leader
from supervision.roles import DRAFTERS, LEADERS


@dataclass(frozen=True, slots=True)
class Plan:
    """A change before it is asked for: as it will be signed, by whom, and which units will be told.

    No signers: it can be done at once, since nothing was issued.
    """

    change: Change
    text: str
    signers: tuple[SignerLine, ...]
    units: tuple[str, ...]
    steps: Steps = ()
    leader_post_id: int | None = None

    @property
    def stamp(self) -> str:
        """The beginning of the text's hash, which the button of the preview carries."""
        return hash_of(self.text)[:SHOWN]


async def require_matter(unit: UnitOfWork, actor: Actor, matter_id: int, kind: ChangeKind) -> Matter:
    """The matter, if this person may change it so, and it can be.

    Raises:
        NotAllowed, NotFound: it is not for him.
        WrongState: as `changes.require_possible`.
    """
    actor.require(changes.MAY[kind])
    matter = await unit.require(Matter, matter_id)
    require_desk(actor, (await unit.require(Post, matter.registered_post_id)).unit_id)
    changes.require_possible(matter, kind, await unit.find(Change, matter_id=matter.id))
    return matter


async def with_changes(
    unit: UnitOfWork, change: Change, wanted: tuple[TaskChange, ...]
) -> tuple[Change, tuple[int, ...]]:
    """The correction with the fields that are changed, and the units that it concerns.

    Raises:
        InvalidInput: nothing is changed, or a new value does not fit.
        WrongState: a unit that can only be asked by letter would be put under an order.
    """
    before = await dispatching.folder(unit, await unit.require(Matter, change.matter_id))
    units = {item.id: item for item in await unit.find(Unit, active=True)}
    after, fields = propose(before, wanted, units)
    if not fields:
        raise InvalidInput("change", "unchanged")
    reach = corrections.reach_of(before, after, fields)
    if any(units[a.unit_id].kind in LETTER_KINDS for a in reach.added):
        raise WrongState("change", "letter")
    return replace(change, changes=fields), (*reach.signing, *reach.gone)


async def plan(unit: UnitOfWork, actor: Actor, change: Change, wanted: tuple[TaskChange, ...] = ()) -> Plan:
    """Show what a change would be.

    Raises:
        VacantPost, OwnDraft: it cannot be signed as things are; and as `require_matter` and `with_changes`.
    """
    matter = await require_matter(unit, actor, change.matter_id, change.kind)
    folder = await dispatching.folder(unit, matter)
    told = folder.unit_ids if changes.wants_signature(matter) else ()
    if change.kind is ChangeKind.CORRECT:
        change, told = await with_changes(unit, change, wanted)
    if change.into_matter_id is not None:
        changes.require_target(matter, await unit.require(Matter, change.into_matter_id))
    text = await change_text(unit, change, told)
    names = await names_of(unit, told)
    if not changes.wants_signature(matter):
        return Plan(change, text, (), names)
    signed = await queries.signed_steps(unit, matter)
    posts = await unit.find(Post, id=tuple({step.post_id for step in signed}), active=True)
    otherwise = issue_chain(TRACKS[matter.track], unit.county)
    steps = changes.last_signer(signed, otherwise, posts={post.id for post in posts})
    leader = await _leader(unit, matter)
    planned = await plan_approval(unit, actor, steps=steps, leader_post_id=leader)
    return Plan(change, text, tuple([await signer_line(unit, step) for step in planned]), names, steps, leader)


async def _leader(unit: UnitOfWork, matter: Matter) -> int | None:
    """The matter's leader; where his post was abolished, who is named where nobody is."""
    named = await unit.get(Post, matter.leader_post_id) if matter.leader_post_id else None
    if named is None or named.active:
        return matter.leader_post_id
    usual = usual_leader(await unit.find(Post, role=LEADERS, active=True))
    return usual.id if usual else None


async def ask(
    unit: UnitOfWork, actor: Actor, wish: Change, shown: str, wanted: tuple[TaskChange, ...] = ()
) -> tuple[Change, str]:
    """Put a change before its signer as the preview showed it, or do it at once if nobody has to sign.

    Returns:
        The change, and who has it now (empty: it is done).

    Raises:
        StaleButton: it would be worded otherwise by now; and as `plan`.
    """
    seen = await plan(unit, actor, wish, wanted)
    if seen.stamp != shown:
        raise StaleButton
    post = actor.post_in(*DRAFTERS)
    post_id = post.id if post else None
    change = replace(seen.change, id=await unit.new_id("change"))
    if not seen.signers:
        await EFFECTS[change.kind](unit, actor, change, seen.text)
        return change, ""
    await carry_out(unit, actor, changes.ask(change), post_id=post_id)
    matter = await unit.require(Matter, change.matter_id)
    chain = await begin_approval(
        unit,
        actor,
        purpose=ChainPurpose.CHANGE,
        subject_id=change.id,
        title=f"{CHANGE[change.kind]}（登记号{matter.registration_number}）",
        text=seen.text,
        steps=seen.steps,
        leader_post_id=seen.leader_post_id,
        urgency=matter.urgency,
        matter_id=matter.id,
    )
    return change, (await approvals.signing(unit, chain.id)).now_with


async def approved(unit: UnitOfWork, actor: Actor, chain: Chain) -> None:
    """The last signer agrees: the change comes true."""
    change = await unit.require(Change, chain.subject_id)
    await EFFECTS[change.kind](unit, actor, change, chain.text)


async def sent_back(unit: UnitOfWork, actor: Actor, chain: Chain, words: str) -> None:
    """He does not: the matter stays as it is, and its drafter is told by the card of what was sent back."""
    change = await unit.require(Change, chain.subject_id)
    await carry_out(unit, actor, changes.send_back(change, words))


CHAIN_EFFECTS = {ChainPurpose.CHANGE: ChainEffect(approved, sent_back)}
