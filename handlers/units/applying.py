"""Carrying out what is planned for units: names, successors, beginnings and ends, each once its day has come."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace

from handlers.bulletins.passing_on import pass_on_hearings
from handlers.conversation.carrying import carry_out
from handlers.conversation.catalogue import Catalogue
from handlers.people.succession import hand_over
from handlers.requesting.lapsing import lapse_extensions
from storage import outbox, outgoing
from storage.queries import handing_over, roster
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import DeskItem, Leave, Post, Unit
from supervision.outcome import Fact, Outcome
from supervision.people.seats import post_subject
from supervision.refusals import Refusal
from supervision.reports.report_places import Terms
from supervision.roles import Role
from supervision.roster import unit_changes
from supervision.roster.unit_changes import ChangeKind, DueChange

Vacate = Callable[[Post], Awaitable[None]]
"""Lets a post fall vacant, and takes its holder's cards away."""


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of the changes whose day had come."""

    done: tuple[DueChange, ...] = ()
    failed: tuple[DueChange, ...] = ()


async def apply_due(unit: UnitOfWork, actor: Actor, catalogue: Catalogue, *, at_console: bool = False) -> Applied:
    """Carry out every planned change whose day has come.

    One that is refused now stops no other: it goes on waiting, and the Office is told once why. A unit that was to
    end while it has open tasks goes on until somebody takes them (`unit_changes.end`).
    """

    async def vacate(post: Post) -> None:
        await hand_over(unit, actor, catalogue, post, None, at_console=at_console)

    done: list[DueChange] = []
    failed: list[DueChange] = []
    for change in unit_changes.planned(await unit.find(Unit)):
        if change.on > unit.today:
            continue
        fresh = replace(change, unit=await unit.require(Unit, change.unit.id))
        if fresh.kind is ChangeKind.ENDED and await handing_over.open_assignments(unit, fresh.unit.id):
            continue
        try:
            async with unit.attempt():
                await _ACTS[fresh.kind](unit, actor, fresh, vacate)
        except Refusal as why:
            into = await _successor(unit, fresh.unit) if fresh.unit.successor_id is not None else None
            await outbox.tell(unit, [unit_changes.not_carried_out(fresh, into, why)])
            failed.append(fresh)
        else:
            done.append(fresh)
    return Applied(tuple(done), tuple(failed))


async def _rename(unit: UnitOfWork, actor: Actor, change: DueChange, _vacate: Vacate) -> None:
    posts = await unit.find(Post, unit_id=change.unit.id, active=True)
    cards = await handing_over.cards_naming(unit, change.unit.id)
    tasks = len(await handing_over.open_assignments(unit, change.unit.id))
    others = await unit.find(Unit, active=True)
    await carry_out(unit, actor, unit_changes.rename(change.unit, posts, cards, tasks, others=others))


async def _merge(unit: UnitOfWork, actor: Actor, change: DueChange, vacate: Vacate) -> None:
    old = change.unit
    into = await _successor(unit, old)
    terms = Terms(now=unit.now, county=unit.county, workdays=unit.workdays)
    works = await handing_over.open_work(unit, old.id, into.id)
    for work in works:
        share = work.assignment
        await lapse_extensions(unit, actor, share.matter_id, why="merged", task_seq=share.task_seq, unit_id=old.id)
    await carry_out(unit, actor, unit_changes.merge(old, into, works, actor, terms))
    await pass_on_hearings(unit, actor, old.id)
    for item in await unit.find(DeskItem, unit_id=old.id, done_at=None):
        await unit.save(replace(item, unit_id=into.id))
    await _follow_leaders(unit, actor, old.id, into.id)
    await _close_posts(unit, actor, old, vacate)
    await _lead_on(unit, old.id)


async def _successor(unit: UnitOfWork, old: Unit) -> Unit:
    """Who goes on with the work: the successor, or whoever took that one in meanwhile."""
    into = await unit.require(Unit, old.successor_id)
    while not into.active and into.successor_id is not None:
        into = await unit.require(Unit, into.successor_id)
    return into


async def _lead_on(unit: UnitOfWork, old_id: int) -> None:
    """What waited for the old unit's people goes to the successor; its papers are not sent any more."""
    into = await _successor(unit, await unit.require(Unit, old_id))
    await handing_over.void_papers_on_their_way(unit, old_id)
    liaisons = await unit.find(Post, unit_id=into.id, role=Role.LIAISON, active=True)
    held = [post for post in liaisons if post.holder_id is not None]
    seat = f"post/{(held or liaisons)[0].id}" if liaisons else f"unit/{into.id}"
    for post in await unit.find(Post, unit_id=old_id):
        await roster.move_seat(unit, f"post/{post.id}", seat)
    await roster.move_seat(unit, f"unit/{old_id}", seat)
    await outgoing.revive(unit, [seat])


async def _end(unit: UnitOfWork, actor: Actor, change: DueChange, vacate: Vacate) -> None:
    await carry_out(unit, actor, unit_changes.end(change.unit, open_tasks=0))
    await _close_posts(unit, actor, change.unit, vacate)


async def _open(unit: UnitOfWork, actor: Actor, change: DueChange, _vacate: Vacate) -> None:
    await carry_out(unit, actor, unit_changes.open_unit(change.unit))


_ACTS: Mapping[ChangeKind, Callable[[UnitOfWork, Actor, DueChange, Vacate], Awaitable[None]]] = {
    ChangeKind.RENAMED: _rename,
    ChangeKind.MERGED: _merge,
    ChangeKind.ENDED: _end,
    ChangeKind.OPENED: _open,
}


async def _close_posts(unit: UnitOfWork, actor: Actor, gone: Unit, vacate: Vacate) -> None:
    """The posts of a unit that is no more are nobody's; whoever sat there loses its cards."""
    for post in await unit.find(Post, unit_id=gone.id, active=True):
        if post.holder_id is not None:
            await vacate(post)
        for leave in await unit.find(Leave, post_id=post.id, ended_at=None):
            await unit.save(replace(leave, ended_at=unit.now))
        closed = replace(await unit.require(Post, post.id), active=False)
        fact = Fact("post.closed", post_subject(post.id), {"unit": gone.id, "title": post.title})
        await carry_out(unit, actor, Outcome(saves=(closed,), facts=(fact,)))


async def _follow_leaders(unit: UnitOfWork, actor: Actor, old_id: int, new_id: int) -> None:
    """Who is in charge of the old unit is in charge of its successor."""
    for post in await unit.find(Post, active=True):
        if old_id in post.in_charge_of:
            units = tuple(dict.fromkeys(new_id if item == old_id else item for item in post.in_charge_of))
            fact = Fact("post.changed", post_subject(post.id), {"in_charge_of": list(units)})
            await carry_out(unit, actor, Outcome(saves=(replace(post, in_charge_of=units),), facts=(fact,)))
