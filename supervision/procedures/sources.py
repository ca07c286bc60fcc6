"""Which track a source takes by default: shown when registering, changeable there."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from supervision.procedures.tracks import TrackKey
from supervision.roles import Role


class SourceKind(StrEnum):
    """What kind of paper or order a matter comes from (一, S1 to S7)."""

    CITY_DOCUMENT = "city_document"
    COUNTY_DOCUMENT = "county_document"
    CITY_MEETING = "city_meeting"
    CITY_INSTRUCTION = "city_instruction"
    WORK_REPORT = "work_report"
    TEN_THINGS = "ten_things"
    MAYOR_MEETING = "mayor_meeting"
    EXECUTIVE_VICE_MAYOR_MEETING = "executive_vice_mayor_meeting"
    VICE_MAYOR_MEETING = "vice_mayor_meeting"
    MAYOR_INSTRUCTION = "mayor_instruction"
    EXECUTIVE_VICE_MAYOR_INSTRUCTION = "executive_vice_mayor_instruction"
    VICE_MAYOR_INSTRUCTION = "vice_mayor_instruction"
    PARTY_LEADER_INSTRUCTION = "party_leader_instruction"
    LEADER_ASSIGNMENT = "leader_assignment"
    CITY_PROPOSAL = "city_proposal"
    COUNTY_PROPOSAL = "county_proposal"
    HOTLINE = "hotline"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class SourceDefault:
    """The track that a kind of source takes. ``clause`` is where the notice names the source.

    ``ours``: the notice gives no procedure for it. ``reports_up``: whether P1.3, the report to the city,
    applies.
    """

    title: str
    track: TrackKey
    clause: str
    ours: bool = False
    reports_up: bool = True


_K = SourceKind
_T = TrackKey

SOURCES: Mapping[SourceKind, SourceDefault] = MappingProxyType(
    {
        _K.CITY_DOCUMENT: SourceDefault("市政府及其办公室公文", _T.DOCUMENT, "二（一）"),
        _K.COUNTY_DOCUMENT: SourceDefault("县政府决策部署和公文", _T.DOCUMENT, "一、1", ours=True, reports_up=False),
        _K.CITY_MEETING: SourceDefault("市政府会议", _T.DOCUMENT, "一、4", ours=True),
        _K.CITY_INSTRUCTION: SourceDefault("市政府领导批示、交办", _T.DOCUMENT, "一、5", ours=True),
        _K.WORK_REPORT: SourceDefault("《政府工作报告》", _T.WORK_REPORT, "二（二）"),
        _K.TEN_THINGS: SourceDefault("十件实事", _T.TEN_THINGS, "二（三）"),
        _K.MAYOR_MEETING: SourceDefault("县长召开的会议", _T.MEETING_MAYOR, "二（四）1"),
        _K.EXECUTIVE_VICE_MAYOR_MEETING: SourceDefault(
            "常务副县长召开的会议", _T.MEETING_VICE_MAYOR, "二（四）2", ours=True
        ),
        _K.VICE_MAYOR_MEETING: SourceDefault("副县长召开的协调会议", _T.MEETING_VICE_MAYOR, "二（四）2"),
        _K.MAYOR_INSTRUCTION: SourceDefault("县长批示", _T.INSTRUCTION_MAYOR, "二（五）1"),
        _K.EXECUTIVE_VICE_MAYOR_INSTRUCTION: SourceDefault(
            "常务副县长批示", _T.INSTRUCTION_VICE_MAYOR, "二（五）2", ours=True
        ),
        _K.VICE_MAYOR_INSTRUCTION: SourceDefault("副县长批示", _T.INSTRUCTION_VICE_MAYOR, "二（五）2"),
        _K.PARTY_LEADER_INSTRUCTION: SourceDefault("县委领导批示", _T.ASSIGNMENT, "二（八）", ours=True),
        _K.LEADER_ASSIGNMENT: SourceDefault("县委、县政府领导交办", _T.ASSIGNMENT, "二（八）"),
        _K.CITY_PROPOSAL: SourceDefault("市级建议提案", _T.PROPOSAL_CITY, "二（六）1"),
        _K.COUNTY_PROPOSAL: SourceDefault("县级建议提案", _T.PROPOSAL_COUNTY, "二（六）2"),
        _K.HOTLINE: SourceDefault("市长热线", _T.HOTLINE, "二（七）"),
        _K.OTHER: SourceDefault("其他需要督查落实的事项", _T.ASSIGNMENT, "一、7", ours=True),
    }
)
"""The defaults of "Which track", in the order in which they are offered."""

INSTRUCTIONS_BY_RANK: tuple[tuple[Role, SourceKind], ...] = (
    (Role.PARTY_LEADER, SourceKind.PARTY_LEADER_INSTRUCTION),
    (Role.MAYOR, SourceKind.MAYOR_INSTRUCTION),
    (Role.EXECUTIVE_VICE_MAYOR, SourceKind.EXECUTIVE_VICE_MAYOR_INSTRUCTION),
    (Role.VICE_MAYOR, SourceKind.VICE_MAYOR_INSTRUCTION),
)
"""Ours: leaders from the highest down; of several instructions on one paper the highest picks the track."""


CITY = "city"
"""Stands for a leader of the city where leaders are ranked: he has no role here."""

HIGHEST_FIRST: tuple[tuple[str, SourceKind], ...] = ((CITY, _K.CITY_INSTRUCTION), *INSTRUCTIONS_BY_RANK)
"""Ours: whose instruction counts first, with what it makes of the matter."""

INSTRUCTION_LIKE = frozenset({kind for _, kind in INSTRUCTIONS_BY_RANK} | {_K.LEADER_ASSIGNMENT, _K.OTHER})
"""Sources on which an instruction decides. A paper of the city that the mayor wrote on stays one (P1.1), minutes stay
minutes."""

SOURCES_BY_RANK: tuple[SourceKind, ...] = (
    _K.WORK_REPORT,
    _K.TEN_THINGS,
    _K.CITY_DOCUMENT,
    _K.CITY_INSTRUCTION,
    _K.CITY_MEETING,
    _K.MAYOR_MEETING,
    _K.COUNTY_DOCUMENT,
    _K.EXECUTIVE_VICE_MAYOR_MEETING,
    _K.VICE_MAYOR_MEETING,
    _K.CITY_PROPOSAL,
    _K.COUNTY_PROPOSAL,
    _K.HOTLINE,
    _K.PARTY_LEADER_INSTRUCTION,
    _K.MAYOR_INSTRUCTION,
    _K.EXECUTIVE_VICE_MAYOR_INSTRUCTION,
    _K.VICE_MAYOR_INSTRUCTION,
    _K.LEADER_ASSIGNMENT,
    _K.OTHER,
)
"""Ours: of several sources of one matter the first in this order picks the track."""

GROUPS: Mapping[str, tuple[SourceKind, ...]] = MappingProxyType(
    {
        "领导批示": (
            _K.CITY_INSTRUCTION,
            _K.PARTY_LEADER_INSTRUCTION,
            _K.MAYOR_INSTRUCTION,
            _K.EXECUTIVE_VICE_MAYOR_INSTRUCTION,
            _K.VICE_MAYOR_INSTRUCTION,
        ),
        "会议": (
            _K.CITY_MEETING,
            _K.MAYOR_MEETING,
            _K.EXECUTIVE_VICE_MAYOR_MEETING,
            _K.VICE_MAYOR_MEETING,
        ),
        "公文": (_K.CITY_DOCUMENT, _K.COUNTY_DOCUMENT),
        "报告与实事": (_K.WORK_REPORT, _K.TEN_THINGS),
        "建议提案与热线": (_K.CITY_PROPOSAL, _K.COUNTY_PROPOSAL, _K.HOTLINE),
        "其他": (_K.LEADER_ASSIGNMENT, _K.OTHER),
    }
)
"""The kinds of sources as the first screen of /new groups them."""


@dataclass(frozen=True, slots=True)
class Pick:
    """The track that sources and instructions make. `why` is a stable word with what decided behind its colon:
    `only_source:…`, `first_source:…` (a kind of source), `only_instruction:…` or `highest_instruction:…` (a leader).
    """

    track: TrackKey
    kind: SourceKind
    why: str


def pick_track(kinds: Collection[SourceKind], leaders: Iterable[str]) -> Pick:
    """Say which track a matter takes that has sources of these kinds and instructions of these leaders (roles, `CITY`).

    Where all sources are instruction-like the highest instruction decides, else the first source of SOURCES_BY_RANK.
    Raises ValueError if there is no source.
    """
    given = frozenset(leaders)
    if given and INSTRUCTION_LIKE.issuperset(kinds):
        leader, kind = next((leader, kind) for leader, kind in HIGHEST_FIRST if leader in given)
        return Pick(SOURCES[kind].track, kind, f"{'only' if len(given) == 1 else 'highest'}_instruction:{leader}")
    present = frozenset(kinds)
    if not present:
        raise ValueError("a matter has a source")
    kind = next(kind for kind in SOURCES_BY_RANK if kind in present)
    return Pick(SOURCES[kind].track, kind, f"{'only' if len(present) == 1 else 'first'}_source:{kind}")


CHOSEN = "chosen"
"""Why a matter has a track that the registering officer chose himself."""
