"""One-time links: when they open, and what they say when they do not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from supervision.actors import Actor
from supervision.county import County
from supervision.model import CalendarKey, Invitation, Person, Post, Unit, UnitKind
from supervision.people.enrolment import InvitationState, accept, issue, make_first_administrator, revoke, state_of
from supervision.refusals import InvitationRefused, NotAllowed, NotFound
from supervision.roles import Role

NOW = datetime(2026, 3, 2, 0, 30, tzinfo=UTC)
WEEK = timedelta(days=7)
LI = Person(1, "水利局联络员")
POST = Post(5, 3, Role.LIAISON, "县水利局联络员A", "A", 1)
HEAD = Actor(Person(9, "督查室主任"), (Post(9, 2, Role.OFFICE_HEAD, "督查室主任", holder_id=9),))
CLERK = Actor(Person(8, "督查室甲"), (Post(8, 2, Role.OFFICER, "督查室工作人员甲", holder_id=8),))
LINK = Invitation("code", 1, 5, 9, NOW, NOW + WEEK)


@pytest.mark.parametrize(
    ("invitation", "at", "state"),
    [
        (LINK, NOW, InvitationState.OPEN),
        (LINK, NOW + WEEK - timedelta(microseconds=1), InvitationState.OPEN),
        (LINK, NOW + WEEK, InvitationState.EXPIRED),
        (replace(LINK, used_at=NOW), NOW, InvitationState.USED),
        (replace(LINK, used_at=NOW), NOW + 2 * WEEK, InvitationState.USED),
        (replace(LINK, revoked_at=NOW), NOW, InvitationState.REVOKED),
        (replace(LINK, revoked_at=NOW), NOW + 2 * WEEK, InvitationState.REVOKED),
    ],
)
def test_when_a_link_is_open(invitation: Invitation, at: datetime, state: InvitationState) -> None:
    assert state_of(invitation, at) is state


def made(actor: Actor = HEAD, person: Person = LI, post: Post = POST, days: int = 7) -> Invitation:
    earlier = [LINK, replace(LINK, code="used", used_at=NOW)]
    outcome = issue(
        actor, person, post, earlier, code="new", bot_username="b", now=NOW, county=County(invitation_days=days)
    )
    revoked, invitation = outcome.saves
    assert isinstance(revoked, Invitation)
    assert (revoked.code, revoked.revoked_at) == ("code", NOW)
    assert "new" not in repr(outcome.facts)
    assert isinstance(invitation, Invitation)
    return invitation


def test_a_link_lasts_as_long_as_the_county_says() -> None:
    assert made(days=3).expires_at == NOW + timedelta(days=3)


def test_who_may_not_invite_and_who_cannot_be_invited() -> None:
    with pytest.raises(NotAllowed):
        made(actor=CLERK)
    with pytest.raises(NotFound):
        made(post=replace(POST, holder_id=None))
    with pytest.raises(NotFound):
        made(post=replace(POST, holder_id=2))
    with pytest.raises(NotFound):
        made(person=replace(LI, active=False))


@pytest.mark.parametrize(
    ("invitation", "person", "post", "owner", "reason"),
    [
        (None, None, None, None, "unknown"),
        (replace(LINK, used_at=NOW), LI, POST, None, "used"),
        (replace(LINK, revoked_at=NOW), LI, POST, None, "revoked"),
        (replace(LINK, expires_at=NOW), LI, POST, None, "expired"),
        (LINK, LI, replace(POST, holder_id=2), None, "revoked"),
        (LINK, replace(LI, active=False), POST, None, "revoked"),
        (LINK, LI, POST, Person(2, "别人"), "account_taken"),
        (replace(LINK, used_at=NOW), LI, POST, Person(2, "别人"), "used"),
    ],
)
def test_links_that_do_not_open(
    invitation: Invitation | None, person: Person | None, post: Post | None, owner: Person | None, reason: str
) -> None:
    with pytest.raises(InvitationRefused) as refused:
        accept(invitation, person, post, owner=owner, telegram_id=77, now=NOW)
    assert refused.value.reason == reason


def test_a_link_binds_the_account_and_is_used_up() -> None:
    outcome = accept(LINK, LI, POST, owner=None, telegram_id=77, now=NOW)
    assert outcome.saves == (replace(LI, telegram_id=77), replace(LINK, used_at=NOW))
    (fact,) = outcome.facts
    assert (fact.event, fact.details["rebound"]) == ("person.enrolled", False)
    again = accept(LINK, replace(LI, telegram_id=66), POST, owner=None, telegram_id=77, now=NOW)
    assert again.facts[0].details["rebound"] is True


def test_a_link_is_revoked_once() -> None:
    assert revoke(HEAD, LINK, NOW).saves == (replace(LINK, revoked_at=NOW),)
    with pytest.raises(InvitationRefused):
        revoke(HEAD, replace(LINK, revoked_at=NOW), NOW)
    with pytest.raises(NotAllowed):
        revoke(CLERK, LINK, NOW)


def test_the_first_administrator_takes_a_waiting_post_or_makes_one() -> None:
    waiting = Person(4, "系统管理员")
    taken = make_first_administrator(77, [waiting], None, ids=(1, 2, 3), county=County(), now=NOW)
    assert taken.saves == (replace(waiting, telegram_id=77), CalendarKey("administrator/77", NOW))
    office = Unit(6, "县政府督查室", UnitKind.OFFICE)
    made_anew = make_first_administrator(77, [], office, ids=(1, 2, 3), county=County(), now=NOW)
    assert office in made_anew.saves
    assert Post(3, 6, Role.ADMINISTRATOR, "系统管理员", holder_id=2) in made_anew.saves
