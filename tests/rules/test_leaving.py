"""请假: whose, for which days, and who is reminded meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from supervision.actors import Actor
from supervision.county import County
from supervision.model import Leave, Person, Post
from supervision.notices.base import HERE
from supervision.notices.leaving import LeaveCard, LeaveOver
from supervision.people.leaving import begins_at, check_days, end, enter, lapse, lapses_at, reminded, require_leaving
from supervision.procedures.ladders import Place
from supervision.refusals import InvalidInput, NotAllowed, NotFound, StaleButton
from supervision.roles import Role

TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
A = Post(12, 4, Role.LIAISON, "县住建局联络员A", "A", 12)
B = Post(13, 4, Role.LIAISON, "县住建局联络员B", "B", 13)
DEPUTY = Post(14, 4, Role.UNIT_DEPUTY, "县住建局分管督查工作的负责同志", holder_id=14)
OTHER = Post(16, 5, Role.LIAISON, "县水利局联络员A", "A", 16)
CLERK = Post(8, 2, Role.OFFICER, "督查室工作人员甲", holder_id=8)
MAYOR = Post(1, 1, Role.MAYOR, "县长", holder_id=1)


def who(post: Post) -> Actor:
    return Actor(Person(post.holder_id or 0, post.title), (post,))


def leave(since: date, until: date) -> Leave:
    return Leave(1, A.id, since, until, 12, NOW)


@pytest.mark.parametrize(
    ("post", "by", "refusal"),
    [
        (A, A, None),
        (A, B, None),
        (A, DEPUTY, None),
        (A, CLERK, None),
        (A, OTHER, NotFound),
        (A, MAYOR, NotAllowed),
        (DEPUTY, DEPUTY, NotFound),
        (CLERK, CLERK, NotFound),
        (replace(A, active=False), A, NotFound),
    ],
)
def test_whose_leave_who_may_enter(post: Post, by: Post, refusal: type[Exception] | None) -> None:
    if refusal is None:
        require_leaving(post, who(by))
        return
    with pytest.raises(refusal):
        require_leaving(post, who(by))


@pytest.mark.parametrize(
    ("since", "until", "reason"),
    [
        (date(2026, 3, 1), date(2026, 3, 5), "past_date"),
        (date(2026, 3, 5), date(2026, 3, 4), "ends_before"),
        (date(2026, 3, 2), date(2026, 6, 2), "too_many_days"),
        (date(2026, 3, 9), date(2026, 3, 12), "overlaps"),
        (date(2026, 3, 12), date(2026, 3, 20), "overlaps"),
        (date(2026, 3, 2), date(2026, 6, 1), "overlaps"),
        (date(2026, 3, 2), date(2026, 3, 9), ""),
        (date(2026, 3, 13), date(2026, 3, 13), ""),
    ],
)
def test_days_that_will_do(since: date, until: date, reason: str) -> None:
    others = [leave(date(2026, 3, 10), date(2026, 3, 12)), replace(leave(TODAY, date(2026, 3, 9)), ended_at=NOW)]
    if not reason:
        check_days(since, until, others, TODAY)
        return
    with pytest.raises(InvalidInput) as refused:
        check_days(since, until, others, TODAY)
    assert refused.value.reason == reason


def test_who_is_away_and_who_stands_in_are_told_and_he_who_entered_it_sees_it_once() -> None:
    outcome = enter(leave(TODAY, TODAY), A, (), (B,), who(CLERK), today=TODAY, here=HERE)
    told = [notice.to for notice in outcome.notices if isinstance(notice, LeaveCard)]
    assert [(to.kind, to.id) for to in told] == [("here", 0), ("post", 12), ("post", 13)]
    own = enter(leave(TODAY, TODAY), A, (), (B,), who(A), today=TODAY, here=HERE)
    assert [notice.to.id for notice in own.notices] == [0, 13]


def test_a_leave_ends_once_and_only_who_was_away_is_told() -> None:
    begun = replace(leave(TODAY, date(2026, 3, 4)), began_at=NOW)
    assert [type(notice) for notice in end(begun, A, who(B), NOW).notices] == [LeaveOver]
    assert end(replace(begun, began_at=None), A, who(A), NOW).notices == ()
    assert lapse(begun, NOW).saves == (replace(begun, ended_at=NOW),)
    with pytest.raises(StaleButton):
        end(replace(begun, ended_at=NOW), A, who(A), NOW)


def test_a_leave_lasts_from_opening_to_opening() -> None:
    found = leave(date(2026, 3, 5), date(2026, 3, 6))
    county = County()
    assert begins_at(found, county) == datetime(2026, 3, 5, 0, 30, tzinfo=UTC)
    assert lapses_at(found, county) == datetime(2026, 3, 7, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("away", "liaisons"),
    [((), [12, 13]), ((12,), [13]), ((12, 13), [12, 13, 14]), ((99,), [12, 13])],
)
def test_who_is_reminded_while_some_are_away(away: tuple[int, ...], liaisons: list[int]) -> None:
    seats: dict[Role | Place, Sequence[int]] = {Role.LIAISON: [12, 13], Role.UNIT_DEPUTY: [14], Role.UNIT_HEAD: [15]}
    found = reminded(seats, away)
    assert list(found[Role.LIAISON]) == liaisons
    assert list(found[Role.UNIT_HEAD]) == [15]
    assert reminded({Role.UNIT_HEAD: [15]}, away) == {Role.UNIT_HEAD: [15]}
