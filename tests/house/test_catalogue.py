"""The catalogue holds together: every route says who may, every button leads somewhere, every card can be shown."""

from __future__ import annotations

import dataclasses
import typing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.conversation.helping import welcome
from handlers.conversation.routes import IN_PRIVATE, Anyone, Command, Edit, Otherwise, Reply, Service, Tap
from handlers.topics import CATALOGUE
from messages.flow_names import FLOW
from messages.presses.base import LIMIT, BadPressError, Press, pack, presses, unpack
from supervision.actors import Actor
from supervision.model import Person, Post
from supervision.notices.base import Card
from supervision.notices.registry import NOTICES
from supervision.roles import Permission, Role

OPEN_TO_STRANGERS = {"start", "membership", "migration", "Edit"}
"""Routes that an account of nobody may use; anything else is refused. An edit of what is no report gets no answer."""


def name_of(route: object) -> str:
    match route:
        case Command():
            return route.name
        case Tap():
            return route.press.__name__
        case Reply():
            return route.subject
        case Service():
            return route.event
    return type(route).__name__


@pytest.mark.parametrize("route", CATALOGUE.routes, ids=name_of)
def test_every_route_says_who_may(route: Command | Tap | Reply | Edit | Otherwise | Service) -> None:
    assert isinstance(route.may, Permission | Anyone)
    if route.may is Anyone.STRANGER:
        assert name_of(route) in OPEN_TO_STRANGERS


def test_no_two_routes_claim_the_same() -> None:
    for kind in (Command, Tap, Reply, Service):
        names = [name_of(route) for route in CATALOGUE.routes if isinstance(route, kind)]
        assert len(names) == len(set(names)), names
    words = [route.word for route in CATALOGUE.routes if isinstance(route, Command) and route.word]
    assert len(words) == len(set(words)), words


def test_every_button_leads_somewhere() -> None:
    assert {tap.press for tap in CATALOGUE.taps} == set(presses().values())


def test_every_command_that_is_offered_has_a_description() -> None:
    for name, command in CATALOGUE.commands.items():
        assert 1 <= len(name) <= 32
        assert 1 <= len(command.description) <= 256, name


def test_every_card_has_its_view_and_every_view_its_card() -> None:
    cards = {kind for kind, notice in NOTICES.items() if issubclass(notice, Card)}
    assert cards == set(CATALOGUE.views)


def test_every_flow_has_a_name_in_chinese_and_keys_of_its_own() -> None:
    assert CATALOGUE.flows.keys() == FLOW.keys()
    for name, flow in CATALOGUE.flows.items():
        assert flow.name == name
        assert all(question.startswith(f"{name}.") for question in flow.questions), name


@given(st.data())
def test_pitfall_12_callback_data_is_at_most_64_bytes_and_comes_back(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(sorted(presses().values(), key=lambda press: press.prefix)))
    hints = typing.get_type_hints(kind)
    numbers = st.integers(min_value=0, max_value=2**52)
    words = st.text("abcdefghijklmnopqrstuvwxyz0123456789_.-", max_size=16)
    values = [
        data.draw(numbers if hints[field.name] is int else words)
        for field in dataclasses.fields(typing.cast("type", kind))
    ]
    press: Press = kind(*values)
    packed = pack(press)
    assert len(packed.encode()) <= LIMIT
    assert unpack(packed) == press


@pytest.mark.parametrize("module", ["referring", "referral_letters", "superiors_flow"])
def test_referrals_and_letters_up_are_never_answered_in_a_group(module: str) -> None:
    taps = [tap for tap in CATALOGUE.taps if tap.callback.__module__ == f"handlers.rectifying.{module}"]
    assert taps
    assert all(tap.chats == IN_PRIVATE for tap in taps)


@given(st.text(max_size=70))
def test_pitfall_11_what_no_button_of_ours_made_is_refused(text: str) -> None:
    try:
        press = unpack(text)
    except BadPressError:
        return
    assert pack(press) == text


@pytest.mark.parametrize("role", sorted(Role))
def test_the_keyboard_of_words_leaves_room_for_the_chat(role: Role) -> None:
    """It covers the lower part of a phone: four rows of three are what fits beside a message."""
    somebody = Actor(Person(1, "甲"), (Post(1, 2, role, "职务"),))
    rows = welcome(CATALOGUE, somebody).words
    assert "帮助" in rows[-1]
    assert len(rows) <= 4
