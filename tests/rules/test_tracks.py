"""The eleven tracks, by the clauses that made them."""

import pytest

from supervision.calendars.schedules import SCHEDULES
from supervision.county import County
from supervision.procedures.forms import DESTINATION_TITLES, FORM_TITLES, ISSUER_TITLES
from supervision.procedures.sources import INSTRUCTIONS_BY_RANK, SOURCES, SourceKind, pick_track
from supervision.procedures.tracks import (
    ACT_TITLES,
    BULLETIN_CHAIN,
    CLOSING_CHAIN,
    LEADER,
    TRACKS,
    Act,
    Destination,
    Form,
    Issuer,
    Step,
    Steps,
    Track,
    TrackKey,
    bulletin_chain,
    closing_chain,
    is_for_named,
    issue_chain,
    referral_chain,
    result_chain,
)
from supervision.roles import COUNTY_LEADERS, Role

XIAYI = County()
BOTH_APPROVE = "deputy_director:approve director:approve"
BOTH_REVIEW = "deputy_director:review director:review"


def said(chain: Steps) -> str:
    return " ".join(f"{step.role}:{step.act}" for step in chain)


def test_two_eight_procedures_are_eleven_tracks() -> None:
    assert len(TRACKS) == 11
    assert set(TRACKS) == set(TrackKey)
    assert all(track.key == key for key, track in TRACKS.items())


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        pytest.param("document", "leader:approve", id="P1_1"),
        pytest.param("work_report", "mayor:approve", id="P2_1"),
        pytest.param("ten_things", "mayor:approve", id="P3_1"),
        pytest.param("meeting.mayor", BOTH_APPROVE, id="P4_1"),
        pytest.param("meeting.vice_mayor", BOTH_APPROVE, id="P4_2"),
        pytest.param("instruction.mayor", BOTH_APPROVE, id="P5_1"),
        pytest.param("instruction.vice_mayor", BOTH_APPROVE, id="P5_2"),
        pytest.param("proposal.city", "leader:approve", id="P6_1"),
        pytest.param("proposal.county", BOTH_APPROVE, id="P6_2"),
        pytest.param("hotline", f"{BOTH_REVIEW} executive_vice_mayor:approve", id="P7_1"),
        pytest.param("assignment", BOTH_APPROVE, id="P8_1"),
    ],
)
def test_issue_chain_is_the_notice_s_neither_longer_nor_shorter(key: str, expected: str) -> None:
    assert said(issue_chain(TRACKS[key], XIAYI)) == expected


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        pytest.param("document", ["leader:approve"], id="P1_3"),
        pytest.param("work_report", [BOTH_REVIEW], id="P2_3"),
        pytest.param("ten_things", [f"{BOTH_REVIEW} mayor:approve"], id="P3_3"),
        pytest.param("meeting.mayor", [BOTH_REVIEW, f"{BOTH_REVIEW} mayor:approve"], id="P4_3_mayor"),
        pytest.param("meeting.vice_mayor", [BOTH_REVIEW, f"{BOTH_REVIEW} vice_mayor:approve"], id="P4_3_vice"),
        pytest.param("instruction.mayor", [BOTH_REVIEW, f"{BOTH_REVIEW} mayor:approve"], id="P5_4_mayor"),
        pytest.param("instruction.vice_mayor", [BOTH_REVIEW, f"{BOTH_REVIEW} vice_mayor:approve"], id="P5_4_vice"),
        pytest.param("proposal.city", ["leader:approve"], id="P6_1"),
        pytest.param("proposal.county", [BOTH_REVIEW], id="P6_2"),
        pytest.param("hotline", [BOTH_REVIEW, f"{BOTH_REVIEW} executive_vice_mayor:approve"], id="P7_3"),
        pytest.param("assignment", [f"{BOTH_REVIEW} leader:approve"], id="P8_3"),
    ],
)
def test_result_chains_are_the_notice_s(key: str, expected: list[str]) -> None:
    track = TRACKS[key]
    assert [said(result_chain(track, XIAYI, n)) for n in range(len(expected))] == expected
    with pytest.raises(IndexError):
        result_chain(track, XIAYI, len(expected))


@pytest.mark.parametrize(
    ("key", "forms", "issuers", "schedule", "destinations"),
    [
        pytest.param(*row.split("|"), id=name)
        for name, row in {
            "P1_1_P1_3": "document|breakdown_notice|government government_office|as_printed"
            "|city_government city_government_office",
            "P2_1_P2_2_P2_3": "work_report|breakdown_notice|government_office|four_times_a_year"
            "|city_government county_government",
            "P3_1_P3_2_P3_3": "ten_things|breakdown_notice|government_office|ten_things|monthly_bulletin",
            "P4_1_P4_3": "meeting.mayor|supervision_notice activity|government_office|as_printed|bulletin",
            "P4_2_P4_3": "meeting.vice_mayor|supervision_notice activity|government_office|as_printed|bulletin",
            "P5_1_P5_4": "instruction.mayor|supervision_notice activity|government_office|as_printed|bulletin",
            "P5_2_P5_4": "instruction.vice_mayor|supervision_notice activity|government_office|as_printed|bulletin",
            "P6_1": "proposal.city|assignment_notice|government_office|by_law|city_government_office letter_and_reply",
            "P6_2": "proposal.county|assignment_notice|government_office|by_law|reply",
            "P7_1_P7_2_P7_3": "hotline|hotline_notice|government_office|as_ordered|hotline_office",
            "P8_1_P8_3": "assignment|supervision_notice activity|government_office|as_printed|bulletin",
        }.items()
    ],
)
def test_form_name_schedule_and_destination_are_the_notice_s(
    key: str, forms: str, issuers: str, schedule: str, destinations: str
) -> None:
    track = TRACKS[key]
    assert " ".join(track.forms) == forms
    assert " ".join(track.issuers) == issuers
    assert track.schedule == schedule
    assert " ".join(track.destinations) == destinations


def test_P4_2_P5_2_only_vice_mayor_tracks_have_a_gate_and_start_in_a_section() -> None:
    vice = {TrackKey.MEETING_VICE_MAYOR, TrackKey.INSTRUCTION_VICE_MAYOR}
    assert {track.key for track in TRACKS.values() if track.gate} == vice
    assert {track.key for track in TRACKS.values() if track.starter is Role.SECTION_CLERK} == vice


def test_P1_1_only_documents_may_be_issued_in_the_government_s_name() -> None:
    offering = {track.key: track.issuers for track in TRACKS.values() if Issuer.GOVERNMENT in track.issuers}
    assert offering == {TrackKey.DOCUMENT: (Issuer.GOVERNMENT, Issuer.GOVERNMENT_OFFICE)}


def test_P7_1_only_the_hotline_has_its_own_notice() -> None:
    assert [track.key for track in TRACKS.values() if Form.HOTLINE_NOTICE in track.forms] == ["hotline"]


def test_P8_3_only_on_assignments_a_party_leader_may_be_named() -> None:
    assert TRACKS["assignment"].leaders == COUNTY_LEADERS | {Role.PARTY_LEADER}
    others = {track.leaders for track in TRACKS.values() if track.key != "assignment"}
    assert others == {COUNTY_LEADERS}


def test_counting_these_tracks_feed_the_city_or_the_hotline() -> None:
    upward = {track.key for track in TRACKS.values() if track.feeds_upward}
    assert upward == {"document", "work_report", "proposal.city", "hotline"}


@pytest.mark.parametrize("track", TRACKS.values(), ids=lambda track: track.key)
def test_a_track_is_whole(track: Track) -> None:
    assert track.issue_steps
    assert track.forms
    assert track.issuers
    assert track.destinations
    assert all(track.result_chains)
    assert track.schedule in SCHEDULES
    assert track.ours <= set(Track.__dataclass_fields__)
    for chain in (track.issue_steps, *track.result_chains):
        roles = [step.role for step in chain]
        assert len(set(roles)) == len(roles), "nobody signs twice in a chain"


def test_the_county_s_checks_come_first_in_every_chain() -> None:
    county = County(extra_vet_roles=(Role.OFFICE_HEAD, Role.DIRECTOR))
    checks = "office_head:vet director:vet"
    track = TRACKS["work_report"]
    assert said(issue_chain(track, county)) == f"{checks} mayor:approve"
    assert said(result_chain(track, county)) == f"{checks} {BOTH_REVIEW}"
    assert said(bulletin_chain(county)) == f"{checks} {BOTH_REVIEW} mayor:approve"


def test_R3a_P3_3_a_bulletin_goes_up_to_the_mayor() -> None:
    assert said(BULLETIN_CHAIN) == f"{BOTH_REVIEW} mayor:approve"
    assert bulletin_chain(XIAYI) == BULLETIN_CHAIN


def test_R3a_the_county_sets_who_signs_its_bulletins_and_the_last_decides() -> None:
    county = County(bulletin_steps=(Role.DIRECTOR, Role.EXECUTIVE_VICE_MAYOR))
    assert said(bulletin_chain(county)) == "director:review executive_vice_mayor:approve"
    assert said(referral_chain(county)) == f"{BOTH_REVIEW} mayor:approve"


def test_closing_where_there_is_no_result_chain() -> None:
    county_document = SOURCES[SourceKind.COUNTY_DOCUMENT]
    track = TRACKS[county_document.track]
    assert closing_chain(track, reports_up=county_document.reports_up) == CLOSING_CHAIN
    assert said(closing_chain(track)) == "leader:approve"
    assert said(CLOSING_CHAIN) == BOTH_REVIEW


@pytest.mark.parametrize(
    ("role", "leader", "expected"),
    [
        (LEADER, Role.MAYOR, True),
        (LEADER, Role.PARTY_LEADER, True),
        (LEADER, Role.DIRECTOR, False),
        (Role.VICE_MAYOR, Role.VICE_MAYOR, True),
        (Role.VICE_MAYOR, Role.EXECUTIVE_VICE_MAYOR, True),
        (Role.VICE_MAYOR, Role.MAYOR, False),
        (Role.MAYOR, Role.MAYOR, False),
        (Role.EXECUTIVE_VICE_MAYOR, Role.EXECUTIVE_VICE_MAYOR, False),
    ],
)
def test_P4_3_P5_4_steps_for_the_leader_who_gave_the_instruction(role: Role, leader: Role, expected: bool) -> None:
    assert is_for_named(Step(role, Act.APPROVE), leader) is expected


@pytest.mark.parametrize(
    ("leaders", "kind", "track"),
    [
        ([Role.PARTY_LEADER, Role.MAYOR], "party_leader_instruction", "assignment"),
        ([Role.VICE_MAYOR, Role.MAYOR], "mayor_instruction", "instruction.mayor"),
        (
            [Role.VICE_MAYOR, Role.EXECUTIVE_VICE_MAYOR],
            "executive_vice_mayor_instruction",
            "instruction.vice_mayor",
        ),
        ([Role.VICE_MAYOR], "vice_mayor_instruction", "instruction.vice_mayor"),
    ],
)
def test_S5_the_highest_of_several_leaders_picks_the_track(leaders: list[Role], kind: str, track: str) -> None:
    assert pick_track([SourceKind.OTHER], leaders).kind == kind
    assert SOURCES[SourceKind(kind)].track == track


def test_S1_to_S7_every_source_has_a_track_and_every_track_a_source() -> None:
    assert set(SOURCES) == set(SourceKind)
    assert {source.track for source in SOURCES.values()} == set(TRACKS)
    assert [kind for kind, source in SOURCES.items() if not source.reports_up] == ["county_document"]
    assert {kind for _, kind in INSTRUCTIONS_BY_RANK} <= set(SOURCES)


def test_every_word_has_a_title() -> None:
    assert set(ACT_TITLES) == set(Act)
    assert set(FORM_TITLES) == set(Form)
    assert set(ISSUER_TITLES) == set(Issuer)
    assert set(DESTINATION_TITLES) == set(Destination)
