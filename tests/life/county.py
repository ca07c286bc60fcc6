"""The county of the year: as many units as are wanted, each with a liaison, a deputy and a head."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import RESPONSIBLE_KINDS, Person, Post, Unit, UnitKind
from supervision.roles import Role
from tests import roster

_KINDS = (
    *(UnitKind.DEPARTMENT,) * 12,
    *(UnitKind.TOWNSHIP,) * 5,
    *(UnitKind.VERTICAL,) * 2,
    UnitKind.ENTERPRISE,
    UnitKind.PARTY,
)
"""Of what kind the units are beyond those of the test office, in turn."""

_SEATS = ((Role.LIAISON, "A"), (Role.UNIT_DEPUTY, ""), (Role.UNIT_HEAD, ""))


@dataclass
class Seats:
    """Who sits where: the actors that the life is lived by."""

    office: dict[str, Actor] = field(default_factory=dict)
    by_post: dict[int, Actor] = field(default_factory=dict)
    liaison: dict[int, Actor] = field(default_factory=dict)
    kinds: dict[int, UnitKind] = field(default_factory=dict)

    def units(self, rng: Random, n: int) -> tuple[int, ...]:
        """Some units that a task can be given to, mostly of those that can be ordered."""
        return tuple(rng.sample(sorted(self.liaison), n))


def entities(units: int) -> list[object]:
    """The rows of the units that come beside those of the test office, so that `units` can be given a task."""
    rows: list[object] = []
    present = sum(unit.kind in RESPONSIBLE_KINDS for unit in roster.UNITS)
    for n in range(units - present):
        unit_id = len(roster.UNITS) + 1 + n
        name = f"第{n + 1}单位"
        rows.append(Unit(unit_id, name, _KINDS[n % len(_KINDS)]))
        for place, (role, seat) in enumerate(_SEATS):
            number = len(roster.SEATS) + 1 + n * len(_SEATS) + place
            account = None if n % 40 == 7 else roster.FIRST_ACCOUNT + number - 1
            rows.append(Person(number, f"{name}{place + 1}", f"1390000{number:04}", account))
            rows.append(Post(number, unit_id, role, f"{name}{role.value}", seat, number))
    return rows


async def settle_in(unit: UnitOfWork, units: int) -> Seats:
    """Put the county's other units into the database and say who sits where."""
    rows = entities(units)
    await unit.save(*rows)
    for kind, model in (("unit", Unit), ("person", Person), ("post", Post)):
        for _ in range(sum(isinstance(row, model) for row in rows)):
            await unit.new_id(kind)
    people = {person.id: person for person in await unit.find(Person)}
    kinds = {one.id: one.kind for one in await unit.find(Unit)}
    seats = Seats(kinds=kinds)
    for post in await unit.find(Post):
        actor = Actor(people[post.holder_id or 0], (post,))
        seats.by_post[post.id] = actor
        if post.role is Role.LIAISON and kinds[post.unit_id] in RESPONSIBLE_KINDS:
            seats.liaison[post.unit_id] = actor
    seats.office = {seat.key: seats.by_post[roster.id_of(seat.key)] for seat in roster.SEATS}
    return seats
