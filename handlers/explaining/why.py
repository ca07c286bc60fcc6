"""/why 编号: which clause made this chain, this form, this date."""

from __future__ import annotations

from dataclasses import replace

from handlers.approving.submitting import issue_steps
from handlers.conversation.context import Turn
from handlers.conversation.routes import Command
from handlers.matters.lookups import find_matters
from storage import outbox
from storage.queries import approvals, dispatching, lookups
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.explaining import reasons, source_of
from supervision.model import Dispatch, Matter, MatterStatus, Post
from supervision.notices.explaining import MatterExplained, WhyHow, WhyStep
from supervision.papers.issuing import Folder
from supervision.procedures.forms import FORM_TITLES, ISSUER_TITLES
from supervision.procedures.steps import Step, is_for_named
from supervision.refusals import InvalidInput, NotFound
from supervision.roles import TITLES, Permission, Role
from supervision.search.lookups import LONGEST_WORDS, numbers_meant

MOST = 3
"""Matters that one number can mean and that are all explained."""


async def explain(unit: UnitOfWork, actor: Actor, words: str) -> list[MatterExplained]:
    """Explain the matters that are meant, as far as they are for him to see.

    Raises:
        InvalidInput: it is no number or name.
        NotFound: there is none, or it is not for him to see.
    """
    if actor.may(Permission.MATTER_READ):
        found = await find_matters(unit, actor, words)
        return [await _for_office(unit, matter) for matter in found[:MOST]]
    if len(words) > LONGEST_WORDS:
        raise InvalidInput("words", "too_long", limit=LONGEST_WORDS)
    meant = await lookups.matters_numbered(unit, numbers_meant(words, unit.today, unit.county), None)
    told = [
        await _for_unit(unit, matter, actor)
        for matter in meant
        if await unit.find(Dispatch, matter_id=matter.id, unit_id=actor.unit_ids)
    ]
    if not told:
        raise NotFound("matter", words)
    return told[:MOST]


async def _for_office(unit: UnitOfWork, matter: Matter) -> MatterExplained:
    folder = await dispatching.folder(unit, matter)
    told = _basis(unit, folder)
    if matter.status is MatterStatus.FOLLOWED:
        return replace(told, followed=True)
    posts = {post.id: post for post in await approvals.signer_posts(unit)}
    leader = posts.get(matter.leader_post_id or 0)
    steps = await issue_steps(unit, matter)
    lines = tuple(
        WhyStep(title=_title(step, leader, posts), act=str(step.act), source=source_of(step, matter)) for step in steps
    )
    return replace(told, steps=lines)


def _title(step: Step, leader: Post | None, posts: dict[int, Post]) -> str:
    if step.post_id is not None and step.post_id in posts:
        return posts[step.post_id].title
    if leader is not None and is_for_named(step, leader.role):
        return leader.title
    return TITLES[Role(step.role)] if step.role in Role else TITLES[Role.EXECUTIVE_VICE_MAYOR]


async def _for_unit(unit: UnitOfWork, matter: Matter, actor: Actor) -> MatterExplained:
    """Its form and name, and the dates of its own tasks."""
    folder = await dispatching.folder(unit, matter)
    own = {item.task_seq for item in folder.live if item.unit_id in actor.unit_ids}
    theirs = replace(folder, tasks=tuple(task for task in folder.tasks if task.seq in own))
    return replace(_basis(unit, theirs), track="", track_why="", for_unit=True)


def _basis(unit: UnitOfWork, folder: Folder) -> MatterExplained:
    matter, track = folder.matter, folder.track
    issued_on = unit.county.local(matter.issued_at).date() if matter.issued_at else unit.today
    return MatterExplained(
        number=matter.registration_number,
        title=matter.title,
        clause=track.clause,
        form=FORM_TITLES[folder.form],
        issuer=ISSUER_TITLES[folder.issuer],
        form_ours="forms" in track.ours,
        issuer_ours="issuers" in track.ours,
        reasons=reasons(folder, issued_on, unit.county, unit.workdays),
        track=track.title,
        track_why=matter.track_why,
    )


async def on_why(turn: Turn) -> None:
    """/why, 依据: with a number, or how it is asked."""
    words = " ".join(turn.heard.args.split())
    await outbox.tell(turn.unit, await explain(turn.unit, turn.actor, words) if words else [WhyHow()])


ROUTES = (
    Command(
        name="why", callback=on_why, may=Permission.WHY_READ, description="事项依据：流程、名义、时限", word="依据"
    ),
)
