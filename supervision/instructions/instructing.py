"""后续批示: a leader wants more done about a matter that runs or was closed (P5.3), and its old tasks are given again.

A closed matter is taken up again; its track stays what it was, whoever instructs. A matter that its section followed
itself goes back to the section: the gate is not passed by the way (P4.2, P5.2).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from supervision.actors import Actor
from supervision.calendars.deadlines import acknowledge_by, local_date
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import (
    Assignment,
    AssignmentStatus,
    DeskItem,
    DeskKind,
    Dispatch,
    FurtherInstruction,
    Matter,
    MatterStatus,
    Paper,
    ReportDue,
)
from supervision.notices.base import to_officer, to_unit
from supervision.notices.cards import matter_subject, paper_subject
from supervision.notices.instructing import FurtherCard, GivenAgain, further_subject
from supervision.outcome import Fact, Outcome
from supervision.papers.issuing import DueDay, Folder, reports_due
from supervision.procedures.lifecycle import MatterEvent, advance
from supervision.refusals import InvalidInput, SecondPerson, StaleButton, WrongState
from supervision.registering.registration import LONGEST_GIST
from supervision.reports.report_dates import told_before
from supervision.roles import Permission

DEFAULT_WORDS = "请继续跟踪督办，办理情况及时报告"
"""What ［继续督办］ means where the leader writes nothing."""

TAKES = frozenset({MatterStatus.FOLLOWED, MatterStatus.IN_PROGRESS, MatterStatus.CLOSED})
"""Matters to which the Office can enter a new instruction. While a summary is with its signers, or a matter stands
still, that comes first; before the issue an instruction belongs into the text itself."""


@dataclass(frozen=True, slots=True)
class Again:
    """A unit's paper and how it got there, and all that it ever owed of the matter."""

    paper: Paper
    dispatch: Dispatch
    dues: Sequence[ReportDue]

    def owed(self, task_seq: int) -> tuple[ReportDue, ...]:
        """What it owed of one task."""
        return tuple(due for due in self.dues if due.task_seq == task_seq)


def answer_owed(matter: Matter, today: date, workdays: Workdays, county: County) -> DeskItem:
    """事事有回音: what the matter's officer is reminded of until the leader who instructed anew has been told."""
    return DeskItem(
        kind=DeskKind.ANSWER_OWED,
        key=str(matter.id),
        post_id=matter.registered_post_id,
        on=workdays.add_workdays(today, county.answer_workdays),
        title=matter.title,
        number=matter.registration_number,
        every=county.answer_again_workdays,
    )


def require_gist(text: str) -> str:
    """The gist of an instruction, if it will do. Raises InvalidInput."""
    words = text.strip()
    if not words:
        raise InvalidInput("gist", "empty")
    if len(words) > LONGEST_GIST:
        raise InvalidInput("gist", "too_long", limit=LONGEST_GIST)
    return words


def require_takes(matter: Matter) -> None:
    """Refuse to enter a new instruction to a matter that is not for it now. Raises WrongState."""
    if matter.status not in TAKES:
        raise WrongState("matter", matter.status.value)


def enter(further: FurtherInstruction, matter: Matter, now: datetime) -> Outcome:
    """Record a new instruction: a closed matter is reopened, and its officer hears of it.

    An issued matter whose instruction somebody entered from paper stays closed until another gives its tasks again, or
    a notice that was signed is issued: what one person wrote down sets nothing in motion at the units.

    Of a matter whose summary is with its signers, or that stands still, only the instruction is recorded: what a
    leader himself says is never refused.
    """
    waits = needs_second(further) and matter.issued_at is not None
    moved = reopened(matter, now) if matter.status is MatterStatus.CLOSED and not waits else None
    recorded = replace(further, reopened=moved is not None)
    details = {
        "further": further.id,
        "post": further.post_id or 0,
        "leader": further.leader_title,
        "dated": further.dated.isoformat(),
        "answer": further.answer_id or 0,
    }
    outcome = Outcome(
        saves=(recorded,),
        facts=(Fact("instruction.added", matter_subject(matter.id), details),),
        notices=(FurtherCard(to=to_officer(matter.registered_post_id), further_id=further.id),),
        redraw=(matter_subject(matter.id),),
    )
    return outcome + _reopening(matter, moved) if moved else outcome


def reopened(matter: Matter, now: datetime) -> Matter:
    """A closed matter under way again; what no paper was ever issued of is its section's again.

    Raises:
        WrongState: it is not closed.
    """
    event = MatterEvent.REOPEN if matter.issued_at else MatterEvent.FOLLOW_AGAIN
    return replace(advance(matter, event), closed_at=None, reopened_at=now)


def _reopening(before: Matter, after: Matter) -> Outcome:
    closed_at = before.closed_at.isoformat() if before.closed_at else ""
    return Outcome(
        saves=(after,),
        facts=(Fact("matter.reopened", matter_subject(after.id), {"closed_at": closed_at}),),
        redraw=(matter_subject(after.id),),
    )


def needs_second(further: FurtherInstruction) -> bool:
    """Say whether an instruction is known only from what somebody entered from paper."""
    return further.answer_id is None and further.submission_id is None


def require_second(further: FurtherInstruction, actor: Actor) -> None:
    """Let another person than the one who entered an instruction from paper give tasks again on it.

    Raises:
        SecondPerson: he entered it himself.
    """
    if needs_second(further) and further.entered_by == actor.person_id:
        raise SecondPerson("instruction")


def require_pending(further: FurtherInstruction, matter: Matter, actor: Actor) -> None:
    """Let the Office make something of a new instruction, once.

    Raises:
        NotAllowed: none of his posts does.
        StaleButton: something was made of it.
        WrongState: the matter is not under way.
    """
    actor.require(Permission.MATTER_REOPEN)
    if further.task_seqs:
        raise StaleButton
    if matter.status not in (MatterStatus.IN_PROGRESS, MatterStatus.CLOSED) or not matter.issued_at:
        raise WrongState("matter", matter.status.value)


def give_again(
    further: FurtherInstruction,
    folder: Folder,
    papers: Mapping[int, Again],
    actor: Actor,
    *,
    seqs: Collection[int],
    due_on: date,
    now: datetime,
    county: County,
    workdays: Workdays,
) -> Outcome:
    """重新交办: the chosen tasks are open again until a day, and their units acknowledge anew.

    No chain: the leader has ordered, and the text is the one that was signed; what he ordered on paper a second person
    compares with its original (`require_second`). What is owed again counts only from the
    new 签收 ("Counting": nothing is late that was not delivered); what was owed before, from the delivery before.

    Args:
        folder: with who goes on for merged units in their place (`succession.in_place_of`).
        papers: by unit, of the matter's papers the newest that it has.

    Raises:
        SecondPerson: he entered the instruction himself.
        InvalidInput: no such task, a unit that is no more, or a day that has passed.
    """
    require_pending(further, folder.matter, actor)
    require_second(further, actor)
    chosen = _chosen(folder, papers, seqs)
    if due_on < local_date(now, county.zone):
        raise InvalidInput("due_on", "past_date", given=due_on.isoformat())
    matter = reopened(folder.matter, now) if folder.matter.status is MatterStatus.CLOSED else folder.matter
    answer_by = acknowledge_by(now, workdays, county, matter.urgency)
    day = DueDay(due_on, None, final=True, urgency=matter.urgency)
    again = [replace(a, status=AssignmentStatus.ISSUED, accepted_at=None, delivered_at=None) for a in chosen]
    units = dict.fromkeys(a.unit_id for a in again)
    moved = further.reopened or matter is not folder.matter
    done = replace(further, task_seqs=tuple(sorted({a.task_seq for a in again})), due_on=due_on, reopened=moved)
    outcome = Outcome(
        saves=(
            done,
            *again,
            *(replace(papers[unit_id].dispatch, acknowledge_by=answer_by) for unit_id in units),
            *(due for a in chosen for due in told_before(papers[a.unit_id].owed(a.task_seq), a.delivered_at)),
            *(due for a in again for due in reports_due(a, (day,), county, workdays, after_seq=_last(papers, a))),
        ),
        facts=(_given(done, again),),
        notices=tuple(_told(further, papers[unit_id], again, due_on) for unit_id in units),
        redraw=(
            *(matter_subject(matter.id), further_subject(further.id)),
            *(paper_subject(papers[unit_id].paper.id, unit_id) for unit_id in units),
        ),
    )
    return outcome if matter is folder.matter else outcome + _reopening(folder.matter, matter)


def _chosen(folder: Folder, papers: Mapping[int, Again], seqs: Collection[int]) -> list[Assignment]:
    chosen = [a for a in folder.live if a.task_seq in seqs and a.unit_id in papers]
    if not chosen:
        raise InvalidInput("task", "not_a_choice")
    gone = next((folder.units[a.unit_id] for a in chosen if not folder.units[a.unit_id].active), None)
    if gone is not None:
        raise InvalidInput("task", "unit_gone", given=gone.name)
    return chosen


def _last(papers: Mapping[int, Again], of: Assignment) -> int:
    return max((due.seq for due in papers[of.unit_id].owed(of.task_seq)), default=0)


def _given(further: FurtherInstruction, again: Sequence[Assignment]) -> Fact:
    details = {
        "further": further.id,
        "assignments": [f"{a.task_seq}/{a.unit_id}" for a in again],
        "due_on": further.due_on.isoformat() if further.due_on else "",
    }
    return Fact("tasks.given_again", matter_subject(further.matter_id), details)


def _told(further: FurtherInstruction, own: Again, again: Sequence[Assignment], due_on: date) -> GivenAgain:
    unit_id = own.dispatch.unit_id
    return GivenAgain(
        to=to_unit(unit_id),
        further_id=further.id,
        document_number=own.paper.document_number,
        leader=further.leader_title,
        dated=further.dated,
        gist=further.gist,
        tasks=tuple(a.task_seq for a in again if a.unit_id == unit_id),
        due_on=due_on,
        returned=further.submission_id is not None,
    )
