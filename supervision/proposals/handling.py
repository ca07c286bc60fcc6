"""建议提案: whose it is, how it is analysed and assigned, and by when the law wants its answer (P6.1, P6.2).

代表法 (2025) art. 51: answered within three months of the assignment (交办之日), six if it is complex.
河南省代表建议办理办法 (2017), which counties 可以参照 (art. 31), and which 政协提案 follow by analogy: one unit leads
and others help, or each answers for itself (art. 13); who helps tells the one that leads within two months (art. 18);
what takes six months is explained to the deputy (art. 20).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, tzinfo

from supervision.actors import Actor
from supervision.calendars.deadlines import local_date
from supervision.calendars.schedules import SCHEDULES, ScheduleKey, add_months, by_law
from supervision.county import County
from supervision.model import (
    Assignment,
    AssignmentMeeting,
    AssignmentStatus,
    Handling,
    Matter,
    MatterStatus,
    Part,
    Proposal,
    ProposalKind,
    Task,
)
from supervision.notices.cards import matter_subject
from supervision.notices.proposals import proposal_subject
from supervision.outcome import Fact, Outcome
from supervision.procedures.tracks import TrackKey
from supervision.refusals import InvalidInput, NotFound, StaleButton, WrongState
from supervision.roles import Permission
from supervision.splitting import TaskDraft
from supervision.subjects import Subject

PROPOSAL_TRACKS = (TrackKey.PROPOSAL_CITY, TrackKey.PROPOSAL_COUNTY)
"""The tracks whose matters are proposals."""

OPEN_TO_ANALYSIS = frozenset({MatterStatus.REGISTERED, MatterStatus.SPLIT, MatterStatus.SENT_BACK})
"""Its units can still be named: its text is not with the signers."""

OPEN_TO_DATES = frozenset({MatterStatus.SPLIT, MatterStatus.SENT_BACK})
"""The day of its assignment still makes the dates of its text."""

LONGEST_NUMBER, LONGEST_NAME, LONGEST_SESSION, LONGEST_ANALYSIS = 20, 20, 40, 500
MOST_PROPOSERS = 30
SHOWN_NAMES = 10
"""Names that the paper itself has; of more it says how many (代表联名)."""

WHO: Mapping[ProposalKind, tuple[str, str]] = {
    ProposalKind.DEPUTY: ("建议", "代表"),
    ProposalKind.MEMBER: ("提案", "委员"),
}
"""What it is called, and who made it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """分析研究 of one proposal: who handles it, how, and how long it takes. The first of `leads` answers for all unless
    each does for itself."""

    words: str
    handling: Handling
    leads: tuple[int, ...]
    supports: tuple[int, ...] = ()
    complex: bool = False
    explained_on: date | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A proposal with its matter and what was made of it."""

    proposal: Proposal
    matter: Matter
    tasks: tuple[Task, ...] = ()
    assignments: tuple[Assignment, ...] = ()

    @property
    def unit_ids(self) -> tuple[int, ...]:
        """The units that handle it, each once."""
        kept = (a.unit_id for a in self.assignments if a.status is not AssignmentStatus.WITHDRAWN)
        return tuple(dict.fromkeys(kept))


def is_proposal(matter: Matter) -> bool:
    """Whether the matter is a proposal of a deputy or a member."""
    return matter.track in PROPOSAL_TRACKS


def cards_of(saves: Iterable[object]) -> tuple[Subject, ...]:
    """The cards of the proposals whose matters moved: whoever moves them knows nothing of proposals."""
    return tuple(proposal_subject(row.id) for row in saves if isinstance(row, Matter) and is_proposal(row))


def require_handled(matter: Matter, actor: Actor) -> None:
    """Let the Office handle a proposal.

    Raises:
        NotAllowed: none of his posts does.
        NotFound: the matter is none.
    """
    actor.require(Permission.PROPOSAL_HANDLE)
    if not is_proposal(matter):
        raise NotFound("proposal", matter.registration_number)


def require_analysable(matter: Matter, actor: Actor) -> None:
    """Let its units be named. Raises as `require_handled`; WrongState: its text is with the signers, or was issued."""
    require_handled(matter, actor)
    if matter.status not in OPEN_TO_ANALYSIS:
        raise WrongState("matter", matter.status.value)


def named(number: str, kind: ProposalKind) -> str:
    """`第12号建议`, however the number was typed."""
    return f"第{number.strip().removeprefix('第').removesuffix('号')}号{WHO[kind][0]}"


def analysed(proposal: Proposal, matter: Matter, analysis: Analysis, actor: Actor) -> Outcome:
    """分析交办: note whose it is and what the analysis came to; its tasks are written by `drafts_of`.

    Raises:
        NotAllowed, NotFound, WrongState: see `require_analysable`.
        InvalidInput: the number, the proposers, the analysis or the units will not do.
    """
    require_analysable(matter, actor)
    _check(proposal, analysis)
    noted = replace(proposal, analysis=analysis.words, handling=analysis.handling, explained_on=analysis.explained_on)
    details = {
        "number": noted.number,
        "kind": noted.kind.value,
        "proposers": len(noted.proposers),  # the names stand in the proposal: what is recorded here stays for good
        "handling": noted.handling.value,
        "complex": analysis.complex,
        "explained_on": str(noted.explained_on or ""),
        "leads": list(analysis.leads),
        "supports": list(analysis.supports),
    }
    return Outcome(
        saves=(noted, replace(matter, complex=analysis.complex)),
        facts=(Fact("proposal.analysed", matter_subject(matter.id), details),),
        redraw=(proposal_subject(matter.id), matter_subject(matter.id)),
    )


def _check(proposal: Proposal, analysis: Analysis) -> None:
    for field, text, limit in (
        ("number", proposal.number, LONGEST_NUMBER),
        ("session", proposal.session or "-", LONGEST_SESSION),
        ("analysis", analysis.words, LONGEST_ANALYSIS),
    ):
        if not text.strip():
            raise InvalidInput(field, "empty")
        if len(text) > limit:
            raise InvalidInput(field, "too_long", limit=limit)
    if not proposal.proposers or not analysis.leads:
        raise InvalidInput("proposers" if not proposal.proposers else "units", "empty")
    check_names(proposal.proposers)
    if len(proposal.proposers) > MOST_PROPOSERS:
        raise InvalidInput("proposers", "too_many", limit=MOST_PROPOSERS)
    if analysis.handling is not Handling.LEAD and len(set(analysis.leads)) < 2:
        raise InvalidInput("units", "two_units")
    if analysis.handling is Handling.LEAD and len(set(analysis.leads)) > 1:
        raise InvalidInput("units", "one_unit")
    if set(analysis.leads) & set(analysis.supports):
        raise InvalidInput("units", "both_parts")


def drafts_of(
    case: Case, analysis: Analysis, lead_names: Sequence[str], county: County
) -> tuple[tuple[TaskDraft, ...], int | None]:
    """Give the tasks of an analysis and the unit that answers for all (none: each for itself).

    Who leads has one task; where each unit answers for itself, each has its own; who helps has another, with an
    earlier date (河南办法 art. 18). Without the day of assignment the law's term runs from the issue.
    """
    proposal, matter = case.proposal, case.matter
    who = WHO[proposal.kind][1]
    name = f"{named(proposal.number, proposal.kind)}“{matter.title}”"
    wanted = f"{who}{_listed(proposal.proposers)}提出，逐人书面答复，答复由单位主要负责人签发"
    own = TaskDraft(f"办理{name[:400]}并答复{who}", requirement=wanted)
    on = replace(matter, complex=analysis.complex)
    due = due_of(on, Part.LEAD, proposal.assigned_on, county) if proposal.assigned_on else None
    answering = replace(own, due_on=due)
    if analysis.handling is Handling.SEPARATE:
        tasks = [replace(answering, leads=(unit_id,)) for unit_id in dict.fromkeys(analysis.leads)]
    else:
        tasks = [replace(answering, leads=tuple(dict.fromkeys(analysis.leads)))]
    if analysis.supports:
        helping = TaskDraft(
            f"协助办理{named(proposal.number, proposal.kind)}，将协办意见书面告知主办单位{'、'.join(lead_names)}"[:500],
            supports=tuple(dict.fromkeys(analysis.supports)),
        )
        if proposal.assigned_on:
            helping = replace(helping, due_on=due_of(on, Part.SUPPORT, proposal.assigned_on, county))
        else:
            helping = replace(helping, term=f"{county.joint_reply_months}m")
        tasks.append(helping)
    return tuple(tasks), None if analysis.handling is Handling.SEPARATE else analysis.leads[0]


def check_names(proposers: Sequence[str]) -> None:
    """Keep telephone and identity numbers out: names alone. Raises InvalidInput."""
    if any(character.isdecimal() for name in proposers for character in name):
        raise InvalidInput("proposers", "no_digits")


def _listed(proposers: Sequence[str]) -> str:
    names = "、".join(proposers[:SHOWN_NAMES])
    return names if len(proposers) <= SHOWN_NAMES else f"{names}等{len(proposers)}人"


def due_of(matter: Matter, part: Part, assigned_on: date, county: County) -> date:
    """Give the last day of the law's term, or the county's own if that is earlier."""
    months = SCHEDULES[ScheduleKey.BY_LAW].months
    term = by_law(SCHEDULES[ScheduleKey.BY_LAW], assigned_on, months[-1 if matter.complex else 0])
    if part is Part.SUPPORT:
        term = min(term, add_months(assigned_on, county.joint_reply_months))
    return min(term, matter.due_on) if matter.due_on else term


def assigned_day(proposal: Proposal, matter: Matter, zone: tzinfo) -> date | None:
    """交办之日: the one that was entered, else the day of the issue; none before both."""
    if proposal.assigned_on is not None:
        return proposal.assigned_on
    return local_date(matter.issued_at, zone) if matter.issued_at else None


def assign(case: Case, actor: Actor, on: date, county: County, *, meeting_id: int | None = None) -> Outcome:
    """Enter the day on which it was assigned: at a meeting, or before one (会前交办). The law's terms run from it.

    Once its paper is issued its printed dates stand; a meeting that is entered after that is only noted, but the law's
    term runs from it where it was held before the issue (代表法 art. 51).

    Raises:
        NotAllowed, NotFound: see `require_handled`.
        StaleButton: it was assigned at a meeting.
        WrongState: nobody was named yet, or its text is with the signers.
    """
    matter, proposal = case.matter, case.proposal
    require_handled(matter, actor)
    if proposal.meeting_id is not None:
        raise StaleButton
    noted_only = meeting_id is not None and matter.status is MatterStatus.IN_PROGRESS
    if matter.status not in OPEN_TO_DATES and not noted_only:
        raise WrongState("matter", matter.status.value)
    details = {"on": on.isoformat(), "meeting": meeting_id or 0, "before": str(proposal.assigned_on or "")}
    redraw = (proposal_subject(matter.id), matter_subject(matter.id))
    fact = Fact("proposal.assigned", matter_subject(matter.id), details)
    if noted_only:
        issued_on = local_date(matter.issued_at, county.zone) if matter.issued_at else on
        day = proposal.assigned_on or (on if on < issued_on else None)
        noted = replace(proposal, assigned_on=day, meeting_id=meeting_id)
        return Outcome(saves=(noted,), facts=(fact,), redraw=redraw)
    tasks = tuple(_dated(task, case, on, county) for task in case.tasks)
    return Outcome(
        saves=(replace(proposal, assigned_on=on, meeting_id=meeting_id), *tasks), facts=(fact,), redraw=redraw
    )


def _dated(task: Task, case: Case, on: date, county: County) -> Task:
    leads = any(a.part is Part.LEAD for a in case.assignments if a.task_seq == task.seq)
    due = due_of(case.matter, Part.LEAD if leads else Part.SUPPORT, on, county)
    return replace(task, due_on=due, term="")


def is_printed_late(case: Case, by_law_on: date) -> bool:
    """Whether its paper bears a later date than the law's, because the day of assignment was entered afterwards."""
    leads = {a.task_seq for a in case.assignments if a.part is Part.LEAD}
    return any(task.due_on is not None and task.due_on > by_law_on for task in case.tasks if task.seq in leads)


def hold_meeting(meeting: AssignmentMeeting, actor: Actor) -> Outcome:
    """登记交办会议: who was there and who was not; what it did to each proposal is said by `assign`."""
    actor.require(Permission.PROPOSAL_HANDLE)
    details = {
        "held_on": meeting.held_on.isoformat(),
        "place": meeting.place,
        "attended": list(meeting.attended),
        "absent": list(meeting.absent),
        "matters": list(meeting.matter_ids),
    }
    return Outcome(
        saves=(meeting,), facts=(Fact("proposals.meeting_held", Subject("meeting", str(meeting.id)), details),)
    )


def may_meet(case: Case) -> bool:
    """Whether it can be assigned at a meeting that is entered now."""
    return case.proposal.meeting_id is None and (
        case.matter.status in OPEN_TO_DATES or case.matter.status is MatterStatus.IN_PROGRESS
    )
