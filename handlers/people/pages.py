"""What the list of people shows: the kinds of units, the units of a kind, the posts of a unit, one post."""

from __future__ import annotations

from collections.abc import Sequence

from messages.views.people import KindLine, PeopleView, PostLine, UnitLine
from storage.queries import roster
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import Post, Unit, UnitKind
from supervision.notices.people import PeopleList
from supervision.roles import Permission


async def load_view(unit: UnitOfWork, notice: PeopleList, viewer: Actor) -> PeopleView:
    """The page that the notice names, for who may look."""
    if not viewer.may(Permission.PEOPLE_READ):
        return PeopleView(page="closed")
    if notice.post_id:
        return await _post(unit, notice.post_id, viewer)
    if notice.unit_id:
        return await _posts(unit, notice.unit_id)
    if notice.units:
        found = await unit.find(Unit, id=notice.units, active=True)
        return PeopleView(page="units", units=tuple(await _unit_lines(unit, found)), unknown=notice.unknown)
    if notice.kind:
        found = await roster.active_units(unit, [notice.kind])
        return PeopleView(page="units", kind=notice.kind, units=tuple(await _unit_lines(unit, found)))
    return await _kinds(unit)


async def _kinds(unit: UnitOfWork) -> PeopleView:
    lines = await _unit_lines(unit, await roster.active_units(unit))
    kinds = []
    for kind in UnitKind:
        of_kind = [line for line in lines if line.unit.kind is kind]
        if of_kind:
            people, enrolled = sum(line.people for line in of_kind), sum(line.enrolled for line in of_kind)
            kinds.append(KindLine(kind, len(of_kind), people, enrolled))
    return PeopleView(page="kinds", kinds=tuple(kinds))


async def _unit_lines(unit: UnitOfWork, units: Sequence[Unit]) -> list[UnitLine]:
    posts = await roster.posts_by_unit(unit)
    holders = await roster.holders(unit, [post for some in posts.values() for post in some])
    lines = []
    for one in units:
        held = {post.holder_id for post in posts.get(one.id, ()) if post.holder_id is not None}
        enrolled = sum(holders[person_id].telegram_id is not None for person_id in held)
        lines.append(UnitLine(one, len(held), enrolled))
    return lines


async def _posts(unit: UnitOfWork, unit_id: int) -> PeopleView:
    shown = await unit.require(Unit, unit_id)
    posts = await unit.find(Post, unit_id=unit_id, active=True)
    return PeopleView(page="posts", unit=shown, kind=shown.kind, posts=tuple(await _lines(unit, posts)))


async def _post(unit: UnitOfWork, post_id: int, viewer: Actor) -> PeopleView:
    post = await unit.require(Post, post_id)
    (line,) = await _lines(unit, [post])
    links = await roster.open_invitations(unit, line.holder.id) if line.holder else []
    return PeopleView(
        page="post",
        unit=await unit.require(Unit, post.unit_id),
        posts=(line,),
        invited=any(link.post_id == post.id for link in links),
        may_edit=viewer.may(Permission.PEOPLE_EDIT),
        may_invite=viewer.may(Permission.INVITATION_ISSUE),
    )


async def _lines(unit: UnitOfWork, posts: Sequence[Post]) -> list[PostLine]:
    holders = await roster.holders(unit, posts)
    return [PostLine(post, holders.get(post.holder_id) if post.holder_id is not None else None) for post in posts]
