"""Why a delegation is refused: never over two hands, never in a circle, not too long, on days that are free."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from supervision.actors import Actor
from supervision.model import Channel, Delegation, Post
from supervision.refusals import NotFound
from supervision.roles import SIGNERS, Role

LONGEST_DAYS = 92
"""Days that one delegation may run: who is away for longer is succeeded."""


@dataclass(frozen=True, slots=True)
class Roll:
    """What a delegation is checked against: the posts of signers and secretaries, and all delegations not over."""

    posts: tuple[Post, ...]
    delegations: tuple[Delegation, ...] = ()

    def post(self, post_id: int) -> Post:
        """Find a post. Raises NotFound."""
        for post in self.posts:
            if post.id == post_id:
                return post
        raise NotFound("post")

    def seats_of(self, post: Post) -> frozenset[int]:
        """The post, and the others that its holder has: he is away from all of them at once."""
        same = {other.id for other in self.posts if post.holder_id and other.holder_id == post.holder_id}
        return frozenset({post.id, *same})

    def secretaries_of(self, post_id: int) -> tuple[int, ...]:
        """The posts of the secretaries who serve a leader's post."""
        return tuple(p.id for p in self.posts if p.role is Role.SECRETARY and p.active and post_id in p.serves)


Clashes = Callable[[Delegation, Roll, Actor, date], Iterator[Delegation]]


def _if(applies: Callable[[Delegation, Roll, Actor, date], bool]) -> Clashes:
    """A reason that lies in the delegation itself: it clashes with itself."""

    def clashes(asked: Delegation, roll: Roll, actor: Actor, today: date) -> Iterator[Delegation]:
        if applies(asked, roll, actor, today):
            yield asked

    return clashes


def _no_signer(asked: Delegation, roll: Roll, _actor: Actor, _today: date) -> bool:
    return not {roll.post(asked.post_id).role, roll.post(asked.deputy_post_id).role} <= SIGNERS


def _vacant(asked: Delegation, roll: Roll, _actor: Actor, _today: date) -> bool:
    deputy = roll.post(asked.deputy_post_id)
    return deputy.holder_id is None or not deputy.active


def _same_person(asked: Delegation, roll: Roll, _actor: Actor, _today: date) -> bool:
    return asked.deputy_post_id in roll.seats_of(roll.post(asked.post_id))


def _for_himself(asked: Delegation, roll: Roll, actor: Actor, _today: date) -> bool:
    return asked.channel is not Channel.TELEGRAM and roll.post(asked.deputy_post_id).holder_id == actor.person_id


def _backwards(asked: Delegation, _roll: Roll, _actor: Actor, _today: date) -> bool:
    return asked.until < asked.since


def _past(asked: Delegation, _roll: Roll, _actor: Actor, today: date) -> bool:
    return asked.since < today


def _too_long(asked: Delegation, _roll: Roll, _actor: Actor, _today: date) -> bool:
    return (asked.until - asked.since).days >= LONGEST_DAYS


def _same_days(asked: Delegation, others: Sequence[Delegation]) -> Iterator[Delegation]:
    for other in others:
        if other.revoked_at is None and other.since <= asked.until and asked.since <= other.until:
            yield other


def _overlap(asked: Delegation, roll: Roll, _actor: Actor, _today: date) -> Iterator[Delegation]:
    return _same_days(asked, [other for other in roll.delegations if other.post_id == asked.post_id])


def _deputy_away(asked: Delegation, roll: Roll, _actor: Actor, _today: date) -> Iterator[Delegation]:
    seats = roll.seats_of(roll.post(asked.deputy_post_id))
    return _same_days(asked, [other for other in roll.delegations if other.post_id in seats])


def _is_deputy(asked: Delegation, roll: Roll, _actor: Actor, _today: date) -> Iterator[Delegation]:
    seats = roll.seats_of(roll.post(asked.post_id))
    return _same_days(asked, [other for other in roll.delegations if other.deputy_post_id in seats])


REASONS: Mapping[str, Clashes] = MappingProxyType(
    {
        "no_signer": _if(_no_signer),
        "vacant": _if(_vacant),
        "same_person": _if(_same_person),
        "for_himself": _if(_for_himself),
        "backwards": _if(_backwards),
        "past": _if(_past),
        "too_long": _if(_too_long),
        "overlap": _overlap,
        "deputy_away": _deputy_away,
        "is_deputy": _is_deputy,
    }
)
"""Why a delegation is refused. The last two keep it at one remove and out of circles, whatever the order of asking."""
