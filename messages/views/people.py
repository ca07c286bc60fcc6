"""What the list of people is given: one of four pages."""

from __future__ import annotations

from dataclasses import dataclass, field

from supervision.model import Person, Post, Unit


@dataclass(frozen=True, slots=True)
class KindLine:
    """How many units of a kind there are, how many people, and how many of them have an account."""

    kind: str
    units: int
    people: int
    enrolled: int


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit in a list of units."""

    unit: Unit
    people: int
    enrolled: int


@dataclass(frozen=True, slots=True)
class PostLine:
    """A post and who holds it."""

    post: Post
    holder: Person | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleView:
    """`page` is kinds, units, posts, post, or closed for who may not look (any more).

    `invited` tells whether the shown holder has an open link; `unknown` is a name that no unit has, the units shown
    being the most like it.
    """

    page: str
    kinds: tuple[KindLine, ...] = ()
    kind: str = ""
    units: tuple[UnitLine, ...] = ()
    unknown: str = ""
    unit: Unit | None = None
    posts: tuple[PostLine, ...] = field(default=())
    invited: bool = False
    may_edit: bool = False
    may_invite: bool = False
