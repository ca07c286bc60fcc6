"""并入: what a unit that is no more was carrying out goes to the unit that takes it in, with its dates.

The old unit keeps what it reported and what was decided; what it still owed is void and owed by the successor from
when that learns of it. A report that waits for review goes along, so that the successor hears the verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from supervision.actors import Actor
from supervision.calendars.deadlines import acknowledge_by, late_after
from supervision.model import (
    Assignment,
    AssignmentStatus,
    Dispatch,
    DueStatus,
    Matter,
    Paper,
    Part,
    Rectification,
    Report,
    ReportDue,
    ReportStatus,
    Transfer,
    TransferStatus,
    Unit,
)
from supervision.notices.base import Notice
from supervision.notices.cards import matter_subject, paper_subject, report_subject
from supervision.notices.rectifying import rectification_subject
from supervision.notices.transferring import transfer_subject
from supervision.outcome import Fact, Outcome
from supervision.rectification import rectifications_taken_in
from supervision.reports.report_dates import OWED, UNDECIDED, answer
from supervision.reports.report_places import Terms
from supervision.subjects import Subject

MOVED = frozenset(
    {
        AssignmentStatus.PROPOSED,
        AssignmentStatus.ISSUED,
        AssignmentStatus.IN_PROGRESS,
        AssignmentStatus.TRANSFER_ASKED,
    }
)
"""What is still to be done; a result that was accepted stays with the unit that gave it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenWork:
    """One task that the old unit is to carry out, and what the successor has of it already.

    `paper` is the one by which the old unit has it, none before the issue. `reports` are its reports on the task,
    `rectifications` what it has still to put right of it.
    """

    matter: Matter
    assignment: Assignment
    paper: Paper | None = None
    dues: Sequence[ReportDue] = ()
    reports: Sequence[Report] = ()
    transfer: Transfer | None = None
    had: Assignment | None = None
    had_dispatch: Dispatch | None = None
    had_dues: Sequence[ReportDue] = ()
    rectifications: Sequence[Rectification] = ()

    @property
    def joins(self) -> bool:
        """Whether the successor is at work on the task itself."""
        return self.had is not None and self.had.status in MOVED


def hand_over(into: Unit, works: Iterable[OpenWork], actor: Actor, terms: Terms) -> Outcome:
    """Hand every open task over. Whether the units can be merged at all is `unit_changes.merge`'s to say."""
    saved: dict[object, object] = {}
    facts: list[Fact] = []
    notices: list[Notice] = []
    redraw: list[Subject] = []
    for work in works:
        for row in _rows(work, into, actor, terms):
            saved[_key(row)] = row
        facts.append(_fact(work, into))
        notices += [rectifications_taken_in.told_of(item, into) for item in work.rectifications]
        redraw += _touched(work, into)
    return Outcome(tuple(saved.values()), tuple(facts), tuple(notices), redraw=tuple(dict.fromkeys(redraw)))


def _rows(work: OpenWork, into: Unit, actor: Actor, terms: Terms) -> Iterator[object]:
    given = work.assignment
    yield replace(given, status=AssignmentStatus.WITHDRAWN, handed_to_unit_id=into.id, handed_at=terms.now)
    yield _taken(work, into)
    dates = list(_dates(work, into, terms))
    yield from (row for rows in dates for row in rows)
    goes_on = {old.seq: new.seq for old, new, *_ in dates}
    yield from (rectifications_taken_in.taken_in(item, into, work.dues, goes_on) for item in work.rectifications)
    if work.paper is not None and work.had_dispatch is None:
        limit = acknowledge_by(terms.now, terms.workdays, terms.county, work.matter.urgency)
        yield Dispatch(work.paper.id, into.id, work.matter.id, sent_at=terms.now, acknowledge_by=limit)
    if work.matter.coordinating_unit_id == given.unit_id:
        yield replace(work.matter, coordinating_unit_id=into.id)
    if work.transfer is not None:
        yield replace(
            work.transfer,
            status=TransferStatus.GRANTED,
            decided_by=actor.person_id,
            decided_at=terms.now,
            new_unit_id=into.id,
        )


def _taken(work: OpenWork, into: Unit) -> Assignment:
    """The successor's share: both parts in one, and 牵头 outweighs 配合. Who leads now signs for that once more."""
    given, had = work.assignment, work.had
    if had is not None and work.joins:
        part = Part.LEAD if Part.LEAD in (given.part, had.part) else had.part
        weighs_more = part is not had.part and had.status is AssignmentStatus.IN_PROGRESS
        return replace(had, part=part, status=AssignmentStatus.ISSUED if weighs_more else had.status)
    unissued = given.status is AssignmentStatus.PROPOSED
    status = AssignmentStatus.PROPOSED if unissued else AssignmentStatus.ISSUED
    part = had.part if had is not None and had.status is AssignmentStatus.ACCEPTED else given.part
    return Assignment(
        given.matter_id,
        given.task_seq,
        into.id,
        Part.LEAD if Part.LEAD in (given.part, part) else given.part,
        status,
    )


def _dates(work: OpenWork, into: Unit, terms: Terms) -> Iterator[tuple[ReportDue, ReportDue, *tuple[Report, ...]]]:
    """What was owed is void with the old unit; the successor owes it on the same day, unless it does so already.

    Gives the old date, the successor's, and the report that goes along, if one waits.
    """
    twins = {due.due_on: due for due in work.had_dues if due.status is not DueStatus.VOID} if work.joins else {}
    last = max((due.seq for due in work.had_dues), default=0)
    waiting = {report.due_seq: report for report in work.reports if report.status is ReportStatus.SUBMITTED}
    for due in sorted(work.dues, key=lambda item: item.seq):
        if due.status not in UNDECIDED:
            continue
        twin, report = twins.get(due.due_on), waiting.get(due.seq)
        if twin is None:
            last += 1
            twin = _owed_anew(due, into, last, terms, work)
        if report is not None:
            moved = replace(report, unit_id=into.id, due_seq=twin.seq)
            twin = answer(twin, moved) if twin.status in OWED else twin
            yield replace(due, status=DueStatus.VOID), twin, moved
        else:
            yield replace(due, status=DueStatus.VOID), twin


def _owed_anew(due: ReportDue, into: Unit, seq: int, terms: Terms, work: OpenWork) -> ReportDue:
    """The same date of the successor. What the old unit had sent in time stays in time; a round of supplements is begun
    anew, and nobody is late with what he did not know."""
    limit = due.late_after
    if work.joins:
        limit = late_after(
            due.due_on,
            due.due_hour,
            terms.workdays,
            terms.county,
            urgency=work.matter.urgency,
            delivered_at=terms.now,
        )
    return replace(
        due,
        unit_id=into.id,
        seq=seq,
        status=DueStatus.HELD if due.held_at else DueStatus.OPEN,
        supplement_by=None,
        known_at=None,
        late_after=max(limit, due.late_after),
    )


def _fact(work: OpenWork, into: Unit) -> Fact:
    given = work.assignment
    details = {"task": given.task_seq, "from": given.unit_id, "to": into.id, "part": given.part.value}
    return Fact("assignment.handed_over", matter_subject(work.matter.id), details)


def _touched(work: OpenWork, into: Unit) -> Iterator[Subject]:
    yield matter_subject(work.matter.id)
    if work.paper is not None:
        yield paper_subject(work.paper.id, work.assignment.unit_id)
        yield paper_subject(work.had_dispatch.paper_id if work.had_dispatch else work.paper.id, into.id)
    if work.transfer is not None:
        yield transfer_subject(work.transfer.id)
    yield from (rectification_subject(item.id) for item in work.rectifications)
    yield from (report_subject(report.id) for report in work.reports if report.status is ReportStatus.SUBMITTED)


def _key(row: object) -> object:
    match row:
        case Assignment():
            return ("assignment", row.matter_id, row.task_seq, row.unit_id)
        case ReportDue():
            return ("due", row.matter_id, row.task_seq, row.unit_id, row.seq)
        case Dispatch():
            return ("dispatch", row.paper_id, row.unit_id)
        case Matter() | Rectification() | Report() | Transfer():
            return (type(row), row.id)
    raise TypeError(row)
