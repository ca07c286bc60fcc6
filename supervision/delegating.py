"""委托代签: who signs for whom on which days – never over two hands, never in a circle, taken back at any time.

Ours, as `architecture.md` ("Step") asks: the notice names the signers and knows no deputies. A delegation is of posts;
whoever holds them has it. One that a leader gives himself counts at once; one that the Office enters from a paper
counts once another person has compared it with the paper.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType

from supervision.actors import Actor
from supervision.county import County
from supervision.deadlines import local_date
from supervision.model import Channel, Delegation, Post
from supervision.notices.base import OFFICE, Recipient, to_post
from supervision.notices.delegating import DelegationCard, DelegationRevoked, delegation_subject
from supervision.outcome import Fact, Outcome
from supervision.refusals import DelegationRefused, InvalidInput, NotAllowed, NotFound, StaleButton
from supervision.roles import SIGNERS, TITLES, Permission, Role

LONGEST_DAYS = 92
"""Days that one delegation may run: who is away for longer is succeeded."""

LONGEST_REFERENCE = 100
"""Characters of the number of the paper that a delegation is entered from."""


SEVERAL = frozenset({Role.VICE_MAYOR, Role.PARTY_LEADER, Role.SECRETARY})
"""Roles that several posts have, so that only the roster's title tells them apart."""


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


def signer_title(post: Post) -> str:
    """What a post is called where it signs: its title; of which there may be several, as the roster has it."""
    return post.title if post.role in SEVERAL else TITLES[post.role]


def counts(delegation: Delegation) -> bool:
    """Say whether it was neither taken back nor still waits to be compared with its paper."""
    confirmed = delegation.channel is Channel.TELEGRAM or delegation.confirmed_at is not None
    return delegation.revoked_at is None and confirmed


def runs_on(delegation: Delegation, day: date) -> bool:
    """Say whether the deputy signs on this day."""
    return counts(delegation) and delegation.since <= day <= delegation.until


def standing_in_on(delegations: Iterable[Delegation], day: date) -> Mapping[int, tuple[int, ...]]:
    """Give the deputies' posts of each post that is away on a day."""
    found: dict[int, tuple[int, ...]] = {}
    for delegation in delegations:
        if runs_on(delegation, day):
            found[delegation.post_id] = (*found.get(delegation.post_id, ()), delegation.deputy_post_id)
    return MappingProxyType(found)


def starts_at(delegation: Delegation, county: County) -> datetime:
    """Give the moment at which the deputy is handed what waits: when the office opens on the first day."""
    return datetime.combine(delegation.since, county.office_opens, county.zone).astimezone(UTC)


def ends_at(delegation: Delegation, county: County) -> datetime:
    """Give the moment at which it is over: the end of its last day."""
    return datetime.combine(delegation.until + timedelta(days=1), time.min, county.zone).astimezone(UTC)


def grant(asked: Delegation, roll: Roll, actor: Actor, now: datetime, county: County) -> Outcome:
    """Let a deputy sign for a post from one day to another.

    The holder of the post grants it himself; the Office enters what he ordered on paper, with the paper's number.

    Raises:
        NotAllowed: neither.
        InvalidInput: the Office names no paper.
        DelegationRefused: see `_REASONS`, in this order.
    """
    delegation = _with_channel(asked, actor)
    _check(delegation, roll, actor, local_date(now, county.zone))
    fact = Fact("delegation.granted", delegation_subject(delegation.id), _details(delegation))
    told = (_everybody(delegation, roll)) if counts(delegation) else (OFFICE,)
    return Outcome(
        saves=(delegation,),
        facts=(fact,),
        notices=tuple(DelegationCard(to=to, delegation_id=delegation.id) for to in told),
    )


def confirm(delegation: Delegation, roll: Roll, actor: Actor, now: datetime, county: County) -> Outcome:
    """核对无误: another person of the Office compared it with its paper; from now on it counts.

    Raises:
        NotAllowed: he entered it himself, or would be the deputy.
        StaleButton: it counts already, was taken back, or is over.
    """
    actor.require(Permission.RECORD_CONFIRM)
    waits = delegation.revoked_at is None and not counts(delegation)
    if not waits or delegation.until < local_date(now, county.zone):
        raise StaleButton
    deputy = roll.post(delegation.deputy_post_id)
    if actor.person_id in (delegation.granted_by, deputy.holder_id):
        raise NotAllowed(Permission.RECORD_CONFIRM)
    confirmed = replace(delegation, confirmed_by=actor.person_id, confirmed_at=now)
    subject = delegation_subject(delegation.id)
    return Outcome(
        saves=(confirmed,),
        facts=(Fact("delegation.confirmed", subject, _details(delegation)),),
        notices=tuple(DelegationCard(to=to, delegation_id=delegation.id) for to in _everybody(delegation, roll)),
        redraw=(subject,),
    )


def begin(delegation: Delegation, now: datetime) -> Outcome:
    """Its first day has come: the use case hands the deputy what waits."""
    subject = delegation_subject(delegation.id)
    return Outcome((replace(delegation, began_at=now),), (Fact("delegation.began", subject),), redraw=(subject,))


def end(delegation: Delegation, now: datetime) -> Outcome:
    """Its last day is over: the use case takes the buttons from the deputy's cards."""
    subject = delegation_subject(delegation.id)
    return Outcome((replace(delegation, ended_at=now),), (Fact("delegation.ended", subject),), redraw=(subject,))


def may_revoke(delegation: Delegation, actor: Actor) -> bool:
    """Say whether it is his to take back: the holder of the post, or the Office for him."""
    own = actor.may(Permission.DELEGATION_GRANT) and actor.holds(delegation.post_id)
    return own or actor.may(Permission.DELEGATION_ENTER)


def revoke(delegation: Delegation, actor: Actor, now: datetime, county: County) -> Outcome:
    """收回委托, at any time; what the deputy has signed stands.

    Raises:
        NotAllowed: it is not his to take back.
        StaleButton: it was taken back before, or is over.
    """
    if not may_revoke(delegation, actor):
        raise NotAllowed(Permission.DELEGATION_GRANT)
    if delegation.revoked_at is not None or delegation.until < local_date(now, county.zone):
        raise StaleButton
    subject = delegation_subject(delegation.id)
    told = DelegationRevoked(to=to_post(delegation.deputy_post_id), delegation_id=delegation.id)
    return Outcome(
        saves=(replace(delegation, revoked_by=actor.person_id, revoked_at=now),),
        facts=(Fact("delegation.revoked", subject, _details(delegation)),),
        notices=(told,) if counts(delegation) else (),
        redraw=(subject,),
    )


def _with_channel(asked: Delegation, actor: Actor) -> Delegation:
    """Whose act it is: the holder's own, or the Office's entry from a paper."""
    if actor.may(Permission.DELEGATION_GRANT) and actor.holds(asked.post_id):
        return replace(asked, channel=Channel.TELEGRAM, reference="")
    actor.require(Permission.DELEGATION_ENTER)
    if not asked.reference.strip():
        raise InvalidInput("reference", "empty")
    if len(asked.reference) > LONGEST_REFERENCE:
        raise InvalidInput("reference", "too_long", limit=LONGEST_REFERENCE)
    return replace(asked, channel=Channel.PAPER)


def _check(asked: Delegation, roll: Roll, actor: Actor, today: date) -> None:
    away, deputy = roll.post(asked.post_id), roll.post(asked.deputy_post_id)
    for reason, applies in _REASONS.items():
        clash = next(applies(asked, roll, actor, today), None)
        if clash is not None:
            raise DelegationRefused(reason, signer_title(away), signer_title(deputy), clash.since, clash.until)


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


_REASONS: Mapping[str, Clashes] = MappingProxyType(
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


def _everybody(delegation: Delegation, roll: Roll) -> tuple[Recipient, ...]:
    """Who is told that it was given: the holder, the deputy, the holder's secretaries."""
    posts = (delegation.post_id, delegation.deputy_post_id, *roll.secretaries_of(delegation.post_id))
    return tuple(to_post(post_id) for post_id in posts)


def _details(delegation: Delegation) -> dict[str, object]:
    return {
        "post": delegation.post_id,
        "deputy": delegation.deputy_post_id,
        "since": delegation.since.isoformat(),
        "until": delegation.until.isoformat(),
        "channel": delegation.channel.value,
        "reference": delegation.reference,
    }
