"""申请改派: a unit says that a task is not its duty; the Office hands the task to another unit, or says why not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from supervision.actors import Actor
from supervision.calendars.deadlines import acknowledge_by, end_of, local_date
from supervision.calendars.workdays import Workdays
from supervision.carrying_out.acknowledging import UnitPaper, require_own
from supervision.carrying_out.transferred_dates import owed_by, still_owed
from supervision.county import County
from supervision.hotline.callers import as_kept
from supervision.model import (
    RESPONSIBLE_KINDS,
    Assignment,
    AssignmentStatus,
    Dispatch,
    DueStatus,
    Matter,
    MatterStatus,
    Paper,
    Part,
    Report,
    ReportDue,
    Task,
    Transfer,
    TransferStatus,
    Unit,
)
from supervision.notices.base import to_officer, to_unit
from supervision.notices.cards import matter_subject, paper_subject
from supervision.notices.transferring import TransferCard, TransferDecided, transfer_subject
from supervision.outcome import Fact, Outcome
from supervision.papers.issuing import due_days, reports_due
from supervision.procedures.tracks import TrackKey
from supervision.refusals import AlreadyDecided, InvalidInput, StaleButton, WrongState
from supervision.reports.report_dates import UNDECIDED
from supervision.reports.report_places import Terms
from supervision.review.review_cases import withdraw
from supervision.roles import Permission
from supervision.subjects import Subject

LONGEST_WORDS = 500
"""Characters of a reason and of a refusal."""

OPEN = frozenset({AssignmentStatus.ISSUED, AssignmentStatus.IN_PROGRESS})
"""An assignment that can be asked about."""

DECISIONS = frozenset({TransferStatus.GRANTED, TransferStatus.REFUSED})
"""What somebody says to a request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A request with everything that the decision touches; `dues` and `reports` are the old unit's of this task."""

    transfer: Transfer
    matter: Matter
    paper: Paper
    task: Task
    assignment: Assignment
    dispatch: Dispatch
    dues: Sequence[ReportDue]
    reports: Sequence[Report] = ()
    decided_by: str = ""
    """Who decided it, if somebody did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Successor:
    """The unit that is to take the task, and what it has of the matter already."""

    unit: Unit
    assignment: Assignment | None = None
    dispatch: Dispatch | None = None
    dues: Sequence[ReportDue] = ()
    paper: Paper | None = None
    """The paper by which it has the matter, or a 函 made for it; none: it gets the one that the task came with."""


RETURN_TERMS: Mapping[str, Callable[[County], int]] = MappingProxyType(
    {
        TrackKey.HOTLINE: lambda county: county.hotline_return_workdays,
        TrackKey.PROPOSAL_CITY: lambda county: county.proposal_return_workdays,
        TrackKey.PROPOSAL_COUNTY: lambda county: county.proposal_return_workdays,
    }
)
"""Within how many workdays a task is given back, on the tracks where that has a term: 回退 of a hotline order (practice
§11, 濮阳: 2 workdays), 退办 of a proposal (河南省代表建议办理办法 2017 art. 14: 10)."""


def check_return(matter: Matter, since: datetime | None, terms: Terms) -> None:
    """Refuse a request to be rid of a task after its track's term; what was not delivered has no term yet.

    Args:
        since: the delivery to the unit, or on proposals the day on which they were assigned.

    Raises:
        WrongState: the term is over.
    """
    term = RETURN_TERMS.get(matter.track)
    if term is None or since is None:
        return
    day = terms.workdays.add_workdays(local_date(since, terms.county.zone), term(terms.county))
    if terms.now > end_of(day, None, terms.county.zone):
        raise WrongState("transfer", "too_late")


def askable(paper: UnitPaper) -> tuple[Assignment, ...]:
    """The assignments of a card that the unit can ask to be rid of."""
    return tuple(a for a in paper.assignments if a.status in OPEN)


def ask(paper: UnitPaper, task_seq: int, actor: Actor, now: datetime, *, reason: str, transfer_id: int) -> Outcome:
    """Ask for transfer. The dates stand until the Office has decided.

    Raises:
        WrongState: the task was asked about already, is done, or was taken back.
        InvalidInput: no reason, or too long a one.
    """
    require_own(paper, actor, Permission.PAPER_TRANSFER)
    _check_words(reason, "reason")
    reason = as_kept(paper.matter.track, reason)
    assignment = next((a for a in paper.assignments if a.task_seq == task_seq), None)
    if assignment is None or assignment.status not in OPEN:
        raise WrongState("assignment", assignment.status.value if assignment else AssignmentStatus.WITHDRAWN)
    unit_id = paper.dispatch.unit_id
    transfer = Transfer(transfer_id, paper.matter.id, task_seq, unit_id, actor.person_id, now, reason)
    details = {"transfer": transfer_id, "task": task_seq, "unit": unit_id, "reason": reason}
    return Outcome(
        saves=(transfer, replace(assignment, status=AssignmentStatus.TRANSFER_ASKED)),
        facts=(Fact("transfer.asked", matter_subject(paper.matter.id), details),),
        notices=(TransferCard(to=to_officer(paper.matter.registered_post_id), transfer_id=transfer_id),),
        redraw=(paper_subject(paper.dispatch.paper_id, unit_id), matter_subject(paper.matter.id)),
    )


def check_open(case: Case, actor: Actor) -> None:
    """Refuse unless the request still waits and the actor may decide it.

    Raises:
        NotAllowed: none of his posts decides.
        AlreadyDecided: somebody did.
        StaleButton: the paper was withdrawn, so there is nothing to decide.
        WrongState: the task is done meanwhile, or taken back.
    """
    actor.require(Permission.TRANSFER_DECIDE)
    transfer = case.transfer
    if transfer.status in DECISIONS and transfer.decided_at is not None:
        raise AlreadyDecided(case.decided_by, transfer.status.value, transfer.decided_at)
    in_force = case.paper.withdrawn_at is None and case.matter.status is MatterStatus.IN_PROGRESS
    if transfer.status is not TransferStatus.ASKED or not in_force:
        raise StaleButton
    if case.assignment.status is not AssignmentStatus.TRANSFER_ASKED:
        raise WrongState("assignment", case.assignment.status.value)


def lapse(transfers: Iterable[Transfer], now: datetime) -> Outcome:
    """End the requests that wait when their paper is withdrawn; nobody decided about them."""
    waiting = [transfer for transfer in transfers if transfer.status is TransferStatus.ASKED]
    return Outcome(
        saves=tuple(replace(transfer, status=TransferStatus.LAPSED, decided_at=now) for transfer in waiting),
        facts=tuple(_fact("transfer.lapsed", transfer, {}) for transfer in waiting),
        redraw=tuple(transfer_subject(transfer.id) for transfer in waiting),
    )


def refuse(case: Case, actor: Actor, now: datetime, *, words: str) -> Outcome:
    """不同意改派: the task stays where it is, and the unit is told why."""
    check_open(case, actor)
    _check_words(words, "words")
    acknowledged = case.dispatch.acknowledged_at is not None
    back = AssignmentStatus.IN_PROGRESS if acknowledged else AssignmentStatus.ISSUED
    return Outcome(
        saves=(
            _decided(case.transfer, TransferStatus.REFUSED, actor, now),
            replace(case.assignment, status=back),
        ),
        facts=(_fact("transfer.refused", case.transfer, {"words": words}),),
        notices=(_answer(case, words=words),),
        redraw=_touched(case),
    )


def grant(
    case: Case, successor: Successor, actor: Actor, now: datetime, *, county: County, workdays: Workdays
) -> Outcome:
    """同意改派: the old unit is rid of the task, the new one gets it with its dates and a dispatch.

    What the old unit had reported and nobody had reviewed is kept, and counts for nobody.

    Its card is told by the use case: a unit that has a card of this paper gets another one.

    Raises:
        InvalidInput: the new unit is the old one, or cannot be given a task.
    """
    check_open(case, actor)
    unit = successor.unit
    if unit.id == case.assignment.unit_id or unit.kind not in RESPONSIBLE_KINDS or not unit.active:
        raise InvalidInput("unit", "not_responsible", given=unit.name)
    granted = replace(_decided(case.transfer, TransferStatus.GRANTED, actor, now), new_unit_id=unit.id)
    return Outcome(
        saves=(
            granted,
            replace(case.assignment, status=AssignmentStatus.WITHDRAWN),
            *(replace(due, status=DueStatus.VOID) for due in case.dues if due.status in UNDECIDED),
            *_handed_over(case, successor, now, county, workdays),
            _with_coordinator(case, unit),
        ),
        facts=(_fact("transfer.granted", case.transfer, {"new_unit": unit.id}),),
        notices=(_answer(case, new_unit=unit.name),),
        redraw=(*_touched(case), paper_subject((successor.paper or case.paper).id, unit.id)),
    ) + withdraw(case.reports)


def _handed_over(
    case: Case, successor: Successor, now: datetime, county: County, workdays: Workdays
) -> tuple[object, ...]:
    given, had = case.assignment, successor.assignment
    if had is not None and had.status is not AssignmentStatus.WITHDRAWN:
        part = Part.LEAD if Part.LEAD in (given.part, had.part) else had.part
        return (replace(had, part=part),)
    assignment = Assignment(given.matter_id, given.task_seq, successor.unit.id, given.part, AssignmentStatus.ISSUED)
    last = max((due.seq for due in successor.dues), default=0)
    answer_by = acknowledge_by(now, workdays, county, case.matter.urgency)
    paper = successor.paper or case.paper
    dispatch = successor.dispatch or Dispatch(
        paper.id, successor.unit.id, case.matter.id, sent_at=now, acknowledge_by=answer_by
    )
    if dispatch.delivered_at is not None:  # it is asked anew for this task, with a term of its own
        dispatch = replace(dispatch, acknowledge_by=answer_by)
    owed = still_owed(case.dues, local_date(now, county.zone))
    if owed:
        return (paper, assignment, dispatch, *owed_by(successor.unit, owed, last))
    days = due_days(case.task, case.matter, local_date(now, county.zone), county=county, workdays=workdays)
    return (paper, assignment, dispatch, *reports_due(assignment, days, county, workdays, after_seq=last))


def _with_coordinator(case: Case, unit: Unit) -> Matter:
    """A unit that is rid of its task does not gather the others' answers either."""
    if case.matter.coordinating_unit_id == case.assignment.unit_id and case.assignment.part is Part.LEAD:
        return replace(case.matter, coordinating_unit_id=unit.id)
    return case.matter


def _decided(transfer: Transfer, status: TransferStatus, actor: Actor, now: datetime) -> Transfer:
    return replace(transfer, status=status, decided_by=actor.person_id, decided_at=now)


def _answer(case: Case, *, new_unit: str = "", words: str = "") -> TransferDecided:
    return TransferDecided(
        to=to_unit(case.transfer.unit_id),
        transfer_id=case.transfer.id,
        document_number=case.paper.document_number,
        task_seq=case.task.seq,
        task=case.task.text,
        new_unit=new_unit,
        words=words,
    )


def _touched(case: Case) -> tuple[Subject, ...]:
    return (
        transfer_subject(case.transfer.id),
        paper_subject(case.paper.id, case.transfer.unit_id),
        matter_subject(case.matter.id),
    )


def _fact(event: str, transfer: Transfer, more: dict[str, object]) -> Fact:
    details = {"transfer": transfer.id, "task": transfer.task_seq, "unit": transfer.unit_id, **more}
    return Fact(event, matter_subject(transfer.matter_id), details)


def _check_words(words: str, field: str) -> None:
    if not words.strip():
        raise InvalidInput(field, "empty")
    if len(words) > LONGEST_WORDS:
        raise InvalidInput(field, "too_long", limit=LONGEST_WORDS)
