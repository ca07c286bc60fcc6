"""Who sits in which post. Duties belong to posts: the successor takes over what is open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from supervision.actors import Actor
from supervision.model import Invitation, Person, Post
from supervision.notices.base import Notice, to_person, to_post
from supervision.notices.people import PostLeft, PostTaken
from supervision.outcome import Fact, Outcome
from supervision.people.enrolment import person_subject, revoke_all
from supervision.refusals import InvalidInput, LastAdministrator, NotFound
from supervision.roles import Permission, Role
from supervision.subjects import Subject

LONGEST_NAME = 40
"""Characters of a person's name."""

VACANT = "空缺"
"""What is written for a name where nobody sits."""

_PHONE_SIGNS = frozenset("0123456789+-() ")
_PHONE_LENGTH = range(5, 21)


def post_subject(post_id: int) -> Subject:
    """A post, as the audit speaks of it."""
    return Subject("post", str(post_id))


def clean_name(text: str) -> str:
    """A name as it is kept.

    Raises:
        InvalidInput: it is empty or too long.
    """
    name = " ".join(text.split())
    if not name:
        raise InvalidInput("name", "empty")
    if len(name) > LONGEST_NAME:
        raise InvalidInput("name", "too_long", limit=LONGEST_NAME)
    return name


def clean_phone(text: str) -> str:
    """A telephone number as it is kept: digits, `+`, `-` and brackets, 5 to 20 signs.

    Raises:
        InvalidInput: it is not one.
    """
    phone = " ".join(text.replace("（", "(").replace("）", ")").replace("－", "-").split())
    if not _PHONE_SIGNS.issuperset(phone) or len(phone) not in _PHONE_LENGTH:
        raise InvalidInput("phone", "bad_phone", given=text[:30])
    return phone


def hand_over(
    actor: Actor | None,
    post: Post,
    old: Person | None,
    new: Person | None,
    invitations: Iterable[Invitation],
    *,
    open_work: int,
    now: datetime,
) -> Outcome:
    """Put somebody into a post, or leave it vacant.

    Args:
        actor: who decides it; none when the roster is imported at the console.
        invitations: open links to the post; they were for the predecessor.
        open_work: how many cards the successor takes over.

    Raises:
        NotAllowed: the actor may not change people.
        InvalidInput: it is the same person.
        LastAdministrator: nobody would be left to administer.
    """
    if actor is not None:
        actor.require(Permission.PEOPLE_EDIT)
    if (old.id if old else None) == (new.id if new else None):
        raise InvalidInput("name", "same_holder", given=new.name if new else VACANT)
    revoked = revoke_all((item for item in invitations if item.post_id == post.id), now)
    details = {"from": old.id if old else None, "to": new.id if new else None, "open_work": open_work}
    notices: list[Notice] = []
    if old is not None and old.telegram_id is not None:
        notices.append(PostLeft(to=to_person(old.id), title=post.title))
    if new is not None:
        notices.append(PostTaken(to=to_post(post.id), name=new.name, title=post.title, open_work=open_work))
    return revoked + Outcome(
        saves=(replace(post, holder_id=new.id if new else None),),
        facts=(Fact("post.handed_over", post_subject(post.id), details),),
        notices=tuple(notices),
    )


def require_another_administrator(leaving: Person, administrators: Sequence[tuple[Post, Person]]) -> None:
    """Refuse what would leave nobody who can administer.

    Raises:
        LastAdministrator: he is the only one with an account.
    """
    able = {person.id for _, person in administrators if person.active and person.telegram_id is not None}
    if able == {leaving.id}:
        raise LastAdministrator


def unbind(actor: Actor, person: Person, invitations: Iterable[Invitation], now: datetime) -> Outcome:
    """Take the account away from a person: a lost telephone, an account that is no longer his.

    Raises:
        NotAllowed: the actor may not change people.
        NotFound: the person has no account.
    """
    actor.require(Permission.PEOPLE_EDIT)
    if person.telegram_id is None:
        raise NotFound("account", person.name)
    fact = Fact("person.unbound", person_subject(person.id), {"telegram_id": person.telegram_id})
    return revoke_all(invitations, now) + Outcome(saves=(replace(person, telegram_id=None),), facts=(fact,))


def deactivate(actor: Actor, person: Person, invitations: Iterable[Invitation], now: datetime) -> Outcome:
    """A person no longer takes part: account and links end. His posts are handed over before.

    Raises:
        NotAllowed: the actor may not change people.
        NotFound: he does not take part.
        InvalidInput: nobody deactivates himself.
    """
    actor.require(Permission.PEOPLE_EDIT)
    if not person.active:
        raise NotFound("person", person.name)
    if person.id == actor.person_id:
        raise InvalidInput("person", "oneself")
    fact = Fact("person.deactivated", person_subject(person.id), {"telegram_id": person.telegram_id})
    gone = replace(person, active=False, telegram_id=None)
    return revoke_all(invitations, now) + Outcome(saves=(gone,), facts=(fact,))


def is_administrator(post: Post) -> bool:
    """Tell whether the post administers."""
    return post.role is Role.ADMINISTRATOR
