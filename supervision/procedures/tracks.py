"""The notice's eight procedures as eleven rows (二), and the track that each source takes by default.

Typed off the literal table in ``docs/procedures.md``; a test compares the two cell by cell. A new procedure
is one more row here and there. No code asks which track it has: it reads the row.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from supervision.calendars.schedules import ScheduleKey
from supervision.county import County
from supervision.procedures.forms import UPWARD, Archive, Destination, Form, Issuer
from supervision.procedures.steps import ACT_TITLES, LEADER, Act, Named, SignerRole, Step, Steps, is_for_named
from supervision.roles import COUNTY_LEADERS, Role

__all__ = [
    "ACT_TITLES",
    "BULLETIN_CHAIN",
    "CLOSING_CHAIN",
    "LEADER",
    "LETTER_CHAIN",
    "TRACKS",
    "Act",
    "Archive",
    "Destination",
    "Form",
    "Issuer",
    "Named",
    "SignerRole",
    "Step",
    "Steps",
    "Track",
    "TrackKey",
    "bulletin_chain",
    "closing_chain",
    "is_for_named",
    "issue_chain",
    "letter_chain",
    "referral_chain",
    "result_chain",
]


class TrackKey(StrEnum):
    """A row of TRACKS."""

    DOCUMENT = "document"
    WORK_REPORT = "work_report"
    TEN_THINGS = "ten_things"
    MEETING_MAYOR = "meeting.mayor"
    MEETING_VICE_MAYOR = "meeting.vice_mayor"
    INSTRUCTION_MAYOR = "instruction.mayor"
    INSTRUCTION_VICE_MAYOR = "instruction.vice_mayor"
    PROPOSAL_CITY = "proposal.city"
    PROPOSAL_COUNTY = "proposal.county"
    HOTLINE = "hotline"
    ASSIGNMENT = "assignment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """A procedure of the notice. Tuples of forms, issuers and chains are choices, the default first.

    Fields with a default are what most of the notice's procedures have.
    ``gate``: a section takes the matter to the Office only where it is major (确需, P4.2, P5.2).
    ``leaders``: who may be named where a step says LEADER. ``ours``: the columns on which the notice is
    silent, so that a card cites no clause for them.
    ``draft_title``: how the text is headed that goes to the signers. ``year_end``: what is reported at the year's end.
    """

    key: TrackKey
    title: str
    clause: str
    starter: Role = Role.OFFICER
    gate: bool = False
    issue_steps: Steps
    forms: tuple[Form, ...]
    issuers: tuple[Issuer, ...] = (Issuer.GOVERNMENT_OFFICE,)
    schedule: ScheduleKey
    result_chains: tuple[Steps, ...]
    destinations: tuple[Destination, ...]
    archive: Archive = Archive.MATTER
    ours: frozenset[str]
    leaders: frozenset[Role] = COUNTY_LEADERS
    draft_title: str = "立项分解通知"
    year_end: bool = False

    @property
    def feeds_upward(self) -> bool:
        """Whether the city or the hotline waits for the result."""
        return not UPWARD.isdisjoint(self.destinations)


_LEADER_APPROVES: Steps = (Step(LEADER, Act.APPROVE),)
_MAYOR_APPROVES: Steps = (Step(Role.MAYOR, Act.APPROVE),)
_BOTH_APPROVE: Steps = (Step(Role.DEPUTY_DIRECTOR, Act.APPROVE), Step(Role.DIRECTOR, Act.APPROVE))
_BOTH_REVIEW: Steps = (Step(Role.DEPUTY_DIRECTOR, Act.REVIEW), Step(Role.DIRECTOR, Act.REVIEW))
_THEN_MAYOR: Steps = (*_BOTH_REVIEW, Step(Role.MAYOR, Act.APPROVE))
_THEN_VICE_MAYOR: Steps = (*_BOTH_REVIEW, Step(Role.VICE_MAYOR, Act.APPROVE))
_THEN_EXECUTIVE: Steps = (*_BOTH_REVIEW, Step(Role.EXECUTIVE_VICE_MAYOR, Act.APPROVE))
_THEN_LEADER: Steps = (*_BOTH_REVIEW, Step(LEADER, Act.APPROVE))

_NOTICE_OR_ACTIVITY = (Form.SUPERVISION_NOTICE, Form.ACTIVITY)
_SILENT = frozenset({"issuers", "archive"})

CLOSING_CHAIN: Steps = _BOTH_REVIEW
"""Ours: closes a matter of a track without a result chain, and one that has nothing to report up."""

BULLETIN_CHAIN: Steps = _THEN_MAYOR
"""Ours: every bulletin that praises or criticises by name (R3a, P3.3), unless the county set another, and 移送. The
notice names no signer; Order 733 of the State Council, art. 21, wants the government's approval or its head's."""

LETTER_CHAIN: Steps = (Step(Role.DEPUTY_DIRECTOR, Act.REVIEW), Step(Role.DIRECTOR, Act.APPROVE))
"""Ours: a 函 to the superior of a unit that the county does not direct; the notice is silent on it."""

_ROWS = (
    Track(
        key=TrackKey.DOCUMENT,
        title="市政府及其办公室公文",
        clause="二（一）",
        issue_steps=_LEADER_APPROVES,
        forms=(Form.BREAKDOWN_NOTICE,),
        issuers=(Issuer.GOVERNMENT, Issuer.GOVERNMENT_OFFICE),
        schedule=ScheduleKey.AS_PRINTED,
        result_chains=(_LEADER_APPROVES,),
        destinations=(Destination.CITY_GOVERNMENT, Destination.CITY_GOVERNMENT_OFFICE),
        ours=frozenset({"archive"}),
    ),
    Track(
        key=TrackKey.WORK_REPORT,
        title="《政府工作报告》重点工作",
        clause="二（二）",
        issue_steps=_MAYOR_APPROVES,
        forms=(Form.BREAKDOWN_NOTICE,),
        schedule=ScheduleKey.FOUR_TIMES_A_YEAR,
        result_chains=(_BOTH_REVIEW,),
        destinations=(Destination.CITY_GOVERNMENT, Destination.COUNTY_GOVERNMENT),
        ours=frozenset({"result_chains", "archive"}),
    ),
    Track(
        key=TrackKey.TEN_THINGS,
        title="十件实事",
        clause="二（三）",
        issue_steps=_MAYOR_APPROVES,
        forms=(Form.BREAKDOWN_NOTICE,),
        schedule=ScheduleKey.TEN_THINGS,
        result_chains=(_THEN_MAYOR,),
        destinations=(Destination.MONTHLY_BULLETIN,),
        ours=frozenset({"result_chains", "archive"}),
        year_end=True,
    ),
    Track(
        key=TrackKey.MEETING_MAYOR,
        title="县长会议决定事项",
        clause="二（四）1、3",
        issue_steps=_BOTH_APPROVE,
        forms=_NOTICE_OR_ACTIVITY,
        schedule=ScheduleKey.AS_PRINTED,
        result_chains=(_BOTH_REVIEW, _THEN_MAYOR),
        destinations=(Destination.BULLETIN,),
        ours=_SILENT,
        draft_title="督查通知单",
    ),
    Track(
        key=TrackKey.MEETING_VICE_MAYOR,
        title="副县长协调会议事项",
        clause="二（四）2、3",
        starter=Role.SECTION_CLERK,
        gate=True,
        issue_steps=_BOTH_APPROVE,
        forms=_NOTICE_OR_ACTIVITY,
        schedule=ScheduleKey.AS_PRINTED,
        result_chains=(_BOTH_REVIEW, _THEN_VICE_MAYOR),
        destinations=(Destination.BULLETIN,),
        ours=_SILENT,
        draft_title="督办通知",
    ),
    Track(
        key=TrackKey.INSTRUCTION_MAYOR,
        title="县长批示件",
        clause="二（五）1、3、4",
        issue_steps=_BOTH_APPROVE,
        forms=_NOTICE_OR_ACTIVITY,
        schedule=ScheduleKey.AS_PRINTED,
        result_chains=(_BOTH_REVIEW, _THEN_MAYOR),
        destinations=(Destination.BULLETIN,),
        ours=_SILENT,
        draft_title="督办通知",
    ),
    Track(
        key=TrackKey.INSTRUCTION_VICE_MAYOR,
        title="副县长批示件",
        clause="二（五）2、3、4",
        starter=Role.SECTION_CLERK,
        gate=True,
        issue_steps=_BOTH_APPROVE,
        forms=_NOTICE_OR_ACTIVITY,
        schedule=ScheduleKey.AS_PRINTED,
        result_chains=(_BOTH_REVIEW, _THEN_VICE_MAYOR),
        destinations=(Destination.BULLETIN,),
        ours=_SILENT,
        draft_title="督办通知",
    ),
    Track(
        key=TrackKey.PROPOSAL_CITY,
        title="市级建议提案",
        clause="二（六）1、3",
        issue_steps=_LEADER_APPROVES,
        forms=(Form.ASSIGNMENT_NOTICE,),
        schedule=ScheduleKey.BY_LAW,
        result_chains=(_LEADER_APPROVES,),
        destinations=(Destination.CITY_GOVERNMENT_OFFICE, Destination.LETTER_AND_REPLY),
        archive=Archive.YEAR,
        ours=frozenset({"forms", "issuers", "schedule"}),
        draft_title="交办通知",
    ),
    Track(
        key=TrackKey.PROPOSAL_COUNTY,
        title="县级建议提案",
        clause="二（六）2、3",
        issue_steps=_BOTH_APPROVE,
        forms=(Form.ASSIGNMENT_NOTICE,),
        schedule=ScheduleKey.BY_LAW,
        result_chains=(_BOTH_REVIEW,),
        destinations=(Destination.REPLY,),
        archive=Archive.YEAR,
        ours=frozenset({"issue_steps", "forms", "issuers", "schedule", "result_chains"}),
        draft_title="交办通知",
    ),
    Track(
        key=TrackKey.HOTLINE,
        title="市长热线交办件",
        clause="二（七）",
        issue_steps=_THEN_EXECUTIVE,
        forms=(Form.HOTLINE_NOTICE,),
        schedule=ScheduleKey.AS_ORDERED,
        result_chains=(_BOTH_REVIEW, _THEN_EXECUTIVE),
        destinations=(Destination.HOTLINE_OFFICE,),
        ours=_SILENT,
        draft_title="督促查办事项通知单",
    ),
    Track(
        key=TrackKey.ASSIGNMENT,
        title="领导交办的近期重点工作",
        clause="二（八）",
        issue_steps=_BOTH_APPROVE,
        forms=_NOTICE_OR_ACTIVITY,
        schedule=ScheduleKey.AS_PRINTED,
        result_chains=(_THEN_LEADER,),
        destinations=(Destination.BULLETIN,),
        ours=_SILENT,
        leaders=COUNTY_LEADERS | {Role.PARTY_LEADER},
        draft_title="督查通知",
    ),
)

TRACKS: Mapping[str, Track] = MappingProxyType({row.key: row for row in _ROWS})
"""The eleven tracks by key, in the notice's order."""


def _checks(county: County) -> Steps:
    return tuple(Step(role, Act.VET) for role in county.extra_vet_roles)


def issue_chain(track: Track, county: County) -> Steps:
    """Give the steps before a matter is issued: the county's checks (default none), then the notice's."""
    return _checks(county) + track.issue_steps


def closing_chain(track: Track, choice: int = 0, *, reports_up: bool = True) -> Steps:
    """Give the chain that closes a matter (办结): the chosen result chain, or CLOSING_CHAIN without one.

    ``reports_up`` is false where the source has no report to the city. Raises IndexError for a choice not offered.
    """
    if not (reports_up and track.result_chains):
        return CLOSING_CHAIN
    return track.result_chains[choice]


def result_chain(track: Track, county: County, choice: int = 0, *, reports_up: bool = True) -> Steps:
    """Give ``closing_chain`` with the county's checks before it. Raises IndexError likewise."""
    return _checks(county) + closing_chain(track, choice, reports_up=reports_up)


def bulletin_chain(county: County) -> Steps:
    """Give the county's checks, then those who sign its bulletins: the last decides, the others review."""
    *reviewers, last = county.bulletin_steps
    return (*_checks(county), *(Step(role, Act.REVIEW) for role in reviewers), Step(last, Act.APPROVE))


def referral_chain(county: County) -> Steps:
    """Give BULLETIN_CHAIN with the county's checks before it: 县长 decides on a referral, whoever signs bulletins."""
    return _checks(county) + BULLETIN_CHAIN


def letter_chain(county: County) -> Steps:
    """Give LETTER_CHAIN with the county's checks before it."""
    return _checks(county) + LETTER_CHAIN
