"""The Office's card of a matter."""

from __future__ import annotations

from datetime import date

from handlers.conversation.context import Turn
from handlers.conversation.routes import Tap
from handlers.matters.echoes import answer_lines, change_line, merged_into, rectifying
from handlers.matters.ledger import lights_by_matter
from handlers.requesting.showing import unit_notes
from messages.presses.matters import ShowMatter
from messages.presses.registering import ShowBasis
from messages.views.matters import ACTS, MatterView, NoteLine, SubmissionLine, TaskLine, name_since, unit_line
from storage import outbox
from storage.queries import records
from storage.queries.summaries import newest_submissions
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.hotline.callers import APART
from supervision.model import (
    Assignment,
    AssignmentStatus,
    Chain,
    ChainPurpose,
    ChainStatus,
    HotlineOrder,
    Matter,
    MatterStatus,
    Note,
    Paper,
    Person,
    Post,
    SigningStep,
    StepStatus,
    Task,
    Unit,
)
from supervision.notices.base import HERE
from supervision.notices.cards import MatterCard
from supervision.notices.registering import MatterBasis
from supervision.procedures.forms import DESTINATION_TITLES, FORM_TITLES, ISSUER_TITLES, Destination
from supervision.procedures.steps import ACT_TITLES, Act
from supervision.procedures.tracks import TRACKS, Named, SignerRole, issue_chain
from supervision.roles import TITLES, Permission, Role
from supervision.scope import require_sight

OURS = {
    "issue_steps": "审签流程",
    "forms": "文书形式",
    "issuers": "印发名义",
    "schedule": "反馈时间",
    "result_chains": "办结流程",
    "archive": "归档方式",
}
"""What the columns of the track table are called where the notice is silent on them."""


async def visible_matter(unit: UnitOfWork, actor: Actor, matter_id: int) -> Matter:
    """The matter, if this person may see it.

    Raises:
        NotFound: there is none, or it is another section's.
        NotAllowed: he reads no matters.
    """
    matter = await unit.require(Matter, matter_id)
    require_sight(actor, matter, await unit.get(Post, matter.registered_post_id))
    return matter


async def matter_view(unit: UnitOfWork, notice: MatterCard, viewer: Actor) -> MatterView:
    """What a matter's card shows to this viewer."""
    matter = await unit.require(Matter, notice.matter_id)
    assignments = await unit.find(Assignment, matter_id=matter.id)
    named = {item.unit_id for item in assignments} | {matter.coordinating_unit_id or 0}
    named |= {item.handed_to_unit_id or 0 for item in assignments}
    units = {item.id: item for item in await unit.find(Unit, id=named)}
    papers = await unit.find(Paper, matter_id=matter.id)
    coordinating = units.get(matter.coordinating_unit_id or 0)
    registrar = await unit.get(Post, matter.registered_post_id)
    return MatterView(
        matter=matter,
        clause=TRACKS[matter.track].clause,
        document_numbers=tuple(paper.document_number for paper in papers if paper.withdrawn_at is None),
        withdrawn_numbers=tuple(paper.document_number for paper in papers if paper.withdrawn_at is not None),
        waiting_records=await records.count_waiting(unit, matter.id),
        unratified=await records.unratified_signers(unit, matter.id),
        lights=(await lights_by_matter(unit, [matter.id]))[matter.id],
        coordinating=name_since(coordinating, _issued_on(unit, matter)) if coordinating else "",
        tasks=await _task_lines(unit, matter, assignments, units),
        waits_for=await _waits_for(unit, matter, registrar, assignments, units),
        may=frozenset(permission for permission, _ in ACTS.values() if viewer.may(permission)),
        notes=await _notes(unit, matter),
        countersign=await _titles(unit, matter.countersign),
        submissions=await _submissions(unit, matter),
        hotline=await unit.get(HotlineOrder, matter.id) if matter.track in APART else None,
        answers=await answer_lines(unit, matter.id),
        rectifying=await rectifying(unit, matter.id, assignments),
        change=await change_line(unit, matter.id),
        merged_into=await merged_into(unit, matter),
        unit_notes=await unit_notes(unit, matter.id, assignments, units),
        own=registrar is not None and registrar.unit_id in viewer.unit_ids,
    )


async def _submissions(unit: UnitOfWork, matter: Matter) -> tuple[SubmissionLine, ...]:
    rows = await newest_submissions(unit, matter.id)
    return tuple(SubmissionLine(row=row, destination=DESTINATION_TITLES[Destination(row.destination)]) for row in rows)


async def _titles(unit: UnitOfWork, post_ids: tuple[int, ...]) -> tuple[str, ...]:
    """The posts' titles, in their order."""
    if not post_ids:
        return ()
    titles = {post.id: post.title for post in await unit.find(Post, id=post_ids)}
    return tuple(titles[number] for number in post_ids)


async def _notes(unit: UnitOfWork, matter: Matter) -> tuple[NoteLine, ...]:
    """What its section noted, and what came with a matter that was merged into it; most matters have none."""
    notes = sorted(await unit.find(Note, matter_id=matter.id), key=lambda note: note.id)
    if not notes:
        return ()
    people = {person.id: person.name for person in await unit.find(Person, id={note.by for note in notes})}
    return tuple(NoteLine(at=note.at, by=people.get(note.by, ""), text=note.text, kind=note.kind) for note in notes)


async def _task_lines(
    unit: UnitOfWork, matter: Matter, assignments: list[Assignment], units: dict[int, Unit]
) -> tuple[TaskLine, ...]:
    tasks = await unit.find(Task, matter_id=matter.id)
    posts = {task.leader_in_charge_post_id for task in tasks if task.leader_in_charge_post_id}
    leaders = {post.id: post.title for post in await unit.find(Post, id=posts)} if posts else {}
    issued_on = _issued_on(unit, matter)
    return tuple(
        TaskLine(
            task=task,
            units=tuple(
                unit_line(units[item.unit_id], item, issued_on=issued_on, into=units.get(item.handed_to_unit_id or 0))
                for item in assignments
                if item.task_seq == task.seq
            ),
            leader=leaders.get(task.leader_in_charge_post_id or 0, ""),
        )
        for task in tasks
    )


def _issued_on(unit: UnitOfWork, matter: Matter) -> date | None:
    """The day of its paper, whose names of units may be of the past."""
    return unit.county.local(matter.issued_at).date() if matter.issued_at else None


_WITH_SIGNERS = frozenset({MatterStatus.IN_APPROVAL, MatterStatus.CLOSING})
_WITH_DRAFTERS = frozenset({MatterStatus.REGISTERED, MatterStatus.SPLIT, MatterStatus.SENT_BACK})
_OWING = frozenset({AssignmentStatus.ISSUED, AssignmentStatus.IN_PROGRESS, AssignmentStatus.TRANSFER_ASKED})


async def _waits_for(
    unit: UnitOfWork, matter: Matter, registrar: Post | None, assignments: list[Assignment], units: dict[int, Unit]
) -> tuple[str, ...]:
    if matter.status in _WITH_DRAFTERS:
        return (registrar.title,) if registrar else ()
    if matter.status in _WITH_SIGNERS or matter.status is MatterStatus.CLOSED:
        chains = await unit.find(Chain, matter_id=matter.id, status=ChainStatus.RUNNING)
        if matter.status is MatterStatus.CLOSED:  # a report that is written anew for those above; else nothing is open
            chains = [chain for chain in chains if chain.purpose is ChainPurpose.SUMMARY]
        steps = await unit.find(SigningStep, chain_id=[chain.id for chain in chains], status=StepStatus.CURRENT)
        return tuple(f"{step.title}{ACT_TITLES[Act(step.act)]}" for step in steps)
    if matter.status is MatterStatus.IN_PROGRESS:
        owing = dict.fromkeys(item.unit_id for item in assignments if item.status in _OWING)
        return tuple(name_since(units[unit_id], _issued_on(unit, matter)) for unit_id in owing)
    return ()


async def show_matter(turn: Turn) -> None:
    """Send the card again, as the matter stands now."""
    if not isinstance(turn.press, ShowMatter):
        raise TypeError(turn.press)
    matter = await visible_matter(turn.unit, turn.actor, turn.press.matter)
    await outbox.tell(turn.unit, [MatterCard(to=HERE, matter_id=matter.id)])


async def show_basis(turn: Turn) -> None:
    """依据: the clause behind the matter, in a box to close."""
    if not isinstance(turn.press, ShowBasis):
        raise TypeError(turn.press)
    matter = await visible_matter(turn.unit, turn.actor, turn.press.matter)
    track = TRACKS[matter.track]
    steps = issue_chain(track, turn.unit.county)
    turn.say_in_toast(
        MatterBasis(
            clause=track.clause,
            steps=tuple((_role_title(step.role), ACT_TITLES[step.act]) for step in steps),
            forms=tuple(FORM_TITLES[form] for form in track.forms),
            issuers=tuple(ISSUER_TITLES[issuer] for issuer in track.issuers),
            ours=tuple(title for column, title in OURS.items() if column in track.ours),
        ),
        alert=True,
    )


def _role_title(role: SignerRole) -> str:
    return "县领导" if isinstance(role, Named) else TITLES[Role(role)]


ROUTES = (
    Tap(press=ShowMatter, callback=show_matter, may=Permission.MATTER_READ),
    Tap(press=ShowBasis, callback=show_basis, may=Permission.MATTER_READ),
)

VIEWS = {"matter_card": matter_view}
