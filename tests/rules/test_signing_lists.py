"""Lists that are decided together: what is in them, when they go out, and as what they are decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from supervision.approving import batches, signing_lists
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import Chain, ChainPurpose, Post, SigningStep, Urgency
from supervision.notices.base import to_signer
from supervision.notices.cards import StepCard
from supervision.outcome import Outcome
from supervision.refusals import NotFound, StaleButton
from supervision.reports.report_places import Terms
from supervision.roles import Role
from tests.world import at

COUNTY, WORKDAYS = County(), Workdays()
NOW = at("3月2日 16:00")
MAYOR = Post(1, 1, Role.MAYOR, "县长", "", 1)
ROUTINE, URGENT, MOST = Urgency.ROUTINE, Urgency.URGENT, Urgency.MOST_URGENT


def waiting(number: int, urgency: Urgency = ROUTINE) -> signing_lists.Waiting:
    text = f"第{number}件"
    chain = Chain(number, ChainPurpose.ISSUE, number, text, text, f"{number:064}", 8, NOW, urgency=urgency)
    return SigningStep(number, 1, "mayor", "approve", MAYOR.id, "县长"), chain


@pytest.mark.parametrize(
    ("urgencies", "expected"),
    [
        ([], 0),
        ([ROUTINE], 0),
        ([ROUTINE, ROUTINE], 2),
        ([ROUTINE, URGENT], 0),
        ([ROUTINE, URGENT, ROUTINE, MOST], 2),
        ([URGENT, MOST], 0),
    ],
)
def test_what_the_days_list_has(urgencies: list[Urgency], expected: int) -> None:
    papers = [waiting(number, urgency) for number, urgency in enumerate(urgencies, 1)]
    assert len(signing_lists.for_list(papers)) == expected


@pytest.mark.parametrize(
    ("moment", "goes_out", "following"),
    [
        ("3月2日 15:59", False, "3月2日 16:00"),
        ("3月2日 16:00", True, "3月3日 16:00"),
        ("3月2日 20:59", True, "3月3日 16:00"),
        ("3月2日 21:00", False, "3月3日 16:00"),
        ("3月6日 17:00", True, "3月9日 16:00"),
        ("3月7日 16:00", False, "3月9日 16:00"),
        ("4月30日 18:00", True, "5月6日 16:00"),
        ("5月9日 16:30", True, "5月11日 16:00"),  # a Saturday that is worked
    ],
)
def test_when_lists_go_out(moment: str, goes_out: bool, following: str) -> None:
    assert signing_lists.is_list_time(at(moment), COUNTY, WORKDAYS) is goes_out
    assert signing_lists.next_list(at(moment), COUNTY, WORKDAYS) == at(following)


@pytest.mark.parametrize(
    ("urgency", "list_only", "held"),
    [
        (ROUTINE, (), False),
        (ROUTINE, (Role.MAYOR,), True),
        (ROUTINE, (Role.DIRECTOR,), False),
        (URGENT, (Role.MAYOR,), False),
        (MOST, (Role.MAYOR,), False),
    ],
)
def test_whose_cards_wait_for_the_list(urgency: Urgency, list_only: tuple[Role, ...], held: bool) -> None:
    terms = Terms(now=at("3月2日 10:00"), county=replace(COUNTY, list_only_roles=list_only), workdays=WORKDAYS)
    outcome = Outcome(notices=(StepCard(to=to_signer(MAYOR.id), chain_id=1, seq=1),))
    (card,) = signing_lists.hold(outcome, urgency, {MAYOR.id: MAYOR}, terms).notices
    expected: datetime | None = at("3月2日 16:05") if held else None
    assert card.send_after == expected


@pytest.mark.parametrize(
    ("track", "urgency", "held"),
    [("hotline", ROUTINE, True), ("hotline", URGENT, False), ("document", ROUTINE, False), ("", ROUTINE, False)],
)
def test_hotline_orders_wait_for_the_list(track: str, urgency: Urgency, held: bool) -> None:
    terms = Terms(now=at("3月2日 10:00"), county=COUNTY, workdays=WORKDAYS)
    outcome = Outcome(notices=(StepCard(to=to_signer(MAYOR.id), chain_id=1, seq=1),))
    (card,) = signing_lists.hold(outcome, urgency, {MAYOR.id: MAYOR}, terms, track=track).notices
    assert (card.send_after is not None) is held


@pytest.mark.parametrize(
    ("track", "urgency", "list_only", "passes"),
    [
        ("hotline", ROUTINE, (), True),
        ("hotline", URGENT, (), False),
        ("document", ROUTINE, (), False),
        ("hotline", ROUTINE, (Role.MAYOR,), False),  # he wants one list a day, whatever it is
    ],
)
def test_what_a_list_passes_on_goes_on_as_a_list(
    track: str, urgency: Urgency, list_only: tuple[Role, ...], passes: bool
) -> None:
    roles = signing_lists.passes_on(track, urgency, replace(COUNTY, list_only_roles=list_only))
    assert (Role.MAYOR in roles) is passes
    outcome = Outcome(notices=(StepCard(to=to_signer(MAYOR.id), chain_id=1, seq=1),))
    assert bool(signing_lists.without_cards(outcome, {MAYOR.id: MAYOR}, roles).notices) is not passes
    assert signing_lists.without_cards(outcome, {}, roles) == outcome  # no account, no list


def test_what_was_passed_on_today_is_not_listed_again() -> None:
    papers = [waiting(number) for number in (1, 2, 3, 4)]
    passed, _ = signing_lists.make(1, papers[:2], NOW, person_id=1, post_id=1, day=date(2026, 3, 2), passed_by=9)
    assert not signing_lists.has_had_list([passed])
    assert signing_lists.has_had_list([passed, replace(passed, passed_by=0)])
    assert signing_lists.for_list(papers, [passed]) == tuple(papers[2:])
    assert not signing_lists.for_list(papers[:3], [passed])


def test_a_list_is_toggled_and_decided_as_it_was_shown() -> None:
    batch, outcome = signing_lists.make(
        1, [waiting(n) for n in (1, 2, 3)], NOW, person_id=1, post_id=1, day=date(2026, 3, 2)
    )
    assert [fact.event for fact in outcome.facts] == ["list.made"]
    assert [item.stamp for item in batch.items] == [f"{n:064}" for n in (1, 2, 3)]
    assert batches.ticks_of(batch) == 0b111
    without = batches.toggle(batch, 2)
    assert batches.ticks_of(without) == 0b101
    assert batches.toggle(without, 2) == batch
    with pytest.raises(StaleButton):
        batches.require_shown(without, 0b111)
    batches.require_shown(without, 0b101)
    (decided,) = batches.decide(without, {"1/1": "done", "3/1": "own_draft"}, NOW).saves
    assert isinstance(decided, type(batch))
    assert [item.outcome for item in decided.items] == ["done", "", "own_draft"]
    with pytest.raises(StaleButton):
        batches.toggle(decided, 1)
    with pytest.raises(StaleButton):
        batches.require_shown(decided, 0b101)


@pytest.mark.parametrize("number", [0, 3, -1, 99])
def test_no_other_line_is_toggled(number: int) -> None:
    batch, _ = signing_lists.make(1, [waiting(1), waiting(2)], NOW, person_id=1, post_id=1)
    with pytest.raises(NotFound):
        batches.toggle(batch, number)


def test_an_empty_list_is_not_decided() -> None:
    batch, _ = signing_lists.make(1, [waiting(1)], NOW, person_id=1, post_id=1)
    with pytest.raises(StaleButton):
        batches.require_shown(batches.toggle(batch, 1), 0)


def test_a_list_has_thirty_lines_at_most() -> None:
    batch, _ = signing_lists.make(1, [waiting(n) for n in range(1, 40)], NOW, person_id=1, post_id=1)
    assert len(batch.items) == batches.MOST_ITEMS


def test_the_hour_is_a_setting() -> None:
    early = replace(COUNTY, list_hour=time(10, 30))
    assert signing_lists.is_list_time(at("3月2日 10:30"), early, WORKDAYS)
    assert not signing_lists.is_list_time(at("3月2日 10:29"), early, WORKDAYS)
