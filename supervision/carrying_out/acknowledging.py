"""送达: a unit has its paper – by 签收 of the whole card, or told by telephone – and from then on can be late."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from supervision.actors import Actor
from supervision.calendars.deadlines import once_told
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import Assignment, AssignmentStatus, Channel, Dispatch, DueStatus, Matter, ReportDue
from supervision.notices.cards import matter_subject, paper_subject
from supervision.outcome import Fact, Outcome
from supervision.procedures.lifecycle import ENDS
from supervision.refusals import NotFound, StaleButton, WrongState
from supervision.roles import Permission
from supervision.subjects import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitPaper:
    """A paper as one unit has it: its dispatch, its assignments of the matter, and what it owes."""

    matter: Matter
    dispatch: Dispatch
    assignments: Sequence[Assignment]
    dues: Sequence[ReportDue]
    withdrawn: bool = False

    @property
    def live(self) -> tuple[Assignment, ...]:
        """The assignments that were not taken back."""
        return tuple(a for a in self.assignments if a.status is not AssignmentStatus.WITHDRAWN)

    @property
    def undelivered(self) -> tuple[Assignment, ...]:
        """The live assignments that the unit has not been told of: all, or one that came by transfer later."""
        return tuple(a for a in self.live if a.delivered_at is None)

    @property
    def is_delivered(self) -> bool:
        """Whether the unit knows all of it: a 更正 of what it knew is a paper that has to reach it, too."""
        return self.dispatch.delivered_at is not None and not self.undelivered

    @property
    def is_acknowledged(self) -> bool:
        """Whether nothing on the card waits for 签收; a task that came by transfer opens it again."""
        waits = any(a.status is AssignmentStatus.ISSUED for a in self.assignments)
        return self.dispatch.acknowledged_at is not None and not waits


def require_own(paper: UnitPaper, actor: Actor, permission: Permission) -> None:
    """Refuse whoever does not act for the card's unit; to him the card does not exist.

    Raises:
        NotAllowed: none of his posts acts for a unit.
        NotFound: he acts for another unit.
        StaleButton: every task of the card was taken back, or the paper was withdrawn.
        WrongState: the matter has ended.
    """
    actor.require(permission)
    if paper.dispatch.unit_id not in actor.unit_ids:
        raise NotFound("paper")
    if not paper.live or paper.withdrawn:
        raise StaleButton
    if paper.matter.status in ENDS:
        raise WrongState("matter", paper.matter.status.value)


def acknowledge(paper: UnitPaper, actor: Actor, now: datetime, county: County, workdays: Workdays) -> Outcome:
    """Record that the unit has the paper. Done twice it changes nothing.

    What was signed for on paper or by telephone counts from then, as its record says.

    Raises as `require_own`.
    """
    require_own(paper, actor, Permission.PAPER_ACKNOWLEDGE)
    if paper.is_acknowledged:
        return Outcome()
    new = paper.undelivered
    settled = [a for a in paper.live if a in new or a.status is AssignmentStatus.ISSUED]
    at, channel, record_id = _basis(actor, now, Channel.TELEGRAM)
    delivered = _delivered(paper.dispatch, at, channel, record_id)
    dispatch = replace(
        delivered,
        acknowledged_by=actor.person_id,
        acknowledged_at=at,
        record_id=record_id or delivered.record_id,
    )
    return Outcome(
        saves=(
            dispatch,
            *(replace(a, status=_taken_up(a), delivered_at=a.delivered_at or at) for a in settled),
            *_timed(paper, new, at, county, workdays),
        ),
        facts=(_fact("paper.acknowledged", paper, settled),),
        redraw=_cards_of(paper),
    )


def deliver_by_telephone(paper: UnitPaper, actor: Actor, now: datetime, county: County, workdays: Workdays) -> Outcome:
    """Record that the Office told the unit of the paper by telephone: delivered, 签收 still asked for.

    It counts from the call, as the actor's record says. What the unit knew before is left as it is; so is a paper
    that was withdrawn or whose matter has ended.

    Raises:
        NotAllowed: none of the actor's posts records what was done by telephone.
    """
    actor.require(Permission.RECORD_ENTER)
    new = paper.undelivered
    if paper.is_delivered or not paper.live or paper.withdrawn or paper.matter.status in ENDS:
        return Outcome()
    at, channel, record_id = _basis(actor, now, Channel.TELEPHONE)
    return Outcome(
        saves=(
            _delivered(paper.dispatch, at, channel, record_id),
            *(replace(a, delivered_at=at) for a in new),
            *_timed(paper, new, at, county, workdays),
        ),
        facts=(_fact("paper.delivered", paper, new, channel=channel),),
        redraw=_cards_of(paper),
    )


def _basis(actor: Actor, now: datetime, otherwise: Channel) -> tuple[datetime, Channel, int | None]:
    """When it happened, by which way, and by which record, as two clerks confirmed it; else now, by the usual way."""
    witness = actor.witness
    if witness is None:
        return now, otherwise, None
    return witness.happened_at, witness.channel, witness.record_id


def _delivered(dispatch: Dispatch, at: datetime, channel: Channel, record_id: int | None) -> Dispatch:
    """The first delivery stands."""
    if dispatch.delivered_at is not None:
        return dispatch
    return replace(dispatch, delivered_at=at, channel=channel, record_id=record_id)


def _taken_up(assignment: Assignment) -> AssignmentStatus:
    is_issued = assignment.status is AssignmentStatus.ISSUED
    return AssignmentStatus.IN_PROGRESS if is_issued else assignment.status


def _timed(
    paper: UnitPaper, new: Sequence[Assignment], now: datetime, county: County, workdays: Workdays
) -> Iterator[ReportDue]:
    """The dates of tasks that the unit learns of now: told too late for one, it is given time (`once_told`).

    Also for one that it has answered already: nobody was late with what he had not been told. While a date's clock
    stands still (中止), it is told at the hour at which that stopped.
    """
    seqs = {assignment.task_seq for assignment in new}
    for due in paper.dues:
        if due.task_seq in seqs and due.status is not DueStatus.VOID and due.known_at is None:
            told_at = min(now, due.held_at or now)
            yield replace(due, late_after=once_told(due.late_after, told_at, workdays, county))


def _fact(event: str, paper: UnitPaper, tasks: Sequence[Assignment], **more: object) -> Fact:
    details = {"matter": paper.matter.id, "tasks": sorted({a.task_seq for a in tasks}), **more}
    return Fact(event, paper_subject(paper.dispatch.paper_id, paper.dispatch.unit_id), details)


def _cards_of(paper: UnitPaper) -> tuple[Subject, ...]:
    subject = paper_subject(paper.dispatch.paper_id, paper.dispatch.unit_id)
    return (subject, matter_subject(paper.matter.id))
