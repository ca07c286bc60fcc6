"""Registering: who may begin what, whom the matter names, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from supervision.actors import Actor
from supervision.model import Matter, MatterStatus, Person, Post, Source, Urgency
from supervision.procedures.tracks import TRACKS
from supervision.refusals import InvalidInput, NotAllowed, NotFound
from supervision.registering.registration import (
    LONGEST_TEXT,
    Registration,
    beginning,
    default_source,
    leader_of,
    leaders_offered,
    register,
    roles_named,
    tracks_open_to,
    usual_leader,
)
from supervision.roles import COUNTY_LEADERS, Role
from supervision.scope import require_sight

NOW = datetime(2026, 3, 2, 8, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
MAYOR = Post(1, 1, Role.MAYOR, "县长")
EXECUTIVE = Post(2, 1, Role.EXECUTIVE_VICE_MAYOR, "常务副县长")
VICE = Post(3, 1, Role.VICE_MAYOR, "副县长")
PARTY = Post(4, 1, Role.PARTY_LEADER, "县委副书记")
OFFICER = Post(8, 2, Role.OFFICER, "督查室工作人员甲")
CLERK = Actor(Person(8, "督查室甲"), (OFFICER,))
SECTION_CLERK = Actor(Person(10, "科员"), (Post(10, 3, Role.SECTION_CLERK, "综合科工作人员"),))
REGISTRATION = Registration(
    track="meeting.mayor",
    title="城区内涝点整治",
    sources=(Source("县长办公会议纪要"),),
    urgency=Urgency.ROUTINE,
    form="supervision_notice",
    issuer="government_office",
)


def made(registration: Registration, actor: Actor = CLERK) -> Matter:
    matter = register(registration, actor, matter_id=1, number="2026-1", now=NOW).saves[0]
    assert isinstance(matter, Matter)
    return matter


def test_the_office_begins_every_track_and_a_section_its_own() -> None:
    assert len(tracks_open_to([Role.OFFICER])) == len(TRACKS)
    assert [track.key for track in tracks_open_to([Role.SECTION_CLERK])] == [
        "meeting.vice_mayor",
        "instruction.vice_mayor",
    ]
    assert tracks_open_to([Role.LIAISON]) == ()


@pytest.mark.parametrize("key", list(TRACKS))
def test_P4_2_P5_2_only_a_sections_own_matter_is_followed(key: str) -> None:
    assert beginning(TRACKS[key], [Role.OFFICER]) is MatterStatus.REGISTERED
    if key in ("meeting.vice_mayor", "instruction.vice_mayor"):
        assert beginning(TRACKS[key], [Role.SECTION_CLERK]) is MatterStatus.FOLLOWED


@pytest.mark.parametrize(
    ("key", "named"),
    [
        ("document", COUNTY_LEADERS),
        ("proposal.city", COUNTY_LEADERS),
        ("assignment", COUNTY_LEADERS | {Role.PARTY_LEADER}),
        ("meeting.vice_mayor", {Role.VICE_MAYOR, Role.EXECUTIVE_VICE_MAYOR}),
        ("instruction.vice_mayor", {Role.VICE_MAYOR, Role.EXECUTIVE_VICE_MAYOR}),
        ("meeting.mayor", set()),
        ("hotline", set()),
        ("work_report", set()),
    ],
)
def test_who_must_be_named(key: str, named: set[Role]) -> None:
    assert roles_named(TRACKS[key]) == named


def test_the_leader_named_is_one_that_a_step_may_go_to() -> None:
    assert leader_of(TRACKS["document"], [VICE, PARTY]) == VICE
    assert leader_of(TRACKS["document"], [PARTY]) is None
    assert leader_of(TRACKS["assignment"], [VICE, PARTY]) == PARTY
    assert leader_of(TRACKS["instruction.mayor"], [VICE, MAYOR]) == MAYOR
    assert usual_leader([VICE, EXECUTIVE]) == EXECUTIVE


def test_a_section_enters_only_instructions_whose_track_it_may_begin() -> None:
    assert leaders_offered(tracks_open_to([Role.SECTION_CLERK])) == {Role.EXECUTIVE_VICE_MAYOR, Role.VICE_MAYOR}
    assert leaders_offered(tracks_open_to([Role.OFFICER])) == COUNTY_LEADERS | {Role.PARTY_LEADER}


@pytest.mark.parametrize("key", list(TRACKS))
def test_every_track_has_a_source_that_the_notice_itself_gives_it(key: str) -> None:
    assert default_source(key)


def test_the_matter_carries_its_number_and_post() -> None:
    outcome = register(REGISTRATION, CLERK, matter_id=7, number="2026-31", now=NOW)
    matter = outcome.saves[0]
    assert isinstance(matter, Matter)
    assert (matter.id, matter.registration_number, matter.registered_post_id) == (7, "2026-31", OFFICER.id)
    assert [fact.event for fact in outcome.facts] == ["matter.registered"]
    assert len(outcome.notices) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"title": ""},
        {"sources": ()},
        {"form": "hotline_notice"},
        {"issuer": "government"},
        {"text": "长" * (LONGEST_TEXT + 1)},
        {"track": "document", "form": "breakdown_notice"},
    ],
)
def test_what_the_track_needs_is_asked_for(changes: dict[str, object]) -> None:
    with pytest.raises(InvalidInput):
        made(replace(REGISTRATION, **changes))  # type: ignore[arg-type]


def test_P3_2_no_limit_of_the_ten_things_lies_beyond_the_year() -> None:
    track = TRACKS["ten_things"]
    listed = replace(
        REGISTRATION, track="ten_things", form=track.forms[0], issuer=track.issuers[0], due_on=date(2027, 1, 31)
    )
    made(replace(listed, due_on=date(2026, 12, 31)))
    with pytest.raises(InvalidInput) as refused:
        made(listed)
    assert refused.value.reason == "past_year_end"


def test_nobody_registers_what_he_may_not_begin() -> None:
    with pytest.raises(NotAllowed):
        made(REGISTRATION, SECTION_CLERK)
    with pytest.raises(NotAllowed):
        made(REGISTRATION, Actor(Person(1, "县长"), (MAYOR,)))


def test_a_section_sees_only_its_own_matters() -> None:
    matter = made(REGISTRATION)
    require_sight(CLERK, matter, OFFICER)
    require_sight(Actor(Person(1, "县长"), (MAYOR,)), matter, OFFICER)
    require_sight(SECTION_CLERK, matter, Post(11, 3, Role.SECTION_CLERK, "综合科工作人员"))
    with pytest.raises(NotFound):
        require_sight(SECTION_CLERK, matter, OFFICER)
    with pytest.raises(NotAllowed):
        require_sight(Actor(Person(12, "联络员"), (Post(12, 4, Role.LIAISON, "联络员"),)), matter, OFFICER)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (Source("疏通北城河", "〔2026〕3号", oral=True, recorder="督查室甲"), "oral_number"),
        (Source("疏通北城河", oral=True, place="县政府三楼会议室"), "oral_recorder"),
    ],
)
def test_an_oral_order_has_a_recorder_and_no_number(source: Source, reason: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        made(replace(REGISTRATION, sources=(Source("纪要"), source)))
    assert refused.value.reason == reason
