"""What a rehearsal would send, and to whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.outgoing import Outgoing
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import Group, Person, Post, Unit, UnitKind
from supervision.roles import Role


@dataclass(frozen=True, slots=True)
class Receiver:
    """To whom something goes: a person in a post of a unit, a vacant post, or a group (by its title as `name`)."""

    unit_id: int = 0
    unit: str = ""
    kind: UnitKind | None = None
    post: str = ""
    role: Role | None = None
    name: str = ""
    post_id: int = 0


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody would be sent. `missed` is a stable word for why it would wait instead (待送达), else empty."""

    at: datetime
    kind: str
    to: Receiver
    text: str
    missed: str = ""


async def receiver_of(unit: UnitOfWork, row: Outgoing, viewer: Actor) -> Receiver:
    """Who that is, by the seat: of a person who holds several posts, the one that is meant, else his first."""
    kind, _, number = row.seat.partition("/")
    if kind == "group":
        group = await unit.get(Group, int(number))
        return Receiver(name=group.title if group else "")
    post = await unit.get(Post, int(number)) if kind == "post" else None
    person = viewer.person
    if person is None:
        person_id = post.holder_id if post else int(number)
        person = await unit.get(Person, person_id) if person_id and kind != "chat" else None
    if post is None and person is not None:
        held = viewer.posts or await unit.find(Post, holder_id=person.id, active=True)
        post = held[0] if held else None
    name = person.name if person else ""
    if post is None:
        return Receiver(name=name)
    of = await unit.require(Unit, post.unit_id)
    return Receiver(of.id, of.name, of.kind, post.title, post.role, name, post.id)
