"""Enrolment: one-time links that bind one person in one post to the account that opens them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from supervision.actors import Actor
from supervision.county import County
from supervision.model import CalendarKey, Invitation, Person, Post, Unit, UnitKind
from supervision.notices.base import to_person
from supervision.notices.invitations import InvitationIssued, InvitationUsed
from supervision.outcome import Fact, Outcome
from supervision.refusals import InvitationRefused, NotFound
from supervision.roles import TITLES, Permission, Role
from supervision.subjects import Subject


class InvitationState(StrEnum):
    """Whether a link can still be used."""

    OPEN = "open"
    USED = "used"
    REVOKED = "revoked"
    EXPIRED = "expired"


def state_of(invitation: Invitation, now: datetime) -> InvitationState:
    """Say whether the link can be used now; what was used or revoked stays so after its term."""
    if invitation.used_at is not None:
        return InvitationState.USED
    if invitation.revoked_at is not None:
        return InvitationState.REVOKED
    return InvitationState.EXPIRED if now >= invitation.expires_at else InvitationState.OPEN


def person_subject(person_id: int) -> Subject:
    """A person, as the audit speaks of him."""
    return Subject("person", str(person_id))


def issue(
    actor: Actor,
    person: Person,
    post: Post,
    earlier: Iterable[Invitation],
    *,
    code: str,
    bot_username: str,
    now: datetime,
    county: County,
) -> Outcome:
    """Make a link for the holder of a post. His earlier links die, so that one is valid at a time.

    The code is drawn by the use case. It never stands in the audit: who reads that must not be able to use it.

    Raises:
        NotAllowed: the actor may not invite.
        NotFound: the person does not hold the post, or no longer takes part.
    """
    actor.require(Permission.INVITATION_ISSUE)
    if not (person.active and post.active and post.holder_id == person.id):
        raise NotFound("post", post.title)
    expires = now + timedelta(days=county.invitation_days)
    revoked = revoke_all(earlier, now)
    invitation = Invitation(code, person.id, post.id, actor.person_id, now, expires)
    fact = Fact("invitation.issued", person_subject(person.id), {"post": post.id, "expires_at": expires.isoformat()})
    notice = InvitationIssued(
        code=code,
        name=person.name,
        title=post.title,
        link=f"https://t.me/{bot_username}?start={code}",
        expires_at=expires,
        has_account=person.telegram_id is not None,
    )
    return revoked + Outcome(saves=(invitation,), facts=(fact,), notices=(notice,))


def revoke_all(invitations: Iterable[Invitation], now: datetime) -> Outcome:
    """Take back those of the links that could still be used."""
    still_open = [item for item in invitations if state_of(item, now) is InvitationState.OPEN]
    return Outcome(
        saves=tuple(replace(item, revoked_at=now) for item in still_open),
        facts=tuple(
            Fact("invitation.revoked", person_subject(item.person_id), {"post": item.post_id}) for item in still_open
        ),
    )


def revoke(actor: Actor, invitation: Invitation, now: datetime) -> Outcome:
    """Take a link back.

    Raises:
        NotAllowed: the actor may not invite.
        InvitationRefused: it was used, revoked or has expired; the reason says which.
    """
    actor.require(Permission.INVITATION_ISSUE)
    state = state_of(invitation, now)
    if state is not InvitationState.OPEN:
        raise InvitationRefused(state.value)
    return revoke_all([invitation], now)


def accept(
    invitation: Invitation | None,
    person: Person | None,
    post: Post | None,
    *,
    owner: Person | None,
    telegram_id: int,
    now: datetime,
) -> Outcome:
    """Bind the account that opened the link to the person of the invitation.

    Args:
        owner: the person whom the account belongs to already, if any.

    Raises:
        InvitationRefused: the code is unknown, used, revoked or expired, its post has another holder by now, or the
            account belongs to somebody else. Nothing more is said to who may be a stranger.
    """
    if invitation is None or person is None or post is None:
        raise InvitationRefused("unknown")
    state = state_of(invitation, now)
    if state is not InvitationState.OPEN:
        raise InvitationRefused(state.value)
    if not (person.active and post.active and post.holder_id == person.id):
        raise InvitationRefused(InvitationState.REVOKED.value)
    if owner is not None and owner.id != person.id:
        raise InvitationRefused("account_taken")
    rebound = person.telegram_id not in (None, telegram_id)
    details = {"post": post.id, "telegram_id": telegram_id, "rebound": rebound}
    used = InvitationUsed(
        to=to_person(invitation.issued_by), name=person.name, title=post.title, rebound=rebound, at=now
    )
    return Outcome(
        saves=(replace(person, telegram_id=telegram_id), replace(invitation, used_at=now)),
        facts=(Fact("person.enrolled", person_subject(person.id), details),),
        notices=(used,) if invitation.issued_by else (),
    )


def first_administrator_key(telegram_id: int) -> str:
    """What is used up when a configured account has become an administrator."""
    return f"administrator/{telegram_id}"


def make_first_administrator(
    telegram_id: int,
    waiting: Sequence[Person],
    office: Unit | None,
    *,
    ids: tuple[int, int, int],
    county: County,
    now: datetime,
) -> Outcome:
    """Make the account an administrator, once: a fresh installation has nobody who could invite anybody.

    Args:
        waiting: administrators of the roster without an account; the first of them takes the account.
        office: the supervision office's own unit, if the roster has it already.
        ids: unused ids of a unit, a person and a post.
    """
    unit_id, person_id, post_id = ids
    key = CalendarKey(first_administrator_key(telegram_id), now)
    if waiting:
        person = replace(waiting[0], telegram_id=telegram_id)
        rows: tuple[object, ...] = (person, key)
    else:
        title = TITLES[Role.ADMINISTRATOR]
        person = Person(person_id, title, telegram_id=telegram_id)
        home = office or Unit(
            unit_id, f"县政府{county.supervision_office}", UnitKind.OFFICE, (county.supervision_office,)
        )
        rows = (home, person, Post(post_id, home.id, Role.ADMINISTRATOR, title, holder_id=person.id), key)
    details = {"telegram_id": telegram_id, "by": "configuration"}
    return Outcome(saves=rows, facts=(Fact("person.enrolled", person_subject(person.id), details),))
