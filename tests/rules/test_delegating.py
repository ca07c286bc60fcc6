"""Who may sign for whom: never two removes, never a circle, taken back at any time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from supervision.actors import Actor
from supervision.approving.delegating import confirm, counts, ends_at, grant, revoke, runs_on, standing_in_on, starts_at
from supervision.approving.delegation_clashes import Roll
from supervision.county import County
from supervision.model import Channel, Delegation, Person, Post
from supervision.notices.delegating import DelegationCard
from supervision.refusals import DelegationRefused, InvalidInput, NotAllowed, NotFound, Refusal, StaleButton
from supervision.roles import TITLES, Role

NOW = datetime(2026, 5, 6, 1, 0, tzinfo=UTC)
COUNTY = County()
MAYOR, EXECUTIVE, VICE, DIRECTOR, DEPUTY, SECRETARY, CLERK, SECOND, HEAD = range(1, 10)
ROLES = {
    MAYOR: Role.MAYOR,
    EXECUTIVE: Role.EXECUTIVE_VICE_MAYOR,
    VICE: Role.VICE_MAYOR,
    DIRECTOR: Role.DIRECTOR,
    DEPUTY: Role.DEPUTY_DIRECTOR,
    SECRETARY: Role.SECRETARY,
    CLERK: Role.OFFICER,
    SECOND: Role.OFFICER,
    HEAD: Role.OFFICE_HEAD,
}
POSTS = tuple(
    Post(n, 1, role, TITLES[role], holder_id=n, serves=(MAYOR,) if role is Role.SECRETARY else ())
    for n, role in ROLES.items()
)


def actor(number: int) -> Actor:
    return Actor(Person(number, TITLES[ROLES[number]]), (POSTS[number - 1],))


def may(day: int) -> date:
    return date(2026, 5, day)


def given(away: int, deputy: int, since: int = 6, until: int = 10, **changes: object) -> Delegation:
    made = Delegation(away * 10 + deputy, away, deputy, may(since), may(until), away, NOW)
    return replace(made, **changes)  # type: ignore[arg-type]


def roll(*others: Delegation, **held: int) -> Roll:
    posts = (replace(post, holder_id=held.get(str(post.role), post.holder_id) or None) for post in POSTS)
    return Roll(tuple(posts), others)


REFUSED = {
    "a deputy of a deputy: he is away himself": ((EXECUTIVE, VICE, 8, 9), (MAYOR, EXECUTIVE, 6, 10), "deputy_away"),
    "a deputy of a deputy: the other way round": ((MAYOR, EXECUTIVE, 6, 10), (EXECUTIVE, VICE, 10, 12), "is_deputy"),
    "a circle of two": ((EXECUTIVE, MAYOR, 6, 10), (MAYOR, EXECUTIVE, 8, 8), "deputy_away"),
    "the post is delegated on one of the days": ((MAYOR, VICE, 10, 12), (MAYOR, EXECUTIVE, 6, 10), "overlap"),
    "the same days again": ((MAYOR, EXECUTIVE, 6, 10), (MAYOR, EXECUTIVE, 6, 10), "overlap"),
}
ALLOWED = {
    "the day after": ((MAYOR, VICE, 11, 12), (MAYOR, EXECUTIVE, 6, 10)),
    "the deputy goes away the day after": ((EXECUTIVE, VICE, 6, 10), (MAYOR, EXECUTIVE, 11, 12)),
    "a deputy of two": ((VICE, EXECUTIVE, 6, 10), (MAYOR, EXECUTIVE, 6, 10)),
    "two pairs side by side": ((EXECUTIVE, VICE, 6, 10), (DIRECTOR, DEPUTY, 6, 10)),
}


@pytest.mark.parametrize("case", REFUSED)
def test_complaint_15_no_two_removes_no_circles_no_overlap(case: str) -> None:
    before, asked, reason = REFUSED[case]
    with pytest.raises(DelegationRefused) as refused:
        grant(given(*asked), roll(given(*before)), actor(asked[0]), NOW, COUNTY)
    assert refused.value.reason == reason
    taken_back = replace(given(*before), revoked_at=NOW)
    grant(given(*asked), roll(taken_back), actor(asked[0]), NOW, COUNTY)


@pytest.mark.parametrize("case", ALLOWED)
def test_what_does_not_meet_is_allowed(case: str) -> None:
    before, asked = ALLOWED[case]
    grant(given(*asked), roll(given(*before)), actor(asked[0]), NOW, COUNTY)


def test_no_chain_of_three_and_no_circle_of_three() -> None:
    chain = roll(given(MAYOR, EXECUTIVE))
    for away, deputy in ((EXECUTIVE, VICE), (VICE, MAYOR)):
        with pytest.raises(DelegationRefused):
            grant(given(away, deputy), chain, actor(away), NOW, COUNTY)


def test_what_waits_to_be_confirmed_holds_its_days() -> None:
    waiting = given(MAYOR, EXECUTIVE, channel=Channel.PAPER)
    assert not counts(waiting)
    with pytest.raises(DelegationRefused) as refused:
        grant(given(MAYOR, VICE), roll(waiting), actor(MAYOR), NOW, COUNTY)
    assert refused.value.reason == "overlap"


def test_who_is_away_is_away_from_all_his_posts() -> None:
    before = given(DIRECTOR, DEPUTY)
    with pytest.raises(DelegationRefused) as refused:
        grant(given(MAYOR, EXECUTIVE), roll(before, executive_vice_mayor=DIRECTOR), actor(MAYOR), NOW, COUNTY)
    assert refused.value.reason == "deputy_away"


ITSELF = {
    "no_signer": (MAYOR, SECRETARY, 6, 10),
    "same_person": (MAYOR, MAYOR, 6, 10),
    "backwards": (MAYOR, EXECUTIVE, 10, 6),
    "past": (MAYOR, EXECUTIVE, 5, 10),
}


@pytest.mark.parametrize("reason", ITSELF)
def test_what_is_wrong_in_itself(reason: str) -> None:
    asked = given(*ITSELF[reason])
    with pytest.raises(DelegationRefused) as refused:
        grant(asked, roll(), actor(MAYOR), NOW, COUNTY)
    assert refused.value.reason == reason


def test_a_vacant_post_and_a_second_post_of_the_same_person_cannot_stand_in() -> None:
    for held, reason in ((0, "vacant"), (MAYOR, "same_person")):
        with pytest.raises(DelegationRefused) as refused:
            grant(given(MAYOR, EXECUTIVE), roll(executive_vice_mayor=held), actor(MAYOR), NOW, COUNTY)
        assert refused.value.reason == reason


@pytest.mark.parametrize(("until", "fits"), [(date(2026, 8, 5), True), (date(2026, 8, 6), False)])
def test_it_runs_for_three_months_at_most(until: date, fits: bool) -> None:
    asked = replace(given(MAYOR, EXECUTIVE), until=until)
    if fits:
        grant(asked, roll(), actor(MAYOR), NOW, COUNTY)
        return
    with pytest.raises(DelegationRefused) as refused:
        grant(asked, roll(), actor(MAYOR), NOW, COUNTY)
    assert refused.value.reason == "too_long"


WHO = {
    MAYOR: None,
    EXECUTIVE: NotAllowed,
    SECRETARY: NotAllowed,
    CLERK: None,
    HEAD: None,
}


@pytest.mark.parametrize("who", WHO, ids=lambda who: str(ROLES[who]))
def test_the_holder_gives_it_the_office_enters_it(who: int) -> None:
    asked, expected = given(MAYOR, EXECUTIVE, reference="县长外出委托〔2026〕1号"), WHO[who]
    if expected is not None:
        with pytest.raises(expected):
            grant(asked, roll(), actor(who), NOW, COUNTY)
        return
    outcome = grant(asked, roll(), actor(who), NOW, COUNTY, confirmers=[SECOND])
    made = outcome.saves[0]
    assert isinstance(made, Delegation)
    assert counts(made) is (who == MAYOR)
    assert (made.channel is Channel.TELEGRAM) is (who == MAYOR)
    cards = [notice for notice in outcome.notices if isinstance(notice, DelegationCard)]
    told = [notice.to.id for notice in cards]
    assert told == ([MAYOR, EXECUTIVE, SECRETARY] if who == MAYOR else [who, SECOND])


def test_the_office_names_its_paper_and_nobody_enters_his_own_deputyship() -> None:
    with pytest.raises(InvalidInput):
        grant(given(MAYOR, EXECUTIVE), roll(), actor(CLERK), NOW, COUNTY)
    with pytest.raises(DelegationRefused) as refused:
        grant(given(DIRECTOR, HEAD, reference="1号"), roll(), actor(HEAD), NOW, COUNTY)
    assert refused.value.reason == "for_himself"


CONFIRMING: dict[int, type[Refusal] | None] = {
    CLERK: NotAllowed,
    SECOND: None,
    HEAD: None,
    EXECUTIVE: NotAllowed,
    MAYOR: NotAllowed,
}


@pytest.mark.parametrize("who", CONFIRMING, ids=str)
def test_complaint_15_an_entry_counts_once_a_second_person_compared_it(who: int) -> None:
    entered = given(MAYOR, EXECUTIVE, channel=Channel.PAPER, granted_by=CLERK, reference="1号")
    expected = CONFIRMING[who]
    if expected is None:
        outcome = confirm(entered, roll(entered), actor(who), NOW, COUNTY)
        made = outcome.saves[0]
        assert isinstance(made, Delegation)
        assert runs_on(made, may(6))
        with pytest.raises(StaleButton):
            confirm(made, roll(made), actor(who), NOW, COUNTY)
        return
    with pytest.raises(expected):
        confirm(entered, roll(entered), actor(who), NOW, COUNTY)


def test_the_deputy_does_not_confirm_his_own() -> None:
    entered = given(DIRECTOR, HEAD, channel=Channel.PAPER, granted_by=CLERK, reference="1号")
    with pytest.raises(NotAllowed):
        confirm(entered, roll(entered), actor(HEAD), NOW, COUNTY)


@pytest.mark.parametrize(
    ("who", "expected"),
    [(MAYOR, None), (CLERK, None), (EXECUTIVE, NotAllowed), (SECRETARY, NotAllowed), (DIRECTOR, NotFound)],
)
def test_it_is_taken_back_by_the_holder_or_the_office(who: int, expected: type[Refusal] | None) -> None:
    running = given(MAYOR, EXECUTIVE)
    if expected is not None:
        with pytest.raises(expected):
            revoke(running, actor(who), NOW, COUNTY)
        return
    outcome = revoke(running, actor(who), NOW, COUNTY)
    taken = outcome.saves[0]
    assert isinstance(taken, Delegation)
    assert not runs_on(taken, may(6))
    assert taken.revoked_by == who
    assert [notice.to.id for notice in outcome.notices] == ([EXECUTIVE] if who == MAYOR else [EXECUTIVE, MAYOR])
    with pytest.raises(StaleButton):
        revoke(taken, actor(who), NOW, COUNTY)


def test_what_is_over_is_not_taken_back() -> None:
    with pytest.raises(StaleButton):
        revoke(given(MAYOR, EXECUTIVE, 1, 5), actor(MAYOR), NOW, COUNTY)


def test_it_runs_from_its_first_to_its_last_day() -> None:
    one, other = given(MAYOR, EXECUTIVE), given(DIRECTOR, DEPUTY, 10, 12)
    days = {day: dict(standing_in_on((one, other), may(day))) for day in (5, 6, 10, 11, 13)}
    assert days == {
        5: {},
        6: {MAYOR: (EXECUTIVE,)},
        10: {MAYOR: (EXECUTIVE,), DIRECTOR: (DEPUTY,)},
        11: {DIRECTOR: (DEPUTY,)},
        13: {},
    }
    assert COUNTY.local(starts_at(one, COUNTY)).isoformat() == "2026-05-06T08:30:00+08:00"
    assert COUNTY.local(ends_at(one, COUNTY)).isoformat() == "2026-05-11T00:00:00+08:00"


def test_a_post_that_signs_nothing_is_not_found() -> None:
    with pytest.raises(NotFound):
        grant(given(MAYOR, 77), roll(), actor(MAYOR), NOW, COUNTY)
