"""Who acts: a person with the posts he holds now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from supervision.model import Channel, Person, Post
from supervision.refusals import NotAllowed
from supervision.roles import Permission, Role, permits


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """Why an act counts that was not done through the bot: one wrote it down, another compared it (`model.Record`).

    `happened_on` is the local day of `happened_at`, as it is written on the paper.
    """

    channel: Channel
    record_id: int
    entered_by: int
    confirmed_by: int
    happened_at: datetime
    reference: str = ""
    happened_on: date | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """The person behind an update, a timer or the command line. `person` is none for the machine itself.

    With a `witness` it is his act all the same, as the Office recorded it: the same rules hold for it.
    """

    person: Person | None
    posts: tuple[Post, ...] = ()
    witness: Witness | None = None

    @property
    def person_id(self) -> int:
        """The id of the person; 0 for the machine."""
        return self.person.id if self.person else 0

    @property
    def name(self) -> str:
        """The person's name as the roster has it; empty for the machine."""
        return self.person.name if self.person else ""

    @property
    def roles(self) -> frozenset[Role]:
        """All roles of the posts held now."""
        return frozenset(post.role for post in self.posts)

    def may(self, permission: Permission) -> bool:
        """Tell whether one of his posts permits it."""
        return permits(self.roles, permission)

    def require(self, permission: Permission) -> None:
        """Refuse unless one of his posts permits it.

        Raises:
            NotAllowed: none does.
        """
        if not self.may(permission):
            raise NotAllowed(permission.value)

    def post_in(self, *roles: Role) -> Post | None:
        """The first of his posts that has one of the roles."""
        return next((post for post in self.posts if post.role in roles), None)

    def post_of_unit(self, unit_id: int) -> Post | None:
        """The first of his posts that belongs to the unit."""
        return next((post for post in self.posts if post.unit_id == unit_id), None)

    def holds(self, post_id: int) -> bool:
        """Tell whether he sits in this post now."""
        return any(post.id == post_id for post in self.posts)

    @property
    def unit_ids(self) -> tuple[int, ...]:
        """The units he belongs to, each once, in the order of his posts."""
        return tuple(dict.fromkeys(post.unit_id for post in self.posts))


MACHINE = Actor(None)
"""The bot itself: timers and start-up."""
