"""Which of several sources and instructions picks the track, and which word says why."""

from __future__ import annotations

from itertools import combinations

import pytest

from supervision.procedures.sources import (
    CITY,
    GROUPS,
    HIGHEST_FIRST,
    INSTRUCTION_LIKE,
    SOURCES,
    SOURCES_BY_RANK,
    SourceKind,
    pick_track,
)
from supervision.roles import Role

K = SourceKind
ALL_LEADERS = [leader for leader, _ in HIGHEST_FIRST]


def test_every_kind_has_one_rank_and_one_group() -> None:
    assert sorted(SOURCES_BY_RANK) == sorted(SourceKind)
    assert sorted(kind for kinds in GROUPS.values() for kind in kinds) == sorted(SourceKind)
    assert len(GROUPS) == 6


@pytest.mark.parametrize("kind", list(SourceKind))
def test_a_single_source_takes_its_own_track(kind: SourceKind) -> None:
    pick = pick_track([kind], [])
    assert (pick.track, pick.kind, pick.why) == (SOURCES[kind].track, kind, f"only_source:{kind}")


@pytest.mark.parametrize(("one", "other"), list(combinations(SourceKind, 2)))
def test_of_two_sources_the_first_in_rank_picks_the_track(one: SourceKind, other: SourceKind) -> None:
    pick = pick_track([one, other], [])
    first = min(one, other, key=SOURCES_BY_RANK.index)
    assert pick == pick_track([other, one], [])
    assert (pick.kind, pick.track, pick.why) == (first, SOURCES[first].track, f"first_source:{first}")


@pytest.mark.parametrize(("one", "other"), list(combinations(ALL_LEADERS, 2)))
def test_S5_of_two_instructions_the_highest_picks_the_track(one: str, other: str) -> None:
    pick = pick_track([K.OTHER], [other, one])
    assert pick.kind == dict(HIGHEST_FIRST)[one]
    assert pick.why == f"highest_instruction:{one}"
    assert pick_track([K.OTHER], [other]).why == f"only_instruction:{other}"


@pytest.mark.parametrize(
    ("kinds", "leaders", "track", "why"),
    [
        ([K.WORK_REPORT, K.TEN_THINGS, K.MAYOR_MEETING], [], "work_report", "first_source:work_report"),
        ([K.MAYOR_MEETING, K.TEN_THINGS], [Role.MAYOR], "ten_things", "first_source:ten_things"),
        # A paper of the city that the mayor wrote on stays one (P1.1); minutes stay minutes.
        ([K.CITY_DOCUMENT], [Role.MAYOR], "document", "only_source:city_document"),
        ([K.CITY_INSTRUCTION], [Role.MAYOR], "document", "only_source:city_instruction"),
        ([K.MAYOR_MEETING], [Role.VICE_MAYOR], "meeting.mayor", "only_source:mayor_meeting"),
        ([K.VICE_MAYOR_INSTRUCTION], [Role.MAYOR], "instruction.mayor", "only_instruction:mayor"),
        ([K.MAYOR_INSTRUCTION], [Role.EXECUTIVE_VICE_MAYOR], "instruction.vice_mayor", None),
        ([K.LEADER_ASSIGNMENT, K.OTHER], [Role.VICE_MAYOR, Role.MAYOR], "instruction.mayor", None),
        ([K.OTHER], [Role.MAYOR, CITY], "document", "highest_instruction:city"),
        ([K.OTHER], [Role.MAYOR, Role.PARTY_LEADER], "assignment", "highest_instruction:party_leader"),
        ([K.OTHER, K.HOTLINE], [Role.MAYOR], "hotline", "first_source:hotline"),
        ([K.OTHER], [], "assignment", "only_source:other"),
    ],
)
def test_sources_and_instructions(kinds: list[SourceKind], leaders: list[str], track: str, why: str | None) -> None:
    pick = pick_track(kinds, leaders)
    assert pick.track == track
    assert why is None or pick.why == why


def test_a_matter_has_a_source() -> None:
    with pytest.raises(ValueError, match="a source"):
        pick_track([], [])


def test_what_an_instruction_decides_on_is_no_paper_of_the_city_and_no_meeting() -> None:
    assert K.CITY_INSTRUCTION not in INSTRUCTION_LIKE
    assert not any("meeting" in kind or "document" in kind for kind in INSTRUCTION_LIKE)
