"""What comes true when a change is agreed to, by its kind."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.approving.drafting import correction_of
from handlers.approving.submitting import void_approval
from handlers.approving.with_plan import end_plans, hold_plans
from handlers.changing.wording import name_of, names_of, number_of
from handlers.conversation.carrying import carry_out
from handlers.issuing.filing import file_corrections, void_papers
from handlers.issuing.plans_wanted import remind_of_plan
from handlers.recording.withdrawing import course_of, issued_of
from handlers.requesting.lapsing import lapse_extensions
from storage.queries import approvals, dispatching, undelivered
from storage.queries import changes as queries
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.approving import verbal
from supervision.changing import changes, corrections, suspending
from supervision.changing.corrections import NewCorrection
from supervision.changing.withdrawing import Why
from supervision.model import (
    Assignment,
    ChainPurpose,
    ChainStatus,
    Change,
    ChangeKind,
    DeskItem,
    DeskKind,
    Dispatch,
    Matter,
    MatterStatus,
    Paper,
    ReportDue,
    Summary,
    SummaryStatus,
    Unit,
)
from supervision.notices.base import to_officer, to_unit
from supervision.notices.cards import paper_subject
from supervision.notices.changing import ChangeDone, ChangeTold
from supervision.outcome import Outcome
from supervision.papers.issuing import Folder
from supervision.procedures.forms import FORM_TITLES, Form, Issuer
from supervision.refusals import WrongState
from supervision.results import summing
from supervision.review import reviewing


async def withdraw_issued(unit: UnitOfWork, actor: Actor, matter_id: int, *, words: str, into: str = "") -> None:
    """撤销 a matter, or 并案 `into` another: whatever of it is with signers is void, and the units are told.

    Also for what is given back to where it came from (热线回退). Raises WrongState if it has ended already.
    """
    matter = await unit.require(Matter, matter_id)
    folder = await dispatching.folder(unit, matter)
    papers = [await issued_of(unit, paper) for paper in await dispatching.papers_out(unit, matter.id)]
    why = Why(words, ended=True, into=into)
    outcome = changes.withdraw_issued(
        folder, papers, await course_of(unit, matter.id), why, now=unit.now, today=unit.today
    )
    for issued in papers:
        for dispatch in issued.dispatches:
            await undelivered.drop_unsent(unit, "paper_card", paper_subject(dispatch.paper_id, dispatch.unit_id))
    outcome += suspending.settle(await unit.get(DeskItem, DeskKind.REVIEW, suspending.desk_key(matter.id)), unit.now)
    await _void_approvals(unit, actor, matter)
    await carry_out(unit, actor, outcome)
    await void_papers(unit, actor, [issued.paper.id for issued in papers], "withdrawn")
    await end_plans(unit, actor, matter, into=into)
    await lapse_extensions(unit, actor, matter.id, why="withdrawn")


async def _void_approvals(unit: UnitOfWork, actor: Actor, matter: Matter) -> None:
    for chain in await queries.running_chains(unit, matter.id):
        if chain.purpose is ChainPurpose.REFERRAL:  # it is about what a unit did, whatever becomes of the matter
            continue
        await void_approval(unit, actor, chain.purpose, chain.subject_id, why="withdrawn")
        if chain.purpose is ChainPurpose.CHANGE:
            await carry_out(unit, actor, changes.void(await unit.require(Change, chain.subject_id)))
    if matter.status is MatterStatus.APPROVED:
        await void_approval(unit, actor, ChainPurpose.ISSUE, matter.id, why="withdrawn")
    for summary in await unit.find(Summary, matter_id=matter.id, status=SummaryStatus.IN_APPROVAL):
        await carry_out(unit, actor, summing.void(summary))
    issued = await approvals.newest_signing(unit, ChainPurpose.ISSUE, matter.id, (ChainStatus.APPROVED,))
    if issued is not None:
        await carry_out(unit, actor, verbal.moot(issued))


async def withdraw(unit: UnitOfWork, actor: Actor, change: Change, text: str) -> None:
    """撤销."""
    told = await _live_units(unit, change.matter_id)
    notice = await _done(unit, change, told)
    await withdraw_issued(unit, actor, change.matter_id, words=change.reason)
    await _finish(unit, actor, change, told, Outcome(notices=notice))


async def merge(unit: UnitOfWork, actor: Actor, change: Change, text: str) -> None:
    """并案. Raises WrongState if the matter that was to go on has ended by now."""
    matter = await unit.require(Matter, change.matter_id)
    target = await unit.require(Matter, change.into_matter_id)
    changes.require_target(matter, target)
    told = await _live_units(unit, matter.id)
    notice = await _done(unit, change, told)
    await withdraw_issued(unit, actor, matter.id, words=change.reason, into=await name_of(unit, target))
    merged = await unit.require(Matter, matter.id)
    outcome = changes.merge(merged, target, await unit.new_id("note"), actor, now=unit.now)
    await _finish(unit, actor, change, told, outcome + Outcome(notices=notice))


async def suspend(unit: UnitOfWork, actor: Actor, change: Change, text: str) -> None:
    """中止."""
    matter = await unit.require(Matter, change.matter_id)
    assignments = await unit.find(Assignment, matter_id=matter.id)
    dues = await unit.find(ReportDue, matter_id=matter.id)
    outcome = suspending.suspend(matter, change, assignments, dues, unit.now)
    outcome += suspending.remind(matter, change, await number_of(unit, matter))
    await _tell_units(unit, actor, change, outcome)
    await hold_plans(unit, actor, await unit.require(Matter, matter.id))


async def resume(unit: UnitOfWork, actor: Actor, change: Change, text: str) -> None:
    """恢复."""
    matter = await unit.require(Matter, change.matter_id)
    dues = await unit.find(ReportDue, matter_id=matter.id)
    days = suspending.days_of(matter, unit.now, unit.workdays, unit.county.zone)
    outcome = suspending.resume(matter, dues, unit.now, unit.workdays, unit.county.zone)
    outcome += Outcome(notices=reviewing.ready(matter, await unit.find(Assignment, matter_id=matter.id)))
    outcome += suspending.settle(await unit.get(DeskItem, DeskKind.REVIEW, suspending.desk_key(matter.id)), unit.now)
    await _tell_units(unit, actor, change, outcome, days=days)
    await hold_plans(unit, actor, await unit.require(Matter, matter.id))


async def correct(unit: UnitOfWork, actor: Actor, change: Change, text: str) -> None:
    """更正. Raises WrongState if what is to be corrected has changed since it was asked for."""
    matter = await unit.require(Matter, change.matter_id)
    if matter.status not in changes.CORRECTABLE:
        raise WrongState("matter", matter.status.value)
    before = await dispatching.folder(unit, matter)
    after = corrections.apply(before, change, {item.id: item for item in await unit.find(Unit, active=True)})
    reach = corrections.reach_of(before, after, change.changes)
    course = await course_of(unit, matter.id)
    papers = await _corrections(unit, before, after, change, reach.signing)
    dispatches = await unit.find(Dispatch, matter_id=matter.id)
    outcome = corrections.correct(
        before,
        after,
        change,
        papers,
        course,
        actor=actor,
        now=unit.now,
        county=unit.county,
        workdays=unit.workdays,
    )
    gone = tuple([await _told(unit, change, after.matter, unit_id, reach.removed) for unit_id in reach.gone])
    told = (*reach.signing, *reach.gone)
    cards = corrections.cards_of(dispatches)
    notices = Outcome(notices=(*gone, *await _done(unit, change, told)))
    await _finish(unit, actor, change, told, outcome + cards + notices)
    await file_corrections(unit, actor, after, papers, signed=text)
    numbers = {unit_id: paper.number for paper in papers for unit_id in paper.unit_ids}
    for unit_id in {item.unit_id for item in reach.added} & numbers.keys():
        await remind_of_plan(unit, after.matter, after.units[unit_id], numbers[unit_id])


async def _corrections(
    unit: UnitOfWork, before: Folder, after: Folder, change: Change, unit_ids: Sequence[int]
) -> tuple[NewCorrection, ...]:
    """One correction for each paper that is corrected: the paper that orders, and a 函 beside it."""
    by_root: dict[int, tuple[Paper, list[int]]] = {}
    newest = await dispatching.paper_of(unit, after.matter.id)
    for unit_id in unit_ids:
        root = await queries.root_of(unit, after.matter.id, unit_id)
        if root is None and newest is not None:
            root = await unit.require(Paper, newest.corrects_id or newest.id)
        if root is not None:
            by_root.setdefault(root.id, (root, []))[1].append(unit_id)
    made = []
    for root, concerned in by_root.values():
        nth = len(await queries.corrections_of(unit, root.id)) + 1
        number = corrections.number_of(root.document_number, nth)
        fields = corrections.fields_for(before, after, change.changes, concerned, letter=root.form == Form.LETTER)
        worded = await correction_of(unit, after, root, number=number, unit_ids=concerned, fields=fields)
        made.append(NewCorrection(await unit.new_id("paper"), root, nth, worded, tuple(concerned)))
    return tuple(made)


async def _tell_units(unit: UnitOfWork, actor: Actor, change: Change, outcome: Outcome, *, days: int = 0) -> None:
    matter = await unit.require(Matter, change.matter_id)
    told = await _live_units(unit, matter.id)
    notices = tuple([await _told(unit, change, matter, unit_id, days=days) for unit_id in told])
    done = await _done(unit, change, told, days=days)
    cards = corrections.cards_of(await unit.find(Dispatch, matter_id=matter.id))
    await _finish(unit, actor, change, told, outcome + cards + Outcome(notices=(*notices, *done)))


async def _told(
    unit: UnitOfWork,
    change: Change,
    matter: Matter,
    unit_id: int,
    removed: Sequence[Assignment] = (),
    *,
    days: int = 0,
) -> ChangeTold:
    root = await queries.root_of(unit, matter.id, unit_id)
    issuers = {Issuer.GOVERNMENT: unit.county.government_name, Issuer.GOVERNMENT_OFFICE: unit.county.office_name}
    return ChangeTold(
        to=to_unit(unit_id),
        change_id=change.id,
        unit_id=unit_id,
        kind=change.kind,
        unit_name=(await unit.require(Unit, unit_id)).name,
        form=FORM_TITLES[Form(root.form)] if root else "",
        document_number=root.document_number if root else "",
        title=matter.title,
        reason=change.reason,
        issuer=issuers[Issuer(root.issuer)] if root else unit.county.office_name,
        on=unit.today,
        days=days,
        tasks=tuple(sorted(a.task_seq for a in removed if a.unit_id == unit_id)),
    )


async def _live_units(unit: UnitOfWork, matter_id: int) -> tuple[int, ...]:
    folder = await dispatching.folder(unit, await unit.require(Matter, matter_id))
    return folder.unit_ids if folder.matter.issued_at else ()


async def _done(unit: UnitOfWork, change: Change, told: Sequence[int], *, days: int = 0) -> tuple[ChangeDone, ...]:
    """What the officer is told; nothing if he does it himself, before the issue."""
    matter = await unit.require(Matter, change.matter_id)
    if not changes.wants_signature(matter):
        return ()
    into = await unit.get(Matter, change.into_matter_id) if change.into_matter_id else None
    notice = ChangeDone(
        to=to_officer(matter.registered_post_id),
        change_id=change.id,
        kind=change.kind,
        title=matter.title,
        registration_number=matter.registration_number,
        number=await number_of(unit, matter),
        units=await names_of(unit, told),
        into=await name_of(unit, into) if into else "",
        review_on=change.review_on,
        days=days,
    )
    return (notice,)


async def _finish(unit: UnitOfWork, actor: Actor, change: Change, told: Sequence[int], outcome: Outcome) -> None:
    await carry_out(unit, actor, outcome + changes.done(change, unit.now, told))


EFFECTS = {
    ChangeKind.CORRECT: correct,
    ChangeKind.SUSPEND: suspend,
    ChangeKind.RESUME: resume,
    ChangeKind.WITHDRAW: withdraw,
    ChangeKind.MERGE: merge,
}
"""By kind: what happens, given the change and the text that was signed."""
