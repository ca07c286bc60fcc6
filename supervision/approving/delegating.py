"""委托代签: who signs for whom on which days – never over two hands, never in a circle, taken back at any time.

Ours, as `architecture.md` ("Step") asks: the notice names the signers and knows no deputies. A delegation is of posts;
whoever holds them has it. One that a leader gives himself counts at once; one that the Office enters from a paper
counts once another person has compared it with the paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType

from supervision.actors import Actor
from supervision.approving.delegation_clashes import REASONS, Roll
from supervision.calendars.deadlines import local_date
from supervision.county import County
from supervision.model import Channel, Delegation, Post
from supervision.notices.base import Recipient, to_post
from supervision.notices.delegating import DelegationCard, DelegationRevoked, delegation_subject
from supervision.outcome import Fact, Outcome
from supervision.refusals import DelegationRefused, InvalidInput, NotAllowed, NotFound, StaleButton
from supervision.roles import OFFICE, TITLES, Permission, Role

LONGEST_REFERENCE = 100
"""Characters of the number of the paper that a delegation is entered from."""


SEVERAL = frozenset({Role.VICE_MAYOR, Role.PARTY_LEADER, Role.SECRETARY})
"""Roles that several posts have, so that only the roster's title tells them apart."""


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


def grant(
    asked: Delegation, roll: Roll, actor: Actor, now: datetime, county: County, *, confirmers: Iterable[int] = ()
) -> Outcome:
    """Let a deputy sign for a post from one day to another.

    The holder of the post grants it himself; the Office enters what he ordered on paper, with the paper's number.

    Args:
        confirmers: the posts that are asked to compare an entry with its paper.

    Raises:
        NotAllowed: neither.
        InvalidInput: the Office names no paper.
        DelegationRefused: see `REASONS`, in this order.
    """
    delegation = _with_channel(asked, actor)
    _check(delegation, roll, actor, local_date(now, county.zone))
    fact = Fact("delegation.granted", delegation_subject(delegation.id), _details(delegation))
    told = _everybody(delegation, roll) if counts(delegation) else _who_compares(actor, confirmers)
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
    if not may_confirm(delegation, deputy, actor):
        raise NotAllowed(Permission.RECORD_CONFIRM)
    confirmed = replace(delegation, confirmed_by=actor.person_id, confirmed_at=now)
    subject = delegation_subject(delegation.id)
    return Outcome(
        saves=(confirmed,),
        facts=(Fact("delegation.confirmed", subject, _details(delegation)),),
        notices=tuple(DelegationCard(to=to, delegation_id=delegation.id) for to in _everybody(delegation, roll)),
        redraw=(subject,),
    )


def may_confirm(delegation: Delegation, deputy: Post, actor: Actor) -> bool:
    """Say whether he can compare an entry with its paper: he neither entered it nor would sign by it."""
    concerned = actor.person_id in (delegation.granted_by, deputy.holder_id)
    return actor.may(Permission.RECORD_CONFIRM) and not concerned


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


def concerns(delegation: Delegation, actor: Actor) -> bool:
    """Say whether it is his business: the leader's, the deputy's, their secretaries', the Office's."""
    posts = {delegation.post_id, delegation.deputy_post_id}
    served = any(delegation.post_id in post.serves for post in actor.posts)
    return served or any(actor.holds(post) for post in posts) or actor.may(Permission.DELEGATION_ENTER)


def revoke(delegation: Delegation, actor: Actor, now: datetime, county: County) -> Outcome:
    """收回委托, at any time; what the deputy has signed stands.

    The deputy is told, and the leader if it was not he himself.

    Raises:
        NotFound: he has no part in it.
        NotAllowed: it is not his to take back.
        StaleButton: it was taken back before, or is over.
    """
    if not concerns(delegation, actor):
        raise NotFound("delegation")
    if not may_revoke(delegation, actor):
        raise NotAllowed(Permission.DELEGATION_GRANT)
    if delegation.revoked_at is not None or delegation.until < local_date(now, county.zone):
        raise StaleButton
    subject = delegation_subject(delegation.id)
    seats = [delegation.deputy_post_id, *([] if actor.holds(delegation.post_id) else [delegation.post_id])]
    told = tuple(DelegationRevoked(to=to_post(seat), delegation_id=delegation.id) for seat in seats)
    return Outcome(
        saves=(replace(delegation, revoked_by=actor.person_id, revoked_at=now),),
        facts=(Fact("delegation.revoked", subject, _details(delegation)),),
        notices=told if counts(delegation) else (),
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
    for reason, applies in REASONS.items():
        clash = next(applies(asked, roll, actor, today), None)
        if clash is not None:
            raise DelegationRefused(reason, signer_title(away), signer_title(deputy), clash.since, clash.until)


def _who_compares(actor: Actor, confirmers: Iterable[int]) -> tuple[Recipient, ...]:
    """Who is told of an entry that does not count yet: who entered it, and those who are asked to compare it."""
    own = actor.post_in(*OFFICE)
    posts = dict.fromkeys([*([own.id] if own else []), *confirmers])
    return tuple(to_post(post_id) for post_id in posts)


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
