"""Posts changing hands, accounts taken away."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from supervision.actors import Actor
from supervision.model import Invitation, Person, Post, Unit, UnitKind
from supervision.notices.people import PostLeft, PostTaken
from supervision.people.seats import (
    clean_name,
    clean_phone,
    deactivate,
    hand_over,
    require_another_administrator,
    unbind,
)
from supervision.refusals import InvalidInput, LastAdministrator, NotAllowed, NotFound
from supervision.roles import Role
from supervision.search.finding import find_unit

NOW = datetime(2026, 3, 2, 0, 30, tzinfo=UTC)
OLD, NEW = Person(1, "原任", telegram_id=11), Person(2, "新任")
POST = Post(5, 3, Role.LIAISON, "县水利局联络员A", "A", 1)
HEAD = Actor(Person(9, "督查室主任"), (Post(9, 2, Role.OFFICE_HEAD, "督查室主任", holder_id=9),))
CLERK = Actor(Person(8, "督查室甲"), (Post(8, 2, Role.OFFICER, "督查室工作人员甲", holder_id=8),))
LINK = Invitation("code", 1, 5, 9, NOW, NOW + timedelta(days=7))


def test_a_post_changes_hands_and_its_links_die() -> None:
    outcome = hand_over(HEAD, POST, OLD, NEW, [LINK, replace(LINK, code="other", post_id=6)], open_work=2, now=NOW)
    assert outcome.saves == (replace(LINK, revoked_at=NOW), replace(POST, holder_id=2))
    assert [type(notice) for notice in outcome.notices] == [PostLeft, PostTaken]
    assert outcome.facts[-1].details == {"from": 1, "to": 2, "open_work": 2}


def test_a_vacancy_tells_only_who_left_and_only_with_an_account() -> None:
    outcome = hand_over(None, POST, replace(OLD, telegram_id=None), None, [], open_work=0, now=NOW)
    assert outcome.notices == ()
    assert outcome.saves == (replace(POST, holder_id=None),)


def test_who_may_not_and_what_is_no_change() -> None:
    with pytest.raises(NotAllowed):
        hand_over(CLERK, POST, OLD, NEW, [], open_work=0, now=NOW)
    with pytest.raises(InvalidInput):
        hand_over(HEAD, POST, OLD, OLD, [], open_work=0, now=NOW)
    with pytest.raises(InvalidInput):
        hand_over(HEAD, replace(POST, holder_id=None), None, None, [], open_work=0, now=NOW)


def test_accounts_end() -> None:
    assert unbind(HEAD, OLD, [LINK], NOW).saves[-1] == replace(OLD, telegram_id=None)
    assert deactivate(HEAD, OLD, [], NOW).saves == (replace(OLD, active=False, telegram_id=None),)
    with pytest.raises(NotFound):
        unbind(HEAD, NEW, [], NOW)
    with pytest.raises(NotFound):
        deactivate(HEAD, replace(OLD, active=False), [], NOW)
    with pytest.raises(InvalidInput):
        deactivate(HEAD, Person(9, "督查室主任"), [], NOW)
    for rule in (unbind, deactivate):
        with pytest.raises(NotAllowed):
            rule(CLERK, OLD, [], NOW)


def test_somebody_can_always_administer() -> None:
    post = Post(1, 1, Role.ADMINISTRATOR, "系统管理员", holder_id=1)
    with pytest.raises(LastAdministrator):
        require_another_administrator(OLD, [(post, OLD), (post, NEW)])
    require_another_administrator(OLD, [(post, OLD), (post, replace(NEW, telegram_id=22))])
    require_another_administrator(NEW, [(post, OLD)])
    require_another_administrator(NEW, [(post, NEW)])


@pytest.mark.parametrize("text", ["13800000016", "0370-6210000", "+86 138 0000 0016", "（0370）6210000", "12345"])
def test_telephone_numbers(text: str) -> None:
    assert clean_phone(text)


@pytest.mark.parametrize("text", ["", "1234", "见通讯录", "1" * 21, "13800000016转8"])
def test_what_is_no_telephone_number(text: str) -> None:
    with pytest.raises(InvalidInput):
        clean_phone(text)


def test_names() -> None:
    assert clean_name(" 水利局  联络员\n") == "水利局 联络员"
    for text in ("", " \n", "甲" * 41):
        with pytest.raises(InvalidInput):
            clean_name(text)


UNITS = [
    Unit(1, "县水利局", UnitKind.DEPARTMENT, ("水利局",)),
    Unit(2, "县城市管理局", UnitKind.DEPARTMENT, ("城管局",)),
    Unit(3, "城关镇人民政府", UnitKind.TOWNSHIP, ("城关镇",)),
    Unit(4, "县政府", UnitKind.LEADERSHIP),
    Unit(5, "县政府督查室", UnitKind.OFFICE, ("督查室",)),
]


@pytest.mark.parametrize(
    ("words", "found"),
    [("水利局", [1]), ("水利", [1]), ("城", [2, 3]), ("县政府", [4]), ("政府", [3, 4, 5]), ("", []), ("水务局", [])],
)
def test_a_unit_is_found_by_part_of_its_name(words: str, found: list[int]) -> None:
    result = find_unit(words, UNITS)
    assert [unit.id for unit in result.units or result.several] == found
    assert bool(result.units) == (len(found) == 1), "never guessed among several"


@pytest.mark.parametrize("words", ["夏邑县水利局", " 水 利 局 ", "县水利局"])
def test_how_a_unit_is_written_does_not_matter(words: str) -> None:
    assert [unit.id for unit in find_unit(words, UNITS, "夏邑县").units] == [1]


def test_a_name_that_nobody_has_is_answered_with_the_nearest() -> None:
    result = find_unit("水务局", UNITS)
    assert (result.units, result.unknown) == ((), "水务局")
    assert UNITS[0] in result.offered
    assert find_unit("火星办事处", UNITS[:2]).offered == ()
